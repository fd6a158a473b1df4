"""The results page on the real example: the tree, what narrows it, and what it explains."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from spa_me.domain.assessment import CardColour
from spa_me.domain.dataset import DataKind
from spa_me.domain.status import Status
from spa_me.reports import BookQuestion
from spa_me.services import reporting
from spa_me.services.workspace import Workspace
from tests.countries import countries_definition
from tests.gui.conftest import OFFICER
from ui.context import Context
from ui.pages.results import ResultsPage
from ui.pages.results.model import Column, achievement_text
from ui.pages.results.nodes import Narrowing


@pytest.fixture
def page(example_context: Context, qtbot: QtBot) -> Iterator[ResultsPage]:
    """Return the page over the example."""
    made = ResultsPage(example_context)
    made.resize(1180, 720)
    made.show_workspace()
    made.enter({})
    qtbot.waitUntil(lambda: made.book is not None)
    yield made
    shiboken6.delete(made)


def _text(page: ResultsPage, key: tuple[str, str], column: Column) -> str:
    index = page.tree.tree_model.index_of(key)
    assert index.isValid(), key
    return str(index.siblingAtColumn(column).data())


def _markers(page: ResultsPage) -> list[str]:
    return [node.key[1] for node in page.tree.tree_model.root.walk() if node.marker is not None]


def test_the_tree_holds_every_result_and_marker(page: ResultsPage) -> None:
    keys = [node.key for node in page.tree.tree_model.root.walk()]

    assert keys[:4] == [("result", "O"), ("marker", "O-1"), ("marker", "O-2"), ("result", "1")]
    assert len(_markers(page)) == 14
    assert sum(kind == "result" for kind, _ in keys) == 16


def test_the_model_keeps_qts_rules(page: ResultsPage) -> None:
    QAbstractItemModelTester(
        page.tree.tree_model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.narrowing.choose(Narrowing.PARTLY)
    page.narrowing.choose(Narrowing.ALL)


def test_a_marker_shows_target_actual_achievement_and_status(page: ResultsPage) -> None:
    key = ("marker", "2.3")

    assert _text(page, key, Column.TARGET) == "5"
    assert _text(page, key, Column.ACTUAL) == "3"
    assert _text(page, key, Column.ACHIEVEMENT) == "60 % of the target"
    assert _text(page, key, Column.STATUS) == "Partly met"
    assert _text(page, ("marker", "1.3"), Column.UNITS) == "3 of 6"


def test_the_computed_status_stands_beside_the_reported_one_where_they_differ(
    page: ResultsPage,
) -> None:
    assert _text(page, ("marker", "3.1a"), Column.STATUS) == "Fully met (computed: partly)"
    assert _text(page, ("marker", "4.1"), Column.STATUS) == "Fully met"
    assert "declared without a value" in _text(page, ("marker", "O-2"), Column.REMARK)
    assert "prorated" in _text(page, ("marker", "3.2"), Column.REMARK)


def test_results_show_counts_and_the_card(page: ResultsPage) -> None:
    model = page.tree.tree_model
    index = model.index_of(("result", "2"))

    assert _text(page, ("result", "2"), Column.STATUS) == "1 fully met, 1 partly met, 1 not met"
    assert model.shapes(index.siblingAtColumn(Column.STATUS)) == [
        (Status.FULLY, "1"),
        (Status.PARTLY, "1"),
        (Status.NOT, "1"),
    ]
    assert model.shapes(index.siblingAtColumn(Column.ACHIEVEMENT)) == [
        (CardColour.AMBER, "53.3 % amber")
    ]


def test_the_cap_is_a_setting_beside_the_colour(page: ResultsPage, qtbot: QtBot) -> None:
    header = page.tree.header().model()
    horizontal = Qt.Orientation.Horizontal
    assert header.headerData(Column.ACHIEVEMENT, horizontal) == "Achievement, capped"
    assert page.book is not None
    full = Fraction(1)
    over = next(
        line
        for line in page.book.markers
        if isinstance(line.assessment.achievement, Fraction) and line.assessment.achievement > full
    )
    key = ("marker", over.code)
    assert _text(page, key, Column.ACHIEVEMENT) == "100 % of the target", (
        "as it counts in the means above"
    )

    page.narrowing.cap.click()
    qtbot.waitUntil(lambda: not page.tree.tree_model.is_capped)

    assert header.headerData(Column.ACHIEVEMENT, horizontal) == "Achievement, uncapped"
    assert _text(page, key, Column.ACHIEVEMENT) == achievement_text(over)
    assert _text(page, ("result", "2"), Column.ACHIEVEMENT) == "86.7 % amber"
    assert _text(page, ("result", "4"), Column.ACHIEVEMENT) == "197.2 % green"


def test_chips_count_and_narrow(page: ResultsPage) -> None:
    chips = page.narrowing.chips
    assert [chip.text() for chip in chips.values()] == [
        "All  14",
        "Fully met  8",
        "Partly met  3",
        "Not met  2",
        "No status  1",
        "Needs attention  5",
        "Computed differs  1",
    ]

    chips[Narrowing.NOT].click()
    assert _markers(page) == ["1.1", "2.2"]
    chips[Narrowing.DIFFERS].click()
    assert _markers(page) == ["3.1a"]
    chips[Narrowing.NO_STATUS].click()
    assert _markers(page) == ["O-1"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("website", ["3.2"]),
        ("ASEAN initiative", ["2.2"]),
        ("3.1B", ["3.1b"]),
        ("nothing of the kind", []),
    ],
)
def test_search_finds_codes_and_words(
    page: ResultsPage, qtbot: QtBot, words: str, found: list[str]
) -> None:
    with qtbot.waitSignal(page.narrowing.changed):
        qtbot.keyClicks(page.narrowing.search, words)

    assert _markers(page) == found
    assert page.nothing.isHidden() == bool(found)


def test_what_is_closed_and_chosen_stays_so_when_rows_are_made_anew(page: ResultsPage) -> None:
    tree, model = page.tree, page.tree.tree_model
    tree.setExpanded(model.index_of(("result", "1")), False)
    tree.go_to(("marker", "2.3"))
    page.narrowing.choose(Narrowing.PARTLY)
    page.narrowing.choose(Narrowing.ALL)

    assert not tree.isExpanded(model.index_of(("result", "1")))
    assert tree.isExpanded(model.index_of(("result", "2")))
    node = tree.current_node()
    assert node is not None
    assert node.key == ("marker", "2.3")


def test_going_to_a_row_explains_it(page: ResultsPage) -> None:
    page.tree.go_to(("marker", "1.3"))
    assert page.why.plain_text().startswith("Why is 1.3 “Partly met”?")

    page.tree.go_to(("result", "2"))
    text = page.why.plain_text()
    assert text.startswith("How does Output 2 stand?")
    assert "Mean achievement of 3 markers: 53.3 % amber; capped at 100 %." in text
    assert "200.0 %, counted as 100 %" in text


def test_other_pages_lead_to_a_row_or_a_status(page: ResultsPage) -> None:
    page.step_back()
    page.enter({"marker": "4.2"})
    node = page.tree.current_node()
    assert node is not None
    assert node.key == ("marker", "4.2")

    page.enter({"kind": "partly", "result": "2"})
    assert page.narrowing.which is Narrowing.PARTLY
    node = page.tree.current_node()
    assert node is not None
    assert node.key == ("result", "2")

    page.enter({"kind": "no_target"})
    assert _markers(page) == ["O-1"]


def test_going_to_a_row_that_is_narrowed_away_shows_all_again(page: ResultsPage) -> None:
    page.narrowing.choose(Narrowing.NOT)
    page.enter({"marker": "4.2"})

    assert page.narrowing.which is Narrowing.ALL
    assert page.guide.subject == ("4.2", None)


def test_rows_are_copied_with_the_keyboard(page: ResultsPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
    page.tree.setFocus()
    page.tree.go_to(("marker", "2.3"))
    qtbot.keyClick(page.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    cells = QGuiApplication.clipboard().text().split("\t")
    assert cells[:5] == [
        "2.3  Joint activities in the regional network",
        "5",
        "3",
        "60 % of the target",
        "Partly met",
    ]


def test_the_whole_tree_is_copied_where_nothing_is_selected(page: ResultsPage) -> None:
    page.tree.setCurrentIndex(QModelIndex())
    page.tree.clearSelection()
    page.tree.copy_rows()

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Result or marker\tTarget\tActual")
    assert len(lines) == 1 + 14 + 16


def test_the_way_to_the_data_leads_to_who_has_not_reported(page: ResultsPage, qtbot: QtBot) -> None:
    page.tree.go_to(("marker", "1.3"))
    with qtbot.waitSignal(page.go_to) as said:
        page.bar.enter_button.click()

    assert said.args == ["entry", {"period": "2014", "indicator": "1.3", "unit": "KH"}]


def test_the_chosen_row_stays_in_sight_when_its_explanation_opens(
    page: ResultsPage, qtbot: QtBot
) -> None:
    with qtbot.waitExposed(page):
        page.show()
    page.tree.go_to(("marker", "3.2"))
    qtbot.waitUntil(page.why.isVisible)

    seen = page.tree.viewport().rect()
    qtbot.waitUntil(lambda: seen.contains(page.tree.visualRect(page.tree.currentIndex()).center()))


def test_columns_give_way_to_titles_where_it_is_narrow(page: ResultsPage, qtbot: QtBot) -> None:
    page.resize(1500, 700)
    with qtbot.waitExposed(page):
        page.show()
    assert not page.tree.isColumnHidden(Column.REMARK)

    page.resize(900, 700)
    qtbot.waitUntil(lambda: page.tree.isColumnHidden(Column.REMARK))
    assert page.tree.columnWidth(Column.TITLE) > 250
    page.resize(640, 700)
    qtbot.waitUntil(lambda: page.tree.isColumnHidden(Column.ACHIEVEMENT))
    assert not page.tree.isColumnHidden(Column.STATUS), "the status is always there"


def test_a_country_is_told_why_the_others_are_not_in_its_figures(
    context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    made = Workspace.create(
        tmp_path / "a.spame", countries_definition(), "A", OFFICER, kind=DataKind.ILLUSTRATIVE
    )
    context.workspace = made
    context.books.serve(lambda question: reporting.book(made, question))
    context.view.ask(BookQuestion("2016"))
    page = ResultsPage(context)
    page.show_workspace()
    page.enter({})
    said = page.narrowing.included.text
    qtbot.waitUntil(lambda: "are not in this workspace" in said())
    assert said().endswith("What Country A has reached shows with the reporting unit Country A.")
    context.view.refine(unit="A")
    qtbot.waitUntil(lambda: "are not in this workspace" not in said())
    shiboken6.delete(page)
    context.books.serve(None)
    made.close()
