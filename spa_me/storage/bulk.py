"""Writing many rows at once, as they are to lie in the file.

SQLAlchemy's own executemany handles every cell of every row in Python and takes about three times
as long as the driver. Here Core only writes the statement, and the driver takes the tuples.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnClause, Connection, Dialect, column, table
from sqlalchemy.dialects.sqlite import insert

from spa_me.domain.progress import Progress, silent, slices
from spa_me.storage.parts import Cell

_Rows = Sequence[tuple[Cell, ...]]


def insert_rows(
    connection: Connection,
    name: str,
    columns: tuple[str, ...],
    rows: _Rows,
    progress: Progress = silent,
) -> None:
    """Insert rows of stored cells, which stand in the order of `columns`."""
    put_rows(connection, name, columns, rows, (), progress)


def put_rows(
    connection: Connection,
    name: str,
    columns: tuple[str, ...],
    rows: _Rows,
    key: tuple[str, ...],
    progress: Progress = silent,
) -> None:
    """Insert rows of stored cells, or replace those that have the same key."""
    statement = _statement(connection.dialect, name, columns, key)
    for some in slices(rows, progress):
        connection.exec_driver_sql(statement, list(some))


@lru_cache(maxsize=64)
def _statement(dialect: Dialect, name: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    # Without types: the cells are written as they are. ON CONFLICT is the same in PostgreSQL.
    named: list[ColumnClause[Any]] = [column(field) for field in columns]
    statement = insert(table(name, *named))
    if key:
        others = {field: statement.excluded[field] for field in columns if field not in key}
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=others)
    return str(statement.compile(dialect=dialect))
