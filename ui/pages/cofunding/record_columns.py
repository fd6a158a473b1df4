"""The columns of the tables of records: contributions, work plan, printed shares, rates."""

from __future__ import annotations

from decimal import Decimal

from spa_me.domain.numbers import exact_text
from spa_me.reports import ReportBook
from ui.i18n import show_date, show_number, show_sentence
from ui.models.rows import Column
from ui.pages.cofunding.rows import ActivityRow, ContributionRow, PrintedRow, RateRow
from ui.pages.cofunding.words import (
    NOTHING,
    currency_title,
    form_title,
    number_text,
    percent_text,
    rate_text,
    source_type_title,
    stage_title,
    tr,
)


def contribution_columns(book: ReportBook) -> list[Column[ContributionRow]]:
    """Return the columns of contributions; the converted amount only where one is asked for."""
    converted = [] if book.question.currency is None else [_converted(book.question.currency)]
    return [
        Column(
            tr("Source"),
            lambda row: row.contribution.source,
            tooltip=lambda row: row.contribution.source,
            width=200,
        ),
        Column(
            tr("Source type"),
            lambda row: source_type_title(row.contribution.source_type),
            width=95,
        ),
        Column(tr("Stage"), lambda row: stage_title(row.contribution.stage), width=85),
        Column(tr("Form"), lambda row: form_title(row.contribution.form), width=70),
        Column(
            tr("Amount"),
            lambda row: number_text(row.contribution.amount),
            sort=lambda row: row.contribution.amount,
            copy=lambda row: _exact(row.contribution.amount),
            is_number=True,
            width=90,
        ),
        Column(tr("Currency"), _currency, width=85),
        *converted,
        Column(tr("Date"), _day, sort=lambda row: row.contribution.date, width=90),
        Column(tr("In the share of money"), _counted, tooltip=_counted, width=165),
        Column(tr("Activity"), lambda row: row.activity_code or NOTHING, width=75),
        Column(tr("Country"), lambda row: row.unit_name, width=90),
        Column(
            tr("Note"),
            lambda row: row.contribution.note,
            tooltip=lambda row: row.contribution.note,
        ),
    ]


def _converted(currency: str) -> Column[ContributionRow]:
    return Column(
        tr("In {currency}").format(currency=currency),
        _converted_text,
        sort=lambda row: None if row.converted is None else row.converted.amount,
        tooltip=_rates,
        is_number=True,
        width=95,
    )


def _converted_text(row: ContributionRow) -> str:
    if row.contribution.amount is None:
        return NOTHING
    return tr("no rate") if row.converted is None else show_number(row.converted.amount)


def _rates(row: ContributionRow) -> str:
    if row.converted is not None:
        return "\n".join(rate_text(rate) for rate in row.converted.rates)
    return "" if row.left_out is None else show_sentence(row.left_out)


def _exact(number: Decimal | None) -> str:
    return "" if number is None else exact_text(number)


def _currency(row: ContributionRow) -> str:
    has_amount = row.contribution.amount is not None
    return currency_title(row.contribution.currency) if has_amount else NOTHING


def _day(row: ContributionRow) -> str:
    day = row.contribution.date
    return NOTHING if day is None else show_date(day)


def _counted(row: ContributionRow) -> str:
    return tr("counted") if row.left_out is None else show_sentence(row.left_out)


def activity_columns() -> list[Column[ActivityRow]]:
    """Return the columns of the work plan."""
    return [
        Column(tr("Code"), lambda row: row.activity.code, width=85),
        Column(
            tr("Activity"),
            lambda row: row.activity.title,
            tooltip=lambda row: row.activity.title,
        ),
        Column(tr("Country"), lambda row: row.unit_name, width=95),
        Column(tr("Result"), lambda row: row.activity.result or NOTHING, width=70),
        Column(
            tr("Budget"),
            lambda row: number_text(row.activity.budget),
            sort=lambda row: row.activity.budget,
            copy=lambda row: _exact(row.activity.budget),
            is_number=True,
            width=100,
        ),
        Column(
            tr("Currency"),
            lambda row: (
                NOTHING if row.activity.budget is None else currency_title(row.activity.currency)
            ),
            width=120,
        ),
        Column(
            tr("Shared"),
            lambda row: tr("shared") if row.activity.is_shared else NOTHING,
            tooltip=lambda _: tr("A shared activity counts once in the region"),
            width=75,
        ),
        Column(
            tr("Contributions"),
            lambda row: show_number(Decimal(row.contributions)),
            sort=lambda row: row.contributions,
            is_number=True,
            width=105,
        ),
        Column(
            tr("Note"),
            lambda row: row.activity.note,
            tooltip=lambda row: row.activity.note,
            width=150,
        ),
    ]


def printed_columns() -> list[Column[PrintedRow]]:
    """Return the columns of printed shares beside the true ones."""
    return [
        Column(
            tr("Source"), lambda row: row.printed.source, tooltip=lambda row: row.printed.source
        ),
        Column(tr("Source type"), _printed_type, width=95),
        Column(tr("Country"), lambda row: row.unit_name, width=95),
        Column(
            tr("Printed"),
            lambda row: f"{show_number(row.printed.share)} %",
            sort=lambda row: row.printed.share,
            is_number=True,
            width=80,
        ),
        Column(
            tr("The amounts give"),
            lambda row: percent_text(None if row.share is None else row.share.share),
            sort=lambda row: None if row.share is None else row.share.share,
            is_number=True,
            width=125,
        ),
        Column(
            tr("Off by"),
            lambda row: (
                NOTHING
                if row.off_by is None
                else tr("{points} points").format(points=show_number(row.off_by))
            ),
            sort=lambda row: row.off_by,
            is_number=True,
            width=95,
        ),
        Column(tr("Check"), _check, width=140),
        Column(
            tr("Printed in"),
            lambda row: row.printed.document,
            tooltip=lambda row: row.printed.document,
            width=240,
        ),
    ]


def _printed_type(row: PrintedRow) -> str:
    source_type = row.printed.source_type
    return NOTHING if source_type is None else source_type_title(source_type)


def _check(row: PrintedRow) -> str:
    if row.off_by is None:
        return tr("nothing to compare with")
    return tr("⚠ does not agree") if row.is_off else tr("agrees")


def rate_columns() -> list[Column[RateRow]]:
    """Return the columns of exchange rates."""
    return [
        Column(
            tr("Rate"),
            lambda row: f"1 {row.rate.base} = {exact_text(row.rate.rate)} {row.rate.quote}",
            width=190,
        ),
        Column(
            tr("Date"),
            lambda row: show_date(row.rate.date),
            sort=lambda row: row.rate.date,
            tooltip=lambda _: tr("Used for money of this day and later, until a newer rate"),
            width=100,
        ),
        Column(tr("Converts the money of"), lambda row: row.whose_money, width=165),
        Column(tr("Recorded for"), lambda row: row.rate.period, width=105),
        Column(
            tr("Taken from"),
            lambda row: row.rate.document,
            tooltip=lambda row: row.rate.document,
        ),
    ]
