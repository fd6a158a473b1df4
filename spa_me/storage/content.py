"""The content of a workspace in memory: read once, and after a change only what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from threading import RLock

from sqlalchemy import Connection

from spa_me.domain.assessment import Judgements
from spa_me.domain.dataset import Dataset
from spa_me.domain.values import ValueBook
from spa_me.storage import records
from spa_me.storage.audit import changed_since, read_head
from spa_me.storage.engine import Store
from spa_me.storage.frameworks import read_frameworks
from spa_me.storage.notes import read_notes
from spa_me.storage.submissions import read_submission_records
from spa_me.storage.value_book import Changes, StoredBook, differences
from spa_me.storage.values import read_values


class Content:
    """What a workspace holds, for any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._book = StoredBook()
        self._whole: Dataset | None = None
        self._seen = 0
        self._is_stale = False

    def dataset(self, periods: Iterable[str] | None = None) -> Dataset:
        """Return the content; with `periods`, only their values and everything else."""
        with self._lock:
            if periods is None or self._whole is not None:
                whole = self._read_whole()
                return whole if periods is None else self._of_periods(whole, set(periods))
            with self._store.reading() as connection:
                return _read(connection, read_values(connection, set(periods)))

    def _of_periods(self, whole: Dataset, periods: set[str]) -> Dataset:
        chosen = ((key, value) for key, value in self._book.items() if key.period in periods)
        return replace(whole, values=StoredBook(chosen))

    def _read_whole(self) -> Dataset:
        whole = self._whole
        if whole is None or self._is_stale:
            with self._store.reading() as connection:
                whole = self._first(connection) if whole is None else self._next(connection, whole)
                self._seen = read_head(connection).command
            self._whole, self._is_stale = whole, False
        return whole

    def _first(self, connection: Connection) -> Dataset:
        self._book = read_values(connection)
        return _read(connection, self._book)

    def _next(self, connection: Connection, whole: Dataset) -> Dataset:
        # Which parts changed is read in the same moment as the parts themselves, since other
        # threads go on writing; a dataset never shows half of a command.
        changed = changed_since(connection, self._seen)
        of_values = {part for part in changed if part.kind == "values"}
        changes: Changes = {}
        for part in of_values:
            unit, period = part.codes
            now = read_values(connection, [period], unit)
            changes.update(differences(self._book.part(unit, period), now.items()))
        self._book = self._book.changed(changes)
        if of_values != changed:
            return _read(connection, self._book)
        return replace(whole, values=self._book)

    def changed(self) -> None:
        """Look for changes when the content is next asked for."""
        with self._lock:
            self._is_stale = True

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        with self._lock:
            self._whole = None
            self._book = StoredBook()


def _read(connection: Connection, values: ValueBook) -> Dataset:
    """Read everything but the values, with one query a table."""
    judgements = Judgements(
        records.read_all(connection, records.DECLARATION),
        records.read_all(connection, records.PRO_RATA),
        records.read_all(connection, records.RATING),
    )
    return Dataset(
        info=records.read_all(connection, records.WORKSPACE)[0],
        frameworks=read_frameworks(connection),
        values=values,
        judgements=judgements,
        explanations=records.read_all(connection, records.EXPLANATION),
        activities=records.read_all(connection, records.ACTIVITY),
        contributions=records.read_all(connection, records.CONTRIBUTION),
        rates=records.read_all(connection, records.RATE),
        printed_shares=records.read_all(connection, records.PRINTED_SHARE),
        notes=read_notes(connection),
        submissions=read_submission_records(connection),
    )
