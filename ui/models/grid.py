"""A table of records that are typed in place: what is recorded, and what is not yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from spa_me.dashboards.theme import Palette
from ui.clipboard import Block
from ui.models.rows import Column, RowsModel
from ui.plain_text import as_tooltip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class GridField(Generic[R]):
    """A field of a record that can be typed in its cell.

    Attributes:
        name: of the record's field.
        column: how it shows where it is recorded.
        edited: gives the text that is edited, and read again as what it was.
        choices: gives the words that are offered; None for none.
        is_open: whether other texts than those may be typed, too.
    """

    name: str
    column: Column[R]
    edited: Callable[[R], str]
    choices: Callable[[], Sequence[str]] | None = None
    is_open: bool = False


@dataclass(eq=False)
class GridLine(Generic[R]):
    """A row: a record, or one that is to become one.

    Attributes:
        key: what it is known by.
        row: as it is recorded; None for a new one.
        typed: what was typed and is not recorded yet, by field.
        wrong: why it could not be taken, by field; under an empty name what is wrong with all.
        identity: the id of the record that a new line becomes.
        is_going: whether what was typed was recorded, so that it goes when the rows come anew.
    """

    key: object
    row: R | None = None
    typed: dict[str, str] = field(default_factory=dict[str, str])
    wrong: dict[str, str] = field(default_factory=dict[str, str])
    identity: str = field(default_factory=lambda: str(uuid4()))
    is_going: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether something stands in it that is not recorded."""
        return bool(self.typed) and not self.is_going

    def give_up(self) -> None:
        """Forget what was typed."""
        self.typed, self.wrong = {}, {}


Part = GridField[R] | Column[R]


class GridModel(RowsModel[GridLine[R]]):
    """Records with cells that can be typed in, and an empty line at the end for a new one.

    It reads and records nothing: who made it is told of lines in which something was typed, and
    marks them as wrong or as recorded.
    """

    entered = Signal(object)
    """Emitted with the lines in which something was typed or pasted, from the top."""

    def __init__(
        self,
        parts: Sequence[Part[R]],
        key: Callable[[R], object],
        palette: Callable[[], Palette],
        parent: QObject | None = None,
    ) -> None:
        """Make an empty grid.

        Args:
            parts: its columns from left to right; those that are no fields are only shown.
            key: what a record is known by.
            palette: gives the colours of the theme.
            parent: Qt's owner.
        """
        columns = [_column(part) for part in parts]
        super().__init__(columns, key=lambda line: line.key, parent=parent)
        self.fields = tuple(p if isinstance(p, GridField) else None for p in parts)
        self._record_key, self.palette = key, palette
        self._new = count(1)
        self.can_edit = self.can_add = False
        self.beginning: Callable[[], Mapping[str, str]] = dict

    # --- Rows ------------------------------------------------------------------------------------

    def show_records(self, rows: Iterable[R], *, can_edit: bool, can_add: bool) -> None:
        """Show records; what was typed and is not recorded yet stays in its line.

        Args:
            rows: the records.
            can_edit: whether cells can be typed in.
            can_add: whether there is a line for a new one.
        """
        self.can_edit, self.can_add = can_edit, can_add
        pending = {line.key: line for line in self.given if line.is_pending}
        lines: list[GridLine[R]] = []
        for row in rows:
            key = self._record_key(row)
            before = pending.pop(key, None)
            lines.append(GridLine(key, row) if before is None else replace(before, row=row))
        # A record that was removed elsewhere leaves what was typed in it as a new one.
        lines += [replace(line, row=None) for line in pending.values()]
        if can_edit and can_add:
            lines.append(self._last_empty or self._empty_line())
        self.show(lines)

    @property
    def _last_empty(self) -> GridLine[R] | None:
        """The empty line that is there; it stays the same, so that the cursor stays in it."""
        last = self.given[-1] if self.given else None
        return None if last is None or last.row is not None or last.typed else last

    def _empty_line(self) -> GridLine[R]:
        return GridLine(("new", next(self._new)))

    @property
    def pending(self) -> list[GridLine[R]]:
        """The lines with something that is not recorded, from the top."""
        return [line for line in self.rows if line.is_pending]

    def heading_of(self, name: str) -> str:
        """Return the heading of a field; empty for what is no field."""
        titled = zip(self.fields, self.columns, strict=True)
        return next((c.title for part, c in titled if part is not None and part.name == name), "")

    def place_of(self, line: GridLine[R], name: str) -> QModelIndex:
        """Return the cell of a field in a line; its first cell for a field that has none."""
        names = [None if part is None else part.name for part in self.fields]
        column = names.index(name) if name in names else 0
        return self.index(self.find(line.key), column)

    # --- Cells -----------------------------------------------------------------------------------

    def field_at(self, index: Index) -> GridField[R] | None:
        """Return the field of a cell; None where it is only shown."""
        return self.fields[index.column()] if index.isValid() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return whether a cell can be typed in."""
        flags = super().flags(index)
        if self.can_edit and self.field_at(index) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        part, line = self.field_at(index), self.row(index)
        if part is not None and line is not None:
            if role == Qt.ItemDataRole.EditRole:
                return _edited(part, line)
            if role == Qt.ItemDataRole.ToolTipRole and (why := _why(part, line)):
                return as_tooltip(why)
            if role == Qt.ItemDataRole.BackgroundRole and line.is_pending:
                return self._ground(part, line)
        return super().data(index, role)

    def _ground(self, part: GridField[R], line: GridLine[R]) -> QColor | None:
        palette = self.palette()
        if part.name in line.wrong:
            return QColor(palette.warning_soft)
        return QColor(palette.accent_soft) if part.name in line.typed else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed in a cell."""
        line = self.row(index)
        if role != Qt.ItemDataRole.EditRole or line is None:
            return False
        if self._type(index, line, str(value)):
            self._tell([line])
        return True

    def put(self, corner: Index, block: Block) -> int:
        """Take a block of cells that was pasted; return how many lines it went into.

        Cells that are only shown are passed over. Rows below the last line become new ones.
        """
        touched: list[GridLine[R]] = []
        for down, cells in enumerate(block):
            number = corner.row() + down
            if number >= self.rowCount():
                break
            line = self.rows[number]
            for right, text in enumerate(cells):
                place = self.index(number, corner.column() + right)
                if place.isValid() and self._type(place, line, text.strip()):
                    touched.append(line)
        lines = list(dict.fromkeys(touched))
        self._tell(lines)
        return len(lines)

    def clear(self, places: Iterable[Index]) -> None:
        """Empty cells."""
        found = [(index, self.row(index)) for index in places]
        lines = [line for index, line in found if line and self._type(index, line, "")]
        self._tell(list(dict.fromkeys(lines)))

    def _type(self, index: Index, line: GridLine[R], text: str) -> bool:
        """Put a text into a cell, if it can be typed in; return whether it is another one."""
        part = self.field_at(index)
        if part is None or not self.can_edit or text == _edited(part, line):
            return False
        if line.row is None and not line.typed:
            if not text:
                return False
            line.typed = dict(self.beginning())
            if self.can_add:
                self.append([self._empty_line()])
        line.typed[part.name] = text
        line.is_going = False
        return True

    def _tell(self, lines: list[GridLine[R]]) -> None:
        if lines:
            self.show_again(lines)
            self.entered.emit(lines)

    def show_again(self, lines: Iterable[GridLine[R]]) -> None:
        """Show all cells of some lines again."""
        for line in lines:
            number = self.find(line.key)
            if number >= 0:
                last = self.index(number, len(self.columns) - 1)
                self.dataChanged.emit(self.index(number, 0), last)

    def give_up(self, line: GridLine[R]) -> None:
        """Forget what was typed in a line; one that never was a record goes."""
        line.give_up()
        if line.row is None and line is not self.rows[-1]:
            self.show([other for other in self.given if other is not line])
        else:
            self.show_again([line])


def _column(part: Part[R]) -> Column[GridLine[R]]:
    """Return a column of records as a column of lines."""
    column = part.column if isinstance(part, GridField) else part
    name = part.name if isinstance(part, GridField) else ""

    def of_record(read: Callable[[R], Any], otherwise: Any) -> Callable[[GridLine[R]], Any]:
        return lambda line: otherwise if line.row is None else read(line.row)

    def text(line: GridLine[R]) -> str:
        return line.typed[name] if name in line.typed else of_record(column.text, "")(line)

    def told(line: GridLine[R]) -> str:
        return text(line) if name in line.typed else of_record(column.told, "")(line)

    def copied(line: GridLine[R]) -> str:
        if isinstance(part, GridField):  # what is copied is read again where it is pasted
            return _edited(part, line)
        return of_record(column.copy or column.text, "")(line)

    return Column(
        column.title,
        text,
        sort=of_record(column.sort or column.text, None),
        copy=copied,
        icon=None if column.icon is None else of_record(column.icon, None),
        tooltip=told,
        is_number=column.is_number,
        width=column.width,
        grows=column.grows,
        least=column.least,
        holds=column.holds,
        goes=column.goes,
    )


def _edited(part: GridField[R], line: GridLine[R]) -> str:
    if part.name in line.typed:
        return line.typed[part.name]
    return "" if line.row is None else part.edited(line.row)


def _why(part: GridField[R], line: GridLine[R]) -> str:
    return line.wrong.get(part.name, "")


def wrong_in(lines: Iterable[GridLine[Any]]) -> Iterator[tuple[GridLine[Any], str, str]]:
    """Yield what is wrong in some lines: the line, the field, and why."""
    for line in lines:
        for name, why in line.wrong.items():
            yield line, name, why
