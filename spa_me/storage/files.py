"""Files inside a workspace, by the SHA-256 of their content: packages and evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, delete, insert, select

from spa_me.domain.errors import Finding
from spa_me.storage.parts import LAYOUT, Layout
from spa_me.storage.submission_tables import EvidenceRow, PackageRow, StoredFileRow
from spa_me.storage.tables import table_of
from spa_me.storage.writer import Writer

_FILES = table_of(StoredFileRow)
_REFERRING = (table_of(EvidenceRow).c.file, table_of(PackageRow).c.file)


def put_file(writer: Writer, content: bytes) -> str:
    """Keep a file, unless it is there already, and return its SHA-256."""
    name = hashlib.sha256(content).hexdigest()
    if not has_file(writer.connection, name):
        row = {"sha256": name, "size": len(content), "content": content}
        writer.connection.execute(insert(_FILES), row)
    return name


def drop_unused_file(writer: Writer, name: str) -> None:
    """Remove a file, unless some evidence or package still refers to it."""
    for column in _REFERRING:
        query = select(column).where(column == name).limit(1)
        if writer.connection.execute(query).first() is not None:
            return
    writer.connection.execute(delete(_FILES).where(_FILES.c.sha256 == name))


def has_file(connection: Connection, name: str) -> bool:
    """Return whether a file is kept."""
    query = select(_FILES.c.size).where(_FILES.c.sha256 == name)
    return connection.execute(query).first() is not None


def read_file(connection: Connection, name: str) -> bytes | None:
    """Return the content of a file; None if it is not kept."""
    query = select(_FILES.c.content).where(_FILES.c.sha256 == name)
    return connection.execute(query).scalar_one_or_none()


def file_names(connection: Connection) -> tuple[str, ...]:
    """Return the SHA-256 of every file that is kept, in order."""
    query = select(_FILES.c.sha256).order_by(_FILES.c.sha256)
    return tuple(connection.execute(query).scalars())


def insert_file(connection: Connection, name: str, content: bytes) -> None:
    """Write a file that comes with a dump, under the name that its manifest gives it."""
    row = {"sha256": name, "size": len(content), "content": content}
    connection.execute(insert(_FILES), row)


def check_files(connection: Connection, layout: Layout = LAYOUT) -> Iterator[Finding]:
    """Yield each file that is not what was saved; one after the other, since they can be large."""
    if _FILES.name not in layout:
        return
    for name in file_names(connection):
        if hashlib.sha256(read_file(connection, name) or b"").hexdigest() != name:
            yield Finding(f"file {name[:12]}…", "its content is not what was saved")
