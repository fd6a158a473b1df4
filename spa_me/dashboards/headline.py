"""How the period stands: the answer in one sentence, and the counts that it is made from."""

from __future__ import annotations

from spa_me.dashboards.figure import Cell, FigureSpec, Header, Remark, Table, TableRow
from spa_me.dashboards.look import Look
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook


def headline(book: ReportBook, look: Look) -> FigureSpec:
    """Return how many markers are fully, partly and not met, who is included, what else to know."""
    answer = look.words(book.headline)
    subline = " ".join(look.words(sentence) for sentence in book.subline)
    remarks = (subline, look.words(book.inclusion.sentence))
    return FigureSpec(
        name="headline",
        title=look.say("How does it stand?"),
        answer=answer,
        summary=answer,
        chart=None,
        table=_counts(book, look),
        remarks=tuple(Remark(text) for text in remarks if text),
        is_wide=True,
    )


def _counts(book: ReportBook, look: Look) -> Table:
    headers = (Header(look.say("Status")), Header(look.say("Markers"), is_number=True))
    counts = {kind: book.counts.of(kind) for kind in (*Status, *NoStatus)}
    # The three that are judged stand there at 0, too; why others have no status only where any has.
    shown = [kind for kind, count in counts.items() if count or isinstance(kind, Status)]
    rows = (
        TableRow(
            (
                Cell(look.status(kind), kind.value, kind),
                Cell(look.say("{count}", count=counts[kind]), counts[kind]),
            ),
            {"page": "results", "kind": kind.value},
        )
        for kind in shown
    )
    return Table(headers, tuple(rows))
