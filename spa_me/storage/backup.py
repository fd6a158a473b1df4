"""Backups: whole, checked copies beside the workspace, through SQLite's own backup call.

Copying the file with the system's means can catch it in the middle of a change.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from spa_me.atomic import make_folder
from spa_me.domain.dataset import WorkspaceInfo
from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress, silent
from spa_me.storage.audit import Head, read_head
from spa_me.storage.creation import building
from spa_me.storage.digests import stored_digest
from spa_me.storage.engine import Store, connect
from spa_me.storage.failures import BusyError, StorageError, translated
from spa_me.storage.format import SUFFIX
from spa_me.storage.identify import format_of
from spa_me.storage.parts import Part, canonical_part, digest, read_part, stored_layout
from spa_me.storage.records import WORKSPACE, read_all
from spa_me.storage.retention import to_keep
from spa_me.storage.verification import check_workspace

BEFORE_UPDATE = "before update"
"""In the name of a backup that was made before a migration; such a one is never cleared away."""

_PAGES = 1_024
"""How much is copied before others have their turn: 4 MB."""
_FOLDER = " backups"
_TIME = "%Y-%m-%d %H-%M-%SZ"
_NAMED = re.compile(r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\dZ)(?: (?P<label>[a-z ]+?))?(?: \d+)?$")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is there; whether it is good is only known when it is checked.

    Attributes:
        at: when it was made, in UTC.
        label: why, for one that is not among the rolling ones.
    """

    path: Path
    at: datetime
    size: int
    label: str = ""


def backup_folder(path: Path) -> Path:
    """Return the folder beside a workspace that holds its backups."""
    return path.with_name(f"{path.stem}{_FOLDER}")


def is_backup(path: Path) -> bool:
    """Return whether a file is one of the backups beside a workspace, by its place and name."""
    return path.parent.name.endswith(_FOLDER) and _NAMED.search(path.stem) is not None


def backups_of(path: Path) -> tuple[Backup, ...]:
    """Return the backups of a workspace by their names, the latest first."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for file in backup_folder(path).glob(f"*{SUFFIX}"):
            named = _NAMED.search(file.stem)
            if named is not None and not file.name.startswith("."):
                at = datetime.strptime(named[1], _TIME).replace(tzinfo=UTC)
                found.append(Backup(file, at, file.stat().st_size, named["label"] or ""))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def backup_path(path: Path, at: datetime, label: str = "") -> Path:
    """Return where a backup made now goes; nothing is there yet."""
    name = f"{path.stem} {at.astimezone(UTC).strftime(_TIME)}"
    name = f"{name} {label}" if label else name
    folder = backup_folder(path)
    candidates = (
        folder / f"{name}{tail}{SUFFIX}" for tail in ("", *(f" {n}" for n in range(2, 1000)))
    )
    return next(candidate for candidate in candidates if not candidate.exists())


def write_backup(store: Store, target: Path, progress: Progress = silent) -> None:
    """Copy a workspace to a new file; it has its name only when it is whole and was checked.

    Args:
        store: the workspace, which may be open and in use.
        target: the new file.
        progress: told after each piece; what was written so far is thrown away on cancelling.

    Raises:
        RefusedError: if there is a file of that name.
        StorageError: if the copy cannot be written or is not good.
    """
    with translated(target):
        make_folder(target.parent)
        with building(target) as draft:
            copy_whole(store.path, draft, target.name, progress)


def copy_whole(source: Path, draft: Path, name: str, progress: Progress = silent) -> None:
    """Copy a workspace to an empty file, as it is at one moment, and check what came out.

    Args:
        source: the workspace, which may be open and in use.
        draft: the empty file.
        name: what it is to be called, for messages.
        progress: told after each piece.

    Raises:
        StorageError: if the copy is not good.
        BusyError: if the workspace cannot be locked for reading.
    """
    _copy(source, draft, progress)
    findings = check_workspace(Store(draft, read_only=True))
    if findings:
        raise StorageError(
            f"The copy {name} did not come out right: {findings[0]}.",
            kept="The workspace itself was not changed.",
            do="Check the disk, then make a copy on another one.",
        )


def _copy(source: Path, draft: Path, progress: Progress) -> None:
    def tell(status: int, left: int, total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            # It was waited for already; the driver would go on waiting for ever.
            raise BusyError(source)
        progress.step(total - left, total, "copy the workspace")

    reader = connect(source, read_only=True)
    try:
        writer = sqlite3.connect(draft)
        try:
            reader.backup(writer, pages=_PAGES, progress=tell)
        finally:
            writer.close()
    finally:
        reader.close()


def head_of(path: Path) -> Head | None:
    """Return where the audit of a workspace or backup ends; None if that cannot be read."""
    try:
        with Store(path, read_only=True).reading() as connection:
            return read_head(connection)
    except (UserError, sqlite3.Error):
        return None


def info_of(path: Path) -> WorkspaceInfo | None:
    """Return what a workspace or backup says that it is; None if that is not what was saved.

    Raises:
        BusyError: if it cannot be locked for reading.
    """
    try:
        with Store(path, read_only=True).reading() as connection:
            layout, part = stored_layout(connection), Part("workspace")
            now = digest(canonical_part(part, read_part(connection, part, layout), layout))
            is_as_saved = now == stored_digest(connection, part)
            return read_all(connection, WORKSPACE)[0] if is_as_saved else None
    except BusyError:
        raise
    except (UserError, sqlite3.Error, SQLAlchemyError, ValueError, TypeError, LookupError):
        return None


def is_good(path: Path) -> bool:
    """Return whether a workspace or backup is what was saved; the whole of it is looked at.

    Raises:
        StorageError: if it cannot be read or locked for reading.
    """
    try:
        format_of(path)
        return not check_workspace(Store(path, read_only=True))
    except StorageError:
        raise
    except UserError:
        return False


def latest_good(path: Path) -> Path | None:
    """Return the latest backup of a workspace that is good, and of no other workspace."""
    try:
        ours = info_of(path)
        for entry in backups_of(path):
            info = info_of(entry.path)
            if (ours is None or (info and info.id == ours.id)) and is_known_good(entry.path):
                return entry.path
    except BusyError:  # then no other file beside it can be locked either
        pass
    return None


def is_known_good(path: Path) -> bool:
    """Return whether a workspace or backup can be read and is what was saved.

    Raises:
        BusyError: if it cannot be locked for reading.
    """
    try:
        return is_good(path)
    except BusyError:
        raise
    except StorageError:
        return False


def clear_away(path: Path, now: datetime) -> None:
    """Remove rolling backups that are no longer kept."""
    rolling = [backup for backup in backups_of(path) if not backup.label]
    kept = to_keep([(backup.path, backup.at) for backup in rolling], now)
    for backup in rolling:
        if backup.path not in kept:
            with contextlib.suppress(OSError):
                backup.path.unlink()
