"""Rival revisions side by side: every field of a submission that is other in one of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare, SourceType
from spa_me.domain.submission import Answer, Confirmation, Evidence, SubmissionContent
from spa_me.domain.values import Value, ValueKey, ValueState, reported
from spa_me.services.exchange.rivals import RivalField, RivalPart, rival_fields
from tests.integration.exchange.offices import plan

PLACE = ("A", "2014")
ACTIVITY = Activity("a1", *PLACE, "1.1", "Meeting")
MONEY = Contribution(
    "c1", *PLACE, "Sweden", SourceType.DONOR, amount=Decimal(100), currency="SEK", note="signed"
)
PAPER = Evidence("e1", *PLACE, "count", "Minutes", reference="box 7")
SHARE = PrintedShare(*PLACE, "Sweden", Decimal(20), source_type=SourceType.DONOR)
RATE = ExchangeRate(*PLACE, "SEK", "USD", Decimal("0.1"), date(2014, 12, 31), "Bank")
WHOLE = SubmissionContent(
    values=(
        (ValueKey(*PLACE, "count"), replace(reported(5), note="as agreed")),
        (ValueKey(*PLACE, "share"), Value(ValueState.NOT_AVAILABLE, reason="no register")),
    ),
    activities=(ACTIVITY,),
    contributions=(MONEY,),
    printed_shares=(SHARE,),
    rates=(RATE,),
    evidence=(PAPER,),
    answers=(Answer(*PLACE, "r", "count", "It is right"),),
    message="Hello",
)


def fields(*claims: SubmissionContent) -> list[RivalField]:
    return list(rival_fields(claims, plan()))


def with_value(indicator: str, value: Value) -> SubmissionContent:
    given = {**dict(WHOLE.values), ValueKey(*PLACE, indicator): value}
    return replace(WHOLE, values=tuple(given.items()))


@pytest.mark.parametrize(
    ("other", "part", "about"),
    [
        (with_value("count", replace(reported(6), note="as agreed")), RivalPart.FIGURE, "count"),
        (with_value("count", replace(reported(5), note="another")), RivalPart.NOTE, "count"),
        (
            with_value(
                "count", replace(reported(5), note="as agreed", parts={"sex": {"f": Decimal(5)}})
            ),
            RivalPart.BREAKDOWN,
            "count",
        ),
        (
            with_value("share", Value(ValueState.NOT_AVAILABLE, reason="lost")),
            RivalPart.REASON,
            "share",
        ),
        (replace(WHOLE, answers=(Answer(*PLACE, "r", "count", "No"),)), RivalPart.ANSWER, "count"),
        (replace(WHOLE, message="Good day"), RivalPart.MESSAGE, ""),
        (replace(WHOLE, activities=(replace(ACTIVITY, title="Visit"),)), RivalPart.RECORD, "1.1"),
        (replace(WHOLE, contributions=()), RivalPart.RECORD, "Sweden"),
        (replace(WHOLE, contributions=(replace(MONEY, note="paid"),)), RivalPart.RECORD, "Sweden"),
        (
            replace(WHOLE, printed_shares=(replace(SHARE, share=Decimal(21)),)),
            RivalPart.RECORD,
            "Sweden",
        ),
        (replace(WHOLE, rates=(replace(RATE, rate=Decimal("0.2")),)), RivalPart.RECORD, "SEK"),
        (replace(WHOLE, evidence=(replace(PAPER, title="Letter"),)), RivalPart.RECORD, "evidence"),
        (
            replace(
                WHOLE, confirmations=(Confirmation(*PLACE, "share_over_100", "share", "d", "so"),)
            ),
            RivalPart.RECORD,
            "",
        ),
    ],
)
def test_each_field_that_is_other_is_told_with_what_each_says(
    other: SubmissionContent, part: RivalPart, about: str
) -> None:
    (found,) = fields(WHOLE, other)

    assert found.part is part
    assert about in (found.indicator or found.record)
    said = found.values or found.texts
    assert len(said) == 2
    assert said[0] != said[1]


def test_the_same_content_by_another_person_is_no_difference() -> None:
    typed = tuple((key, replace(value, entered_by="Somebody")) for key, value in WHOLE.values)
    assert fields(WHOLE, replace(WHOLE, values=typed)) == []


def test_three_rivals_stand_in_their_order() -> None:
    (found,) = fields(WHOLE, with_value("count", replace(reported(6), note="as agreed")), WHOLE)
    assert [value.number for value in found.values] == [5, 6, 5]
