"""Progress markers: what is judged in a period, and by which rule."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from spa_me.domain.framework.indicators import Direction
from spa_me.domain.framework.parts import Part
from spa_me.domain.framework.text import Code, Exact, Text


class Comparator(StrEnum):
    """How an actual is held against its target."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EXACTLY = "="


class MarkerRule(StrEnum):
    """How a marker's status follows from its legs (rules, section 4)."""

    ALL_OF = "all_of"
    K_OF_N = "k_of_n"
    RUBRIC = "rubric"
    DECLARED = "declared"


class Grade(StrEnum):
    """Depth of change in Outcome Mapping."""

    EXPECT = "expect"
    LIKE = "like"
    LOVE = "love"


class Leg(Part):
    """An indicator, a comparator and a target for each period.

    Attributes:
        comparator: by default `>=` for a rising and `<=` for a falling indicator.
        targets: period code to target.
        unit_targets: unit code to its own targets by period, where they differ from `targets`.
        keep: whether a target that the baseline meets already is a level to be kept; achievement
            is then counted from nothing to the target, and not from the baseline.
    """

    indicator: Code
    comparator: Comparator | None = None
    targets: dict[Code, Exact] = Field(default_factory=dict)
    unit_targets: dict[Code, dict[Code, Exact]] = Field(default_factory=dict)
    keep: bool = False

    def comparator_for(self, direction: Direction) -> Comparator:
        """Return the comparator in use for an indicator of this direction."""
        if self.comparator is not None:
            return self.comparator
        return _USUAL_COMPARATOR[direction]

    def unit_target(self, unit: str, period: str) -> Decimal | None:
        """Return the target one unit has to reach in `period`: its own, else the common one."""
        return self.unit_targets.get(unit, {}).get(period, self.targets.get(period))


_USUAL_COMPARATOR = {
    Direction.RISING: Comparator.AT_LEAST,
    Direction.FALLING: Comparator.AT_MOST,
}


class Marker(Part):
    """What is judged in a period: fully, partly or not met.

    Attributes:
        k: for `k_of_n`, how many units have to reach the target; all that are asked if absent.
        precondition: what has to be in place before the marker can be met at all.
    """

    code: Code
    result: Code
    title: Text
    rule: MarkerRule = MarkerRule.ALL_OF
    legs: tuple[Leg, ...] = Field(min_length=1)
    k: int | None = Field(default=None, ge=1)
    grade: Grade | None = None
    precondition: Text | None = None
