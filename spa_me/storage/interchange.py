"""The whole stored content, out of a workspace and into a new one, row by row as it lies there.

A part is given as the canonical JSON that its digest is over; so a dump can be checked with any
program that computes SHA-256, and a workspace made from it has the same digests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError
from spa_me.storage import digests
from spa_me.storage.audit import check_chain, read_head
from spa_me.storage.bulk import insert_rows
from spa_me.storage.content import Content
from spa_me.storage.creation import building, make_tables
from spa_me.storage.engine import Store
from spa_me.storage.failures import translated
from spa_me.storage.files import check_files, file_names, insert_file
from spa_me.storage.parts import (
    DIVIDED_BY,
    LAYOUT,
    Cell,
    Part,
    Rows,
    canonical,
    canonical_part,
    digest,
    read_all_parts,
)

AUDIT_TABLES = ("command", "audit")
"""The tables of the audit, in the order in which they can be filled."""

Tables = Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class Promised:
    """What a manifest says of the whole: the digest of each part and the last seal."""

    digests: Mapping[str, str]
    seal: str


class UnreadableError(ValueError):
    """A file of a dump that does not hold what it should, with a sentence that can be shown."""


@dataclass(frozen=True, slots=True)
class DumpedPart:
    """One part as canonical JSON, with its digest and number of rows."""

    name: str
    content: bytes
    digest: str
    rows: int


@dataclass(frozen=True, slots=True)
class Dumped:
    """Everything in a workspace at one moment.

    Attributes:
        audit: the commands and audit rows as canonical JSON.
        seal: the last seal of the audit.
        files: the SHA-256 of every file that is kept; their content is read one by one.
    """

    parts: tuple[DumpedPart, ...]
    audit: DumpedPart
    seal: str
    files: tuple[str, ...]


def read_everything(store: Store) -> Dumped:
    """Return everything in a workspace at one moment."""
    with store.reading() as connection:
        parts = read_all_parts(connection)
        audit = {
            name: [tuple(row) for row in connection.execute(LAYOUT[name].select())]
            for name in AUDIT_TABLES
        }
        seal = read_head(connection).seal
        files = file_names(connection)
    dumped = tuple(
        _dumped(part.name, canonical_part(part, tables), tables)
        for part, tables in sorted(parts.items())
    )
    return Dumped(dumped, _dumped("audit", canonical(_audit_content(audit)), audit), seal, files)


def _dumped(name: str, content: bytes, tables: Tables) -> DumpedPart:
    return DumpedPart(name, content, digest(content), sum(map(len, tables.values())))


def _audit_content(tables: Tables) -> object:
    content = {
        name: {"columns": LAYOUT[name].columns, "rows": rows} for name, rows in tables.items()
    }
    return {"part": "audit", "tables": content}


def tables_of(name: str, content: bytes) -> Tables:
    """Return the rows in a file of a dump, looked through before anything is done with them.

    Raises:
        UnreadableError: if it is not the canonical JSON of that part.
    """
    allowed = AUDIT_TABLES if name == "audit" else tuple(DIVIDED_BY[Part.named(name).kind])
    try:
        loaded: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is not valid JSON ({error})") from error
    if not isinstance(loaded, dict) or cast("dict[str, object]", loaded).get("part") != name:
        raise UnreadableError(f"it is not the part “{name}”")
    tables = cast("dict[str, object]", loaded).get("tables")
    if not isinstance(tables, dict):
        raise UnreadableError("it has no tables")
    found: dict[str, Rows] = {}
    for table, entry in cast("dict[str, object]", tables).items():
        if table not in allowed:
            raise UnreadableError(f"it has a table “{table[:40]}”")
        found[table] = _rows(table, entry)
    return found


def _rows(table: str, entry: object) -> Rows:
    columns = list(LAYOUT[table].columns)
    if not isinstance(entry, dict) or cast("dict[str, object]", entry).get("columns") != columns:
        raise UnreadableError(f"the columns of {table} are not {', '.join(columns)}")
    rows = cast("dict[str, object]", entry).get("rows")
    if not isinstance(rows, list):
        raise UnreadableError(f"{table} has no rows")
    return [_row(table, row, len(columns)) for row in cast("list[object]", rows)]


def _row(table: str, row: object, width: int) -> tuple[Cell, ...]:
    if not isinstance(row, list) or len(cast("list[object]", row)) != width:
        raise UnreadableError(f"a row of {table} does not have {width} cells")
    cells = cast("list[Any]", row)
    if not all(cell is None or type(cell) in {str, int} for cell in cells):
        raise UnreadableError(f"a row of {table} has a cell that is neither text nor whole number")
    return tuple(cells)


def make_from(
    path: Path,
    source: str,
    parts: Mapping[str, Tables],
    files: Iterable[tuple[str, bytes]],
    promised: Promised,
    check: Callable[[Callable[[], Dataset]], None],
) -> None:
    """Make a workspace file from the rows of a dump, whole or not at all.

    Args:
        path: the new file.
        source: what the dump is called, for messages.
        parts: the rows of each part and, under `audit`, of the audit.
        files: each file that is kept, with the SHA-256 that the manifest gives it.
        promised: what the manifest says that comes out.
        check: is given how to read the content, and raises if no workspace holds such content.

    Raises:
        InputError: if the rows do not fit together, or are not what was promised.
    """
    with translated(path), building(path) as draft:
        with Store(draft).writing() as connection:
            make_tables(connection)
            for name, content in files:
                insert_file(connection, name, content)
            findings = tuple(_fill(connection, parts, promised))
            connection.commit()
        if findings:
            raise InputError(source, list(findings), kept="No workspace was made.")
        check(Content(Store(draft)).dataset)


def _fill(
    connection: Connection, parts: Mapping[str, Tables], promised: Promised
) -> Iterator[Finding]:
    names = [name for tables in DIVIDED_BY.values() for name in tables]
    try:
        for name in (*names, *AUDIT_TABLES):
            for tables in parts.values():
                insert_rows(connection, name, LAYOUT[name].columns, tables.get(name, []))
    except IntegrityError as error:
        yield Finding("the rows", f"they do not fit together ({error.orig})")
        return
    seal = read_head(connection).seal
    digests.store_all(connection, seal)
    if seal != promised.seal:
        yield Finding("audit", "its last seal is not that of the manifest")
    found = digests.all_digests(connection)
    for part in sorted(found.keys() | promised.digests.keys()):
        if found.get(part) != promised.digests.get(part):
            yield Finding(part, "its rows are not those of the manifest")
    yield from check_chain(connection)
    yield from check_files(connection)
