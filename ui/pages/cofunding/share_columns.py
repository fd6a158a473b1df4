"""The columns of the tables of shares."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from spa_me.domain.cofunding import ShareTable, SourceShare
from spa_me.domain.numbers import exact_text
from spa_me.reports import ReportBook
from ui.i18n import show_number, show_sentence
from ui.models.rows import Column
from ui.pages.cofunding.rows import UnitRow
from ui.pages.cofunding.words import (
    NOTHING,
    money_text,
    percent_text,
    source_type_title,
    tr,
)

UNIT_MONEY, UNIT_ACTIVITIES, SOURCE_SHARE = 2, 3, 3
"""The columns of shares in the tables of units and of sources, which are drawn with a bar."""


def unit_columns(book: ReportBook) -> list[Column[UnitRow]]:
    """Return the columns of the list of countries; more of money where it is converted."""
    shares = [
        Column[UnitRow](tr("Country"), lambda row: row.name, width=150),
        Column[UnitRow](tr("Income class"), lambda row: row.income_class or NOTHING, width=150),
        Column[UnitRow](
            tr("Share of money"),
            _share_of_money,
            sort=lambda row: row.money,
            tooltip=_about_share_of_money,
            width=130,
            grows=True,
        ),
        Column[UnitRow](
            tr("Share of activities"),
            lambda row: percent_text(row.activities),
            sort=lambda row: row.activities,
            tooltip=lambda _: tr("Activities that the government pays for; the line is the target"),
            width=130,
            grows=True,
        ),
    ]
    return [*shares, *_money_in_all(book), _why_column()]


def _share_of_money(row: UnitRow) -> str:
    incomplete = row.table.incomplete
    return percent_text(row.money) if incomplete is None else show_sentence(incomplete)


def _about_share_of_money(row: UnitRow) -> str:
    if row.table.incomplete is not None:
        return show_sentence(row.table.incomplete)
    return tr("The government’s part of all money; the line is the target")


def _money_in_all(book: ReportBook) -> list[Column[UnitRow]]:
    currency = book.question.currency
    if currency is None:
        return [_total_column(tr("Money in all"), lambda row: row.table)]
    columns = [
        _total_column(tr("In {currency}").format(currency=currency), lambda row: row.table),
        _total_column(tr("As recorded"), lambda row: row.funding and row.funding.recorded),
    ]
    if any(unit.local is not None and unit.local.total for unit in book.funding.units):
        local = tr("In local currency")
        columns.append(_total_column(local, lambda row: row.funding and row.funding.local))
    return columns


def _total_text(table: ShareTable) -> str:
    money = money_text(table.total, table.currency)
    return money if table.incomplete is None else tr("{money} so far").format(money=money)


def _total_column(title: str, table: Callable[[UnitRow], ShareTable | None]) -> Column[UnitRow]:
    def total(row: UnitRow) -> Fraction | None:
        found = table(row)
        return None if found is None else found.total or None

    def text(row: UnitRow) -> str:
        found = table(row)
        return _total_text(found) if found and found.total else NOTHING

    return Column(title, text, sort=total, is_number=True, width=110)


def money_columns() -> list[Column[SourceShare]]:
    """Return the columns of the shares of money."""
    return [
        *_source_columns(),
        Column(
            tr("Amount"),
            lambda row: show_number(row.amount),
            sort=lambda row: row.amount,
            copy=lambda row: exact_text(row.amount),
            is_number=True,
            width=76,
        ),
        Column(
            tr("Share"),
            lambda row: percent_text(row.share),
            sort=lambda row: row.share,
            width=100,
            grows=True,
        ),
        Column(
            tr("Whole"),
            lambda row: NOTHING if row.whole is None else f"{show_number(Decimal(row.whole))} %",
            sort=lambda row: row.whole,
            tooltip=lambda _: tr("Whole per cent that add up to 100, by largest remainder"),
            is_number=True,
            width=58,
        ),
        _why_column(),
    ]


def activity_share_columns() -> list[Column[SourceShare]]:
    """Return the columns of the shares of activities."""
    return [
        *_source_columns(),
        Column(
            tr("Activities"),
            lambda row: show_number(row.amount),
            sort=lambda row: row.amount,
            is_number=True,
            width=76,
        ),
        Column(
            tr("Share"),
            lambda row: percent_text(row.share),
            sort=lambda row: row.share,
            width=100,
            grows=True,
        ),
        _why_column(),
    ]


def _why_column() -> Column[Any]:
    return Column("", lambda _: tr("Why?"), copy=lambda _: "", width=52)


def _source_columns() -> list[Column[SourceShare]]:
    return [
        Column(
            tr("Source"),
            lambda row: row.source,
            tooltip=lambda row: row.source,
            width=140,
            grows=True,
        ),
        Column(tr("Source type"), lambda row: source_type_title(row.source_type), width=94),
    ]
