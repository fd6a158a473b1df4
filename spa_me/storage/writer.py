"""The unit of work: one command, one transaction, one commit, with its audit rows and digests.

Only `run_command` commits. Whatever leaves it otherwise, also a crash, leaves nothing behind.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

import spa_me
from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import Finding, RefusedError
from spa_me.domain.progress import Progress, silent
from spa_me.domain.values import Value, ValueKey
from spa_me.storage import digests, records
from spa_me.storage.audit import Done, NewCommand, Note, append, find_done, read_head
from spa_me.storage.committing import commit
from spa_me.storage.engine import Store
from spa_me.storage.failures import ChangedElsewhereError, DamagedWorkspaceError
from spa_me.storage.parts import Part, Rows, read_part
from spa_me.storage.records import Kind
from spa_me.storage.value_writing import parts_of, rows_after, write_values

R = TypeVar("R")

_TOPICS = {
    "workspace": Topic.WORKSPACE,
    "framework": Topic.FRAMEWORK,
    "values": Topic.VALUES,
    "judgements": Topic.JUDGEMENTS,
    "funding": Topic.FUNDING,
    "rates": Topic.FUNDING,
    "notes": Topic.NOTES,
    "submission": Topic.SUBMISSIONS,
    "windows": Topic.SUBMISSIONS,
    "packages": Topic.SUBMISSIONS,
    "office": Topic.OFFICE,
}

NOTHING_DONE = Done("", "", (), ())
"""What a command comes to that would change nothing; it leaves no trace."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be done, by whom and when.

    Attributes:
        service: the name of the service in words, such as `record values`.
        key: makes it idempotent: a command with a key that was used before changes nothing.
        request: a digest of what is asked, compared when a key comes again.
    """

    service: str
    actor: Actor
    at: datetime
    key: str = ""
    request: str = ""


class Writer:
    """What a command may do inside its transaction.

    Attributes:
        actor, at: who does it and when, as records are stamped.
    """

    def __init__(self, store: Store, connection: Connection, command: Command) -> None:
        self.actor = command.actor
        self.at = command.at
        self._store = store
        self._connection = connection
        self._content: dict[Part, dict[str, Rows]] = {}
        self._notes: list[Note] = []

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that were changed so far."""
        return tuple(self._content)

    @property
    def seal_before(self) -> str:
        """The seal at the end of the audit before this command."""
        return read_head(self._connection).seal

    @property
    def notes(self) -> Sequence[Note]:
        """The audit rows so far."""
        return self._notes

    def note(self, action: str, subject: str, old: str, new: str) -> None:
        """Record one changed record for the audit."""
        self._notes.append((action, subject, old, new))

    def note_all(self, notes: Iterable[tuple[str, str, str, str]]) -> None:
        """Record many changed records, each as action, subject, old and new."""
        self._notes.extend(notes)

    def find(self, kind: Kind[R], key: Mapping[str, object]) -> R | None:
        """Return a record as it is stored."""
        return records.find(self._connection, kind, key)

    def put(self, kind: Kind[R], record: R, old: R | None) -> None:
        """Write a record in the place of `old`."""
        self.touch(kind.part(record))
        if old is not None:
            self.touch(kind.part(old))
        records.put(self._connection, kind, record, old)

    def remove(self, kind: Kind[R], old: R) -> None:
        """Remove a record."""
        self.touch(kind.part(old))
        records.remove(self._connection, kind, kind.key_of(old))

    def write_values(
        self,
        values: Iterable[tuple[ValueKey, Value]],
        *,
        as_stamped: bool = False,
        progress: Progress = silent,
    ) -> None:
        """Write values; blank ones are removed.

        Args:
            values: with their keys.
            as_stamped: whether who entered each and when stays as it is, as in a submission that is
                taken in; else it is whoever does the command, now.
            progress: told every few thousand values.

        Raises:
            Cancelled: when the work is to stop; the transaction is then not committed.
        """
        values = list(values)
        if not values:
            return
        parts = parts_of(key for key, _ in values)
        for part in parts:
            self.touch(part)
        before = {part: self._content[part] for part in parts}
        stamp = None if as_stamped else (self.actor.name, self.at)
        written = write_values(self._connection, values, stamp, progress)
        self._content.update(rows_after(before, written))

    def touch(self, part: Part) -> None:
        """Say that a part is about to change; it must still be what was saved.

        Else a new digest would make damage look sound.
        """
        if part in self._content:
            return
        tables = read_part(self._connection, part)
        if digests.digest_of(part, tables) != digests.stored_digest(self._connection, part):
            finding = Finding(part.name, "its content is not what was saved")
            raise DamagedWorkspaceError(self._store.path, (finding,), None)
        self._content[part] = tables

    def new_digest(self, part: Part) -> str | None:
        """Return the digest of a part as it is now."""
        # Of values it is known what was written; reading 100,000 of them back takes its time.
        known = part.kind == "values"
        tables = self._content[part] if known else read_part(self._connection, part)
        return digests.digest_of(part, tables)

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, for the other modules of storage."""
        return self._connection


def run_command(
    store: Store,
    command: Command,
    work: Callable[[Writer], None],
    after: str,
    progress: Progress = silent,
) -> Done:
    """Do some work in one transaction and commit it, unless nothing changed.

    Args:
        store: the file.
        command: who does what and when.
        work: checks and changes.
        after: the seal that the audit has to end with, as whoever asks has last seen it.
        progress: told while the audit is written, and for the last time right before the commit.

    Raises:
        ChangedElsewhereError: if the audit ends with another seal.
        RefusedError: if the command's key was used for something else.
        SavedButError, OutcomeUnknownError: as the commit says.
        Cancelled: when the work is to stop; nothing is committed then.
    """
    with store.writing() as connection:
        if read_head(connection).seal != after:
            raise ChangedElsewhereError(store.path)
        if command.key:
            done = find_done(connection, command.key)
            if done is not None:
                return _again(command, done)
        writer = Writer(store, connection, command)
        work(writer)
        if not writer.notes and not command.key:
            return NOTHING_DONE
        done = seal(writer, command, progress)
        progress.step(1, 1, "")
        commit(store, connection, done.seal)
    return done


def seal(writer: Writer, command: Command, progress: Progress = silent) -> Done:
    """Write the audit rows and digests of what was done; the commit is left to the caller."""
    connection = writer.connection
    for part in writer.parts:
        digests.store_digest(connection, part.name, writer.new_digest(part))
    new = NewCommand(
        command.key or str(uuid.uuid4()),
        command.service,
        command.request,
        command.at,
        command.actor,
        spa_me.__version__,
    )
    done = append(connection, read_head(connection), new, writer.parts, writer.notes, progress)
    digests.store_digest(connection, digests.AUDIT, done.seal)
    return done


def _again(command: Command, done: Done) -> Done:
    if (done.service, done.request) != (command.service, command.request):
        raise RefusedError(
            f"The key “{command.key}” was used before, to {done.service} with other content.",
            kept="Nothing was changed.",
            do="Give each command a key of its own.",
        )
    return done


def change_set(done: Done) -> ChangeSet:
    """Return what a command changed."""
    of_units = {"values", "funding", "rates", "submission"}
    units = {part.codes[0] for part in done.parts if part.codes and part.kind in of_units}
    periods = {part.codes[-1] for part in done.parts if part.codes and part.kind != "framework"}
    topics = {_TOPICS[part.kind] for part in done.parts}
    return ChangeSet(frozenset(topics), frozenset(units), frozenset(periods), done.entries)
