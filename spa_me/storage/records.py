"""Single records and their rows: how each kind is found, read, put and removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    insert,
    literal,
    select,
    update,
)

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import WorkspaceInfo
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.storage import tables
from spa_me.storage.parts import Part

R = TypeVar("R")


@dataclass(frozen=True)
class Kind(Generic[R]):
    """How one type of record is stored; its fields are named like the columns.

    Attributes:
        part: which part of the content a record belongs to.
        stamps: the fields that say who and when; alone they are no change.
        order: the columns in whose order all are read.
    """

    record: type[R]
    table: Table
    part: Callable[[R], Part]
    stamps: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the fields that tell one record from another."""
        return tuple(column.name for column in self.table.primary_key)

    def key_of(self, record: R) -> dict[str, object]:
        """Return the key of a record."""
        return {name: getattr(record, name) for name in self.key}

    def row(self, record: R) -> dict[str, object]:
        """Return a record as the columns of its row."""
        return {column.name: getattr(record, column.name) for column in self.table.columns}

    def same(self, one: R, other: R) -> bool:
        """Return whether two records say the same, whoever said it."""
        stamps = {name: getattr(other, name) for name in self.stamps}
        return replace(cast("Any", one), **stamps) == other


def _of_period(record: Declaration | ProRata | Explanation | ResultRating) -> Part:
    return Part("judgements", (record.period,))


def _of_unit(record: Activity | Contribution | PrintedShare) -> Part:
    return Part("funding", (record.unit, record.period))


_JUDGED = ("person", "at")

WORKSPACE = Kind(WorkspaceInfo, tables.table_of(tables.WorkspaceRow), lambda _: Part("workspace"))
DECLARATION = Kind(Declaration, tables.table_of(tables.DeclarationRow), _of_period, _JUDGED)
PRO_RATA = Kind(ProRata, tables.table_of(tables.ProRataRow), _of_period, _JUDGED)
EXPLANATION = Kind(Explanation, tables.table_of(tables.ExplanationRow), _of_period, _JUDGED)
RATING = Kind(ResultRating, tables.table_of(tables.ResultRatingRow), _of_period, _JUDGED)
ACTIVITY = Kind(
    Activity, tables.table_of(tables.ActivityRow), _of_unit, order=("unit", "period", "code")
)
CONTRIBUTION = Kind(
    Contribution,
    tables.table_of(tables.ContributionRow),
    _of_unit,
    order=("unit", "period", "source", "stage", "form", "date", "id"),
)
RATE = Kind(
    ExchangeRate,
    tables.table_of(tables.ExchangeRateRow),
    lambda rate: Part("rates", (rate.unit, rate.period)),
    ("entered_at",),
)
PRINTED_SHARE = Kind(PrintedShare, tables.table_of(tables.PrintedShareRow), _of_unit)


def find(connection: Connection, kind: Kind[R], key: Mapping[str, object]) -> R | None:
    """Return the record with a key, if there is one."""
    row = connection.execute(select(kind.table).where(_is(kind, key))).mappings().first()
    return None if row is None else kind.record(**row)


def read_all(connection: Connection, kind: Kind[R]) -> tuple[R, ...]:
    """Return every record of a kind in its order."""
    order = [kind.table.c[name] for name in kind.order or kind.key]
    rows = connection.execute(select(kind.table).order_by(*order)).mappings()
    return tuple(kind.record(**row) for row in rows)


def put(connection: Connection, kind: Kind[R], record: R, old: R | None) -> None:
    """Write a record; `old` is what `find` gave."""
    row = kind.row(record)
    if old is None:
        connection.execute(insert(kind.table), row)
    else:
        statement = update(kind.table).where(_is(kind, kind.key_of(record)))
        connection.execute(statement, {k: v for k, v in row.items() if k not in kind.key})


def remove(connection: Connection, kind: Kind[R], key: Mapping[str, object]) -> None:
    """Remove the record with a key."""
    connection.execute(delete(kind.table).where(_is(kind, key)))


def _is(kind: Kind[Any], key: Mapping[str, object]) -> ColumnElement[bool]:
    columns = (kind.table.c[name] for name in kind.key)
    # As a value also where it is None, whose own type says how it stands in a key.
    return and_(*(column == literal(key[column.name], column.type) for column in columns))
