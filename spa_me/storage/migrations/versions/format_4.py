"""The fourth format: a list of keys knows its package, and a retired key a number by recipient.

Before, the list in use was the one with the highest number of a package, which a region that starts
anew does not count on from. And a retired key had one last number for all recipients, although each
has packages numbered by themselves: it becomes that of the last package to each of them that the
file knows, no higher than it was.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "format_4"
down_revision = "format_3"
branch_labels = None
depends_on = None

_LIST, _TABLE = "trust_list", "trusted_key"
_TEXTS = ("fingerprint", "office", "person", "role", "signing", "encryption")
_COLUMNS = (*_TEXTS, "made_on", "status", "reason")


def upgrade() -> None:
    """Make both tables anew."""
    connection = op.get_bind()
    _upgrade_list(connection)
    _upgrade_keys(connection)


def _upgrade_list(connection: sa.Connection) -> None:
    names = ("region", "version", "supersedes")
    columns = [sa.column(name, sa.String()) for name in (*names, "digest")]
    query = sa.select(*columns[:-1]).select_from(sa.table(_LIST))
    found = [dict(row) for row in connection.execute(query).mappings()]
    op.drop_table(_LIST)
    op.create_table(
        _LIST,
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("region", name=op.f("pk_trust_list")),
        sqlite_with_rowid=False,
    )
    latest = sa.text("SELECT digest FROM package WHERE kind = 'trust' ORDER BY sequence DESC")
    digest = connection.execute(latest).scalar() or ""
    for trust in found:
        into = sa.table(_LIST, *columns)
        connection.execute(sa.insert(into), {**trust, "digest": digest})


def _upgrade_keys(connection: sa.Connection) -> None:
    columns = [sa.column(name, sa.String()) for name in (*_COLUMNS, "last_sequence")]
    found = connection.execute(sa.select(*columns).select_from(sa.table(_TABLE)))
    keys = [dict(row) for row in found.mappings()]
    op.drop_table(_TABLE)
    _make_table()
    names = [sa.column(name, sa.String()) for name in (*_COLUMNS, "last_numbers")]
    into = sa.table(_TABLE, *names)
    for key in keys:
        last = _last_numbers(connection, key["office"], key.pop("last_sequence"))
        connection.execute(sa.insert(into), {**key, "last_numbers": last})


def _make_table() -> None:
    op.create_table(
        _TABLE,
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("last_numbers", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_trusted_key")),
        sqlite_with_rowid=False,
    )


def _last_numbers(connection: sa.Connection, office: str, most: Any) -> str:
    query = sa.text(
        "SELECT recipient, max(sequence) FROM package WHERE sender = :office AND sequence <= :most "
        "GROUP BY recipient ORDER BY recipient"
    )
    found = connection.execute(query, {"office": office, "most": most or 0})
    return " ".join(f"{recipient}={number}" for recipient, number in found)
