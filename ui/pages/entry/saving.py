"""Saving answers one after the other beside the window, and holding on to what was not saved."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.reports.entry import EntrySheet
from spa_me.services.entry import ValueChange, record_values
from ui.context import Context
from ui.pages.entry.reading import same_answer


@dataclass(frozen=True, slots=True)
class Unsaved:
    """An answer that is on the screen and not in the workspace."""

    value: Value
    error: Exception


class Saver(QObject):
    """Writes answers in the order in which they were given; what fails is kept and tried again."""

    changed = Signal()
    """Emitted when something began to be saved, was saved, or could not be saved."""
    saved = Signal(object, object)
    """Emitted with the `ChangeSet` of answers that are in the workspace now, and the answers."""
    idle = Signal()
    """Emitted when nothing is being saved any more."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._newest: dict[ValueKey, int] = {}
        self._waiting: dict[ValueKey, Value] = {}
        self._batches = 0
        self._running = 0
        self.unsaved: dict[ValueKey, Unsaved] = {}
        self.saved_at: datetime | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being saved at this moment."""
        return bool(self._running)

    @property
    def pending(self) -> Mapping[ValueKey, Value]:
        """Answers that may not be in the workspace yet: being saved, or failed."""
        failed = {key: entry.value for key, entry in self.unsaved.items()}
        return {**failed, **self._waiting}

    def forget(self) -> None:
        """Drop what was not saved, as for another workspace."""
        self.unsaved.clear()
        self._waiting.clear()
        self._newest.clear()
        self.saved_at = None
        self.changed.emit()

    def save(self, answers: Mapping[ValueKey, Value]) -> None:
        """Write answers, and with them those that could not be written before."""
        failed = {key: entry.value for key, entry in self.unsaved.items()}
        batch = {**failed, **answers}
        if not batch:
            return
        self._batches += 1
        number = self._batches
        self._running += 1
        for key, value in batch.items():
            self._newest[key] = number
            self._waiting[key] = value
        workspace = self._context.open_workspace
        changes = [ValueChange(key, value) for key, value in batch.items()]
        # One key a command: if it is repeated after a crash of the connection, it counts once.
        command = str(uuid.uuid4())
        self._context.runner.write(
            lambda _: record_values(workspace, changes, key=command),
            lambda done: self._done(number, batch, done),
            owner=self,
            failed=lambda error: self._failed(number, batch, error),
        )
        self.changed.emit()

    def retry(self) -> None:
        """Try again to write what could not be written."""
        self.save({})

    def _done(self, number: int, batch: Mapping[ValueKey, Value], changes: ChangeSet) -> None:
        for key in self._newest_of(number, batch):
            self.unsaved.pop(key, None)
        if changes.audit:
            self.saved_at = changes.audit[0].at
        self.saved.emit(changes, batch)
        self._finish()

    def _failed(self, number: int, batch: Mapping[ValueKey, Value], error: Exception) -> None:
        for key in self._newest_of(number, batch):
            self.unsaved[key] = Unsaved(batch[key], error)
        self._finish()

    def _newest_of(self, number: int, batch: Mapping[ValueKey, Value]) -> list[ValueKey]:
        """Return the keys of a batch that nothing newer is on the way for."""
        found = [key for key in batch if self._newest.get(key) == number]
        for key in found:
            self._waiting.pop(key, None)
        return found

    def _finish(self) -> None:
        self._running -= 1
        self.changed.emit()
        if not self._running:
            self.idle.emit()


def stamped(
    sheet: EntrySheet, changes: ChangeSet, answers: Mapping[ValueKey, Value]
) -> dict[str, Value]:
    """Return answers of the sheet that are saved as they stand, with who entered them and when."""
    audit = changes.audit[0]
    here = (sheet.unit.code, sheet.period.code)
    return {
        key.indicator: replace(value, entered_by=audit.person, entered_at=audit.at)
        for key, value in answers.items()
        if key[:2] == here
        and key.indicator in sheet.rows
        and same_answer(value, sheet.rows[key.indicator].value)
        and value.state is not ValueState.BLANK
    }


def together(several: Sequence[ChangeSet]) -> ChangeSet:
    """Return several changes as one."""
    return ChangeSet(
        topics=frozenset[Topic]().union(*(one.topics for one in several)),
        units=frozenset[str]().union(*(one.units for one in several)),
        periods=frozenset[str]().union(*(one.periods for one in several)),
        audit=tuple(entry for one in several for entry in one.audit),
    )
