"""The window's own pages, each by itself with real services."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.page import Page

P = TypeVar("P", bound=Page)


class FilesAsked:
    """Stands where the window carries out commands on files, and takes note of them."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def new(self) -> None:
        self.asked.append("new")

    def choose(self) -> None:
        self.asked.append("choose")

    def open(self, path: Path) -> None:
        self.asked.append(path)

    def open_example(self) -> None:
        self.asked.append("example")

    def open_region_example(self) -> None:
        self.asked.append("region")

    def open_practice(self) -> None:
        self.asked.append("practice")

    def start_example_afresh(self) -> None:
        self.asked.append("example")

    def export(self) -> None:
        self.asked.append("export")

    def form(self, unit: str = "", period: str = "") -> None:
        self.asked.append(("form", unit, period))

    def take_packages(self) -> None:
        self.asked.append("packages")

    def back_up(self) -> None:
        self.asked.append("back up")


@pytest.fixture
def files(context: Context) -> FilesAsked:
    made = FilesAsked()
    context.files = made
    return made


@pytest.fixture
def show(context: Context, qtbot: QtBot) -> Callable[[type[P]], P]:
    """Return a way to make a page and bring it to the front, as the window does."""

    def make(kind: type[P]) -> P:
        page = kind(context)
        qtbot.addWidget(page)
        context.hub.changed.connect(page.workspace_changed)
        page.resize(1178, 700)
        page.show()
        qtbot.waitExposed(page)
        page.show_workspace()
        page.enter({})
        qtbot.waitUntil(lambda: not context.runner.is_busy)
        return page

    return make
