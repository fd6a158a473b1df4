"""Alembic's entry point: runs on the connection that it is given, in the caller's transaction."""

from __future__ import annotations

from alembic import context

from spa_me.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite cannot alter most of a table; batch mode rebuilds it.
    render_as_batch=True,
)
context.run_migrations()
