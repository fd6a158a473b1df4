"""What can be told about a workspace file without changing a byte of it or beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from spa_me.domain.errors import Finding, ReadOnlyError, UserError
from spa_me.storage import records, tables
from spa_me.storage.audit import count_entries, read_head
from spa_me.storage.engine import Store, journal_of
from spa_me.storage.failures import translated
from spa_me.storage.frameworks import read_frameworks
from spa_me.storage.verification import check_workspace


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file holds, in numbers.

    Attributes:
        findings: what is not as it was saved; the other attributes are then as far as readable.
        was_interrupted: whether a change was cut off and waits to be undone at the next opening.
    """

    findings: tuple[Finding, ...]
    was_interrupted: bool
    title: str = ""
    home_unit: str = ""
    kind: str = ""
    frameworks: tuple[str, ...] = ()
    values: int = 0
    audit_entries: int = 0
    commands: int = 0
    saved_at: datetime | None = None
    saved_by_version: str = ""


def survey(path: Path) -> Survey:
    """Return what a workspace file holds and whether it is sound."""
    with _readable(path) as (store, was_interrupted):
        findings = check_workspace(store)
        try:
            with store.reading() as connection:
                return _counted(connection, findings, was_interrupted=was_interrupted)
        except (UserError, ValueError, LookupError, ArithmeticError, TypeError, SQLAlchemyError):
            return Survey(findings or (Finding("file", "it cannot be read"),), was_interrupted)


@contextmanager
def _readable(path: Path) -> Generator[tuple[Store, bool]]:
    """Give a store that can be read; if a change was cut off, of a copy in which it is undone."""
    store = Store(path, read_only=True)
    if not is_interrupted(store):
        yield store, False
        return
    with tempfile.TemporaryDirectory(prefix="spa-me-") as folder, translated(path):
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        yield Store(copy), True


def is_interrupted(store: Store) -> bool:
    """Return whether a change was cut off, so that the file can only be read once it is undone.

    A journal that another program is writing right now does not count; SQLite tells them apart.
    """
    if not journal_of(store.path).exists():
        return False
    try:
        with Store(store.path, read_only=True).reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")
    except ReadOnlyError:
        return True
    except UserError:
        return False
    return False


def undo_interrupted(path: Path) -> None:
    """Let SQLite undo a change that was cut off; what was saved before it is untouched."""
    with Store(path).reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")


def _counted(
    connection: Connection, findings: tuple[Finding, ...], *, was_interrupted: bool
) -> Survey:
    def count(row: type[tables.Row]) -> int:
        query = select(func.count()).select_from(tables.table_of(row))
        return connection.execute(query).scalar_one()

    command = tables.table_of(tables.CommandRow)
    latest = select(command.c.app_version).order_by(command.c.number.desc()).limit(1)
    info = records.read_all(connection, records.WORKSPACE)[0]
    return Survey(
        findings,
        was_interrupted,
        info.title,
        info.home_unit,
        info.kind.value,
        tuple(f"{d.code} {d.version} ({d.digest[:12]})" for d in read_frameworks(connection)),
        count(tables.ReportedValueRow),
        count_entries(connection),
        count(tables.CommandRow),
        read_head(connection).at,
        connection.execute(latest).scalar_one_or_none() or "",
    )
