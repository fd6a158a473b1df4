"""What a file is, found out without a lock and without changing a byte of it or beside it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from spa_me.domain.errors import NotFoundError
from spa_me.storage.engine import Store, connect
from spa_me.storage.failures import (
    DamagedWorkspaceError,
    NewerFormatError,
    NotAWorkspaceError,
    translated,
)
from spa_me.storage.format import APPLICATION_ID, FORMAT

_UNTOUCHED = "The file was not changed."


def format_of(path: Path) -> int:
    """Return the format of a workspace file.

    Raises:
        NotFoundError: if there is no such file.
        NotAWorkspaceError: if it is something else.
        NewerFormatError: if a later version of the app made it.
    """
    if not path.exists():
        raise NotFoundError(f"There is no file {path}.", do="Check its name and folder.")
    if not path.is_file():
        raise NotAWorkspaceError(f"{path} is not a file.", do="Choose a workspace file (.spame).")
    application, version = _header(path)
    if application != APPLICATION_ID:
        raise NotAWorkspaceError(
            f"{path.name} belongs to another program." if application else _not_ours(path),
            kept=_UNTOUCHED,
            do="Choose a workspace file (.spame).",
        )
    if version > FORMAT:
        raise NewerFormatError(
            f"{path.name} was saved by a newer version of SPA-ME (format {version}; this version "
            f"reads up to {FORMAT}).",
            kept=_UNTOUCHED,
            do="Update SPA-ME, then open it again.",
        )
    return version


def format_in(store: Store) -> int:
    """Return the format of a file that is open, with what was cut off in it undone."""
    with store.reading() as connection:
        return connection.exec_driver_sql("PRAGMA user_version").scalar_one()


def _not_ours(path: Path) -> str:
    return f"{path.name} is not a SPA-ME workspace."


def _header(path: Path) -> tuple[int, int]:
    # Through SQLite and not with open(): closing any handle on a file drops the locks that this
    # process holds on it, and a workspace may be open in another window of the app.
    try:
        with translated(path), closing(connect(path, read_only=True, immutable=True)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except (DamagedWorkspaceError, UnicodeError) as error:
        raise NotAWorkspaceError(
            _not_ours(path), kept=_UNTOUCHED, do="Choose a workspace file (.spame)."
        ) from error
    return application, version
