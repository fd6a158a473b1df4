"""A figure over time: its total over periods, its change since the last one (rules, 2 and 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from spa_me.domain.aggregation import (
    Aggregate,
    UnitInput,
    added_up,
    aggregate,
    combine,
)
from spa_me.domain.assessment import LegAssessment, MarkerAssessment
from spa_me.domain.framework import (
    AcrossPeriods,
    AcrossUnits,
    Direction,
    FrameworkDefinition,
    Indicator,
    Leg,
    MarkerRule,
    Measure,
)
from spa_me.domain.numbers import Number, rounded
from spa_me.domain.sentences import PER_CENT, Amount, Sentence, say
from spa_me.domain.values import ValueBook


@dataclass(frozen=True, slots=True)
class Total:
    """A figure over several periods of the plan, up to the one that is looked at.

    Attributes:
        periods: codes of the periods whose figures are in it, in time order.
        missing: period and unit of every figure that was asked for in them and is not in it.
    """

    amount: Number
    periods: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]


_ADDED_UP = (AcrossUnits.SUM, AcrossUnits.MEAN, AcrossUnits.RATIO)


def total_of(
    indicator: Indicator,
    now: Sequence[str],
    periods: Sequence[str],
    values: ValueBook,
    unit: str | None = None,
) -> Total | None:
    """Return a figure's total over `periods`; None where it says no more than the last figure does.

    Periodic figures are added up, percentages by their parts. The highest or lowest of a period and
    a count of units are not: their sum over periods means nothing. Of a snapshot the latest stands.

    Args:
        indicator: whose figures they are, as the version that judges the last period has it.
        now: the units that this version asks.
        periods: codes of the plan's periods up to the one that is looked at, in time order.
        values: as this version asks them.
        unit: the only unit that is looked at; None for all together.
    """
    if indicator.measure.is_graded or indicator.across_periods is AcrossPeriods.CUMULATIVE:
        return None
    asked = [_asked(values, indicator, period, now, unit) for period in periods]
    if indicator.across_periods is AcrossPeriods.SNAPSHOT:
        return _latest(indicator, periods, asked, values)
    if indicator.across_units not in _ADDED_UP:
        return None
    found = [
        (period, aggregate(indicator, units, [period], values))
        for period, units in zip(periods, asked, strict=True)
    ]
    inside = [(period, figure) for period, figure in found if _can_be_added(indicator, figure)]
    amount = added_up(indicator, [figure for _, figure in inside])
    if amount is None or [period for period, _ in inside] == [periods[-1]]:
        return None
    missing = [(period, code) for period, figure in inside for code in figure.not_included]
    return Total(amount, tuple(period for period, _ in inside), tuple(missing))


def _can_be_added(indicator: Indicator, figure: Aggregate) -> bool:
    if indicator.across_units is AcrossUnits.RATIO:
        return bool(figure.denominator)
    return figure.amount is not None


def _latest(
    indicator: Indicator,
    periods: Sequence[str],
    asked: Sequence[Sequence[str]],
    values: ValueBook,
) -> Total | None:
    for period, units in reversed(list(zip(periods, asked, strict=True))):
        figure = aggregate(indicator, units, [period], values)
        if figure.amount is not None:
            missing = tuple((period, code) for code in figure.not_included)
            is_last = period == periods[-1]
            return None if is_last else Total(figure.amount, (period,), missing)
    return None


def _asked(
    values: ValueBook, indicator: Indicator, period: str, now: Sequence[str], unit: str | None
) -> tuple[str, ...]:
    units = values.units_asked(indicator.code, period, tuple(now))
    return units if unit is None else tuple(code for code in units if code == unit)


class Course(StrEnum):
    """How a figure stands beside that of the period before."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEW = "new"
    GONE = "gone"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure beside that of the period before; only units that are in both are compared.

    Attributes:
        since: the code of the period before.
        before, now: the figures of the units that are in both; None where there is none.
        sign: `%` for percentages, whose change is in points.
        only_before, only_now: codes of units that are in one of the two figures alone.
        carried: codes of units whose figure in both is the same one, carried forward.
        why: why the two cannot be compared; None where they can.
    """

    since: str
    course: Course
    before: Number | None
    now: Number | None
    sign: str
    only_before: tuple[str, ...] = ()
    only_now: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    why: Sentence | None = None

    @property
    def by(self) -> Fraction | None:
        """By how much it changed: in the figure's unit, percentages in points."""
        is_compared = self.course in {Course.BETTER, Course.WORSE, Course.SAME}
        if self.before is None or self.now is None or not is_compared:
            return None
        return Fraction(self.now) - Fraction(self.before)

    @property
    def relative(self) -> Fraction | None:
        """By which part of the figure before; None from 0, and for percentages."""
        if self.by is None or not self.before or self.sign:
            return None
        return self.by / abs(Fraction(self.before))


@dataclass(frozen=True, slots=True)
class Before:
    """What a leg is compared with.

    Attributes:
        period: the code of the plan's period before.
        definition: the framework version that judged it.
        marker: the same marker as it was assessed then; None where there was none, or several.
        figure: the leg's indicator then, under the code that it has now.
        broken: why figures of then are not those of the same question; empty where they are.
    """

    period: str
    definition: FrameworkDefinition
    marker: MarkerAssessment | None
    figure: Aggregate
    broken: str = ""


def change_of(
    definition: FrameworkDefinition, marker: MarkerAssessment, leg: LegAssessment, before: Before
) -> FigureChange | None:
    """Return how a leg's figure changed since the period before; None where neither has one.

    Levels have no change: one is not a number of the other.
    """
    now = {entry.unit: entry for entry in leg.aggregate.inputs if entry.counts}
    then = {entry.unit: entry for entry in before.figure.inputs if entry.counts}
    if leg.indicator.measure.is_graded or not (now or then):
        return None
    both = [unit for unit in now if unit in then]
    compared = _Compared(leg, [now[unit] for unit in both], [then[unit] for unit in both])
    counts_units = _is_by_unit(marker)
    figures = compared.reaching(marker, before.marker) if counts_units else compared.figures()
    course, why = _course(definition, marker, leg, before, figures, (bool(then), bool(now)))
    return FigureChange(
        before.period,
        course,
        *figures,
        "" if counts_units else _sign(leg),
        tuple(unit for unit in then if unit not in now),
        tuple(unit for unit in now if unit not in then),
        tuple(unit for unit in both if now[unit].period == then[unit].period),
        why,
    )


def _is_by_unit(marker: MarkerAssessment) -> bool:
    return marker.marker.rule is MarkerRule.K_OF_N


def _sign(leg: LegAssessment) -> str:
    is_share = leg.indicator.measure is Measure.PERCENTAGE
    return PER_CENT if is_share and not leg.counts_units else ""


@dataclass(frozen=True, slots=True)
class _Compared:
    """What the units that are in both figures gave, now and then."""

    leg: LegAssessment
    now: Sequence[UnitInput]
    then: Sequence[UnitInput]

    def figures(self) -> tuple[Number | None, Number | None]:
        """Return the figure of these units then, and now."""
        then, now = (combine(self.leg.indicator, tuple(part)) for part in (self.then, self.now))
        return then.amount, now.amount

    def reaching(
        self, now: MarkerAssessment, then: MarkerAssessment | None
    ) -> tuple[Number | None, Number | None]:
        """Return how many of these units reached their target then, and how many do now."""
        if then is None or not _is_by_unit(then):
            return None, None
        judged = [
            {unit.unit: unit.reached for unit in marker.units if unit.reached is not None}
            for marker in (then, now)
        ]
        both = [entry.unit for entry in self.now if all(entry.unit in known for known in judged)]
        if not both:
            return None, None
        before, after = (sum(known[unit] is True for unit in both) for known in judged)
        return Fraction(before), Fraction(after)


def _course(
    definition: FrameworkDefinition,
    marker: MarkerAssessment,
    leg: LegAssessment,
    before: Before,
    figures: tuple[Number | None, Number | None],
    there: tuple[bool, bool],
) -> tuple[Course, Sentence | None]:
    if before.broken:
        return Course.NOT_COMPARABLE, say("{why}", why=before.broken)
    if there == (False, True):
        return Course.NEW, None
    if there == (True, False):
        return Course.GONE, None
    why = _revised(definition, marker, leg, before)
    then, now = figures
    if why is None and (then is None or now is None):
        why = say("no reporting unit is in both figures with what is needed to compare them")
    if why is not None or then is None or now is None:
        return Course.NOT_COMPARABLE, why
    if then == now:
        return Course.SAME, None
    rises = _is_by_unit(marker) or leg.direction is Direction.RISING
    return (Course.BETTER if (now > then) == rises else Course.WORSE), None


def _revised(
    definition: FrameworkDefinition, marker: MarkerAssessment, leg: LegAssessment, before: Before
) -> Sentence | None:
    """Return what a revision of the framework between the two changed about how they are judged.

    Targets that one version sets from year to year are the plan and no revision.
    """
    if before.definition.version == definition.version or before.marker is None:
        return None
    old = _leg_then(before.marker, leg)
    if old is None:
        return None
    versions = {"old": before.definition.version, "new": definition.version}
    if old.direction is not leg.direction or old.comparator is not leg.comparator:
        return say("version {new} judges it the other way than version {old}", **versions)
    for period in (before.period, marker.period):
        was, becomes = (_targets(one.leg, period) for one in (old, leg))
        known = all(period in one.period_by_code for one in (before.definition, definition))
        if known and was != becomes:
            return say(
                "version {new} has another target for {period} than version {old}",
                period=period,
                **versions,
            )
    return None


def _leg_then(marker: MarkerAssessment, leg: LegAssessment) -> LegAssessment | None:
    same = [known for known in marker.legs if known.indicator.code == leg.indicator.code]
    legs = same or list(marker.legs)
    return legs[0] if len(legs) == 1 else None


def _targets(leg: Leg, period: str) -> dict[str, object]:
    own = {unit: targets[period] for unit, targets in leg.unit_targets.items() if period in targets}
    return {"": leg.targets.get(period), **own}


def change_sentence(change: FigureChange, title: str) -> Sentence:
    """Return a change in words, such as “4 points more than for 2025”.

    Args:
        change: the change.
        title: of the period before.
    """
    match change.course:
        case Course.NEW:
            return say("There was no figure for {period}.", period=title)
        case Course.GONE:
            return say("There was a figure for {period}, and there is none now.", period=title)
        case Course.NOT_COMPARABLE:
            return say("Not comparable with {period}: {why}.", period=title, why=change.why or "")
        case Course.SAME:
            same = Amount(change.now or Decimal(0), change.sign)
            return say("The same as for {period}: {now}.", period=title, now=same)
        case _:
            return _moved(change, title)


_POINTS = {
    True: "{by} points more than for {period}: {before}, then {now}.",
    False: "{by} points less than for {period}: {before}, then {now}.",
}
_FROM_ZERO = {
    True: "{by} more than for {period}: {before}, then {now}.",
    False: "{by} less than for {period}: {before}, then {now}.",
}
_RELATIVE = {
    True: "{by} more than for {period} ({share}): {before}, then {now}.",
    False: "{by} less than for {period} ({share}): {before}, then {now}.",
}


def _moved(change: FigureChange, title: str) -> Sentence:
    by, share = change.by or Fraction(0), change.relative
    without_points = _FROM_ZERO if share is None else _RELATIVE
    templates = _POINTS if change.sign else without_points
    return say(
        templates[by > 0],
        by=rounded(abs(by), 1) if change.sign else abs(by),
        period=title,
        share="" if share is None else Amount(rounded(abs(share) * 100, 1), PER_CENT),
        before=Amount(change.before or Decimal(0), change.sign),
        now=Amount(change.now or Decimal(0), change.sign),
    )
