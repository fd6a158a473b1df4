"""Which markers need attention: a table that leads to each answer."""

from __future__ import annotations

from spa_me.dashboards.figure import Cell, FigureSpec, Header, Table, TableRow
from spa_me.dashboards.look import Look
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine


def attention(book: ReportBook, look: Look) -> FigureSpec:
    """Return the markers that are not met, then partly met, then not reported."""
    answer = _answer(book, look)
    return FigureSpec(
        name="attention",
        title=look.say("Which markers need attention?"),
        answer=answer,
        summary=answer,
        chart=None,
        table=_table(book, look),
        shows_table=True,
        empty="" if book.attention else look.say("Nothing needs attention in this view."),
    )


def _answer(book: ReportBook, look: Look) -> str:
    if not book.attention:
        return ""
    kinds = {line.kind for line in book.attention}
    if NoStatus.NOT_REPORTED in kinds and len(kinds) > 1:
        return look.say("Not met first, then partly met, then those without a report")
    if kinds == {Status.NOT, Status.PARTLY}:
        return look.say("Not met first, then partly met by distance to the target")
    return look.say("{count} in this view", count=len(book.attention))


def _table(book: ReportBook, look: Look) -> Table:
    headers = (
        Header(look.say("Marker")),
        Header(look.say("Target"), is_number=True),
        Header(look.say("Actual"), is_number=True),
        Header(look.say("Status")),
    )
    return Table(headers, tuple(_row(line, look) for line in book.attention))


def _row(line: MarkerLine, look: Look) -> TableRow:
    status = look.status(line.kind)
    achieved = line.achieved()
    if line.kind is Status.PARTLY and achieved is not None:
        status = f"{status} · {look.words(achieved)}"
    cells = (
        Cell(f"{line.code} {line.title}", line.code),
        Cell(look.words(line.target_text), look.words(line.target_text)),
        Cell(look.words(line.actual_text), look.words(line.actual_text)),
        Cell(status, status, line.kind),
    )
    return TableRow(cells, {"page": "results", "marker": line.code})
