"""What has to hold for everything that a unit reports beside its values, entered here or sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spa_me.domain.checks import Problem, ProblemKind
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding
from spa_me.domain.fields.records import Record, said_of, wrong_fields
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.submission import Answer, Confirmation, Evidence, SubmissionContent
from spa_me.services.funding_checks import money_findings
from spa_me.services.saving import needed


def has_question(definition: FrameworkDefinition, code: str) -> bool:
    """Return whether a code is that of an indicator or a progress marker."""
    return code in definition.indicator_by_code or code in definition.marker_by_code


def evidence_findings(definition: FrameworkDefinition, evidence: Evidence) -> Iterator[Finding]:
    """Yield what is wrong with a piece of evidence by itself."""
    if not has_question(definition, evidence.about):
        yield _no_question("about", evidence.about)
    if evidence.is_file:
        yield from needed("file_name", evidence.file_name, "how the file is called")
    else:
        yield from needed("reference", evidence.reference, "where it can be found")
    yield from wrong_fields(evidence)


def answer_findings(
    definition: FrameworkDefinition, answer: Answer, asked: Collection[str]
) -> Iterator[Finding]:
    """Yield what is wrong with an answer to a remark.

    Args:
        definition: the framework that judges the period.
        answer: to be kept.
        asked: what the region remarked on, perhaps by an earlier version of the framework.
    """
    code = answer.indicator
    if code and code not in asked and not has_question(definition, code):
        yield _no_question("indicator", code)
    yield from wrong_fields(answer)


def _no_question(field: str, code: str) -> Finding:
    problem = f"there is no indicator or progress marker “{code}”"
    return Finding(field, problem, "the question that it belongs to")


def record_problems(
    definition: FrameworkDefinition, records: Iterable[Record], asked: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong with what a unit reports beside its values, each by itself.

    Args:
        definition: the framework that judges the period.
        records: entered here, or sent.
        asked: what the region remarked on, as for `answer_findings`.
    """
    for record in records:
        for finding in _findings(definition, record, asked):
            yield Problem(
                ProblemKind.INVALID,
                finding.severity,
                _question_of(record),
                finding.where,
                said_of(record, finding),
                record=record,
            )


def _findings(
    definition: FrameworkDefinition, record: Record, asked: Collection[str]
) -> Iterator[Finding]:
    match record:
        case Evidence():
            return evidence_findings(definition, record)
        case Answer():
            return answer_findings(definition, record, asked)
        case Confirmation():
            return wrong_fields(record)
        case _:
            return money_findings(definition, record)


def _question_of(record: Record) -> str:
    match record:
        case Evidence():
            return record.about
        case Answer():
            return record.indicator
        case _:
            return ""


def records_in(content: SubmissionContent) -> Iterator[Record]:
    """Yield what a submission holds beside values and its message."""
    yield from content.activities
    yield from content.contributions
    yield from content.printed_shares
    yield from content.rates
    yield from content.evidence
    yield from content.answers
    yield from content.confirmations


def reported_records(dataset: Dataset, unit: str, period: str) -> Iterator[Record]:
    """Yield what a unit reports for a period beside values, as it is recorded here."""
    submissions = dataset.submissions
    listed: tuple[Iterable[Record], ...] = (
        dataset.activities,
        dataset.contributions,
        dataset.printed_shares,
        dataset.rates,
        submissions.evidence,
        submissions.answers,
        submissions.confirmations,
    )
    for records in listed:
        yield from (record for record in records if (record.unit, record.period) == (unit, period))


def asked_about(dataset: Dataset, unit: str, period: str) -> frozenset[str]:
    """Return what the region ever remarked on in what a unit reported for a period."""
    return frozenset(
        remark.indicator
        for decision in dataset.submissions.decisions
        if (decision.unit, decision.period) == (unit, period)
        for remark in decision.remarks
    )
