"""Books on request: made beside the window, kept until something changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from ui.hub import ChangeHub
from ui.tasks.runner import Runner

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from spa_me.reports import BookQuestion, ReportBook

    MakeBook = Callable[[BookQuestion], ReportBook]


@dataclass(frozen=True)
class _Waiting:
    done: Callable[[ReportBook], None]
    failed: Callable[[Exception], None] | None
    owner: QObject


class BookKeeper(QObject):
    """Hands out report books; pages that ask the same question share one book."""

    def __init__(self, runner: Runner, hub: ChangeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._make: MakeBook | None = None
        self._books: dict[BookQuestion, ReportBook] = {}
        self._waiting: dict[BookQuestion, list[_Waiting]] = {}
        hub.changed.connect(self._forget)

    def serve(self, make: MakeBook | None) -> None:
        """Make books from another workspace from now on; None while there is none."""
        self._make = make
        self._books = {}
        self._waiting = {}

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
        waiting = self._waiting.setdefault(question, [])
        waiting.append(_Waiting(done, failed, owner))
        if len(waiting) > 1:
            return
        # Closes over this list and these books: those of another state of the data are others.
        books, everybody = self._books, self._waiting

        def keep(made: ReportBook) -> None:
            books[question] = made
            everybody.pop(question, None)
            for entry in waiting:
                if shiboken6.isValid(entry.owner):
                    entry.done(made)

        def tell(error: Exception) -> None:
            everybody.pop(question, None)
            for entry in waiting:
                if shiboken6.isValid(entry.owner):
                    (entry.failed or self._runner.failed.emit)(error)

        self._runner.read(lambda _: make(question), keep, owner=self, failed=tell)

    def _forget(self, _changes: ChangeSet) -> None:
        # What is being made may hold the state before the change: it is handed to those who asked,
        # who are told of the change too, but not kept.
        self._books = {}
        self._waiting = {}
