"""Framework versions in a workspace: canonical JSON with its digest, never changed."""

from __future__ import annotations

import json
from functools import lru_cache

from sqlalchemy import Connection, insert, select

from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.storage.parts import Part
from spa_me.storage.tables import FrameworkVersionRow, table_of
from spa_me.storage.writer import Writer

_VERSIONS = table_of(FrameworkVersionRow)


def read_frameworks(connection: Connection) -> tuple[FrameworkDefinition, ...]:
    """Return every framework version in the order in which they come into force."""
    query = select(_VERSIONS).order_by(_VERSIONS.c.code, _VERSIONS.c.version)
    found = [_definition(row.canonical) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda definition: definition.in_force_from))


@lru_cache(maxsize=16)
def _definition(canonical: str) -> FrameworkDefinition:
    # Reading and checking a large framework takes longer than everything else on opening.
    definition = read_definition(json.loads(canonical), "the stored framework")
    # The text is at hand, so that nobody has to make it again for the digest.
    vars(definition)["canonical"] = canonical.encode()
    return definition


def add_framework(writer: Writer, definition: FrameworkDefinition) -> None:
    """Add a framework version; the caller has made sure that it is new."""
    writer.touch(Part("framework", (definition.code, definition.version)))
    row = {
        "code": definition.code,
        "version": definition.version,
        "digest": definition.digest,
        "canonical": definition.canonical.decode(),
    }
    writer.connection.execute(insert(_VERSIONS), row)
