"""The preview says what a submission does to the governments' shares, stage by stage."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from spa_me.domain.cofunding import Contribution, SourceType, Stage
from spa_me.services import funding
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.review_sheet import review_sheet
from spa_me.services.exchange.share_changes import ShareChange
from tests.integration.exchange.offices import Office, taken, trusting_country

GOVERNMENT, DONOR = SourceType.GOVERNMENT, SourceType.DONOR


def pays(
    office: Office,
    kind: SourceType,
    amount: int | None,
    stage: Stage = Stage.ACTUAL,
    currency: str = "USD",
) -> None:
    paid = None if amount is None else Decimal(amount)
    money = Contribution(
        "", office.code, "2014", kind.value, kind, stage=stage, amount=paid, currency=currency
    )
    funding.save_contribution(office.workspace, money)


def sent(office: Office) -> Path:
    return office.file_of(office.submit().package.digest)


@pytest.fixture
def other(tmp_path: Path, region: Office) -> Iterator[Office]:
    """Country B, whose government has paid 10 of 40 USD."""
    office = trusting_country(tmp_path, "B", region)
    pays(office, GOVERNMENT, 10)
    pays(office, DONOR, 30)
    taken(region, sent(office))
    yield office
    office.close()


def changes(region: Office, country: Office) -> list[ShareChange]:
    (arrival,) = look(region.workspace, [sent(country)])
    assert arrival.preview is not None
    return list(arrival.preview.shares)


def said(found: list[ShareChange]) -> list[tuple[str, str, Fraction | None, Fraction | None]]:
    return [(c.unit, c.stage, c.old.share, c.new.share) for c in found]


@pytest.mark.usefixtures("other")
def test_the_share_of_the_sender_and_of_all_together_is_shown(
    region: Office, country: Office
) -> None:
    pays(country, GOVERNMENT, 40)

    assert said(changes(region, country)) == [
        ("A", "actual", None, 1),
        ("", "actual", Fraction(1, 4), Fraction(5, 8)),
    ]


def test_every_stage_is_shown_by_itself(region: Office, country: Office) -> None:
    for stage, donor in ((Stage.PLANNED, 1), (Stage.COMMITTED, 3)):
        pays(country, GOVERNMENT, 1, stage)
        pays(country, DONOR, donor, stage)

    assert said(changes(region, country)) == [
        ("A", "planned", None, Fraction(1, 2)),
        ("", "planned", None, Fraction(1, 2)),
        ("A", "committed", None, Fraction(1, 4)),
        ("", "committed", None, Fraction(1, 4)),
    ]


def test_without_money_no_share_changes(region: Office, country: Office) -> None:
    country.enter()

    assert changes(region, country) == []


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        (None, "cannot be computed: no amount is given"),
        (0, "cannot be computed: the amounts add up to zero"),
    ],
)
def test_a_share_that_cannot_be_computed_says_why(
    region: Office, country: Office, amount: int | None, why: str
) -> None:
    pays(country, GOVERNMENT, amount)

    own, together = changes(region, country)
    assert (own.old.remark, own.new.share) == (None, None)
    assert str(own.new.remark) == str(together.new.remark) == why


def test_the_review_shows_the_same(region: Office, country: Office) -> None:
    pays(country, GOVERNMENT, 1)
    taken(region, sent(country))

    sheet = review_sheet(region.workspace, "A", "2014")
    assert said(list(sheet.preview.shares)) == [("A", "actual", None, 1), ("", "actual", None, 1)]


def test_no_share_is_said_while_money_has_no_rate(region: Office, country: Office) -> None:
    pays(country, GOVERNMENT, 1)
    pays(country, SourceType.UN_AGENCY, 1)
    pays(country, DONOR, 9, currency="LAK")

    for change in changes(region, country):
        assert change.new.share is None
        assert str(change.new.remark) == "cannot be computed: incomplete, 9 LAK has no rate"
