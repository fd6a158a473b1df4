"""The sheet *Co-funding*: do the governments pay their share, and who pays the rest?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exports.xlsx.charts import (
    CHART_HEIGHT,
    ROW_UNDER_CHART,
    SHARES_WIDTH,
    government_shares,
    money_by_type,
    rows_under,
)
from exports.xlsx.job import Job
from exports.xlsx.shares import (
    ALL_TOGETHER,
    INCOMPLETE,
    SHARE_COLUMNS,
    STAGE_WORDS,
    TYPE_COLUMNS,
    currency_words,
    share_row,
    share_rows,
    type_rows,
)
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.statuses import colour_words
from exports.xlsx.stream import Row
from spa_me.domain.cofunding import ExchangeRate, SourceType
from spa_me.domain.numbers import rounded
from spa_me.domain.status import NoStatus, Status
from spa_me.reports.funding import UnitFunding

TITLE = "Co-funding"
REACHES, BELOW, NOT_REPORTED = "Reaches it", "Below it", "Not reported"

COUNTRY_COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("unit", "Country", 16),
    Column("income", "Income class", 18),
    Column("origin", "Where the share of activities comes from", 30),
    Column("stands", "Against the target", 14, "status"),
    Column("share", "Government share of activities", 13, "percent"),
    Column("target", "Target", 11, "percent"),
    Column("distance", "Difference in points", 13, "change percent"),
    Column("money", "Government share of money", 12, "percent"),
    Column("listed", "Contribu-\ntions listed", 10, "whole"),
    Column("uncounted", "of them not counted", 10, "whole"),
)
CHART_COLUMN = Column("label", "Name in the chart", 20, "indent 1")

RATE_COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("base", "One", 16),
    Column("quote", "is worth so many", 18),
    Column("document", "Source of the rate", 30),
    Column("date", "Date", 14, "date"),
    Column("rate", "Rate", 13, "rate"),
    Column("used", "Used here", 11, "centre"),
    Column("money", "For the money of", 16),
)


@dataclass(frozen=True, slots=True)
class FundingTables:
    """Where the sheet's tables stand."""

    countries: Table
    shares: Table


def write_funding(job: Job) -> FundingTables:
    """Make the sheet and return where its tables stand."""
    sheet = Sheet(job, TITLE, [column.width for column in SHARE_COLUMNS])
    sheet.spanned(TITLE, "title", size=16)
    sheet.spanned(_answer(job), "answer", size=13)
    sheet.spanned(f"{job.book.funding.included}.", "answer", size=13)
    sheet.spanned(_how_to_read(job), "lead")
    sheet.spanned("Do the governments pay their share?", "section", size=12)
    countries = _countries(job, sheet)
    by_type = _charts(job, sheet, countries)
    sheet.new_page()
    sheet.spanned("Who contributes how much?", "section", size=12)
    rows = [share_row(job, row) for row in share_rows(job.book)]
    nothing = "No amounts and no work-plan activities are recorded for this period."
    shares = sheet.table(SHARE_COLUMNS, rows, nothing)
    sheet.filter(shares)
    if by_type:
        sheet.skip(10)
        sheet.spanned("Money by type of source", "section", size=12)
        table = sheet.table(TYPE_COLUMNS, by_type, "")
        chart = money_by_type(table, list(SourceType))
        beside = sheet.column_after(SHARES_WIDTH)
        sheet.raw.add_chart(chart, f"{beside}{_chart_row(countries)}")
    _remarks(job, sheet)
    _rates(job, sheet)
    sheet.finish()
    return FundingTables(countries, shares)


def _answer(job: Job) -> str:
    funding = job.book.funding
    if funding.target is None:
        return "The framework sets no target for the governments' own share."
    target = f"{rounded(funding.target * 100, 1).normalize():f} %"
    return (
        f"{funding.reaching} of {len(funding.units)} countries reach the target of {target} of "
        f"their work-plan activities; {funding.reported} reported a share."
    )


def _how_to_read(job: Job) -> str:
    question = job.book.question
    stage = STAGE_WORDS[question.stage].lower()
    parts = [
        f"Shares are of {stage} contributions; planned, committed and actual never mix.",
        "A share of money and a share of activities have different bases, and both stand.",
        "Amounts stay in the currency they were recorded in.",
    ]
    if question.without_programme:
        parts.append("The programme's own money is left out of the base.")
    if question.currency is not None:
        parts.append(
            f"Where a rate is at hand they are converted to {question.currency} beside it; where "
            "there is none the sheet Contributions says so."
        )
    return " ".join(parts)


def _countries(job: Job, sheet: Sheet) -> Table:
    rows = [_country(job, number, entry) for number, entry in enumerate(job.book.funding.units, 1)]
    columns = (*COUNTRY_COLUMNS, CHART_COLUMN)
    table = sheet.table(columns, rows, "No country is in view.")
    for row in range(table.header, table.last + 1):
        sheet.merge(row, len(COUNTRY_COLUMNS) + 1, len(SHARE_COLUMNS))
    words = {REACHES: Status.FULLY, BELOW: Status.NOT, NOT_REPORTED: NoStatus.NOT_REPORTED}
    colour_words(sheet.raw, table.local("stands", "stands"), words)
    return table


def _country(job: Job, number: int, entry: UnitFunding) -> Row:
    cells, target = job.cells, job.book.funding.target
    name, share = str(entry.unit.name), entry.share_of_activities
    about = (entry.unit.code, name)
    stands = NOT_REPORTED
    if share is not None:
        stands = "" if target is None else REACHES if share >= target else BELOW
    distance = None if share is None or target is None else share - target
    return [
        cells.in_style(number, "count"),
        job.fitted(name, 18, about),
        cells.text(entry.unit.income_class.capitalize()),
        job.fitted(_origin(job, entry), 36, about),
        cells.text(stands, "status"),
        cells.percent(share),
        cells.percent(target),
        cells.percent(distance, "change percent"),
        cells.percent(entry.recorded.government_share)
        if entry.recorded.incomplete is None
        else cells.text(INCOMPLETE, "centre"),
        cells.in_style(len(entry.contributions), "whole"),
        cells.in_style(len(entry.recorded.left_out), "whole"),
        cells.text(name if share is not None else f"{name}: not reported", "indent 1"),
    ]


def _origin(job: Job, entry: UnitFunding) -> str:
    if entry.is_computed:
        count = len(entry.activity_list)
        noun = "activity" if count == 1 else "activities"
        return f"computed from {count} work-plan {noun}"
    if entry.reported_share is not None:
        return f"reported for indicator {job.book.definition.rules.co_funding_indicator}"
    return "no work-plan activities are recorded, and no share was reported"


def _chart_row(countries: Table) -> int:
    return countries.last + 2


def _charts(job: Job, sheet: Sheet, countries: Table) -> list[Row]:
    """Make room for the charts under the countries; return the rows of the second one."""
    sheet.skip(10)
    for _ in range(rows_under(CHART_HEIGHT)):
        sheet.skip(ROW_UNDER_CHART)
    has_target = job.book.funding.target is not None
    chart = government_shares(countries, has_target=has_target)
    sheet.raw.add_chart(chart, f"A{_chart_row(countries)}")
    return type_rows(job)


def _remarks(job: Job, sheet: Sheet) -> None:
    sheet.skip(10)
    sheet.spanned("What has to be known about these figures", "section", size=12)
    lines = [
        f"{entry.unit.name}: {remark}"
        for entry in job.book.funding.units
        for remark in entry.to_know
    ]
    lines.extend(_about_all(job))
    for line in dict.fromkeys(lines or ["Nothing stands out."]):
        sheet.spanned(line if line.endswith((".", "?")) else f"{line}.", "fact value")


def _about_all(job: Job) -> Iterator[str]:
    region = job.book.funding.region
    for warning in region.warnings:
        yield f"{ALL_TOGETHER}: {warning}"
    if region.incomplete is not None:
        yield f"{ALL_TOGETHER}: there is no share of money: {region.incomplete}"


def _whose(job: Job, rate: ExchangeRate) -> str:
    """Return whose money a rate converts: that of its unit, or everybody's."""
    if rate.unit in job.book.funding.rates.common:
        return ALL_TOGETHER
    unit = job.book.definition.unit_by_code.get(rate.unit)
    return rate.unit if unit is None else str(unit.name)


def _rates(job: Job, sheet: Sheet) -> None:
    cells, funding = job.cells, job.book.funding
    tables = [funding.region, *(t for e in funding.units for t in (e.money, e.recorded, e.local))]
    used = {rate for table in tables if table is not None for rate in table.rates}
    rows: list[Row] = [
        [
            cells.in_style(number, "count"),
            cells.text(currency_words(rate.base)),
            cells.text(currency_words(rate.quote)),
            job.fitted(rate.document, 36, ("rates", f"{rate.base} to {rate.quote}")),
            cells.date(rate.date),
            cells.in_style(Fraction(rate.rate), "rate"),
            cells.text("yes" if rate in used else "no", "centre"),
            cells.text(_whose(job, rate)),
        ]
        for number, rate in enumerate(funding.rates.known, 1)
    ]
    sheet.skip(10)
    sheet.spanned("Exchange rates", "section", size=12)
    sheet.table(RATE_COLUMNS, rows, "No exchange rate is recorded; nothing is converted.")
