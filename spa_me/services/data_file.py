"""Workspaces made from files of reporting data, as `frameworks/examples` has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from spa_me.domain.dataset import Actor
from spa_me.domain.dataset_file import DatasetFile, framework_named_in, read_dataset
from spa_me.domain.errors import after_saving
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.progress import Progress, silent
from spa_me.domain.values import Value, ValueKey
from spa_me.services import frameworks, funding, judging
from spa_me.services.clock import Clock, utc_now
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.notes import add_note
from spa_me.services.workspace import Workspace
from spa_me.storage.creation import draft_folder, publish, refuse_existing
from spa_me.storage.failures import translated

_Step = Callable[[], object]


def read_file(path: Path, definition: FrameworkDefinition | None = None) -> DatasetFile:
    """Return what a file of reporting data holds.

    Args:
        path: the file.
        definition: the framework version that it is about; None for the one that it names, among
            those that come with the app.

    Raises:
        InputError: with the key and the expectation of everything that is wrong.
        NotFoundError: if no framework that comes with the app has the name in the file.
        UserError: if it cannot be read.
    """
    text = frameworks.text_of_file(path)
    about = definition or frameworks.find(framework_named_in(text, path.name))
    return read_dataset(text, path.name, about)


def make_from_data(
    path: Path,
    source: DatasetFile,
    actor: Actor,
    *,
    clock: Clock = utc_now,
    progress: Progress = silent,
) -> Workspace:
    """Make a workspace that holds the content of a file of reporting data, and open it.

    Who reported is whoever the data names, so that nobody seems to have reported what they only
    took in; the actor makes the workspace and stands in the audit for that. It gets its name when
    all is in it: what is stopped in the middle leaves nothing under it.

    Raises:
        RefusedError: if there is a file of that name.
    """
    refuse_existing(path)
    with translated(path), draft_folder(path) as folder:
        draft = folder / path.name
        with closing(_made(draft, source, actor, clock)) as workspace:
            steps = _steps(workspace, source, actor)
            for done, step in enumerate(steps):
                progress.step(done, len(steps), "record the data")
                step()
        publish(draft, path)
    with after_saving(f"The workspace {path.name} was made", do="Open it."):
        return Workspace.open(path, actor, clock=clock)


def _made(path: Path, source: DatasetFile, actor: Actor, clock: Clock) -> Workspace:
    return Workspace.create(
        path,
        source.definition,
        source.home_unit,
        actor,
        title=source.title,
        kind=source.kind,
        source=source.source,
        clock=clock,
    )


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
