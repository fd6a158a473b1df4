"""Opening a workspace, in the order that keeps it safe: identify, lock, check, bring up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from spa_me.domain.dataset import Actor
from spa_me.domain.errors import Finding, InputError, after_saving
from spa_me.domain.progress import Progress, silent
from spa_me.domain.sentences import Sentence, say
from spa_me.storage.backup import BEFORE_UPDATE, backup_path, is_backup, latest_good, write_backup
from spa_me.storage.engine import Store, journal_of
from spa_me.storage.failures import DamagedWorkspaceError, NotAWorkspaceError, StorageError
from spa_me.storage.format import FORMAT
from spa_me.storage.frameworks import read_frameworks
from spa_me.storage.identify import format_in, format_of
from spa_me.storage.location import advice_on, why_not_writable
from spa_me.storage.locking import Holder, WorkspaceLock
from spa_me.storage.placing import clear_unfinished
from spa_me.storage.survey import is_interrupted, undo_interrupted
from spa_me.storage.verification import check_workspace
from spa_me.storage.writer import Command


@dataclass(frozen=True, slots=True)
class Access:
    """What can be done with an open workspace.

    Attributes:
        why: why it is read-only; None if it is not.
        advice: what to know about the place it lies in; None for an ordinary disk.
    """

    is_read_only: bool
    why: Sentence | None = None
    advice: Sentence | None = None


@dataclass(frozen=True)
class Opened:
    """A workspace file in hand."""

    path: Path
    store: Store
    access: Access
    lock: WorkspaceLock | None

    def close(self) -> None:
        """Let go of the lock."""
        if self.lock is not None:
            self.lock.release()


def open_file(
    path: Path,
    actor: Actor,
    at: datetime,
    *,
    read_only: bool = False,
    progress: Progress = silent,
) -> Opened:
    """Open a workspace file; see `Workspace.open`."""
    path = path.resolve()
    _refuse_other_files(path)
    why = say("It was opened for reading") if read_only else _why_only_to_be_read(path)
    lock = None
    if why is None:
        lock = WorkspaceLock(path)
        why = lock.acquire(Holder.of(actor, at))
    try:
        progress.step(0, 1, "check the workspace")
        if why is None:
            clear_unfinished(path)
        else:
            _undo_interrupted(path)
        store = Store(path, read_only=why is not None)
        refuse_damage(store)
        if format_in(store) < FORMAT:
            _bring_up_to_date(store, Command("update format", actor, at), why)
        _refuse_unreadable_frameworks(store)
        progress.step(1, 1, "check the workspace")
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    access = Access(why is not None, why, advice_on(path).sentence)
    return Opened(path, store, access, lock if why is None else None)


def _why_only_to_be_read(path: Path) -> Sentence | None:
    if is_backup(path):
        return say("It is a backup, and would be none once it was changed")
    return why_not_writable(path)


def _refuse_other_files(path: Path) -> None:
    """Refuse what is no workspace; one that has backups beside it was one, and is damaged."""
    try:
        format_of(path)
    except NotAWorkspaceError as error:
        backup = latest_good(path)
        if backup is None:
            raise
        raise DamagedWorkspaceError(path, (Finding("file", error.what),), backup) from error


def _undo_interrupted(path: Path) -> None:
    """Undo a change that was cut off before a file is opened for reading only.

    A file that is opened for writing is put right by SQLite itself.
    """
    if not is_interrupted(Store(path, read_only=True)):
        return
    if why_not_writable(path) is not None:
        raise StorageError(
            f"{path.name} was cut off in the middle of a change, which has to be undone first, "
            "but it can only be read here.",
            kept="What was saved before that change is in the file and was not touched.",
            do=f"Copy it, together with {journal_of(path).name}, to a folder of your own.",
        )
    undo_interrupted(path)


def _refuse_unreadable_frameworks(store: Store) -> None:
    try:
        with store.reading() as connection:
            read_frameworks(connection)
    except InputError as error:
        raise StorageError(
            f"The framework in {store.path.name} cannot be read: {error.findings[0]}.",
            kept="The file was not changed.",
            do="Update SPA-ME, then open it again.",
        ) from error


def refuse_damage(store: Store) -> None:
    """Raise `DamagedWorkspaceError` unless a file is what was saved."""
    findings = check_workspace(store)
    if findings:
        raise DamagedWorkspaceError(store.path, findings, latest_good(store.path))


def _bring_up_to_date(store: Store, command: Command, why: Sentence | None) -> None:
    # Alembic takes a moment to load, and is needed once in the life of a format.
    from spa_me.storage.migrating import migrate

    if why is not None:
        raise StorageError(
            f"{store.path.name} was saved by an older version of SPA-ME and has to be brought up "
            f"to date, but it can only be read. {why}.",
            kept="The file was not changed.",
            do="Copy it to a folder of your own and open the copy.",
        )
    write_backup(store, backup_path(store.path, command.at, BEFORE_UPDATE))
    migrate(store, command)
    with after_saving(f"{store.path.name} was brought up to date", do="Open it again."):
        refuse_damage(store)
