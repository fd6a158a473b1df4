"""The sheet *Cover*: what this is, for whom, how it stands, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from exports.xlsx.job import Job
from exports.xlsx.measure import height_of
from exports.xlsx.sheet import Sheet
from exports.xlsx.statuses import KINDS, colour_statuses
from exports.xlsx.stream import Cell, Row
from spa_me import __version__
from spa_me.domain.status import STATUS_TITLES

TITLE = "Cover"

_MARGIN, _LABEL, _TILE = 2, 27, 15.5
_WIDTHS = (_MARGIN, _LABEL, *([_TILE] * len(KINDS)))
_LAST = len(_WIDTHS)
_SIGNATURES = ("Prepared by", "Approved by", "Received by")

CONTENTS = {
    "Scoreboard": "how many markers are met, by result, with charts",
    "Results matrix": "baseline, target, actual, achievement, status and explanation of each leg",
    "Reported values": "every figure that was asked for, by reporting unit",
    "Co-funding": "the governments’ shares against the target, who contributes, exchange rates",
    "Contributions": "every contribution, counted or not, and why",
    "Work plan": "the activities behind shares of activities",
    "Data notes": "every discrepancy and note",
    "Record of changes": "who changed which figures and judgements, and when",
    "Checks": "live formulas that recompute totals, counts and shares from the rows",
}


def write_cover(job: Job, sheets: list[str]) -> None:
    """Fill the first sheet.

    Args:
        job: the workbook in the making.
        sheets: the titles of the other sheets, in their order.
    """
    book, donor = job.book, job.donor
    sheet = Sheet(job, TITLE, _WIDTHS)
    sheet.raw.page_setup.fitToHeight = 1
    across = (2, _LAST)
    sheet.spanned(str(book.definition.plan.title), "lead", columns=across)
    title = f"Report to {donor.name}: {book.period.title}"
    sheet.spanned(title, "big", size=20, columns=across)
    sheet.spanned(str(book.headline), "answer", size=13, columns=across)
    sheet.spanned(" ".join(map(str, book.subline)), "lead", columns=across)
    sheet.skip(6)
    _tiles(job, sheet)
    sheet.skip(8)
    for label, value in _facts(job):
        _fact(job, sheet, label, value)
    sheet.skip(10)
    _signatures(job, sheet)
    sheet.skip(10)
    _contents(job, sheet, sheets)
    sheet.finish()


def _tiles(job: Job, sheet: Sheet) -> None:
    cells, counts = job.cells, job.book.counts
    words: Row = [None, cells.text("Progress markers", "tile word")]
    words.extend(cells.text(STATUS_TITLES[kind], "tile word") for kind in KINDS)
    numbers: Row = [None, cells.in_style(counts.total, "tile")]
    numbers.extend(cells.in_style(counts.of(kind), "tile") for kind in KINDS)
    row = sheet.add(words, 18)
    sheet.add(numbers, 30)
    colour_statuses(sheet.raw, f"C{row}:{chr(ord('B') + len(KINDS))}{row}")


def _facts(job: Job) -> Iterator[tuple[str, Cell]]:
    book, donor, cells = job.book, job.donor, job.cells
    definition, plan = book.definition, book.definition.plan

    def text(value: str) -> Cell:
        return cells.text(value, "fact value")

    yield "Donor", text(f"{donor.name}, {donor.embassy}")
    for label, value in (
        ("Agreement number", donor.agreement_number),
        ("Title of the agreement", donor.agreement_title),
        ("Signed on", donor.agreement_date),
    ):
        yield label, text(value) if value else cells.empty("blank line")
    yield "Plan", text(f"{plan.title}; {plan.owner}")
    yield "Results framework", text(_version(job))
    yield "Fingerprint of the framework", text(f"SHA-256 {definition.digest[:16]}…")
    start, end = book.period.start, book.period.end
    yield "Reporting period", text(f"{book.period.title} ({start} to {end})")
    view = _view(job)
    if view:
        yield "Only part of it", text(view)
    yield "Reporting units", text(f"{book.inclusion.sentence}.")
    yield "Money", text(_money(job))
    yield "Data as of (UTC)", cells.time(book.data_as_of, "fact time")
    if book.info.source:
        yield "Source of the data", text(book.info.source)
    yield "Made on (UTC)", cells.time(job.made_at, "fact time")
    maker = "" if job.maker is None else f" by {job.maker}"
    yield "Made with", text(f"SPA-ME {__version__}{maker}")


def _version(job: Job) -> str:
    definition = job.book.definition
    parts = [f"{definition.title}, version {definition.version}"]
    parts.append(f"in force from {definition.in_force_from}")
    if definition.adopted is not None:
        by = "" if definition.adopted_by is None else f" by {definition.adopted_by}"
        parts.append(f"adopted on {definition.adopted}{by}")
    return ", ".join(parts)


def _view(job: Job) -> str:
    question, definition = job.book.question, job.book.definition
    parts: list[str] = []
    if question.result is not None:
        title = definition.result_by_code[question.result].title
        parts.append(f"Markers at and below result {question.result}, {title}")
    if question.unit is not None:
        parts.append(f"Only {definition.unit_by_code[question.unit].name}")
    return "; ".join(parts)


def _money(job: Job) -> str:
    question = job.book.question
    text = f"{question.stage.value.capitalize()} contributions, in the currency of each record"
    if question.currency is not None:
        text += f"; converted to {question.currency} where a dated rate is at hand"
    if question.without_programme:
        text += "; without the programme’s own money"
    return f"{text}."


def _fact(job: Job, sheet: Sheet, label: str, value: Cell) -> None:
    shown, style = value[0], value[1]
    blank: Cell = (None, style, "n")
    row: Row = [None, job.cells.text(label, "fact"), value]
    row.extend(blank for _ in range(_LAST - 3))
    width = sum(_WIDTHS[2:])
    number = sheet.add(row, height_of(shown if isinstance(shown, str) else "", width, 10))
    sheet.merge(number, 3, _LAST)


def _signatures(job: Job, sheet: Sheet) -> None:
    cells = job.cells
    heads = ("", "Name", "", "Office", "", "Date", "Signature", "")
    _signing_row(sheet, [None, *(cells.text(head, "header") for head in heads)], 18)
    for signer in _SIGNATURES:
        lines = [cells.empty("blank line") for _ in heads[1:]]
        _signing_row(sheet, [None, cells.text(signer, "fact value"), *lines], 30)


def _signing_row(sheet: Sheet, row: Row, height: float) -> None:
    number = sheet.add(row, height)
    for first, last in ((3, 4), (5, 6), (8, 9)):
        sheet.merge(number, first, last)


def _contents(job: Job, sheet: Sheet, sheets: list[str]) -> None:
    for title in sheets:
        _fact(job, sheet, title, job.cells.text(CONTENTS[title], "fact"))
