"""A row of the entry sheet: what is asked of one unit, what it answered, and how that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from spa_me.domain.aggregation import InputKind
from spa_me.domain.assessment import AchievedOf, LegAssessment, MarkerAssessment
from spa_me.domain.derivation import COMPARATOR_WORDS, achieved, of_values, sign_of_values
from spa_me.domain.derivation.figures import of_figure
from spa_me.domain.derivation.words import unit_target
from spa_me.domain.errors import Finding
from spa_me.domain.framework import Comparator, Indicator, MarkerRule
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
        words: how it stands in words; where the target is one of all units, who judges it.
        achievement: as a fraction (1 is 100 %); None where there is none or it is not computable.
        achieved_of: what the achievement is a part of.
        remark: where a declared status and the rule do not agree, the other one of the two.
    """

    kind: Status | NoStatus
    words: Sentence
    achievement: Fraction | None = None
    achieved_of: AchievedOf = AchievedOf.TARGET
    remark: Sentence | None = None

    @property
    def achieved(self) -> Sentence | None:
        """The achievement with what it is a part of, unless that is all of it."""
        if self.achievement is None or self.achievement == 1:
            return None
        return achieved(self.achievement, self.achieved_of)


def standing(kind: Status | NoStatus) -> Standing:
    """Return how a row stands of which no more is known."""
    return Standing(kind, say(STATUS_TITLES[kind]))


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
    def sign(self) -> str:
        """`%` for percentages."""
        return sign_of_values(self.indicator)

    @property
    def is_answered(self) -> bool:
        """Whether there is a value, or a reason why there is none."""
        return self.value.state is not ValueState.BLANK


def leg_of(line: MarkerLine, indicator: str) -> LegAssessment:
    """Return the leg of a marker with an indicator; the marker has to have one."""
    return next(leg for leg in line.assessment.legs if leg.indicator.code == indicator)


def target_of(line: MarkerLine, leg: LegAssessment, unit: str) -> RowTarget:
    """Return what one unit's answer is held against in a marker that is seen by this unit."""
    held = unit_target(leg)
    if held is None or leg.target is None:
        shared = None if leg.shared is None else of_figure(leg.shared.used, leg)
        return RowTarget(comparator=leg.comparator, shared=shared)
    comparator, used = held
    if leg.counts_units:
        return RowTarget(used, comparator)
    for judged in line.assessment.units:
        if judged.unit == unit and judged.target is not None:
            used = of_values(judged.target, leg.indicator)
    original = of_values(leg.target.original, leg.indicator) if leg.pro_rata else None
    return RowTarget(used, comparator, original)


def standing_of(line: MarkerLine, leg: LegAssessment) -> Standing:
    """Return how one unit's answer stands in a marker that is seen by this unit."""
    marker = line.assessment
    if marker.marker.rule is MarkerRule.ALL_OF:
        kind = leg.status or leg.no_status or NoStatus.NOT_REPORTED
        share: object = None if leg.counts_units else leg.achievement
    else:
        kind = marker.computed or marker.computed_no_status or NoStatus.NOT_REPORTED
        share = _reached_by(marker, leg)
    is_shared = leg.shared is not None and marker.is_shared
    found = Standing(
        kind,
        line.status_words if is_shared else say(STATUS_TITLES[kind]),
        share if isinstance(share, Fraction) else None,
        leg.achieved_of,
    )
    return _beside_declared(marker, found)


def _beside_declared(marker: MarkerAssessment, found: Standing) -> Standing:
    if marker.reported is None or marker.reported is marker.computed:
        return found
    if len(marker.legs) == 1:
        title = STATUS_TITLES[found.kind].lower()
        remark = say("declared; the rule gives: {status}", status=title)
        words = say(STATUS_TITLES[marker.reported])
        return replace(found, kind=marker.reported, words=words, remark=remark)
    status = STATUS_TITLES[marker.reported].lower()
    remark = say("marker {code} declared {status}", code=marker.marker.code, status=status)
    return replace(found, remark=remark)


def _reached_by(marker: MarkerAssessment, leg: LegAssessment) -> object:
    """Return how far the unit's own figure has come where units are judged one by one."""
    for judged in marker.units:
        amount = judged.entry.value.amount if judged.entry.counts else None
        if amount is not None and judged.target is not None:
            return leg.scale_to(judged.target).achievement(amount)
    return None


def carried_in(lines: Sequence[MarkerLine], indicator: str, unit: str) -> Carried | None:
    """Return the earlier value that a marker counts for a unit, if it counts one."""
    for line in lines:
        for entry in leg_of(line, indicator).aggregate.inputs:
            if entry.unit == unit and entry.kind is InputKind.CARRIED:
                return Carried(entry.period, entry.value)
    return None
