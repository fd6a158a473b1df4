"""What a new framework file is asked about before it is published.

Versions that were published before are taken as they are: they never change, and their workspaces
have to open.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spa_me.domain.errors import Finding
from spa_me.domain.framework.definition import FrameworkDefinition
from spa_me.domain.framework.indicators import AcrossUnits, Direction, Indicator
from spa_me.domain.framework.markers import Comparator, Leg, Marker, MarkerRule
from spa_me.domain.numbers import plain

_SIDE = {Direction.RISING: "below", Direction.FALLING: "above"}


def sense_check(definition: FrameworkDefinition) -> list[Finding]:
    """Return every place where `definition` can be read, and what it says makes no sense."""
    found: list[Finding] = []
    for marker in definition.markers:
        for leg in marker.legs:
            indicator = definition.indicator_by_code.get(leg.indicator)
            if indicator is not None and not indicator.measure.is_graded:
                place = f"markers[{marker.code}].legs[{leg.indicator}]"
                found += _leg(definition, marker, leg, indicator, place)
    return found


def _leg(
    definition: FrameworkDefinition, marker: Marker, leg: Leg, indicator: Indicator, place: str
) -> Iterator[Finding]:
    by_legs = marker.rule is MarkerRule.ALL_OF
    several = len(definition.reporters[indicator.code]) > 1
    if by_legs and indicator.across_units is AcrossUnits.COUNT_REACHING:
        if leg.unit_targets and several:
            problem = "the target is a number of units, of which none has one of its own"
            yield Finding(f"{place}.unit_targets", problem, "rule k_of_n for targets of units")
        return  # the baseline is a value, and not a number of units
    if indicator.baseline is None:
        if leg.keep:
            problem = "there is no level to keep, since the indicator has no baseline"
            yield Finding(f"{place}.keep", problem, f"a baseline of {indicator.code}")
        return
    if leg.keep:
        return
    of_units = (
        []
        if by_legs and indicator.across_units is AcrossUnits.SUM and several
        else [
            (f"unit_targets.{unit}.{period}", target)
            for unit, targets in leg.unit_targets.items()
            for period, target in targets.items()
        ]
    )
    of_all = [(f"targets.{period}", target) for period, target in leg.targets.items()]
    for key, target in (*of_all, *of_units):
        yield from _sides(leg, indicator, target, f"{place}.{key}")


def _sides(leg: Leg, indicator: Indicator, target: Decimal, place: str) -> Iterator[Finding]:
    """Yield where the baseline meets a target already, and ask which of the two is meant."""
    assert indicator.baseline is not None  # noqa: S101 (the caller looks at it first)
    baseline, direction = indicator.baseline.value, indicator.direction
    is_rising = direction is Direction.RISING
    figures = f"the target of {plain(target)}", f"the baseline of {plain(baseline)}"
    if (target < baseline) if is_rising else (target > baseline):
        problem = f"{figures[0]} lies {_SIDE[direction]} {figures[1]} of a {direction} indicator"
        other = Direction.FALLING if is_rising else Direction.RISING
        yield Finding(
            place,
            problem,
            f"keep = true if the level is to be kept, direction {other}, or another target",
        )
    elif target == baseline and leg.comparator_for(direction) in _MET_AT_ONCE:
        problem = f"{figures[1]} meets it already"
        yield Finding(place, problem, "keep = true if the level is to be kept, or another target")


_MET_AT_ONCE = {Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.EXACTLY}
