"""Shares of contributions by source, on the base of money or of activities (rules, section 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from spa_me.domain.cofunding.counting import (
    LeftOut,
    MissingRate,
    MoneyQuestion,
    Reason,
    common_currency,
    in_currency,
    incomplete,
    missing_rates,
    within,
)
from spa_me.domain.cofunding.rates import Converted
from spa_me.domain.cofunding.records import (
    SOURCE_TYPE_TITLES,
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.numbers import exact_sum
from spa_me.domain.sentences import Sentence, say


class Base(StrEnum):
    """What a share is a share of."""

    MONEY = "money"
    ACTIVITIES = "activities"


@dataclass(frozen=True, slots=True)
class SourceShare:
    """One source's part.

    Attributes:
        amount: money in the table's currency, or the number of activities it contributes to.
        share: amount / total as a fraction; None when the total is zero, and while money of the
            base is not counted.
        whole: the share in whole per cent, by largest remainder over the table; None on the base
            of activities, where shares overlap and do not add up to 100.
        printed: the share in per cent that a report printed, if one is recorded.
    """

    source: str
    source_type: SourceType
    amount: Fraction
    share: Fraction | None
    whole: int | None
    printed: Decimal | None

    @property
    def printed_off_by(self) -> Fraction | None:
        """How many points the printed share lies from the true one, as an absolute number."""
        if self.printed is None or self.share is None:
            return None
        return abs(Fraction(self.printed) - self.share * 100)


@dataclass(frozen=True, slots=True)
class ShareTable:
    """Who contributes how much, on one base and at one stage.

    Attributes:
        total: money, or the number of activities; of an incomplete table what is counted so far.
        currency: of the money; empty on the base of activities.
        sources: largest first.
        without_programme: whether the programme's own money is left out of the base.
        listed: every contribution that was looked at and does not count, with the reason.
        incomplete: why there are no shares: which money of the base is not counted; None where all
            of it is.
        missing_rates: the rates that would complete it.
        rates: every exchange rate that was used.
        warnings: discrepancies of printed shares and the like.
    """

    base: Base
    stage: Stage
    total: Fraction
    currency: str
    sources: tuple[SourceShare, ...]
    without_programme: bool
    listed: tuple[LeftOut, ...]
    rates: tuple[ExchangeRate, ...]
    warnings: tuple[Sentence, ...]
    incomplete: Sentence | None = None
    missing_rates: tuple[MissingRate, ...] = ()

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What belongs to the base and is not counted."""
        return tuple(entry for entry in self.listed if not entry.is_outside)

    def why_left_out(self, contribution: Contribution) -> Sentence | None:
        """Return why a contribution is not counted here; None where it is."""
        found = (entry.why for entry in self.listed if entry.contribution == contribution)
        return next(found, None)

    def share_of(self, source_type: SourceType) -> Fraction | None:
        """Return the share of all sources of one type; None when nothing is recorded or all is not.

        On the base of activities this is meaningful for one source only, since activities overlap;
        use `share_of_activities`.
        """
        if not self.total or self.incomplete is not None:
            return None
        amount = sum((s.amount for s in self.sources if s.source_type is source_type), Fraction(0))
        return amount / self.total

    @property
    def government_share(self) -> Fraction | None:
        """The governments' own part of the money."""
        return self.share_of(SourceType.GOVERNMENT)


def share_of_money(
    contributions: Iterable[Contribution],
    question: MoneyQuestion,
    printed: Iterable[PrintedShare] = (),
) -> ShareTable:
    """Return the shares of money by source; none while money of the base is not counted."""
    chosen, listed = within(
        contributions, question.stage, without_programme=question.without_programme
    )
    currency = question.currency or common_currency(chosen)
    counted: list[tuple[Contribution, Converted]] = []
    for contribution in chosen:
        converted = in_currency(contribution, currency, question.rates)
        if isinstance(converted, Converted):
            counted.append((contribution, converted))
        else:
            listed.append(converted)
    amounts: dict[tuple[str, SourceType], Fraction] = {}
    for contribution, converted in counted:
        key = (contribution.source, contribution.source_type)
        amounts[key] = amounts.get(key, Fraction(0)) + converted.amount
    total = sum(amounts.values(), Fraction(0))
    uncounted = [entry for entry in listed if entry.is_uncounted]
    compared = () if question.without_programme else printed
    sources = _sources(amounts, Fraction(0) if uncounted else total, compared)
    return ShareTable(
        Base.MONEY,
        question.stage,
        total,
        currency,
        sources,
        question.without_programme,
        tuple(listed),
        tuple(dict.fromkeys(rate for _, converted in counted for rate in converted.rates)),
        (*printed_warnings(sources), *_currency_warning(chosen, question, currency)),
        incomplete(uncounted),
        tuple(missing_rates(uncounted, currency, question.rates.day)),
    )


def _currency_warning(
    chosen: Sequence[Contribution], question: MoneyQuestion, currency: str
) -> Iterable[Sentence]:
    currencies = sorted({c.currency for c in chosen if c.amount is not None})
    if question.currency is None and len(currencies) > 1:
        yield say(
            "Amounts are in {count} currencies ({names}); those with a rate are added up in "
            "{currency}",
            count=len(currencies),
            names=", ".join(currencies),
            currency=currency,
        )


def printed_by_source(
    printed: Iterable[PrintedShare], sources: Iterable[tuple[str, SourceType]]
) -> dict[tuple[str, SourceType], PrintedShare]:
    """Return the printed share of each source that has one, by its name and its type.

    One body can give as several types. A printed share that does not say its type is that of the
    source only where the source has one type.
    """
    asked = list(sources)
    types = Counter(name for name, _ in asked)
    known = {(entry.source, entry.source_type): entry for entry in printed}
    found: dict[tuple[str, SourceType], PrintedShare] = {}
    for name, source_type in asked:
        untyped = known.get((name, None)) if types[name] == 1 else None
        entry = known.get((name, source_type), untyped)
        if entry is not None:
            found[name, source_type] = entry
    return found


def _sources(
    amounts: Mapping[tuple[str, SourceType], Fraction],
    total: Fraction,
    printed: Iterable[PrintedShare],
    *,
    adds_up: bool = True,
) -> tuple[SourceShare, ...]:
    ordered = sorted(amounts.items(), key=lambda item: (-item[1], item[0][0]))
    shares = [amount / total if total else None for _, amount in ordered]
    wholes = largest_remainder([amount for _, amount in ordered]) if adds_up and total else []
    prints = printed_by_source(printed, amounts)
    return tuple(
        SourceShare(
            source,
            source_type,
            amount,
            shares[place],
            wholes[place] if wholes else None,
            prints[key].share if (key := (source, source_type)) in prints else None,
        )
        for place, ((source, source_type), amount) in enumerate(ordered)
    )


def largest_remainder(amounts: Sequence[Fraction]) -> list[int]:
    """Return whole percentages that add up to 100, by the largest remainder.

    Each share is cut to its whole points; the points that are left go one each to the largest
    remainders, and among equal remainders to the one that stands first. Without a positive total
    the list is empty; amounts must not be negative.
    """
    total = sum(amounts, Fraction(0))
    if total <= 0:
        return []
    exact = [amount * 100 / total for amount in amounts]
    whole = [int(share) for share in exact]
    left = 100 - sum(whole)
    by_remainder = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_remainder[:left]:
        whole[place] += 1
    return whole


PRINTED_TOLERANCE = Fraction(1, 2)


def printed_warnings(sources: Sequence[SourceShare]) -> Iterable[Sentence]:
    """Yield what is wrong with printed shares: one off by over half a point, a sum not 100."""
    for source in sources:
        off = source.printed_off_by
        if off is not None and off > PRINTED_TOLERANCE and source.share is not None:
            yield say(
                "{source} is printed as {printed} % but is {share} %: off by {off} points",
                source=_told(source, sources),
                printed=source.printed,
                share=source.share * 100,
                off=off,
            )
    printed = [source.printed for source in sources if source.printed is not None]
    if printed and len(printed) == len(sources) and exact_sum(printed) != 100:
        yield say("The printed shares add up to {sum} % and not to 100 %", sum=exact_sum(printed))


def _told(source: SourceShare, sources: Sequence[SourceShare]) -> str | Sentence:
    """Return what a source is called; with its type where it gives as several."""
    if sum(other.source == source.source for other in sources) == 1:
        return source.source
    kind = say(SOURCE_TYPE_TITLES[source.source_type])
    return say("{source} ({type})", source=source.source, type=kind)


def distinct_activities(activities: Iterable[Activity]) -> dict[str, tuple[Activity, ...]]:
    """Return activities grouped so that a shared one counts once.

    A shared activity is the same in all units of a period that report it under the same code.
    """
    groups: dict[str, tuple[Activity, ...]] = {}
    for activity in activities:
        shared_key = f"shared/{activity.period}/{activity.code}"
        key = shared_key if activity.is_shared else activity.id
        groups[key] = (*groups.get(key, ()), activity)
    return groups


def share_of_activities(
    activities: Iterable[Activity],
    contributions: Iterable[Contribution],
    stage: Stage,
    *,
    without_programme: bool = False,
) -> ShareTable:
    """Return, by source, the share of work-plan activities that it contributes to.

    One activity can have several sources, so these shares overlap. A contribution without an
    amount counts here.
    """
    groups = distinct_activities(activities)
    group_of = {a.id: key for key, group in groups.items() for a in group}
    chosen, listed = within(contributions, stage, without_programme=without_programme)
    reached: dict[tuple[str, SourceType], set[str]] = {}
    for contribution in chosen:
        group = group_of.get(contribution.activity)
        if group is None:
            why = say("it is not tied to an activity of the work plan")
            listed.append(LeftOut(contribution, Reason.NO_ACTIVITY, why))
        else:
            reached.setdefault((contribution.source, contribution.source_type), set()).add(group)
    amounts = {key: Fraction(len(found)) for key, found in reached.items()}
    total = Fraction(len(groups))
    warnings = () if groups else (say("No work-plan activities are recorded"),)
    return ShareTable(
        Base.ACTIVITIES,
        stage,
        total,
        "",
        _sources(amounts, total, (), adds_up=False),
        without_programme,
        tuple(listed),
        (),
        warnings,
    )


def paid_activities(
    activities: Iterable[Activity], contributions: Iterable[Contribution], stage: Stage
) -> tuple[int, int]:
    """Return how many activities have any government contribution, and how many there are."""
    groups = distinct_activities(activities)
    paid = {
        c.activity
        for c in contributions
        if c.stage is stage and c.source_type is SourceType.GOVERNMENT
    }
    reached = sum(any(activity.id in paid for activity in group) for group in groups.values())
    return reached, len(groups)


def government_share_of_activities(
    activities: Iterable[Activity], contributions: Iterable[Contribution], stage: Stage
) -> Fraction | None:
    """Return the share of activities with any government contribution; None without activities."""
    reached, count = paid_activities(activities, contributions, stage)
    return Fraction(reached, count) if count else None
