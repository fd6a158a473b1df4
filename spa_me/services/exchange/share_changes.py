"""What a submission does to the governments' shares of money: its sender's, and all together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from spa_me.domain.cofunding import Contribution, ExchangeRate, ShareTable, Stage
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.sentences import Sentence, say
from spa_me.reports.funding import FundingBook, FundingQuestion, funding_book


@dataclass(frozen=True, slots=True)
class GovernmentShare:
    """The governments' part of money.

    Attributes:
        share: as a fraction; None where nothing is recorded or it cannot be computed.
        why_not: why it cannot be computed; None where it can, or nothing is recorded.
    """

    share: Fraction | None = None
    why_not: Sentence | None = None

    @property
    def remark(self) -> Sentence | None:
        """What has to stand in the place of the share."""
        return None if self.why_not is None else say("cannot be computed: {why}", why=self.why_not)


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A share of money that would be another one.

    Attributes:
        unit: code of the sender; empty for all together.
    """

    unit: str
    stage: Stage
    old: GovernmentShare
    new: GovernmentShare


def share_changes(
    definition: FrameworkDefinition, before: Dataset, after: Dataset, unit: str, period: str
) -> Iterator[ShareChange]:
    """Yield the shares that are not the same: of each stage, the sender's and all together."""
    if _money(before, unit, period) == _money(after, unit, period):
        return
    for stage in Stage:
        question = FundingQuestion(period, None, None, stage, without_programme=False)
        old, new = (funding_book(data, definition, question) for data in (before, after))
        for whose in (unit, ""):
            was, now = _share(old, whose), _share(new, whose)
            if was != now:
                yield ShareChange(whose, stage, was, now)


def _money(data: Dataset, unit: str, period: str) -> list[Contribution | ExchangeRate]:
    """Return what the shares of a unit follow from."""
    records = (*data.contributions, *data.rates)
    return [record for record in records if (record.unit, record.period) == (unit, period)]


def _share(book: FundingBook, unit: str) -> GovernmentShare:
    entry = book.of(unit)
    if unit and entry is None:
        return GovernmentShare()
    table = book.region if entry is None else entry.money
    return GovernmentShare(table.government_share, _why_not(table))


def _why_not(table: ShareTable) -> Sentence | None:
    if table.incomplete is not None:
        return table.incomplete
    if table.total or not (table.sources or table.left_out):
        return None
    if table.sources:
        return say("the amounts add up to zero")
    return say("no amount is given")
