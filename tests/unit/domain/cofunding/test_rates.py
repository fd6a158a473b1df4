"""Conversion with dated rates, directly or over a third currency."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from spa_me.domain.cofunding import (
    NO_CURRENCY,
    Contribution,
    ExchangeRate,
    Rates,
    SourceType,
    convert,
    latest_rate,
)


def rate(base: str, quote: str, number: str, day: str) -> ExchangeRate:
    return ExchangeRate(
        "R", "2014", base, quote, Decimal(number), date.fromisoformat(day), "a bank"
    )


APRIL = rate("USD", "NOK", "5.9790", "2014-04-01")
DECEMBER = rate("USD", "NOK", "7.2772", "2014-12-01")
SEK = rate("USD", "SEK", "6.8576", "2014-04-01")
RATES = [DECEMBER, APRIL, SEK]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2014-12-01", DECEMBER), ("2014-11-30", APRIL), ("2014-04-01", APRIL), ("2014-03-31", None)],
)
def test_the_latest_rate_up_to_the_day_is_used(day: str, expected: ExchangeRate | None) -> None:
    for pair in (("USD", "NOK"), ("NOK", "USD")):
        assert latest_rate(RATES, *pair, date.fromisoformat(day)) == expected


def test_a_rate_works_both_ways_without_rounding() -> None:
    day = date(2014, 5, 1)
    there = convert(Decimal(100), "USD", "NOK", RATES, day)
    assert there is not None
    assert (there.amount, there.rates) == (Fraction("597.9"), (APRIL,))
    back = convert(Decimal("597.9"), "NOK", "USD", RATES, day)
    assert back is not None
    assert back.amount == 100


def test_two_rates_lead_over_a_third_currency() -> None:
    found = convert(Decimal(5979), "NOK", "SEK", RATES, date(2014, 5, 1))
    assert found is not None
    assert (found.amount, found.currency) == (Fraction("6857.6"), "SEK")
    assert found.rates == (APRIL, SEK)


def test_the_same_currency_needs_no_rate() -> None:
    found = convert(Decimal(5), "NOK", "NOK", [], date(2014, 5, 1))
    assert found is not None
    assert (found.amount, found.rates) == (5, ())


@pytest.mark.parametrize(
    ("currency", "to"),
    [("THB", "NOK"), (NO_CURRENCY, "NOK"), ("NOK", NO_CURRENCY), ("USD", "EUR")],
)
def test_without_a_rate_or_a_currency_nothing_is_converted(currency: str, to: str) -> None:
    rates = [*RATES, rate(NO_CURRENCY, "NOK", "2", "2014-01-01")]
    assert convert(Decimal(5), currency, to, rates, date(2014, 5, 1)) is None


def test_a_unit_is_converted_by_its_own_rates_and_those_of_the_secretariat() -> None:
    own, foreign = replace(APRIL, unit="A"), replace(DECEMBER, unit="B")
    rates = Rates(date(2014, 12, 31), [foreign, own, SEK], frozenset({"R"}))
    money = Contribution(
        "1", "A", "2014", "Fund", SourceType.INGO, amount=Decimal(100), currency="USD"
    )
    converted = rates.convert(money, "NOK")
    assert converted is not None
    assert converted.rates == (own,)
    assert rates.convert(replace(money, unit="C"), "NOK") is None
    assert rates.convert(replace(money, amount=None), "NOK") is None


def test_on_one_day_the_secretariats_rate_is_used() -> None:
    own = replace(APRIL, unit="A", rate=Decimal(9))
    for known in ([own, APRIL], [APRIL, own]):
        assert Rates(APRIL.date, known, frozenset({"R"})).of("A") == [APRIL, own]
