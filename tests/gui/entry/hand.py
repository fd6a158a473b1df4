"""A hand that works the entry page: keys, clicks, and a look at what shows and what is saved."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Dataset
from spa_me.domain.values import Value
from spa_me.reports.entry import EntrySheet
from spa_me.services.workspace import Workspace
from tests.gui.conftest import OFFICER
from ui.pages.entry import EntryPage
from ui.pages.entry.cell_editor import CellEditor
from ui.pages.entry.looks import Column, Look
from ui.pages.entry.model import EntryModel
from ui.pages.entry.saving import Saver
from ui.pages.entry.view import SheetView
from ui.pages.entry.worktable import Worktable

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Hand:
    """Works one page as a person does."""

    def __init__(self, qtbot: QtBot, page: EntryPage, path: Path) -> None:
        self.qtbot, self.page, self.path = qtbot, page, path
        self.said: list[str] = []
        page.context.notices.said.connect(self.said.append)

    @property
    def table(self) -> Worktable:
        return self.page.table

    @property
    def model(self) -> EntryModel:
        return self.page.table.model

    @property
    def sheet(self) -> EntrySheet:
        assert self.model.sheet is not None
        return self.model.sheet

    @property
    def view(self) -> SheetView:
        return self.page.table.view

    @property
    def saver(self) -> Saver:
        return self.page.table.desk.saver

    @property
    def editor(self) -> CellEditor | None:
        return self.view.delegate.editor

    def wait_for_sheet(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.is_loading)

    def let_go(self) -> None:
        """Leave nothing behind that is typed, saved or told later."""
        self.view.finish_editing()
        self.qtbot.waitUntil(lambda: not self.saver.is_busy)
        self.table.desk.tell()
        # Copied cells belong to Python, and the offscreen clipboard outlives it at exit.
        QGuiApplication.clipboard().setText("")

    # --- Working --------------------------------------------------------------------------------

    def go(self, code: str, column: Column = Column.MINE) -> None:
        assert self.table.go_to(code, column), f"{code} is not shown"

    def keys(self, text: str) -> None:
        """Type into whatever has the focus, each key where the focus is by then."""
        for key in text:
            self.qtbot.keyClicks(self.focus, key)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        self.qtbot.keyClick(self.focus, key, modifiers)

    @property
    def focus(self) -> QWidget:
        """The widget that a key goes to."""
        if not self.page.isActiveWindow() and QApplication.activePopupWidget() is None:
            # A window manager does so after a list was closed; the offscreen platform does not.
            self.page.activateWindow()
            self.qtbot.waitUntil(self.page.isActiveWindow)
        return self.page.window().focusWidget() or self.view

    def answer(self, code: str, text: str) -> None:
        """Type an answer and leave the cell with Enter."""
        self.go(code)
        self.keys(text)
        self.press(Qt.Key.Key_Return)

    def copy_text(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def paste(self, code: str, text: str, column: Column = Column.MINE) -> None:
        self.go(code, column)
        self.copy_text(text)
        self.press(Qt.Key.Key_V, CTRL)

    def click(self, code: str, column: Column) -> None:
        self.qtbot.mouseClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, NO, self.middle(code, column)
        )

    def middle(self, code: str, column: Column) -> QPoint:
        return self.view.visualRect(self.model.place(code, column)).center()

    # --- Looking --------------------------------------------------------------------------------

    @property
    def at(self) -> tuple[str, str] | None:
        """The question and the column of the cursor."""
        current = self.view.current()
        return None if current is None else (current[0], current[1].name)

    def look(self, code: str, column: Column = Column.MINE) -> Look:
        return self.model.look(code, column)

    def shows(self, code: str, column: Column = Column.MINE) -> str:
        return self.look(code, column).text

    def status(self, code: str) -> str:
        return self.look(code, Column.STATUS).main

    def value(self, code: str) -> Value:
        return self.model.row(code).value

    def wait(self) -> None:
        """Wait until nothing runs beside the window any more."""
        self.qtbot.waitUntil(lambda: not self.page.context.runner.is_busy)

    def wait_saved(self) -> None:
        self.qtbot.waitUntil(lambda: not self.saver.is_busy)

    def on_disk(self, code: str, unit: str = "A", period: str = "2016") -> Value:
        """Return an answer as another reader of the file finds it."""
        self.wait_saved()
        return self.read_file().values.get(code, unit, period)

    def read_file(self) -> Dataset:
        with Workspace.open(self.path, OFFICER, read_only=True) as other:
            return other.dataset()
