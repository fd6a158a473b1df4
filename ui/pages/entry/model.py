"""The sheet as a table: section rows and questions, changed in place while a person types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from spa_me.domain.framework import Indicator
from spa_me.domain.reading.signs import Signs
from spa_me.domain.values import BLANK, Value, ValueKey
from spa_me.reports.entry import EntrySection, EntrySheet
from spa_me.reports.entry_rows import EntryRow
from spa_me.services.submissions.remarks import Remark
from ui.pages.entry.looks import (
    EDITABLE,
    NUMBERS,
    Cell,
    Column,
    Folded,
    Look,
    in_words,
    look_of,
)
from ui.pages.entry.reading import Content, edit_text
from ui.plain_text import as_tooltip

Index = QModelIndex | QPersistentModelIndex
Line = EntrySection | str
"""A section, or the code of a question."""

LOOK_ROLE = Qt.ItemDataRole.UserRole
"""The `Look` of a cell."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EntryModel(QAbstractTableModel):
    """What is asked and answered; what is typed goes out as signals and comes back by `put`."""

    answered = Signal(str, object)
    """Emitted with an indicator and what a person gave as its answer: a text or a `Value`."""
    noted = Signal(str, str)
    """Emitted with an indicator and its new note."""
    sheet_changed = Signal()
    """Emitted when any row changed."""

    def __init__(self, signs: Signs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.signs = signs
        self.sheet: EntrySheet | None = None
        self.lines: list[Line] = []
        self.is_locked = False
        self._unread: dict[ValueKey, Content] = {}
        self._unsaved: frozenset[str] = frozenset()
        self.remarks: Mapping[str, Remark] = {}
        self._evidence: Mapping[str, int] = {}
        self._folded = Folded()
        self._preview: EntryRow | None = None
        self._places: dict[str, int] = {}

    # --- What it holds --------------------------------------------------------------------------

    def show(self, sheet: EntrySheet | None) -> None:
        """Show a sheet; texts that could not be read stay while it is about the same questions."""
        same = self._is_same(sheet)
        if not same:
            self.beginResetModel()
            self._unsaved = frozenset()
        self._preview = None
        self.sheet = sheet
        if not same:
            self.lines = [] if sheet is None else _lines(sheet)
            self._places = {line: n for n, line in enumerate(self.lines) if isinstance(line, str)}
            self.endResetModel()
        self.refresh()

    def _is_same(self, sheet: EntrySheet | None) -> bool:
        mine = self.sheet
        if mine is None or sheet is None:
            return False
        return (mine.definition, mine.unit.code, mine.period.code) == (
            sheet.definition,
            sheet.unit.code,
            sheet.period.code,
        )

    def refresh(self) -> None:
        """Show every cell again, as after a change of language or width."""
        if self.lines:
            last = self.index(len(self.lines) - 1, Column.NOTE)
            self.dataChanged.emit(self.index(0, 0), last)
        self.sheet_changed.emit()

    def fold(self, columns: Collection[Column]) -> None:
        """Tell which columns have no room, so that what they say stands under the question."""
        before = self._headings()[Column.LAST] if Column.LAST in columns else ""
        self._folded = Folded(Column.UNIT in columns, before)

    @property
    def unread(self) -> Mapping[str, Content]:
        """Texts that are no answers and so are not kept, by indicator of this sheet."""
        here = () if self.sheet is None else (self.sheet.unit.code, self.sheet.period.code)
        return {k.indicator: c for k, c in self._unread.items() if (k.unit, k.period) == here}

    @property
    def unread_everywhere(self) -> int:
        """How many such texts there are, with those of other sheets."""
        return len(self._unread)

    def forget(self) -> None:
        """Forget such texts, as for another workspace."""
        self._unread.clear()

    @property
    def unsaved(self) -> Collection[str]:
        """Questions whose answer could not be written to the workspace."""
        return self._unsaved & self._places.keys()

    def line(self, index: Index) -> Line | None:
        """Return the section or the question of a row."""
        return self.lines[index.row()] if index.isValid() else None

    def code(self, index: Index) -> str | None:
        """Return the question of a row; None on a section."""
        line = self.line(index)
        return line if isinstance(line, str) else None

    def place(self, code: str, column: Column = Column.MINE) -> QModelIndex:
        """Return the cell of a question; an invalid index for one that is not in the sheet."""
        row = self._places.get(code, -1)
        return self.index(row, column) if row >= 0 else QModelIndex()

    def row(self, code: str) -> EntryRow:
        """Return a question of the sheet."""
        assert self.sheet is not None  # noqa: S101 (there are no codes without a sheet)
        return self.sheet.rows[code]

    def content(self, code: str) -> Content:
        """Return what a question's answer holds."""
        row = self.row(code)
        return self._unread.get(self._key(code)) or Content(row.value)

    def _key(self, code: str) -> ValueKey:
        assert self.sheet is not None  # noqa: S101 (there are no codes without a sheet)
        return self.sheet.key(code)

    def indicator(self, index: Index) -> Indicator | None:
        """Return the indicator of a row; None on a section."""
        code = self.code(index)
        return None if code is None else self.row(code).indicator

    # --- How it changes -------------------------------------------------------------------------

    def put(self, contents: Mapping[str, Content]) -> None:
        """Put other contents into answers, and show every row that changes with them."""
        if self.sheet is None:
            return
        for code, content in contents.items():
            if content.unread:
                self._unread[self._key(code)] = content
            else:
                self._unread.pop(self._key(code), None)
        self._preview = None
        self._show_changes({code: content.value for code, content in contents.items()}, contents)

    def _show_changes(self, values: Mapping[str, Value], touched: Collection[str]) -> None:
        before = self.sheet
        if before is None:
            return
        self.sheet = after = before.with_values(values)
        self._tell(c for c, r in after.rows.items() if c in touched or r is not before.rows[c])
        self.sheet_changed.emit()

    def _tell(self, codes: Iterable[str]) -> None:
        """Tell of changed questions, rows that follow each other at once."""
        rows = sorted(self._places[code] for code in codes)
        first = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                top = self.index(rows[first], Column.CODE)
                self.dataChanged.emit(top, self.index(row, Column.NOTE))
                first = place + 1

    def stamp(self, values: Mapping[str, Value]) -> None:
        """Show who entered values and when, once they are saved."""
        self._show_changes(values, ())

    def show_unsaved(self, codes: Collection[str]) -> None:
        """Mark the answers that could not be written to the workspace."""
        changed = self._unsaved ^ frozenset(codes)
        self._unsaved = frozenset(codes)
        self._tell(changed & self._places.keys())

    def show_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Mark the answers about which the region asks something, by indicator."""
        before, self.remarks = self.remarks, remarks
        changed = {c for c in {*before, *remarks} if before.get(c) != remarks.get(c)}
        self._tell(changed & self._places.keys())

    def show_evidence(self, counts: Mapping[str, int]) -> None:
        """Mark how much evidence there is, by the code of the question or marker."""
        before = {code: self._evidence_of(code) for code in self._places}
        self._evidence = counts
        self._tell({code for code in self._places if before[code] != self._evidence_of(code)})

    def _evidence_of(self, code: str) -> int:
        """Return how much evidence a question has, with that of the markers that rest on it."""
        row = None if self.sheet is None else self.sheet.rows.get(code)
        about = {code} if row is None else {code, *(line.code for line in row.lines)}
        return sum(self._evidence.get(one, 0) for one in about)

    def preview(self, code: str, content: Content | None) -> None:
        """Show the status that an answer would have while it is being typed; None to stop."""
        shown = self._preview
        if self.sheet is None or (content is None and shown is None):
            return
        self._preview = None
        if content is not None:
            value = BLANK if content.unread else content.value
            self._preview = self.sheet.with_values({code: value}).rows[code]
        status = self.place(code, Column.STATUS)
        self.dataChanged.emit(status, status)

    # --- What Qt asks ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of sections and questions."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that questions can be selected, and answers and notes edited."""
        flag = Qt.ItemFlag
        if self.code(index) is None:
            return flag.ItemIsEnabled if index.isValid() else flag.NoItemFlags
        found = flag.ItemIsEnabled | flag.ItemIsSelectable
        can_edit = index.column() in EDITABLE and not self.is_locked
        return found | flag.ItemIsEditable if can_edit else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        line = self.line(index)
        if line is None:
            return None
        if isinstance(line, EntrySection):
            is_text = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return section_text(line) if is_text and index.column() == Column.CODE else None
        return self._question_data(line, Column(index.column()), role)

    def _question_data(self, code: str, column: Column, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.look(code, column).text
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(self.look(code, column).text)
            case Qt.ItemDataRole.EditRole:
                return self._edit_text(code, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column in NUMBERS else _LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(code, column)
            case _:
                return self.look(code, column) if role == LOOK_ROLE else None

    def look(self, code: str, column: Column) -> Look:
        """Return what a question's cell says."""
        assert self.sheet is not None  # noqa: S101
        row = self.row(code)
        if column is Column.STATUS and self._preview is not None and self._preview.code == code:
            row = self._preview
        cell = Cell(
            self.sheet.definition,
            row,
            self.content(code),
            code in self._unsaved,
            self._folded,
            self.remarks.get(code),
            self._evidence_of(code),
        )
        return look_of(cell, column)

    def _edit_text(self, code: str, column: Column) -> str:
        content = self.content(code)
        if column is Column.NOTE:
            return content.value.note
        if column is not Column.MINE:
            return self.look(code, column).main
        return content.unread or edit_text(self.row(code).indicator, content.value, self.signs)

    def _spoken(self, code: str, column: Column) -> str:
        heading = self.headerData(column, Qt.Orientation.Horizontal)
        said = self.look(code, column).text or self.tr("blank")
        return f"{code}, {heading}: {said}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand on what was typed into an answer or a note; it comes back by `put`."""
        code = self.code(index)
        if code is None or role != Qt.ItemDataRole.EditRole or self.is_locked:
            return False
        if index.column() == Column.NOTE:
            self.noted.emit(code, str(value))
        elif index.column() == Column.MINE:
            self.answered.emit(code, value)
        else:
            return False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if Column(section) in NUMBERS else _LEFT
        return None

    def _headings(self) -> list[str]:
        sheet = self.sheet
        before = self.tr("Last period")
        here = self.tr("Answer")
        if sheet is not None:
            here = sheet.period.code
            before = before if sheet.previous is None else sheet.previous.code
        return [
            self.tr("Code"),
            self.tr("What is asked"),
            self.tr("Unit"),
            self.tr("Target"),
            before,
            here,
            self.tr("Status"),
            self.tr("Note"),
        ]


def _lines(sheet: EntrySheet) -> list[Line]:
    return [line for section in sheet.sections for line in (section, *section.rows)]


def section_text(section: EntrySection) -> str:
    """Return the heading of a section: `Output 1 · …`."""
    return f"{section.level} {section.result.code} · {in_words(section.result.title)}"
