"""Days of money outside the period, and the year that is meant in the Buddhist calendar."""

from datetime import date
from decimal import Decimal

import pytest

from spa_me.domain.checks.dates import day_meant, doubt_of_day
from spa_me.domain.cofunding import Contribution, ExchangeRate, SourceType
from spa_me.domain.framework import Period

YEAR = Period.model_validate(
    {"code": "2025", "title": "2025", "start": "2025-01-01", "end": "2025-12-31"}
)


def money(day: str | None) -> Contribution:
    dated = None if day is None else date.fromisoformat(day)
    return Contribution("1", "TH", "2025", "Ministry", SourceType.GOVERNMENT, date=dated)


def rate(day: str) -> ExchangeRate:
    dated = date.fromisoformat(day)
    return ExchangeRate("TH", "2025", "USD", "THB", Decimal(33), dated, "Bank")


@pytest.mark.parametrize("day", [None, "2025-01-01", "2025-12-31"])
def test_a_day_of_the_period_is_no_doubt(day: str | None) -> None:
    assert doubt_of_day(money(day), YEAR) is None


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        ("2568-03-01", "2025-03-01"),
        ("2568-02-29", None),  # the year 2568 has that day, and 2025 has not
        ("2567-03-01", None),  # in 2024, and so outside, too
        ("1905-03-01", None),
        ("2024-12-31", None),
        ("2026-01-01", None),
        ("0100-01-01", None),
    ],
)
def test_a_day_outside_is_doubtful_and_the_one_that_is_meant_is_offered(
    day: str, meant: str | None
) -> None:
    record = money(day)
    found = day_meant(record, YEAR)

    assert (found and found.isoformat()) == meant
    said = str(doubt_of_day(record, YEAR))
    assert day in said
    assert ("Buddhist" in said) is (meant is not None)
    assert meant is None or meant in said


@pytest.mark.parametrize(
    ("day", "is_doubtful"),
    [
        ("2025-06-01", False),
        ("2024-12-31", False),  # the rate of the last day of the year before serves
        ("2024-01-01", False),
        ("2023-12-31", True),
        ("1905-01-01", True),
        ("2568-06-01", True),
    ],
)
def test_a_rate_may_be_a_year_older(day: str, *, is_doubtful: bool) -> None:
    assert (doubt_of_day(rate(day), YEAR) is not None) is is_doubtful
