"""The worst and the best case of a leg while units are missing (rules, section 4).

All that is missing may come in anywhere between nothing and its target; a falling figure, of which
nobody knows what no progress would be, anywhere from its target upward. The figures that can follow
are a stretch of numbers, and the cases are the worst and the best status on it. A case never lies
on the wrong side of what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import inf
from typing import NamedTuple

from spa_me.domain.assessment.legs import LegAssessment
from spa_me.domain.framework import AcrossUnits, Comparator, Direction
from spa_me.domain.status import Status

End = tuple[Fraction | float, int]
"""An end of a stretch: a number or infinity, and 1 or -1 where it lies just above or below it."""
_ENDLESS: End = (inf, 0)
_STRICT = {Comparator.MORE_THAN, Comparator.LESS_THAN}


class Stretch(NamedTuple):
    """All numbers from one end to the other."""

    low: End
    high: End


def leg_cases(leg: LegAssessment, period: str) -> tuple[Status, Status]:
    """Return the worst and best status of a leg that has a target for `period`."""
    found = set(_possible(leg, period))
    if leg.status is not None:
        found.add(leg.status)
    elif not leg.aggregate.not_included:
        found |= {Status.NOT, Status.FULLY}
    ranked = sorted(found, key=lambda status: status.rank)
    return ranked[0], ranked[-1]


def _possible(leg: LegAssessment, period: str) -> Iterator[Status]:
    """Yield the statuses that the leg can have once all that is missing came in."""
    missing = leg.aggregate.not_included
    if leg.counts_units:
        reaching = Fraction(leg.actual or 0)
        yield from (leg.status_at(reaching + more) for more in range(len(missing) + 1))
    elif missing:
        figures = _together(leg, [_of_unit(leg, unit, period) for unit in missing])
        yield from (leg.status_at(amount) for amount in _samples(leg, figures))


def _of_unit(leg: LegAssessment, unit: str, period: str) -> Stretch:
    """Return what a missing unit may come in at: for a total, without an own target, anything."""
    is_total = leg.indicator.across_units is AcrossUnits.SUM
    common = None if is_total else leg.leg.targets.get(period)
    agreed = leg.leg.unit_targets.get(unit, {}).get(period, common)
    if agreed is None:
        return Stretch((Fraction(0), 0), _ENDLESS)
    target = Fraction(agreed) * leg.factor
    beyond = leg.comparator in _STRICT  # a unit meets "more than 5" a little above it
    if leg.direction is Direction.FALLING:
        return Stretch((target, -beyond), _ENDLESS)
    return Stretch((min(Fraction(0), target), 0), (max(Fraction(0), target), int(beyond)))


def _together(leg: LegAssessment, missing: Sequence[Stretch]) -> Stretch:
    """Return the figures that the known one and what is missing can give."""
    known = [] if leg.actual is None else [_point(Fraction(leg.actual))]
    match leg.indicator.across_units:
        case AcrossUnits.MEAN:
            expected = len(leg.aggregate.expected)
            present = expected - len(missing)
            sums = [_point(Fraction(leg.actual or 0) * present), *missing]
            return Stretch(*((end[0] / expected, end[1]) for end in _added(sums)))
        case AcrossUnits.MIN:
            return Stretch(*map(min, zip(*known, *missing, strict=True)))
        case AcrossUnits.MAX:
            return Stretch(*map(max, zip(*known, *missing, strict=True)))
        case AcrossUnits.RATIO:
            # A percentage without parts leaves the figure as soon as there is another one.
            return _mixed([*known, *missing] if leg.aggregate.denominator else missing)
        case _:
            return _added([*known, *missing])


def _point(number: Fraction) -> Stretch:
    return Stretch((number, 0), (number, 0))


def _added(parts: Sequence[Stretch]) -> Stretch:
    return Stretch(*map(_sum, zip(*parts, strict=True)))


def _sum(ends: Sequence[End]) -> End:
    nudges = [nudge for _, nudge in ends]
    return sum(number for number, _ in ends), max(nudges) or min(nudges)


def _mixed(parts: Sequence[Stretch]) -> Stretch:
    """Return the ratios of sums that denominators of any size can give.

    A part pulls the ratio toward itself as its denominator grows, and never all the way.
    """
    lows, highs = ({number for number, _ in ends} for ends in zip(*parts, strict=True))
    low, high = min(lows), max(highs)
    return Stretch((low, int(len(lows) > 1)), (high, -int(len(highs) > 1)))


def _samples(leg: LegAssessment, figures: Stretch) -> Iterator[Fraction]:
    """Yield a number of each piece of the stretch on which the status is one and the same."""
    cuts = {*_thresholds(leg), *(Fraction(n) for n, _ in figures if n != inf)}
    ordered = sorted(cuts)
    gap = min((after - before for before, after in pairwise(ordered)), default=Fraction(1))
    for cut in ordered:
        for nudge in (-1, 0, 1):
            if figures.low <= (cut, nudge) <= figures.high:
                yield cut + nudge * gap / 3


def _thresholds(leg: LegAssessment) -> Iterator[Fraction]:
    """Yield the numbers at which the status changes: the target, and where *partly* begins."""
    scale = leg.scale
    if scale is not None:
        target, start = Fraction(scale.target), Fraction(scale.measured_from or 0)
        yield target
        yield start + leg.partly_above * (target - start)
