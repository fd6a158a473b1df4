"""Which fields the records of a submission have: what each is called and may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spa_me.domain.cofunding import (
    NO_CURRENCY,
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
)
from spa_me.domain.errors import Finding
from spa_me.domain.fields.kinds import (
    AMOUNT,
    CODE,
    CURRENCY,
    DAY,
    LABEL,
    MADE,
    MOMENT,
    NAME,
    PERSON,
    POSITIVE,
    RIGHT,
    TEXT,
    WORD,
    YES,
    Kind,
    seen,
)
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission.confirmations import Confirmation
from spa_me.domain.submission.evidence import Evidence
from spa_me.domain.submission.revisions import Answer

Record = Activity | Contribution | ExchangeRate | PrintedShare | Evidence | Answer | Confirmation
"""What a unit reports beside its values."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Attributes:
        title: what people call it.
        needed: what it is for, of a field that may not be empty.
    """

    title: Sentence
    kind: Kind
    needed: str = ""


_PLACE = {"unit": Field(say("reporting unit"), CODE), "period": Field(say("period"), CODE)}
_PAID_IN = f"an ISO 4217 code like USD, or {NO_CURRENCY} if not printed"
_WHO = {"person": Field(say("person"), PERSON), "at": Field(say("time"), MOMENT)}

FIELDS: Mapping[type[Record], Mapping[str, Field]] = {
    Activity: {
        **_PLACE,
        "id": Field(say("id"), MADE),
        "code": Field(say("code"), LABEL, "the code by which people refer to it"),
        "title": Field(say("title"), TEXT, "what is done"),
        "result": Field(say("result"), CODE),
        "budget": Field(say("budget"), AMOUNT),
        "currency": Field(say("currency"), CURRENCY, _PAID_IN),
        "is_shared": Field(say("shared"), YES),
        "note": Field(say("note"), TEXT),
    },
    Contribution: {
        **_PLACE,
        "id": Field(say("id"), MADE),
        "source": Field(say("source"), NAME, "the name of the body that contributes"),
        "source_type": Field(say("source type"), WORD),
        "stage": Field(say("stage"), WORD),
        "form": Field(say("form"), WORD),
        "activity": Field(say("activity"), MADE),
        "amount": Field(say("amount"), AMOUNT),
        "currency": Field(say("currency"), CURRENCY, _PAID_IN),
        "date": Field(say("date"), DAY),
        "note": Field(say("note"), TEXT),
    },
    PrintedShare: {
        **_PLACE,
        "source": Field(say("source"), NAME, "the source as the report names it"),
        "source_type": Field(say("source type"), WORD),
        "share": Field(say("share"), AMOUNT),
        "document": Field(say("document"), TEXT),
    },
    ExchangeRate: {
        **_PLACE,
        "base": Field(say("currency"), CURRENCY, _PAID_IN),
        "quote": Field(say("other currency"), CURRENCY, _PAID_IN),
        "rate": Field(say("rate"), POSITIVE),
        "date": Field(say("date"), DAY),
        "document": Field(say("document"), TEXT, "where the rate was taken from"),
        "entered_at": Field(say("time"), MOMENT),
    },
    Evidence: {
        **_PLACE,
        "id": Field(say("id"), MADE),
        "about": Field(say("question"), CODE),
        "title": Field(say("title"), TEXT, "what it is, in words"),
        "reference": Field(say("reference"), TEXT),
        "file": Field(say("file"), MADE),
        "file_name": Field(say("name of the file"), NAME),
        "size": Field(say("size"), MADE),
        **_WHO,
    },
    Answer: {
        **_PLACE,
        "revision": Field(say("revision"), MADE),
        "indicator": Field(say("question"), CODE),
        "text": Field(say("answer"), TEXT, "what the region is to know"),
        **_WHO,
    },
    Confirmation: {
        **_PLACE,
        "finding": Field(say("finding"), MADE, "what was found"),
        "about": Field(say("what it is about"), TEXT, "what it was found in"),
        "digest": Field(say("content"), MADE),
        "reason": Field(say("reason"), TEXT, "why it is right"),
        **_WHO,
    },
}


def wrong_fields(record: Record) -> Iterator[Finding]:
    """Yield what is wrong with the fields of a record, one by one; `where` is the field's name.

    Whether codes name something that is there is not asked here.
    """
    for name, field in FIELDS[type(record)].items():
        content = getattr(record, name, None)
        if content is None or content == "":
            if field.needed:
                yield Finding(name, "it is empty", field.needed)
            continue
        what, expected = field.kind.wrong(content)
        if (what, expected) != RIGHT:
            yield Finding(name, what, expected)


def record_title(record: Record) -> Sentence:
    """Return how people call a record: `Activity “A-1”`."""
    match record:
        case Activity():
            said = say("Activity “{code}”", code=seen(record.code))
        case Contribution():
            said = say("Contribution of “{source}”", source=seen(record.source))
        case PrintedShare():
            said = say("Printed share of “{source}”", source=seen(record.source))
        case ExchangeRate():
            said = say(
                "Rate of {base} in {quote} of {date}",
                base=record.base,
                quote=record.quote,
                date=record.date.isoformat(),
            )
        case Evidence():
            said = say("Evidence “{title}”", title=seen(record.title or record.file_name))
        case Answer():
            about = record.indicator
            said = say("Answer about {question}", question=about) if about else say("Answer")
        case Confirmation():
            said = say("Confirmation about {question}", question=record.about)
    return said


def said_of(record: Record, finding: Finding) -> Sentence:
    """Return a finding with the names of the record and of the field that it is about."""
    field = FIELDS[type(record)].get(finding.where)
    about = record_title(record)
    where = finding.where if field is None else field.title
    if not finding.expected:
        return say("{record}, {field}: {problem}", record=about, field=where, problem=finding.what)
    return say(
        "{record}, {field}: {problem}; expected {expected}",
        record=about,
        field=where,
        problem=finding.what,
        expected=finding.expected,
    )
