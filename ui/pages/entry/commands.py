"""What the sheet can be asked to do: clipboard, undo, filling, and the menu of a cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from ui.clipboard import MIME, Block, read_block, write_block
from ui.pages.entry.desk import Desk
from ui.pages.entry.looks import EDITABLE, Column
from ui.pages.entry.model import EntryModel
from ui.pages.entry.reading import spreadsheet_text
from ui.pages.entry.view import SheetView
from ui.widgets.tables import tab_separated

_MenuEntry = tuple[str, str, Callable[[], object], bool]
"""A command's text, its keys, what it does, and whether it can be done now."""
Texts = Callable[[str, Column], str]


class SheetCommands(QObject):
    """Carries out what a person wants from the sheet with a key or from the menu."""

    noticed = Signal(str)
    """Emitted with a sentence about what was done or could not be done."""
    why_wanted = Signal()
    """Emitted when the row is to be explained."""
    evidence_wanted = Signal()
    """Emitted when the row's evidence is to be shown."""
    breakdown_wanted = Signal()
    """Emitted when the answer is to be broken down."""

    def __init__(self, view: SheetView, model: EntryModel, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._model, self._desk = view, model, desk
        self._runs: dict[str, Callable[[], object]] = {
            "copy": self.copy,
            "cut": self._cut,
            "paste": self._paste,
            "clear": self._clear,
            "all": self._view.select_all,
            "fill": self._fill,
            "undo": self._undo,
            "redo": self._redo,
            "breakdown": self.breakdown_wanted.emit,
            "why": self.why_wanted.emit,
            "menu": self._menu,
        }
        view.wants.connect(self.run)

    def run(self, command: str) -> None:
        """Carry a command out."""
        self._runs[command]()

    def _may_change(self) -> bool:
        if self._model.is_locked:
            self._view.refused.emit()
        return not self._model.is_locked

    # --- Clipboard ------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected cells on the clipboard, for spreadsheets and for this app."""
        cells = self._view.selected()
        if not cells:
            return
        codes = list(dict.fromkeys(code for code, _ in cells))
        columns = sorted({column for _, column in cells})
        data = QMimeData()
        data.setText(tab_separated(self._block(codes, columns, self._plain)))
        own = write_block(self._block(codes, columns, self._exact))
        data.setData(MIME, own.encode())
        QGuiApplication.clipboard().setMimeData(data)

    def _block(self, codes: list[str], columns: list[Column], text: Texts) -> Block:
        return [[text(code, column) for column in columns] for code in codes]

    def _exact(self, code: str, column: Column) -> str:
        return str(self._model.data(self._model.place(code, column), Qt.ItemDataRole.EditRole))

    def _plain(self, code: str, column: Column) -> str:
        row, content = self._model.row(code), self._model.content(code)
        signs = self._model.signs
        if column is Column.MINE and not content.unread:
            return spreadsheet_text(row.indicator, content.value, signs)
        if column is Column.LAST:
            return spreadsheet_text(row.indicator, row.previous, signs)
        return self._exact(code, column)

    def _cut(self) -> None:
        if self._may_change():
            self.copy()
            self._desk.clear(self._view.selected())

    def _clear(self) -> None:
        if self._may_change():
            self._desk.clear(self._view.selected())

    def _paste(self) -> None:
        current = self._view.current()
        if current is None or not self._may_change():
            return
        data = QGuiApplication.clipboard().mimeData()
        own = bytes(data.data(MIME).data()).decode() if data.hasFormat(MIME) else ""
        try:
            block = read_block(own or data.text())
        except ValueError as error:
            self.noticed.emit(str(error))
            return
        if not block:
            self.noticed.emit(self.tr("The clipboard holds no text."))
        elif len(block) == 1 and len(block[0]) == 1:
            self._paste_one(block[0][0])
        else:
            self._paste_block(block)

    def _paste_one(self, text: str) -> None:
        """Paste one cell into every selected cell, as spreadsheets do."""
        cells = self._view.selected()
        columns = {column for _, column in cells}
        if len(cells) == 1 and cells[0][1] is Column.MINE:
            self._desk.answer(cells[0][0], text)
        elif len(columns) == 1:
            codes = [code for code, _ in cells]
            self._desk.paste([[text]] * len(codes), codes, columns.pop())
        else:
            self.noticed.emit(self.tr("Select cells of one column to paste one value into them."))

    def _paste_block(self, block: Block) -> None:
        cells, questions = self._view.selected(), self._view.questions()
        first, column = cells[0] if cells else (questions[0], Column.MINE)
        self._desk.paste(block, questions[questions.index(first) :], column)

    def _fill(self) -> None:
        """Fill the selection from its first cell; a single cell takes what stands above it."""
        cells = self._view.selected()
        if not cells or not self._may_change():
            return
        column = cells[0][1]
        codes = [code for code, its_column in cells if its_column is column]
        if column not in EDITABLE:
            self.noticed.emit(self.tr("This column cannot be filled."))
            return
        if len(codes) == 1:
            questions = self._view.questions()
            above = questions.index(codes[0]) - 1
            if above >= 0:
                self._desk.fill_down(questions[above], codes, column)
        else:
            self._desk.fill_down(codes[0], codes[1:], column)

    def _undo(self) -> None:
        if self._may_change():
            self._desk.undo()

    def _redo(self) -> None:
        if self._may_change():
            self._desk.redo()

    # --- Menu -----------------------------------------------------------------------------------

    def _menu(self) -> None:
        current = self._view.current()
        if current is None:
            return
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self._model.row(current[0])
        can_change = not self._model.is_locked
        entries: list[_MenuEntry | None] = [
            (self.tr("Change"), "F2", self._view.begin, can_change),
            (self.tr("There is no figure…"), "Alt+Down", self._ask_state, can_change),
            (self.tr("Note…"), "", self._note, can_change),
            (
                self.tr("Breakdown…"),
                "F4",
                self.breakdown_wanted.emit,
                bool(row.indicator.dimensions),
            ),
            (self.tr("Evidence…"), "", self.evidence_wanted.emit, True),
            (self.tr("Why?"), "F9", self.why_wanted.emit, True),
            None,
            (self.tr("Copy"), "Ctrl+C", self.copy, True),
            (self.tr("Cut"), "Ctrl+X", self._cut, can_change),
            (self.tr("Paste"), "Ctrl+V", self._paste, can_change),
            (self.tr("Fill down"), "Ctrl+D", self._fill, can_change),
            (self.tr("Blank"), "Del", self._clear, can_change),
        ]
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                _add(menu, entry)
        menu.popup(self._view.menu_place())

    def _ask_state(self) -> None:
        self._view.begin(asks_state=True)

    def _note(self) -> None:
        current = self._view.current()
        if current is not None:
            self._view.go(current[0], Column.NOTE)
            self._view.begin()


def _add(menu: QMenu, entry: _MenuEntry) -> None:
    text, keys, run, is_enabled = entry
    action = menu.addAction(f"{text}\t{keys}" if keys else text)
    action.setEnabled(is_enabled)
    action.triggered.connect(lambda: run())  # noqa: PLW0108 (without `checked`)
