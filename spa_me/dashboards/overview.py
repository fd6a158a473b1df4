"""The overview: its figures in the order in which they are read."""

from __future__ import annotations

from spa_me.dashboards.attention import attention
from spa_me.dashboards.by_result import by_result
from spa_me.dashboards.cofunding import cofunding
from spa_me.dashboards.figure import FigureSpec
from spa_me.dashboards.look import Look
from spa_me.dashboards.matrix import matrix
from spa_me.dashboards.sources import sources
from spa_me.reports import ReportBook


def overview(book: ReportBook, look: Look, sources_of: str | None = None) -> tuple[FigureSpec, ...]:
    """Return the figures of the overview.

    Args:
        book: the period.
        look: colours, font, words.
        sources_of: the unit whose sources are shown; see `sources`.
    """
    return (
        by_result(book, look),
        cofunding(book, look),
        attention(book, look),
        sources(book, look, sources_of or book.question.unit),
        matrix(book, look),
    )
