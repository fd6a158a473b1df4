"""What can go wrong with the file itself, told as what happened, what was kept, what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from spa_me.domain.errors import FileError, Finding, ReadOnlyError, RefusedError, UserError

_KEPT = "Everything saved before is kept."
NOT_SAVED = "Everything saved before is kept; this last change was not saved."
"""What is kept where a change fails before it is committed."""


class StorageError(FileError):
    """The disk, the folder or the file did not do what was needed."""


class BusyError(StorageError):
    """A lock on the file that cannot be had, be it that another program has it or that none is."""

    def __init__(self, path: Path, kept: str = _KEPT) -> None:
        super().__init__(
            f"Another program holds the workspace, or its folder cannot lock files ({path.name}).",
            kept=kept,
            do="Close other windows and backup programs that use it, then do it again. If that "
            "does not help, copy it to a folder of this computer.",
        )


class NotAWorkspaceError(UserError):
    """A file of another program, or no database at all; it was not touched."""


class NewerFormatError(UserError):
    """A workspace of a later version of the app; it was not touched."""


class ChangedElsewhereError(RefusedError):
    """A change to a file that is not the one that was read, in spite of the lock."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} was changed by another program since it was read, such as a service "
            "that keeps folders in step.",
            kept="This change was not saved; what the other program put there was not touched.",
            do="Look at the figures again, then repeat the change.",
        )


class DamagedWorkspaceError(FileError):
    """A workspace whose content is not what was saved; nothing was written to it.

    Attributes:
        path: the damaged file.
        findings: what is damaged.
        backup: the latest backup that was checked and is good, if there is one.
    """

    def __init__(self, path: Path, findings: tuple[Finding, ...], backup: Path | None) -> None:
        self.path = path
        self.findings = findings
        self.backup = backup
        places = "1 place" if len(findings) == 1 else f"{len(findings)} places"
        do = (
            f"Restore the backup {backup.name}; the damaged file is kept beside it."
            if backup
            else "No good backup was found beside it. Look for a copy on another disk."
        )
        super().__init__(
            f"{path.name} is damaged in {places}: {findings[0]}.",
            kept="The file was not changed and no figure is shown from it.",
            do=do,
        )


class OtherWorkspaceError(RefusedError):
    """A backup of another workspace than the one that it would take the place of.

    Attributes:
        source: the backup.
        title: of the workspace in the backup; who restores it all the same has to say so.
    """

    def __init__(self, source: Path, title: str, path: Path, there: str) -> None:
        self.source = source
        self.title = title
        super().__init__(
            f"{source.name} is a backup of “{title}”, and {path.name} is another workspace, "
            f"“{there}”.",
            kept="Nothing was changed.",
            do=f"Choose a backup of “{there}”. To put “{title}” in its place all the same, confirm "
            "that by its name; or restore it under another file name.",
        )


_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("The disk is full", "Free some space, then do it again."),
    sqlite3.SQLITE_IOERR: (
        "The disk did not accept or return data",
        "Check the disk or the stick; make a copy of the workspace on another one.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The workspace or its folder cannot be opened",
        "Check that the folder exists and that you may write in it.",
    ),
    sqlite3.SQLITE_PERM: ("The system does not allow it", "Check the rights on the file."),
}
_FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def translated(path: Path, kept: str = _KEPT) -> Generator[None]:
    """Turn what the disk and the engine report into sentences; let everything else through.

    Args:
        path: of the file.
        kept: what is kept whatever fails here.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = _engine_failure(path, cause, kept) if isinstance(cause, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise _disk_failure(path, error, kept) from error


def _engine_failure(path: Path, error: sqlite3.Error, kept: str) -> UserError | None:
    """Return the sentence for an error of SQLite; None for one that is our own fault."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyError(
            f"{path.name} cannot be written.", kept=kept, do="Copy it to a folder of your own."
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return DamagedWorkspaceError(path, (Finding("file", str(error)),), None)
    if code == sqlite3.SQLITE_BUSY:
        return BusyError(path, kept)
    if code not in _SENTENCES:
        return None
    what, do = _SENTENCES[code]
    return StorageError(f"{what} ({path.name}).", kept=kept, do=do)


def _disk_failure(path: Path, error: OSError, kept: str) -> UserError:
    """Return the sentence for an error of the operating system."""
    if error.errno in _FULL_DISK:
        return StorageError(
            f"The disk is full ({path.name}).", kept=kept, do="Free some space, then do it again."
        )
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return ReadOnlyError(
            f"{path.name} cannot be written here.", kept=kept, do="Choose a folder of your own."
        )
    return StorageError(
        f"{path.name} cannot be used ({error.strerror or error}).",
        kept=kept,
        do="Check the path and the disk.",
    )
