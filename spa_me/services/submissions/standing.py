"""How submissions stand: their state, what locks them, and who wrote what would be sealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, RefusedError
from spa_me.domain.judgements import judge_elsewhere
from spa_me.domain.sentences import say
from spa_me.domain.submission import (
    Direction,
    Lock,
    LockKind,
    Revision,
    StepKind,
    Submission,
    lock_of,
    same_name,
)
from spa_me.domain.values import Value, ValueKey
from spa_me.services.workspace import Workspace

Place = tuple[str, str]
"""A reporting unit and a period."""


def today_of(now: datetime) -> date:
    """Return the day at the office at a moment."""
    return now.astimezone().date()


def standing(dataset: Dataset, unit: str, period: str) -> Submission:
    """Return how the submission of a unit for a period stands.

    Raises:
        NotFoundError: if the framework has no such period or unit.
    """
    definition = dataset.framework_for(period)
    if unit not in definition.unit_by_code:
        known = ", ".join(definition.unit_by_code)
        message = f"{definition.title} has no reporting unit “{unit}”."
        raise NotFoundError(message, do=f"Known units: {known}.")
    has_content = (unit, period) in _places_with_content(dataset)
    return dataset.submissions.submission(unit, period, has_content=has_content)


def standings(dataset: Dataset, periods: Iterable[str]) -> Mapping[Place, Submission]:
    """Return how every submission of some periods stands: every unit that is asked for anything."""
    filled = _places_with_content(dataset)
    found: dict[Place, Submission] = {}
    for period in periods:
        definition = dataset.framework_for(period)
        asked = {unit for units in definition.reporters.values() for unit in units}
        for unit in definition.unit_by_code:
            place = (unit, period)
            if unit in asked or place in filled:
                found[place] = dataset.submissions.submission(
                    unit, period, has_content=place in filled
                )
    return found


def passed_over(dataset: Dataset, submission: Submission) -> Revision | None:
    """Return what this computer sealed where the region goes on with what another one sealed.

    That of the other computer may be here, and count, or not yet. None where it does not.
    """
    chain, head = submission.chain, submission.head
    if head is None or chain.is_forked or submission.unit != dataset.info.home_unit:
        return None
    if chain.decided_elsewhere is not None:
        return head
    beside = [rival for rival in chain.rivals if rival.supersedes == head.supersedes]
    return next((rival for rival in beside if _was_sealed_here(dataset, rival)), None)


def _was_sealed_here(dataset: Dataset, revision: Revision) -> bool:
    package = dataset.submissions.package(revision.digest)
    return package is not None and package.direction is Direction.OUT


def _places_with_content(dataset: Dataset) -> set[Place]:
    found = {(key.unit, key.period) for key, _ in dataset.values.items()}
    for records in (dataset.activities, dataset.contributions, dataset.submissions.evidence):
        found.update((record.unit, record.period) for record in records)
    return found


def lock_for(dataset: Dataset, unit: str, period: str, today: date) -> Lock | None:
    """Return what keeps the figures of a unit and period from being changed, if anything does."""
    elsewhere = _kept_elsewhere(dataset, unit, period)
    if elsewhere is not None:
        return elsewhere
    submission = dataset.submissions.submission(unit, period, has_content=True)
    return lock_of(
        submission,
        dataset.submissions.window(period),
        dataset.submissions.reopenings,
        today,
        is_own=unit == dataset.info.home_unit,
    )


def _kept_elsewhere(dataset: Dataset, unit: str, period: str) -> Lock | None:
    """Return why a country does not enter what another one reports to the region.

    It would show nowhere, and nobody would ever be sent it.
    """
    home = dataset.info.home_unit
    if unit == home:
        return None
    try:
        region = judge_elsewhere(dataset.framework_for(period), home)
    except NotFoundError:
        return None
    if region is None:
        return None
    name = dataset.unit_name(unit)
    return Lock(
        LockKind.OF_ANOTHER_OFFICE,
        say(
            "This workspace is that of {home}, and {unit} reports by itself.",
            home=dataset.unit_name(home),
            unit=name,
        ),
        say("Give them to the office of {unit}, or to {region}.", unit=name, region=region.name),
    )


def refuse_locked(dataset: Dataset, places: Iterable[Place], today: date) -> None:
    """Raise `RefusedError` if the figures of any of these units and periods are locked."""
    for unit, period in dict.fromkeys(places):
        lock = lock_for(dataset, unit, period, today)
        if lock is not None:
            raise RefusedError(
                f"The figures of {dataset.unit_name(unit)} in {period} are locked. {lock.why}",
                kept="Nothing was changed.",
                do=str(lock.who),
            )


def refuse_closed(dataset: Dataset, period: str) -> None:
    """Raise `RefusedError` if a period was closed: what is judged in it does not change either."""
    window = dataset.submissions.window(period)
    if window is not None and window.is_closed:
        raise RefusedError(
            f"The period {period} is closed: {window.reason}",
            kept="Nothing was changed.",
            do="Whoever administers the workspace can open it again.",
        )


_WRITTEN = (
    "value",
    "activity",
    "contribution",
    "exchange rate",
    "printed share",
    "evidence",
    "answer",
    "confirmation",
)
"""How the parts of a submission are called in the audit."""


def writers_of(workspace: Workspace, unit: str, period: str) -> frozenset[str]:
    """Return the names of who wrote what would be sealed next.

    Who entered a value that stands, and who changed a value, money, rates, evidence, an answer or
    an explanation after the last revision; what came in a package was written by nobody here.
    """
    entered = {value.entered_by for _, value in values_of(workspace.dataset(), unit, period)}
    return frozenset(filter(None, entered | changed_here(workspace, unit, period)))


def changed_here(workspace: Workspace, unit: str, period: str) -> frozenset[str]:
    """Return the names of who changed here what would be sealed next, after the last revision."""
    place = f"{unit} {period}"
    subjects = [f"{kind} {place}" for kind in _WRITTEN]
    return workspace.people_who_changed(
        [*subjects, f"explanation {period}"], since=f"revision {place}"
    )


def authors_of(workspace: Workspace, unit: str, period: str) -> frozenset[str]:
    """Return the names, as they are compared, of who may not approve what would be sealed next.

    Who wrote something of it, and who made the draft ready, if it is.
    """
    names = set(writers_of(workspace, unit, period))
    step = standing(workspace.dataset(), unit, period).last_step
    if step is not None and step.kind is StepKind.READY:
        names.add(step.person)
    return frozenset(same_name(name) for name in names if name)


def values_of(dataset: Dataset, unit: str, period: str) -> list[tuple[ValueKey, Value]]:
    """Return the values of a unit in a period, by indicator."""
    found = [pair for pair in dataset.values.items() if pair[0][:2] == (unit, period)]
    return sorted(found, key=lambda pair: pair[0].indicator)
