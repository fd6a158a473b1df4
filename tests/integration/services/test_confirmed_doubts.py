"""What a check doubts is pointed out before a submission is ready, and once confirmed no more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spa_me.domain.checks import FindingKind, Problem, confirmed_of
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, SourceType
from spa_me.domain.errors import InputError
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import Value, ValueKey, reported, reported_ratio
from spa_me.reports import BookQuestion
from spa_me.services import funding
from spa_me.services.confirming import confirm, take_back_confirmation
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.reporting import book
from spa_me.services.submissions import check_submission, mark_ready
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, definition

SHARE = ValueKey("A", "2014", "share")
MONEY = Contribution(
    "", "A", "2014", "Ministry", SourceType.GOVERNMENT, amount=Decimal(500), currency="USD"
)


def framework() -> FrameworkDefinition:
    """Return the small framework with a co-funding indicator."""
    content = definition().model_dump(mode="json", exclude_defaults=True)
    content["rules"] = {"co_funding_indicator": "share", "co_funding_target": 40}
    return read_definition(content, "test")


@pytest.fixture
def country(path: Path) -> Workspace:
    return Workspace.create(path, framework(), "A", ACTOR)


def enter(workspace: Workspace, value: Value) -> None:
    record_values(workspace, [ValueChange(SHARE, value)])


def doubts(workspace: Workspace) -> dict[FindingKind, Problem]:
    problems = check_submission(workspace, "A", "2014").problems
    return {p.doubt.finding: p for p in problems if p.doubt is not None}


def say_it_is_right(workspace: Workspace, problem: Problem) -> None:
    assert problem.doubt is not None
    confirm(workspace, problem.doubt.confirmed("A", "2014", "As agreed"))


def test_a_share_over_100_per_cent_is_asked_about_until_it_is_confirmed(
    country: Workspace,
) -> None:
    for value in (reported_ratio(9, 7), reported(Decimal("128.57"))):
        enter(country, value)
        (problem,) = doubts(country).values()
        assert problem.doubt is not None
        assert (problem.doubt.finding, problem.indicator) == (FindingKind.OVER_100, "share")
        say_it_is_right(country, problem)
        assert doubts(country) == {}
    enter(country, reported_ratio(10, 7))
    assert list(doubts(country)) == [FindingKind.OVER_100]


def test_money_that_may_be_double_is_asked_about_until_it_is_confirmed(country: Workspace) -> None:
    for _ in range(2):
        funding.save_contribution(country, MONEY)
    problem = doubts(country)[FindingKind.MONEY_TWICE]
    assert isinstance(problem.record, Contribution)

    say_it_is_right(country, problem)
    assert doubts(country) == {}
    (kept,) = confirmed_of(country.dataset(), "A", "2014")
    assert kept == problem
    (first, _) = country.dataset().contributions
    funding.save_contribution(country, replace(first, note="the first half"))
    again = doubts(country)[FindingKind.MONEY_TWICE]
    say_it_is_right(country, again)
    assert doubts(country) == {}
    take_back_confirmation(country, country.dataset().submissions.confirmations[0])
    assert FindingKind.MONEY_TWICE in doubts(country)


def test_it_is_a_warning_and_keeps_nothing_from_being_ready(country: Workspace) -> None:
    for _ in range(2):
        funding.save_contribution(country, MONEY)
    assert doubts(country)
    mark_ready(country, "A", "2014")


@pytest.mark.parametrize("day", [date(2557, 3, 1), date(1905, 1, 1)])
def test_a_day_outside_the_period_is_kept_and_asked_about(country: Workspace, day: date) -> None:
    """Issue 10, 1.23: 2557 of the Buddhist calendar is 2014."""
    funding.save_contribution(country, replace(MONEY, date=day))
    problem = doubts(country)[FindingKind.DATE]

    assert day.isoformat() in str(problem.what)
    assert ("2014-03-01" in str(problem.what)) is (day.year == 2557)
    say_it_is_right(country, problem)
    assert doubts(country) == {}


def test_a_rate_of_a_later_year_is_refused_and_the_common_year_offered(country: Workspace) -> None:
    rate = ExchangeRate("A", "2014", "USD", "THB", Decimal(33), date(2557, 3, 1), "Bank")
    with pytest.raises(InputError, match="2014-03-01"):
        funding.save_rate(country, rate)
    funding.save_rate(country, replace(rate, date=date(1905, 3, 1)))
    assert FindingKind.DATE in doubts(country)


def work_plan(workspace: Workspace) -> None:
    for code in ("1", "2"):
        activity = Activity(
            f"00000000-0000-4000-8000-00000000000{code}", "A", "2014", code, "Train"
        )
        funding.save_activity(workspace, activity)
    funding.save_contribution(
        workspace, replace(MONEY, activity="00000000-0000-4000-8000-000000000001")
    )


def test_a_reported_share_that_is_not_that_of_the_work_plan(country: Workspace) -> None:
    """Issue 10, 1.19: 37 % was reported, and the work plan gives 50 %."""
    enter(country, reported_ratio(37, 100))
    work_plan(country)
    problem = doubts(country)[FindingKind.SHARES_DIFFER]
    assert problem.indicator == "share"
    unit = book(country, BookQuestion("2014")).funding.of("A")
    assert unit is not None
    assert unit.share_of_activities == Decimal("0.37")  # one figure, that of the indicator

    say_it_is_right(country, problem)
    assert doubts(country) == {}
    enter(country, reported_ratio(38, 100))
    offer = doubts(country)[FindingKind.SHARES_DIFFER].offer
    assert offer is not None
    enter(country, offer)
    assert doubts(country) == {}
    unit = book(country, BookQuestion("2014")).funding.of("A")
    assert unit is not None
    assert (unit.share_of_activities, offer.amount) == (Decimal("0.5"), 50)


@pytest.mark.parametrize("value", [reported_ratio(5, 10), reported(50), reported(Decimal("50.0"))])
def test_a_share_that_says_the_same_is_not_asked_about(country: Workspace, value: Value) -> None:
    enter(country, value)
    work_plan(country)
    assert FindingKind.SHARES_DIFFER not in doubts(country)
