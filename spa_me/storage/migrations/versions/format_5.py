"""The fifth format: what a check found doubtful can be confirmed, and printed shares have a type.

One body can give as a government and as a donor, and a report prints a share of each. Shares that
were recorded before have no type; it is not guessed.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "format_5"
down_revision = "format_4"
branch_labels = None
depends_on = None

_SHARE = "printed_share"
_SHARE_KEY = ("unit", "period", "source")
_SHARE_REST = ("share", "document")


def upgrade() -> None:
    """Add what is new, each subject by itself."""
    _add_confirmations()
    _add_types_of_printed_shares()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _add_confirmations() -> None:
    key = ("unit", "period", "finding", "about")
    op.create_table(
        "confirmation",
        *map(_text, (*key, "digest", "reason", "person")),
        sa.Column("at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_confirmation")),
        sqlite_with_rowid=False,
    )


def _add_types_of_printed_shares() -> None:
    connection = op.get_bind()
    before = [sa.column(name, sa.String()) for name in (*_SHARE_KEY, *_SHARE_REST)]
    found = connection.execute(sa.select(*before).select_from(sa.table(_SHARE)))
    shares = [dict(row) for row in found.mappings()]
    op.drop_table(_SHARE)
    key = (*_SHARE_KEY, "source_type")
    op.create_table(
        _SHARE,
        *map(_text, (*key, *_SHARE_REST)),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_printed_share")),
        sqlite_with_rowid=False,
    )
    into = sa.table(_SHARE, *before, sa.column("source_type", sa.String()))
    for share in shares:
        connection.execute(sa.insert(into), {**share, "source_type": ""})
