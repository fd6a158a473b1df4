"""The example: UN-ACT 2014, recorded through the same services that people use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import frameworks as shipped
from spa_me.domain.dataset import Actor
from spa_me.domain.dataset_file import DatasetFile, read_dataset
from spa_me.domain.progress import Progress, silent
from spa_me.domain.values import Value, ValueKey
from spa_me.services import funding, judging
from spa_me.services.clock import Clock, utc_now
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.frameworks import find
from spa_me.services.notes import add_note
from spa_me.services.workspace import Workspace
from spa_me.storage.creation import draft_folder
from spa_me.storage.failures import translated
from spa_me.storage.locking import only_one
from spa_me.storage.placing import clear_unfinished, take_place

EXAMPLE = "un-act-2014"
FRAMEWORK = "un-act/2014"

_Step = Callable[[], object]


def create_example(
    path: Path, actor: Actor, *, clock: Clock = utc_now, progress: Progress = silent
) -> Workspace:
    """Make the UN-ACT 2014 workspace and open it.

    Who reported is whoever the data names, so that nobody seems to have reported what they only
    looked at; the actor makes the workspace and stands in the audit for that.

    Raises:
        RefusedError: if there is a file of that name.
    """
    source = read_dataset(shipped.example_text(EXAMPLE), f"{EXAMPLE}.toml", find(FRAMEWORK))
    workspace = Workspace.create(
        path,
        source.definition,
        source.home_unit,
        actor,
        title=source.title,
        kind=source.kind,
        source=source.source,
        clock=clock,
    )
    try:
        steps = _steps(workspace, source, actor)
        for done, step in enumerate(steps):
            progress.step(done, len(steps), "record the example")
            step()
    except BaseException:
        workspace.close()
        path.unlink(missing_ok=True)
        raise
    workspace.actor = actor
    return workspace


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


def _steps(workspace: Workspace, source: DatasetFile, actor: Actor) -> list[_Step]:
    def by(person: str, step: Callable[[], object]) -> _Step:
        def run() -> None:
            workspace.actor = Actor(person) if person else actor
            step()

        return run

    judged = source.judgements
    return [
        *(by(person, _recording(workspace, group)) for person, group in _by_person(source.values)),
        *(by(d.person, lambda d=d: judging.declare(workspace, d)) for d in judged.declarations),
        *(by(p.person, lambda p=p: judging.set_pro_rata(workspace, p)) for p in judged.pro_ratas),
        *(by(r.person, lambda r=r: judging.rate_result(workspace, r)) for r in judged.ratings),
        *(by(e.person, lambda e=e: judging.explain(workspace, e)) for e in source.explanations),
        *(by("", lambda a=a: funding.save_activity(workspace, a)) for a in source.activities),
        *(
            by("", lambda c=c: funding.save_contribution(workspace, c))
            for c in source.contributions
        ),
        *(by("", lambda r=r: funding.save_rate(workspace, r)) for r in source.rates),
        *(
            by("", lambda s=s: funding.save_printed_share(workspace, s))
            for s in source.printed_shares
        ),
        *(by("", lambda n=n: add_note(workspace, n)) for n in source.notes),
    ]


def _by_person(
    values: Sequence[tuple[ValueKey, Value]],
) -> list[tuple[str, list[ValueChange]]]:
    ordered = sorted(values, key=lambda pair: pair[1].entered_by)
    return [
        (person, [ValueChange(key, replace(value, entered_by="")) for key, value in group])
        for person, group in groupby(ordered, key=lambda pair: pair[1].entered_by)
    ]


def _recording(workspace: Workspace, changes: Sequence[ValueChange]) -> _Step:
    return lambda: record_values(workspace, changes)
