"""A leg: an indicator's figure held against its target (rules, section 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spa_me.domain.aggregation import Aggregate, InputKind, combine, unit_inputs
from spa_me.domain.assessment.achievement import AchievedOf, NotComputable, Scale
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
        factor: tracked months / period months; 1 without pro rata.
    """

    original: Decimal
    factor: Fraction = _WHOLE

    @property
    def used(self) -> Number:
        """The target that the actual is held against."""
        return self.original if self.factor == 1 else Fraction(self.original) * self.factor


class LegAssessment(NamedTuple):
    """A leg in one period: actual, target, and what follows; a tuple, as `UnitInput` is.

    Attributes:
        direction: which way the figure makes progress; a count of units that reach a value rises
            even where the value itself is to fall.
        counts_units: whether the figure is a number of reporting units and no value of the
            indicator, so that neither its unit of measure nor its baseline belong to the figure.
        pro_rata: what shortens its targets, those of single units too; `factor`: by how much.
        shared: where one unit is looked at, a target that several reach together and none alone.
        status: fully stands for *met*; None where there is no target or no actual.
        no_status: why there is no status; both are None where units are judged one by one.
        baseline: the value before the plan, if the figure has one.
    """

    leg: Leg
    indicator: Indicator
    direction: Direction
    comparator: Comparator
    aggregate: Aggregate
    counts_units: bool
    target: Target | None
    shared: Target | None
    pro_rata: ProRata | None
    factor: Fraction
    baseline: Decimal | None
    partly_above: Fraction
    status: Status | None
    no_status: NoStatus | None

    @property
    def actual(self) -> Number | None:
        """The figure over all units that are included."""
        return self.aggregate.amount

    @property
    def scale(self) -> Scale | None:
        """What the figure is held against; None without a target."""
        return None if self.target is None else self.scale_to(self.target.used)

    def scale_to(self, target: Number) -> Scale:
        """Return what an amount is held against with another target, such as a unit's own."""
        return Scale(self.comparator, target, self.baseline, self.direction, self.leg.keep)

    @property
    def achievement(self) -> Fraction | NotComputable | None:
        """Achievement as a fraction, why there is none, or None without actual or target."""
        scale = self.scale
        if self.actual is None or scale is None:
            return None
        return scale.achievement(self.actual)

    @property
    def achieved_of(self) -> AchievedOf:
        """What the achievement is a part of."""
        if self.counts_units:
            return AchievedOf.UNITS
        scale = self.scale
        is_way = scale is not None and scale.measured_from is not None
        return AchievedOf.WAY if is_way else AchievedOf.TARGET

    def status_at(self, amount: Number) -> Status:
        """Return the status this leg would have with another actual; it needs a target."""
        scale = self.scale
        assert scale is not None  # noqa: S101 (callers look at the target first)
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
    comparator = leg.comparator_for(direction)
    pro_rata, factor = _pro_rata(frame, marker, leg, indicator)
    target, shared = _targets(frame, marker, leg, factor)
    baseline = None if counts_units else _baseline(frame, marker, indicator)
    status = no_status = None
    if target is None:
        no_status = None if indicator.measure.is_graded else _no_target(frame, marker, leg)
    elif by_unit:
        pass
    elif figure.amount is None:
        no_status = without_figure(figure)
    else:
        scale = Scale(comparator, target.used, baseline, direction, leg.keep)
        status = scale.status(figure.amount, frame.partly_above)
    return LegAssessment(
        leg,
        indicator,
        direction,
        comparator,
        figure,
        counts_units,
        target,
        shared,
        pro_rata,
        factor,
        baseline,
        frame.partly_above,
        status,
        no_status,
    )


def _baseline(frame: Frame, marker: Marker, indicator: Indicator) -> Decimal | None:
    if indicator.baseline is None:
        return None
    if frame.unit is not None and _is_total(frame, marker, indicator):
        return None  # that of all units together, from which one of them did not start
    return indicator.baseline.value


def _is_total(frame: Frame, marker: Marker, indicator: Indicator) -> bool:
    """Return whether the figure is one that several units reach together."""
    is_sum = marker.rule is _ALL_OF and indicator.across_units is AcrossUnits.SUM
    return is_sum and len(frame.definition.reporters[indicator.code]) > 1


def _pro_rata(
    frame: Frame, marker: Marker, leg: Leg, indicator: Indicator
) -> tuple[ProRata | None, Fraction]:
    """Return what shortens a leg's targets in the frame's period, and by how much.

    A number of units that reach a value is none of the counts that grow with time.
    """
    if marker.rule is _ALL_OF and indicator.across_units is _COUNT_REACHING:
        return None, _WHOLE
    for pro_rata in frame.pro_rata.get(marker.code, ()):
        # A period that only an older version lists has no target here that could be shortened.
        period = frame.definition.period_by_code.get(frame.period)
        if period and pro_rata.applies_to(indicator) and _has_target(leg, frame.period):
            return pro_rata, pro_rata.factor(period)
    return None, _WHOLE


def _has_target(leg: Leg, period: str) -> bool:
    return any(period in targets for targets in (leg.targets, *leg.unit_targets.values()))


def _targets(
    frame: Frame, marker: Marker, leg: Leg, factor: Fraction
) -> tuple[Target | None, Target | None]:
    """Return the target of those in view, and where there is none that of all units together."""
    common = leg.targets.get(frame.period)
    agreed = common if frame.unit is None else _of_one_unit(frame, frame.unit, marker, leg)
    if agreed is not None:
        return Target(agreed, factor), None
    return None, None if common is None else Target(common, factor)


def _of_one_unit(frame: Frame, unit: str, marker: Marker, leg: Leg) -> Decimal | None:
    """Return what one unit has to reach by itself."""
    indicator = frame.indicators[leg.indicator]
    common = leg.targets.get(frame.period)
    several = len(frame.definition.reporters[leg.indicator]) > 1
    is_counted = marker.rule is _ALL_OF and indicator.across_units is _COUNT_REACHING
    if several and is_counted:
        return None if common is None else Decimal(1)
    # A total that several units reach together says nothing about what one of them has to reach.
    if _is_total(frame, marker, indicator):
        common = None
    return leg.unit_targets.get(unit, {}).get(frame.period, common)


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
