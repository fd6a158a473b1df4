"""Which contributions count in a share, and why others do not: decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from spa_me.domain.cofunding.rates import Converted, Rates
from spa_me.domain.cofunding.records import NO_CURRENCY, Contribution, SourceType, Stage
from spa_me.domain.sentences import Amount, Sentence, say


class Reason(StrEnum):
    """Why a contribution does not count in a table of shares."""

    OTHER_STAGE = "other_stage"
    PROGRAMME = "programme"
    NO_AMOUNT = "no_amount"
    NO_ACTIVITY = "no_activity"
    NO_CURRENCY = "no_currency"
    NO_RATE = "no_rate"


_OUTSIDE = frozenset({Reason.OTHER_STAGE, Reason.PROGRAMME})
_UNCOUNTED = frozenset({Reason.NO_CURRENCY, Reason.NO_RATE})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A contribution that is listed and not counted, and why."""

    contribution: Contribution
    reason: Reason
    why: Sentence

    @property
    def is_outside(self) -> bool:
        """Whether it does not belong to the base: at another stage, or of the programme."""
        return self.reason in _OUTSIDE

    @property
    def is_uncounted(self) -> bool:
        """Whether it is money of the base that cannot be added: no share can be given then."""
        return self.reason in _UNCOUNTED


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A rate without which money is not counted.

    Attributes:
        base, quote: the currency of the money, and that of the table.
        day: the earliest day for which it is needed; a rate of this day or earlier serves.
        unit: whose money it is.
    """

    base: str
    quote: str
    day: date
    unit: str


@dataclass(frozen=True, slots=True)
class MoneyQuestion:
    """What money is to be looked at.

    Attributes:
        currency: to convert to; None keeps amounts as they are if they are all in one currency.
    """

    stage: Stage
    currency: str | None
    rates: Rates
    without_programme: bool = False


def within(
    contributions: Iterable[Contribution], stage: Stage, *, without_programme: bool
) -> tuple[list[Contribution], list[LeftOut]]:
    """Return what belongs to the base, and what does not."""
    chosen: list[Contribution] = []
    outside: list[LeftOut] = []
    for contribution in contributions:
        if contribution.stage is not stage:
            why = say("it is at another stage than the shares")
            outside.append(LeftOut(contribution, Reason.OTHER_STAGE, why))
        elif without_programme and contribution.source_type is SourceType.PROGRAMME:
            why = say("the programme's own money is left out of the base")
            outside.append(LeftOut(contribution, Reason.PROGRAMME, why))
        else:
            chosen.append(contribution)
    return chosen, outside


def common_currency(contributions: Sequence[Contribution]) -> str:
    """Return the currency that most amounts are in, so that as few as possible need a rate."""
    found: dict[str, int] = {}
    for contribution in contributions:
        if contribution.amount is not None:
            found[contribution.currency] = found.get(contribution.currency, 0) + 1
    return max(sorted(found), key=found.__getitem__, default=NO_CURRENCY)


def in_currency(contribution: Contribution, currency: str, rates: Rates) -> Converted | LeftOut:
    """Return a contribution in the currency of a table, or why it cannot be counted in it."""
    if contribution.amount is None:
        why = say("no amount is given; it is listed and not counted")
        return LeftOut(contribution, Reason.NO_AMOUNT, why)
    converted = rates.convert(contribution, currency)
    if converted is not None:
        return converted
    if contribution.currency == NO_CURRENCY:
        why = say("its currency is not printed, so it cannot be converted to {to}", to=currency)
        return LeftOut(contribution, Reason.NO_CURRENCY, why)
    if currency == NO_CURRENCY:
        why = say("the currency of most amounts is not printed, so that this one cannot be added")
        return LeftOut(contribution, Reason.NO_CURRENCY, why)
    why = say(
        "there is no rate from {given} to {to} dated {day} or earlier",
        given=contribution.currency,
        to=currency,
        day=contribution.date or rates.day,
    )
    return LeftOut(contribution, Reason.NO_RATE, why)


def incomplete(uncounted: Sequence[LeftOut]) -> Sentence | None:
    """Return what keeps shares from being given: the money that is not counted."""
    without_rate, without_currency = (
        _money(entry.contribution for entry in uncounted if entry.reason is reason)
        for reason in (Reason.NO_RATE, Reason.NO_CURRENCY)
    )
    if without_rate is None and without_currency is None:
        return None
    if without_currency is None:
        return say("incomplete, {money} has no rate", money=without_rate)
    if without_rate is None:
        return say("incomplete, {money} has no common currency", money=without_currency)
    return say(
        "incomplete, {money} has no rate, and {other} no common currency",
        money=without_rate,
        other=without_currency,
    )


def _money(contributions: Iterable[Contribution]) -> Sentence | None:
    """Return the money of contributions, currency by currency; None where there are none."""
    sums: dict[str, Fraction] = {}
    for contribution in contributions:
        given = sums.get(contribution.currency, Fraction(0))
        sums[contribution.currency] = given + Fraction(contribution.amount or 0)
    said: Sentence | None = None
    for currency, amount in sorted(sums.items()):
        if currency == NO_CURRENCY:
            money = say("{amount} (currency not printed)", amount=amount)
        else:
            money = say("{amount}", amount=Amount(amount, currency))
        said = money if said is None else say("{one} and {other}", one=said, other=money)
    return said


def missing_rates(
    uncounted: Iterable[LeftOut], currency: str, last_day: date
) -> Iterator[MissingRate]:
    """Yield each rate that is missing once for a unit, dated for the earliest of its money."""
    days: dict[tuple[str, str], date] = {}
    for entry in uncounted:
        given = entry.contribution
        if entry.reason is Reason.NO_RATE:
            key, day = (given.unit, given.currency), given.date or last_day
            days[key] = min(day, days.get(key, day))
    for (unit, base), day in sorted(days.items()):
        yield MissingRate(base, currency, day, unit)
