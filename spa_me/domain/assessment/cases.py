"""The worst and the best case of a leg while units are missing (rules, section 4).

Worst: all that is missing comes in at nothing. Best: it comes in at target. A case never lies on
the wrong side of what is known.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from spa_me.domain.assessment.legs import LegAssessment
from spa_me.domain.framework import AcrossUnits, Direction
from spa_me.domain.numbers import Number
from spa_me.domain.status import Status


def leg_cases(leg: LegAssessment, period: str) -> tuple[Status, Status]:
    """Return the worst and best status of a leg that has a target for `period`."""
    if leg.status is None or leg.actual is None:
        return Status.NOT, Status.FULLY
    if not leg.aggregate.not_included:
        return leg.status, leg.status
    worst = min(leg.status, _worst(leg, leg.actual), key=_rank)
    best = max(leg.status, _best(leg, leg.actual, period), key=_rank)
    return worst, best


def _rank(status: Status) -> int:
    return status.rank


def _worst(leg: LegAssessment, actual: Number) -> Status:
    if leg.direction is Direction.FALLING:
        return Status.NOT  # nothing is known about what no progress would be
    count = len(leg.aggregate.not_included)
    match leg.indicator.across_units:
        case AcrossUnits.MEAN:
            present = len(leg.aggregate.expected) - count
            return leg.status_at(Fraction(actual) * present / (present + count))
        case AcrossUnits.MIN:
            return leg.status_at(min(actual, Decimal(0)))
        case AcrossUnits.RATIO:
            # Denominators that are missing can be of any size and pull the ratio toward zero.
            is_above = actual > 0 and not leg.partly_above and not leg.baseline
            return Status.PARTLY if is_above else Status.NOT
        case _:
            return leg.status_at(actual)


def _best(leg: LegAssessment, actual: Number, period: str) -> Status:
    missing = leg.aggregate.not_included
    own = _own_targets(leg, period)
    across = leg.indicator.across_units
    if across is AcrossUnits.COUNT_REACHING:
        return leg.status_at(actual + len(missing))
    if len(own) < len(missing):
        return Status.FULLY
    if across is AcrossUnits.RATIO:
        # Units at target lift a ratio toward the target but never all the way.
        return Status.PARTLY if isinstance(leg.achievement, Fraction) else Status.NOT
    return leg.status_at(_with_targets(across, actual, own, len(leg.aggregate.expected)))


def _with_targets(across: AcrossUnits, actual: Number, own: list[Decimal], expected: int) -> Number:
    """Return the figure if each missing unit comes in at its own target."""
    match across:
        case AcrossUnits.MEAN:
            present = Fraction(actual) * (expected - len(own))
            return (present + sum(map(Fraction, own))) / expected
        case AcrossUnits.MIN:
            return min(actual, *own)
        case AcrossUnits.MAX:
            return max(actual, *own)
        case _:
            return Fraction(actual) + sum(map(Fraction, own))


def _own_targets(leg: LegAssessment, period: str) -> list[Decimal]:
    """Return the targets that missing units have by themselves; a total is nobody's own."""
    is_total = leg.indicator.across_units is AcrossUnits.SUM
    found: list[Decimal] = []
    for unit in leg.aggregate.not_included:
        own = leg.leg.unit_targets.get(unit, {}).get(period)
        target = own if is_total or own is not None else leg.leg.targets.get(period)
        if target is not None:
            found.append(target)
    return found
