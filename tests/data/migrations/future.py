"""A revision that is only for tests: it adds a column, renames one and rebuilds the table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "future"
down_revision = "format_1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do what later formats are likely to need."""
    with op.batch_alter_table("contribution") as batch:
        batch.add_column(sa.Column("confirmed", sa.Boolean(), nullable=False, server_default="0"))
        batch.alter_column("source", new_column_name="name_of_source")
    with op.batch_alter_table("reported_value") as batch:
        batch.add_column(sa.Column("confidence", sa.String(), nullable=True))
