"""Conversion: only with a dated rate whose source is known (rules, section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.cofunding.records import NO_CURRENCY, Contribution, ExchangeRate


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency, with the rates that led there (none for the same currency)."""

    amount: Fraction
    currency: str
    rates: tuple[ExchangeRate, ...]

    @property
    def over(self) -> str:
        """The third currency that it went over; empty where one rate, or none, was needed."""
        match self.rates:
            case (first, second):
                return ({first.base, first.quote} & {second.base, second.quote}).pop()
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates by which the money of a period may be converted.

    A unit's money is converted by the rates of its own submissions and by those of the regional
    secretariat, so that what one country reports never changes another's figures (rules,
    section 2). Of two rates of one day that of the secretariat is used, and of two of its own the
    one whose document comes first in the alphabet.

    Attributes:
        day: the last day of the period, at whose rate money without a date is converted.
        known: the rates that were recorded for the period and for those before it.
        common: codes of the units whose rates hold for everybody: the regional secretariat.
    """

    day: date
    known: Sequence[ExchangeRate] = ()
    common: frozenset[str] = frozenset()

    def of(self, unit: str) -> list[ExchangeRate]:
        """Return the rates for a unit's money; those that hold for everybody come first."""
        usable = [rate for rate in self.known if rate.unit == unit or rate.unit in self.common]
        return sorted(usable, key=lambda rate: (rate.unit not in self.common, rate.document))

    def convert(self, contribution: Contribution, to: str) -> Converted | None:
        """Return a contribution's amount in another currency, None without amount or rate."""
        if contribution.amount is None:
            return None
        rates, day = self.of(contribution.unit), contribution.date or self.day
        return convert(contribution.amount, contribution.currency, to, rates, day)


def latest_rate(
    rates: Iterable[ExchangeRate], one: str, other: str, day: date
) -> ExchangeRate | None:
    """Return the latest rate between two currencies, either way round, dated up to `day`."""
    pair = {one, other}
    found = [rate for rate in rates if {rate.base, rate.quote} == pair and rate.date <= day]
    return max(found, key=lambda rate: rate.date, default=None)


def convert(
    amount: Decimal, currency: str, to: str, rates: Sequence[ExchangeRate], day: date
) -> Converted | None:
    """Return an amount in another currency, or None where no rate leads there.

    One rate between the two currencies is used if there is one, else two rates over a third
    currency: the two of which the older one is newest, among equal ones those of which the newer
    one is newest, and then the third currency that comes first in the alphabet. A currency that is
    not printed is never converted; nothing is nothing in every currency.
    """
    if currency == to or not amount:
        return Converted(Fraction(amount), to, ())
    if NO_CURRENCY in {currency, to}:
        return None
    direct = latest_rate(rates, currency, to, day)
    if direct is not None:
        return Converted(_through(Fraction(amount), currency, direct), to, (direct,))
    return _over_third(Fraction(amount), currency, to, rates, day)


def _through(amount: Fraction, currency: str, rate: ExchangeRate) -> Fraction:
    factor = Fraction(rate.rate)
    return amount * factor if currency == rate.base else amount / factor


def _over_third(
    amount: Fraction, currency: str, to: str, rates: Sequence[ExchangeRate], day: date
) -> Converted | None:
    # Of equal ones `max` takes the first.
    found = max(_detours(currency, to, rates, day), key=_ages, default=None)
    if found is None:
        return None
    third, first, second = found
    in_third = _through(amount, currency, first)
    return Converted(_through(in_third, third, second), to, (first, second))


_Detour = tuple[str, ExchangeRate, ExchangeRate]
"""A third currency, with the rate that leads there and the one that leads on."""


def _detours(currency: str, to: str, rates: Sequence[ExchangeRate], day: date) -> Iterator[_Detour]:
    known = {code for rate in rates for code in (rate.base, rate.quote)}
    for third in sorted(known - {NO_CURRENCY}):
        first = latest_rate(rates, currency, third, day)
        second = latest_rate(rates, third, to, day)
        if first is not None and second is not None:
            yield third, first, second


def _ages(detour: _Detour) -> list[date]:
    _, first, second = detour
    return sorted((first.date, second.date))
