"""Rolling backups of an open workspace: when it is opened, then at most one an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from spa_me.domain.errors import UserError
from spa_me.domain.sentences import Sentence, say
from spa_me.storage.backup import (
    backup_path,
    backups_of,
    clear_away,
    head_of,
    write_backup,
)
from spa_me.storage.engine import Store

EVERY = timedelta(hours=1)


class RollingBackups:
    """Makes the backups of one open workspace.

    A backup that fails never stops the work: what was to be saved is saved already.

    Attributes:
        last_at: when the latest backup was made; None if there is none.
        problem: why the last one could not be made; None if it could.
    """

    def __init__(self, store: Store, opened_at: datetime) -> None:
        self.problem: Sentence | None = None
        self._store = store
        self.last_at: datetime | None = None
        self._latest: Path | None = None
        self.look()
        # A new workspace has an hour before its first backup, like any other.
        self._tried_at = opened_at

    def look(self) -> None:
        """Find out which backup is the latest."""
        found = backups_of(self._store.path)
        self.last_at = found[0].at if found else None
        self._latest = found[0].path if found else None

    def on_opening(self, at: datetime) -> None:
        """Make a backup if the workspace was changed since the last one."""
        head = head_of(self._store.path)
        if self._latest is None or head_of(self._latest) != head:
            self.make(at)

    def after_change(self, at: datetime) -> None:
        """Make a backup if the last one was tried more than an hour ago."""
        if at - self._tried_at >= EVERY:
            self.make(at)

    def make(self, at: datetime) -> None:
        """Make a backup now and clear away those that are no longer kept."""
        self._tried_at = at
        try:
            target = backup_path(self._store.path, at)
            write_backup(self._store, target)
        except (UserError, OSError) as error:
            self.problem = say("No backup could be made: {problem}", problem=str(error))
            return
        self.problem, self.last_at, self._latest = None, at, target
        clear_away(self._store.path, at)
