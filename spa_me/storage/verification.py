"""Whether a workspace file is what was saved; looked at before any figure is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from spa_me.domain.errors import Finding
from spa_me.storage.audit import read_head
from spa_me.storage.digests import check_digests
from spa_me.storage.engine import Store
from spa_me.storage.failures import DamagedWorkspaceError
from spa_me.storage.files import check_files
from spa_me.storage.parts import stored_layout
from spa_me.storage.tables import METADATA

_MOST = 100
"""SQLite stops its own check after this many findings."""


def check_workspace(store: Store) -> tuple[Finding, ...]:
    """Return everything in a file that is not what was saved; nothing is written.

    The engine's own check comes first: only if the pages hold together can the rows be compared
    with their digests.
    """
    try:
        with store.reading() as connection:
            found = tuple(_engine_findings(connection))
            return found or tuple(_content_findings(connection))
    except DamagedWorkspaceError as error:
        return error.findings


def _engine_findings(connection: Connection) -> Iterator[Finding]:
    for (message,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            yield Finding("file", str(message))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(f"table {row[0]}", "a row refers to something that is not there")


def _content_findings(connection: Connection) -> Iterator[Finding]:
    strange = tuple(_strange_objects(connection))
    if strange:
        yield from strange
        return
    layout = stored_layout(connection)
    try:
        seal = read_head(connection).seal
        yield from check_digests(connection, seal, layout)
        yield from check_files(connection, layout)
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        # A text that is no text any more, or a table that is gone: the file, not the disk.
        yield Finding("file", str(error.orig))
    except (ValueError, TypeError, KeyError, LookupError) as error:
        yield Finding("file", f"a row cannot be read ({error})")


def _strange_objects(connection: Connection) -> Iterator[Finding]:
    """Yield what no workspace has: a table of another kind, or a trigger, which is a program."""
    query = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name"
    for kind, name, table in connection.exec_driver_sql(query):
        if kind in {"trigger", "view"} or table not in {*METADATA.tables, "alembic_version"}:
            yield Finding("file", f"it has a {kind} “{name}”, which SPA-ME never makes")
