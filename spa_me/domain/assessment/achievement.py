"""How far an actual has come toward its target (rules, section 3)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from spa_me.domain.framework import Comparator, Direction
from spa_me.domain.numbers import Number
from spa_me.domain.status import Status


class NotComputable(StrEnum):
    """Why there is no achievement although there are an actual and a target."""

    TARGET_IS_ZERO = "target_is_zero"
    TARGET_IS_BASELINE = "target_is_baseline"
    FALLING_WITHOUT_BASELINE = "falling_without_baseline"


_HOLDS: dict[Comparator, Callable[[Number, Number], bool]] = {
    Comparator.AT_LEAST: operator.ge,
    Comparator.MORE_THAN: operator.gt,
    Comparator.AT_MOST: operator.le,
    Comparator.LESS_THAN: operator.lt,
    Comparator.EXACTLY: operator.eq,
}


def comparison(comparator: Comparator) -> Callable[[Number, Number], bool]:
    """Return what says whether an actual stands to its target as the comparator wants."""
    return _HOLDS[comparator]


def holds(actual: Number, comparator: Comparator, target: Number) -> bool:
    """Return whether `actual` stands to `target` as the comparator wants."""
    return _HOLDS[comparator](actual, target)


def achievement(
    actual: Number, target: Number, baseline: Number | None, direction: Direction
) -> Fraction | NotComputable:
    """Return achievement as a fraction (1 is 100 %), or why there is none.

    With a baseline it is (actual - baseline) / (target - baseline), which holds for falling
    indicators too; without one it is actual / target.
    """
    if baseline is not None:
        distance = Fraction(target) - Fraction(baseline)
        if not distance:
            return NotComputable.TARGET_IS_BASELINE
        return (Fraction(actual) - Fraction(baseline)) / distance
    if direction is Direction.FALLING:
        return NotComputable.FALLING_WITHOUT_BASELINE
    if not target:
        return NotComputable.TARGET_IS_ZERO
    return Fraction(actual) / Fraction(target)


def judge(*, met: bool, achieved: Fraction | NotComputable, partly_above: Fraction) -> Status:
    """Return fully when met, partly when achievement is above the bound, else not."""
    if met:
        return Status.FULLY
    if isinstance(achieved, Fraction) and achieved > partly_above:
        return Status.PARTLY
    return Status.NOT
