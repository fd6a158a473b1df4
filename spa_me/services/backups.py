"""Backups that a person asks for, and going back to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spa_me.domain.dataset import Actor
from spa_me.domain.errors import NotFoundError, RefusedError, UserError
from spa_me.domain.progress import Progress, silent
from spa_me.services.clock import Clock, utc_now
from spa_me.services.workspace import Workspace
from spa_me.storage import backup
from spa_me.storage.backup import Backup
from spa_me.storage.creation import move_aside, move_back
from spa_me.storage.engine import Store
from spa_me.storage.failures import translated
from spa_me.storage.identify import format_of
from spa_me.storage.locking import Holder, WorkspaceLock

__all__ = ["Backup", "Restored", "backup_now", "list_backups", "restore"]


def backup_now(
    workspace: Workspace, target: Path | None = None, *, progress: Progress = silent
) -> Path:
    """Make a backup and return where it is.

    Args:
        workspace: an open one; it may be open for reading only.
        target: a new file, or a folder; by default the folder beside the workspace.
        progress: told how much is copied.

    Raises:
        RefusedError: if there is a file of that name.
        StorageError: if it cannot be written or did not come out right.
    """
    at = workspace.now()
    if target is None:
        path = backup.backup_path(workspace.path, at)
    elif target.is_dir():
        path = target / backup.backup_path(workspace.path, at).name
    else:
        path = target
        if not path.parent.is_dir():
            raise NotFoundError(f"There is no folder {path.parent}.", do="Choose another folder.")
    backup.write_backup(workspace.store, path, progress)
    workspace.note_backup()
    return path


def list_backups(path: Path) -> tuple[Backup, ...]:
    """Return the backups beside a workspace, the latest first; also if it is gone itself."""
    return backup.backups_of(path)


@dataclass(frozen=True, slots=True)
class Restored:
    """A workspace as it was when the backup was made.

    Attributes:
        kept: the file that was in its place, under its new name; None if there was none.
    """

    path: Path
    kept: Path | None


def restore(source: Path, path: Path, *, clock: Clock = utc_now) -> Restored:
    """Put a backup in the place of a workspace; what is there is renamed and kept.

    Raises:
        RefusedError: if the backup is not good, or the workspace is open.
    """
    path = path.absolute()
    format_of(source)
    if not backup.is_good(source):
        raise RefusedError(
            f"The backup {source.name} is damaged itself.",
            kept="Nothing was changed.",
            do="Choose an earlier backup.",
        )
    at = clock()
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    lock = WorkspaceLock(path)
    why = lock.acquire(Holder.of(Actor("Restoring a backup"), at))
    if why is not None:
        raise RefusedError(f"{path.name} is open: {why}.", do="Close it there, then do it again.")
    try:
        return _put_back(source, path, at)
    finally:
        lock.release()


def _put_back(source: Path, path: Path, at: datetime) -> Restored:
    kept = move_aside(path, at) if path.exists() else None
    try:
        backup.write_backup(Store(source, read_only=True), path)
    except UserError:
        if kept is not None and not path.exists():
            move_back(kept, path)
        raise
    return Restored(path, kept)
