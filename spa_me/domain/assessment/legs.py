"""A leg: an indicator's figure held against its target (rules, section 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spa_me.domain.aggregation import Aggregate, InputKind, combine, unit_inputs
from spa_me.domain.assessment.achievement import NotComputable, achievement, holds, judge
from spa_me.domain.framework import (
    AcrossUnits,
    Comparator,
    Direction,
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
        period: the code of the assessed period.
        periods: codes of the periods up to and including the assessed one, in time order.
        later: codes of the periods after it.
        unit: the only unit that is looked at; None for all together.
        indicators: by their code.
        asked: for each indicator the units that report it, within the view.
        pro_rata: marker code to the shortenings of its targets in this period.
    """

    definition: FrameworkDefinition
    values: ValueBook
    period: str
    periods: tuple[str, ...]
    later: tuple[str, ...]
    unit: str | None
    indicators: Mapping[str, Indicator]
    asked: Mapping[str, tuple[str, ...]]
    pro_rata: Mapping[str, Sequence[ProRata]]
    partly_above: Fraction


_WHOLE = Fraction(1)


class Target(NamedTuple):
    """A target for a period: as agreed, and as used.

    Attributes:
        original: the agreed target; a percentage in per cent.
        pro_rata: what shortened it, if anything did.
        factor: tracked months / period months; 1 without pro rata.
    """

    original: Decimal
    pro_rata: ProRata | None = None
    factor: Fraction = _WHOLE

    @property
    def used(self) -> Number:
        """The target that the actual is held against."""
        return self.original if self.pro_rata is None else Fraction(self.original) * self.factor


class Scale(NamedTuple):
    """What an amount is held against."""

    comparator: Comparator
    target: Number
    baseline: Decimal | None
    direction: Direction

    def status(self, amount: Number, partly_above: Fraction) -> Status:
        """Return the status that an amount gives."""
        if holds(amount, self.comparator, self.target):
            return Status.FULLY
        achieved = achievement(amount, self.target, self.baseline, self.direction)
        return judge(met=False, achieved=achieved, partly_above=partly_above)


class LegAssessment(NamedTuple):
    """A leg in one period: actual, target, and what follows; a tuple, as `UnitInput` is.

    Attributes:
        direction: which way the figure makes progress; a count of units that reach a value rises
            even where the value itself is to fall.
        status: fully stands for *met*; None where there is no target or no actual.
        no_status: why there is no status; both are None where units are judged one by one.
        baseline: the value before the plan, if achievement is measured from it.
    """

    leg: Leg
    indicator: Indicator
    direction: Direction
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
        return achievement(self.actual, self.target.used, self.baseline, self.direction)

    def status_at(self, amount: Number) -> Status:
        """Return the status this leg would have with another actual; it needs a target."""
        assert self.target is not None  # noqa: S101 (callers look at the target first)
        scale = Scale(self.comparator, self.target.used, self.baseline, self.direction)
        return scale.status(amount, self.partly_above)


_ALL_OF = MarkerRule.ALL_OF
_COUNT_REACHING = AcrossUnits.COUNT_REACHING


def assess_leg(frame: Frame, marker: Marker, leg: Leg) -> LegAssessment:
    """Return how a leg stands in the frame's period."""
    indicator = frame.indicators[leg.indicator]
    inputs = unit_inputs(indicator, frame.asked[leg.indicator], frame.periods, frame.values)
    # Where units are judged one by one a figure over all of them would say nothing, or mislead.
    by_unit = marker.rule is not _ALL_OF
    figure = Aggregate(None, inputs) if by_unit else combine(indicator, inputs)
    counts_units = not by_unit and indicator.across_units is _COUNT_REACHING
    direction = Direction.RISING if counts_units else indicator.direction
    baseline = None if counts_units or indicator.baseline is None else indicator.baseline.value
    comparator = leg.comparator_for(direction)
    target = _target(frame, marker, leg, indicator)
    status = no_status = None
    if target is None:
        no_status = None if indicator.measure.is_graded else _no_target(frame, marker, leg)
    elif by_unit:
        pass
    elif figure.amount is None:
        no_status = without_figure(figure)
    else:
        scale = Scale(comparator, target.used, baseline, direction)
        status = scale.status(figure.amount, frame.partly_above)
    return LegAssessment(
        leg,
        indicator,
        direction,
        comparator,
        figure,
        target,
        baseline,
        frame.partly_above,
        status,
        no_status,
    )


def _target(frame: Frame, marker: Marker, leg: Leg, indicator: Indicator) -> Target | None:
    original = _agreed_target(frame, marker, leg, indicator)
    if original is None:
        return None
    pro_rata = _pro_rata(frame, marker, indicator)
    return Target(original, pro_rata, _factor(frame, pro_rata))


def factor_of(frame: Frame, marker: Marker, indicator: Indicator) -> Fraction:
    """Return by how much a leg's targets are shortened in the frame's period; 1 if they are not."""
    return _factor(frame, _pro_rata(frame, marker, indicator))


def _factor(frame: Frame, pro_rata: ProRata | None) -> Fraction:
    # A period that only an older version lists has no target here that could be shortened.
    period = frame.definition.period_by_code.get(frame.period)
    return _WHOLE if pro_rata is None or period is None else pro_rata.factor(period)


def _pro_rata(frame: Frame, marker: Marker, indicator: Indicator) -> ProRata | None:
    for pro_rata in frame.pro_rata.get(marker.code, ()):
        if pro_rata.applies_to(indicator):
            return pro_rata
    return None


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


def _no_target(frame: Frame, marker: Marker, leg: Leg) -> NoStatus:
    """Return *not due* where a later period has a target for those in view, else *no target*."""
    if frame.period in leg.targets:  # that of all together is due, and nobody's own
        return NoStatus.NO_TARGET
    own = [leg.unit_targets.get(frame.unit, {})] if frame.unit else []
    if frame.unit is None and marker.rule is MarkerRule.K_OF_N:
        own = list(leg.unit_targets.values())
    is_later = any(period in targets for period in frame.later for targets in (leg.targets, *own))
    return NoStatus.NOT_DUE if is_later else NoStatus.NO_TARGET


def without_figure(figure: Aggregate) -> NoStatus:
    """Return why there is no figure: not reported, else not due, else not applicable."""
    if figure.expected or not figure.inputs:
        return NoStatus.NOT_REPORTED
    if figure.units(InputKind.NOT_DUE):
        return NoStatus.NOT_DUE
    return NoStatus.NOT_APPLICABLE
