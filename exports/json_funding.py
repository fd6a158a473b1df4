"""The shape of co-funding; see `exports.json_shapes`."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exports.number_texts import exact_ratio, number_text, percent_text
from spa_me.domain.cofunding import (
    Base,
    ExchangeRate,
    LeftOut,
    MissingRate,
    ShareTable,
    SourceShare,
)
from spa_me.domain.errors import NotFoundError
from spa_me.domain.numbers import plain, rounded
from spa_me.reports import ReportBook

Shape = dict[str, Any]


def funding_json(book: ReportBook, unit: str | None = None, base: Base = Base.MONEY) -> Shape:
    """Return who contributes how much.

    Args:
        book: whose question chose stage, currency and whether the programme's money is left out.
        unit: a reporting unit's code; None for all in view together.
        base: of the shares.

    Raises:
        NotFoundError: if the unit is not in view.
    """
    table, remarks = _table(book, unit, base)
    target = book.funding.target
    return {
        "period": book.period.code,
        "unit": unit,
        "base": table.base,
        "stage": table.stage,
        "without_programme": table.without_programme,
        "included": str(book.funding.included),
        "total": number_text(table.total),
        "currency": table.currency,
        "government_share": percent_text(table.government_share)
        if table.base is Base.MONEY
        else percent_text(_activities_share(book, unit)),
        "incomplete": None if table.incomplete is None else str(table.incomplete),
        "missing_rates": [_missing_rate(rate) for rate in table.missing_rates],
        "target": percent_text(target),
        "sources": [_source(source) for source in table.sources],
        "left_out": [_left_out(entry) for entry in table.left_out],
        "rates": [_rate(rate) for rate in table.rates],
        "warnings": [str(sentence) for sentence in table.warnings],
        "remarks": [text for text in remarks if text not in map(str, table.warnings)],
    }


def _table(book: ReportBook, unit: str | None, base: Base) -> tuple[ShareTable, list[str]]:
    funding = book.funding
    if unit is None:
        table = funding.region if base is Base.MONEY else funding.region_activities
        return table, []
    entry = funding.of(unit)
    if entry is None:
        known = ", ".join(found.unit.code for found in funding.units) or "none"
        message = f"No co-funding is kept for the reporting unit “{unit}”."
        raise NotFoundError(message, do=f"Known units: {known}.")
    table = entry.money if base is Base.MONEY else entry.activities
    return table, [str(remark) for remark in entry.to_know]


def _activities_share(book: ReportBook, unit: str | None) -> Fraction | None:
    entry = None if unit is None else book.funding.of(unit)
    return None if entry is None else entry.share_of_activities


def _source(source: SourceShare) -> Shape:
    share = source.share
    off = source.printed_off_by
    return {
        "name": source.source,
        "type": source.source_type,
        "amount": number_text(source.amount),
        "exact_share": exact_ratio(share),
        "share": percent_text(share),
        "share_one_decimal": None if share is None else str(rounded(share * 100, 1)),
        "share_whole": source.whole,
        "printed": None if source.printed is None else plain(source.printed),
        "printed_off_by": None if off is None else plain(rounded(off, 2)),
    }


def _left_out(entry: LeftOut) -> Shape:
    contribution = entry.contribution
    return {
        "name": contribution.source,
        "type": contribution.source_type,
        "form": contribution.form,
        "amount": number_text(contribution.amount),
        "currency": contribution.currency,
        "why": str(entry.why),
        "note": contribution.note,
    }


def _missing_rate(rate: MissingRate) -> Shape:
    return {
        "unit": rate.unit,
        "base": rate.base,
        "quote": rate.quote,
        "date": rate.day.isoformat(),
    }


def _rate(rate: ExchangeRate) -> Shape:
    return {
        "unit": rate.unit,
        "period": rate.period,
        "base": rate.base,
        "quote": rate.quote,
        "rate": plain(rate.rate),
        "date": rate.date.isoformat(),
        "source": rate.document,
    }
