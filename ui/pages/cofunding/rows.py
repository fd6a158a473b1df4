"""What the tables of the page list, made from the report book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    Converted,
    ExchangeRate,
    PrintedShare,
    ShareTable,
    SourceShare,
)
from spa_me.domain.cofunding.shares import PRINTED_TOLERANCE, printed_by_source
from spa_me.domain.sentences import Sentence
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding
from ui.pages.cofunding.choices import whose_money


@dataclass(frozen=True)
class UnitRow:
    """A country, or all of them together.

    Attributes:
        code: of the reporting unit; empty for all together.
        funding: of the unit; None for all together.
        money, activities: shares of the governments as fractions; None where there is none.
    """

    code: str
    name: str
    income_class: str
    funding: UnitFunding | None
    table: ShareTable
    money: Fraction | None
    activities: Fraction | None
    contributions: int


def unit_rows(book: ReportBook, everybody: str) -> Iterator[UnitRow]:
    """Yield a row for every unit; of several then one for all, which `everybody` names."""
    for unit in book.funding.units:
        yield UnitRow(
            unit.unit.code,
            str(unit.unit.name),
            unit.unit.income_class,
            unit,
            unit.money,
            unit.money.government_share,
            unit.share_of_activities,
            len(unit.contributions),
        )
    if len(book.funding.units) == 1:
        return
    region = book.funding.region
    count = sum(len(unit.contributions) for unit in book.funding.units)
    share = region.government_share
    yield UnitRow("", everybody, "", None, region, share, None, count)


@dataclass(frozen=True)
class RateRow:
    """An exchange rate, and whose money it converts."""

    rate: ExchangeRate
    whose_money: str


def rate_rows(book: ReportBook, units: Sequence[UnitFunding]) -> Iterator[RateRow]:
    """Yield the rates that convert the money of some units, latest first."""
    rates = book.funding.rates
    codes = {*rates.common, *(unit.unit.code for unit in units)}
    for rate in sorted(rates.known, key=lambda rate: rate.date, reverse=True):
        if rate.unit in codes:
            yield RateRow(rate, whose_money(book, rate.unit))


@dataclass(frozen=True)
class ContributionRow:
    """A contribution, and how it enters the share.

    Attributes:
        activity_code: of the activity it is for; empty for the plan as a whole.
        converted: in the currency in view; None where nothing is converted or no rate leads there.
        left_out: why it is not counted in the share of money; None where it is.
    """

    contribution: Contribution
    unit_name: str
    activity_code: str
    converted: Converted | None
    left_out: Sentence | None


def contribution_rows(book: ReportBook, units: Sequence[UnitFunding]) -> Iterator[ContributionRow]:
    """Yield the contributions of some units as they stand in the view of the book."""
    for unit in units:
        codes = {activity.id: activity.code for activity in unit.activity_list}
        for contribution in unit.contributions:
            yield ContributionRow(
                contribution,
                str(unit.unit.name),
                codes.get(contribution.activity, ""),
                _converted(book, contribution),
                unit.money.why_left_out(contribution),
            )


def _converted(book: ReportBook, contribution: Contribution) -> Converted | None:
    currency = book.question.currency
    return None if currency is None else book.funding.rates.convert(contribution, currency)


@dataclass(frozen=True)
class ActivityRow:
    """An activity of the work plan.

    Attributes:
        contributions: how many name it.
    """

    activity: Activity
    unit_name: str
    contributions: int


def activity_rows(units: Sequence[UnitFunding]) -> Iterator[ActivityRow]:
    """Yield the activities of some units' work plans."""
    for unit in units:
        for activity in unit.activity_list:
            count = sum(c.activity == activity.id for c in unit.contributions)
            yield ActivityRow(activity, str(unit.unit.name), count)


@dataclass(frozen=True)
class PrintedRow:
    """A share that a report printed, beside the one that the amounts give.

    Attributes:
        share: the true one; None where the source has no money in view.
    """

    printed: PrintedShare
    unit_name: str
    share: SourceShare | None

    @property
    def off_by(self) -> Fraction | None:
        """How many points the printed share lies from the true one."""
        if self.share is None or self.share.share is None:
            return None
        return abs(Fraction(self.printed.share) - self.share.share * 100)

    @property
    def is_off(self) -> bool:
        """Whether it is off by more than half a point."""
        return self.off_by is not None and self.off_by > PRINTED_TOLERANCE


def printed_rows(book: ReportBook, units: Sequence[UnitFunding]) -> Iterator[PrintedRow]:
    """Yield the printed shares of some units; they compare with the whole base only."""
    is_whole = not book.question.without_programme
    for unit in units:
        sources = {(s.source, s.source_type): s for s in unit.money.sources if is_whole}
        compared = {
            printed: sources[key]
            for key, printed in printed_by_source(unit.printed_shares, sources).items()
        }
        for printed in unit.printed_shares:
            yield PrintedRow(printed, str(unit.unit.name), compared.get(printed))
