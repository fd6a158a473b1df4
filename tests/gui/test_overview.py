"""The overview page on the real example: what it says, where it leads, what can be copied."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from spa_me.dashboards.figure import FigureSpec
from spa_me.domain.status import Status
from ui.context import Context
from ui.pages.overview import OverviewPage

# As ui.app does before the application object exists; test modules are read before it is made.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


@pytest.fixture
def page(example_context: Context, qtbot: QtBot) -> Iterator[OverviewPage]:
    """Return the page over the example, with its tables; charts come when it is shown."""
    made = OverviewPage(example_context)
    made.resize(1180, 720)
    made.show_workspace()
    made.enter({})
    qtbot.waitUntil(lambda: bool(made.tables.questions.count()))
    yield made
    shiboken6.delete(made)


@pytest.fixture
def shown(page: OverviewPage, qtbot: QtBot) -> OverviewPage:
    """Return the page in a window, its charts drawn."""
    with qtbot.waitSignal(page.charts.drawn, timeout=20_000):
        page.show()
    return page


def _figure(page: OverviewPage, name: str) -> None:
    page.show_tables()
    page.tables.choose(name)


def _headline(page: OverviewPage) -> FigureSpec:
    return next(figure for figure in page.figures if figure.name == "headline")


def _counts(page: OverviewPage) -> dict[str, str]:
    rows = (row.cells for row in _headline(page).table.rows)
    return {str(status.kind): count.text for status, count in rows}


def _included(page: OverviewPage) -> str:
    return _headline(page).remarks[-1].text


def test_headline_answers_with_counts_shapes_and_words(page: OverviewPage) -> None:
    assert _headline(page).answer == (
        "8 of 13 markers with a status are fully met; 3 partly met and 2 not met."
    )
    assert _counts(page) == {"fully": "8", "partly": "3", "not": "2", "no_target": "1"}


def test_who_is_included_is_always_said(page: OverviewPage) -> None:
    assert _included(page) == (
        "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar"
    )


def test_a_count_leads_to_its_markers(page: OverviewPage, qtbot: QtBot) -> None:
    row = next(r for r in _headline(page).table.rows if r.cells[0].kind is Status.PARTLY)
    _figure(page, "headline")
    with qtbot.waitSignal(page.go_to) as said:
        page.tables.table.opened.emit(row)

    assert said.args == ["results", {"kind": "partly"}]


def test_filters_are_bound_to_the_view(
    page: OverviewPage, example_context: Context, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(example_context.view.changed):
        page.filters.unit.setCurrentIndex(page.filters.unit.findData("CN"))
        page.filters.unit.activated.emit(page.filters.unit.currentIndex())
    qtbot.waitUntil(lambda: page.book is not None and page.book.question.unit == "CN")

    qtbot.waitUntil(lambda: _included(page) == "China is included")
    example_context.view.refine(unit=None, result="3")
    qtbot.waitUntil(lambda: page.book is not None and page.book.question.result == "3")
    assert page.filters.unit.currentText() == "All units"
    assert page.filters.result.currentData() == "3"


def test_a_view_without_markers_says_so_and_leads_out(
    page: OverviewPage, example_context: Context, qtbot: QtBot
) -> None:
    page.show()
    example_context.view.refine(unit="CN", result="4")
    button = next(b for b in page.findChildren(QPushButton) if b.text().startswith("Show all"))
    qtbot.waitUntil(button.isVisible)

    button.click()
    qtbot.waitUntil(page.charts.isVisible)
    assert example_context.view.question.unit is None


def test_every_figure_is_a_table_too(page: OverviewPage) -> None:
    titles = [page.tables.questions.item(n).text() for n in range(page.tables.questions.count())]

    assert titles == [
        "How does it stand?",
        "Which results are on track?",
        "Do the governments pay their share?",
        "Which markers need attention?",
        "Who paid for the activities of China?",
        "How does each reporting unit stand?",
    ]
    _figure(page, "attention")
    rows = page.tables.table.rows
    assert rows is not None
    assert rows.rowCount() == 5
    assert rows.index(0, 0).data() == "1.1 Countries report back on the agreed M&E framework"


def test_tables_sort_by_value_and_not_by_text(page: OverviewPage) -> None:
    _figure(page, "cofunding")
    page.tables.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    rows = page.tables.table.rows
    assert rows is not None
    shown = [rows.index(n, 0).data() for n in range(rows.rowCount())]

    assert shown[:3] == ["Viet Nam", "China", "Thailand"]
    assert set(shown[3:]) == {"Cambodia", "Lao PDR", "Myanmar"}, "what is missing comes last"


def test_a_table_is_copied_with_the_keyboard(page: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
    _figure(page, "sources")
    page.tables.table.setFocus()
    page.tables.table.selectAll()
    QTest.keyClick(page.tables.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Chinese Government", "66,930", "40.1 %", "40 %", "40 %"]
    assert len(lines) == 4


def test_a_row_that_is_opened_is_explained(page: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
    _figure(page, "attention")
    table = page.tables.table
    table.setCurrentIndex(table.model().index(2, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)

    assert page.why.isVisible()
    assert "1.3" in page.why.plain_text()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert not page.why.isVisible()


def test_a_cell_of_the_matrix_explains_the_unit(page: OverviewPage) -> None:
    page.follow({"page": "results", "marker": "1.3", "unit": "TH"})

    figures = page.why.plain_text().partition("\nFigures\n")[2].partition("\n\n")[0]
    assert "Thailand\t33 %" in figures
    assert "Viet Nam" not in figures


def test_a_bar_of_several_markers_leads_to_the_results(page: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_to) as said:
        page.follow({"page": "results", "result": "3", "kind": "fully"})

    assert said.args == ["results", {"result": "3", "kind": "fully"}]


def test_a_change_is_shown_without_asking(
    page: OverviewPage, example_context: Context, qtbot: QtBot
) -> None:
    from spa_me.domain.values import ValueKey, reported
    from spa_me.services.entry import ValueChange, record_values

    workspace = example_context.open_workspace
    changes = record_values(workspace, [ValueChange(ValueKey("RS", "2014", "2.2"), reported(1))])
    example_context.hub.tell(changes)
    page.workspace_changed(changes)

    qtbot.waitUntil(lambda: _counts(page)["not"] == "2")
    qtbot.waitUntil(lambda: page.book is not None and page.book.marker("2.2").achievement == 1)


def test_the_page_asks_for_nothing_while_another_is_in_front(
    page: OverviewPage, example_context: Context
) -> None:
    before = page.book
    page.step_back()
    example_context.view.refine(unit="CN")

    assert page.book is before
    assert not example_context.runner.is_busy


@pytest.mark.web
def test_charts_come_after_the_first_paint_and_lead_to_the_explanation(
    shown: OverviewPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(shown.charts.activated, timeout=10_000):
        assert shown.charts.page is not None
        shown.charts.page.runJavaScript(
            "document.querySelectorAll('section[data-name=attention] tbody button')[2].click()"
        )

    assert shown.why.isVisible()
    assert "1.3" in shown.why.plain_text()


@pytest.mark.web
def test_a_card_is_copied_as_picture_and_as_table(
    shown: OverviewPage, qtbot: QtBot, tmp_path: Path, example_context: Context
) -> None:
    assert shown.book is not None
    figure = next(f for f in shown.figures if f.name == "results")
    with qtbot.waitSignal(example_context.notices.said, timeout=10_000):
        shown.copier.copy_picture(figure, shown.book)
    picture = QGuiApplication.clipboard().image()
    assert picture.width() > 1200
    places = [(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)]
    colours = {picture.pixelColor(x, y).name() for x, y in places}
    assert shown.context.theme.palette.fully.lower() in colours

    with qtbot.waitSignal(example_context.notices.said, timeout=10_000):
        shown.copier.save_picture(figure, shown.book, tmp_path / "results.png")
    assert QImage(str(tmp_path / "results.png")).width() == picture.width()

    shown.copier.copy_table(figure)
    assert QGuiApplication.clipboard().text().startswith("Result\tTitle\tFully met")


@pytest.mark.web
def test_the_menu_of_a_card_offers_picture_and_table(shown: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.charts.menu_wanted, timeout=10_000):
        assert shown.charts.page is not None
        shown.charts.page.runJavaScript(
            "document.querySelector('section[data-name=cofunding] header button').click()"
        )
    menu = shown.findChild(QMenu)
    assert menu is not None
    assert [a.text() for a in menu.actions()] == ["Copy picture", "Copy table", "Save picture…"]
    menu.close()


@pytest.mark.web
def test_another_theme_is_drawn_in_place(shown: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.charts.drawn, timeout=10_000):
        shown.context.theme.choose(theme="dark")

    found: list[str] = []
    assert shown.charts.page is not None
    shown.charts.page.runJavaScript(
        "getComputedStyle(document.documentElement).backgroundColor", found.append
    )
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["rgb(18, 22, 28)"]


@pytest.mark.web
def test_where_charts_cannot_be_drawn_the_tables_stand(
    shown: OverviewPage, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("CRITICAL")
    assert shown.charts.page is not None
    with qtbot.waitSignal(shown.charts.failed, timeout=10_000):
        psutil.Process(shown.charts.page.renderProcessPid()).kill()
    assert shown.as_tables.isChecked()
    assert shown.tables.isVisible()

    with qtbot.waitSignal(shown.charts.drawn, timeout=20_000):
        shown.as_charts.click()
    assert shown.charts.isVisible()
