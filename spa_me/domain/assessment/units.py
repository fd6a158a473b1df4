"""Unit by unit: `k_of_n`, rubric and declared markers, and every cell of the unit matrix."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spa_me.domain.aggregation import Aggregate, UnitInput
from spa_me.domain.assessment.achievement import comparison
from spa_me.domain.assessment.legs import LegAssessment, Target, without_figure
from spa_me.domain.framework import Indicator
from spa_me.domain.numbers import Number
from spa_me.domain.status import NoStatus, Status


class UnitJudgement(NamedTuple):
    """How one unit stands in a marker that is judged unit by unit; a tuple, as `UnitInput` is.

    Attributes:
        reached: whether it reaches the leg's target; None without a figure or a target.
        status: for a graded value, the status of its level.
        target: the unit's target; None for graded values.
    """

    unit: str
    entry: UnitInput
    target: Number | None
    reached: bool | None
    status: Status | None


def judge_units(leg: LegAssessment, period: str) -> tuple[UnitJudgement, ...]:
    """Return how each unit that is asked stands against its own target, prorated or not."""
    judged: list[UnitJudgement] = []
    reaches = comparison(leg.comparator)
    factor = leg.factor
    common = _shortened(leg.leg.targets.get(period), factor)
    have_own = bool(leg.leg.unit_targets)
    for entry in leg.aggregate.inputs:
        own = leg.leg.unit_target(entry.unit, period) if have_own else None
        target = _shortened(own, factor) if have_own else common
        amount = entry.value.amount
        reached = None if amount is None or target is None else reaches(amount, target)
        judged.append(UnitJudgement(entry.unit, entry, target, reached, None))
    return tuple(judged)


def _shortened(agreed: Decimal | None, factor: Fraction) -> Number | None:
    return None if agreed is None else Target(agreed, factor).used


def grade_units(leg: LegAssessment) -> tuple[UnitJudgement, ...]:
    """Return the status that each unit's level gives."""
    return tuple(
        UnitJudgement(entry.unit, entry, None, None, _graded(leg.indicator, entry))
        for entry in leg.aggregate.inputs
    )


def _graded(indicator: Indicator, entry: UnitInput) -> Status | None:
    if not entry.counts or entry.value.level is None:
        return None
    level = indicator.level(entry.value.level)
    return None if level is None else level.status


class Outcome(NamedTuple):
    """What a rule gives: a status or none, and its worst and best case."""

    status: Status | None
    no_status: NoStatus | None
    worst: Status | None
    best: Status | None


def nothing(reason: NoStatus) -> Outcome:
    """Return the outcome without a status, of which nothing is still to come."""
    return Outcome(None, reason, None, None)


def still_open(status: Status | None, worst: Status, best: Status) -> Outcome:
    """Return the outcome of a marker of which something may be missing; all of it without status.

    A case never lies on the wrong side of what is known.
    """
    if status is None:
        return Outcome(None, NoStatus.NOT_REPORTED, worst, best)
    ranked = sorted((worst, status, best), key=lambda kind: kind.rank)
    return Outcome(status, None, ranked[0], ranked[-1])


def count_outcome(units: list[UnitJudgement], k: int | None) -> Outcome:
    """Return what `k_of_n` gives.

    Args:
        units: the judgements that have a target.
        k: how many have to reach it; all that are expected if None.
    """
    answers = [unit.reached for unit in units if unit.entry.is_expected]
    reaching, missing = answers.count(True), answers.count(None)
    needed = len(answers) if k is None else k
    worst, best = _by_count(reaching, needed), _by_count(reaching + missing, needed)
    if not answers:
        return nothing(without_figure(Aggregate(None, tuple(unit.entry for unit in units))))
    return still_open(worst if missing < len(answers) else None, worst, best)


def _by_count(reaching: int, needed: int) -> Status:
    if reaching >= needed > 0:
        return Status.FULLY
    return Status.PARTLY if reaching else Status.NOT


def graded_outcome(units: tuple[UnitJudgement, ...], leg: LegAssessment) -> Outcome:
    """Return what graded values give: the common status of all units, else *partly*."""
    known = [unit.status for unit in units if unit.status is not None]
    expected = set(leg.aggregate.expected)
    missing = sum(unit.status is None and unit.unit in expected for unit in units)
    if not known and not missing:
        return nothing(without_figure(leg.aggregate))
    levels = sorted((level.status for level in leg.indicator.scale), key=lambda s: s.rank)
    worst = combined([*known, *[levels[0]] * missing])
    best = combined([*known, *[levels[-1]] * missing])
    return still_open(together(known, missing) if known else None, worst, best)


def together(known: list[Status], missing: int) -> Status:
    """Return what several judged parts give: all fully, all not, or something between.

    What is missing counts as not reported: with it nothing is *fully*, but it makes nothing *not*.
    """
    status = combined(known)
    return Status.PARTLY if missing and status is Status.FULLY else status


def combined(statuses: Iterable[Status]) -> Status:
    """Return fully when all are, not when all are not, else partly."""
    found = set(statuses)
    return next(iter(found)) if len(found) == 1 else Status.PARTLY
