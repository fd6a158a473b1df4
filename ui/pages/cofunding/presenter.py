"""What the page asks and changes; every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from spa_me.domain.changes import ChangeSet
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.errors import Finding, UserError
from spa_me.reports import BookQuestion, ReportBook
from spa_me.services import funding
from spa_me.services.funding import MoneyRow
from spa_me.services.workspace import Workspace
from ui.context import Context

Record = Contribution | Activity | PrintedShare | ExchangeRate


@dataclass(frozen=True)
class RecordKind:
    """How records of a kind are told apart, saved and removed."""

    key: Callable[[Any], object]
    save: Callable[[Workspace, Any], ChangeSet]
    remove: Callable[[Workspace, Any], ChangeSet]


KINDS: dict[type[Record], RecordKind] = {
    Contribution: RecordKind(
        lambda record: record.id,
        funding.save_contribution,
        lambda workspace, record: funding.remove_contribution(workspace, record.id),
    ),
    Activity: RecordKind(
        lambda record: record.id,
        funding.save_activity,
        lambda workspace, record: funding.remove_activity(workspace, record.id),
    ),
    PrintedShare: RecordKind(
        lambda record: (record.unit, record.period, record.source, record.source_type),
        funding.save_printed_share,
        funding.remove_printed_share,
    ),
    ExchangeRate: RecordKind(
        lambda record: (
            record.unit,
            record.period,
            record.base,
            record.quote,
            record.date,
            record.document,
        ),
        funding.save_rate,
        funding.remove_rate,
    ),
}


def key_of(record: Record) -> object:
    """Return what a record is known by."""
    return KINDS[type(record)].key(record)


@dataclass(frozen=True)
class Change:
    """A record before and after; None where there is none.

    Attributes:
        words: what is done, for the menu of undo: `add contribution of …`.
    """

    words: str
    before: Record | None
    after: Record | None

    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.words, self.after, self.before)

    def apply(self, workspace: Workspace) -> list[ChangeSet]:
        """Make the change; the new record is taken before the old one is let go."""
        done: list[ChangeSet] = []
        if self.after is not None:
            done.append(KINDS[type(self.after)].save(workspace, self.after))
        if self.before is not None and not self._stays(self.before):
            done.append(KINDS[type(self.before)].remove(workspace, self.before))
        return done

    def _stays(self, before: Record) -> bool:
        return self.after is not None and key_of(before) == key_of(self.after)


@dataclass(frozen=True)
class RowsChange:
    """Several rows of a grid before and after, changed in one command.

    Attributes:
        words: what is done, for the menu of undo.
        pairs: for each row the record before and after; None where there is none.
        wrong: after it was made, what is wrong with the rows that were not taken, by their place.
    """

    words: str
    pairs: Sequence[tuple[MoneyRow | None, MoneyRow | None]]
    wrong: dict[int, Sequence[Finding]] = field(default_factory=dict[int, Sequence[Finding]])

    def reversed(self) -> RowsChange:
        """Return the change that takes back what was taken of this one, the last row first."""
        made = [pair for place, pair in enumerate(self.pairs) if place not in self.wrong]
        return RowsChange(self.words, [(after, before) for before, after in reversed(made)])

    def apply(self, workspace: Workspace) -> list[ChangeSet]:
        """Make the change."""
        saved = funding.change_rows(workspace, self.pairs)
        self.wrong.clear()
        self.wrong.update(saved.wrong)
        return [saved.changes]


AnyChange = Change | RowsChange


class _Step(QUndoCommand):
    """A change that was made already when it comes on the stack."""

    def __init__(self, change: AnyChange, make: Callable[[AnyChange], None]) -> None:
        super().__init__(change.words)
        self._change = change
        self._make = make
        self._is_made = True

    def redo(self) -> None:
        if self._is_made:
            self._is_made = False
            return
        self._make(self._change)

    def undo(self) -> None:
        self._make(self._change.reversed())


class CofundingPresenter(QObject):
    """Stands between the page and the services."""

    answered = Signal(object)
    """Emitted with the `ReportBook` that the page is to show."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.undo_stack = QUndoStack(self)

    def ask(self) -> None:
        """Ask for the book that the view wants: of all results, and of all countries it knows."""
        question = self._wanted()
        if self._context.workspace is not None and question.period:
            self._context.books.request(question, self._answer, owner=self)

    def _wanted(self) -> BookQuestion:
        """Return what is asked; a country that has no money of the others asks for its own."""
        from spa_me.services.reporting import own_country

        workspace = self._context.workspace
        unit = None if workspace is None else own_country(workspace)
        return replace(self._context.view.question, unit=unit, result=None)

    def _answer(self, book: ReportBook) -> None:
        if book.question == self._wanted():  # else the person has asked for something else since
            self.answered.emit(book)

    def make(
        self,
        change: AnyChange,
        done: Callable[[], None],
        refused: Callable[[UserError], None] | None = None,
    ) -> None:
        """Make a change that a person asked for; it can be taken back afterwards.

        Args:
            change: what is to be.
            done: called when it is recorded.
            refused: called with the reason when it was not taken; without it the window shows it.
        """

        def keep(sets: list[ChangeSet]) -> None:
            if any(not changes.is_empty for changes in sets):
                self.undo_stack.push(_Step(change, self._repeat))
            done()
            self._tell(sets)

        def failed(error: Exception) -> None:
            if isinstance(error, UserError) and refused is not None:
                refused(error)
            else:
                self._context.notices.complain(error)

        self._write(change, keep, failed)

    def _repeat(self, change: AnyChange) -> None:
        """Make or take back a change from the undo stack."""

        def failed(error: Exception) -> None:
            # What the stack knows is no longer what is recorded.
            self.undo_stack.clear()
            self._context.notices.complain(error)

        self._write(change, self._tell, failed)

    def _write(
        self,
        change: AnyChange,
        done: Callable[[list[ChangeSet]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        workspace = self._context.open_workspace
        self._context.runner.write(
            lambda _: change.apply(workspace), done, owner=self, failed=failed
        )

    def _tell(self, sets: list[ChangeSet]) -> None:
        for changes in sets:
            self._context.hub.tell(changes)

    def forget(self) -> None:
        """Forget what could be taken back, as when another workspace is opened."""
        self.undo_stack.clear()
