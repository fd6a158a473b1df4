"""Reading reported values: the one table that gets large, so it is read without detours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnClause, Connection, Select, bindparam, column, select, table

from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.storage.collector import collector_paused
from spa_me.storage.types import read_time
from spa_me.storage.value_book import StoredBook, Table

KEY = ("unit", "period", "indicator")
COLUMNS = (
    *KEY,
    "state",
    "number",
    "numerator",
    "denominator",
    "level",
    "reason",
    "note",
    "entered_by",
    "entered_at",
)
PART_COLUMNS = (*KEY, "dimension", "category", "number")
_STATES = {state.value: state for state in ValueState}


def read_values(
    connection: Connection, periods: Iterable[str] | None = None, unit: str | None = None
) -> StoredBook:
    """Return values as they are stored, by indicator.

    Args:
        connection: to read from.
        periods: the codes of the periods that are wanted; None for all.
        unit: the only unit that is wanted; None for all.
    """
    wanted: dict[str, Any] = {}
    if periods is not None:
        wanted["periods"] = list(periods)
    if unit is not None:
        wanted["unit"] = unit
    with (
        collector_paused(),
        _rows(connection, "reported_value", COLUMNS, len(KEY), wanted) as rows,
    ):
        found = _values(rows)
    for key, parts in _breakdowns(connection, wanted).items():
        values = found[key.indicator]
        place = (key.unit, key.period)
        values[place] = replace(values[place], parts=parts)
    return StoredBook.of_tables(found)


@contextmanager
def _rows(
    connection: Connection,
    name: str,
    columns: tuple[str, ...],
    order: int,
    wanted: Mapping[str, Any],
) -> Generator[Iterable[tuple[Any, ...]]]:
    """Give rows as the driver gives them, one by one; closed also where one cannot be read.

    To wrap each in a `Row` takes as long again, and holding all of them at once a sixth more.
    """
    query = _select(name, columns, order, of_periods="periods" in wanted, of_unit="unit" in wanted)
    with connection.execute(query, wanted) as result:
        yield cast("Iterable[tuple[Any, ...]]", result.cursor)


@lru_cache(maxsize=16)
def _select(
    name: str, columns: tuple[str, ...], order: int, *, of_periods: bool, of_unit: bool
) -> Select[*tuple[Any, ...]]:
    # Untyped columns: the cells come as they are stored, and `_value` reads them itself.
    named: list[ColumnClause[Any]] = [column(field) for field in columns]
    query = select(*named).select_from(table(name)).order_by(*named[:order])
    if of_periods:
        query = query.where(column("period").in_(bindparam("periods", expanding=True)))
    return query.where(column("unit") == bindparam("unit")) if of_unit else query


_NO_PARTS: Mapping[str, Mapping[str, Decimal]] = {}
_Breakdowns = dict[ValueKey, dict[str, dict[str, Decimal]]]


def _breakdowns(connection: Connection, wanted: Mapping[str, Any]) -> _Breakdowns:
    found: _Breakdowns = {}
    with _rows(connection, "value_part", PART_COLUMNS, 5, wanted) as rows:
        for unit, period, indicator, dimension, category, number in rows:
            parts = found.setdefault(ValueKey(unit, period, indicator), {})
            parts.setdefault(dimension, {})[category] = Decimal(number)
    return found


def _values(rows: Iterable[tuple[Any, ...]]) -> dict[str, Table]:
    """Return the values that rows hold, without their breakdowns.

    Rows with the same content share one value: many have it, since reporters type the same small
    numbers and whole imports carry one person and one time. All rows of a part share its place.
    """
    known: dict[tuple[Any, ...], Value] = {}
    found: defaultdict[str, Table] = defaultdict(dict)
    place = ("", "")
    for row in rows:
        if row[:2] != place:
            place = row[:2]
        cells = row[3:]
        value = known.get(cells)
        if value is None:
            value = known[cells] = _value(cells)
        found[row[2]][place] = value
    return found


_number = lru_cache(maxsize=10_000)(Decimal)


def _value(cells: tuple[Any, ...]) -> Value:
    state, number, top, bottom, level, reason, note, person, at = cells
    return Value(
        _STATES[state],
        None if number is None else _number(number),
        None if top is None else _number(top),
        None if bottom is None else _number(bottom),
        level,
        reason,
        note,
        _NO_PARTS,
        person,
        None if at is None else read_time(at),
    )
