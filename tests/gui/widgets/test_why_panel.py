"""The panel that answers "why?"."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from spa_me.domain.sentences import say
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook
from ui.context import Context
from ui.widgets.why_panel import WhyPanel
from ui.widgets.why_text import PastPeriod


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> WhyPanel:
    made = WhyPanel(context)
    qtbot.addWidget(made)
    made.resize(300, 700)
    return made


def test_it_is_hidden_until_asked(panel: WhyPanel) -> None:
    assert panel.isHidden()
    assert panel.plain_text() == ""


def test_a_marker_is_explained_with_all_that_went_in(panel: WhyPanel, book: ReportBook) -> None:
    panel.show_line(book.marker("1.3"), notes=book.notes)

    text = panel.plain_text()
    assert text.startswith("Why is 1.3 “Partly met”?\nPartly met\n3 of 6 reporting units reach")
    assert "China\t37 %\tReported · target 20 %" in text
    assert "3 not reported for 1.3: Cambodia, Lao PDR, Myanmar" in text
    assert "If all that is missing comes in at target: fully met." in text
    assert "3 more reporting units would have to reach the target." in text
    assert "Three countries provided funding" in text
    assert panel.isVisible()


def test_every_part_of_every_derivation_is_shown(panel: WhyPanel, book: ReportBook) -> None:
    for line in book.markers:
        panel.show_line(line)
        text = panel.plain_text()
        why = line.derivation
        parts = (*why.steps, *why.missing, *why.cases, *why.changes, *why.remarks, why.rule)
        assert [str(part) for part in parts if str(part) not in text] == []


def test_history_names_the_status_in_words(panel: WhyPanel, book: ReportBook) -> None:
    past = [
        PastPeriod("2013", Status.NOT, "Not met", "1 of 6"),
        PastPeriod("2012", NoStatus.NOT_DUE, "Not due", "–"),
    ]
    panel.show_line(book.marker("1.3"), past)

    assert "2013\t1 of 6\tNot met\n2012\t–\tNot due" in panel.plain_text()


def test_another_number_is_explained(panel: WhyPanel) -> None:
    panel.show_text(
        say("Why {share} %?", share=say("40.1")),
        ["The government gave 66,930 of 166,780.", "Shares name their base."],
        [("Government", "66,930"), ("In all", "166,780")],
    )

    text = panel.plain_text()
    assert text.startswith("Why 40.1 %?\nThe government gave 66,930 of 166,780.\n")
    assert "Government\t66,930\nIn all\t166,780" in text


def test_copy_gives_plain_text(panel: WhyPanel, book: ReportBook) -> None:
    panel.show_line(book.marker("2.2"))
    panel.copy()

    assert QGuiApplication.clipboard().text() == panel.plain_text()


def test_text_of_people_is_shown_and_not_followed(panel: WhyPanel) -> None:
    panel.show_text("Why?", ["<b>bold</b> & <img src=x>"])

    browser = panel._text
    assert "<b>bold</b> & <img src=x>" in browser.toPlainText()


def test_escape_closes_it_wherever_the_focus_is(
    panel: WhyPanel, book: ReportBook, qtbot: QtBot
) -> None:
    with qtbot.waitActive(panel):
        panel.show_line(book.marker("2.2"))

    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel._text, Qt.Key.Key_Escape)

    assert panel.isHidden()


def test_a_figure_leads_to_its_cell(panel: WhyPanel, book: ReportBook, qtbot: QtBot) -> None:
    panel.show_line(book.marker("1.3"))

    with qtbot.waitSignal(panel.go_to) as heard:
        panel._text.anchorClicked.emit(QUrl("entry/CN/2014/1.3"))

    assert heard.args == ["entry", {"unit": "CN", "period": "2014", "indicator": "1.3"}]


def test_nothing_is_wider_than_the_panel(panel: WhyPanel, book: ReportBook, qtbot: QtBot) -> None:
    panel.show()
    qtbot.waitExposed(panel)
    for line in book.markers:
        panel.show_line(line, notes=book.notes)
        assert panel._text.horizontalScrollBar().maximum() == 0, line.code


def test_a_new_theme_draws_it_anew(
    panel: WhyPanel, book: ReportBook, context: Context, qtbot: QtBot
) -> None:
    panel.show_line(book.marker("1.3"))
    before = panel._text.toHtml()

    with qtbot.waitSignal(context.theme.changed):
        context.theme.choose("dark")

    assert panel._text.toHtml() != before
