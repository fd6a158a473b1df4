"""Domain content -> the rows of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any

from spa_me.domain.cofunding import NO_CURRENCY, Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.framework import clean_name, clean_text
from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Decision,
    Evidence,
    FieldRemark,
    FrameworkContent,
    ReceiptContent,
    Reopening,
    ReportingWindow,
    ReviewContent,
    SubmissionContent,
    TrustEntry,
    TrustList,
)
from spa_me.domain.values import Value, ValueKey
from spa_me.packages import limits
from spa_me.packages.manifest import without_empty

Content = SubmissionContent | ReviewContent | ReceiptContent | FrameworkContent | TrustList
Table = dict[str, Any]


def rows_of(content: Content) -> dict[str, list[Table]]:
    """Return the rows of each part that is not empty; of a framework only what goes with it."""
    match content:
        case SubmissionContent():
            found = _submission(content)
        case ReviewContent(decision, reopening):
            found = {
                "decision": [_decision(decision)],
                "remarks": map(_remark, decision.remarks),
                "reopenings": [] if reopening is None else [_reopening(reopening)],
            }
        case ReceiptContent():
            found = {"receipt": [_receipt(content)]}
        case FrameworkContent(_, windows, reopenings):
            found = {
                "windows": map(_window, sorted(windows, key=attrgetter("period"))),
                "reopenings": map(_reopening, reopenings),
            }
        case TrustList():
            entries = sorted(content.entries, key=lambda entry: entry.key.fingerprint)
            found = {"keys": map(_trust, entries)}
    listed = {part: list(rows) for part, rows in found.items()}
    return {part: rows for part, rows in listed.items() if rows}


def _submission(content: SubmissionContent) -> Mapping[str, Iterable[Table]]:
    by_id = attrgetter("id")
    message = clean_text(content.message)
    return {
        "values": map(_value, sorted(content.values, key=lambda pair: pair[0].indicator)),
        "activities": map(_activity, sorted(content.activities, key=by_id)),
        "contributions": map(_contribution, sorted(content.contributions, key=by_id)),
        "printed_shares": map(_share, sorted(content.printed_shares, key=_of_share)),
        "rates": map(_rate, sorted(content.rates, key=_of_rate)),
        "evidence": map(_evidence, sorted(content.evidence, key=by_id)),
        "answers": map(_answer, content.answers),
        "confirmations": map(_confirmation, sorted(content.confirmations, key=_of_confirmation)),
        "message": [{"text": message}] if message else [],
    }


_PEOPLE = frozenset({"person", "entered_by", "taken_by"})


def _plain(value: Any) -> Any:
    """Return a field as JSON holds it; an empty text stands for what is not there."""
    match value:
        case Decimal():
            # What compares as zero is written as zero: -0 is nobody's report.
            return format(value or abs(value), "f")
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case str():
            return clean_text(value)
        case _:
            return value


def person_name(name: str) -> str:
    """Return a person's name as packages hold it: clean, and no longer than they have room for."""
    return clean_name(name)[: limits.NAME].strip()


def moment_text(at: datetime) -> str:
    """Return a time in UTC: `2026-03-31T08:15:00.000000Z`."""
    # strftime would write the year 26 as 26 and not as 0026.
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _table(**fields: Any) -> Table:
    return without_empty(
        {
            name: person_name(value) if name in _PEOPLE else _plain(value)
            for name, value in fields.items()
        }
    )


def _fields(record: object, *names: str) -> Table:
    return _table(**{name: getattr(record, name) for name in names})


def _value(pair: tuple[ValueKey, Value]) -> Table:
    key, value = pair
    names = ("state", "number", "numerator", "denominator", "level", "reason", "note")
    row = _fields(value, *names, "entered_by", "entered_at")
    row["indicator"] = key.indicator
    parts = list(_parts(value))
    if parts:
        row["parts"] = parts
    return row


def _parts(value: Value) -> Iterator[list[str]]:
    for dimension in sorted(value.parts):
        for category, number in sorted(value.parts[dimension].items()):
            yield [dimension, category, _plain(number)]


def _activity(activity: Activity) -> Table:
    row = _fields(activity, "id", "code", "title", "result", "budget", "is_shared", "note")
    return {**row, **_currency(activity.currency)}


def _contribution(contribution: Contribution) -> Table:
    names = ("id", "source", "source_type", "stage", "form", "activity", "amount", "date", "note")
    return {**_fields(contribution, *names), **_currency(contribution.currency)}


def _currency(currency: str) -> Table:
    return {} if currency == NO_CURRENCY else {"currency": currency}


def _of_share(share: PrintedShare) -> tuple[str, str]:
    return clean_text(share.source), share.source_type or ""


def _share(share: PrintedShare) -> Table:
    return _fields(share, "source", "source_type", "share", "document")


def _of_rate(rate: ExchangeRate) -> tuple[object, ...]:
    return rate.base, rate.quote, rate.date, clean_text(rate.document)


def _rate(rate: ExchangeRate) -> Table:
    return _fields(rate, "base", "quote", "rate", "date", "document", "entered_at")


def _evidence(evidence: Evidence) -> Table:
    row = _fields(evidence, "id", "about", "title", "reference", "person", "at")
    if evidence.is_file:
        file = _fields(evidence, "file", "file_name", "size")
        row.update(file)
    return row


def _answer(answer: Answer) -> Table:
    return _fields(answer, "revision", "indicator", "text", "person", "at")


def _of_confirmation(confirmation: Confirmation) -> tuple[str, str]:
    return confirmation.finding, clean_text(confirmation.about)


def _confirmation(confirmation: Confirmation) -> Table:
    return _fields(confirmation, "finding", "about", "digest", "reason", "person", "at")


def _decision(decision: Decision) -> Table:
    names = ("revision", "number", "verdict", "reason", "by_when")
    return _fields(decision, *names, "person", "office", "role", "at")


def _remark(remark: FieldRemark) -> Table:
    return _fields(remark, "indicator", "text")


def _reopening(reopening: Reopening) -> Table:
    return _fields(reopening, "unit", "period", "until", "reason", "person", "at")


def _window(window: ReportingWindow) -> Table:
    names = ("period", "opens_on", "due_on", "is_closed", "reason", "person", "at")
    return _fields(window, *names)


def _receipt(receipt: ReceiptContent) -> Table:
    return _fields(receipt, "package", "digest", "taken_by", "taken_at")


def _trust(entry: TrustEntry) -> Table:
    names = ("fingerprint", "office", "person", "role", "signing", "encryption", "made_on")
    row = _fields(entry.key, *names)
    last = [list(pair) for pair in sorted(entry.last_numbers)]
    return {**row, **_fields(entry, "status", "reason"), **({"last_numbers": last} if last else {})}
