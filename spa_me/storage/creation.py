"""A new workspace file."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from spa_me.atomic import discard, file_to_disk, folder_to_disk, not_confirmed
from spa_me.domain.errors import RefusedError
from spa_me.storage import digests
from spa_me.storage.engine import Store, journal_of
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
    with drafting(path) as draft:
        yield draft
        publish(draft, path)


@contextmanager
def drafting(path: Path) -> Generator[Path]:
    """Give the path of an empty file beside `path`, which is gone when the block ends."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        draft.touch(exist_ok=False)
        yield draft
    finally:
        discard(draft)
        discard(journal_of(draft))


@contextmanager
def draft_folder(path: Path) -> Generator[Path]:
    """Give a folder beside `path` to make a file in; it is gone when the block ends."""
    with TemporaryDirectory(
        prefix=f".{path.name}.", suffix=".part", dir=path.parent, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def discard_drafts(path: Path) -> None:
    """Remove what was drafted for a file and is still there, as after a crash."""
    for draft in path.parent.glob(f".{escape(path.name)}.????????.part*"):
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            discard(draft)


def refuse_existing(path: Path) -> None:
    """Raise `RefusedError` if there is something of that name."""
    if os.path.lexists(path):
        raise RefusedError(
            f"There is already a file {path.name}.",
            kept="It was not changed.",
            do="Choose another name, or open that file.",
        )


def publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, never in the place of another file, and for ever.

    Raises:
        RefusedError: if the name is taken.
        OSError: if the disk does not take it; the name is then free again.
        SavedButError: if the disk does not confirm the name, and does not give it back either.
    """
    file_to_disk(draft)
    try:
        os.link(draft, path)  # fails if the name is taken, which a rename does not on every system
    except FileExistsError:
        refuse_existing(path)
        raise
    except OSError:  # a file system without hard links, such as a stick
        refuse_existing(path)
        draft.rename(path)
    try:
        folder_to_disk(path.parent)
    except OSError as error:
        if discard(path):
            raise
        raise not_confirmed(f"{path.name} was written", error) from error
    discard(draft)


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
