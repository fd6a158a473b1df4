"""The sheet *Data notes*: every discrepancy, and texts that no row could show in full."""

from __future__ import annotations

from collections.abc import Iterator

from exports.discrepancies import Discrepancy, Kind, discrepancies
from exports.xlsx.job import Job, LongText
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.stream import Row

TITLE = "Data notes"
WHOLE_TEXT = "Whole text"

COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("kind", "Kind", 22),
    Column("about", "About", 12, "code"),
    Column("title", "In words", 34),
    Column("text", "What has to be known", 75),
    Column("source", "Source", 30),
)
WIDTH = {column.key: column.width for column in COLUMNS}
_PART = 1_800
"""Characters of a long text that a row of this sheet can show."""


def write_notes(job: Job, sheet: Sheet) -> Table:
    """Fill the sheet, which is made last since other sheets hand it their long texts."""
    found = discrepancies(job.book)
    kinds = sum(entry.kind is Kind.NOTE for entry in found)
    sheet.spanned(TITLE, "title", size=16)
    sheet.spanned(_answer(len(found) - kinds, kinds), "answer", size=13)
    sheet.spanned(
        "What differs, is missing, was declared, prorated or left out, and the notes that came "
        "with the framework and the data. Nothing was corrected in silence.",
        "lead",
    )
    rows: list[Row] = []
    for entry in found:
        rows.append(_row(job, len(rows) + 1, entry))
    for long in dict.fromkeys(job.long_texts):
        rows.extend(_parts(job, long, len(rows)))
    table = sheet.table(COLUMNS, rows, "There is nothing to note.")
    sheet.freeze(table, "title")
    sheet.filter(table)
    sheet.finish()
    return table


def sheet_for_notes(job: Job) -> Sheet:
    """Return the empty sheet, so that it takes its place among the others."""
    return Sheet(job, TITLE, [column.width for column in COLUMNS])


def _answer(discrepant: int, notes: int) -> str:
    points = "1 point" if discrepant == 1 else f"{discrepant} points"
    return f"{points} found in the figures, and {notes} notes on the framework and the data."


def _row(job: Job, number: int, entry: Discrepancy) -> Row:
    cells, about = job.cells, (entry.about, entry.title)
    return [
        cells.in_style(number, "count"),
        cells.text(entry.kind),
        cells.text(entry.about, "code"),
        job.fitted(entry.title, WIDTH["title"], about),
        job.fitted(entry.text, WIDTH["text"], about),
        job.fitted(entry.source, WIDTH["source"], about),
    ]


def _parts(job: Job, long: LongText, before: int) -> Iterator[Row]:
    cells = job.cells
    parts = list(_cut(long.text))
    for place, part in enumerate(parts, 1):
        yield [
            cells.in_style(before + place, "count"),
            cells.text(WHOLE_TEXT if len(parts) == 1 else f"{WHOLE_TEXT}, {place} of {len(parts)}"),
            cells.text(long.about, "code"),
            cells.text(long.title[:200]),
            cells.text(part),
            cells.empty(),
        ]


def _cut(text: str) -> Iterator[str]:
    rest = text
    while len(rest) > _PART:
        cut = max(rest.rfind(" ", 0, _PART), rest.rfind("\n", 0, _PART))
        cut = cut if cut > _PART // 2 else _PART
        yield rest[:cut]
        rest = rest[cut:].lstrip()
    yield rest
