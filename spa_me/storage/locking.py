"""One writer at a time: a lock of the operating system beside the file, and who holds it.

The system lets go of the lock when the program ends, however it ends. Who holds it stands in a
second file, since Windows lets nobody read a locked one.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from spa_me.atomic import discard, make_folder
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import RefusedError
from spa_me.domain.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a workspace open for writing, where and since when."""

    person: str
    host: str
    process: int
    since: str

    @classmethod
    def of(cls, actor: Actor, since: datetime) -> Holder:
        """Return this process as the holder."""
        return cls(str(actor), platform.node(), os.getpid(), since.isoformat(timespec="minutes"))


class WorkspaceLock:
    """The right to write to one workspace file."""

    def __init__(self, path: Path) -> None:
        self._info = path.with_name(f".{path.name}.holder")
        # Not bound to the thread that took it: a workspace is closed by whichever thread is last.
        self._lock = FileLock(path.with_name(f".{path.name}.lock"), thread_local=False)

    def acquire(self, holder: Holder) -> Sentence | None:
        """Take the lock, or return why it cannot be had."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return _held(self.holder())
        except (OSError, NotImplementedError) as error:
            return say("The folder does not let SPA-ME lock the file ({error})", error=str(error))
        self._write_info(holder)
        return None

    def release(self) -> None:
        """Let go of the lock; the lock file stays, since removing it would race with others."""
        if self._lock.is_locked:
            discard(self._info)
            with suppress(OSError):  # the system takes it back at the latest when the program ends
                self._lock.release()

    def holder(self) -> Holder | None:
        """Return who holds the lock, if that can be read."""
        try:
            found = Holder(**json.loads(self._info.read_text(encoding="utf-8")))
            datetime.fromisoformat(found.since)
        except (OSError, ValueError, TypeError):
            return None
        return found

    def _write_info(self, holder: Holder) -> None:
        draft = self._info.with_name(f"{self._info.name}.part")
        try:
            draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
            draft.replace(self._info)
        except OSError:
            # Only a courtesy to the second window; the lock itself is held.
            discard(draft)


@contextmanager
def only_one(path: Path, actor: Actor, at: datetime) -> Generator[None]:
    """Hold the lock of a workspace, which need not exist, while its file is exchanged.

    Raises:
        RefusedError: if it is open, or its folder cannot lock files.
    """
    make_folder(path.parent)
    lock = WorkspaceLock(path)
    why = lock.acquire(Holder.of(actor, at))
    if why is not None:
        raise RefusedError(
            f"{path.name} cannot be exchanged. {why}.",
            kept="Nothing was changed.",
            do="Close it where it is open, then do it again.",
        )
    try:
        yield
    finally:
        lock.release()


def _held(holder: Holder | None) -> Sentence:
    if holder is None:
        return say("Another window has it open for writing")
    since = datetime.fromisoformat(holder.since)
    if not holder.person:  # who only looks is not asked for a name
        template = "Another window has it open for writing on {host} since {since}"
        return say(template, host=holder.host, since=since)
    return say(
        "{person} has it open for writing on {host} since {since}",
        person=holder.person,
        host=holder.host,
        since=since,
    )
