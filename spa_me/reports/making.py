"""Making the book from a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from spa_me.domain.aggregation import falls
from spa_me.domain.assessment import MarkerAssessment, PeriodAssessment, assess, assess_markers
from spa_me.domain.assessment.period import narrowed
from spa_me.domain.dataset import AuditEntry, Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.framework.languages import in_language
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import Restatement
from spa_me.reports.book import BookQuestion, NoteLine, ReportBook
from spa_me.reports.funding import FundingQuestion, funding_book
from spa_me.reports.headline import headline, subline
from spa_me.reports.inclusion import inclusion_of
from spa_me.reports.lines import LegLine, MarkerLine, UnitCell, leg_actual_text, marker_line
from spa_me.reports.over_time import over_time
from spa_me.reports.restated import is_figure, restated


def make_book(
    data: Dataset, question: BookQuestion, changes: Sequence[AuditEntry] = ()
) -> ReportBook:
    """Return the book that answers a question about a dataset.

    Args:
        data: the workspace's content.
        question: period, filters, currency.
        changes: the record of changes, latest first.

    Raises:
        NotFoundError: if the period, unit or result is not in the framework.
    """
    definition = in_language(data.framework_for(question.period), question.language)
    values = data.values_for(question.period)
    assessment = assess(definition, question.period, values, data.judgements, question.unit)
    if question.result is not None:
        assessment = narrowed(assessment, question.result)
    markers = tuple(_marker_lines(data, assessment))
    funding = funding_book(data, definition, _about_money(question))
    counts = assessment.counts
    inclusion = inclusion_of(assessment, data)
    return ReportBook(
        question=question,
        info=data.info,
        definition=definition,
        period=definition.period_by_code[question.period],
        data_as_of=changes[0].at if changes else data.info.created_at,
        assessment=assessment,
        headline=headline(counts, _only_unit(definition, question)),
        subline=subline(counts, markers, funding, inclusion),
        counts=counts,
        markers=markers,
        legs=tuple(LegLine(line, leg) for line in markers for leg in line.assessment.legs),
        results=assessment.results,
        attention=tuple(_attention(markers)),
        matrix=_matrix(data, assessment),
        inclusion=inclusion,
        funding=funding,
        notes=tuple(_notes(data, definition, question.period)),
        falls=tuple(f for f in falls(definition, values) if f.period == question.period),
        changes=changes,
    )


def _only_unit(definition: FrameworkDefinition, question: BookQuestion) -> str:
    """Return the name of the only unit in view; empty for several."""
    return "" if question.unit is None else str(definition.unit_by_code[question.unit].name)


def _about_money(question: BookQuestion) -> FundingQuestion:
    return FundingQuestion(
        question.period,
        question.unit,
        question.currency,
        question.stage,
        question.without_programme,
    )


def _marker_lines(data: Dataset, assessment: PeriodAssessment) -> Iterable[MarkerLine]:
    definition = assessment.definition
    explained = {e.marker: e.text for e in data.explanations if e.period == assessment.period}
    provisional = data.submissions.provisional
    values = data.values_for(assessment.period)
    restated = _restated_figures(data, assessment)
    times = over_time(data, assessment)
    for marker in assessment.markers:
        explanation = explained.get(marker.marker.code, "")
        line = marker_line(definition, marker, explanation, provisional, data.drafts)
        is_restated = any(leg.indicator.code in restated for leg in marker.legs)
        yield replace(
            line,
            is_restated=is_restated,
            breaks=values.breaks,
            over_time=tuple(times[line.code, leg.indicator.code] for leg in marker.legs),
        )


def _restated_figures(data: Dataset, assessment: PeriodAssessment) -> frozenset[str]:
    """Return the indicators of which a figure in view was restated."""
    return frozenset(
        entry.indicator
        for entry in data.submissions.restatements
        if entry.period == assessment.period and assessment.unit in {None, entry.unit}
    )


def _attention(markers: Iterable[MarkerLine]) -> Iterable[MarkerLine]:
    order = {Status.NOT: 0, Status.PARTLY: 1, NoStatus.NOT_REPORTED: 2}
    wanted = [line for line in markers if line.kind in order]
    return sorted(wanted, key=lambda line: (order[line.kind], line.achievement or 0))


def _matrix(data: Dataset, assessment: PeriodAssessment) -> Mapping[str, Mapping[str, UnitCell]]:
    definition = assessment.definition
    shown = {marker.marker.code: marker for marker in assessment.markers}
    cells: dict[str, dict[str, UnitCell]] = {code: {} for code in shown}
    period, values = assessment.period, data.values_for(assessment.period)
    units = [assessment.unit] if assessment.unit is not None else list(definition.unit_by_code)
    for unit in units:
        markers = assess_markers(definition, period, values, data.judgements, unit)
        for marker in markers:
            if marker.marker.code in shown:
                cells[marker.marker.code][unit] = _cell(unit, marker, shown[marker.marker.code])
    return {code: cells[code] for code in definition.marker_by_code if code in shown}


def _cell(unit: str, marker: MarkerAssessment, together: MarkerAssessment) -> UnitCell:
    texts = [text for leg in marker.legs if (text := leg_actual_text(leg)) is not None]
    contributes = bool(texts) and marker.status is None
    without_own = marker.no_status is NoStatus.NO_TARGET
    has_common = together.no_status is not NoStatus.NO_TARGET
    is_awaited = without_own and has_common and bool(marker.missing) and not texts
    return UnitCell(unit, marker, _beside(texts), contributes, is_awaited)


def _beside(texts: Sequence[Sentence]) -> Sentence | None:
    if not texts:
        return None
    return reduce(lambda one, other: say("{one} · {other}", one=one, other=other), texts)


def _notes(data: Dataset, definition: FrameworkDefinition, period: str) -> Iterable[NoteLine]:
    for note in definition.notes:
        yield NoteLine(note.about, _title(definition, note.about), str(note.text), note.source)
    for note in data.notes:
        if note.period in {"", period}:
            title = _title(definition, note.about)
            yield NoteLine(note.about, title, note.text, note.source, note)
    for entry in data.submissions.restatements:
        if entry.period == period:
            yield _restated(definition, entry)


def _restated(definition: FrameworkDefinition, entry: Restatement) -> NoteLine:
    about = entry.indicator if is_figure(definition, entry) else entry.unit
    return NoteLine(about, _title(definition, about), str(restated(definition, entry)), "")


def _title(definition: FrameworkDefinition, code: str) -> str:
    """Return what a code stands for in words; the code itself where it is not in the framework."""
    if code == "framework":
        return str(definition.title)
    unit = definition.unit_by_code.get(code)
    if unit is not None:
        return str(unit.name)
    for parts in (
        definition.marker_by_code,
        definition.result_by_code,
        definition.indicator_by_code,
    ):
        part = parts.get(code)
        if part is not None:
            return str(part.title)
    return code
