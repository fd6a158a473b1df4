"""Each leg of a book over time: its total over periods, and its change since the last one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spa_me.domain.aggregation import aggregate
from spa_me.domain.assessment import (
    LegAssessment,
    MarkerAssessment,
    PeriodAssessment,
    assess_markers,
)
from spa_me.domain.dataset import Dataset
from spa_me.domain.derivation.figures import sign_of_figure
from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.over_time import (
    Before,
    Course,
    FigureChange,
    Total,
    change_of,
    change_sentence,
    total_of,
)
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.domain.successors import steps_between
from spa_me.domain.values import ValueBook


@dataclass(frozen=True, slots=True)
class OverTime:
    """A leg beside its earlier periods.

    Attributes:
        indicator: the code of the leg's indicator.
        total: over all periods so far; None where it says no more than the figure of this one.
        change: since the period before; None for the first one, or where neither has a figure.
        sentences: both in words, with who is in one of the two figures alone.
    """

    indicator: str
    total: Total | None
    change: FigureChange | None
    sentences: tuple[Sentence, ...]


def over_time(data: Dataset, assessment: PeriodAssessment) -> Mapping[tuple[str, str], OverTime]:
    """Return how every leg in view stands over time, by marker and indicator."""
    periods = list(data.periods)
    upto = periods[: periods.index(assessment.period) + 1]
    then = _Then.of(data, assessment, upto[-2]) if len(upto) > 1 else None
    return {
        (marker.marker.code, leg.indicator.code): _of_leg(data, assessment, marker, leg, upto, then)
        for marker in assessment.markers
        for leg in marker.legs
    }


@dataclass(frozen=True, slots=True)
class _Then:
    """The period before: who judged it, and how the same markers stood in it.

    Attributes:
        markers: by the code that they have now.
    """

    period: str
    definition: FrameworkDefinition
    markers: Mapping[str, MarkerAssessment]

    @classmethod
    def of(cls, data: Dataset, assessment: PeriodAssessment, period: str) -> _Then:
        """Return how the markers of an assessment stood in the period before."""
        definition = data.framework_for(period)
        try:
            found = assess_markers(
                definition, period, data.values_for(period), data.judgements, assessment.unit
            )
        except NotFoundError:  # a unit that its version does not have
            found = ()
        now = data.framework_for(assessment.period)
        became = _became(data, definition, now)
        by_code = {became.get(m.marker.code, m.marker.code): m for m in found}
        return cls(period, definition, by_code)


def _became(data: Dataset, old: FrameworkDefinition, now: FrameworkDefinition) -> Mapping[str, str]:
    """Return the markers of an earlier version that became one of another code, old to new."""
    if old.version == now.version:
        return {}
    found = {marker.code: marker.code for marker in old.markers}
    for step in steps_between(old, now, data.frameworks) or ():
        for code, so_far in list(found.items()):
            after = step.successors(so_far)
            if len(after) == 1 and len(step.predecessors(after[0])) == 1:
                found[code] = after[0]
            else:
                del found[code]
    return found


def _of_leg(
    data: Dataset,
    assessment: PeriodAssessment,
    marker: MarkerAssessment,
    leg: LegAssessment,
    upto: list[str],
    then: _Then | None,
) -> OverTime:
    values, code = data.values_for(assessment.period), leg.indicator.code
    now = assessment.definition.reporters[code]
    total = total_of(leg.indicator, now, upto, values, assessment.unit)
    change = None
    if then is not None:
        units = _units_then(assessment, values, code, then.period, now)
        figure = aggregate(leg.indicator, units, upto[:-1], values)
        known = then.markers.get(marker.marker.code)
        begun = values.breaks.get(code) if not values.units_asked(code, then.period, now) else None
        why = "" if begun is None else begun.why
        before = Before(then.period, then.definition, known, figure, why)
        change = change_of(assessment.definition, marker, leg, before)
    return OverTime(code, total, change, tuple(_sentences(data, assessment, leg, total, change)))


def _units_then(
    assessment: PeriodAssessment, values: ValueBook, code: str, period: str, now: tuple[str, ...]
) -> tuple[str, ...]:
    units = values.units_asked(code, period, now)
    only = assessment.unit
    return units if only is None else tuple(unit for unit in units if unit == only)


def _sentences(
    data: Dataset,
    assessment: PeriodAssessment,
    leg: LegAssessment,
    total: Total | None,
    change: FigureChange | None,
) -> Iterator[Sentence]:
    code = leg.indicator.code
    if change is not None:
        title = str(data.periods[change.since].title)
        yield say("{code}: {change}", code=code, change=change_sentence(change, title))
        alone = {change.since: change.only_before, assessment.period: change.only_now}
        for period, units in alone.items():
            if units and change.course not in {Course.NEW, Course.GONE}:
                yield say(
                    "{code}: only in the figure of {period}: {units}.",
                    code=code,
                    period=str(data.periods[period].title),
                    units=", ".join(data.unit_name(unit) for unit in units),
                )
    if total is not None:
        yield from _about_total(data, leg, total)


def _about_total(data: Dataset, leg: LegAssessment, total: Total) -> Iterator[Sentence]:
    code, amount = leg.indicator.code, Amount(total.amount, sign_of_figure(leg))
    periods = ", ".join(str(data.periods[period].title) for period in total.periods)
    is_latest = len(total.periods) == 1
    yield say(
        "{code}: the latest figure is {amount}, of {periods}."
        if is_latest
        else "{code}: {amount} over {periods} together.",
        code=code,
        amount=amount,
        periods=periods,
    )
    if total.missing:
        missing = ", ".join(
            f"{data.unit_name(unit)} {data.periods[period].title}" for period, unit in total.missing
        )
        yield say("{code}: not in this total: {missing}.", code=code, missing=missing)
