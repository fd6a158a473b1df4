"""The page around the sheet: whose it is, what is shown of it, what is wrong with it, and why."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from spa_me.services.frameworks import find, for_country
from tests.countries import countries_definition, large_definition
from tests.gui.entry.hand import CTRL, SHIFT, Hand
from ui.pages.entry.looks import Column
from ui.pages.entry.side import PROBLEMS, WHY
from ui.widgets.cards import EmptyState

MakeFile = Callable[..., Path]
OpenPage = Callable[..., Hand]


def test_the_title_says_whose_sheet_it_is_and_how_far_it_is(hand: Hand) -> None:
    assert hand.page.title_bar.title == "Enter data · Country A"
    assert hand.page.submission.bar.state.text() == "Draft"
    assert hand.page.filter_bar.answered.text() == "7 of 11 answered"
    assert hand.page.filter_bar.progress.value() == 7
    assert not hand.page.title_bar.unit.isVisible()
    headings = [hand.model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert headings[Column.LAST : Column.STATUS] == ["2015", "2016"]


def test_counts_follow_each_answer(hand: Hand) -> None:
    bar = hand.page.filter_bar
    assert bar.chips["missing"].text() == "Missing 4"
    hand.answer("2.4", "5")
    assert bar.chips["missing"].text() == "Missing 3"
    assert bar.answered.text() == "8 of 11 answered"
    hand.answer("3.1", "x")
    hand.qtbot.waitUntil(lambda: bar.chips["problems"].text() == "With problems 4")
    assert bar.chips["missing"].text() == "Missing 3"


def test_a_row_stays_while_it_is_answered_under_a_filter(hand: Hand) -> None:
    hand.page.filter_bar.chips["missing"].click()
    hand.answer("2.4", "5")
    assert hand.at == ("3.1", "MINE")
    assert hand.view.questions() == ["2.3", "2.4", "3.1", "3.3"]
    hand.page.filter_bar.chips["missing"].click()
    assert hand.view.questions() == ["2.3", "3.1", "3.3"]


def test_sections_without_a_shown_question_are_hidden(hand: Hand) -> None:
    hand.page.filter_bar.search.setText("website")
    assert hand.view.questions() == ["3.2"]
    shown = [
        line.result.code
        for row, line in enumerate(hand.model.lines)
        if not isinstance(line, str) and not hand.view.isRowHidden(row)
    ]
    assert shown == ["3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.1", ["1.1a", "1.1b"]),
        ("GOVERNMENT", ["1.2"]),
        ("ទស្សនា", ["3.2"]),
        ("budget law", ["1.1b"]),
        ("many trainings", ["1.3"]),
        ("nothing of that", []),
    ],
)
def test_search_looks_at_questions_and_notes_in_every_language(
    hand: Hand, text: str, found: list[str]
) -> None:
    hand.page.filter_bar.search.setText(text)
    assert hand.view.questions() == found


def test_one_result_can_be_shown_alone(hand: Hand) -> None:
    box = hand.page.filter_bar.section
    box.setCurrentIndex(box.findData("2"))
    box.activated.emit(box.currentIndex())
    assert hand.view.questions() == ["2.1", "2.2", "2.3", "2.4"]


def test_problems_are_listed_and_each_leads_to_its_cell(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: hand.page.title_bar.check.text() == "Check (3 problems)")
    hand.page.title_bar.check.click()
    problems = hand.table.side.problems
    assert hand.table.side.view == PROBLEMS
    listed = [(entry.code, entry.column.name, entry.is_missing) for entry in problems.entries]
    assert listed[:3] == [("1.3", "MINE", False), ("2.1", "NOTE", False), ("2.2", "NOTE", False)]
    assert [code for code, _, is_missing in listed if is_missing] == ["2.3", "2.4", "3.1", "3.3"]
    problems.list.itemClicked.emit(problems.list.item(1))
    assert hand.at == ("2.1", "NOTE")
    assert hand.view.hasFocus()


def test_f8_goes_round_the_problems_and_through_a_filter(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: len(hand.table.codes_with_problems()) == 3)
    hand.go("2.1", Column.NOTE)
    hand.press(Qt.Key.Key_F8)
    assert hand.at == ("2.1", "NOTE")
    hand.press(Qt.Key.Key_F8)
    assert hand.at == ("2.2", "NOTE")
    assert hand.said[-1].startswith("2.2: Marker 2.2 is partly met")
    hand.press(Qt.Key.Key_F8)
    assert hand.at == ("2.3", "MINE")
    hand.press(Qt.Key.Key_F8, SHIFT)
    assert hand.at == ("2.2", "NOTE")
    hand.page.filter_bar.search.setText("website")
    hand.go("3.2")
    hand.press(Qt.Key.Key_F8)
    assert hand.at is not None
    assert hand.at[0] in hand.table.codes_with_problems() | {"2.3", "2.4", "3.1", "3.3"}


def test_why_explains_the_row_of_the_cursor(hand: Hand) -> None:
    why = hand.table.side.why
    hand.click("2.1", Column.STATUS)
    assert hand.table.side.view == WHY
    hand.qtbot.waitUntil(lambda: "Why is 2.1" in why.plain_text())
    hand.answer("2.1", "9")
    hand.go("2.1")
    hand.qtbot.waitUntil(lambda: "fully met" in why.plain_text().lower())
    hand.go("1.1a")
    hand.qtbot.waitUntil(lambda: "Why is 1.1 " in why.plain_text())
    assert "Year 2015" in why.plain_text()
    hand.go("3.3")
    hand.qtbot.waitUntil(lambda: "No progress marker rests on this" in why.plain_text())


def test_escape_in_an_editor_does_not_close_the_panel(hand: Hand) -> None:
    hand.table.open_panel(WHY)
    hand.go("2.1")
    hand.qtbot.waitUntil(lambda: "Why is 2.1" in hand.table.side.why.plain_text())
    hand.keys("5")
    hand.press(Qt.Key.Key_Escape)
    assert hand.table.side.isVisible()
    hand.press(Qt.Key.Key_Escape)
    assert not hand.table.side.isVisible()
    assert hand.page.title_bar.why.isVisible()


def test_arguments_put_the_cursor_on_a_cell(open_page: OpenPage, path: Path) -> None:
    hand = open_page(path, unit="A", period="2016", indicator="2.4")
    assert hand.at == ("2.4", "MINE")
    hand.page.filter_bar.search.setText("website")
    hand.page.enter({"unit": "A", "period": "2016", "indicator": "1.3"})
    assert hand.at == ("1.3", "MINE")
    assert hand.page.filter_bar.search.text() == ""
    hand.page.enter({"period": "2015", "indicator": "3.2"})
    hand.wait_for_sheet()
    assert hand.at == ("3.2", "MINE")
    assert hand.sheet.period.code == "2015"
    assert hand.view.isColumnHidden(Column.LAST)


def test_the_cell_of_the_cursor_stays_in_sight_when_the_sheet_gets_narrower(hand: Hand) -> None:
    hand.go("3.3")
    hand.page.resize(760, 420)
    hand.qtbot.waitUntil(lambda: hand.view.width() < 760)
    cell = hand.view.visualRect(hand.model.place("3.3"))
    assert hand.view.viewport().rect().contains(cell)


def test_a_country_reads_the_sheets_of_others_and_says_who_changes_them(hand: Hand) -> None:
    hand.page.enter({"unit": "B"})
    hand.wait_for_sheet()
    assert hand.page.title_bar.title == "Enter data · Country B"
    assert hand.page.banner.texts[0].startswith("These are the answers of Country B.")
    hand.go("2.1")
    hand.keys("5")
    assert hand.editor is None
    assert hand.said[-1].startswith("These are the answers of Country B.")


def test_the_regional_secretariat_answers_for_any_unit(
    open_page: OpenPage, make_file: MakeFile
) -> None:
    hand = open_page(make_file(countries_definition(), "RS"), period="2016")
    box = hand.page.title_bar.unit
    assert [box.itemData(row) for row in range(box.count())] == ["RS", *"ABCDEF"]
    assert hand.view.questions() == ["R.1"]
    box.setCurrentIndex(box.findData("B"))
    box.activated.emit(box.currentIndex())
    hand.wait_for_sheet()
    hand.answer("2.1", "6")
    assert hand.on_disk("2.1", unit="B").number == 6


def test_un_act_2014_is_answered_in_full_by_the_region(
    open_page: OpenPage, example_path: Path
) -> None:
    hand = open_page(example_path)
    assert hand.page.title_bar.title == "Enter data · Regional secretariat"
    assert hand.page.filter_bar.answered.text() == "16 of 16 answered"
    assert hand.shows("2.2", Column.STATUS) == "Not met\n0 % of the target"
    assert hand.shows("3.2-new", Column.TARGET) == "1,555.6\nprorated from 3,500"
    assert "declared fully met" in hand.shows("3.1a-completed", Column.STATUS)


def test_a_structure_without_questions_says_what_will_be_here(
    open_page: OpenPage, make_file: MakeFile
) -> None:
    definition = for_country(find("npa/structure"), "LA")
    home = next(iter(definition.unit_by_code))
    hand = open_page(make_file(definition, home))
    (empty,) = hand.page.findChildren(EmptyState)
    assert empty.isVisible()
    assert not hand.view.isVisible()
    assert not hand.page.filter_bar.isVisible()


def test_cells_speak_to_a_screen_reader(hand: Hand) -> None:
    def spoken(code: str, column: Column = Column.MINE) -> str:
        return hand.model.place(code, column).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken("1.2") == "1.2, 2016: 9 / 20\n45.0 %"
    assert spoken("2.4") == "2.4, 2016: blank"
    assert spoken("2.1", Column.STATUS) == "2.1, Status: Not met\n0 % of the target"


def test_a_whole_report_with_the_keyboard_alone(hand: Hand) -> None:
    """Journey 2: from the first cell to the last problem, without touching the mouse."""
    hand.qtbot.waitUntil(hand.view.hasFocus)
    assert hand.at == ("1.1a", "MINE")
    hand.press(Qt.Key.Key_End, CTRL)
    hand.keys("11/20")
    hand.press(Qt.Key.Key_Return, SHIFT)
    assert hand.at == ("3.2", "MINE")
    hand.press(Qt.Key.Key_Up)
    hand.keys("13")
    hand.press(Qt.Key.Key_Up)
    hand.keys("not available")
    hand.press(Qt.Key.Key_Return)
    hand.keys("counted from 2017")
    hand.press(Qt.Key.Key_Return)
    hand.go("2.3")
    hand.keys("f")
    hand.press(Qt.Key.Key_Return)
    assert hand.page.filter_bar.answered.text() == "11 of 11 answered"
    hand.press(Qt.Key.Key_F, CTRL)
    assert hand.page.filter_bar.search.hasFocus()
    hand.keys("interactions")
    hand.press(Qt.Key.Key_F6)
    hand.press(Qt.Key.Key_Home, CTRL)
    hand.press(Qt.Key.Key_Tab)
    hand.keys("one meeting was moved")
    hand.press(Qt.Key.Key_Return)
    assert hand.on_disk("2.1").note == "one meeting was moved"
    assert hand.on_disk("3.3").numerator == 11
    assert hand.on_disk("2.3").level == "fully"
    hand.press(Qt.Key.Key_F6)
    assert hand.table.side.isAncestorOf(hand.focus)
    hand.press(Qt.Key.Key_F6)
    assert hand.view.hasFocus()


@pytest.mark.slow
def test_five_hundred_questions_are_answered_at_once(
    open_page: OpenPage, make_file: MakeFile
) -> None:
    hand = open_page(make_file(large_definition(500)), period="2016")
    hand.go("i10")
    spent: list[float] = []
    for number in range(30):
        start = time.process_time()
        hand.keys(str(number))
        hand.press(Qt.Key.Key_Return)
        spent.append(time.process_time() - start)
    assert hand.at == ("i40", "MINE")
    assert statistics.median(spent) < 0.1
    start = time.process_time()
    hand.paste("i1", "\r\n".join(str(number) for number in range(500)))
    assert time.process_time() - start < 2
    assert hand.on_disk("i500").number == 499
