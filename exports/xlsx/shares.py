"""Shares by source, as rows: every table of the book, money as recorded first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from exports.xlsx.job import Job
from exports.xlsx.sheet import Column
from exports.xlsx.stream import Row
from spa_me.domain.cofunding import (
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    Base,
    ShareTable,
    SourceShare,
    SourceType,
    Stage,
)
from spa_me.domain.numbers import rounded
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding

ALL_TOGETHER = "All together"

STAGE_WORDS = {Stage.PLANNED: "Planned", Stage.COMMITTED: "Committed", Stage.ACTUAL: "Actual"}


INCOMPLETE = "incomplete"
"""Stands where a share would, while money of its base is not counted."""


class Basis(StrEnum):
    """What the shares of a row are shares of."""

    RECORDED = "Money, as recorded"
    CONVERTED = "Money, converted"
    LOCAL = "Money, in local currency"
    ACTIVITIES = "Activities"
    REGION_MONEY = "Money, all together"
    REGION_ACTIVITIES = "Activities, all together"


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One source in one table.

    Attributes:
        number: counts the rows over all tables, so that contributions can refer to them.
        table_number: counts the tables.
        unit: code of the reporting unit; empty for all together.
    """

    number: int
    table_number: int
    unit: str
    unit_name: str
    basis: Basis
    table: ShareTable
    source: SourceShare


def share_rows(book: ReportBook) -> list[ShareRow]:
    """Return every source of every table that has a total."""
    rows: list[ShareRow] = []
    for table_number, (unit, name, basis, table) in enumerate(_tables(book), 1):
        rows += [
            ShareRow(len(rows) + place, table_number, unit, name, basis, table, source)
            for place, source in enumerate(table.sources, 1)
        ]
    return rows


def _tables(book: ReportBook) -> Iterator[tuple[str, str, Basis, ShareTable]]:
    funding = book.funding
    for entry in funding.units:
        for basis, table in _tables_of(entry):
            yield entry.unit.code, str(entry.unit.name), basis, table
    if sum(bool(entry.recorded.total) for entry in funding.units) > 1 and funding.region.total:
        yield "", ALL_TOGETHER, Basis.REGION_MONEY, funding.region
    if sum(bool(entry.activities.total) for entry in funding.units) > 1:
        yield "", ALL_TOGETHER, Basis.REGION_ACTIVITIES, funding.region_activities


def _tables_of(entry: UnitFunding) -> Iterator[tuple[Basis, ShareTable]]:
    recorded, money, local = entry.recorded, entry.money, entry.local
    shown = {recorded.currency}
    if recorded.total:
        yield Basis.RECORDED, recorded
    if money.total and money.currency not in shown:
        shown.add(money.currency)
        yield Basis.CONVERTED, money
    if local is not None and local.total and local.currency not in shown:
        yield Basis.LOCAL, local
    if entry.activities.total:
        yield Basis.ACTIVITIES, entry.activities


SHARE_COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("unit", "Country", 16),
    Column("basis", "Share of", 18),
    Column("source", "Source", 30),
    Column("type", "Type of source", 14),
    Column("amount", "Amount, or activities", 13, "whole"),
    Column("currency", "Currency", 11, "centre"),
    Column("total", "of a total of", 13, "whole"),
    Column("exact", "Exact share", 12, "percent 4"),
    Column("decimal", "To one decimal", 10, "percent"),
    Column("whole", "In whole per cent", 10, "percent 0"),
    Column("printed", "As printed", 10, "percent"),
    Column("off", "Off by (points)", 10, "decimal 2"),
    Column("table", "Table", 7, "count"),
)


def share_row(job: Job, row: ShareRow) -> Row:
    """Return the cells of a row."""
    cells, source, table = job.cells, row.source, row.table
    share, whole, off = source.share, source.whole, source.printed_off_by
    one_decimal = None if share is None else Fraction(rounded(share * 100, 1)) / 100
    printed = None if source.printed is None else Fraction(source.printed) / 100
    is_money = table.base is Base.MONEY
    return [
        cells.in_style(row.number, "count"),
        cells.text(row.unit_name),
        cells.text(row.basis),
        job.fitted(source.source, 36, (row.unit or "funding", row.unit_name)),
        cells.text(SOURCE_TYPE_TITLES[source.source_type]),
        cells.money(source.amount),
        cells.text(_counted_in(table) if is_money else "activities", "centre"),
        cells.money(table.total),
        cells.percent(share, "percent 4"),
        cells.percent(one_decimal),
        cells.percent(None if whole is None else Fraction(whole, 100), "percent 0"),
        cells.percent(printed, "percent" if printed and printed * 100 % 1 else "percent 0"),
        cells.in_style(None if off is None else Fraction(rounded(off, 2)), "decimal 2"),
        cells.in_style(row.table_number, "count"),
    ]


def _counted_in(table: ShareTable) -> str:
    """Return what a table counts in, and that it does not count all of its money."""
    words = currency_words(table.currency)
    return words if table.incomplete is None else f"{words}, {INCOMPLETE}"


def currency_words(currency: str) -> str:
    """Return a currency's code, or that the source prints none."""
    return "not printed" if currency == NO_CURRENCY else currency


def _amounts_words(table: ShareTable) -> str:
    """Return what the amounts of a table are in, and which of them are not in it."""
    words = currency_words(table.currency)
    return words if table.incomplete is None else f"{words}; {table.incomplete}"


TYPE_COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("unit", "Country", 16),
    Column("basis", "Share of", 18),
    Column("currency", "Currency of the amounts", 30),
    *(Column(kind, SOURCE_TYPE_TITLES[kind], 12, "whole") for kind in SourceType),
    Column("total", "Total", 10, "whole"),
)


def type_rows(job: Job) -> list[Row]:
    """Return each country's money, as recorded, by type of source."""
    cells = job.cells
    rows: list[Row] = []
    for entry in job.book.funding.units:
        table = entry.recorded
        if table.total:
            amounts = [
                sum((s.amount for s in table.sources if s.source_type is kind), Fraction(0))
                for kind in SourceType
            ]
            rows.append(
                [
                    cells.in_style(len(rows) + 1, "count"),
                    cells.text(str(entry.unit.name)),
                    cells.text(Basis.RECORDED),
                    cells.text(_amounts_words(table)),
                    *(cells.money(amount) for amount in amounts),
                    cells.money(table.total),
                ]
            )
    return rows
