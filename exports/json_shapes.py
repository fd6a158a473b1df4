"""The shapes in which results are handed to other programs: `docs/json-shapes.md` describes them.

Every decimal is a string, so that no reader turns it into a binary number on the way. A key is
always there; where there is nothing it is null, an empty text or an empty list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exports.json_funding import funding_json
from exports.number_texts import exact_ratio, number_text, percent_text
from spa_me.domain.aggregation import Aggregate
from spa_me.domain.assessment import (
    Card,
    LegAssessment,
    MarkerAssessment,
    NotComputable,
    ResultAssessment,
    StatusCounts,
)
from spa_me.domain.derivation import Derivation
from spa_me.domain.judgements import ResultRating
from spa_me.domain.numbers import plain
from spa_me.domain.status import Status
from spa_me.domain.values import Value
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine
from spa_me.reports.over_time import OverTime

Shape = dict[str, Any]

__all__ = ["Shape", "assessment_json", "funding_json", "value_shape"]


def assessment_json(book: ReportBook) -> Shape:
    """Return how every marker and result of the book stands."""
    definition = book.definition
    return {
        "framework": {
            "code": definition.code,
            "version": definition.version,
            "title": str(definition.title),
            "digest": definition.digest,
        },
        "period": book.period.code,
        "counts": _counts(book.counts),
        "markers": [_marker(line) for line in book.markers],
        "results": [_result(book, entry) for entry in book.results],
    }


def _counts(counts: StatusCounts) -> Shape:
    return {
        **{status.value: counts.of(status) for status in Status},
        "no_status": counts.without_status,
    }


def _marker(line: MarkerLine) -> Shape:
    marker = line.assessment
    declaration = marker.declaration
    return {
        "code": line.code,
        "result": line.result_code,
        "status": marker.status,
        "computed": marker.computed,
        "reported": marker.reported,
        "no_status": marker.no_status,
        "achievement": percent_text(line.achievement),
        "achievement_exact": exact_ratio(line.achievement),
        "achievement_of": None if line.achievement is None else marker.achieved_of,
        "reason": str(line.derivation.answer) if declaration is None else declaration.reason,
        "included": _included(
            marker.expected_units, marker.missing_units, marker.units_without_parts
        ),
        "best": marker.best,
        "worst": marker.worst,
        "legs": [
            {**_leg(marker, leg), **_over_time(over_time)}
            for leg, over_time in zip(marker.legs, line.over_time, strict=True)
        ],
        "derivation": _derivation(marker, line.title, line.derivation),
    }


def _included(
    expected: tuple[str, ...], missing: tuple[str, ...], without_parts: tuple[str, ...]
) -> Shape:
    return {
        "reported": len(expected) - len({*missing, *without_parts}),
        "expected": len(expected),
        "missing": list(missing),
    }


def _over_time(leg: OverTime) -> Shape:
    total, change = leg.total, leg.change
    return {
        "total": None
        if total is None
        else {
            "amount": number_text(total.amount),
            "periods": list(total.periods),
            "missing": [{"period": period, "unit": unit} for period, unit in total.missing],
        },
        "change": None
        if change is None
        else {
            "since": change.since,
            "course": change.course,
            "before": number_text(change.before),
            "now": number_text(change.now),
            "by": number_text(change.by),
            "by_per_cent": percent_text(change.relative),
            "only_before": list(change.only_before),
            "only_now": list(change.only_now),
            "why": "" if change.why is None else str(change.why),
        },
    }


def _leg(marker: MarkerAssessment, leg: LegAssessment) -> Shape:
    indicator, target, achieved = leg.indicator, leg.target, leg.achievement
    fraction = None if isinstance(achieved, NotComputable) else achieved
    baseline = indicator.baseline
    year = None if baseline is None or leg.baseline is None else baseline.year
    pro_rata = leg.pro_rata
    return {
        "indicator": indicator.code,
        "title": str(indicator.title),
        "unit": str(indicator.unit),
        "measure": indicator.measure,
        "counts_units": leg.counts_units,
        "comparator": leg.comparator,
        "baseline": None if leg.baseline is None else plain(leg.baseline),
        "baseline_year": year,
        "keep": leg.leg.keep,
        "target": None if target is None else plain(target.original),
        "target_used": None if target is None else number_text(target.used),
        "target_shared": None if leg.shared is None else number_text(leg.shared.used),
        "pro_rata": None
        if pro_rata is None
        else {
            "factor": exact_ratio(leg.factor),
            "from": pro_rata.tracked_from.isoformat(),
            "to": pro_rata.tracked_to.isoformat(),
            "reason": pro_rata.reason,
        },
        "actual": number_text(leg.actual),
        "achievement": percent_text(fraction),
        "achievement_exact": exact_ratio(fraction),
        "achievement_of": None if fraction is None else leg.achieved_of,
        "not_computable": achieved if isinstance(achieved, NotComputable) else None,
        "status": leg.status,
        "no_status": leg.no_status,
        "included": _included(
            marker.expected_in(leg), marker.missing_in(leg), leg.aggregate.without_parts
        ),
        "values": list(_values(leg.aggregate)),
    }


def _values(aggregate: Aggregate) -> Iterable[Shape]:
    for entry in aggregate.inputs:
        yield {
            "unit": entry.unit,
            "period": entry.period,
            "kind": entry.kind,
            "state": entry.value.state,
            **value_shape(entry.value),
        }


def value_shape(value: Value) -> Shape:
    """Return what was reported, apart from where it belongs and its state."""
    return {
        "value": number_text(value.amount),
        "numerator": number_text(value.numerator),
        "denominator": number_text(value.denominator),
        "level": value.level,
        "reason": value.reason,
        "note": value.note,
        "parts": {
            dimension: {category: plain(number) for category, number in parts.items()}
            for dimension, parts in value.parts.items()
        },
        "entered_by": value.entered_by,
        "entered_at": None if value.entered_at is None else value.entered_at.isoformat(),
    }


def _derivation(marker: MarkerAssessment, title: str, derivation: Derivation) -> Shape:
    declaration = marker.declaration
    return {
        "marker": title,
        "question": str(derivation.title),
        "answer": str(derivation.answer),
        "rule": str(derivation.rule),
        "steps": [str(sentence) for sentence in derivation.steps],
        "missing": [str(sentence) for sentence in derivation.missing],
        "cases": [str(sentence) for sentence in derivation.cases],
        "changes": [str(sentence) for sentence in derivation.changes],
        "remarks": [str(sentence) for sentence in derivation.remarks],
        "declaration": None
        if declaration is None
        else {
            "status": declaration.status,
            "reason": declaration.reason,
            "precondition": declaration.precondition,
            "person": declaration.person,
            "at": None if declaration.at is None else declaration.at.isoformat(),
        },
        "facts": dict(derivation.facts),
    }


def _result(book: ReportBook, entry: ResultAssessment) -> Shape:
    return {
        "code": entry.result.code,
        "title": str(entry.result.title),
        "level": entry.result.level,
        "parent": entry.result.parent,
        "counts": _counts(entry.counts),
        "card": _card(entry.capped if book.is_capped else entry.uncapped),
        "uncapped": percent_text(entry.uncapped.achievement),
        "capped": percent_text(entry.capped.achievement),
        "rating": _rating(entry.rating),
    }


def _card(card: Card) -> Shape:
    return {
        "achievement": percent_text(card.achievement),
        "achievement_exact": exact_ratio(card.achievement),
        "colour": card.colour,
        "is_capped": card.is_capped,
        "no_light": card.no_light,
        "with_per_cent": len(card.markers),
        "with_status": card.judged,
        "missing": percent_text(card.missing),
    }


def _rating(rating: ResultRating | None) -> Shape | None:
    if rating is None:
        return None
    return {"status": rating.status, "reason": rating.reason, "person": rating.person}
