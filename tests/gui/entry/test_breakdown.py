"""Breaking an answer down: the parts with what is not known, against the total."""

from PySide6.QtCore import Qt

from tests.gui.entry.hand import Hand
from ui.pages.entry.looks import Column
from ui.pages.entry.side import BREAKDOWN

ENTER = Qt.Key.Key_Return


def _open(hand: Hand, code: str) -> None:
    hand.go(code)
    hand.press(Qt.Key.Key_F4)


def test_parts_that_do_not_add_up_are_shown_and_kept(hand: Hand) -> None:
    assert hand.shows("1.3") == "136\ndoes not add up (1)"
    assert "women 61 + men 74 + unknown 0 = 135, total says 136" in hand.shows("1.3", Column.ASKED)
    _open(hand, "1.3")
    panel = hand.table.side.breakdown
    assert hand.table.side.view == BREAKDOWN
    assert [field.text() for field in panel.fields.values()][:3] == ["61", "74", "0"]
    assert "Sum 135, the total says 136: it does not add up (1)" in panel.texts


def test_each_part_is_saved_when_its_field_is_left(hand: Hand) -> None:
    _open(hand, "1.3")
    hand.keys("62")
    hand.press(ENTER)
    assert hand.on_disk("1.3").parts["sex"]["women"] == 62
    assert hand.shows("1.3") == "136"
    assert hand.status("1.3") == "Fully met"


def test_escape_goes_back_to_the_cell(hand: Hand) -> None:
    _open(hand, "1.3")
    hand.keys("9")
    hand.press(Qt.Key.Key_Escape)
    assert hand.view.hasFocus()
    assert hand.at == ("1.3", "MINE")
    assert hand.on_disk("1.3").parts["sex"]["women"] == 61


def test_without_a_total_the_sum_becomes_the_answer(hand: Hand) -> None:
    hand.go("1.3")
    hand.press(Qt.Key.Key_Delete)
    hand.go("2.1")
    _open(hand, "1.3")
    for number in ("10", "12", "1"):
        hand.keys(number)
        hand.press(ENTER)
    kept = hand.on_disk("1.3")
    assert kept.number == 23
    assert dict(kept.parts["sex"]) == {"women": 10, "men": 12, "unknown": 1}


def test_a_total_that_was_typed_is_not_changed_by_its_parts(hand: Hand) -> None:
    hand.go("1.3")
    hand.press(Qt.Key.Key_Delete)
    hand.answer("1.3", "50")
    _open(hand, "1.3")
    hand.keys("10")
    hand.press(ENTER)
    assert hand.on_disk("1.3").number == 50
    assert hand.shows("1.3") == "50\ndoes not add up (40)"


def test_the_sum_can_be_made_the_total(hand: Hand) -> None:
    _open(hand, "1.3")
    button = hand.table.side.breakdown._takers["sex"]
    assert button.text() == "Make 135 the total"
    button.click()
    assert hand.on_disk("1.3").number == 135
    assert hand.shows("1.3") == "135"


def test_a_part_that_is_no_number_stays_in_its_field(hand: Hand) -> None:
    _open(hand, "1.3")
    hand.keys("some")
    hand.press(ENTER)
    panel = hand.table.side.breakdown
    assert panel.fields["sex", "women"].text() == "some"
    assert any("is not a number" in text for text in panel.texts)
    assert hand.on_disk("1.3").parts["sex"]["women"] == 61
    hand.go("2.1")
    hand.qtbot.waitUntil(lambda: not panel.fields)
    _open(hand, "1.3")
    assert panel.fields["sex", "women"].text() == "some"
    hand.keys("60")
    hand.press(ENTER)
    assert panel.unread == 0


def test_a_part_can_be_taken_away_and_undone(hand: Hand) -> None:
    _open(hand, "1.3")
    hand.press(Qt.Key.Key_Delete)
    hand.press(ENTER)
    assert "women" not in hand.on_disk("1.3").parts["sex"]
    hand.table.desk.undo()
    assert hand.on_disk("1.3").parts["sex"]["women"] == 61


def test_there_is_nothing_to_break_down_without_a_figure(hand: Hand) -> None:
    hand.answer("1.3", "not applicable: no training was planned")
    assert hand.on_disk("1.3").parts == {}
    _open(hand, "1.3")
    fields = hand.table.side.breakdown.fields.values()
    assert fields
    assert not any(field.isEnabled() for field in fields)


def test_a_question_that_is_not_broken_down_says_so(hand: Hand) -> None:
    _open(hand, "2.1")
    assert hand.said == ["This question is not broken down."]
