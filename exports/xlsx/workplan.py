"""The sheet *Work plan*: the activities behind shares of activities; only where there are any."""

from __future__ import annotations

from exports.xlsx.job import Job
from exports.xlsx.shares import currency_words
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.stream import Row
from exports.xlsx.values import NO, YES
from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.reports.funding import UnitFunding

TITLE = "Work plan"

COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("unit", "Country", 18),
    Column("code", "Activity", 10, "code"),
    Column("title", "Title", 44),
    Column("result", "Result", 8, "code"),
    Column("budget", "Budget", 13, "whole"),
    Column("currency", "Currency", 11, "centre"),
    Column("shared", "Shared by several units", 10, "centre"),
    Column("government", "Government contributes", 12, "centre"),
    Column("sources", "Sources", 40),
    Column("note", "Note", 34),
)


def write_workplan(job: Job) -> Table | None:
    """Make the sheet and return where its table stands; None without any activity."""
    everything = [
        (entry, activity) for entry in job.book.funding.units for activity in entry.activity_list
    ]
    if not everything:
        return None
    sheet = Sheet(job, TITLE, [column.width for column in COLUMNS])
    sheet.spanned(TITLE, "title", size=16)
    sheet.spanned(f"{job.book.funding.in_work_plan}.", "answer", size=13)
    sheet.spanned(
        "The activities on which shares of activities are based. An activity that several units "
        "share is listed with each of them and counts once for all units together.",
        "lead",
    )
    rows = [
        _row(job, number, entry, activity) for number, (entry, activity) in enumerate(everything, 1)
    ]
    table = sheet.table(COLUMNS, rows, "")
    sheet.freeze(table, "title")
    sheet.filter(table)
    sheet.finish()
    return table


def _row(job: Job, number: int, entry: UnitFunding, activity: Activity) -> Row:
    cells, about = job.cells, (activity.code, activity.title)
    stage = job.book.question.stage
    paying = [c for c in entry.contributions if c.activity == activity.id and c.stage is stage]
    by_government = any(c.source_type is SourceType.GOVERNMENT for c in paying)
    return [
        cells.in_style(number, "count"),
        job.fitted(str(entry.unit.name), 18, about),
        cells.text(activity.code, "code"),
        job.fitted(activity.title, 44, about),
        cells.text(activity.result, "code"),
        cells.money(activity.budget),
        cells.text("" if activity.budget is None else currency_words(activity.currency), "centre"),
        cells.text(YES if activity.is_shared else NO, "centre"),
        cells.text(YES if by_government else NO, "centre"),
        job.fitted(_sources(paying), 40, about),
        job.fitted(activity.note, 34, about),
    ]


def _sources(paying: list[Contribution]) -> str:
    return "\n".join(dict.fromkeys(contribution.source for contribution in paying))
