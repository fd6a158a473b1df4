"""The sheet *Record of changes*: who changed what, when, from what to what."""

from __future__ import annotations

from exports.xlsx.job import Job
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.stream import Row
from exports.xlsx.text import shortened
from spa_me.domain.dataset import AuditEntry

TITLE = "Record of changes"

COLUMNS = (
    Column("number", "No.", 7, "whole"),
    Column("at", "When (UTC)", 15, "time"),
    Column("person", "Who", 22),
    Column("office", "Office", 21),
    Column("role", "Role", 18),
    Column("action", "What was done", 20),
    Column("subject", "To what", 26),
    Column("old", "Before", 26),
    Column("new", "After", 26),
)
_LONGEST = 800


def write_changes(job: Job) -> Table:
    """Make the sheet and return where its table stands."""
    sheet = Sheet(job, TITLE, [column.width for column in COLUMNS])
    changes = job.book.changes
    sheet.spanned(TITLE, "title", size=16)
    sheet.spanned(_answer(len(changes)), "answer", size=13)
    rows = [_row(job, entry) for entry in changes]
    table = sheet.table(COLUMNS, rows, "No changes are recorded.")
    sheet.freeze(table, "at")
    sheet.filter(table)
    sheet.finish()
    return table


def _answer(count: int) -> str:
    if not count:
        return "No change has been recorded yet."
    return "1 change." if count == 1 else f"{count} changes, the latest first."


def _row(job: Job, entry: AuditEntry) -> Row:
    text = job.cells.text
    return [
        job.cells.in_style(entry.number, "whole"),
        job.cells.time(entry.at),
        text(shortened(entry.person, _LONGEST // 2)),
        text(shortened(entry.office, _LONGEST // 2)),
        text(shortened(entry.role, _LONGEST // 2)),
        text(entry.action),
        text(shortened(entry.subject, _LONGEST // 2)),
        text(shortened(entry.old, _LONGEST)),
        text(shortened(entry.new, _LONGEST)),
    ]
