"""A submission for a closed period is not lost: it can be taken in, and says that it is closed."""

from datetime import date

from spa_me.domain.dataset import Actor
from spa_me.domain.submission import Right
from spa_me.services.exchange.arrivals import Arrival, Standing, look
from spa_me.services.exchange.review_sheet import review_sheet
from spa_me.services.submissions import close_period, reopen_for, set_member
from tests.integration.exchange.offices import Office, accept, taken


def looked_at(country: Office, region: Office, digest: str) -> Arrival:
    (arrival,) = look(region.workspace, [country.file_of(digest)], [region.key])
    return arrival


def test_it_says_since_when_and_who_can_open_it(country: Office, region: Office) -> None:
    country.enter()
    digest = country.submit().package.digest
    assert looked_at(country, region, digest).closed is None
    close_period(region.workspace, "2014", "The meeting has taken place.")

    arrival = looked_at(country, region, digest)

    assert (arrival.standing, arrival.may_be_taken) == (Standing.NEXT, True)
    assert arrival.closed is not None
    assert str(arrival.closed.why) == (
        "The period has been closed since 2026-03-01: The meeting has taken place."
    )
    assert "Whoever works here can reopen it" in str(arrival.closed.who)
    (done,) = taken(region, arrival.path)
    assert done.is_done, done.error
    sheet = review_sheet(region.workspace, "A", "2014")
    assert sheet.closed == arrival.closed
    accept(region.workspace, "A", "2014", region.key)
    assert review_sheet(region.workspace, "A", "2014").closed is None


def test_who_administers_is_named(country: Office, region: Office) -> None:
    country.enter()
    digest = country.submit().package.digest
    close_period(region.workspace, "2014", "The meeting has taken place.")
    region.workspace.actor = Actor("Boss")
    set_member(region.workspace, "Boss", frozenset({Right.ADMINISTER}))

    closed = looked_at(country, region, digest).closed

    assert closed is not None
    assert str(closed.who) == "Boss can reopen it for this reporting unit until a day."


def test_what_was_reopened_for_the_office_is_not_closed_to_it_whatever_the_day(
    country: Office, region: Office
) -> None:
    country.enter()
    digest = country.submit().package.digest
    close_period(region.workspace, "2014", "The meeting has taken place.")
    reopen_for(region.workspace, "B", "2014", date(2026, 4, 1), "B asked")
    assert looked_at(country, region, digest).closed is not None

    reopen_for(region.workspace, "A", "2014", date(2026, 4, 1), "A asked")
    assert looked_at(country, region, digest).closed is None
    region.clock.forward(days=90)
    assert looked_at(country, region, digest).closed is None
