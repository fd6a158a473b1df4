"""Reported values: the one table that gets large, so it is read and written without detours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnClause, Connection, Select, column, select, table

from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.storage.bulk import insert_rows, put_rows
from spa_me.storage.parts import Cell, Part
from spa_me.storage.types import decimal_text, read_time, time_text

_KEY = ("unit", "period", "indicator")
_COLUMNS = (
    *_KEY,
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
_PART_COLUMNS = (*_KEY, "dimension", "category", "number")
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
    found: dict[Part, Values] = {}
    rows = connection.execute(_select("reported_value", _COLUMNS, wanted, len(_KEY)))
    for (unit, period), group in groupby(rows, key=_unit_and_period):
        part = Part("values", (unit, period))
        found[part] = [_value(row, broken_down) for row in group]
    return found


def read_part_values(connection: Connection, part: Part) -> Values:
    """Return the values of one unit in one period."""
    unit, period = part.codes
    broken_down = _breakdowns(connection, [period])
    query = _select("reported_value", _COLUMNS, [period], len(_KEY)).where(column("unit") == unit)
    return [_value(row, broken_down) for row in connection.execute(query)]


def _unit_and_period(row: Any) -> tuple[str, str]:
    return row[0], row[1]


def _select(
    name: str, columns: tuple[str, ...], periods: list[str] | None, order: int
) -> Select[*tuple[Any, ...]]:
    # Untyped columns: the cells come as they are stored, and `_value` reads them itself.
    named: list[ColumnClause[Any]] = [column(field) for field in columns]
    query = select(*named).select_from(table(name)).order_by(*named[:order])
    if periods is not None:
        query = query.where(column("period").in_(periods))
    return query


_Breakdowns = Mapping[ValueKey, Mapping[str, Mapping[str, Decimal]]]
_NO_PARTS: Mapping[str, Mapping[str, Decimal]] = {}


def _breakdowns(connection: Connection, periods: list[str] | None) -> _Breakdowns:
    found: dict[ValueKey, dict[str, dict[str, Decimal]]] = {}
    rows = connection.execute(_select("value_part", _PART_COLUMNS, periods, 5))
    for unit, period, indicator, dimension, category, number in rows:
        parts = found.setdefault(ValueKey(unit, period, indicator), {})
        parts.setdefault(dimension, {})[category] = Decimal(number)
    return found


# Reporters type the same small numbers, and whole imports carry one time.
_number = lru_cache(maxsize=50_000)(Decimal)
_time = lru_cache(maxsize=50_000)(read_time)


def _value(row: Any, broken_down: _Breakdowns) -> tuple[ValueKey, Value]:
    unit, period, indicator, state, number, top, bottom, level, reason, note, person, at = row
    key = ValueKey(unit, period, indicator)
    return key, Value(
        _STATES[state],
        None if number is None else _number(number),
        None if top is None else _number(top),
        None if bottom is None else _number(bottom),
        level,
        reason,
        note,
        broken_down.get(key, _NO_PARTS) if broken_down else _NO_PARTS,
        person,
        None if at is None else _time(at),
    )


def write_values(connection: Connection, values: Sequence[tuple[ValueKey, Value]]) -> None:
    """Write values, each in the place of the one that has its key.

    A blank one is removed, unless it has a note: a remark may come before its figure.

    Texts have to be composed and numbers checked already.
    """
    _remove_parts(connection, [key for key, _ in values])
    kept = [(key, value) for key, value in values if not _is_nothing(value)]
    removed = [key for key, value in values if _is_nothing(value)]
    put_rows(connection, "reported_value", _COLUMNS, [_cells(*pair) for pair in kept], _KEY)
    if removed:
        connection.exec_driver_sql(_deletion("reported_value"), [tuple(key) for key in removed])
    parts = [row for key, value in kept if value.parts for row in _part_cells(key, value)]
    insert_rows(connection, "value_part", _PART_COLUMNS, parts)


def _is_nothing(value: Value) -> bool:
    return value.state is ValueState.BLANK and not value.note


def _remove_parts(connection: Connection, keys: list[ValueKey]) -> None:
    # Most workspaces have no breakdown at all, and then there is nothing to look for.
    if connection.execute(_select("value_part", _PART_COLUMNS, None, 0).limit(1)).first():
        connection.exec_driver_sql(_deletion("value_part"), [tuple(key) for key in keys])


def _deletion(name: str) -> str:
    return f"DELETE FROM {name} WHERE unit = ? AND period = ? AND indicator = ?"  # noqa: S608


def _cells(key: ValueKey, value: Value) -> tuple[Cell, ...]:
    number, top, bottom = value.number, value.numerator, value.denominator
    at = value.entered_at
    return (
        *key,
        value.state.value,
        None if number is None else decimal_text(number),
        None if top is None else decimal_text(top),
        None if bottom is None else decimal_text(bottom),
        value.level,
        value.reason,
        value.note,
        value.entered_by,
        None if at is None else _time_text(at),
    )


def _part_cells(key: ValueKey, value: Value) -> Iterator[tuple[Cell, ...]]:
    for dimension, parts in value.parts.items():
        for category, number in parts.items():
            yield (*key, dimension, category, decimal_text(number))


@lru_cache(maxsize=64)
def _time_text(at: datetime) -> str:
    return time_text(at)


def part_of(key: ValueKey) -> Part:
    """Return the part that a value belongs to."""
    return Part("values", (key.unit, key.period))
