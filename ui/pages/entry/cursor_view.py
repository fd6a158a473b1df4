"""The sheet on the screen: its layout, and a cursor that goes over its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.pages.entry.cell_editor import Move
from ui.pages.entry.delegate import SheetDelegate
from ui.pages.entry.heights import RowHeights
from ui.pages.entry.looks import Column
from ui.pages.entry.model import EntryModel, Index
from ui.pages.entry.moving import Place, jump, step
from ui.pages.entry.paragraphs import PAD_X
from ui.pages.entry.widths import MOST_CODE, fitted, least_width
from ui.theme import Theme

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_LINES_FOR_ALL = 26
"""So many lines high is a sheet in which every row shows all of its texts."""
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate


class CursorView(QTableView):
    """A table with section rows, and a cursor that goes over the questions between them."""

    went_to = Signal(str)
    """Emitted with the question that the cursor came to."""
    compacted = Signal(bool)
    """Emitted with whether rows are shortened for want of height."""

    def __init__(self, model: EntryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.delegate = SheetDelegate(self, model, theme)
        self.setAccessibleName(self.tr("Questions and answers"))
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self._heights = RowHeights(self, self.delegate.row_height)
        self._set_up_headers()
        model.modelReset.connect(self.arrange)
        model.dataChanged.connect(self._rows_changed)

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        headings = self.horizontalHeader()
        headings.setHighlightSections(False)
        headings.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        headings.setMinimumSectionSize(20)

    # --- Layout ---------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Set widths, heights and the sections that go over all columns."""
        self.clearSpans()
        for row, line in enumerate(self._model.lines):
            if not isinstance(line, str):
                self.setSpan(row, 0, 1, len(Column))
        self._fit_columns()
        self.fit_rows()

    def _fit_columns(self) -> None:
        sheet = self._model.sheet
        has_previous = sheet is not None and sheet.previous is not None
        scale = self.fontMetrics().height() / 17
        room = self.viewport().width()
        found = fitted(room, scale, self._code_width(scale), has_previous=has_previous)
        shown = set(Column) if has_previous else set(Column) - {Column.LAST}
        self._model.fold(shown - found.keys())
        for column in Column:
            self.setColumnHidden(column, column not in found)
            if column in found:
                self.setColumnWidth(column, found[column])

    def least_width(self) -> int:
        """Return the width in pixels that all columns need at the least."""
        scale = self.fontMetrics().height() / 17
        beside = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        return least_width(scale) + beside

    def _code_width(self, scale: float) -> int:
        """Return the width of the longest part of a code that is not broken."""
        codes = [line for line in self._model.lines if isinstance(line, str)]
        parts = {f"{part}-" for code in codes for part in code.split("-")}
        widest = max((self.fontMetrics().horizontalAdvance(part) for part in parts), default=0)
        return round(min(max(widest + 2 * PAD_X, 52 * scale), MOST_CODE * scale))

    def fit_rows(self, rows: Iterable[int] | None = None) -> None:
        """Give rows the height that their texts need; all of them, or some."""
        self._heights.renew(rows)

    def _rows_changed(self, top: QModelIndex, bottom: QModelIndex) -> None:
        # Only a change of whole rows can change their height; a status alone does not.
        if top.column() == Column.CODE and bottom.row() < len(self._model.lines):
            self.fit_rows(range(top.row(), bottom.row() + 1))
            if top.row() <= self.currentIndex().row() <= bottom.row():
                self._keep_in_sight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        was_compact = self.delegate.is_compact
        self._choose_density()
        if event.size().width() != event.oldSize().width():
            self._fit_columns()
            self.fit_rows()
        elif was_compact is not self.delegate.is_compact:
            self.fit_rows()
        self._keep_in_sight()

    def _choose_density(self) -> None:
        """Shorten the rows where few would be seen in full, as at large text."""
        lines = self.viewport().height() / self.fontMetrics().height()
        self.delegate.is_compact = lines < _LINES_FOR_ALL
        self.compacted.emit(self.delegate.is_compact)

    def _keep_in_sight(self) -> None:
        self._heights.scroll_to_current()

    def changeEvent(self, event: QEvent) -> None:
        """Lay everything out anew when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_heights"):
            self.delegate.forget_layout()
            self._choose_density()
            self.arrange()

    def show_only(self, wanted: Callable[[str], bool]) -> int:
        """Show the questions that are wanted, with their sections; return how many they are."""
        shown = {line for line in self._model.lines if isinstance(line, str) and wanted(line)}
        section, filled = 0, False
        for row, line in enumerate(self._model.lines):
            if isinstance(line, str):
                self.setRowHidden(row, line not in shown)
                filled = filled or line in shown
                continue
            self.setRowHidden(section, not filled)
            section, filled = row, False
        if self._model.lines:
            self.setRowHidden(section, not filled)
        self.fit_rows(())  # other rows are in sight
        return len(shown)

    # --- Where the cursor is --------------------------------------------------------------------

    def questions(self) -> list[str]:
        """Return the questions that are shown, from the top."""
        return [
            line
            for row, line in enumerate(self._model.lines)
            if isinstance(line, str) and not self.isRowHidden(row)
        ]

    def current(self) -> tuple[str, Column] | None:
        """Return the question and the column of the cursor."""
        index = self.currentIndex()
        code = self._model.code(index)
        return None if code is None else (code, Column(index.column()))

    def selected(self) -> list[tuple[str, Column]]:
        """Return the selected cells that are shown, row by row."""
        cells = {(index.row(), index.column()) for index in self.selectedIndexes()}
        shown = [cell for cell in sorted(cells) if not self.isRowHidden(cell[0])]
        lines = self._model.lines
        return [
            (code, Column(column)) for row, column in shown if isinstance(code := lines[row], str)
        ]

    def go(self, code: str, column: Column = Column.MINE, *, extend: bool = False) -> None:
        """Put the cursor on a cell; with `extend` the selection grows up to it."""
        index = self._model.place(code, column)
        if not index.isValid():
            return
        if extend:
            anchor = self._anchor()
            selection = QItemSelection(
                self._model.index(
                    min(anchor.row(), index.row()), min(anchor.column(), index.column())
                ),
                self._model.index(
                    max(anchor.row(), index.row()), max(anchor.column(), index.column())
                ),
            )
            self.selectionModel().setCurrentIndex(index, _KEEP)
            self.selectionModel().select(selection, _SELECT)
        else:
            self.selectionModel().setCurrentIndex(index, _SELECT)
        self._keep_in_sight()

    def select_all(self) -> None:
        """Select every cell that is shown, from the cursor's place."""
        lines = self._model.lines
        if lines:
            whole = QItemSelection(
                self._model.index(0, 0), self._model.index(len(lines) - 1, Column.NOTE)
            )
            self.selectionModel().select(whole, _SELECT)

    def _anchor(self) -> QModelIndex:
        """Return the corner of the selection opposite to the cursor."""
        here = self.currentIndex()
        cells = self.selectedIndexes() or [here]
        rows, columns = [c.row() for c in cells], [c.column() for c in cells]
        row = max(rows) if here.row() == min(rows) else min(rows)
        column = max(columns) if here.column() == min(columns) else min(columns)
        return self._model.index(row, column)

    def travel(self, move: Move, *, extend: bool = False, jumps: bool = False) -> None:
        """Move the cursor one step, or to the next edge."""
        questions, current = self.questions(), self.current()
        if not questions or move is Move.STAY:
            return
        if current is None or current[0] not in questions:
            self.go(questions[0])
            return
        place: Place = (questions.index(current[0]), current[1])
        if jumps:
            row, column = jump(place, move, len(questions), self._is_filled(questions, place[1]))
        else:
            row, column = step(place, move, len(questions), self._columns())
        self.go(questions[row], column, extend=extend)

    def _columns(self) -> list[Column]:
        return [column for column in Column if not self.isColumnHidden(column)]

    def _is_filled(self, questions: list[str], column: Column) -> Callable[[int], bool]:
        return lambda row: bool(self._model.look(questions[row], column).main)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which question the cursor came to."""
        super().currentChanged(current, previous)
        code = self._model.code(current)
        if code is not None and code != self._model.code(previous):
            self.went_to.emit(code)

    def menu_place(self) -> QPoint:
        """Return where a menu of the cursor's cell opens, on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
