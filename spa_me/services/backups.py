"""Backups that a person asks for, and going back to one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spa_me.domain.dataset import Actor
from spa_me.domain.errors import NotFoundError, RefusedError
from spa_me.domain.framework import clean_text
from spa_me.domain.progress import Progress, silent
from spa_me.services.clock import Clock, utc_now
from spa_me.services.workspace import Workspace
from spa_me.storage import backup
from spa_me.storage.backup import Backup
from spa_me.storage.creation import drafting
from spa_me.storage.engine import Store
from spa_me.storage.failures import BusyError, OtherWorkspaceError, StorageError, translated
from spa_me.storage.identify import format_of
from spa_me.storage.locking import only_one
from spa_me.storage.placing import clear_unfinished, take_place

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


def restore(source: Path, path: Path, *, confirmed: str = "", clock: Clock = utc_now) -> Restored:
    """Put a backup in the place of a workspace, in one step; what is there is kept.

    Args:
        source: the backup.
        path: of the workspace; there may be none.
        confirmed: the title of the workspace in the backup, where it is another one.
        clock: what time it is.

    Raises:
        OtherWorkspaceError: if it is a backup of another workspace, and not confirmed.
        RefusedError: if the backup is not good, or the workspace is open or cannot be locked.
    """
    path, at = path.absolute(), clock()
    format_of(source)
    with translated(path), only_one(path, Actor("Restoring a backup"), at):
        clear_unfinished(path)
        if not backup.is_good(source):
            raise RefusedError(
                f"The backup {source.name} is damaged itself.",
                kept="Nothing was changed.",
                do="Choose an earlier backup.",
            )
        _refuse_other(source, path, confirmed)
        if not path.exists():
            backup.write_backup(Store(source, read_only=True), path)
            return Restored(path, None)
        why = "damaged" if _is_damaged(path) else "before restoring"
        with drafting(path) as draft:
            backup.copy_whole(source, draft, path.name)
            return Restored(path, take_place(draft, path, at, why))


def _is_damaged(path: Path) -> bool:
    try:
        return not backup.is_good(path)
    except BusyError:
        raise
    except StorageError:  # the disk does not say
        return False


def _refuse_other(source: Path, path: Path, confirmed: str) -> None:
    """Refuse a backup of another workspace; of a file that tells nothing, its backups tell."""
    ours, there = backup.info_of(source), backup.info_of(path)
    if ours is None or not path.exists() or clean_text(confirmed) == ours.title:
        return
    beside = (backup.info_of(entry.path) for entry in list_backups(path))
    for info in beside if there is None else (there,):
        if info is not None and info.id != ours.id:
            raise OtherWorkspaceError(source, ours.title, path, info.title)
