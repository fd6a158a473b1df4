"""Indicators: what is measured, by whom, and how it is added up over places and periods."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from spa_me.domain.framework.parts import Part
from spa_me.domain.framework.text import Code, Exact, Text
from spa_me.domain.status import Status


class Measure(StrEnum):
    """What kind of value an indicator takes.

    A *percentage* is kept as numerator and denominator and is written in per cent (20 is 20 %). A
    *scale* takes one of the indicator's levels; a *declaration* takes a status itself.
    """

    COUNT = "count"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    SCALE = "scale"
    DECLARATION = "declaration"

    @property
    def is_graded(self) -> bool:
        """Whether values are levels and not numbers."""
        return self in _GRADED


_GRADED = frozenset({Measure.SCALE, Measure.DECLARATION})


class Direction(StrEnum):
    """Which way is progress."""

    RISING = "rising"
    FALLING = "falling"


class AcrossUnits(StrEnum):
    """How the values of several reporting units become one (rules, section 2)."""

    SUM = "sum"
    RATIO = "ratio"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"
    COUNT_REACHING = "count_reaching"


class AcrossPeriods(StrEnum):
    """How the values of several periods become one (rules, section 2)."""

    PERIODIC = "periodic"
    CUMULATIVE = "cumulative"
    SNAPSHOT = "snapshot"


class Scope(StrEnum):
    """Who is asked: each country, the regional secretariat, or every unit."""

    COUNTRIES = "countries"
    REGION = "region"
    ALL = "all"


class Baseline(Part):
    """The value before the plan, with its year."""

    value: Exact
    year: int | None = None


class ScaleLevel(Part):
    """One level of a rubric and the status it gives."""

    code: Code
    title: Text
    status: Status


DECLARATION_LEVELS = (
    ScaleLevel(code="fully", title=Text.of("Fully met"), status=Status.FULLY),
    ScaleLevel(code="partly", title=Text.of("Partly met"), status=Status.PARTLY),
    ScaleLevel(code="not", title=Text.of("Not met"), status=Status.NOT),
)


class Indicator(Part):
    """What is measured.

    Attributes:
        unit: the unit of the values in words: `functions`, `% of activities`.
        reporters: codes of the units that are asked; empty means everybody in `scope`.
        reaching: for `count_reaching`, the value that a unit has to reach to be counted.
        numerator, denominator: what the two parts of a percentage count.
    """

    code: Code
    result: Code
    title: Text
    unit: Text
    measure: Measure = Measure.COUNT
    scope: Scope = Scope.REGION
    reporters: tuple[Code, ...] = ()
    direction: Direction = Direction.RISING
    across_units: AcrossUnits = AcrossUnits.SUM
    across_periods: AcrossPeriods = AcrossPeriods.PERIODIC
    reaching: Exact | None = None
    baseline: Baseline | None = None
    dimensions: tuple[Code, ...] = ()
    levels: tuple[ScaleLevel, ...] = ()
    numerator: Text | None = None
    denominator: Text | None = None
    means_of_verification: Text | None = None
    responsible: Text | None = None
    guidance: Text | None = Field(default=None, description="how to answer, shown at the cell")

    @property
    def scale(self) -> tuple[ScaleLevel, ...]:
        """The levels that a graded value may take, best first; empty for numbers."""
        return DECLARATION_LEVELS if self.measure is Measure.DECLARATION else self.levels

    def level(self, code: str) -> ScaleLevel | None:
        """Return the level with this code, if the indicator has it."""
        return next((level for level in self.scale if level.code == code), None)
