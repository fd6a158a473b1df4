"""What is doubtful in the money of a unit: it may be right, and is confirmed with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.checks.dates import doubt_of_day
from spa_me.domain.checks.doubts import Doubt, FindingKind, digest_of
from spa_me.domain.checks.period import Problem, ProblemKind
from spa_me.domain.checks.twice import Twice, name_key, twice_among, twice_in
from spa_me.domain.cofunding import Contribution, ExchangeRate, Stage, paid_activities
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Severity
from spa_me.domain.fields.records import record_title
from spa_me.domain.framework import Period
from spa_me.domain.numbers import plain, rounded
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.domain.values import Value, ValueBook


def money_problems(data: Dataset, values: ValueBook, unit: str, period: str) -> Iterator[Problem]:
    """Yield what is doubtful in what a unit reports about money, confirmed or not."""
    here = data.framework_for(period).period_by_code[period]
    mine = [c for c in data.contributions if (c.unit, c.period) == (unit, period)]
    plan = [a for a in data.activities if a.period == period]
    yield from _shares(data, values, unit, period)
    yield from map(_twice, twice_in(mine, plan))
    together = [c for c in data.contributions if c.period == period]
    for found in twice_among(together, plan):
        if any(entry.unit == unit for entry in found.contributions):
            yield _twice(found)
    rates = [r for r in data.rates if (r.unit, r.period) == (unit, period)]
    yield from _days([*mine, *rates], here)


def _twice(found: Twice) -> Problem:
    return _problem(found.doubt, "amount", found.what, found.contributions[0])


def _problem(
    doubt: Doubt, field: str, what: Sentence, record: Contribution | ExchangeRate
) -> Problem:
    return Problem(
        ProblemKind.DOUBTFUL, Severity.WARNING, "", field, what, record=record, doubt=doubt
    )


def _days(records: list[Contribution | ExchangeRate], period: Period) -> Iterator[Problem]:
    """Yield days outside the period; those of one source on one day are one question."""
    groups: dict[str, list[Contribution | ExchangeRate]] = {}
    for record in records:
        if doubt_of_day(record, period) is not None:
            groups.setdefault(_about_day(record), []).append(record)
    for about, found in groups.items():
        digest = digest_of(sorted(map(_content, found)))
        doubt = Doubt(FindingKind.DATE, about, digest)
        problem = doubt_of_day(found[0], period)
        what = say("{record}: {problem}", record=record_title(found[0]), problem=problem)
        yield _problem(doubt, "date", what, found[0])


def _about_day(record: Contribution | ExchangeRate) -> str:
    name = (
        name_key(record.source)
        if isinstance(record, Contribution)
        else f"{record.base} {record.quote}"
    )
    return f"{name} {record.date}"


def _content(record: Contribution | ExchangeRate) -> list[str]:
    if isinstance(record, ExchangeRate):
        return [record.base, record.quote, plain(record.rate), str(record.date), record.document]
    amount = "" if record.amount is None else plain(record.amount)
    return [record.source, record.stage, amount, record.currency, str(record.date), record.note]


def _shares(data: Dataset, values: ValueBook, unit: str, period: str) -> Iterator[Problem]:
    code = data.framework_for(period).rules.co_funding_indicator
    if code is None:
        return
    value = values.get(code, unit, period)
    part, whole = paid_activities(
        [a for a in data.activities if (a.unit, a.period) == (unit, period)],
        [c for c in data.contributions if (c.unit, c.period) == (unit, period)],
        Stage.ACTUAL,
    )
    if not whole or value.amount is None or agrees(value, Fraction(part, whole)):
        return
    doubt = doubt_of_shares(code, value, Fraction(part, whole))
    what = say(
        "{reported} of activities is reported, and {part} of {whole} activities of the work plan "
        "have money of the government, which is {computed}: take that, or say why the reported "
        "one is right",
        reported=Amount(rounded(Fraction(value.amount), 1), "%"),
        part=part,
        whole=whole,
        computed=Amount(rounded(Fraction(part * 100, whole), 1), "%"),
    )
    offer = replace(value, number=None, numerator=Decimal(part), denominator=Decimal(whole))
    yield Problem(
        ProblemKind.DOUBTFUL,
        Severity.WARNING,
        code,
        "value",
        what,
        doubt=doubt,
        offer=offer,
    )


def agrees(value: Value, computed: Fraction) -> bool:
    """Return whether a reported share is the one of the work plan, as far as it is written."""
    if value.number is None:
        return value.amount == computed * 100
    decimals = max(0, -int(value.number.as_tuple().exponent))
    return rounded(computed * 100, decimals) == value.number


def doubt_of_shares(code: str, value: Value, computed: Fraction) -> Doubt:
    """Return what is confirmed where a reported share stands beside another of the work plan."""
    digest = digest_of([str(value.amount), str(computed)])
    return Doubt(FindingKind.SHARES_DIFFER, code, digest)
