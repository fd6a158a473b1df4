"""Shares on both bases, largest remainder and printed shares (rules, section 6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from spa_me.domain.cofunding import (
    Activity,
    Base,
    Contribution,
    ExchangeRate,
    Form,
    MissingRate,
    MoneyQuestion,
    PrintedShare,
    Rates,
    Reason,
    ShareTable,
    SourceType,
    Stage,
    distinct_activities,
    government_share_of_activities,
    largest_remainder,
    share_of_activities,
    share_of_money,
)

END = date(2026, 12, 31)
ACTUAL = MoneyQuestion(Stage.ACTUAL, None, Rates(END))
GOVERNMENT, INGO, PROGRAMME = SourceType.GOVERNMENT, SourceType.INGO, SourceType.PROGRAMME
CHINA_2014 = (66_930, 35_400, 33_750, 30_700)


def given(source: str, source_type: SourceType, amount: object = None, **keys: Any) -> Contribution:
    number = None if amount is None else Decimal(str(amount))
    return Contribution("id", "A", "2026", source, source_type, amount=number, **keys)


def activity(code: str, unit: str = "A", *, is_shared: bool = False) -> Activity:
    return Activity(f"{unit}/{code}", unit, "2026", code, "An activity", is_shared=is_shared)


def toward(code: str, source: str, source_type: SourceType, **keys: Any) -> Contribution:
    return given(source, source_type, activity=f"A/{code}", **keys)


def shares(table: ShareTable) -> dict[str, Fraction | None]:
    return {source.source: source.share for source in table.sources}


def test_largest_remainder_of_china_2014() -> None:
    assert largest_remainder([Fraction(n) for n in CHINA_2014]) == [40, 21, 20, 19]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([1, 1, 1], [34, 33, 33]),  # among equal remainders the first gets the point
        ([1], [100]),
        ([0, 5], [0, 100]),
        ([1, 0, 0], [100, 0, 0]),
        ([], []),
        ([0, 0], []),
        ([1, 199], [1, 99]),
        ([1, 1, 1, 1, 1, 1], [17, 17, 17, 17, 16, 16]),
    ],
)
def test_largest_remainder(amounts: Sequence[int], expected: Sequence[int]) -> None:
    assert largest_remainder([Fraction(n) for n in amounts]) == expected


def test_a_share_is_a_part_of_the_same_base() -> None:
    table = share_of_money([given("Ministry", GOVERNMENT, 30), given("Fund", INGO, 70)], ACTUAL)
    assert (table.base, table.total, table.government_share) == (
        Base.MONEY,
        100,
        Fraction(3, 10),
    )
    assert [source.source for source in table.sources] == ["Fund", "Ministry"]


def test_amounts_of_one_source_are_added() -> None:
    table = share_of_money([given("Ministry", GOVERNMENT, 30)] * 2, ACTUAL)
    assert [source.amount for source in table.sources] == [60]


@pytest.mark.parametrize("stage", Stage)
def test_planned_committed_and_actual_never_mix(stage: Stage) -> None:
    entered = [
        given("Ministry", GOVERNMENT, place, stage=each) for place, each in enumerate(Stage, 1)
    ]
    table = share_of_money(entered, replace(ACTUAL, stage=stage))
    assert (table.stage, table.total) == (stage, [*Stage].index(stage) + 1)


def test_in_kind_counts_in_money_only_with_an_amount() -> None:
    valued = given("Ministry", GOVERNMENT, 30, form=Form.IN_KIND)
    unvalued = given("Police", GOVERNMENT, form=Form.PARALLEL)
    table = share_of_money([valued, unvalued], ACTUAL)
    assert table.total == 30
    assert [entry.contribution for entry in table.left_out] == [unvalued]
    assert "no amount" in str(table.left_out[0].why)


def test_the_programmes_own_money_can_be_left_out() -> None:
    entered = [given("Ministry", GOVERNMENT, 30), given("Programme", PROGRAMME, 70)]
    table = share_of_money(entered, replace(ACTUAL, without_programme=True))
    assert (table.total, table.without_programme, table.government_share) == (30, True, 1)


def test_printed_shares_are_not_compared_on_another_base() -> None:
    printed = [PrintedShare("A", "2026", "Ministry", Decimal(30))]
    entered = [given("Ministry", GOVERNMENT, 30), given("Programme", PROGRAMME, 70)]
    table = share_of_money(entered, replace(ACTUAL, without_programme=True), printed)
    assert table.warnings == ()


@pytest.mark.parametrize("entered", [[], [given("Ministry", GOVERNMENT, 0)]])
def test_nothing_has_no_share_and_does_not_crash(entered: list[Contribution]) -> None:
    table = share_of_money(entered, ACTUAL)
    assert (table.total, table.government_share) == (0, None)
    assert all(source.share is None and source.whole is None for source in table.sources)
    assert all(source.printed_off_by is None for source in table.sources)


@pytest.mark.parametrize(
    ("printed", "warnings"),
    [
        ((30, 70), []),
        (("30.5", "69.5"), []),  # half a point is not more than half a point
        (
            ("30.6", "69.4"),
            [
                "Fund is printed as 69.4 % but is 70 %: off by 0.6 points",
                "Ministry is printed as 30.6 % but is 30 %: off by 0.6 points",
            ],
        ),
        (("30.5", 70), ["The printed shares add up to 100.5 % and not to 100 %"]),
        ((30, None), []),  # nothing can be said of a sum that is not complete
    ],
)
def test_printed_shares_warn(printed: tuple[object, object], warnings: Sequence[str]) -> None:
    entered = [given("Ministry", GOVERNMENT, 30), given("Fund", INGO, 70)]
    kept = [
        PrintedShare("A", "2026", source, Decimal(str(share)))
        for source, share in zip(("Ministry", "Fund"), printed, strict=True)
        if share is not None
    ]
    table = share_of_money(entered, ACTUAL, kept)
    assert [str(warning) for warning in table.warnings] == warnings


def printed(source: str, share: int, source_type: SourceType | None = None) -> PrintedShare:
    return PrintedShare("A", "2026", source, Decimal(share), "Figure 5", source_type)


AS_BOTH = [given("X", GOVERNMENT, 60), given("X", SourceType.DONOR, 40)]


def test_a_source_that_gives_as_two_types_has_a_printed_share_of_each() -> None:
    """Issue 10, 1.11: one printed share stood beside both, and they added up to 200 %."""
    kept = [printed("X", 60, GOVERNMENT), printed("X", 40, SourceType.DONOR)]
    table = share_of_money(AS_BOTH, ACTUAL, kept)

    assert [source.printed for source in table.sources] == [60, 40]
    assert table.warnings == ()
    wrong = share_of_money(AS_BOTH, ACTUAL, [printed("X", 70, GOVERNMENT)])
    assert [str(warning) for warning in wrong.warnings] == [
        "X (Government) is printed as 70 % but is 60 %: off by 10 points"
    ]


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        (AS_BOTH, [None, None]),  # of which of the two it is nobody knows
        ([given("X", GOVERNMENT, 60), given("Y", SourceType.DONOR, 40)], [100, None]),
    ],
)
def test_a_printed_share_without_a_type_is_compared_where_there_is_one_type(
    entered: list[Contribution], expected: list[int | None]
) -> None:
    table = share_of_money(entered, ACTUAL, [printed("X", 100)])
    assert [source.printed for source in table.sources] == expected


def test_a_printed_share_with_another_type_is_of_another_source() -> None:
    table = share_of_money([given("X", GOVERNMENT, 60)], ACTUAL, [printed("X", 9, INGO)])
    assert (table.sources[0].printed, table.warnings) == (None, ())


RATE = ExchangeRate("A", "2026", "USD", "SEK", Decimal(8), date(2026, 1, 1), "a bank")
RATES = Rates(END, [RATE])


def test_amounts_stay_in_their_currency_when_it_is_the_same() -> None:
    table = share_of_money([given("Ministry", GOVERNMENT, 30, currency="SEK")], ACTUAL)
    assert (table.currency, table.total, table.rates) == ("SEK", 30, ())


def test_a_converted_amount_shows_its_rate() -> None:
    entered = [given("Ministry", GOVERNMENT, 30, currency="USD", date=date(2026, 3, 1))]
    table = share_of_money(entered, replace(ACTUAL, currency="SEK", rates=RATES))
    assert (table.currency, table.total, table.rates) == ("SEK", 240, (RATE,))


def test_no_rate_no_conversion() -> None:
    early = given("Ministry", GOVERNMENT, 30, currency="USD", date=date(2025, 12, 31))
    unprinted = given("Fund", INGO, 5)
    table = share_of_money([early, unprinted], replace(ACTUAL, currency="SEK", rates=RATES))
    assert table.total == 0
    assert [str(entry.why) for entry in table.left_out] == [
        "there is no rate from USD to SEK dated 2025-12-31 or earlier",
        "its currency is not printed, so it cannot be converted to SEK",
    ]


def test_there_is_no_share_while_money_of_its_base_is_not_counted() -> None:
    """Issue 10, 1.14 and 1.18: the government's 100 EUR without a rate made its share 0.0 %."""
    entered = [given("Fund", INGO, 5, currency="USD"), given("Aid", INGO, 4, currency="USD")]
    euros = given("Ministry", GOVERNMENT, 100, currency="EUR", date=date(2026, 3, 1))
    question = replace(ACTUAL, currency="USD")
    table = share_of_money([*entered, euros, replace(euros, date=date(2026, 2, 1))], question)

    assert (table.government_share, table.share_of(INGO)) == (None, None)
    assert [(s.amount, s.share, s.whole) for s in table.sources] == [
        (5, None, None),
        (4, None, None),
    ]
    assert str(table.incomplete) == "incomplete, 200 EUR has no rate"
    assert table.missing_rates == (MissingRate("EUR", "USD", date(2026, 2, 1), "A"),)
    assert table.total == 9


def test_with_the_rate_the_share_is_that_of_all_the_money() -> None:
    entered = [
        given("Ministry", GOVERNMENT, 66_930, currency="CNY"),
        given("Fund", INGO, 33_750, currency="USD"),
    ]
    rate = ExchangeRate("A", "2026", "USD", "CNY", Decimal("7.2"), date(2026, 1, 1), "a bank")
    without = share_of_money(entered, replace(ACTUAL, currency="CNY"))
    complete = share_of_money(entered, replace(ACTUAL, currency="CNY", rates=Rates(END, [rate])))

    assert str(without.incomplete) == "incomplete, 33,750 USD has no rate"
    assert (complete.incomplete, complete.missing_rates) == (None, ())
    assert complete.government_share == Fraction(66_930, 66_930 + 243_000)


@pytest.mark.parametrize(
    "other",
    [
        given("Aid", INGO, currency="EUR", form=Form.IN_KIND),  # listed, and not money
        given("Aid", INGO, 0, currency="EUR"),  # nothing is nothing in every currency
        given("Aid", INGO, 9, currency="EUR", stage=Stage.PLANNED),
    ],
)
def test_what_is_no_money_of_the_base_leaves_the_share_complete(other: Contribution) -> None:
    paid = [given("Ministry", GOVERNMENT, 5, currency="USD"), other]
    table = share_of_money(paid, replace(ACTUAL, currency="USD"))

    assert (table.incomplete, table.government_share) == (None, 1)


def test_the_programmes_money_without_a_rate_matters_only_in_the_base() -> None:
    entered = [
        given("Ministry", GOVERNMENT, 5, currency="USD"),
        given("Programme", PROGRAMME, 9, currency="EUR"),
    ]
    question = replace(ACTUAL, currency="USD")
    assert share_of_money(entered, question).government_share is None
    without = share_of_money(entered, replace(question, without_programme=True))
    assert (without.government_share, without.incomplete) == (1, None)


def test_money_whose_currency_is_not_printed_is_not_counted_beside_other_money() -> None:
    entered = [given("Ministry", GOVERNMENT, 5, currency="USD"), given("Fund", INGO, 7)]
    table = share_of_money(entered, replace(ACTUAL, currency="USD"))

    assert str(table.incomplete) == "incomplete, 7 (currency not printed) has no common currency"
    assert (table.missing_rates, table.government_share) == ((), None)


@pytest.mark.parametrize(
    ("contribution", "why"),
    [
        (given("A", PROGRAMME, 1, stage=Stage.PLANNED), Reason.OTHER_STAGE),
        (given("A", PROGRAMME, 1), Reason.PROGRAMME),
        (given("A", INGO), Reason.NO_AMOUNT),
        (given("A", INGO, 1, currency="EUR"), Reason.NO_RATE),
        (given("A", INGO, 1), Reason.NO_CURRENCY),
        (given("A", INGO, 1, currency="USD"), None),
    ],
)
def test_why_a_contribution_is_left_out_is_decided_once(
    contribution: Contribution, why: Reason | None
) -> None:
    question = replace(ACTUAL, currency="USD", without_programme=True)
    table = share_of_money([contribution], question)

    assert [entry.reason for entry in table.listed] == ([] if why is None else [why])
    assert (table.why_left_out(contribution) is None) is (why is None)


def test_several_currencies_warn_until_one_is_chosen() -> None:
    entered = [
        given("Ministry", GOVERNMENT, 30, currency="USD"),
        given("Fund", INGO, 5, currency="SEK"),
        given("Bank", INGO, 5, currency="SEK"),
        given("Police", GOVERNMENT, currency="THB"),
    ]
    table = share_of_money(entered, ACTUAL)
    assert table.currency == "SEK"  # the one that most amounts are in
    assert [str(warning) for warning in table.warnings] == [
        "Amounts are in 2 currencies (SEK, USD); those with a rate are added up in SEK"
    ]
    chosen = share_of_money(entered, replace(ACTUAL, currency="USD", rates=RATES))
    assert chosen.warnings == ()


def test_the_share_of_activities_is_of_activities_and_not_of_money() -> None:
    activities = [activity(code) for code in ("1", "2", "3", "4")]
    entered = [
        toward("1", "Ministry", GOVERNMENT, amount=1_000_000),
        toward("1", "Fund", INGO, amount=1),
        toward("2", "Fund", INGO),
        toward("2", "Fund", INGO),
    ]
    table = share_of_activities(activities, entered, Stage.ACTUAL)
    assert (table.base, table.total, table.currency) == (Base.ACTIVITIES, 4, "")
    assert shares(table) == {"Fund": Fraction(1, 2), "Ministry": Fraction(1, 4)}
    assert all(source.whole is None for source in table.sources)
    assert table.share_of(INGO) == Fraction(1, 2)


def test_contributions_without_an_activity_are_listed() -> None:
    loose = given("Ministry", GOVERNMENT, 5)
    table = share_of_activities([activity("1")], [loose], Stage.ACTUAL)
    assert [entry.contribution for entry in table.left_out] == [loose]
    assert "not tied to an activity" in str(table.left_out[0].why)


def test_other_stages_and_the_programme_are_left_out_of_activities() -> None:
    entered = [
        toward("1", "Ministry", GOVERNMENT, stage=Stage.PLANNED),
        toward("1", "Programme", PROGRAMME),
    ]
    table = share_of_activities([activity("1")], entered, Stage.ACTUAL, without_programme=True)
    assert (table.sources, table.left_out) == ((), ())


def test_no_activities_say_so() -> None:
    table = share_of_activities([], [], Stage.ACTUAL)
    assert (table.total, table.share_of(GOVERNMENT)) == (0, None)
    assert [str(warning) for warning in table.warnings] == ["No work-plan activities are recorded"]


def test_a_shared_activity_counts_once_in_the_region() -> None:
    meeting = [activity("9", unit, is_shared=True) for unit in ("A", "B")]
    own = [activity("1", "A"), activity("1", "B")]
    assert [len(group) for group in distinct_activities([*meeting, *own]).values()] == [2, 1, 1]
    entered = [given("Ministry", GOVERNMENT, activity="B/9")]
    assert government_share_of_activities([*meeting, *own], entered, Stage.ACTUAL) == Fraction(1, 3)


def test_the_government_share_of_activities_counts_an_activity_once() -> None:
    entered = [
        toward("1", "Ministry", GOVERNMENT),
        toward("1", "Police", GOVERNMENT),
        toward("2", "Fund", INGO),
        toward("2", "Ministry", GOVERNMENT, stage=Stage.PLANNED),
    ]
    activities = [activity("1"), activity("2")]
    assert government_share_of_activities(activities, entered, Stage.ACTUAL) == Fraction(1, 2)
    assert government_share_of_activities([], entered, Stage.ACTUAL) is None
