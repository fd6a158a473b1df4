"""The content of a workspace in memory: read once, and after a change only what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from threading import RLock

from sqlalchemy import Connection

from spa_me.domain.assessment import Judgements
from spa_me.domain.dataset import Dataset
from spa_me.domain.values import ValueBook
from spa_me.storage import records
from spa_me.storage.engine import Store
from spa_me.storage.frameworks import read_frameworks
from spa_me.storage.notes import read_notes
from spa_me.storage.parts import Part
from spa_me.storage.values import Values, read_part_values, read_values


class Content:
    """What a workspace holds, for any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._values: dict[Part, Values] = {}
        self._whole: Dataset | None = None

    def dataset(self, periods: Iterable[str] | None = None) -> Dataset:
        """Return the content; with `periods`, only their values and everything else."""
        with self._lock:
            if periods is None:
                return self._read_whole()
            wanted = set(periods)
            if self._whole is not None:
                chosen = {p: v for p, v in self._values.items() if p.codes[1] in wanted}
                return _with_values(self._whole, chosen)
            with self._store.reading() as connection:
                return _read(connection, read_values(connection, wanted))

    def _read_whole(self) -> Dataset:
        if self._whole is None:
            with self._store.reading() as connection:
                self._values = read_values(connection)
                self._whole = _read(connection, self._values)
        return self._whole

    def changed(self, parts: Collection[Part]) -> None:
        """Read the parts again that a command changed."""
        with self._lock:
            if self._whole is None:
                return
            of_values = {part for part in parts if part.kind == "values"}
            with self._store.reading() as connection:
                for part in of_values:
                    self._values[part] = read_part_values(connection, part)
                if of_values != set(parts):
                    self._whole = _read(connection, self._values)
            if of_values:
                self._whole = _with_values(self._whole, self._values)

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        with self._lock:
            self._whole = None
            self._values = {}


def _book(values: Mapping[Part, Values]) -> ValueBook:
    return ValueBook(chain.from_iterable(values.values()))


def _with_values(dataset: Dataset, values: Mapping[Part, Values]) -> Dataset:
    return replace(dataset, values=_book(values))


def _read(connection: Connection, values: Mapping[Part, Values]) -> Dataset:
    """Read everything but the values, with one query a table."""
    judgements = Judgements(
        records.read_all(connection, records.DECLARATION),
        records.read_all(connection, records.PRO_RATA),
        records.read_all(connection, records.RATING),
    )
    return Dataset(
        info=records.read_all(connection, records.WORKSPACE)[0],
        frameworks=read_frameworks(connection),
        values=_book(values),
        judgements=judgements,
        explanations=records.read_all(connection, records.EXPLANATION),
        activities=records.read_all(connection, records.ACTIVITY),
        contributions=records.read_all(connection, records.CONTRIBUTION),
        rates=records.read_all(connection, records.RATE),
        printed_shares=records.read_all(connection, records.PRINTED_SHARE),
        notes=read_notes(connection),
    )
