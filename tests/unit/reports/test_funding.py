"""The co-funding part of the book: one share of activities, and why there is none of money."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.cofunding import Activity, Contribution, SourceType, Stage
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.reports import BookQuestion, ReportBook, make_book
from spa_me.reports.funding import UnitFunding
from spa_me.storage.value_book import StoredBook
from tests.example import un_act_2014

REPORTED = ValueKey("CN", "2014", "1.3")


def _book(stage: Stage = Stage.ACTUAL, *, is_reported: bool = True) -> ReportBook:
    """Return the example, whose China reports 37 %, with two activities of which one is paid."""
    data = un_act_2014()
    activities = [Activity(f"a{n}", "CN", "2014", f"{n}", "Training") for n in (1, 2)]
    paid = [
        Contribution("c", "CN", "2014", "Ministry", SourceType.GOVERNMENT, given, activity="a1")
        for given in (Stage.ACTUAL, Stage.PLANNED)
    ]
    values = dict(data.values.items())
    if not is_reported:
        values[REPORTED] = Value(ValueState.BLANK)
    data = replace(
        data,
        activities=activities,
        contributions=[*data.contributions, *paid],
        values=StoredBook(values.items()),
    )
    return make_book(data, BookQuestion("2014", stage=stage))


def _china(book: ReportBook) -> UnitFunding:
    china = book.funding.of("CN")
    assert china is not None
    return china


def test_the_share_of_activities_is_the_one_that_the_indicator_is_judged_by() -> None:
    """Issue 10, 1.19: 37 % was reported, and the page showed the 50 % of the work plan."""
    china = _china(_book())
    assert (china.share_of_activities, china.is_computed) == (Fraction(37, 100), False)
    assert any("37 %" in str(r) and "50 %" in str(r) for r in china.remarks)


def test_where_none_was_reported_or_another_stage_is_asked_the_work_plan_gives_it() -> None:
    for book in (_book(is_reported=False), _book(Stage.PLANNED)):
        china = _china(book)
        assert (china.share_of_activities, china.is_computed) == (Fraction(1, 2), True)


def test_without_a_rate_there_is_no_share_of_all_together_either() -> None:
    data = un_act_2014()
    euros = Contribution(
        "c", "TH", "2014", "Fund", SourceType.DONOR, amount=Decimal(5), currency="EUR"
    )
    data = replace(data, contributions=[*data.contributions, euros])
    funding = make_book(data, BookQuestion("2014")).funding

    assert funding.region.government_share is None
    assert "5 EUR has no common currency" in str(funding.region.incomplete)
    assert _china(make_book(data, BookQuestion("2014"))).money.government_share is not None
