"""Bringing an older workspace up to date: Alembic, in one transaction, after a backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alembic import command as alembic
from alembic.config import Config
from sqlalchemy import Connection

from spa_me.domain.errors import Finding
from spa_me.storage import digests
from spa_me.storage.committing import commit
from spa_me.storage.engine import Store
from spa_me.storage.failures import DamagedWorkspaceError
from spa_me.storage.format import FORMAT
from spa_me.storage.migrations import REVISIONS
from spa_me.storage.parts import stored_layout
from spa_me.storage.writer import Command, Writer, seal

_FOLDER = Path(__file__).with_name("migrations")


def upgrade(connection: Connection, revision: str, versions: Sequence[Path] = ()) -> None:
    """Run the migrations up to a revision on a connection, in its transaction.

    Args:
        connection: with foreign keys off, since batch mode rebuilds tables.
        revision: the last one to run.
        versions: further folders of revisions; for tests.
    """
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    folders = [str(folder).replace("%", "%%") for folder in (_FOLDER / "versions", *versions)]
    config.set_main_option("version_locations", "\n".join(folders))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    alembic.upgrade(config, revision)


def migrate(
    store: Store,
    command: Command,
    target: int = FORMAT,
    revision: str = "",
    versions: Sequence[Path] = (),
) -> None:
    """Bring a checked workspace to a format, with digests and an audit row, or not at all.

    Args:
        store: the file; the caller has made a backup.
        command: who does it and when.
        target: the format.
        revision: by default that of the format.
        versions: further folders of revisions; for tests.
    """
    with store.changing_schema() as connection:
        before = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        upgrade(connection, revision or REVISIONS[target], versions)
        connection.exec_driver_sql(f"PRAGMA user_version = {target}")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            finding = Finding(f"table {broken[0]}", "a row refers to something that is not there")
            raise DamagedWorkspaceError(store.path, (finding,), None)
        writer = Writer(store, connection, command)
        writer.note("update format", "workspace file", f"format {before}", f"format {target}")
        done = seal(writer, command)
        digests.store_all(connection, done.seal, stored_layout(connection))
        commit(store, connection, done.seal)
