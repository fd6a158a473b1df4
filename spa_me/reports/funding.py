"""The co-funding part of the book: by reporting unit, on both bases, against the target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.checks import MoneyCheck, check_money
from spa_me.domain.cofunding import (
    Activity,
    Base,
    Contribution,
    MoneyQuestion,
    PrintedShare,
    Rates,
    ShareTable,
    Stage,
    government_share_of_activities,
    share_of_activities,
    share_of_money,
)
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition, ReportingUnit, UnitKind
from spa_me.domain.numbers import rounded
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.reports.restated import is_figure, restated
from spa_me.reports.standing import (
    UnitStanding,
    about_some,
    drafts_of,
    joined,
    names_of,
    not_settled,
)


@dataclass(frozen=True, slots=True)
class UnitFunding(UnitStanding):
    """How one unit's plan is paid for.

    Attributes:
        money, activities: the shares by source on each base.
        recorded: the same money in the currency that most of it was recorded in, so that asking for
            another one never hides amounts that cannot be converted; `money` if none is asked for.
        local: the same money in the unit's own currency, so that a weaker currency is not read as
            a cut; None where nothing is converted or the unit has no currency.
        reported_share: the government's share of activities in per cent as the unit reported it in
            the framework's co-funding indicator; None if it did not.
        computed_share: the same as a fraction from the work plan; None without activities.
        activity_list, contributions, printed_shares: the records behind it.
        check: what is doubtful in the records, and what was confirmed of it.
        remarks: why the bases differ, what is left out.
        restated: what an accepted revision says otherwise than the accepted one before it.
    """

    money: ShareTable
    activities: ShareTable
    recorded: ShareTable
    local: ShareTable | None
    reported_share: Fraction | None
    computed_share: Fraction | None
    activity_list: tuple[Activity, ...]
    contributions: tuple[Contribution, ...]
    printed_shares: tuple[PrintedShare, ...]
    check: MoneyCheck
    remarks: tuple[Sentence, ...]
    restated: tuple[Sentence, ...]

    @property
    def to_know(self) -> tuple[Sentence, ...]:
        """All that has to be known about it."""
        return (*self.remarks, *self.restated)

    @property
    def share_of_activities(self) -> Fraction | None:
        """The government's share of activities as a fraction.

        As it was reported, which is also what the indicator is judged by; from the work plan where
        none was reported, and where another stage is asked for, since what is reported is actual.
        """
        return self.computed_share if self.is_computed else self.reported_share

    @property
    def is_computed(self) -> bool:
        """Whether the share of activities is that of the work plan."""
        if self.computed_share is None:
            return False
        return self.reported_share is None or self.money.stage is not Stage.ACTUAL

    @property
    def has_money(self) -> bool:
        """Whether any amount is recorded."""
        return bool(self.money.total)

    @property
    def is_in_money(self) -> bool:
        """Whether an amount is recorded at the stage in view, whatever its currency."""
        return bool(self.recorded.sources)

    @property
    def is_included(self) -> bool:
        """Whether anything that co-funding is made from is recorded for the period."""
        records = self.contributions or self.activity_list or self.printed_shares
        return bool(records) or self.reported_share is not None


@dataclass(frozen=True, slots=True)
class FundingBook:
    """Co-funding of a period.

    Attributes:
        target: the governments' share that is aimed at, as a fraction; None if none is agreed.
        units: every country (or the one in view), in framework order.
        region, region_activities: all units in view together, on each base.
        rates: what converts the money.
    """

    target: Fraction | None
    units: tuple[UnitFunding, ...]
    region: ShareTable
    region_activities: ShareTable
    rates: Rates

    @property
    def reaching(self) -> int:
        """How many units reach the target on the base of activities."""
        if self.target is None:
            return 0
        shares = [unit.share_of_activities for unit in self.units]
        return sum(share is not None and share >= self.target for share in shares)

    @property
    def reported(self) -> int:
        """How many units have a share on the base of activities."""
        return sum(unit.share_of_activities is not None for unit in self.units)

    @property
    def with_money(self) -> int:
        """How many units have any amount recorded: who is in the shares of money of all."""
        return sum(unit.has_money for unit in self.units)

    @property
    def included(self) -> Sentence:
        """Who has money in the figures, who has none, and whose co-funding is not settled."""
        return joined(self._with_money, self.not_settled)

    @property
    def _with_money(self) -> Sentence:
        stage = self.region.stage
        if len(self.units) == 1:
            (only,) = self.units
            name = str(only.unit.name)
            if only.is_in_money:
                return say("{name} has {stage} money recorded", name=name, stage=stage)
            return say("{name} has no {stage} money recorded", name=name, stage=stage)
        without = [unit for unit in self.units if not unit.is_in_money]
        sentence = say(
            "{included} of {expected} countries have {stage} money recorded",
            included=len(self.units) - len(without),
            expected=len(self.units),
            stage=stage,
        )
        return joined(sentence, about_some(say("none recorded: {names}", names=names_of(without))))

    @property
    def not_settled(self) -> tuple[Sentence, ...]:
        """Whose co-funding is a draft, provisional, not signed, or waits for a choice."""
        return not_settled(self.units)

    @property
    def in_work_plan(self) -> Sentence:
        """Who has activities recorded, who has none, and whose are not settled."""
        units = [unit for unit in self.units if unit.activity_list]
        without = [unit for unit in self.units if not unit.activity_list]
        sentence = say(
            "{included} of {expected} countries have activities recorded",
            included=len(units),
            expected=len(self.units),
        )
        none = about_some(say("none recorded: {names}", names=names_of(without)))
        in_view = [unit for unit in self.units if unit.activity_list or unit.is_undecided]
        return joined(sentence, (*none, *not_settled(in_view)))

    def of(self, unit: str) -> UnitFunding | None:
        """Return one unit's funding, if it is in view."""
        return next((entry for entry in self.units if entry.unit.code == unit), None)

    def table(self, unit: str | None, base: Base) -> ShareTable:
        """Return the shares on one base: of a unit in view, or of all together without one."""
        found = None if unit is None else self.of(unit)
        if found is None:
            return self.region if base is Base.MONEY else self.region_activities
        return found.money if base is Base.MONEY else found.activities


@dataclass(frozen=True, slots=True)
class FundingQuestion:
    """The part of a book's question that is about money."""

    period: str
    unit: str | None
    currency: str | None
    stage: Stage
    without_programme: bool


def funding_book(
    data: Dataset, definition: FrameworkDefinition, question: FundingQuestion
) -> FundingBook:
    """Return the co-funding of a period."""
    rates = rates_of(data, definition, question.period)
    money = MoneyQuestion(question.stage, question.currency, rates, question.without_programme)
    units = [unit for unit in definition.units if _in_view(unit, question.unit, data)]
    found = tuple(_unit_funding(data, definition, unit, question, money) for unit in units)
    codes = {unit.code for unit in units}
    everything = [c for c in data.contributions if c.period == question.period and c.unit in codes]
    planned = [a for a in data.activities if a.period == question.period and a.unit in codes]
    target = definition.rules.co_funding_target
    return FundingBook(
        None if target is None else Fraction(target) / 100,
        found,
        share_of_money(everything, money),
        _by_activities(planned, everything, question),
        rates,
    )


def rates_of(data: Dataset, definition: FrameworkDefinition, period: str) -> Rates:
    """Return the rates that may convert the money of a period.

    Those of later periods do not count, so that what is recorded then changes no figure of before.
    """
    asked = definition.period_by_code[period]
    later = {entry.code for entry in definition.periods if entry.start > asked.start}
    return Rates(
        asked.end,
        tuple(rate for rate in data.rates if rate.period not in later),
        frozenset(unit.code for unit in definition.units if unit.kind is UnitKind.REGION),
    )


def _in_view(unit: ReportingUnit, only: str | None, data: Dataset) -> bool:
    if only is not None:
        return unit.code == only
    return unit.kind is UnitKind.COUNTRY or any(c.unit == unit.code for c in data.contributions)


def _unit_funding(
    data: Dataset,
    definition: FrameworkDefinition,
    unit: ReportingUnit,
    question: FundingQuestion,
    money: MoneyQuestion,
) -> UnitFunding:
    period = question.period
    contributions = tuple(
        c for c in data.contributions if c.unit == unit.code and c.period == period
    )
    activities = tuple(a for a in data.activities if a.unit == unit.code and a.period == period)
    printed = tuple(s for s in data.printed_shares if s.unit == unit.code and s.period == period)
    by_money = share_of_money(contributions, money, printed)
    recorded = by_money
    if money.currency is not None:
        recorded = share_of_money(contributions, replace(money, currency=None), printed)
    check = check_money(data, unit.code, period)
    reported = _reported_share(data, definition, unit, period)
    computed = government_share_of_activities(activities, contributions, question.stage)
    return UnitFunding(
        unit,
        data.submissions.submission(unit.code, period, has_content=True),
        drafts_of(data, unit.code),
        by_money,
        _by_activities(activities, contributions, question),
        recorded,
        _in_local_currency(unit, contributions, money),
        reported,
        computed,
        activities,
        contributions,
        printed,
        check,
        tuple(
            _remarks(recorded, reported, computed)
            + _unconverted(by_money, recorded)
            + _doubted(check)
        ),
        tuple(
            restated(definition, entry)
            for entry in data.submissions.restatements
            if (entry.unit, entry.period) == (unit.code, period)
            and not is_figure(definition, entry)
        ),
    )


def _by_activities(
    activities: Iterable[Activity],
    contributions: Iterable[Contribution],
    question: FundingQuestion,
) -> ShareTable:
    stage, without = question.stage, question.without_programme
    return share_of_activities(activities, contributions, stage, without_programme=without)


def _in_local_currency(
    unit: ReportingUnit, contributions: Iterable[Contribution], money: MoneyQuestion
) -> ShareTable | None:
    if money.currency is None or unit.currency in {"", money.currency}:
        return None
    return share_of_money(contributions, replace(money, currency=unit.currency))


def _reported_share(
    data: Dataset, definition: FrameworkDefinition, unit: ReportingUnit, period: str
) -> Fraction | None:
    indicator = definition.rules.co_funding_indicator
    if indicator is None:
        return None
    amount = data.values_for(period).get(indicator, unit.code, period).amount
    return None if amount is None else Fraction(amount) / 100


_BOTH_SHARES = {
    Stage.PLANNED: "The government plans to pay {money} of the money and to support {activities} "
    "of the activities.",
    Stage.COMMITTED: "The government has committed {money} of the money and supports {activities} "
    "of the activities.",
    Stage.ACTUAL: "The government paid {money} of the money and supported {activities} of the "
    "activities.",
}


def _remarks(
    money: ShareTable, reported: Fraction | None, computed: Fraction | None
) -> list[Sentence]:
    remarks = list(money.warnings)
    if money.incomplete is not None:
        remarks.append(say("There is no share of money: {why}.", why=money.incomplete))
    government = money.government_share
    is_reported = reported is not None and money.stage is Stage.ACTUAL
    activities = reported if is_reported or computed is None else computed
    if government is not None and activities is not None:
        remarks.append(
            say(
                _BOTH_SHARES[money.stage],
                money=Amount(_one_decimal(government), "%"),
                activities=Amount(_one_decimal(activities), "%"),
            )
        )
    if money.left_out:
        count = len(money.left_out)
        template = (
            "1 contribution is listed and not counted."
            if count == 1
            else "{count} contributions are listed and not counted."
        )
        remarks.append(say(template, count=count))
    return remarks


def _doubted(check: MoneyCheck) -> list[Sentence]:
    """Return what is doubtful, and why what was confirmed is right."""
    confirmed = [
        say("{what} (confirmed: {reason})", what=problem.what, reason=said.reason)
        for problem, said in check.confirmed
    ]
    return [*(problem.what for problem in check.problems), *confirmed]


def _unconverted(money: ShareTable, recorded: ShareTable) -> list[Sentence]:
    """Return how many amounts are known and still missing from the converted total."""
    count = len(money.left_out) - len(recorded.left_out)
    if count <= 0:
        return []
    template = (
        "1 amount cannot be converted to {currency}; its share stands in the recorded currency."
        if count == 1
        else "{count} amounts cannot be converted to {currency}; their shares stand in the "
        "recorded currency."
    )
    return [say(template, count=count, currency=money.currency)]


def _one_decimal(share: Fraction) -> Decimal:
    return rounded(share * 100, 1)
