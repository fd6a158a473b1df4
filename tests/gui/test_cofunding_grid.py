"""Contributions and activities are typed in a grid, and pasted from a spreadsheet."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Activity, Contribution, Form, SourceType, Stage
from tests.gui.cofunding_page import Shown
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.cofunding.desks import Desk
from ui.widgets.grid import GridTable


@pytest.fixture
def shown(example_context: Context, qtbot: QtBot) -> Shown:
    """Return the page in front of the example, with China's records."""
    return Shown(example_context, qtbot)


def _grid(shown: Shown, desk: Desk) -> GridTable:
    shown.page.tabs.setCurrentWidget(desk.view)
    table = desk.view.table
    assert isinstance(table, GridTable)
    shown.activate()
    table.setFocus()
    return table


def _go(shown: Shown, table: GridTable, row: int, heading: str) -> None:
    column = shown.headings(table).index(heading)
    number = row if row >= 0 else table.grid.rowCount() + row
    table.setCurrentIndex(table.grid.index(number, column))


def _type(shown: Shown, table: GridTable, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into the current cell, and leave it by a key."""
    shown.bot.keyClick(table.viewport(), text[0])
    editor = QApplication.focusWidget()
    assert editor is not table
    assert editor is not None
    shown.bot.keyClicks(editor, text[1:])
    shown.bot.keyClick(editor, key)
    shown.bot.waitUntil(lambda: table.state() is GridTable.State.NoState)
    shown.activate()  # a list of words that was open leaves the window inactive here
    shown.bot.waitUntil(table.hasFocus)


def _paste(shown: Shown, table: GridTable, *rows: str) -> None:
    QApplication.clipboard().setText("\r\n".join(rows) + "\r\n")
    shown.bot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _contributions(shown: Shown) -> list[Contribution]:
    return list(shown.context.open_workspace.dataset().contributions)


def _activities(shown: Shown) -> list[Activity]:
    return list(shown.context.open_workspace.dataset().activities)


def _told(desk: Desk) -> str:
    return desk.view.note


def test_a_cell_is_typed_over_and_recorded_at_once(shown: Shown) -> None:
    table = _grid(shown, shown.contributions)
    before = shown.contributions.record_of(table.grid.rows[0].row)
    assert isinstance(before, Contribution)
    _go(shown, table, 0, "Amount")
    shown.change(lambda: _type(shown, table, "70000"))

    after = next(c for c in _contributions(shown) if c.id == before.id)
    assert after.amount == Decimal(70_000)
    assert after.currency == before.currency
    assert table.currentIndex().row() == 1
    assert not table.grid.pending


def test_what_cannot_be_read_stays_in_its_cell_until_it_is_right(shown: Shown) -> None:
    desk = shown.contributions
    table = _grid(shown, desk)
    before = _contributions(shown)
    _go(shown, table, 0, "Amount")
    _type(shown, table, "n/a")

    assert _contributions(shown) == before
    assert shown.texts(table, shown.headings(table).index("Amount"))[0] == "n/a"
    assert "Amount" in _told(desk)
    assert not shown.page.leave()

    _go(shown, table, 0, "Amount")
    shown.change(lambda: _type(shown, table, "12"))
    assert _told(desk) == ""
    assert shown.page.leave()


def test_escape_gives_up_what_is_not_recorded(shown: Shown) -> None:
    table = _grid(shown, shown.contributions)
    _go(shown, table, 0, "Amount")
    _type(shown, table, "n/a")
    _go(shown, table, 0, "Amount")
    shown.bot.keyClick(table, Qt.Key.Key_Escape)

    assert not table.grid.pending
    assert shown.page.leave()


def test_the_last_line_becomes_a_record_with_the_countrys_currency(shown: Shown) -> None:
    table = _grid(shown, shown.contributions)
    known = {c.id for c in _contributions(shown)}
    _go(shown, table, -1, "Source")
    _type(shown, table, "Ministry of Public Security", Qt.Key.Key_Tab)
    assert {c.id for c in _contributions(shown)} == known  # its type is not known yet
    assert table.currentIndex().data(Qt.ItemDataRole.EditRole) == ""
    shown.change(lambda: _type(shown, table, "Government"))

    (made,) = [c for c in _contributions(shown) if c.id not in known]
    assert (made.unit, made.period, made.source) == ("CN", "2014", "Ministry of Public Security")
    assert (made.source_type, made.stage, made.form) == (
        SourceType.GOVERNMENT,
        Stage.ACTUAL,
        Form.CASH,
    )
    assert made.currency == "CNY"
    assert table.grid.rows[-1].row is None  # there is a new empty line


def test_a_block_from_excel_is_one_change_that_can_be_taken_back(shown: Shown) -> None:
    table = _grid(shown, shown.contributions)
    before = _contributions(shown)
    _go(shown, table, -1, "Source")
    block = (
        "Ministry of Justice\tGovernment\tPlanned\tIn kind\t1,200.50\tUSD\t2014-05-02",
        "Save the Children\tINGO\tActual\tCash\t300\tusd\t",
    )
    shown.change(lambda: _paste(shown, table, *block))

    added = [c for c in _contributions(shown) if c not in before]
    assert [(c.source, c.source_type, c.stage, c.form, c.amount, c.currency) for c in added] == [
        ("Ministry of Justice", SourceType.GOVERNMENT, Stage.PLANNED, Form.IN_KIND,
         Decimal("1200.50"), "USD"),
        ("Save the Children", SourceType.INGO, Stage.ACTUAL, Form.CASH, Decimal(300), "USD"),
    ]  # fmt: skip
    assert shown.page.presenter.undo_stack.count() == 1
    shown.change(shown.page.presenter.undo_stack.undo)
    assert sorted(_contributions(shown), key=lambda c: c.id) == sorted(before, key=lambda c: c.id)
    shown.change(shown.page.presenter.undo_stack.redo)
    assert len(_contributions(shown)) == len(before) + 2


def test_good_rows_of_a_block_are_kept_and_bad_ones_stay_and_are_named(shown: Shown) -> None:
    desk = shown.plan
    table = _grid(shown, desk)
    _go(shown, table, -1, "Code")
    block = ("B-1\tTraining\t\t100", "B-1\tThe same code\t\t5", "B-2\tMeeting\t\tfree")
    shown.change(lambda: _paste(shown, table, *block))

    assert [(a.code, a.title) for a in _activities(shown)] == [("B-1", "Training")]
    pending = [line.typed["title"] for line in table.grid.pending]
    assert pending == ["The same code", "Meeting"]
    assert "2" in _told(desk)
    _go(shown, table, table.grid.find(table.grid.pending[0].key), "Code")
    shown.change(lambda: _type(shown, table, "B-3"))
    assert {a.code for a in _activities(shown)} == {"B-1", "B-3"}


def test_activities_without_a_code_get_the_next_ones(shown: Shown) -> None:
    shown.add_activity("CN", "B-7")
    table = _grid(shown, shown.plan)
    _go(shown, table, -1, "Activity")
    shown.change(lambda: _paste(shown, table, "Training", "Meeting"))

    assert {(a.code, a.title) for a in _activities(shown) if a.code != "B-7"} == {
        ("B-8", "Training"),
        ("B-9", "Meeting"),
    }


def test_what_is_copied_pastes_into_the_same_again(shown: Shown) -> None:
    table = _grid(shown, shown.contributions)
    first = shown.contributions.record_of(table.grid.rows[0].row)
    assert isinstance(first, Contribution)
    known = {c.id for c in _contributions(shown)}
    last = shown.headings(table).index("Note")
    table.clearSelection()
    for column in range(last + 1):
        flag = table.selectionModel().SelectionFlag.Select
        table.selectionModel().select(table.grid.index(0, column), flag)
    table.copy_selection()
    _go(shown, table, -1, "Source")
    keys = (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown.change(lambda: shown.bot.keyClick(table, *keys))

    (made,) = [c for c in _contributions(shown) if c.id not in known]
    assert (made.source, made.source_type, made.stage, made.form, made.amount, made.note) == (
        first.source,
        first.source_type,
        first.stage,
        first.form,
        first.amount,
        first.note,
    )


def test_delete_empties_cells_and_not_records(shown: Shown) -> None:
    desk = shown.contributions
    table = _grid(shown, desk)
    record = desk.record_of(table.grid.rows[0].row)
    assert isinstance(record, Contribution)
    _go(shown, table, 0, "Amount")
    shown.change(lambda: shown.bot.keyClick(table, Qt.Key.Key_Delete))

    after = next(c for c in _contributions(shown) if c.id == record.id)
    assert after.amount is None
    assert after.source == record.source


def test_nothing_is_typed_where_all_countries_are_in_view_but_in_their_own_lines(
    shown: Shown,
) -> None:
    shown.choose("")
    table = _grid(shown, shown.contributions)
    grid = table.grid

    assert isinstance(grid, GridModel)
    assert all(line.row is not None for line in grid.rows)
    assert grid.flags(grid.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_who_pays_leads_to_a_new_contribution(shown: Shown) -> None:
    shown.page.tabs.setCurrentWidget(shown.page.shares)
    shown.activate()
    shown.page.shares.add.click()

    assert shown.contributions.form.isVisible()
