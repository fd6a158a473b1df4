"""What has to hold for everything that a unit reports beside its values, entered here or sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.submission import Answer, Confirmation, Evidence
from spa_me.services import wording
from spa_me.services.funding_checks import MoneyRecord, money_findings
from spa_me.services.saving import needed, too_long

ReportedRecord = MoneyRecord | Evidence | Confirmation


def has_question(definition: FrameworkDefinition, code: str) -> bool:
    """Return whether a code is that of an indicator or a progress marker."""
    return code in definition.indicator_by_code or code in definition.marker_by_code


def evidence_findings(definition: FrameworkDefinition, evidence: Evidence) -> Iterator[Finding]:
    """Yield what is wrong with a piece of evidence by itself."""
    if not has_question(definition, evidence.about):
        yield _no_question("about", evidence.about)
    yield from needed("title", evidence.title, "what it is, in words")
    if not evidence.is_file:
        yield from needed("reference", evidence.reference, "where it can be found")
    yield from too_long(evidence)


def confirmation_findings(confirmation: Confirmation) -> Iterator[Finding]:
    """Yield what is wrong with a confirmation by itself."""
    yield from needed("finding", confirmation.finding, "what was found")
    yield from needed("about", confirmation.about, "what it was found in")
    yield from needed("reason", confirmation.reason, "why it is right")
    yield from too_long(confirmation)


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
    yield from needed("text", answer.text, "what the region is to know")
    yield from too_long(answer)


def _no_question(field: str, code: str) -> Finding:
    problem = f"there is no indicator or progress marker “{code}”"
    return Finding(field, problem, "the question that it belongs to")


def record_findings(
    definition: FrameworkDefinition, records: Iterable[ReportedRecord]
) -> Iterator[Finding]:
    """Yield what is wrong with records; where it is names the record and the field."""
    for record in records:
        match record:
            case Evidence():
                found = evidence_findings(definition, record)
            case Confirmation():
                found = confirmation_findings(record)
            case _:
                found = money_findings(definition, record)
        for finding in found:
            where = f"{wording.subject(record)} {finding.where}"
            yield Finding(where, finding.what, finding.expected, finding.severity)


def reported_records(dataset: Dataset, unit: str, period: str) -> Iterator[ReportedRecord]:
    """Yield what a unit reports for a period beside its values."""
    for records in (
        dataset.activities,
        dataset.contributions,
        dataset.printed_shares,
        dataset.rates,
        dataset.submissions.evidence,
        dataset.submissions.confirmations,
    ):
        for record in records:
            if (record.unit, record.period) == (unit, period):
                yield record
