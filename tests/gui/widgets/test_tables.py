"""Tables are read, copied and walked through by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.i18n import longest_day
from ui.models.rows import Column, RowsModel
from ui.widgets.enter_key import presses_focused
from ui.widgets.frozen import FirstColumn
from ui.widgets.tables import DataTable, tab_separated


@pytest.fixture
def table(qtbot: QtBot) -> DataTable:
    made = DataTable("Letters")
    qtbot.addWidget(made)
    columns = [
        Column[str]("Letter", lambda row: row, width=80),
        Column[str]("Twice", lambda row: row * 2),
    ]
    model = RowsModel(columns, parent=made)
    model.show(["b", "a", "c"])
    made.setModel(model)
    made.resize(400, 200)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_a_column_of_days_holds_the_longest_day(qtbot: QtBot) -> None:
    made = DataTable("Days")
    qtbot.addWidget(made)
    columns = [Column[str]("Due", lambda row: row, width=40, holds=longest_day)]
    made.setModel(RowsModel(columns, parent=made))

    assert made.columnWidth(0) >= made.fontMetrics().horizontalAdvance(longest_day()) + 10


class Window(QWidget):
    """A window as the app's, in which Enter presses the focused button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        presses_focused(self, event)


def test_enter_opens_a_row_and_presses_nothing_of_what_it_opened(
    table: DataTable, qtbot: QtBot
) -> None:
    window, back = Window(), QPushButton("Back")
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(table)
    layout.addWidget(back)
    pressed: list[str] = []
    back.clicked.connect(lambda: pressed.append("back"))
    table.opened.connect(lambda _: back.setFocus())
    window.show()
    qtbot.waitExposed(window)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(table.model().index(0, 0))

    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (back.hasFocus(), pressed) == (True, [])

    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert pressed == ["back"]
    table.setParent(None)  # it is closed by itself


def test_home_and_end_go_to_the_first_and_the_last_row(table: DataTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_row() == "c"

    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_row() == "b"


def test_the_row_that_comes_with_the_focus_is_selected(qtbot: QtBot, table: DataTable) -> None:
    table.clearFocus()
    assert table.rows is not None
    table.rows.show([])
    table.rows.show(["b", "a"])
    assert table.selected_rows() == []

    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    assert table.current_row() == "b"
    assert table.selected_rows() == [0]


def test_copy_takes_the_selected_rows(table: DataTable, qtbot: QtBot) -> None:
    table.select("b")
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert clipboard() == "b\tbb\na\taa"


def test_copy_without_a_selection_takes_the_whole_table(table: DataTable) -> None:
    table.clearSelection()
    table.copy_selection()

    assert clipboard() == "Letter\tTwice\nb\tbb\na\taa\nc\tcc"


def test_copy_follows_the_columns_as_they_stand(table: DataTable) -> None:
    table.horizontalHeader().setSectionsMovable(True)
    table.horizontalHeader().moveSection(0, 1)
    table.copy_all()

    assert clipboard().splitlines()[0] == "Twice\tLetter"


def test_enter_opens_a_row(table: DataTable, qtbot: QtBot) -> None:
    table.select("a")

    with qtbot.waitSignal(table.opened) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert heard.args == ["a"]


def test_the_current_row_stays_when_rows_are_replaced(table: DataTable) -> None:
    table.select("a")
    assert table.rows is not None

    table.rows.show(["x", "y", "a"])

    assert table.current_row() == "a"


def test_a_heading_sorts(table: DataTable, qtbot: QtBot) -> None:
    heading = table.horizontalHeader()
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    assert table.rows is not None
    assert list(table.rows.rows) == ["a", "b", "c"]
    assert heading.isSortIndicatorClearable()


def test_columns_that_may_go_are_left_out_while_there_is_no_room(qtbot: QtBot) -> None:
    made = DataTable("Letters")
    qtbot.addWidget(made)
    titles = {"Letter": 0, "First to go": 2, "Next to go": 1, "Remark": 0}
    columns = [Column[str](t, lambda row: row, width=100, goes=goes) for t, goes in titles.items()]
    model = RowsModel(columns, parent=made)
    model.show(["a"])
    made.setModel(model)
    made.show()

    def hidden(letters: int) -> list[bool]:
        made.resize(letters * made.columnWidth(0), 120)
        qtbot.waitUntil(lambda: made.horizontalScrollBar().maximum() == 0)
        return [made.isColumnHidden(number) for number in range(4)]

    assert hidden(5) == [False] * 4
    assert hidden(4) == [False, True, False, False]
    assert hidden(3) == [False, True, True, False]
    made.copy_all()
    assert clipboard().splitlines()[0] == "\t".join(titles), "the whole table is copied"
    assert hidden(5) == [False] * 4, "they come back"
    made.setColumnHidden(1, True)
    assert hidden(5) == [False, True, False, False], "what was hidden on purpose stays so"


@pytest.mark.parametrize(
    ("text", "pasted"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5", "-5"),
        ("-cmd|x", "'-cmd|x"),
        ("two\nlines", '"two\nlines"'),
        ('say "so"', '"say ""so"""'),
    ],
)
def test_no_cell_becomes_a_formula_or_breaks_the_table(text: str, pasted: str) -> None:
    assert tab_separated([[text, "x"]]) == f"{pasted}\tx"


@pytest.fixture
def wide(table: DataTable) -> DataTable:
    """Return a table that is too narrow for its columns."""
    table.resize(200, 90)
    assert table.horizontalScrollBar().maximum() > 0
    return table


def test_the_first_column_stays_in_sight_when_scrolled_sideways(
    wide: DataTable, qtbot: QtBot
) -> None:
    assert wide.findChild(FirstColumn) is None

    bar = wide.horizontalScrollBar()
    bar.setValue(bar.maximum())

    first = wide.findChild(FirstColumn)
    assert first is not None
    assert first.isVisible()
    assert first.columnWidth(0) == wide.columnWidth(0)
    assert first.model().index(0, 0).data() == "b"
    place = first.visualRect(first.model().index(0, 0)).center()
    with qtbot.waitSignal(wide.clicked):
        qtbot.mouseClick(first.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wide.current_row() == "b"
    assert wide.hasFocus()

    bar.setValue(0)

    assert not first.isVisible()


def test_the_first_column_scrolls_and_sorts_with_the_others(wide: DataTable, qtbot: QtBot) -> None:
    wide.horizontalScrollBar().setValue(20)
    first = wide.findChild(FirstColumn)
    assert first is not None
    wide.verticalScrollBar().setValue(12)
    assert first.verticalScrollBar().value() == wide.verticalScrollBar().value() == 12

    heading = first.horizontalHeader().viewport()
    qtbot.mouseClick(heading, Qt.MouseButton.LeftButton, pos=heading.rect().center())
    assert wide.model().index(0, 0).data() == "a"
    qtbot.mouseClick(heading, Qt.MouseButton.LeftButton, pos=heading.rect().center())
    assert wide.model().index(0, 0).data() == "c"


def test_a_column_that_grows_has_its_width_at_least_and_shares_the_rest(qtbot: QtBot) -> None:
    made = DataTable("Letters")
    qtbot.addWidget(made)
    columns = [
        Column[str]("Letter", lambda row: row, width=80, grows=True),
        Column[str]("Twice", lambda row: row * 2, width=60),
    ]
    made.setModel(RowsModel(columns, parent=made))
    made.resize(500, 200)
    made.show()
    qtbot.waitExposed(made)
    assert made.columnWidth(0) + made.columnWidth(1) == made.viewport().width()

    least = made.columnWidth(1) * 80 / 60
    made.resize(60, 200)
    qtbot.waitUntil(lambda: made.columnWidth(0) == pytest.approx(least, abs=1))


def test_the_row_stays_chosen_when_rows_change_while_scrolled_sideways(wide: DataTable) -> None:
    wide.setCurrentIndex(wide.model().index(1, 0))
    wide.horizontalScrollBar().setValue(20)
    row = wide.current_row()
    assert row is not None
    assert wide.rows is not None

    wide.rows.show([*wide.rows.rows, "z"])

    assert wide.current_row() == row


def test_columns_give_way_before_the_table_scrolls_sideways(table: DataTable, qtbot: QtBot) -> None:
    columns = [
        Column[str]("Long", lambda row: row * 40, width=160, least=60),
        Column[str]("Growing", lambda row: row, width=120, grows=True, least=60),
        Column[str]("Fixed", lambda row: row, width=100),
    ]
    model = RowsModel(columns, parent=table)
    model.show(["b"])
    table.setModel(model)
    usual = [table.columnWidth(n) for n in range(3)]
    assert sum(usual) == table.viewport().width(), "there is room enough, and it is used"

    table.resize(300, 200)
    qtbot.waitUntil(lambda: table.viewport().width() < 300)
    assert sum(table.columnWidth(n) for n in range(3)) <= table.viewport().width()
    assert table.columnWidth(2) == usual[2]
    cut = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "b" * 40 in cut, "what is cut off can be read"

    table.resize(400, 200)
    qtbot.waitUntil(lambda: table.viewport().width() > 300)
    assert [table.columnWidth(n) for n in range(3)] == usual
