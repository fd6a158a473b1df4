"""Writing reported values, and what their parts hold afterwards without reading them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import cast

from sqlalchemy import Connection, literal, select, table

from spa_me.domain.progress import Progress, split, stepping
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.storage.bulk import insert_rows, put_rows
from spa_me.storage.parts import LAYOUT, Cell, Part, Rows, is_empty
from spa_me.storage.types import decimal_text, time_text
from spa_me.storage.values import COLUMNS, KEY, PART_COLUMNS

_Row = tuple[Cell, ...]
_Codes = tuple[str, str]


def _arranged(name: str, columns: tuple[str, ...]) -> Callable[[_Row], _Row]:
    """Return what brings a row of these columns into the order of a part's digest."""
    get = itemgetter(*(columns.index(field) for field in LAYOUT[name].columns))
    return cast("Callable[[_Row], _Row]", get)


_VALUE_ARRANGED = _arranged("reported_value", COLUMNS)
_PART_ARRANGED = _arranged("value_part", PART_COLUMNS)
_INDICATOR = LAYOUT["reported_value"].columns.index("indicator")
_PART_KEY = itemgetter(*(LAYOUT["value_part"].columns.index(field) for field in PART_COLUMNS[2:5]))


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the rows of values and breakdowns, and every key that was touched."""

    keys: Sequence[ValueKey]
    rows: Sequence[_Row]
    part_rows: Sequence[_Row]


def parts_of(keys: Iterable[ValueKey]) -> list[Part]:
    """Return the parts that values belong to."""
    return [Part("values", codes) for codes in dict.fromkeys(key[:2] for key in keys)]


def write_values(
    connection: Connection,
    values: Sequence[tuple[ValueKey, Value]],
    stamp: tuple[str, datetime] | None,
    progress: Progress,
) -> Written:
    """Write values, each in the place of the one that has its key.

    A blank one is removed, unless it has a note: a remark may come before its figure.

    Args:
        connection: to write to.
        values: their texts have to be composed and their numbers checked already.
        stamp: who enters them and when; None for what each value says itself.
        progress: told every few thousand values.
    """
    making, putting = split(progress, "", "")
    keys = [key for key, _ in values]
    _remove_parts(connection, keys)
    removed = [tuple(key) for key, value in values if _is_nothing(value)]
    if removed:
        connection.exec_driver_sql(_deletion("reported_value"), removed)
        values = [(key, value) for key, value in values if not _is_nothing(value)]
    common = None if stamp is None else (stamp[0], time_text(stamp[1]))
    times = {None: None, **{at: time_text(at) for at in {v.entered_at for _, v in values} if at}}
    rows = [
        _cells(key, value, common or (value.entered_by, times[value.entered_at]))
        for key, value in stepping(values, making)
    ]
    put_rows(connection, "reported_value", COLUMNS, rows, KEY, putting)
    parts = [row for key, value in values if value.parts for row in _part_cells(key, value)]
    insert_rows(connection, "value_part", PART_COLUMNS, parts)
    return Written(keys, rows, parts)


def _is_nothing(value: Value) -> bool:
    return value.state is ValueState.BLANK and not value.note


def _remove_parts(connection: Connection, keys: list[ValueKey]) -> None:
    # Most workspaces have no breakdown at all, and then there is nothing to look for.
    if connection.execute(select(literal(1)).select_from(table("value_part")).limit(1)).first():
        connection.exec_driver_sql(_deletion("value_part"), [tuple(key) for key in keys])


def _deletion(name: str) -> str:
    return f"DELETE FROM {name} WHERE unit = ? AND period = ? AND indicator = ?"  # noqa: S608


def _cells(key: ValueKey, value: Value, stamp: tuple[str, str | None]) -> _Row:
    number, top, bottom = value.number, value.numerator, value.denominator
    return (
        *key,
        value.state.value,
        None if number is None else decimal_text(number),
        None if top is None else decimal_text(top),
        None if bottom is None else decimal_text(bottom),
        value.level,
        value.reason,
        value.note,
        *stamp,
    )


def _part_cells(key: ValueKey, value: Value) -> Iterator[_Row]:
    for dimension, parts in value.parts.items():
        for category, number in parts.items():
            yield (*key, dimension, category, decimal_text(number))


def _touched(written: Written) -> dict[_Codes, set[str]]:
    found: dict[_Codes, set[str]] = {}
    for unit, period, indicator in written.keys:
        found.setdefault((unit, period), set()).add(indicator)
    return found


def rows_after(
    before: Mapping[Part, Mapping[str, Rows]], written: Written
) -> dict[Part, dict[str, Rows]]:
    """Return what parts hold after a change, in the order in which they would be read.

    SQLite sorts text by its UTF-8 bytes, which is the order of Python's code points.
    """
    touched = _touched(written) if not all(map(is_empty, before.values())) else {}
    values: dict[_Codes, dict[Cell, _Row]] = {}
    parts: dict[_Codes, Rows] = {}
    for part, tables in before.items():
        codes = (part.codes[0], part.codes[1])
        gone = touched.get(codes, set[str]())
        kept = (row for row in tables["reported_value"] if row[_INDICATOR] not in gone)
        values[codes] = {row[_INDICATOR]: row for row in kept}
        parts[codes] = [row for row in tables["value_part"] if _PART_KEY(row)[0] not in gone]
    for row in written.rows:
        values[cast("_Codes", row[:2])][row[2]] = _VALUE_ARRANGED(row)
    for row in written.part_rows:
        parts[cast("_Codes", row[:2])].append(_PART_ARRANGED(row))
    return {
        Part("values", codes): {
            "reported_value": [rows[indicator] for indicator in sorted(rows, key=str)],
            "value_part": sorted(parts[codes], key=_PART_KEY),
        }
        for codes, rows in values.items()
    }
