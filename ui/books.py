"""Books on request: made beside the window, kept until something changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.hub import ChangeHub
from ui.tasks.runner import Runner

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from spa_me.reports import BookQuestion, ReportBook

    MakeBook = Callable[[BookQuestion], ReportBook]


class BookKeeper(QObject):
    """Hands out report books; pages that ask the same question share one book."""

    def __init__(self, runner: Runner, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._make: MakeBook | None = None
        self._books: dict[BookQuestion, ReportBook] = {}
        self._edition = 0
        hub.changed.connect(self._forget)

    def serve(self, make: MakeBook | None) -> None:
        """Make books from another workspace from now on; None while there is none."""
        self._make = make
        self._books.clear()
        self._edition += 1

    def request(
        self,
        question: BookQuestion,
        done: Callable[[ReportBook], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call `done` with the book that answers `question`, at once if it is at hand."""
        book = self._books.get(question)
        if book is not None:
            done(book)
            return
        make = self._make
        if make is None:
            return
        edition = self._edition

        def keep(made: ReportBook) -> None:
            if edition == self._edition:
                self._books[question] = made
            done(made)

        self._runner.read(lambda _: make(question), keep, owner=owner, failed=failed)

    def _forget(self, _changes: ChangeSet) -> None:
        self._books.clear()
        self._edition += 1
