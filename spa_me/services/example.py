"""The example: UN-ACT 2014, recorded through the same services that people use."""

from __future__ import annotations

from pathlib import Path

import frameworks as shipped
from spa_me.domain.dataset import Actor
from spa_me.domain.dataset_file import read_dataset
from spa_me.domain.progress import Progress, silent
from spa_me.services.clock import Clock, utc_now
from spa_me.services.data_file import make_from_data
from spa_me.services.frameworks import find
from spa_me.services.workspace import Workspace
from spa_me.storage.creation import draft_folder
from spa_me.storage.failures import translated
from spa_me.storage.locking import only_one
from spa_me.storage.placing import clear_unfinished, take_place

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

    The changed one is kept beside it under another name; it keeps its own until the new one is
    whole.

    Args:
        path: of the example; there may be none.
        actor: the person at work.
        maker: who stands in the audit for making it.
        clock: what time it is.

    Raises:
        RefusedError: if the example is open elsewhere.
    """
    if not path.exists():
        made = create_example(path, maker, clock=clock)
        made.actor = actor
        return made
    at = clock()
    with translated(path), only_one(path, actor, at):
        clear_unfinished(path)
        with draft_folder(path) as folder:
            create_example(folder / path.name, maker, clock=clock).close()
            take_place(folder / path.name, path, at, "kept")
    return Workspace.open(path, actor, clock=clock)
