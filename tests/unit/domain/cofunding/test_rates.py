"""Conversion with dated rates, directly or over a third currency."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_the_third_currency_is_the_one_of_the_newest_rates_and_is_named() -> None:
    """Issue 10, 1.13: francs became yen by way of Australia, with rates of 2014."""
    old = [rate("CHF", "AUD", "1.2", "2014-01-01"), rate("AUD", "JPY", "93", "2025-06-01")]
    new = [rate("USD", "CHF", "0.8", "2025-03-01"), rate("USD", "JPY", "144", "2025-02-01")]
    for rates in (old + new, new + old):
        found = convert(Decimal(8), "CHF", "JPY", rates, date(2025, 12, 31))
        assert found is not None
        assert (found.amount, found.over, found.rates) == (1440, "USD", tuple(new))
    before = convert(Decimal(10), "CHF", "JPY", [*old, *new], date(2025, 2, 28))
    assert before is None


def test_of_equally_old_rates_the_newer_second_one_decides_and_then_the_alphabet() -> None:
    def over(*rates: ExchangeRate) -> str:
        found = convert(Decimal(1), "CHF", "JPY", rates, date(2025, 12, 31))
        assert found is not None
        return found.over

    aud = (rate("CHF", "AUD", "1", "2025-01-01"), rate("AUD", "JPY", "1", "2025-05-01"))
    usd = (rate("CHF", "USD", "1", "2025-06-01"), rate("USD", "JPY", "1", "2025-01-01"))
    eur = (rate("CHF", "EUR", "1", "2025-01-01"), rate("EUR", "JPY", "1", "2025-05-01"))
    assert over(*aud, *usd, *eur) == "USD"
    assert over(*eur, *aud) == "AUD"


CODES = ("AUD", "CHF", "EUR", "JPY", "USD")
PAIRS = st.sampled_from([(a, b) for a in CODES for b in CODES if a != b])
SOME_RATES = st.lists(
    st.builds(
        lambda pair, number, day: rate(pair[0], pair[1], str(number), day.isoformat()),
        PAIRS,
        st.integers(1, 500),
        st.dates(date(2024, 1, 1), date(2024, 1, 12)),
    ),
    max_size=9,
    unique_by=lambda r: (frozenset((r.base, r.quote)), r.date),
)


def by_hand(currency: str, to: str, rates: list[ExchangeRate], day: date) -> tuple[Any, ...] | None:
    """Return the amount of one and the rates, by trying every way."""

    def ways(one: str, other: str) -> list[ExchangeRate]:
        usable = [r for r in rates if {r.base, r.quote} == {one, other} and r.date <= day]
        return sorted(usable, key=lambda r: r.date)[-1:]

    def times(start: str, used: ExchangeRate) -> Fraction:
        return Fraction(used.rate) if used.base == start else 1 / Fraction(used.rate)

    for direct in ways(currency, to):
        return times(currency, direct), (direct,)
    found: list[Any] = []
    for third in set(CODES) - {currency, to}:
        for first in ways(currency, third):
            for second in ways(third, to):
                ages = sorted([first.date, second.date])
                rank = (-ages[0].toordinal(), -ages[1].toordinal(), third)
                found.append((rank, times(currency, first) * times(third, second), first, second))
    if not found:
        return None
    _, amount, first, second = min(found, key=lambda way: way[0])
    return amount, (first, second)


@given(SOME_RATES, PAIRS, st.dates(date(2024, 1, 1), date(2024, 1, 14)))
def test_the_way_is_the_best_of_all_there_are(
    rates: list[ExchangeRate], pair: tuple[str, str], day: date
) -> None:
    found = convert(Decimal(1), *pair, rates, day)

    assert (found and (found.amount, found.rates)) == by_hand(*pair, rates, day)


def test_nothing_is_nothing_in_every_currency() -> None:
    for currency in ("THB", NO_CURRENCY):
        found = convert(Decimal("0.00"), currency, "USD", [], date(2025, 1, 1))
        assert found is not None
        assert (found.amount, found.currency, found.rates) == (0, "USD", ())


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
