"""The audit: one row for each changed record, one sealed command for each transaction.

Numbers have no gaps, and each command's seal is a SHA-256 over the seal before it, the command and
its audit rows. A row that is changed, left out or put in breaks the chain from there on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, cast, overload

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from spa_me.domain.dataset import Actor, AuditEntry
from spa_me.domain.errors import Finding
from spa_me.domain.progress import Progress, silent
from spa_me.storage.bulk import insert_rows
from spa_me.storage.parts import LAYOUT, Cell, Layout, Part, canonical, digest
from spa_me.storage.tables import AuditRow, CommandRow, table_of
from spa_me.storage.types import time_text

_AUDIT = table_of(AuditRow)
_COMMAND = table_of(CommandRow)
_AUDIT_COLUMNS = ("number", "command", "action", "subject", "old", "new")
_COMMAND_COLUMNS = (
    "number",
    "key",
    "service",
    "request",
    "at",
    "person",
    "office",
    "role",
    "app_version",
    "parts",
    "first_audit",
    "last_audit",
    "seal",
)
_LAST = select(_COMMAND).order_by(_COMMAND.c.number.desc()).limit(1)
NO_SEAL = ""
"""What stands before the first command."""


Note = tuple[str, str, str, str]
"""One changed record, before it has a number: action, subject, old and new."""


class Entries(Sequence[AuditEntry]):
    """The audit entries of one command, each made when it is looked at.

    An import has 100,000 of them, and nobody looks at more than a few.
    """

    def __init__(self, at: datetime, actor: Actor, rows: Sequence[Sequence[Cell]]) -> None:
        self._at = at
        self._actor = actor
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> AuditEntry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[AuditEntry, ...]: ...
    def __getitem__(self, place: int | slice) -> AuditEntry | tuple[AuditEntry, ...]:
        """Return one entry, or several."""
        if isinstance(place, slice):
            return tuple(self._entry(row) for row in self._rows[place])
        return self._entry(self._rows[place])

    def _entry(self, row: Sequence[Any]) -> AuditEntry:
        number, _, action, subject, old, new = row
        who = self._actor
        return AuditEntry(
            number, self._at, who.name, who.office, who.role, action, subject, old, new
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(cast("Sequence[Any]", other))

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Head:
    """Where the audit ends: the last command and audit row, and the last seal."""

    command: int = 0
    audit: int = 0
    seal: str = NO_SEAL
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out, now or earlier under the same key.

    Attributes:
        seal: the seal that it ended with; empty for one that was carried out earlier.
    """

    service: str
    request: str
    parts: tuple[Part, ...]
    entries: Sequence[AuditEntry]
    seal: str = ""


def read_head(connection: Connection) -> Head:
    """Return where the audit ends."""
    row = connection.execute(_LAST).first()
    return Head() if row is None else Head(row.number, row.last_audit, row.seal, row.at)


@dataclass(frozen=True, slots=True)
class NewCommand:
    """What is known of a command before it is written."""

    key: str
    service: str
    request: str
    at: datetime
    actor: Actor
    app_version: str


def append(
    connection: Connection,
    head: Head,
    command: NewCommand,
    parts: Iterable[Part],
    notes: Sequence[Note],
    progress: Progress = silent,
) -> Done:
    """Write a command and its audit rows after the head, and return them."""
    parts = tuple(sorted(parts))
    number, first = head.command + 1, head.audit + 1
    actor = command.actor
    cells: tuple[Cell, ...] = (
        number,
        command.key,
        command.service,
        command.request,
        time_text(command.at),
        actor.name,
        actor.office,
        actor.role,
        command.app_version,
        json.dumps([part.name for part in parts]),
        first,
        head.audit + len(notes),
    )
    rows = [(place, number, *note) for place, note in enumerate(notes, start=first)]
    seal = _seal(head.seal, cells, rows)
    insert_rows(connection, "command", _COMMAND_COLUMNS, [(*cells, seal)])
    insert_rows(connection, "audit", _AUDIT_COLUMNS, rows, progress)
    entries = Entries(command.at, actor, rows)
    return Done(command.service, command.request, parts, entries, seal)


def _seal(before: str, command: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> str:
    return digest(canonical([before, command, rows]))


def find_done(connection: Connection, key: str) -> Done | None:
    """Return what was done under a key, if anything was."""
    row = connection.execute(select(_COMMAND).where(_COMMAND.c.key == key)).first()
    if row is None:
        return None
    numbers = _AUDIT.c.number.between(row.first_audit, row.last_audit)
    query = _entries().where(numbers).order_by(_AUDIT.c.number)
    entries = tuple(AuditEntry(*entry) for entry in connection.execute(query))
    parts = tuple(Part.named(name) for name in json.loads(row.parts))
    return Done(row.service, row.request, parts, entries)


def changed_since(connection: Connection, number: int) -> set[Part]:
    """Return the parts that the commands after the one with a number changed."""
    query = select(_COMMAND.c.parts).where(_COMMAND.c.number > number)
    found = (json.loads(parts) for parts in connection.execute(query).scalars())
    return {Part.named(name) for names in found for name in names}


def _entries() -> Select[*tuple[Any, ...]]:
    a, c = _AUDIT.c, _COMMAND.c
    columns = (a.number, c.at, c.person, c.office, c.role, a.action, a.subject, a.old, a.new)
    return select(*columns).join_from(_AUDIT, _COMMAND, a.command == c.number)


def read_entries(
    connection: Connection,
    limit: int,
    before: int | None,
    text: str,
    kinds: Sequence[str] = (),
) -> tuple[AuditEntry, ...]:
    """Return audit rows, the latest first.

    Args:
        connection: to read from.
        limit: at most this many.
        before: only those with a smaller number.
        text: only those in which each of these words stands somewhere.
        kinds: only those whose subject begins with one of these words: `value`, `contribution`.
    """
    query = _entries().order_by(_AUDIT.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(_AUDIT.c.number < before)
    a, c = _AUDIT.c, _COMMAND.c
    searched = (a.action, a.subject, a.old, a.new, c.person, c.office, c.role)
    words = [
        or_(*(column.icontains(word, autoescape=True) for column in searched))
        for word in text.split()
    ]
    if words:
        query = query.where(and_(*words))
    if kinds:
        begins = (a.subject.startswith(f"{kind} ", autoescape=True) for kind in kinds)
        query = query.where(or_(*begins))
    return tuple(AuditEntry(*row) for row in connection.execute(query))


def people_who_changed(
    connection: Connection, subjects: Sequence[str], since: str
) -> frozenset[str]:
    """Return the names of who changed something here, and did not take it in from a package.

    Args:
        connection: to read from.
        subjects: what it is called, or how its name begins: `activity KH 2014`.
        since: a subject of this beginning ends what came before: `revision KH 2014`.
    """
    a, c = _AUDIT.c, _COMMAND.c
    last = select(func.max(a.number)).where(_is_called(since)).scalar_subquery()
    query = (
        select(c.person)
        .distinct()
        .join_from(_AUDIT, _COMMAND, a.command == c.number)
        .where(
            a.number > func.coalesce(last, 0),
            or_(*map(_is_called, subjects)),
            ~a.action.startswith("take in"),
        )
    )
    return frozenset(connection.execute(query).scalars())


def _is_called(subject: str) -> ColumnElement[bool]:
    called = _AUDIT.c.subject
    return or_(called == subject, called.startswith(f"{subject} ", autoescape=True))


def count_entries(connection: Connection) -> int:
    """Return how many audit rows there are."""
    return connection.execute(select(func.count()).select_from(_AUDIT)).scalar_one()


def check_chain(connection: Connection, layout: Layout = LAYOUT) -> Iterator[Finding]:
    """Yield where the audit is not what was written."""
    commands = _rows(connection, layout, "command", _COMMAND_COLUMNS)
    rows = _rows(connection, layout, "audit", _AUDIT_COLUMNS)
    for place, (one, other) in enumerate(pairwise([0, *(row[0] for row in rows)])):
        if other != one + 1:
            yield Finding(f"audit row {place + 1}", "a row is missing or its number was changed")
            return
    seal, done = NO_SEAL, 0
    for place, command in enumerate(commands, start=1):
        last = int(command[11])
        ours = rows[done:last]
        seal = _seal(seal, command[:-1], ours)
        is_ours = all(row[1] == place for row in ours)
        if command[0] != place or command[10] != done + 1 or not is_ours or command[-1] != seal:
            yield Finding(f"audit rows {done + 1} to {last}", "they are not what was recorded")
            return
        done = last
    if done != len(rows):
        yield Finding(f"audit rows after {done}", "they belong to no recorded command")


def _rows(
    connection: Connection, layout: Layout, name: str, columns: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    """Return the rows of a table with the columns in a given order.

    The seals of a later format may cover more columns; they are then written anew on migration.
    """
    places = [layout[name].columns.index(column) for column in columns]
    return [
        tuple(row[place] for place in places) for row in connection.execute(layout[name].select())
    ]
