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
from spa_me.storage.format import FORMAT
from spa_me.storage.migrations import REVISIONS
from spa_me.storage.parts import LAYOUT, Layout, stored_layout
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
    except DBAPIError as error:
        # A text that is no text any more, or a table that is gone: the file, not the disk.
        return (Finding("file", str(error.orig)),)
    except (ValueError, TypeError, LookupError, ArithmeticError, sqlite3.Error) as error:
        # Damage can be in the definitions, too: even what the engine says of them is then no text.
        return (Finding("file", f"it cannot be read ({error})"),)


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
    yield from _format_findings(connection, layout)
    seal = read_head(connection).seal
    yield from check_digests(connection, seal, layout)
    yield from check_files(connection, layout)


def _format_findings(connection: Connection, layout: Layout) -> Iterator[Finding]:
    """Yield it where the number of the format and the tables are not those of one format.

    So a file is left by an update that was cut off, and of which somebody removed the journal.
    """
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    is_other = revision != REVISIONS.get(version, revision)
    if is_other or (version == FORMAT and layout != LAYOUT):
        what = f"it says that it is of format {version}, and its tables are of another"
        yield Finding("file", what, "a whole update of the format")


def _strange_objects(connection: Connection) -> Iterator[Finding]:
    """Yield what no workspace has: a table of another kind, or a trigger, which is a program."""
    query = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name"
    for kind, name, table in connection.exec_driver_sql(query):
        if kind in {"trigger", "view"} or table not in {*METADATA.tables, "alembic_version"}:
            yield Finding("file", f"it has a {kind} “{name}”, which SPA-ME never makes")
