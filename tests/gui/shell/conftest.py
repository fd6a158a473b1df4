"""A real window, in which light pages stand in for those with charts and sheets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet
from ui.context import Context
from ui.main_window import MainWindow
from ui.page import Page
from ui.settings import Settings
from ui.shell import navigation
from ui.shell.navigation import PageEntry


class PlainPage(Page):
    """A page that remembers what the window tells it."""

    name = "overview"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.told: list[object] = []
        self.may_leave = True

    def show_workspace(self) -> None:
        workspace = self.context.workspace
        self.told.append(None if workspace is None else workspace.path.name)

    def enter(self, arguments: dict[str, object]) -> None:
        super().enter(arguments)
        self.told.append(arguments)

    def leave(self) -> bool:
        return self.may_leave

    def workspace_changed(self, changes: ChangeSet) -> None:
        self.told.append(changes)


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages of others be plain ones; the window's own stay as they are."""
    plain = {
        name: PageEntry(name, PlainPage.__module__, "PlainPage")
        for name in ("overview", "results", "entry", "cofunding")
    }
    monkeypatch.setattr(navigation, "BY_NAME", {**navigation.BY_NAME, **plain})


@pytest.fixture
def window(
    qapp: QApplication, settings: Settings, plain_pages: None, qtbot: QtBot
) -> Iterator[MainWindow]:
    font = QApplication.font()
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.fill()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    QApplication.setFont(font)


@pytest.fixture
def opened(window: MainWindow, example_path: Path, qtbot: QtBot) -> MainWindow:
    """Return the window with the example, of which all is known."""
    with qtbot.waitSignal(window.standing.known):
        window.files.open(example_path)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    return window
