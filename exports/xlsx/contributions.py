"""The sheet *Contributions*: every contribution, counted or not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from exports.xlsx.job import Job
from exports.xlsx.pages import Spread
from exports.xlsx.shares import STAGE_WORDS, Basis, currency_words, share_rows
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.stream import Cell, Row
from spa_me.domain.cofunding import (
    SOURCE_TYPE_TITLES,
    Contribution,
    Form,
    SourceType,
)
from spa_me.domain.sentences import Sentence
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding

TITLE = "Contributions"

FORM_WORDS = {Form.CASH: "Cash", Form.IN_KIND: "In kind", Form.PARALLEL: "Parallel"}

COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("unit", "Country", 12),
    Column("source", "Source", 20.5),
    Column("type", "Type of source", 10),
    Column("form", "Form", 7.5),
    Column("stage", "Stage", 10),
    Column("activity", "Work-plan activity", 8.5, "code"),
    Column("date", "Date", 10.5, "date"),
    Column("amount", "Amount", 11, "whole"),
    Column("currency", "Currency", 10, "centre"),
    Column("counted", "Counted as", 11, "whole"),
    Column("row", "in row (Co-funding)", 9, "count"),
    Column("activity row", "Counts as an activity in row", 8.5, "count"),
    Column("why", "Why it is not counted in money", 21.5),
    Column("note", "Note", 25),
)
CONVERTED_COLUMNS = (
    Column("rate", "Rate", 9, "rate"),
    Column("rate source", "Date and source of the rate", 40),
    Column("converted row", "in row (Co-funding)", 9, "count"),
)
SPREAD = Spread(keep=3, first=[column.key for column in COLUMNS].index("why") + 1)
WIDTH = {column.key: column.width for column in (*COLUMNS, *CONVERTED_COLUMNS)}

RECORDED = "What was contributed"
HOW_TO_READ = (
    "Every contribution that is recorded for the period. One without an amount, of another stage "
    "than the shares, or in a currency that cannot be converted is listed and not counted. The row "
    "numbers say where it counts in the sheet Co-funding."
)
OF_CONVERSIONS = "Amounts whose currency is not known are never converted."


@dataclass
class _Places:
    """Which row of the sheet *Co-funding* each contribution counts in.

    Attributes:
        rows: (basis, unit, source, type) to row number.
        seen: the activities that a source has already been counted for.
    """

    rows: dict[tuple[Basis, str, str, SourceType], int]
    seen: set[tuple[str, SourceType, str]] = field(default_factory=set[tuple[str, SourceType, str]])

    @classmethod
    def of(cls, book: ReportBook) -> _Places:
        """Return the places in a book's shares."""
        return cls(
            {
                (row.basis, row.unit, row.source.source, row.source.source_type): row.number
                for row in share_rows(book)
            }
        )

    def row(self, basis: Basis, contribution: Contribution) -> int | None:
        """Return the row a contribution counts in on one basis."""
        key = (basis, contribution.unit, contribution.source, contribution.source_type)
        return self.rows.get(key)

    def first(self, contribution: Contribution) -> bool:
        """Return whether its source is counted for its activity for the first time."""
        key = (contribution.source, contribution.source_type, contribution.activity)
        is_new = key not in self.seen
        self.seen.add(key)
        return is_new


def write_contributions(job: Job) -> Table:
    """Make the sheet and return where its table stands."""
    columns = _columns(job.book.question.currency)
    sheet = _sheet(job, columns)
    places = _Places.of(job.book)
    everything = [
        (entry, contribution)
        for entry in job.book.funding.units
        for contribution in entry.contributions
    ]
    rows = [
        _row(job, number, entry, contribution, places)
        for number, (entry, contribution) in enumerate(everything, 1)
    ]
    table = sheet.table(columns, rows, "No contributions are recorded for this period.")
    sheet.freeze(table, "type")
    sheet.filter(table)
    sheet.finish()
    return table


def _sheet(job: Job, columns: Sequence[Column]) -> Sheet:
    """Begin the sheet; with conversions it takes two pages across, these on the second."""
    currency, widths = job.book.question.currency, [column.width for column in columns]
    included = f"{job.book.funding.included}."
    if currency is None:
        sheet = Sheet(job, TITLE, widths)
        sheet.spanned(TITLE, "title", size=16)
        sheet.spanned(included, "answer", size=13)
        sheet.spanned(HOW_TO_READ, "lead")
        return sheet
    sheet = Sheet(job, TITLE, widths, SPREAD)
    answers = (RECORDED, f"In {currency}, with dated rates")
    sheet.headings(answers, included, (HOW_TO_READ, OF_CONVERSIONS))
    return sheet


def _columns(currency: str | None) -> tuple[Column, ...]:
    if currency is None:
        return COLUMNS
    converted = Column("converted", f"In {currency}", 13, "whole")
    return (*COLUMNS, converted, *CONVERTED_COLUMNS)


def _row(
    job: Job, number: int, entry: UnitFunding, contribution: Contribution, places: _Places
) -> Row:
    cells, about = job.cells, (entry.unit.code, str(entry.unit.name))
    activities = {activity.id: activity.code for activity in entry.activity_list}
    why = entry.recorded.why_left_out(contribution)
    return [
        cells.in_style(number, "count"),
        job.fitted(str(entry.unit.name), WIDTH["unit"], about),
        job.fitted(contribution.source, WIDTH["source"], about),
        cells.text(SOURCE_TYPE_TITLES[contribution.source_type]),
        cells.text(FORM_WORDS[contribution.form]),
        cells.text(STAGE_WORDS[contribution.stage]),
        cells.text(activities.get(contribution.activity, ""), "code"),
        cells.date(contribution.date),
        cells.money(contribution.amount),
        cells.text(
            "" if contribution.amount is None else currency_words(contribution.currency), "centre"
        ),
        *_counted(job, entry, contribution, places, is_left_out=why is not None),
        cells.in_style(_activity_row(job, contribution, places), "count"),
        job.fitted("" if why is None else _sentence(why), WIDTH["why"], about),
        job.fitted(contribution.note, WIDTH["note"], about),
        *_converted(job, entry, contribution, places),
    ]


def _sentence(why: Sentence) -> str:
    text = str(why)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _counted(
    job: Job,
    entry: UnitFunding,
    contribution: Contribution,
    places: _Places,
    *,
    is_left_out: bool,
) -> list[Cell | None]:
    cells, currency = job.cells, entry.recorded.currency
    converted = None if is_left_out else job.book.funding.rates.convert(contribution, currency)
    if converted is None:
        return [cells.empty("whole"), cells.empty("count")]
    row = places.row(Basis.RECORDED, contribution)
    return [cells.money(converted.amount), cells.in_style(row, "count")]


def _converted(
    job: Job, entry: UnitFunding, contribution: Contribution, places: _Places
) -> list[Cell | None]:
    """Return the amount in the currency that was asked for, or the reason why there is none."""
    cells, currency = job.cells, job.book.question.currency
    if currency is None:
        return []
    converted = job.book.funding.rates.convert(contribution, currency)
    if converted is None or not contribution.amount:
        why = entry.money.why_left_out(contribution)
        text = "" if why is None or contribution.amount is None else f"Not converted: {why}."
        about = (entry.unit.code, str(entry.unit.name))
        shown = job.fitted(text, WIDTH["rate source"], about)
        return [cells.empty("whole"), cells.empty("rate"), shown, cells.empty("count")]
    basis = Basis.CONVERTED
    if entry.recorded.currency == currency:
        basis = Basis.RECORDED
    is_counted = entry.money.why_left_out(contribution) is None
    sources = [
        f"1 {rate.base} = {rate.rate} {rate.quote}, {rate.date:%Y-%m-%d}: {rate.document}"
        for rate in converted.rates
    ]
    factor = converted.amount / Fraction(contribution.amount)
    return [
        cells.money(converted.amount),
        cells.in_style(factor, "rate"),
        job.fitted(
            "\n".join(sources) or "The same currency",
            WIDTH["rate source"],
            ("rates", "Exchange rates"),
        ),
        cells.in_style(places.row(basis, contribution) if is_counted else None, "count"),
    ]


def _activity_row(job: Job, contribution: Contribution, places: _Places) -> int | None:
    row = places.row(Basis.ACTIVITIES, contribution)
    if row is None or not contribution.activity or contribution.stage != job.book.question.stage:
        return None
    return row if places.first(contribution) else None
