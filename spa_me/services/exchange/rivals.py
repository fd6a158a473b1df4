"""In what revisions differ that follow the same one, so that a person can choose between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.submission import SubmissionContent
from spa_me.domain.values import BLANK, Value
from spa_me.services.exchange.preview import record_id
from spa_me.services.exchange.record_titles import Record, RecordTitles


class RivalPart(StrEnum):
    """What of an answer or of a record is said differently."""

    FIGURE = "figure"
    REASON = "reason"
    NOTE = "note"
    BREAKDOWN = "breakdown"
    ANSWER = "answer"
    MESSAGE = "message"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class RivalField:
    """A field of which rival revisions say something different; all in the order of the rivals.

    Attributes:
        indicator: the question that it belongs to; empty for the whole and for records.
        record: what an activity, a contribution, a piece of evidence … is called.
        texts: what each says, as readable text; empty where it says nothing.
        values: the answers whose figure or breakdown differs; empty for any other part.
    """

    part: RivalPart
    indicator: str = ""
    record: str = ""
    texts: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()


_FIGURES: dict[RivalPart, Callable[[Value], object]] = {
    RivalPart.FIGURE: lambda v: (v.state, v.number, v.numerator, v.denominator, v.level),
    RivalPart.BREAKDOWN: lambda v: {name: dict(parts) for name, parts in v.parts.items()},
}
_TEXTS: dict[RivalPart, Callable[[Value], str]] = {
    RivalPart.REASON: lambda v: v.reason,
    RivalPart.NOTE: lambda v: v.note,
}


def rival_fields(
    claims: Sequence[SubmissionContent], definition: FrameworkDefinition
) -> Iterator[RivalField]:
    """Yield every field that is other in one of several rival revisions.

    The whole first, then the questions in the order of the framework, then the records.
    """
    messages = tuple(claim.message for claim in claims)
    if _are_other(messages):
        yield RivalField(RivalPart.MESSAGE, texts=messages)
    given = [claim.value_by_indicator for claim in claims]
    said = [{answer.indicator: answer.text for answer in claim.answers} for claim in claims]
    found = dict.fromkeys(code for known in (*given, *said) for code in known)
    order = {code: place for place, code in enumerate(("", *definition.indicator_by_code))}
    for code in sorted(found, key=lambda code: order.get(code, len(order))):
        values = tuple(known.get(code, BLANK) for known in given)
        yield from _of_answers(code, values, tuple(known.get(code, "") for known in said))
    yield from _of_records(claims, definition)


def _of_answers(
    code: str, values: tuple[Value, ...], words: tuple[str, ...]
) -> Iterator[RivalField]:
    for part, figure in _FIGURES.items():
        if _are_other([figure(value) for value in values]):
            yield RivalField(part, code, values=values)
    for part, text in _TEXTS.items():
        texts = tuple(text(value) for value in values)
        if _are_other(texts):
            yield RivalField(part, code, texts=texts)
    if _are_other(words):
        yield RivalField(RivalPart.ANSWER, code, texts=words)


def _of_records(
    claims: Sequence[SubmissionContent], definition: FrameworkDefinition
) -> Iterator[RivalField]:
    titles = [RecordTitles(definition, claim.activities) for claim in claims]
    kinds: tuple[Callable[[SubmissionContent], Sequence[Record]], ...] = (
        lambda claim: claim.activities,
        lambda claim: claim.contributions,
        lambda claim: claim.printed_shares,
        lambda claim: claim.rates,
        lambda claim: claim.evidence,
        lambda claim: claim.confirmations,
    )
    for records_of in kinds:
        held = [{record_id(record): record for record in records_of(claim)} for claim in claims]
        for identity in dict.fromkeys(name for known in held for name in known):
            pairs = [
                known.said(records.get(identity))
                for known, records in zip(titles, held, strict=True)
            ]
            if _are_other(pairs):
                names = list(dict.fromkeys(name for name, _ in pairs if name))
                # Called otherwise in one of them, each says its own name, too.
                named = [f"{name}: {text}" if name else "" for name, text in pairs]
                texts = [text for _, text in pairs] if len(names) == 1 else named
                yield RivalField(RivalPart.RECORD, record=names[0], texts=tuple(texts))


def _are_other(said: Sequence[object]) -> bool:
    return any(one != said[0] for one in said[1:])
