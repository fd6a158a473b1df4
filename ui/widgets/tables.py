"""Tables that are read, sorted, copied and reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from ui.models.rows import COPY_ROLE, Column, RowsModel
from ui.widgets.enter_key import ENTER
from ui.widgets.frozen import FirstColumn

_LEAST_LETTERS = 24
_BESIDE = 20
"""What a cell needs beside its text, in pixels."""
_STARTS_A_FORMULA = ("=", "+", "-", "@")


def tab_separated(cells: list[list[str]]) -> str:
    """Return rows of cells as spreadsheets paste them; no text of a cell becomes a formula."""
    return "\n".join("\t".join(_pasted(cell) for cell in row) for row in cells)


def _pasted(text: str) -> str:
    is_number = text[1:2].isdigit()
    if text.startswith(_STARTS_A_FORMULA) and not (text[0] in "+-" and is_number):
        text = f"'{text}"
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _widened(usual: Mapping[int, int], sharing: Sequence[int], rest: int) -> dict[int, int]:
    """Return widths in which some columns share what is left."""
    found = dict(usual)
    for place, number in enumerate(sharing):
        more = rest // (len(sharing) - place)
        found[number] += more
        rest -= more
    return found


def _narrowed(usual: Mapping[int, int], least: Mapping[int, int], lacking: int) -> dict[int, int]:
    """Return widths in which each column gives way by as large a part of what it can give."""
    spare = {number: max(0, width - least[number]) for number, width in usual.items()}
    part = min(1.0, lacking / max(1, sum(spare.values())))
    return {number: width - ceil(spare[number] * part) for number, width in usual.items()}


class DataTable(QTableView):
    """A table for a `RowsModel`: rows are selected whole, the headings sort.

    Ctrl+C copies the selected rows as tab-separated text, Home and End go to the first and the last
    row, Enter or a double click opens a row.
    """

    opened = Signal(object)
    """Emitted with a row's object when it is opened."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty table; `name` says to a screen reader what it lists."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "rows")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self._set_up_headers()
        self._copy = self._action(self.tr("Copy"), self.copy_selection)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy_all = self._action(self.tr("Copy the whole table"), self.copy_all)
        self.activated.connect(self._open)
        self._held: object = None
        self._held_column = 0
        self._first: FirstColumn | None = None
        self._left_out: set[int] = set()
        self.horizontalScrollBar().valueChanged.connect(self._freeze)

    @property
    def rows(self) -> RowsModel[Any] | None:
        """The table's model; None while it has none of its kind."""
        model = self.model()
        return cast("RowsModel[Any]", model) if isinstance(model, RowsModel) else None

    def _action(self, text: str, run: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(run)
        self.addAction(action)
        return action

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + 13)
        headings = self.horizontalHeader()
        headings.setHighlightSections(False)
        headings.setSortIndicatorClearable(True)
        headings.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        headings.setStretchLastSection(False)
        headings.setTextElideMode(Qt.TextElideMode.ElideRight)
        headings.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, and set its columns' widths."""
        super().setModel(model)
        if model is None:
            return
        if self._first is not None:
            self._first.show_model()  # before the row is restored, since it forgets the row itself
        model.modelAboutToBeReset.connect(self._hold_row)
        model.modelReset.connect(self._restore_row)
        self.fit_columns()

    def _freeze(self, scrolled: int) -> None:
        """Keep the first column in sight; made when it is first needed, for most never are."""
        model = self.rows
        if scrolled and self._first is None and model is not None:
            self._first = FirstColumn(self)
            model.modelReset.disconnect(self._restore_row)
            self._first.show_model()
            model.modelReset.connect(self._restore_row)  # after it, since it forgets the row itself

    def fit_columns(self) -> None:
        """Give columns their widths at the current text size; those without one share the rest.

        Where there is too little room for all, the columns that may get narrower do; then those
        that may go are left out, and come back where there is room again.
        """
        model = self.rows
        if model is None:
            return
        for number, column in enumerate(model.columns):
            if column.width:
                self.setColumnWidth(number, self._usual(column))
        self._share_room()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 13)

    def _share_room(self) -> None:
        model = self.rows
        if model is None:
            return
        shown = self._with_room(model)
        sharing = [n for n, column in shown.items() if column.grows or not column.width]
        usual = {
            n: self._usual(column) if n in sharing or column.least else self.columnWidth(n)
            for n, column in shown.items()
        }
        rest = self.viewport().width() - sum(usual.values())
        least = {n: self._least(column, usual[n]) for n, column in shown.items()}
        found = _narrowed(usual, least, -rest) if rest < 0 else _widened(usual, sharing, rest)
        for number, width in found.items():
            if width != self.columnWidth(number):
                self.setColumnWidth(number, width)

    def _with_room(self, model: RowsModel[Any]) -> dict[int, Column[Any]]:
        """Return the columns that are shown, after leaving out those for which there is no room."""
        wanted = {
            number: column
            for number, column in enumerate(model.columns)
            if number in self._left_out or not self.isColumnHidden(number)
        }
        going = sorted((n for n in wanted if wanted[n].goes), key=lambda n: wanted[n].goes)
        shown = dict(wanted)
        while going and self._needed(shown.values()) > self.viewport().width():
            del shown[going.pop()]
        self._left_out = wanted.keys() - shown.keys()
        for number, column in wanted.items():
            if column.goes:
                super().setColumnHidden(number, number in self._left_out)
        return shown

    def _needed(self, columns: Iterable[Column[Any]]) -> int:
        return sum(self._least(column, self._usual(column)) for column in columns)

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Hide or show a column, whether or not there is room for it."""
        self._left_out.discard(column)
        super().setColumnHidden(column, hide)

    def _usual(self, column: Column[Any]) -> int:
        """Return how wide a column is where there is just enough room, at the current text size."""
        if not column.width:
            return self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return max(self._scaled(column.width), self._held_by(column))

    def _least(self, column: Column[Any], usual: int) -> int:
        """Return how narrow a column may get where there is too little room."""
        if not column.least:
            return usual
        return max(self._scaled(column.least), self._held_by(column))

    def _held_by(self, column: Column[Any]) -> int:
        """Return how wide the longest text is that a column has to hold; 0 if it need not."""
        if column.holds is None:
            return 0
        return self.fontMetrics().horizontalAdvance(column.holds()) + _BESIDE

    def _scaled(self, width: int) -> int:
        return round(width * self.fontMetrics().height() / 17)

    def changeEvent(self, event: QEvent) -> None:
        """Give columns and rows the room that texts of another size need."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns without a width of their own."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def current_row(self) -> object | None:
        """Return the object of the row with the focus."""
        model = self.rows
        return None if model is None else model.row(self.currentIndex())

    def select(self, key: object, column: int = 0) -> bool:
        """Go to the row with a key, to one of its cells; return whether there is one."""
        model = self.rows
        number = -1 if model is None else model.find(key)
        if model is None or number < 0:
            return False
        self.setCurrentIndex(model.index(number, column))
        self.scrollTo(self.currentIndex())
        return True

    def _open(self, index: QModelIndex) -> None:
        model = self.rows
        if model is not None and index.isValid():
            self.opened.emit(model.row(index))

    def _hold_row(self) -> None:
        model, current = self.rows, self.currentIndex()
        row = None if model is None else model.row(current)
        self._held = None if model is None or row is None else model.key_of(row)
        self._held_column = max(0, current.column())

    def _restore_row(self) -> None:
        if self._held is not None:
            self.select(self._held, self._held_column)

    def selected_rows(self) -> list[int]:
        """Return the numbers of the selected rows from the top."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard, or the whole table if none is."""
        rows = self.selected_rows()
        if rows:
            QGuiApplication.clipboard().setText(tab_separated([self._texts(row) for row in rows]))
        else:
            self.copy_all()

    def copy_all(self) -> None:
        """Put the whole table with its headings on the clipboard."""
        model = self.model()
        columns = self._columns()
        role = Qt.ItemDataRole.DisplayRole
        headings = [str(model.headerData(c, Qt.Orientation.Horizontal, role)) for c in columns]
        rows = [self._texts(row) for row in range(model.rowCount())]
        QGuiApplication.clipboard().setText(tab_separated([headings, *rows]))

    def _columns(self) -> list[int]:
        headings = self.horizontalHeader()
        shown = [headings.logicalIndex(place) for place in range(headings.count())]
        return [n for n in shown if n in self._left_out or not self.isColumnHidden(n)]

    def _texts(self, row: int) -> list[str]:
        model = self.model()
        found = (model.index(row, column).data(COPY_ROLE) for column in self._columns())
        return ["" if text is None else str(text) for text in found]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Home and End to the first and the last row; leave Tab to the page."""
        last = self.model().rowCount() - 1 if self.rows is not None else -1
        target = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(Qt.Key(event.key()))
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if target is not None and last >= 0 and plain:
            self.setCurrentIndex(self.model().index(target, max(0, self.currentIndex().column())))
            return
        super().keyPressEvent(event)
        if event.key() in ENTER and not self.hasFocus():
            event.accept()  # it opened the row: what has the focus now was not meant

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the row that Qt makes the current one where there was none."""
        had_row = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not had_row and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.setCurrentIndex(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, also from the keyboard's menu key."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            place = self.viewport().mapToGlobal(corner)
        self._show_menu(place)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._copy)
        menu.addAction(self._copy_all)
        menu.popup(place)
