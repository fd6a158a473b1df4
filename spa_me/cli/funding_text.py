"""Co-funding as text: what `spa-me funding` prints, and `make run` without a display."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from spa_me.cli.output import NOTHING, Column, table
from spa_me.domain.cofunding import (
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    Base,
    ShareTable,
    SourceShare,
)
from spa_me.domain.numbers import exact_text, grouped
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding

_UNITS = (
    Column("Country"),
    Column("Share of money", is_number=True),
    Column("Share of activities", is_number=True),
    Column("Target"),
    Column("Money in all", is_number=True),
    Column("Income class", wraps=True),
)


def funding_text(book: ReportBook, base: Base) -> str:
    """Return who pays on one base, for the unit in view or for all together."""
    return "\n".join(_lines(book, base))


def units_text(book: ReportBook) -> str:
    """Return the government's share of every country on both bases, against the target."""
    return table(_UNITS, (_unit(book, unit) for unit in book.funding.units))


def _lines(book: ReportBook, base: Base) -> Iterator[str]:
    shares = book.funding.table(book.question.unit, base)
    name = book.question.unit
    unit = None if name is None else book.definition.unit_by_code[name]
    yield f"{'All countries' if unit is None else unit.name} · {book.period.title}"
    yield _base(shares)
    yield f"{book.funding.included}."
    yield ""
    if shares.sources:
        yield table(_columns(shares), (_source(shares, source) for source in shares.sources))
        so_far = "In all" if shares.incomplete is None else "Counted so far"
        yield f"{so_far}: {_amount(shares.total, shares.currency)}"
    else:
        yield "Nothing is counted on this base."
    yield from _to_know(book, shares)
    yield ""
    yield units_text(book)


def _base(shares: ShareTable) -> str:
    without = "; the programme’s own money is left out" if shares.without_programme else ""
    if shares.base is Base.ACTIVITIES:
        return (
            f"Shares of {int(shares.total)} work-plan activities with an {shares.stage} "
            f"contribution{without}; they overlap"
        )
    currency = "currency not printed" if shares.currency == NO_CURRENCY else shares.currency
    return f"Shares of {shares.stage} money, {currency}{without}"


def _columns(shares: ShareTable) -> list[Column]:
    is_money = shares.base is Base.MONEY
    numbers = ["Amount", "Share", "Whole", "Printed"] if is_money else ["Activities", "Share"]
    titles = [Column(title, is_number=True) for title in numbers]
    return [Column("Source", wraps=True), Column("Source type"), *titles]


def _source(shares: ShareTable, source: SourceShare) -> list[str]:
    sort = SOURCE_TYPE_TITLES[source.source_type]
    cells = [source.source, sort, grouped(source.amount), _per_cent(source.share)]
    if shares.base is Base.ACTIVITIES:
        return cells
    whole = NOTHING if source.whole is None else f"{source.whole} %"
    printed = NOTHING if source.printed is None else f"{exact_text(source.printed)} %"
    return [*cells, whole, printed]


def _to_know(book: ReportBook, shares: ShareTable) -> Iterator[str]:
    if shares.incomplete is not None:
        yield f"No shares: {shares.incomplete}."
    for missing in shares.missing_rates:
        yield (
            f"Missing: a rate between {missing.base} and {missing.quote} dated {missing.day} or "
            f"earlier, for the money of {missing.unit} (spa-me record rate add)"
        )
    for rate in shares.rates:
        number = exact_text(rate.rate)
        yield f"Rate: 1 {rate.base} = {number} {rate.quote}, {rate.date} ({rate.document})"
    for why, left in _by_reason(shares).items():
        yield f"Not counted, as {why}:"
        yield from (f"  {source}" for source in left)
    unit = None if book.question.unit is None else book.funding.of(book.question.unit)
    warnings = shares.warnings if unit is None else unit.to_know
    for warning in warnings:
        yield f"Note: {warning}"


def _by_reason(shares: ShareTable) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for left in shares.left_out:
        found.setdefault(str(left.why), []).append(left.contribution.source)
    return found


def _unit(book: ReportBook, unit: UnitFunding) -> list[str]:
    money = unit.money
    return [
        str(unit.unit.name),
        _per_cent(money.government_share) if money.incomplete is None else "incomplete",
        _per_cent(unit.share_of_activities),
        _against(unit.share_of_activities, book.funding.target),
        _amount(money.total, money.currency) if money.total else NOTHING,
        unit.unit.income_class or NOTHING,
    ]


def _against(share: Fraction | None, target: Fraction | None) -> str:
    if target is None:
        return NOTHING
    words = "reaches" if share is not None and share >= target else "below"
    return "not reported" if share is None else f"{words} {exact_text(target * 100)} %"


def _amount(amount: Fraction | Decimal, currency: str) -> str:
    return f"{grouped(amount)} {'' if currency == NO_CURRENCY else currency}".strip()


def _per_cent(share: Fraction | None) -> str:
    return NOTHING if share is None else f"{grouped(share * 100, 1)} %"
