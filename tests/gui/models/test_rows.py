"""Tables of frozen rows."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.models.rows import COPY_ROLE, ROW_ROLE, SORT_ROLE, Column, RowsModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True)
class Line:
    code: str
    amount: Decimal | None = None


LINES = [Line("1.10", Decimal(9)), Line("1.9"), Line("1.2", Decimal(100)), Line("1.1", Decimal(0))]


@pytest.fixture
def model(qtbot: QtBot) -> RowsModel[Line]:
    columns = [
        Column[Line]("Code", lambda line: line.code),
        Column[Line](
            "Amount",
            lambda line: "–" if line.amount is None else f"{line.amount} ¤",
            sort=lambda line: line.amount,
            copy=lambda line: "" if line.amount is None else str(line.amount),
            tooltip=lambda line: "Nothing was reported" if line.amount is None else "",
            is_number=True,
        ),
    ]
    made = RowsModel(columns, key=lambda line: line.code)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show(LINES)
    return made


def codes(model: RowsModel[Line]) -> list[str]:
    return [line.code for line in model.rows]


def test_numbers_sort_as_numbers_and_unknown_ones_last_both_ways(model: RowsModel[Line]) -> None:
    model.sort(1, UP)
    assert codes(model) == ["1.1", "1.10", "1.2", "1.9"]

    model.sort(1, DOWN)
    assert codes(model) == ["1.2", "1.10", "1.1", "1.9"]


def test_codes_sort_as_people_count(model: RowsModel[Line]) -> None:
    model.sort(0, UP)

    assert codes(model) == ["1.1", "1.2", "1.9", "1.10"]


def test_sorting_can_be_taken_back(model: RowsModel[Line]) -> None:
    model.sort(0, DOWN)
    model.sort(-1, UP)

    assert codes(model) == [line.code for line in LINES]


def test_a_held_index_follows_its_row(model: RowsModel[Line]) -> None:
    held = QPersistentModelIndex(model.index(0, 0))

    model.sort(1, DOWN)

    assert model.row(held) == LINES[0]
    assert held.row() == 1


def test_new_rows_keep_the_sorting(model: RowsModel[Line]) -> None:
    model.sort(0, UP)

    model.show([*LINES, Line("1.3")])

    assert codes(model) == ["1.1", "1.2", "1.3", "1.9", "1.10"]


def test_rows_with_the_same_keys_are_replaced_in_their_place(
    model: RowsModel[Line], qtbot: QtBot
) -> None:
    changed = [Line(line.code, Decimal(7)) for line in LINES]

    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(changed)

    assert model.rows == changed


def test_more_rows_come_at_the_end(model: RowsModel[Line]) -> None:
    model.append([Line("0")])

    assert codes(model)[-1] == "0"
    assert model.find("0") == 4
    assert model.find("?") == -1


def test_roles(model: RowsModel[Line]) -> None:
    cell = model.index(1, 1)

    assert cell.data() == "–"
    assert cell.data(SORT_ROLE) is None
    assert cell.data(COPY_ROLE) == ""
    assert cell.data(ROW_ROLE) == LINES[1]
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Nothing was reported"
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Amount"
