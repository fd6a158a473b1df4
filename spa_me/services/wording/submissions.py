"""Submissions and what belongs to them in words."""

from __future__ import annotations

from datetime import date

from spa_me.domain.submission import (
    RIGHT_TITLES,
    STEP_TITLES,
    Answer,
    Confirmation,
    Decision,
    Evidence,
    Member,
    PackageRecord,
    Policy,
    ReceiptRecord,
    Reopening,
    ReportingWindow,
    Restatement,
    Revision,
    Step,
    TrustList,
)
from spa_me.services.wording.dispatch import joined, named, subject, text


def _day(name: str, day: date | None) -> str:
    return "" if day is None else f"{name} {day}"


@subject.register
def _(record: Revision) -> str:
    return f"revision {record.unit} {record.period} {record.number}"


@text.register
def _(record: Revision) -> str:
    signed = "signed" if record.is_signed else "unsigned"
    approved = named("approved by", record.approved_by)
    return joined([signed, approved, named("digest", record.digest)])


@subject.register
def _(record: Decision) -> str:
    return f"decision {record.unit} {record.period} {record.number}"


@text.register
def _(record: Decision) -> str:
    remarks = [f"{r.indicator or 'submission'}: {r.text}" for r in record.remarks]
    about = named("revision", record.revision)
    reason = named("reason", record.reason)
    return joined([record.verdict, about, reason, *remarks, _day("by", record.by_when)])


@subject.register
def _(record: Step) -> str:
    return f"submission {record.unit} {record.period}"


@text.register
def _(record: Step) -> str:
    return joined([STEP_TITLES[record.kind], named("reason", record.reason)])


@subject.register
def _(record: Answer) -> str:
    return f"answer {record.unit} {record.period} {record.indicator}".rstrip()


@text.register
def _(record: Answer) -> str:
    return record.text


@subject.register
def _(record: Confirmation) -> str:
    return f"confirmation {record.unit} {record.period} {record.finding} {record.about}"


@text.register
def _(record: Confirmation) -> str:
    return record.reason


@subject.register
def _(record: Evidence) -> str:
    return f"evidence {record.unit} {record.period} {record.about}"


@text.register
def _(record: Evidence) -> str:
    file = f"file {record.file_name}, {record.size:,} bytes" if record.is_file else ""
    return joined([record.title, file, named("reference", record.reference)])


@subject.register
def _(record: Restatement) -> str:
    return f"restatement {record.unit} {record.period} {record.indicator}"


@text.register
def _(record: Restatement) -> str:
    return f"{record.old or 'blank'} became {record.new or 'blank'}; revision {record.number}"


@subject.register
def _(record: ReportingWindow) -> str:
    return f"period {record.period}"


@text.register
def _(record: ReportingWindow) -> str:
    days = [_day("opens on", record.opens_on), _day("due on", record.due_on)]
    closed = "closed" if record.is_closed else "open"
    return joined([closed, *days, named("reason", record.reason)])


@subject.register
def _(record: Reopening) -> str:
    return f"reopening {record.unit} {record.period}"


@text.register
def _(record: Reopening) -> str:
    by = named("opened by", record.person)
    return joined([f"until {record.until}", by, named("reason", record.reason)])


@subject.register
def _(record: Member) -> str:
    return f"person {record.name}"


@text.register
def _(record: Member) -> str:
    return joined(RIGHT_TITLES[right] for right in sorted(record.rights)) or "Only read"


@subject.register
def _(record: Policy) -> str:
    return f"rule {record.name}"


@text.register
def _(record: Policy) -> str:
    return record.value


@subject.register
def _(record: PackageRecord) -> str:
    return f"package {record.kind} {record.unit} {record.period}".rstrip()


@text.register
def _(record: PackageRecord) -> str:
    way = f"from {record.sender} to {record.recipient}, number {record.sequence}"
    return joined([way, record.signature, named("id", record.id)])


@subject.register
def _(record: ReceiptRecord) -> str:
    return f"receipt {record.digest}"


@text.register
def _(record: ReceiptRecord) -> str:
    return named("taken in by", record.taken_by)


@subject.register
def _(record: TrustList) -> str:
    return f"trusted keys {record.region}"


@text.register
def _(record: TrustList) -> str:
    entries = [f"{e.key.office} {e.key.person}: {e.status}" for e in record.entries]
    return joined([f"version {record.version}", *entries])
