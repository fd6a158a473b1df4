"""The panel's history: how a marker stood in earlier periods."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from spa_me.domain.errors import NotFoundError
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.countries import countries
from ui.context import Context
from ui.widgets.why_guide import WhyGuide, line_of
from ui.widgets.why_panel import WhyPanel


@pytest.fixture
def book() -> ReportBook:
    return make_book(countries(), BookQuestion("2016"))


@pytest.fixture
def panel(context: Context) -> Iterator[WhyPanel]:
    context.books.serve(lambda question: make_book(countries(), question))
    window = QWidget()
    made = WhyPanel(context, window)
    yield made
    context.books.serve(None)
    shiboken6.delete(window)


@pytest.fixture
def guide(context: Context, panel: WhyPanel) -> WhyGuide:
    return WhyGuide(context, panel)


def _history(panel: WhyPanel) -> str:
    return panel.plain_text().partition("\nEarlier periods\n")[2]


def test_earlier_periods_are_added_when_they_are_known(
    guide: WhyGuide, panel: WhyPanel, book: ReportBook, qtbot: QtBot
) -> None:
    assert guide.explain(book, "3.1")
    assert panel.plain_text().startswith("Why is 3.1")

    qtbot.waitUntil(lambda: bool(_history(panel)))
    assert _history(panel) == "Year 2015\t5\tFully met"


def test_the_history_is_that_of_the_unit_that_is_asked_for(
    guide: WhyGuide, panel: WhyPanel, book: ReportBook, qtbot: QtBot
) -> None:
    guide.explain(book, "1.2", "A")
    qtbot.waitUntil(lambda: bool(_history(panel)))

    assert _history(panel) == "Year 2015\t45 %\tFully met"


def test_what_was_asked_before_does_not_come_back(
    guide: WhyGuide, panel: WhyPanel, book: ReportBook, context: Context, qtbot: QtBot
) -> None:
    guide.explain(book, "3.1")
    guide.explain(book, "2.1")
    qtbot.waitUntil(lambda: not context.runner.is_busy)

    assert panel.plain_text().startswith("Why is 2.1")


def test_closing_ends_it(guide: WhyGuide, panel: WhyPanel, book: ReportBook, qtbot: QtBot) -> None:
    guide.explain(book, "3.1")
    panel.close_panel()

    assert guide.subject is None
    qtbot.waitUntil(lambda: panel.plain_text() == "")


def test_a_period_that_an_older_framework_does_not_have_is_left_out(
    context: Context, guide: WhyGuide, panel: WhyPanel, book: ReportBook, qtbot: QtBot
) -> None:
    def refuse(question: BookQuestion) -> ReportBook:
        raise NotFoundError(question.period)

    context.books.serve(refuse)
    guide.explain(book, "3.1")
    qtbot.waitUntil(lambda: not context.runner.is_busy)

    assert _history(panel) == ""


def test_what_is_not_in_the_book_is_not_explained(guide: WhyGuide, book: ReportBook) -> None:
    assert not guide.explain(book, "no such marker")
    assert guide.subject is None
    assert line_of(book, "1.2", "no such unit") is None
