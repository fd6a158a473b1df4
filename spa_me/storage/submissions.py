"""Submissions and what belongs to them: read as a whole, written record by record."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, select

from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Decision,
    Evidence,
    FieldRemark,
    Member,
    PackageRecord,
    Policy,
    PublicKey,
    ReceiptRecord,
    Reopening,
    ReportingWindow,
    Restatement,
    Revision,
    Step,
    SubmissionRecords,
    TrustEntry,
    TrustList,
)
from spa_me.storage import submission_tables as tables
from spa_me.storage.parts import Part
from spa_me.storage.records import Kind, put, read_all
from spa_me.storage.tables import table_of
from spa_me.storage.writer import Writer

_REMARKS = table_of(tables.DecisionRemarkRow)
_TRUST = table_of(tables.TrustListRow)
_KEYS = table_of(tables.TrustedKeyRow)
_OFFICE = Part("office")


def _of_submission(
    record: Revision | Decision | Step | Answer | Confirmation | Evidence | Restatement | Reopening,
) -> Part:
    return Part("submission", (record.unit, record.period))


_WHO = ("person", "at")

REVISION = Kind(Revision, table_of(tables.RevisionRow), _of_submission)
DECISION = Kind(Decision, table_of(tables.DecisionRow), _of_submission)
STEP = Kind(Step, table_of(tables.SubmissionStepRow), _of_submission)
ANSWER = Kind(Answer, table_of(tables.AnswerRow), _of_submission, _WHO)
CONFIRMATION = Kind(Confirmation, table_of(tables.ConfirmationRow), _of_submission, _WHO)
EVIDENCE = Kind(
    Evidence,
    table_of(tables.EvidenceRow),
    _of_submission,
    _WHO,
    order=("unit", "period", "at", "id"),
)
RESTATEMENT = Kind(Restatement, table_of(tables.RestatementRow), _of_submission)
REOPENING = Kind(Reopening, table_of(tables.ReopeningRow), _of_submission, _WHO)
WINDOW = Kind(ReportingWindow, table_of(tables.ReportingWindowRow), lambda _: Part("windows"), _WHO)
MEMBER = Kind(Member, table_of(tables.MemberRow), lambda _: _OFFICE, _WHO)
POLICY = Kind(Policy, table_of(tables.PolicyRow), lambda _: _OFFICE, _WHO)
PACKAGE = Kind(PackageRecord, table_of(tables.PackageRow), lambda _: Part("packages"))
RECEIPT = Kind(ReceiptRecord, table_of(tables.ReceiptRow), lambda _: Part("packages"))


def read_submission_records(connection: Connection) -> SubmissionRecords:
    """Return everything that belongs to submissions, with one query a table."""
    return SubmissionRecords(
        revisions=read_all(connection, REVISION),
        decisions=_decisions(connection),
        steps=read_all(connection, STEP),
        answers=read_all(connection, ANSWER),
        evidence=read_all(connection, EVIDENCE),
        confirmations=read_all(connection, CONFIRMATION),
        restatements=read_all(connection, RESTATEMENT),
        windows=read_all(connection, WINDOW),
        reopenings=read_all(connection, REOPENING),
        members=read_all(connection, MEMBER),
        packages=read_all(connection, PACKAGE),
        receipts=read_all(connection, RECEIPT),
        policies=read_all(connection, POLICY),
        trust=_trust(connection),
    )


def _decisions(connection: Connection) -> tuple[Decision, ...]:
    remarks: dict[tuple[str, str, int], list[FieldRemark]] = {}
    order = (_REMARKS.c.unit, _REMARKS.c.period, _REMARKS.c.number, _REMARKS.c.place)
    for row in connection.execute(select(_REMARKS).order_by(*order)):
        place = (row.unit, row.period, row.number)
        remarks.setdefault(place, []).append(FieldRemark(row.indicator, row.text))
    found = read_all(connection, DECISION)
    return tuple(
        replace(d, remarks=tuple(remarks.get((d.unit, d.period, d.number), ()))) for d in found
    )


def add_decision(writer: Writer, decision: Decision) -> None:
    """Add a decision with its remarks; decisions are never changed."""
    writer.touch(DECISION.part(decision))
    put(writer.connection, DECISION, decision, None)
    rows = [
        {
            "unit": decision.unit,
            "period": decision.period,
            "number": decision.number,
            "place": place,
            "indicator": remark.indicator,
            "text": remark.text,
        }
        for place, remark in enumerate(decision.remarks, start=1)
    ]
    if rows:
        writer.connection.execute(insert(_REMARKS), rows)


def _trust(connection: Connection) -> TrustList | None:
    head = connection.execute(select(_TRUST)).first()
    if head is None:
        return None
    order = (_KEYS.c.office, _KEYS.c.person, _KEYS.c.fingerprint)
    entries = tuple(
        TrustEntry(
            PublicKey(
                office=row.office,
                person=row.person,
                signing=row.signing,
                encryption=row.encryption,
                fingerprint=row.fingerprint,
                role=row.role,
                made_on=row.made_on,
            ),
            row.status,
            row.last_numbers,
            row.reason,
        )
        for row in connection.execute(select(_KEYS).order_by(*order))
    )
    return TrustList(head.region, head.version, entries, head.supersedes, head.digest)


def put_trust(writer: Writer, trust: TrustList) -> None:
    """Put a list of trusted keys in the place of the one before."""
    writer.touch(_OFFICE)
    connection = writer.connection
    connection.execute(delete(_KEYS))
    connection.execute(delete(_TRUST))
    connection.execute(
        insert(_TRUST),
        {
            "region": trust.region,
            "version": trust.version,
            "supersedes": trust.supersedes,
            "digest": trust.digest,
        },
    )
    rows = [
        {
            "fingerprint": entry.key.fingerprint,
            "office": entry.key.office,
            "person": entry.key.person,
            "role": entry.key.role,
            "signing": entry.key.signing,
            "encryption": entry.key.encryption,
            "made_on": entry.key.made_on,
            "status": entry.status,
            "last_numbers": entry.last_numbers,
            "reason": entry.reason,
        }
        for entry in trust.entries
    ]
    if rows:
        connection.execute(insert(_KEYS), rows)
