"""How far an actual has come toward its target (rules, section 3)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spa_me.domain.framework import Comparator, Direction
from spa_me.domain.numbers import Number
from spa_me.domain.status import Status


class NotComputable(StrEnum):
    """Why there is no achievement although there are an actual and a target."""

    TARGET_IS_ZERO = "target_is_zero"
    TARGET_IS_BASELINE = "target_is_baseline"
    NEGATIVE_TARGET = "negative_target"
    FALLING_WITHOUT_BASELINE = "falling_without_baseline"
    BASELINE_MEETS_TARGET = "baseline_meets_target"
    KEPT_FROM_ABOVE = "kept_from_above"
    EXACTLY = "exactly"
    AT_TARGET_NOT_MET = "at_target_not_met"


class AchievedOf(StrEnum):
    """What an achievement is a part of: figures of different kinds are never taken for another."""

    TARGET = "target"
    WAY = "way"
    UNITS = "units"


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


class Scale(NamedTuple):
    """What an amount is held against; the one place where achievement and status are computed.

    Attributes:
        baseline: the value before the plan, if the amount has one.
        direction: which way is progress.
        keeps: whether a level that the baseline has already is to be kept.
    """

    comparator: Comparator
    target: Number
    baseline: Number | None = None
    direction: Direction = Direction.RISING
    keeps: bool = False

    def is_met(self, amount: Number) -> bool:
        """Return whether the comparator holds."""
        return _HOLDS[self.comparator](amount, self.target)

    @property
    def is_kept(self) -> bool:
        """Whether there is no way to go: the level is to be kept, and the baseline has it."""
        return self.keeps and self.baseline is not None and self.is_met(self.baseline)

    @property
    def measured_from(self) -> Number | None:
        """The baseline from which achievement is counted; None where it is that of the target."""
        return None if self.is_kept else self.baseline

    def progress(self, amount: Number) -> Fraction | NotComputable:
        """Return the part of the target, or of the way from the baseline to it; 1 is all of it."""
        if self.comparator is Comparator.EXACTLY:
            return NotComputable.EXACTLY
        if self.baseline is None or self.is_kept:
            return self._of_target(amount)
        way = Fraction(self.target) - Fraction(self.baseline)
        if not way:
            return NotComputable.TARGET_IS_BASELINE
        if self.is_met(self.baseline):
            return NotComputable.BASELINE_MEETS_TARGET
        return (Fraction(amount) - Fraction(self.baseline)) / way

    def _of_target(self, amount: Number) -> Fraction | NotComputable:
        if self.direction is Direction.FALLING:
            return (
                NotComputable.FALLING_WITHOUT_BASELINE
                if self.baseline is None
                else NotComputable.KEPT_FROM_ABOVE
            )
        if not self.target:
            return NotComputable.TARGET_IS_ZERO
        if self.target < 0:
            return NotComputable.NEGATIVE_TARGET
        return Fraction(amount) / Fraction(self.target)

    def achievement(self, amount: Number) -> Fraction | NotComputable:
        """Return achievement as a fraction (1 is 100 %), or why there is none.

        What is at its target and not met (90 of "more than 90") has none: 100 % never stands
        beside *partly*.
        """
        progress = self.progress(amount)
        if isinstance(progress, Fraction) and progress >= 1 and not self.is_met(amount):
            return NotComputable.AT_TARGET_NOT_MET
        return progress

    def status(self, amount: Number, partly_above: Fraction) -> Status:
        """Return fully when met, partly when progress is above the bound, else not."""
        if self.is_met(amount):
            return Status.FULLY
        progress = self.progress(amount)
        is_above = isinstance(progress, Fraction) and progress > partly_above
        return Status.PARTLY if is_above else Status.NOT
