"""What the forms offer to choose from, made from the report book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spa_me.domain.cofunding import NO_CURRENCY, SourceType, Stage
from spa_me.domain.framework import Period, ReportingUnit
from spa_me.reports import ReportBook
from ui.pages.cofunding.words import tr


@dataclass(frozen=True)
class Choices:
    """Codes with their titles, and texts that were used before.

    Attributes:
        period: the code of the period in view; `span` is the period itself, and `last_day` its end.
        stage: the stage in view, which a new contribution begins with.
        units, results: codes with what is shown for them.
        activities: unit code to its activities' ids with what is shown for them.
        activity_ids: unit code to the ids of its activities by their code.
        own: unit code to the currency that a new record of it begins with.
        types: source to the type that it was last recorded with.
        home: the reporting unit whose office keeps the workspace.
        is_home_for_all: whether the office's own rates convert everybody's money.
        rate_units: as `units`, with what the money is called that a rate of theirs converts.
    """

    period: str
    span: Period
    last_day: date
    stage: Stage
    units: Sequence[tuple[str, str]]
    results: Sequence[tuple[str, str]]
    activities: Mapping[str, Sequence[tuple[str, str]]]
    sources: Sequence[str]
    currencies: Sequence[str]
    activity_ids: Mapping[str, Mapping[str, str]]
    own: Mapping[str, str]
    types: Mapping[str, SourceType]
    home: str
    is_home_for_all: bool
    rate_units: Sequence[tuple[str, str]]


def choices_of(book: ReportBook) -> Choices:
    """Return what the forms offer in the view of a book."""
    definition, units = book.definition, book.funding.units
    return Choices(
        book.period.code,
        book.period,
        book.period.end,
        book.question.stage,
        [(unit.code, str(unit.name)) for unit in definition.units],
        [(result.code, f"{result.code} {result.title}") for result in definition.results],
        {u.unit.code: [(a.id, f"{a.code} {a.title}") for a in u.activity_list] for u in units},
        sorted({c.source for unit in units for c in unit.contributions}),
        currencies_of(book),
        {u.unit.code: {a.code: a.id for a in u.activity_list} for u in units},
        {unit.code: own_currency(book, unit) for unit in definition.units},
        {c.source: c.source_type for unit in units for c in unit.contributions},
        book.info.home_unit,
        book.info.home_unit in book.funding.rates.common,
        [(unit.code, whose_money(book, unit.code)) for unit in definition.units],
    )


def own_currency(book: ReportBook, unit: ReportingUnit) -> str:
    """Return the currency that a unit's money is usually in: its own, else what it used most."""
    if unit.currency:
        return unit.currency
    funding = next((u for u in book.funding.units if u.unit.code == unit.code), None)
    records = () if funding is None else (*funding.contributions, *funding.activity_list)
    used = Counter(record.currency for record in records if record.currency != NO_CURRENCY)
    return used.most_common(1)[0][0] if used else "USD"


def whose_money(book: ReportBook, unit: str) -> str:
    """Return what a unit's rates convert: its own money, or that of all reporting units."""
    if unit in book.funding.rates.common:
        return tr("all reporting units")
    found = book.definition.unit_by_code.get(unit)
    return unit if found is None else str(found.name)


def currencies_of(book: ReportBook) -> list[str]:
    """Return every currency that is used or has a rate or is a country's own, sorted."""
    found = {"USD", *(unit.currency for unit in book.definition.units)}
    for unit in book.funding.units:
        found.update(c.currency for c in unit.contributions)
        found.update(a.currency for a in unit.activity_list)
    for rate in book.funding.rates.known:
        found.update((rate.base, rate.quote))
    return sorted(found - {"", NO_CURRENCY})
