"""The commit, and what has become of it: the one place where the outcome of a change is decided.

Before it nothing is saved, after it everything is. A disk that fails in its midst leaves that
open; then a new connection, which undoes what was cut off, finds out.
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from spa_me.atomic import folder_to_disk, not_confirmed
from spa_me.domain.errors import OutcomeUnknownError, UserError
from spa_me.storage.audit import read_head
from spa_me.storage.engine import Store


def commit(store: Store, connection: Connection, seal: str) -> None:
    """Commit, and return only if the change is saved.

    Args:
        store: the file.
        connection: on which the change was made; it is closed where the commit fails.
        seal: with which the audit ends when the change is saved.

    Raises:
        DBAPIError: as the engine gave it, if the change is not saved.
        SavedButError: if it is saved, and the disk did not confirm that it stays.
        OutcomeUnknownError: if it cannot be found out.
    """
    try:
        connection.commit()
    except DBAPIError as error:
        # Without its locks, so that another connection can look.
        connection.invalidate()
        if not _is_saved(store, seal, error):
            raise
        _confirm(store)


def _is_saved(store: Store, seal: str, error: DBAPIError) -> bool:
    try:
        with store.reading() as connection:
            return read_head(connection).seal == seal
    except UserError as again:
        raise OutcomeUnknownError(
            f"The disk failed while {store.path.name} was saved, and cannot be read now "
            f"({error.orig}). It is not known whether the last change was saved.",
            kept="Everything saved before is kept.",
            do="Check the disk or the connection to it and open the workspace again. Look whether "
            "the change is there; if it is not, do it again.",
        ) from again


def _confirm(store: Store) -> None:
    """Bring to the disk that the journal is gone; else a power cut would undo the change."""
    try:
        folder_to_disk(store.path.parent)
    except OSError as error:
        raise not_confirmed("The change was made", error) from error
