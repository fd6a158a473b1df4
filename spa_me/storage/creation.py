"""A new workspace file."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from spa_me.domain.errors import RefusedError
from spa_me.storage import digests
from spa_me.storage.engine import Store
from spa_me.storage.failures import translated
from spa_me.storage.format import APPLICATION_ID, FORMAT
from spa_me.storage.migrations import REVISIONS
from spa_me.storage.tables import METADATA
from spa_me.storage.writer import Command, Writer, seal


def create_file(path: Path, command: Command, fill: Callable[[Writer], None]) -> None:
    """Make a workspace file with its first content, whole or not at all.

    It is made under another name beside its place and then moved, so that no half-made file is
    ever found under its name.

    Raises:
        RefusedError: if there is a file of that name.
    """
    with translated(path), building(path) as draft:
        store = Store(draft)
        with store.writing() as connection:
            make_tables(connection)
            writer = Writer(store, connection, command)
            fill(writer)
            seal(writer, command)
            digests.store_digest(connection, digests.SCHEMA, digests.schema_digest(connection))
            connection.commit()


@contextmanager
def building(path: Path) -> Generator[Path]:
    """Give the path of an empty draft beside `path`, which takes its place if all goes well."""
    refuse_existing(path)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        draft.touch(exist_ok=False)
        yield draft
        publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


def refuse_existing(path: Path) -> None:
    """Raise `RefusedError` if the name of a new file is taken."""
    if os.path.lexists(path):
        raise RefusedError(
            f"There is already a file {path.name}.",
            kept="It was not changed.",
            do="Choose another name, or open that file.",
        )


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, never in the place of another file."""
    try:
        os.link(draft, path)  # fails if the name is taken, which a rename does not on every system
        draft.unlink()
    except FileExistsError:
        refuse_existing(path)
        raise
    except OSError:  # a file system without hard links, such as a stick
        refuse_existing(path)
        draft.rename(path)
    sync_folder(path.parent)


def move_aside(path: Path, at: datetime, why: str = "damaged") -> Path:
    """Rename a file, and the journal that belongs to it, and return its new name.

    Args:
        path: of the file.
        at: when; it stands in the new name.
        why: a word of the new name.
    """
    stamp = at.astimezone(UTC).strftime("%Y-%m-%d %H-%M-%SZ")
    kept = path.with_name(f"{path.stem} {why} {stamp}{path.suffix}")
    with translated(path):
        # The journal goes first: beside the restored file it would be played back into it.
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            publish(journal, kept.with_name(f"{kept.name}-journal"))
        publish(path, kept)
    return kept


def move_back(kept: Path, path: Path) -> None:
    """Give a file that was moved aside its name again."""
    with translated(path):
        publish(kept, path)
        journal = kept.with_name(f"{kept.name}-journal")
        if journal.exists():
            publish(journal, path.with_name(f"{path.name}-journal"))


def sync_folder(folder: Path) -> None:
    """Make sure that a new name in a folder survives a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_tables(connection: Connection) -> None:
    """Make the tables of the current format in an empty file, as the migrations would."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
    METADATA.create_all(connection)
    # As Alembic makes it, so that a migrated file and a new one are the same.
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[FORMAT],))
