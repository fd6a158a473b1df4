"""The inbox and the review page as a person uses them, for the tests that work with them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.dialogs.send_packages import SendPackagesDialog
from ui.page import Page
from ui.pages.inbox import InboxPage
from ui.pages.review import ReviewPage

D = TypeVar("D", bound=QDialog)
SLOW = 20_000


def texts(model: QAbstractItemModel, column: int) -> list[str]:
    """Return what a column shows, from the top."""
    return [model.index(row, column).data() for row in range(model.rowCount())]


class Hand:
    """What both pages have in common: they are in front, they work, they open dialogs."""

    def __init__(self, context: Context, bot: QtBot, page: Page) -> None:
        self.context, self.bot, self.front = context, bot, page
        page.resize(1178, 708)
        bot.addWidget(page)
        context.hub.changed.connect(page.workspace_changed)
        context.runner.failed.connect(self._failed)
        self.errors: list[Exception] = []
        page.show_workspace()
        page.show()

    def _failed(self, error: Exception) -> None:
        self.errors.append(error)

    def wait(self) -> None:
        """Wait until nothing is being read or written for the page."""
        self.bot.waitUntil(lambda: not self.context.runner.is_busy, timeout=SLOW)
        assert not self.errors

    def dialog(self, kind: type[D]) -> D:
        """Return a dialog once it is open."""

        def found() -> list[D]:
            return [d for d in self.front.findChildren(kind) if d.isVisible()]

        self.bot.waitUntil(lambda: bool(found()), timeout=SLOW)
        self.wait()
        return found()[0]

    def gone(self, dialog: QDialog) -> None:
        """Close a dialog and wait until it is gone for good."""
        dialog.reject()
        self.bot.waitUntil(lambda: not shiboken6.isValid(dialog), timeout=SLOW)

    def sent(self, folder: Path) -> list[Path]:
        """Save what the dialog offers to send, close it, and return the files."""
        dialog = self.dialog(SendPackagesDialog)
        folder.mkdir(exist_ok=True)
        dialog.save_in(folder)
        self.wait()
        files = list(dialog.files)
        self.gone(dialog)
        return files


class InboxHand(Hand):
    """The inbox in front of a workspace."""

    def __init__(self, context: Context, bot: QtBot) -> None:
        self.page = InboxPage(context)
        super().__init__(context, bot, self.page)
        self.page.enter({})
        self.wait()

    def look(self, files: Sequence[Path]) -> None:
        """Let files arrive, as from the window's menu or a drop."""
        self.page.enter({"files": [str(file) for file in files]})
        self.wait()

    def take_all(self) -> None:
        """Take in all that can be taken in."""
        self.page.arrivals.take_all.click()
        self.wait()

    @property
    def states(self) -> list[str]:
        """The states of the files that are listed."""
        return texts(self.page.arrivals.model, 0)

    def board(self, column: int) -> list[str]:
        """Return a column of the table of submissions."""
        return texts(self.page.board.model, column)


class ReviewHand(Hand):
    """The review page."""

    def __init__(self, context: Context, bot: QtBot) -> None:
        self.page = ReviewPage(context)
        super().__init__(context, bot, self.page)

    def show(self, unit: str = "A", period: str = "2014") -> None:
        """Choose a submission."""
        self.page.enter({"unit": unit, "period": period})
        self.wait()

    def choose_row(self, code: str) -> None:
        """Go to a field."""
        assert self.page.table.select(code)
