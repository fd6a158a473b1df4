"""What has to hold for activities, contributions, rates and printed shares before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from babel.numbers import list_currencies

from spa_me.domain.checks import FindingKind
from spa_me.domain.checks.dates import day_meant, doubt_of_day
from spa_me.domain.cofunding import (
    NO_CURRENCY,
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
)
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError, Severity
from spa_me.domain.fields.kinds import CURRENCY
from spa_me.domain.fields.records import FIELDS, wrong_fields
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.reading.dates import BUDDHIST_YEARS

MoneyRecord = Activity | Contribution | ExchangeRate | PrintedShare


def money_findings(
    definition: FrameworkDefinition | None, record: MoneyRecord
) -> Iterator[Finding]:
    """Yield what is wrong with a record by itself, whatever else is recorded.

    Args:
        definition: the framework that judges its period; None where there is none.
        record: to be kept.
    """
    yield from wrong_fields(record)
    yield from _place(definition, record.unit, record.period)
    for name, field in FIELDS[type(record)].items():
        if field.kind is CURRENCY:
            yield from _currency(name, getattr(record, name))
    match record:
        case Activity():
            yield from _activity(definition, record)
        case ExchangeRate():
            yield from _rate(definition, record)
        case _:
            pass


def activity_findings(dataset: Dataset, activity: Activity) -> Iterator[Finding]:
    """Yield what is wrong with an activity, by itself and among what is recorded."""
    yield from money_findings(_definition(dataset, activity.period), activity)
    for other in dataset.activities:
        place = (other.unit, other.period, other.code)
        if other.id != activity.id and place == (activity.unit, activity.period, activity.code):
            problem = f"“{other.code}” is taken by {other.title}"
            yield Finding("code", problem, "a code that is not in use in this work plan")
    yield from _left_behind(dataset, activity)


def _left_behind(dataset: Dataset, activity: Activity) -> Iterator[Finding]:
    """Yield contributions that would point to an activity of another unit or period."""
    for contribution in dataset.contributions:
        place = (contribution.unit, contribution.period)
        if contribution.activity == activity.id and place != (activity.unit, activity.period):
            problem = f"the contribution of {contribution.source} belongs to {' '.join(place)}"
            yield Finding("unit", problem, "the unit and period of its contributions")


def contribution_findings(dataset: Dataset, contribution: Contribution) -> Iterator[Finding]:
    """Yield what is wrong or doubtful with a contribution, by itself and among what is recorded."""
    yield from money_findings(_definition(dataset, contribution.period), contribution)
    if contribution.activity:
        known = {a.id: a for a in dataset.activities}
        activity = known.get(contribution.activity)
        place = (contribution.unit, contribution.period)
        if activity is None or (activity.unit, activity.period) != place:
            problem = "there is no such activity in this unit's work plan of the period"
            yield Finding("activity", problem, "an activity of the same unit and period")
    yield from _day(dataset, contribution)


def rate_findings(dataset: Dataset, rate: ExchangeRate) -> Iterator[Finding]:
    """Yield what is wrong or doubtful with an exchange rate."""
    yield from money_findings(_definition(dataset, rate.period), rate)
    yield from _day(dataset, rate)


def _day(dataset: Dataset, record: Contribution | ExchangeRate) -> Iterator[Finding]:
    """Yield a warning about a day outside the period."""
    definition = _definition(dataset, record.period)
    if definition is None:
        return
    period = definition.period_by_code[record.period]
    doubt, meant = doubt_of_day(record, period), day_meant(record, period)
    if doubt is not None:
        expected = "a day of the period" if meant is None else meant.isoformat()
        yield Finding("date", str(doubt), expected, Severity.WARNING, FindingKind.DATE)


def printed_share_findings(dataset: Dataset, share: PrintedShare) -> Iterator[Finding]:
    """Yield what is wrong with a printed share."""
    yield from money_findings(_definition(dataset, share.period), share)


def _activity(definition: FrameworkDefinition | None, activity: Activity) -> Iterator[Finding]:
    known = definition.result_by_code if definition else {}
    if activity.result and definition and activity.result not in known:
        yield Finding("result", f"there is no result “{activity.result}”", _some(known))


def _rate(definition: FrameworkDefinition | None, rate: ExchangeRate) -> Iterator[Finding]:
    if definition is not None and rate.date > definition.period_by_code[rate.period].end:
        problem = f"it is after the end of the reporting period {rate.period}"
        meant = day_meant(rate, definition.period_by_code[rate.period])
        buddhist = "" if meant is None else f"{meant} (the year less {BUDDHIST_YEARS}), "
        expected = f"{buddhist}a day up to that end, or the rate in a later period"
        yield Finding("date", problem, expected)
    for field, code in (("base", rate.base), ("quote", rate.quote)):
        if code == NO_CURRENCY:
            yield Finding(field, "a currency that is not printed has no rate", "a currency")
    if rate.base == rate.quote:
        yield Finding("quote", "both currencies are the same", "another currency")


def _definition(dataset: Dataset, period: str) -> FrameworkDefinition | None:
    try:
        return dataset.framework_for(period)
    except NotFoundError:
        return None


def _place(definition: FrameworkDefinition | None, unit: str, period: str) -> Iterator[Finding]:
    if definition is None:
        yield Finding("period", f"there is no reporting period “{period}”", "a known period")
    elif unit not in definition.unit_by_code:
        problem = f"there is no reporting unit “{unit}”"
        yield Finding("unit", problem, _some(definition.unit_by_code))


def _some(codes: Iterable[str]) -> str:
    return f"one of {', '.join(list(codes)[:12])}"


def _currency(field: str, code: str) -> Iterator[Finding]:
    if CURRENCY.is_right(code) and code not in _currencies():
        problem = f"there is no currency “{code}”"
        yield Finding(field, problem, f"an ISO 4217 code like USD, or {NO_CURRENCY} if not printed")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())
