"""A leg: an indicator's figure held against its target (rules, section 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.aggregation import Aggregate, InputKind, combine, unit_inputs
from spa_me.domain.assessment.achievement import NotComputable, achievement, holds, judge
from spa_me.domain.framework import (
    AcrossUnits,
    Comparator,
    FrameworkDefinition,
    Indicator,
    Leg,
    Marker,
    MarkerRule,
)
from spa_me.domain.judgements import ProRata
from spa_me.domain.numbers import Number
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import ValueBook


@dataclass(frozen=True, slots=True)
class Frame:
    """What every assessment of one period shares.

    Attributes:
        periods: codes of the periods up to and including the assessed one, in time order.
        later: codes of the periods after it.
        unit: the only unit that is looked at; None for all together.
        pro_rata: marker code to the shortenings of its targets in this period.
    """

    definition: FrameworkDefinition
    values: ValueBook
    periods: tuple[str, ...]
    later: tuple[str, ...]
    unit: str | None
    pro_rata: Mapping[str, Sequence[ProRata]]
    partly_above: Fraction

    @property
    def period(self) -> str:
        """The code of the assessed period."""
        return self.periods[-1]

    def asked(self, indicator: str) -> tuple[str, ...]:
        """Return the units that report an indicator, within the view."""
        units = self.definition.reporters[indicator]
        if self.unit is None:
            return units
        return (self.unit,) if self.unit in units else ()


@dataclass(frozen=True, slots=True)
class Target:
    """A target for a period: as agreed, and as used.

    Attributes:
        original: the agreed target; a percentage in per cent.
        pro_rata: what shortened it, if anything did.
        factor: tracked months / period months; 1 without pro rata.
    """

    original: Decimal
    pro_rata: ProRata | None = None
    factor: Fraction = Fraction(1)

    @property
    def used(self) -> Number:
        """The target that the actual is held against."""
        return self.original if self.pro_rata is None else Fraction(self.original) * self.factor


@dataclass(frozen=True, slots=True)
class LegAssessment:
    """A leg in one period: actual, target, and what follows.

    Attributes:
        status: fully stands for *met*; None where there is no target or no actual.
        no_status: why there is no status; both are None where units are judged one by one.
        baseline: the value before the plan, if achievement is measured from it.
    """

    leg: Leg
    indicator: Indicator
    comparator: Comparator
    aggregate: Aggregate
    target: Target | None
    baseline: Decimal | None
    partly_above: Fraction
    status: Status | None
    no_status: NoStatus | None

    @property
    def actual(self) -> Number | None:
        """The figure over all units that are included."""
        return self.aggregate.amount

    @property
    def achievement(self) -> Fraction | NotComputable | None:
        """Achievement as a fraction, why there is none, or None without actual or target."""
        if self.actual is None or self.target is None:
            return None
        return achievement(self.actual, self.target.used, self.baseline, self.indicator.direction)

    def status_at(self, amount: Number) -> Status:
        """Return the status this leg would have with another actual; it needs a target."""
        assert self.target is not None  # noqa: S101 (callers look at the target first)
        return status_of(amount, self.comparator, self.target.used, self)


def status_of(amount: Number, comparator: Comparator, target: Number, leg: LegAssessment) -> Status:
    """Return the status of an amount against a target, by a leg's direction and baseline."""
    if holds(amount, comparator, target):
        return Status.FULLY
    achieved = achievement(amount, target, leg.baseline, leg.indicator.direction)
    return judge(met=False, achieved=achieved, partly_above=leg.partly_above)


def assess_leg(frame: Frame, marker: Marker, leg: Leg) -> LegAssessment:
    """Return how a leg stands in the frame's period."""
    indicator = frame.definition.indicator_by_code[leg.indicator]
    inputs = unit_inputs(indicator, frame.asked(leg.indicator), frame.periods, frame.values)
    # Where units are judged one by one a figure over all of them would say nothing, or mislead.
    by_unit = marker.rule is not MarkerRule.ALL_OF
    figure = Aggregate(None, inputs) if by_unit else combine(indicator, inputs)
    target = _target(frame, marker, leg, indicator)
    comparator = leg.comparator_for(indicator.direction)
    baseline = None if indicator.baseline is None else indicator.baseline.value
    status = no_status = None
    if target is None:
        no_status = None if indicator.measure.is_graded else _without_target(frame, leg)
    elif by_unit:
        pass
    elif figure.amount is None:
        no_status = without_figure(figure)
    else:
        met = holds(figure.amount, comparator, target.used)
        status = Status.FULLY if met else _unmet(figure.amount, target, baseline, indicator, frame)
    return LegAssessment(
        leg, indicator, comparator, figure, target, baseline, frame.partly_above, status, no_status
    )


def _unmet(
    amount: Number, target: Target, baseline: Decimal | None, indicator: Indicator, frame: Frame
) -> Status:
    achieved = achievement(amount, target.used, baseline, indicator.direction)
    return judge(met=False, achieved=achieved, partly_above=frame.partly_above)


def _target(frame: Frame, marker: Marker, leg: Leg, indicator: Indicator) -> Target | None:
    original = _agreed_target(frame, marker, leg, indicator)
    if original is None:
        return None
    for pro_rata in frame.pro_rata.get(marker.code, ()):
        if pro_rata.applies_to(indicator):
            period = frame.definition.period_by_code[frame.period]
            return Target(original, pro_rata, pro_rata.factor(period))
    return Target(original)


def _agreed_target(frame: Frame, marker: Marker, leg: Leg, indicator: Indicator) -> Decimal | None:
    common = leg.targets.get(frame.period)
    if frame.unit is None:
        return common
    own = leg.unit_targets.get(frame.unit, {}).get(frame.period)
    if own is not None:
        return own
    if len(frame.definition.reporters[leg.indicator]) == 1 or marker.rule is MarkerRule.K_OF_N:
        return common
    # A total that several units reach together says nothing about what one of them has to reach.
    match indicator.across_units:
        case AcrossUnits.SUM:
            return None
        case AcrossUnits.COUNT_REACHING:
            return None if common is None else Decimal(1)
        case _:
            return common


def _without_target(frame: Frame, leg: Leg) -> NoStatus:
    per_unit = leg.unit_targets.get(frame.unit or "", {})
    is_later = any(period in leg.targets or period in per_unit for period in frame.later)
    return NoStatus.NOT_DUE if is_later else NoStatus.NO_TARGET


def without_figure(figure: Aggregate) -> NoStatus:
    """Return why there is no figure: not reported, else not due, else not applicable."""
    if figure.expected or not figure.inputs:
        return NoStatus.NOT_REPORTED
    if figure.units(InputKind.NOT_DUE):
        return NoStatus.NOT_DUE
    return NoStatus.NOT_APPLICABLE
