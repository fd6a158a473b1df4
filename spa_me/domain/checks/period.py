"""A unit's whole period: what is missing, doubtful or unexplained before it is handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spa_me.domain.aggregation import falls
from spa_me.domain.assessment import Judgements, MarkerAssessment, assess_markers
from spa_me.domain.checks.doubts import Doubt, FindingKind, digest_of
from spa_me.domain.checks.values import check_value
from spa_me.domain.errors import Finding, Severity
from spa_me.domain.fields.records import Record
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Explanation
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import Value, ValueBook, ValueKey, ValueState


class ProblemKind(StrEnum):
    """What sort of problem it is, for filters."""

    MISSING = "missing"
    INVALID = "invalid"
    DOUBTFUL = "doubtful"
    FALL = "fall"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the problems list of a unit's period.

    Attributes:
        indicator: the code of the row that it is about; empty where it is about none.
        field: the field within the row, such as `reason` or `denominator`.
        what: the problem and what would mend it, in a sentence.
        marker: the code of the marker that asks for it; empty where none does.
        record: what it is about beside the values, such as an activity; its `field` is one of
            `spa_me/domain/fields/records.py`.
        doubt: what a person may confirm as right, with a reason; None where it has to be mended.
        offer: the value that would mend it, to be taken with a click.
    """

    kind: ProblemKind
    severity: Severity
    indicator: str
    field: str
    what: Sentence
    marker: str = ""
    record: Record | None = None
    doubt: Doubt | None = None
    offer: Value | None = None

    @property
    def where(self) -> str:
        """What it is about, for people; empty where its sentence says it."""
        return "" if self.record is not None else f"{self.indicator} {self.field}".strip()


def check_period(
    definition: FrameworkDefinition,
    values: ValueBook,
    unit: str,
    period: str,
    *,
    judgements: Judgements | None = None,
    explanations: Sequence[Explanation] = (),
) -> list[Problem]:
    """Return what is wrong, missing or unexplained in what one unit reports for a period.

    Problems stand in the order of the indicators, errors before warnings.

    Args:
        definition: the framework version that judges the period.
        values: the values of all periods and units.
        unit: the code of the reporting unit.
        period: the code of the reporting period.
        judgements: declared statuses and pro rata, which decide whether a target is missed.
        explanations: of deviations, for all periods.

    Raises:
        NotFoundError: if the framework has no such period or unit.
    """
    markers = assess_markers(definition, period, values, judgements, unit)
    asked = [code for code, units in definition.reporters.items() if unit in units]
    found = [
        *_missing(asked, markers, values, unit, period),
        *_values(definition, asked, values, unit, period),
        *_falls(definition, asked, values, unit, period),
        *_unexplained(markers, values, unit, period, explanations),
    ]
    order = {code: place for place, code in enumerate(asked)}
    weight = {severity: place for place, severity in enumerate(Severity)}
    found.sort(key=lambda problem: (order[problem.indicator], weight[problem.severity]))
    return found


def _missing(
    asked: Iterable[str],
    markers: Sequence[MarkerAssessment],
    values: ValueBook,
    unit: str,
    period: str,
) -> Iterator[Problem]:
    by_indicator: dict[str, list[MarkerAssessment]] = {}
    for marker in markers:
        for leg in marker.marker.legs:
            by_indicator.setdefault(leg.indicator, []).append(marker)
    for code in asked:
        if values.get(code, unit, period).state is not ValueState.BLANK:
            continue
        judged_by = by_indicator.get(code, [])
        if judged_by and all(_is_not_due(marker) for marker in judged_by):
            continue
        what = say("Nothing is entered; enter a figure (0 is one), or say why there is none")
        name = judged_by[0].marker.code if judged_by else ""
        yield Problem(ProblemKind.MISSING, Severity.WARNING, code, "value", what, name)


def _is_not_due(marker: MarkerAssessment) -> bool:
    return marker.computed_no_status is NoStatus.NOT_DUE


def _values(
    definition: FrameworkDefinition,
    asked: Iterable[str],
    values: ValueBook,
    unit: str,
    period: str,
) -> Iterator[Problem]:
    for code in asked:
        value = values.get(code, unit, period)
        for finding in check_value(definition, ValueKey(unit, period, code), value):
            is_doubt = finding.severity is Severity.WARNING
            kind = ProblemKind.DOUBTFUL if is_doubt else ProblemKind.INVALID
            what = say(
                "{problem}; expected {expected}", problem=finding.what, expected=finding.expected
            )
            doubt = _doubt_of(finding, code, value)
            yield Problem(kind, finding.severity, code, finding.where, what, doubt=doubt)


def _doubt_of(finding: Finding, code: str, value: Value) -> Doubt | None:
    """Return what a person may confirm of a finding about a value; None of most."""
    if not finding.doubt:
        return None
    digest = digest_of([str(value.amount), value.numerator, value.denominator])
    return Doubt(FindingKind(finding.doubt), code, digest)


def _falls(
    definition: FrameworkDefinition,
    asked: Sequence[str],
    values: ValueBook,
    unit: str,
    period: str,
) -> Iterator[Problem]:
    for fall in falls(definition, values):
        if fall.unit == unit and fall.period == period and fall.indicator in asked:
            what = say(
                "{now} is less than {earlier} in {period}, and a cumulative value does not fall; "
                "correct it or explain it in the note",
                now=fall.now,
                earlier=fall.earlier,
                period=fall.earlier_period,
            )
            yield Problem(ProblemKind.FALL, Severity.WARNING, fall.indicator, "value", what)


def _unexplained(
    markers: Iterable[MarkerAssessment],
    values: ValueBook,
    unit: str,
    period: str,
    explanations: Iterable[Explanation],
) -> Iterator[Problem]:
    explained = {e.marker for e in explanations if e.period == period and e.text.strip()}
    for marker in markers:
        status = marker.status
        if status is None or status is Status.FULLY or marker.marker.code in explained:
            continue
        codes = [leg.indicator.code for leg in marker.legs]
        if any(values.get(code, unit, period).note.strip() for code in codes):
            continue
        behind = (leg.indicator.code for leg in marker.legs if leg.status is not Status.FULLY)
        what = say(
            "Marker {marker} is {status}; explain in the note why its target is missed",
            marker=marker.marker.code,
            status=STATUS_TITLES[status].lower(),
        )
        yield Problem(
            ProblemKind.UNEXPLAINED,
            Severity.WARNING,
            next(behind, codes[0]),
            "note",
            what,
            marker.marker.code,
        )
