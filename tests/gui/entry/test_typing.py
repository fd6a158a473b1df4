"""Typing answers: the cursor, the editors, and what is kept of it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from spa_me.domain.values import ValueState
from tests.gui.entry.hand import ALT, CTRL, NO, SHIFT, Hand
from ui.pages.entry.cell_editor import NumberEditor
from ui.pages.entry.editors import LevelEditor, NoteEditor, PercentEditor
from ui.pages.entry.looks import Column
from ui.pages.entry.state_editor import StateEditor

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def test_an_answer_is_on_disk_when_its_cell_is_left(hand: Hand) -> None:
    hand.answer("2.4", "12.5")
    assert hand.on_disk("2.4").number is not None
    assert str(hand.on_disk("2.4").number) == "12.5"
    assert hand.shows("2.4") == "12.5"
    assert hand.value("2.4").entered_by == "Test Officer"


def test_enter_goes_down_over_sections_and_shift_enter_up(hand: Hand) -> None:
    hand.answer("1.3", "100")
    assert hand.at == ("2.1", "MINE")
    hand.press(ENTER, SHIFT)
    assert hand.at == ("1.3", "MINE")


def test_a_zero_is_an_answer(hand: Hand) -> None:
    before = hand.sheet.answered
    hand.answer("3.1", "0")
    assert hand.shows("3.1") == "0"
    assert hand.sheet.answered == before + 1
    assert hand.on_disk("3.1").number == 0
    hand.answer("2.4", "0")
    assert hand.status("2.4") == "Fully met"


def test_keys_move_the_cursor(hand: Hand) -> None:
    moves = {
        (Qt.Key.Key_Up, NO): ("1.3", "MINE"),
        (Qt.Key.Key_Down, NO): ("2.2", "MINE"),
        (Qt.Key.Key_Left, NO): ("2.1", "LAST"),
        (Qt.Key.Key_Right, NO): ("2.1", "STATUS"),
        (Qt.Key.Key_Home, NO): ("2.1", "CODE"),
        (Qt.Key.Key_End, NO): ("2.1", "NOTE"),
        (Qt.Key.Key_Home, CTRL): ("1.1a", "MINE"),
        (Qt.Key.Key_End, CTRL): ("3.3", "MINE"),
        (Qt.Key.Key_Down, CTRL): ("2.2", "MINE"),
        (Qt.Key.Key_Up, CTRL): ("1.1a", "MINE"),
        (Qt.Key.Key_Right, CTRL): ("2.1", "NOTE"),
        (TAB, NO): ("2.1", "NOTE"),
        (Qt.Key.Key_Backtab, SHIFT): ("1.3", "NOTE"),
    }
    for (key, modifiers), there in moves.items():
        hand.go("2.1")
        hand.press(key, modifiers)
        assert hand.at == there, key


def test_an_arrow_leaves_an_editor_that_was_opened_by_typing(hand: Hand) -> None:
    hand.go("2.1")
    hand.keys("7")
    hand.press(Qt.Key.Key_Up)
    assert hand.at == ("1.3", "MINE")
    assert hand.on_disk("2.1").number == 7


def test_a_click_on_another_cell_takes_what_is_typed_and_goes_there(hand: Hand) -> None:
    hand.go("1.1a")
    hand.keys("6")
    hand.click("1.2", Column.NOTE)
    assert hand.editor is None
    assert hand.at == ("1.2", "NOTE")
    assert hand.on_disk("1.1a").number == 6


def test_shift_and_keys_select_a_block(hand: Hand) -> None:
    hand.go("1.3")
    hand.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert [code for code, _ in hand.view.selected()] == ["1.3", "2.1", "2.2"]
    hand.press(Qt.Key.Key_Up, SHIFT)
    hand.press(Qt.Key.Key_End, SHIFT)
    columns = {column.name for _, column in hand.view.selected()}
    assert columns == {"MINE", "STATUS", "NOTE"}
    assert {code for code, _ in hand.view.selected()} == {"1.3", "2.1"}


def test_an_arrow_stays_in_an_editor_that_was_opened_with_f2(hand: Hand) -> None:
    hand.go("3.2")
    hand.press(Qt.Key.Key_F2)
    hand.press(Qt.Key.Key_Left)
    assert hand.editor is not None
    assert hand.at == ("3.2", "MINE")


def test_typing_replaces_and_f2_changes(hand: Hand) -> None:
    hand.answer("3.2", "5")
    assert hand.value("3.2").number == 5
    hand.go("3.2")
    hand.press(Qt.Key.Key_F2)
    hand.press(Qt.Key.Key_End)
    hand.keys("0")
    hand.press(ENTER)
    assert hand.on_disk("3.2").number == 50


def test_escape_gives_the_old_value_back_and_writes_nothing(hand: Hand) -> None:
    changes = len(hand.page.context.open_workspace.audit())
    hand.go("3.2")
    hand.keys("99")
    hand.press(Qt.Key.Key_Escape)
    assert hand.editor is None
    assert hand.shows("3.2") == "2,310"
    assert hand.on_disk("3.2").number == 2310
    assert len(hand.page.context.open_workspace.audit()) == changes


def test_the_status_follows_while_it_is_typed(hand: Hand) -> None:
    hand.go("3.2")
    hand.keys("14")
    assert hand.status("3.2") == "Not met"
    hand.keys("99")
    assert hand.shows("3.2", Column.STATUS) == "Not met\n99.9 % of the target"
    hand.press(Qt.Key.Key_Backspace)
    hand.keys("99")
    assert hand.status("3.2") == "Fully met"
    hand.press(Qt.Key.Key_Escape)
    assert hand.shows("3.2", Column.STATUS) == "Fully met\n154 % of the target"


def test_delete_blanks_and_keeps_the_note(hand: Hand) -> None:
    hand.go("1.1b")
    hand.press(Qt.Key.Key_Delete)
    assert hand.value("1.1b").state is ValueState.BLANK
    kept = hand.on_disk("1.1b")
    assert kept.state is ValueState.BLANK
    assert kept.note == "Two functions wait for the new budget law."


def test_undo_and_redo_are_recorded_changes(hand: Hand) -> None:
    hand.answer("2.1", "8")
    hand.answer("3.2", "9")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.at == ("3.2", "MINE")
    assert hand.on_disk("3.2").number == 2310
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.on_disk("2.1").number == 0
    hand.press(Qt.Key.Key_Y, CTRL)
    assert hand.on_disk("2.1").number == 8
    subjects = [entry.subject for entry in hand.page.context.open_workspace.audit(limit=5)]
    assert subjects == ["value A 2016 2.1"] * 2 + ["value A 2016 3.2"] * 2 + ["value A 2016 2.1"]


def test_a_percentage_takes_its_two_parts(hand: Hand) -> None:
    hand.go("3.3")
    hand.keys("7")
    assert isinstance(hand.editor, PercentEditor)
    hand.keys("/12")
    assert hand.editor.share.text() == "= 58.3 %"
    hand.press(ENTER)
    assert hand.shows("3.3") == "7 / 12\n58.3 %"
    kept = hand.on_disk("3.3")
    assert (kept.numerator, kept.denominator, kept.number) == (7, 12, None)


def test_tab_goes_from_part_to_part_and_then_on(hand: Hand) -> None:
    hand.go("1.2")
    hand.press(Qt.Key.Key_F2)
    hand.press(TAB)
    hand.keys("18")
    hand.press(Qt.Key.Key_Backtab, SHIFT)
    hand.keys("3")
    hand.press(TAB)
    hand.press(TAB)
    assert hand.at == ("1.2", "NOTE")
    assert hand.shows("1.2") == "3 / 18\n16.7 %"


def test_a_percentage_without_parts_says_so(hand: Hand) -> None:
    hand.answer("3.3", "45%")
    assert hand.shows("3.3") == "45 %\nno denominator"
    assert hand.on_disk("3.3").number == 45


def test_a_level_is_chosen_from_a_list(hand: Hand) -> None:
    hand.go("2.2")
    hand.press(Qt.Key.Key_F2)
    editor = hand.editor
    assert isinstance(editor, LevelEditor)
    assert editor.box.currentText() == "Pilot in some provinces"
    hand.qtbot.waitUntil(lambda: editor.box.view().isVisible())
    levels = editor.box.view()
    hand.qtbot.keyClick(levels, Qt.Key.Key_Up)
    hand.qtbot.keyClick(levels, ENTER)
    assert hand.on_disk("2.2").level == "running"
    assert hand.status("2.2") == "Fully met"


def test_a_level_is_found_by_its_first_letter(hand: Hand) -> None:
    hand.go("2.3")
    hand.keys("p")
    hand.press(ENTER)
    assert hand.shows("2.3") == "Partly met"
    assert hand.on_disk("2.3").level == "partly"


def test_not_applicable_asks_for_its_reason_in_place(hand: Hand) -> None:
    hand.answer("2.4", "not applicable")
    editor = hand.editor
    assert isinstance(editor, StateEditor)
    assert editor.state is ValueState.NOT_APPLICABLE
    assert hand.focus is editor.reason
    hand.press(ENTER)
    assert editor.wrong.text() == "“Not applicable” needs a reason."
    hand.keys("reported by the region")
    hand.press(ENTER)
    assert hand.at == ("3.1", "MINE")
    assert hand.shows("2.4") == "not applicable\nreported by the region"
    kept = hand.on_disk("2.4")
    assert (kept.state, kept.reason) == (ValueState.NOT_APPLICABLE, "reported by the region")
    assert hand.status("2.4") == "Not applicable"


def test_a_word_that_can_mean_two_states_asks_first_which_it_is(hand: Hand) -> None:
    hand.answer("2.4", "n/a")
    editor = hand.editor
    assert isinstance(editor, StateEditor)
    assert editor.state is ValueState.NOT_AVAILABLE, "it leaves nobody out of the count"
    assert hand.focus is editor.buttons[ValueState.NOT_AVAILABLE]
    hand.press(Qt.Key.Key_Down)
    hand.press(ENTER)
    hand.keys("reported by the region")
    hand.press(ENTER)
    kept = hand.on_disk("2.4")
    assert (kept.state, kept.reason) == (ValueState.NOT_APPLICABLE, "reported by the region")


def test_a_reason_that_is_not_given_leaves_the_word_in_sight(hand: Hand) -> None:
    hand.answer("3.2", "n/a")
    hand.press(Qt.Key.Key_Escape)
    assert hand.shows("3.2") == "n/a\nSay which it is, and why there is no figure\n2,310 is kept"
    assert hand.on_disk("3.2").number == 2310
    hand.table.check()
    assert [e.code for e in hand.table.side.problems.entries if "n/a" in e.text] == ["3.2"]


def test_alt_down_asks_for_the_kind_and_the_reason(hand: Hand) -> None:
    hand.go("1.1a")
    hand.press(Qt.Key.Key_Down, ALT)
    editor = hand.editor
    assert isinstance(editor, StateEditor)
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Down)
    assert editor.state is ValueState.NOT_YET_DUE
    hand.press(ENTER)
    hand.keys("due in 2017")
    hand.press(ENTER)
    assert hand.on_disk("1.1a").state is ValueState.NOT_YET_DUE


def test_a_text_that_is_no_answer_stays_in_sight_beside_the_old_value(hand: Hand) -> None:
    for text in ("abc", "1,5", "-3", "1e9", "½"):
        hand.go("3.2")
        hand.press(Qt.Key.Key_F2)
        assert isinstance(hand.editor, NumberEditor)
        hand.editor.field.setText(text)
        hand.press(ENTER)
        assert hand.look("3.2").main == text
        assert hand.on_disk("3.2").number == 2310
        assert "3.2" in hand.table.codes_with_problems()
        hand.press(Qt.Key.Key_Z, CTRL)
        assert hand.shows("3.2") == "2,310"


def test_a_long_note_in_khmer_is_kept_whole(hand: Hand) -> None:
    text = ("ការហ្វឹកហ្វឺនបានពន្យារពេល។ " * 20)[:300].strip()
    hand.go("2.1", Column.NOTE)
    hand.press(Qt.Key.Key_F2)
    assert isinstance(hand.editor, NoteEditor)
    hand.editor.field.insertPlainText(text)
    hand.press(ENTER, ALT)
    hand.keys("second line")
    hand.press(ENTER)
    assert hand.at == ("2.2", "NOTE")
    assert hand.on_disk("2.1").note == f"{text}\nsecond line"
    assert hand.on_disk("2.1").number == 0


def test_a_note_may_come_before_its_answer(hand: Hand) -> None:
    hand.go("2.4", Column.NOTE)
    hand.keys("waits for the ministry")
    hand.press(ENTER)
    assert hand.on_disk("2.4").note == "waits for the ministry"
    assert hand.on_disk("2.4").state is ValueState.BLANK
    assert not hand.model.row("2.4").is_answered
    hand.go("2.4", Column.NOTE)
    hand.press(Qt.Key.Key_Delete)
    assert hand.on_disk("2.4").note == ""


def test_typing_on_another_column_answers_the_row(hand: Hand) -> None:
    hand.go("2.1", Column.ASKED)
    hand.keys("4")
    hand.press(ENTER)
    assert hand.on_disk("2.1").number == 4


def test_the_model_keeps_qts_rules_while_it_is_worked(hand: Hand) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(hand.model, mode)
    hand.answer("2.1", "3")
    hand.answer("2.1", "x")
    hand.press(Qt.Key.Key_Z, CTRL)
    hand.page.enter({"period": "2015"})
    hand.wait_for_sheet()
    assert hand.sheet.period.code == "2015"
    assert tester.failureReportingMode() is mode
