"""An exchange rate belongs to a submission: it comes and goes with it, and is nobody else's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from spa_me.domain.changes import ChangeSet
from spa_me.domain.cofunding import Contribution, ExchangeRate, SourceType, Stage
from spa_me.domain.errors import RefusedError
from spa_me.reports.funding import FundingQuestion, funding_book
from spa_me.services import funding
from spa_me.services.exchange.arrivals import look
from spa_me.services.submissions import begin_correction, close_period
from spa_me.services.workspace import Workspace
from tests.integration.exchange.offices import (
    Office,
    accept,
    return_submission,
    taken,
    trusting_country,
)

RATE = ExchangeRate("A", "2014", "USD", "LAK", Decimal(8000), date(2014, 12, 31), "Central bank")


def pays(office: Office, source: str, kind: SourceType, amount: int, currency: str) -> None:
    money = Contribution(
        "", office.code, "2014", source, kind, amount=Decimal(amount), currency=currency
    )
    funding.save_contribution(office.workspace, money)


@pytest.fixture
def countries(tmp_path: Path, region: Office) -> Iterator[tuple[Office, Office]]:
    """Yield two countries, each with 8,000 LAK of its government and 1 USD of a donor."""
    a, b = (trusting_country(tmp_path, code, region) for code in ("A", "B"))
    for office in (a, b):
        office.enter()
        pays(office, "Treasury", SourceType.GOVERNMENT, 8000, "LAK")
        pays(office, "Second treasury", SourceType.GOVERNMENT, 0, "LAK")
        pays(office, "Donor", SourceType.DONOR, 1, "USD")
    yield a, b
    a.close()
    b.close()


def shares(office: Office, period: str = "2014") -> dict[str, Fraction | None]:
    data = office.workspace.dataset()
    question = FundingQuestion(period, None, None, Stage.ACTUAL, without_programme=False)
    book = funding_book(data, data.framework_for(period), question)
    return {entry.unit.code: entry.money.government_share for entry in book.units}


def sent(office: Office) -> Path:
    return office.file_of(office.submit().package.digest)


def test_a_countrys_rate_converts_only_its_own_money(
    region: Office, countries: tuple[Office, Office]
) -> None:
    a, b = countries
    funding.save_rate(a.workspace, RATE)
    funding.save_rate(b.workspace, replace(RATE, unit="B", rate=Decimal(4000)))
    taken(region, sent(b))
    before = shares(region)["B"]
    taken(region, sent(a))

    assert before == Fraction(2, 3)
    assert shares(region)["B"] == before
    assert shares(region)["A"] == Fraction(1, 2)


def test_the_secretariats_rate_converts_everybodys_money(
    region: Office, countries: tuple[Office, Office]
) -> None:
    a, b = countries
    taken(region, sent(a), sent(b))
    assert shares(region)["A"] is None  # the donor's dollar has no rate, so no share is known
    funding.save_rate(region.workspace, replace(RATE, unit="RS", rate=Decimal(4000)))

    assert shares(region)["A"] == shares(region)["B"] == Fraction(2, 3)


def test_a_rate_goes_with_its_revision(region: Office, countries: tuple[Office, Office]) -> None:
    a = countries[0]
    funding.save_rate(a.workspace, RATE)
    taken(region, sent(a))
    assert shares(region)["A"] == Fraction(1, 2)
    returned = return_submission(
        region.workspace, "A", "2014", region.key, reason="The rate looks like another year's"
    )
    taken(a, region.file_of(returned.package.digest))
    funding.remove_rate(a.workspace, RATE)
    taken(region, sent(a))

    assert region.workspace.dataset().rates == ()
    assert shares(region)["A"] is None


def test_the_preview_shows_a_rate_and_what_it_does_to_the_share(
    region: Office, countries: tuple[Office, Office]
) -> None:
    a = countries[0]
    (done,) = taken(region, sent(a))
    accepted = accept(region.workspace, "A", "2014", region.key)
    taken(a, region.file_of(done.receipt), region.file_of(accepted.package.digest))
    begin_correction(a.workspace, "A", "2014", "A rate was forgotten")
    funding.save_rate(a.workspace, RATE)
    (arrival,) = look(region.workspace, [sent(a)])

    assert arrival.preview is not None
    assert [(change.old, change.new) for change in arrival.preview.records] == [
        ("", "1 USD = 8000 LAK; source: Central bank")
    ]
    assert [(s.unit, s.old.share, s.new.share) for s in arrival.preview.shares] == [
        ("A", None, Fraction(1, 2)),
        ("", None, Fraction(1, 2)),
    ]


@pytest.mark.parametrize("change", [funding.save_rate, funding.remove_rate])
def test_a_rate_is_locked_with_its_submission(
    countries: tuple[Office, Office], change: Callable[[Workspace, ExchangeRate], ChangeSet]
) -> None:
    a = countries[0]
    funding.save_rate(a.workspace, RATE)
    a.submit()

    with pytest.raises(RefusedError, match="sealed"):
        change(a.workspace, replace(RATE, rate=Decimal(1)))
    assert [rate.rate for rate in a.workspace.dataset().rates] == [8000]


def test_the_secretariat_adds_a_rate_after_the_period_is_closed(region: Office) -> None:
    close_period(region.workspace, "2014", "The meeting is over")
    rate = replace(RATE, unit="RS", quote="SEK", rate=Decimal("6.8576"))
    funding.save_rate(region.workspace, rate)

    assert [found.quote for found in region.workspace.dataset().rates] == ["SEK"]
