"""A row of the entry sheet: what is asked of one unit, what it answered, and how that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.aggregation import InputKind
from spa_me.domain.assessment import LegAssessment, MarkerAssessment, achievement
from spa_me.domain.derivation import COMPARATOR_WORDS, percent_sign
from spa_me.domain.errors import Finding
from spa_me.domain.framework import AcrossUnits, Comparator, Indicator, MarkerRule
from spa_me.domain.numbers import Number
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import Value, ValueState
from spa_me.reports.lines import MarkerLine


@dataclass(frozen=True, slots=True)
class RowTarget:
    """What a unit's own answer is held against.

    Attributes:
        used: the target in use; None where none is the unit's own.
        comparator: how the answer is held against it.
        original: the agreed target where `used` was prorated from it.
        shared: a target that several units reach together, so that none of it is one unit's own.
    """

    used: Amount | None = None
    comparator: Comparator = Comparator.AT_LEAST
    original: Amount | None = None
    shared: Amount | None = None

    @property
    def words(self) -> str:
        """How it is compared, in words; empty for *at least*, which goes without saying."""
        return "" if self.comparator is Comparator.AT_LEAST else COMPARATOR_WORDS[self.comparator]


NO_TARGET = RowTarget()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row stands by itself, which is a leg of its marker and not always the whole of it.

    Attributes:
        kind: what the rule gives for this unit, or why it gives nothing; where the row is the whole
            of its marker, the declared status if there is one.
        achievement: as a fraction (1 is 100 %); None where there is none or it is not computable.
        remark: where a declared status and the rule do not agree, the other one of the two.
    """

    kind: Status | NoStatus
    achievement: Fraction | None = None
    remark: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """A cumulative value of an earlier period, in use while nothing is entered in this one."""

    period: str
    value: Value


@dataclass(frozen=True)
class EntryRow:
    """One question of the sheet.

    Attributes:
        previous: the answer of the period before; blank where there is none.
        carried: the earlier value that counts as long as this period has none.
        lines: the progress markers that the indicator serves, as seen by this unit.
        findings: what is wrong or doubtful about the value as it is.
    """

    indicator: Indicator
    section: str
    target: RowTarget
    previous: Value
    value: Value
    carried: Carried | None
    standing: Standing
    lines: tuple[MarkerLine, ...]
    findings: tuple[Finding, ...]

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def is_from_baseline(self) -> bool:
        """Whether its achievement is a part of the way from a baseline to the target."""
        legs = (leg for line in self.lines for leg in line.assessment.legs)
        return any(leg.baseline is not None for leg in legs if leg.indicator is self.indicator)

    @property
    def sign(self) -> str:
        """`%` for percentages."""
        return percent_sign(self.indicator)

    @property
    def is_answered(self) -> bool:
        """Whether there is a value, or a reason why there is none."""
        return self.value.state is not ValueState.BLANK


def leg_of(line: MarkerLine, indicator: str) -> LegAssessment:
    """Return the leg of a marker with an indicator; the marker has to have one."""
    return next(leg for leg in line.assessment.legs if leg.indicator.code == indicator)


def target_of(line: MarkerLine, leg: LegAssessment, unit: str) -> RowTarget:
    """Return what one unit's answer is held against in a marker that is seen by this unit."""
    sign = percent_sign(leg.indicator)
    counted = leg.indicator.reaching
    if leg.target is None:
        common = leg.leg.targets.get(line.assessment.period)
        shared = None if common is None else Amount(common, sign)
        return RowTarget(comparator=leg.comparator, shared=shared)
    if leg.indicator.across_units is AcrossUnits.COUNT_REACHING and counted is not None:
        return RowTarget(Amount(counted, sign), leg.comparator)
    used = _own_target(line.assessment, leg, unit)
    original = Amount(leg.target.original, sign) if leg.target.pro_rata else None
    return RowTarget(Amount(used, sign), leg.comparator, original)


def _own_target(marker: MarkerAssessment, leg: LegAssessment, unit: str) -> Number:
    for judged in marker.units:
        if judged.unit == unit and judged.target is not None:
            return judged.target
    return Decimal(0) if leg.target is None else leg.target.used


def standing_of(line: MarkerLine, leg: LegAssessment) -> Standing:
    """Return how one unit's answer stands in a marker that is seen by this unit."""
    marker = line.assessment
    if marker.marker.rule is MarkerRule.ALL_OF:
        kind = leg.status or leg.no_status or NoStatus.NOT_REPORTED
        achieved = _fraction(leg.achievement)
    else:
        kind = marker.computed or marker.computed_no_status or NoStatus.NOT_REPORTED
        achieved = _reached_by(marker, leg)
    if marker.reported is None or marker.reported is marker.computed:
        return Standing(kind, achieved)
    if len(marker.legs) == 1:
        remark = say("declared; the rule gives: {status}", status=STATUS_TITLES[kind].lower())
        return Standing(marker.reported, achieved, remark)
    status = STATUS_TITLES[marker.reported].lower()
    remark = say("marker {code} declared {status}", code=marker.marker.code, status=status)
    return Standing(kind, achieved, remark)


def _fraction(achieved: object) -> Fraction | None:
    return achieved if isinstance(achieved, Fraction) else None


def _reached_by(marker: MarkerAssessment, leg: LegAssessment) -> Fraction | None:
    """Return how far the unit's own figure has come where units are judged one by one."""
    for judged in marker.units:
        amount = judged.entry.value.amount if judged.entry.counts else None
        if amount is not None and judged.target is not None:
            direction = leg.indicator.direction
            return _fraction(achievement(amount, judged.target, leg.baseline, direction))
    return None


def carried_in(lines: Sequence[MarkerLine], indicator: str, unit: str) -> Carried | None:
    """Return the earlier value that a marker counts for a unit, if it counts one."""
    for line in lines:
        for entry in leg_of(line, indicator).aggregate.inputs:
            if entry.unit == unit and entry.kind is InputKind.CARRIED:
                return Carried(entry.period, entry.value)
    return None
