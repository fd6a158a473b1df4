"""The example: UN-ACT 2014, recorded through the same services that people use."""

from __future__ import annotations

from pathlib import Path

import frameworks as shipped
from spa_me.domain.dataset import Actor
from spa_me.domain.dataset_file import read_dataset
from spa_me.domain.errors import RefusedError
from spa_me.domain.progress import Progress, silent
from spa_me.services.clock import Clock, utc_now
from spa_me.services.data_file import make_from_data
from spa_me.services.frameworks import find
from spa_me.services.workspace import Workspace
from spa_me.storage.creation import move_aside, move_back
from spa_me.storage.locking import Holder, WorkspaceLock

EXAMPLE = "un-act-2014"
FRAMEWORK = "un-act/2014"


def create_example(
    path: Path, actor: Actor, *, clock: Clock = utc_now, progress: Progress = silent
) -> Workspace:
    """Make the UN-ACT 2014 workspace and open it.

    See `make_from_data` for who stands in it.

    Raises:
        RefusedError: if there is a file of that name.
    """
    source = read_dataset(shipped.example_text(EXAMPLE), f"{EXAMPLE}.toml", find(FRAMEWORK))
    return make_from_data(path, source, actor, clock=clock, progress=progress)


def start_afresh(path: Path, actor: Actor, maker: Actor, *, clock: Clock = utc_now) -> Workspace:
    """Make the example anew in the place of one that was changed, and open it.

    The changed one is renamed and kept beside it, and put back if the new one cannot be made.

    Args:
        path: of the example; there may be none.
        actor: the person at work.
        maker: who stands in the audit for making it.
        clock: what time it is.

    Raises:
        RefusedError: if the example is open elsewhere.
    """
    at = clock()
    lock = WorkspaceLock(path)
    why = lock.acquire(Holder.of(actor, at))
    if why is not None:
        raise RefusedError(f"{path.name} is open: {why}.", do="Close it there, then do it again.")
    try:
        kept = move_aside(path, at, "kept") if path.exists() else None
    finally:
        lock.release()
    try:
        made = create_example(path, maker, clock=clock)
    except BaseException:
        if kept is not None and not path.exists():
            move_back(kept, path)
        raise
    made.actor = actor
    return made
