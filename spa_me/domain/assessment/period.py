"""All markers and results of a framework in one period."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from spa_me.domain.assessment.legs import Frame
from spa_me.domain.assessment.markers import MarkerAssessment, assess_marker
from spa_me.domain.assessment.results import (
    ResultAssessment,
    StatusCounts,
    assess_results,
    count,
)
from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration, ProRata, ResultRating
from spa_me.domain.values import ValueBook


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people decided, for all periods."""

    declarations: Sequence[Declaration] = ()
    pro_ratas: Sequence[ProRata] = ()
    ratings: Sequence[ResultRating] = ()


@dataclass(frozen=True)
class PeriodAssessment:
    """How a framework stands in one period; computed each time and never stored.

    Attributes:
        unit: the only reporting unit that is looked at; None for all together.
        markers: in the framework's order; markers that ask nobody in view are left out.
    """

    definition: FrameworkDefinition
    period: str
    unit: str | None
    markers: tuple[MarkerAssessment, ...]
    results: tuple[ResultAssessment, ...] = field(repr=False)

    @property
    def counts(self) -> StatusCounts:
        """The counts over all markers."""
        return count(self.markers)

    def marker(self, code: str) -> MarkerAssessment:
        """Return one marker's assessment; raises `NotFoundError` for another code."""
        for marker in self.markers:
            if marker.marker.code == code:
                return marker
        message = f"There is no progress marker “{code}” in {self.definition.title}."
        raise NotFoundError(message)

    @property
    def differences(self) -> tuple[MarkerAssessment, ...]:
        """Markers whose computed and reported status are not the same."""
        return tuple(marker for marker in self.markers if marker.differs)


def assess(
    definition: FrameworkDefinition,
    period: str,
    values: ValueBook,
    judgements: Judgements | None = None,
    unit: str | None = None,
) -> PeriodAssessment:
    """Return how every marker and result stands in a period.

    Args:
        definition: the framework version that judges the period.
        period: its code.
        values: the values of all periods, since cumulative ones are carried forward; in a plan of
            several versions as `definition` asks them (`Dataset.values_for`).
        judgements: declared statuses, pro rata and ratings of all periods.
        unit: a reporting unit to look at alone. A status that was declared for all units together
            then stands only beside markers that this unit alone reports.

    Raises:
        NotFoundError: if the framework has no such period or unit.
    """
    markers = assess_markers(definition, period, values, judgements, unit)
    ratings = {r.result: r for r in (judgements or Judgements()).ratings if r.period == period}
    results = assess_results(definition, markers, ratings if unit is None else {})
    return PeriodAssessment(definition, period, unit, markers, results)


def assess_markers(
    definition: FrameworkDefinition,
    period: str,
    values: ValueBook,
    judgements: Judgements | None = None,
    unit: str | None = None,
    only: Collection[str] | None = None,
) -> tuple[MarkerAssessment, ...]:
    """Return how every marker, or those with a code in `only`, stands in a period; see `assess`."""
    judged = judgements or Judgements()
    frame = _frame(definition, period, values, judged.pro_ratas, unit)
    declared = {d.marker: d for d in judged.declarations if d.period == period}
    found: list[MarkerAssessment] = []
    wanted = definition.markers
    if only is not None:
        wanted = [marker for marker in definition.markers if marker.code in only]
    for marker in wanted:
        declaration = declared.get(marker.code)
        if unit is not None and declaration is not None:
            alone = all(definition.reporters[leg.indicator] == (unit,) for leg in marker.legs)
            declaration = declaration if alone else None
        assessed = assess_marker(frame, marker, declaration)
        if assessed is not None:
            found.append(assessed)
    return tuple(found)


def _frame(
    definition: FrameworkDefinition,
    period: str,
    values: ValueBook,
    pro_ratas: Iterable[ProRata],
    unit: str | None,
) -> Frame:
    periods = list(definition.period_by_code if values.plan is None else values.plan.periods)
    if period not in periods:
        known = ", ".join(periods)
        message = f"{definition.title} has no reporting period “{period}”."
        raise NotFoundError(message, do=f"Known periods: {known}.")
    if unit is not None and unit not in definition.unit_by_code:
        known = ", ".join(definition.unit_by_code)
        message = f"{definition.title} has no reporting unit “{unit}”."
        raise NotFoundError(message, do=f"Known units: {known}.")
    here = periods.index(period) + 1
    asked = definition.reporters
    if unit is not None:
        asked = {code: (unit,) if unit in units else () for code, units in asked.items()}
    ours = sorted((p for p in pro_ratas if p.period == period), key=lambda p: p.marker)
    by_marker = {code: tuple(group) for code, group in groupby(ours, key=lambda p: p.marker)}
    return Frame(
        definition,
        values,
        period,
        tuple(periods[:here]),
        tuple(periods[here:]),
        unit,
        definition.indicator_by_code,
        asked,
        by_marker,
        Fraction(definition.rules.partly_above) / 100,
    )


def narrowed(assessment: PeriodAssessment, result: str) -> PeriodAssessment:
    """Return the part of an assessment that lies at or below one result.

    Raises:
        NotFoundError: if the framework has no such result.
    """
    definition = assessment.definition
    if result not in definition.result_by_code:
        message = f"{definition.title} has no result “{result}”."
        raise NotFoundError(message)
    inside = definition.below(result)
    return PeriodAssessment(
        definition,
        assessment.period,
        assessment.unit,
        tuple(m for m in assessment.markers if m.marker.result in inside),
        tuple(r for r in assessment.results if r.result.code in inside),
    )
