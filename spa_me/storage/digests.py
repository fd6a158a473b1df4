"""The stored digests of the parts: kept up with each change, compared on opening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, delete, select, text

from spa_me.domain.errors import Finding
from spa_me.storage.audit import check_chain
from spa_me.storage.bulk import put_rows
from spa_me.storage.parts import (
    LAYOUT,
    Layout,
    Part,
    Rows,
    canonical,
    canonical_part,
    digest,
    is_empty,
    read_all_parts,
)
from spa_me.storage.tables import PartDigestRow, table_of

_DIGESTS = table_of(PartDigestRow)
_COLUMNS = ("part", "digest")
AUDIT = "audit"
"""The name under which the last seal is stored, so that a cut-off audit is seen."""
SCHEMA = "schema"
"""The name under which the digest of the tables' own definitions is stored."""


def digest_of(part: Part, tables: Mapping[str, Rows]) -> str | None:
    """Return the digest of a part's rows; None for a part without rows."""
    return None if is_empty(tables) else digest(canonical_part(part, tables))


def stored_digest(connection: Connection, part: Part) -> str | None:
    """Return the digest that was stored with a part."""
    query = select(_DIGESTS.c.digest).where(_DIGESTS.c.part == part.name)
    return connection.execute(query).scalar_one_or_none()


def store_digest(connection: Connection, name: str, value: str | None) -> None:
    """Store the digest of a part; None takes it away."""
    if value is None:
        connection.execute(delete(_DIGESTS).where(_DIGESTS.c.part == name))
    else:
        put_rows(connection, "part_digest", _COLUMNS, [(name, value)], ("part",))


def all_digests(connection: Connection, layout: Layout = LAYOUT) -> dict[str, str]:
    """Return the digest of every part as it is now, by name."""
    return {
        part.name: digest(canonical_part(part, tables, layout))
        for part, tables in read_all_parts(connection, layout).items()
    }


def stored_digests(connection: Connection) -> dict[str, str]:
    """Return every stored digest by name."""
    return {row.part: row.digest for row in connection.execute(select(_DIGESTS))}


def schema_digest(connection: Connection) -> str:
    """Return a digest over the definitions of all tables and indexes."""
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    return digest(canonical([list(row) for row in connection.execute(query)]))


def store_all(connection: Connection, seal: str, layout: Layout = LAYOUT) -> None:
    """Store every digest anew, after the tables were made or changed."""
    connection.execute(delete(_DIGESTS))
    found = {
        **all_digests(connection, layout),
        AUDIT: seal,
        SCHEMA: schema_digest(connection),
    }
    put_rows(connection, "part_digest", _COLUMNS, sorted(found.items()), ("part",))


def check_digests(connection: Connection, seal: str, layout: Layout = LAYOUT) -> Iterator[Finding]:
    """Yield each part that is not what was saved."""
    found = {
        **all_digests(connection, layout),
        AUDIT: seal,
        SCHEMA: schema_digest(connection),
    }
    stored = stored_digests(connection)
    for name in sorted(found.keys() | stored.keys()):
        if name not in found:
            yield Finding(name, "its content is missing")
        elif name not in stored:
            yield Finding(name, "it was never saved by SPA-ME")
        elif found[name] != stored[name]:
            yield Finding(name, "its content is not what was saved")
    yield from check_chain(connection, layout)
