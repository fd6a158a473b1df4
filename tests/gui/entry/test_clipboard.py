"""Copying, cutting, pasting and filling, between this sheet and a spreadsheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from spa_me.domain.values import ValueState
from tests.gui.entry.hand import CTRL, SHIFT, Hand
from ui.clipboard import read_block, write_block
from ui.pages.entry.looks import Column


def _copied() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("12", [["12"]]),
        ("12\r\n", [["12"]]),
        ("1\r\n2\r\n3\r\n", [["1"], ["2"], ["3"]]),
        ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
        ('"a\nb"\t"say ""yes"""\r\n', [["a\nb", 'say "yes"']]),
        ("1\t\t3\r\n\t\t\r\n", [["1", "", "3"], ["", "", ""]]),
        ('5" pipe', [['5" pipe']]),
    ],
)
def test_blocks_of_spreadsheets_are_read(text: str, block: list[list[str]]) -> None:
    assert read_block(text) == block


def test_a_block_that_is_much_too_long_is_refused_in_a_sentence(hand: Hand) -> None:
    hand.paste("2.1", "1\r\n" * 10_001)
    assert hand.said == ["The clipboard holds more than 10000 rows; nothing was pasted."]
    assert hand.shows("2.1") == "0"


def test_blocks_come_back_as_they_were_written() -> None:
    block = [["1,500", 'a "b"\n\tc', ""], ["ទស្សនា", "=1+1", "'x"]]
    assert read_block(write_block(block)) == block


def test_a_column_from_a_spreadsheet_pastes_over_sections(hand: Hand) -> None:
    hand.paste("1.1a", '3\r\n" 12 "\r\n45%\r\n"1,500"\r\n0\r\n')
    shown = [hand.shows(code).split("\n")[0] for code in ("1.1a", "1.1b", "1.2", "1.3", "2.1")]
    assert shown == ["3", "12", "45 %", "1,500", "0"]
    assert hand.on_disk("1.3").number == 1500
    assert hand.on_disk("2.1").number == 0
    assert hand.said == ["5 rows pasted."]


def test_what_is_no_number_is_kept_in_sight_and_the_rest_is_saved(hand: Hand) -> None:
    hand.paste("2.4", "see description\r\nN/A\r\n17\r\n4/0\r\n")
    assert hand.look("2.4").main == "see description"
    assert hand.look("3.1").main == "N/A"
    assert hand.shows("3.1").endswith("Say which it is, and why there is no figure")
    assert hand.on_disk("3.2").number == 17
    assert hand.look("3.3").main == "4/0"
    assert hand.on_disk("2.4").state is ValueState.BLANK
    assert "3 could not be read" in hand.said[-1]
    assert {"2.4", "3.1", "3.3"} <= hand.table.codes_with_problems()


def test_a_pasted_word_can_be_given_its_reason(hand: Hand) -> None:
    hand.paste("2.4", "Not applicable\r\nN/A")
    hand.go("2.4")
    hand.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    hand.keys("no victims yet")
    hand.press(Qt.Key.Key_Return)
    assert hand.on_disk("2.4").state is ValueState.NOT_APPLICABLE
    assert hand.look("3.1").main == "N/A"


def test_a_state_with_its_reason_can_be_pasted(hand: Hand) -> None:
    hand.paste("2.4", "Not available: the ministry has not counted\r\n3")
    kept = hand.on_disk("2.4")
    assert (kept.state, kept.reason) == (ValueState.NOT_AVAILABLE, "the ministry has not counted")


def test_one_undo_takes_a_whole_block_back(hand: Hand) -> None:
    before = [hand.shows(code) for code in hand.view.questions()]
    hand.paste("1.1a", "1\r\n2\r\nx\r\n4\r\n5")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert [hand.shows(code) for code in hand.view.questions()] == before
    assert hand.on_disk("1.3").number == 136
    assert hand.on_disk("1.3").parts["sex"]["women"] == 61


def test_a_block_that_is_too_long_is_cut_and_says_so(hand: Hand) -> None:
    hand.paste("3.2", "1\r\n2/4\r\n3\r\n4\r\n")
    assert hand.on_disk("3.3").numerator == 2
    assert hand.said[-1] == (
        "2 rows pasted. The last 2 rows of the block did not fit and were left out."
    )


def test_cells_beside_the_answers_are_left_out_and_counted(hand: Hand) -> None:
    hand.paste("2.1", "5\tFully met\tfrom the report\r\n")
    assert hand.on_disk("2.1").number == 5
    assert hand.on_disk("2.1").note == "from the report"
    assert "1 cell fell on a column that cannot be edited" in hand.said[-1]


def test_pasting_respects_what_is_shown(hand: Hand) -> None:
    hand.page.filter_bar.chips["missing"].click()
    assert hand.view.questions() == ["2.3", "2.4", "3.1", "3.3"]
    hand.paste("2.4", "8\r\n9\r\n1/2")
    assert hand.on_disk("3.1").number == 9
    assert hand.on_disk("3.2").number == 2310
    assert hand.on_disk("3.3").denominator == 2


def test_one_value_pastes_into_all_selected_cells(hand: Hand) -> None:
    hand.go("1.1a")
    hand.press(Qt.Key.Key_Down, SHIFT)
    hand.copy_text("7")
    hand.press(Qt.Key.Key_V, CTRL)
    assert hand.on_disk("1.1a").number == 7
    assert hand.on_disk("1.1b").number == 7


def test_a_selection_is_copied_for_a_spreadsheet(hand: Hand) -> None:
    hand.go("1.1a", Column.LAST)
    for _ in range(3):
        hand.press(Qt.Key.Key_Down, SHIFT)
    hand.press(Qt.Key.Key_Right, SHIFT)
    hand.press(Qt.Key.Key_C, CTRL)
    assert _copied() == "1\t2\n9\t9\n45%\t45%\n110\t136"


def test_a_copy_within_the_sheet_keeps_both_parts_of_a_percentage(hand: Hand) -> None:
    hand.go("1.2")
    hand.press(Qt.Key.Key_C, CTRL)
    hand.go("3.3")
    hand.press(Qt.Key.Key_V, CTRL)
    kept = hand.on_disk("3.3")
    assert (kept.numerator, kept.denominator) == (9, 20)


def test_cutting_copies_and_blanks(hand: Hand) -> None:
    hand.go("3.2")
    hand.press(Qt.Key.Key_X, CTRL)
    assert _copied() == "2310"
    assert hand.on_disk("3.2").state is ValueState.BLANK


def test_text_that_looks_like_a_formula_is_copied_as_text(hand: Hand) -> None:
    hand.go("2.1", Column.NOTE)
    hand.keys("=SUM(A1)")
    hand.press(Qt.Key.Key_Return)
    hand.go("2.1", Column.NOTE)
    hand.press(Qt.Key.Key_C, CTRL)
    assert _copied() == "'=SUM(A1)"


def test_fill_down_from_above_and_over_a_selection(hand: Hand) -> None:
    hand.go("1.1b")
    hand.press(Qt.Key.Key_D, CTRL)
    assert hand.on_disk("1.1b").number == 2
    hand.answer("2.4", "not available: no register")
    hand.go("2.4")
    for _ in range(2):
        hand.press(Qt.Key.Key_Down, SHIFT)
    hand.press(Qt.Key.Key_D, CTRL)
    assert hand.on_disk("3.1").reason == "no register"
    assert hand.on_disk("3.2").state is ValueState.NOT_AVAILABLE


def test_deleting_a_selection_is_one_change(hand: Hand) -> None:
    hand.press(Qt.Key.Key_A, CTRL)
    hand.press(Qt.Key.Key_Delete)
    assert hand.sheet.answered == 0
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.sheet.answered == 7
    assert hand.on_disk("1.1b").note == "Two functions wait for the new budget law."
