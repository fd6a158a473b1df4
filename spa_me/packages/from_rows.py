"""The checked rows of a package -> domain content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from spa_me.domain.cofunding import (
    NO_CURRENCY,
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Decision,
    Evidence,
    FieldRemark,
    FrameworkContent,
    KeyStatus,
    PublicKey,
    ReceiptContent,
    Reopening,
    ReportingWindow,
    ReviewContent,
    SubmissionContent,
    TrustEntry,
    TrustList,
    Verdict,
)
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.packages.canonical import canonical
from spa_me.packages.manifest import Manifest
from spa_me.packages.rows import Rows
from spa_me.packages.shapes import FRAMEWORK_PART
from spa_me.packages.to_rows import Content

T = TypeVar("T")
Table = Mapping[str, Any]
Parts = Mapping[str, Rows]


def content_of(manifest: Manifest, rows: Parts) -> Content:
    """Return what a package says, as the domain knows it.

    Fields of a later minor version are not in it; they stay in the package's own bytes.
    """
    return _READERS[manifest.kind](manifest, rows)


def _submission(manifest: Manifest, rows: Parts) -> SubmissionContent:
    place = manifest.unit, manifest.period
    message = rows.get("message", [])
    return SubmissionContent(
        values=_values(place, rows.get("values", [])),
        activities=_each(rows, "activities", lambda row: _activity(place, row)),
        contributions=_each(rows, "contributions", lambda row: _contribution(place, row)),
        printed_shares=_each(rows, "printed_shares", lambda row: _share(place, row)),
        rates=_each(rows, "rates", lambda row: _rate(place, row)),
        evidence=_each(rows, "evidence", lambda row: _evidence(place, row)),
        answers=_each(rows, "answers", lambda row: _answer(place, row)),
        confirmations=_each(rows, "confirmations", lambda row: _confirmation(place, row)),
        message=message[0]["text"] if message else "",
    )


def _each(rows: Parts, part: str, make: Callable[[Table], T]) -> tuple[T, ...]:
    return tuple(map(make, rows.get(part, ())))


def _values(place: tuple[str, str], rows: Rows) -> tuple[tuple[ValueKey, Value], ...]:
    # Thousands of them: what most rows lack is asked for once.
    unit, period = place
    states = {state.value: state for state in ValueState}
    times: dict[str, datetime] = {}  # what was imported has one for all
    found: list[tuple[ValueKey, Value]] = []
    for row in rows:
        get = row.get
        number, at = get("number"), get("entered_at")
        if at is not None and at not in times:
            times[at] = datetime.fromisoformat(at)
        value = Value(
            states[row["state"]],
            None if number is None else Decimal(number),
            _number(row, "numerator"),
            _number(row, "denominator"),
            get("level"),
            get("reason", ""),
            get("note", ""),
            _breakdown(row["parts"]) if "parts" in row else {},
            get("entered_by", ""),
            None if at is None else times[at],
        )
        found.append((ValueKey(unit, period, row["indicator"]), value))
    return tuple(found)


def _number(row: Table, name: str) -> Decimal | None:
    return Decimal(row[name]) if name in row else None


def _day(row: Table, name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None


def _moment(row: Table, name: str = "at") -> datetime | None:
    return datetime.fromisoformat(row[name]) if name in row else None


def _texts(row: Table, *names: str) -> dict[str, str]:
    """Return texts by name; what a row leaves out is empty."""
    return {name: row.get(name, "") for name in names}


def _breakdown(parts: list[list[str]]) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for dimension, category, number in parts:
        found.setdefault(dimension, {})[category] = Decimal(number)
    return found


def _activity(place: tuple[str, str], row: Table) -> Activity:
    return Activity(
        unit=place[0],
        period=place[1],
        **_texts(row, "id", "code", "title", "result", "note"),
        budget=_number(row, "budget"),
        currency=row.get("currency", NO_CURRENCY),
        is_shared="is_shared" in row,
    )


def _contribution(place: tuple[str, str], row: Table) -> Contribution:
    return Contribution(
        unit=place[0],
        period=place[1],
        **_texts(row, "id", "source", "activity", "note"),
        source_type=SourceType(row["source_type"]),
        stage=Stage(row["stage"]),
        form=Form(row["form"]),
        amount=_number(row, "amount"),
        currency=row.get("currency", NO_CURRENCY),
        date=_day(row, "date"),
    )


def _share(place: tuple[str, str], row: Table) -> PrintedShare:
    source_type = SourceType(row["source_type"]) if "source_type" in row else None
    document = row.get("document", "")
    return PrintedShare(*place, row["source"], Decimal(row["share"]), document, source_type)


def _rate(place: tuple[str, str], row: Table) -> ExchangeRate:
    return ExchangeRate(
        unit=place[0],
        period=place[1],
        **_texts(row, "base", "quote", "document"),
        rate=Decimal(row["rate"]),
        date=date.fromisoformat(row["date"]),
        entered_at=_moment(row, "entered_at"),
    )


def _evidence(place: tuple[str, str], row: Table) -> Evidence:
    texts = _texts(row, "id", "about", "title", "reference", "file", "file_name", "person")
    return Evidence(
        unit=place[0], period=place[1], **texts, size=row.get("size", 0), at=_moment(row)
    )


def _answer(place: tuple[str, str], row: Table) -> Answer:
    texts = _texts(row, "revision", "indicator", "text", "person")
    return Answer(unit=place[0], period=place[1], **texts, at=_moment(row))


def _confirmation(place: tuple[str, str], row: Table) -> Confirmation:
    texts = _texts(row, "finding", "about", "digest", "reason", "person")
    return Confirmation(*place, **texts, at=_moment(row))


def _review(manifest: Manifest, rows: Parts) -> ReviewContent:
    row = rows["decision"][0]
    reopenings = _each(rows, "reopenings", _reopening)
    decision = Decision(
        unit=manifest.unit,
        period=manifest.period,
        **_texts(row, "revision", "reason", "person", "office", "role"),
        number=row["number"],
        verdict=Verdict(row["verdict"]),
        remarks=_each(rows, "remarks", lambda row: FieldRemark(**_texts(row, "indicator", "text"))),
        by_when=_day(row, "by_when"),
        at=_moment(row),
        package=manifest.package,
    )
    return ReviewContent(decision, reopenings[0] if reopenings else None)


def _reopening(row: Table) -> Reopening:
    texts = _texts(row, "unit", "period", "reason", "person")
    return Reopening(until=date.fromisoformat(row["until"]), at=_moment(row), **texts)


def _receipt(_manifest: Manifest, rows: Parts) -> ReceiptContent:
    row = rows["receipt"][0]
    texts = _texts(row, "package", "digest", "taken_by")
    return ReceiptContent(**texts, taken_at=datetime.fromisoformat(row["taken_at"]))


def _framework(_manifest: Manifest, rows: Parts) -> FrameworkContent:
    return FrameworkContent(
        canonical(rows[FRAMEWORK_PART][0]),
        _each(rows, "windows", _window),
        _each(rows, "reopenings", _reopening),
    )


def _window(row: Table) -> ReportingWindow:
    return ReportingWindow(
        opens_on=_day(row, "opens_on"),
        due_on=_day(row, "due_on"),
        is_closed="is_closed" in row,
        at=_moment(row),
        **_texts(row, "period", "reason", "person"),
    )


def _trust(manifest: Manifest, rows: Parts) -> TrustList:
    entries = _each(rows, "keys", _entry)
    return TrustList(manifest.sender, manifest.revision, entries, manifest.supersedes)


def _entry(row: Table) -> TrustEntry:
    names = ("fingerprint", "office", "person", "role", "signing", "encryption")
    key = PublicKey(**_texts(row, *names), made_on=_day(row, "made_on"))
    status = KeyStatus(row["status"])
    last = tuple((recipient, number) for recipient, number in row.get("last_numbers", ()))
    return TrustEntry(key, status, last, row.get("reason", ""))


_READERS: dict[str, Callable[[Manifest, Parts], Content]] = {
    "submission": _submission,
    "review": _review,
    "receipt": _receipt,
    "framework": _framework,
    "trust": _trust,
}
