"""Reading reported values: the one table that gets large, so it is read without detours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import ColumnClause, Connection, Select, bindparam, column, select, table

from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.storage.collector import collector_paused
from spa_me.storage.parts import Part
from spa_me.storage.types import read_time

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

Values = list[tuple[ValueKey, Value]]


def read_values(connection: Connection, periods: Iterable[str] | None = None) -> dict[Part, Values]:
    """Return values by part, in the order of unit, period and indicator.

    Args:
        connection: to read from.
        periods: the codes of the periods that are wanted; None for all.
    """
    wanted = None if periods is None else list(periods)
    broken_down = _breakdowns(connection, wanted)
    with collector_paused():
        return _read(connection, wanted, broken_down)


def _read(
    connection: Connection, wanted: list[str] | None, broken_down: _Breakdowns
) -> dict[Part, Values]:
    query = _select("reported_value", COLUMNS, len(KEY), of_periods=wanted is not None)
    rows = _fetch(connection, query, {} if wanted is None else {"periods": wanted})
    known: dict[tuple[Any, ...], Value] = {}
    found: dict[Part, Values] = {}
    for codes, group in groupby(rows, key=itemgetter(0, 1)):
        found[Part("values", codes)] = _values(group, broken_down, known)
    return found


def read_part_values(connection: Connection, part: Part) -> Values:
    """Return the values of one unit in one period."""
    unit, period = part.codes
    broken_down = _breakdowns(connection, [period])
    query = _select("reported_value", COLUMNS, len(KEY), of_periods=True, unit=True)
    return _values(_fetch(connection, query, {"periods": [period], "unit": unit}), broken_down, {})


def _fetch(
    connection: Connection, query: Select[*tuple[Any, ...]], wanted: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """Return rows as the driver gives them; to wrap each in a `Row` takes as long again."""
    with connection.execute(query, wanted) as result:
        cursor = result.cursor
        return [] if cursor is None else cast("list[tuple[Any, ...]]", cursor.fetchall())


@lru_cache(maxsize=16)
def _select(
    name: str, columns: tuple[str, ...], order: int, *, of_periods: bool = False, unit: bool = False
) -> Select[*tuple[Any, ...]]:
    # Untyped columns: the cells come as they are stored, and `_value` reads them itself.
    named: list[ColumnClause[Any]] = [column(field) for field in columns]
    query = select(*named).select_from(table(name)).order_by(*named[:order])
    if of_periods:
        query = query.where(column("period").in_(bindparam("periods", expanding=True)))
    return query.where(column("unit") == bindparam("unit")) if unit else query


_Breakdowns = Mapping[ValueKey, Mapping[str, Mapping[str, Decimal]]]
_NO_PARTS: Mapping[str, Mapping[str, Decimal]] = {}


def _breakdowns(connection: Connection, periods: list[str] | None) -> _Breakdowns:
    found: dict[ValueKey, dict[str, dict[str, Decimal]]] = {}
    query = _select("value_part", PART_COLUMNS, 5, of_periods=periods is not None)
    rows = connection.execute(query, {} if periods is None else {"periods": periods})
    for unit, period, indicator, dimension, category, number in rows:
        parts = found.setdefault(ValueKey(unit, period, indicator), {})
        parts.setdefault(dimension, {})[category] = Decimal(number)
    return found


def _values(
    rows: Iterable[tuple[Any, ...]],
    broken_down: _Breakdowns,
    known: dict[tuple[Any, ...], Value],
) -> Values:
    """Return the values that rows hold.

    Rows with the same content share one value of `known`: many have it, since reporters type the
    same small numbers and whole imports carry one person and one time.
    """
    found: Values = []
    for row in rows:
        key = ValueKey(row[0], row[1], row[2])
        cells = row[3:]
        value = known.get(cells)
        if value is None:
            value = known[cells] = _value(cells)
        if broken_down and key in broken_down:
            value = replace(value, parts=broken_down[key])
        found.append((key, value))
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
