"""The fourth format: a retired key has a last number for each recipient of its office.

Before, it had one for all of them, although each has packages numbered by themselves. It becomes
that of the last package to each recipient that the file knows, no higher than it was.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "format_4"
down_revision = "format_3"
branch_labels = None
depends_on = None

_TABLE = "trusted_key"
_TEXTS = ("fingerprint", "office", "person", "role", "signing", "encryption")
_COLUMNS = (*_TEXTS, "made_on", "status", "reason")


def upgrade() -> None:
    """Make the table anew, with the last numbers of each key."""
    connection = op.get_bind()
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
