"""Finds what the "why?" panel needs beside the marker: the same marker in earlier periods."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine
from ui.context import Context
from ui.widgets.why_panel import WhyPanel
from ui.widgets.why_text import PastPeriod, past_period

_EARLIER = 6


Subject = tuple[str, str | None]
"""A marker's code, and the code of the only unit whose part in it is explained."""


class WhyGuide(QObject):
    """Shows a marker in the panel at once, and its history as soon as that is known."""

    def __init__(self, context: Context, panel: WhyPanel) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._subject: Subject | None = None
        self._past: dict[str, PastPeriod] = {}
        panel.closed.connect(self.clear)

    @property
    def subject(self) -> Subject | None:
        """What is explained; None for nothing."""
        return self._subject

    def clear(self) -> None:
        """Explain nothing."""
        self._subject = None
        self._panel.clear()

    def explain(self, book: ReportBook, marker: str, unit: str | None = None) -> bool:
        """Explain a marker, or one unit's part in it; return whether the book has it."""
        line = line_of(book, marker, unit)
        if line is None:
            self.clear()
            return False
        subject = (marker, unit)
        self._subject = subject
        earlier = _earlier(book)
        past: dict[str, PastPeriod] = {}
        self._panel.show_line(line, (), book.notes)

        def add(found: ReportBook, period: str) -> None:
            before = line_of(found, marker, unit)
            if before is None or self._subject is not subject:
                return
            past[period] = past_period(str(found.period.title), before)
            history = [past[code] for code in earlier if code in past]
            self._panel.show_line(line, history, book.notes)

        for period in earlier:
            self._context.books.request(
                replace(book.question, period=period),
                lambda found, period=period: add(found, period),
                owner=self,
                failed=lambda _error: None,  # an older framework may not have this view
            )
        return True


def _earlier(book: ReportBook) -> list[str]:
    """Return the codes of the periods before a book's, latest first."""
    periods = list(book.definition.period_by_code)
    here = periods.index(book.period.code)
    return periods[max(0, here - _EARLIER) : here][::-1]


def line_of(book: ReportBook, marker: str, unit: str | None = None) -> MarkerLine | None:
    """Return a marker's line, or the line of one unit's own part in it, if the book has it."""
    line = next((line for line in book.markers if line.code == marker), None)
    if line is None or unit is None:
        return line
    cell = book.matrix.get(marker, {}).get(unit)
    return None if cell is None else replace(line, assessment=cell.assessment)
