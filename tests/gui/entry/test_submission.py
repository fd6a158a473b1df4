"""How a submission stands, what locks it, what comes next; a return, its remarks and answers."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.submission import FieldRemark, Reopening, ReportingWindow, Right, SubmissionState
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.sealing import save_package, seal_submission
from spa_me.services.saving import save
from spa_me.services.submissions import (
    mark_ready,
    set_member,
    standing,
)
from spa_me.services.workspace import Workspace
from spa_me.storage.records import Kind
from spa_me.storage.submissions import REOPENING, WINDOW
from tests.countries import countries_definition
from tests.gui.conftest import OFFICER
from tests.gui.entry.conftest import MakeFile
from tests.gui.entry.hand import CTRL, Hand
from tests.gui.entry.region import HEAD, Region, key_of
from ui.dialogs.message import MessageDialog
from ui.dialogs.reason import ReasonDialog
from ui.i18n import show_date
from ui.pages.entry.looks import Column, Tone
from ui.pages.entry.next_steps import NextStep
from ui.pages.entry.side import PROBLEMS, RETURNED
from ui.pages.entry.submission_bar import SubmissionBar

OpenPage = Callable[..., Hand]
TODAY = date.today()  # noqa: DTZ011 (as the office's clock says)
REMARKS = (
    FieldRemark("1.3", "The list counts 128 persons. Which is right?"),
    FieldRemark("2.1", "Was there really none?"),
    FieldRemark("", "Please attach the minutes."),
)

R = TypeVar("R", ReportingWindow, Reopening)


def bar(hand: Hand) -> SubmissionBar:
    return hand.page.submission.bar


def press(hand: Hand, step: NextStep) -> None:
    hand.qtbot.mouseClick(bar(hand).buttons[step], Qt.MouseButton.LeftButton)
    hand.wait()


def dialog(hand: Hand, kind):  # noqa: ANN001, ANN201
    hand.qtbot.waitUntil(lambda: bool(hand.page.findChildren(kind)))
    return hand.page.findChildren(kind)[-1]


def state(hand: Hand) -> SubmissionState:
    return standing(hand.page.context.open_workspace.dataset(), "A", "2016").state


def tell(hand: Hand) -> None:
    hand.page.context.hub.tell(ChangeSet(frozenset(Topic)))
    hand.wait()


def give_reason(hand: Hand, reason: str) -> None:
    asked = dialog(hand, ReasonDialog)
    hand.qtbot.keyClicks(asked.field, reason)
    asked.go.click()
    hand.wait()


# --- The bar --------------------------------------------------------------------------------------


def test_a_draft_says_so_and_can_be_made_ready(hand: Hand) -> None:
    assert bar(hand).state.text() == "Draft"
    assert bar(hand).facts.text() == ""
    assert bar(hand).shown_steps == (NextStep.READY,)
    assert "ready for approval" in bar(hand).sentence.text()
    assert bar(hand).accessibleDescription().startswith("Draft. ")


def test_an_empty_sheet_is_not_started_until_the_first_answer(
    make_file: MakeFile, open_page: OpenPage
) -> None:
    hand = open_page(make_file(countries_definition()), period="2016")
    assert (bar(hand).state.text(), bar(hand).shown_steps) == ("Not started", ())

    hand.answer("1.1a", "1")
    hand.wait_saved()
    hand.table.desk.tell()
    hand.wait()
    assert (bar(hand).state.text(), bar(hand).shown_steps) == ("Draft", (NextStep.READY,))


def days_came(workspace: Workspace, kind: Kind[R], record: R) -> None:
    """Leave what a framework package of the region would leave."""
    workspace.change("take in package", lambda writer: save(writer, kind, record, "set days"))


def test_the_day_it_is_due_and_how_late_it_is(hand: Hand) -> None:
    workspace = hand.page.context.open_workspace
    days_came(workspace, WINDOW, ReportingWindow("2016", None, TODAY + timedelta(days=2)))
    tell(hand)
    assert bar(hand).facts.text().startswith("due ")
    days_came(workspace, WINDOW, ReportingWindow("2016", None, TODAY - timedelta(days=3)))
    tell(hand)
    assert bar(hand).facts.text().startswith("▲ overdue by 3 days (")


def test_ready_asks_about_what_is_missing_and_locks_the_sheet(hand: Hand) -> None:
    press(hand, NextStep.READY)
    asked = dialog(hand, MessageDialog)
    assert "4 questions have no answer. 3 problems are to be looked at" in asked.text
    asked.buttons["Ready as it is"].click()
    hand.wait()

    assert state(hand) is SubmissionState.READY
    assert bar(hand).shown_steps == (NextStep.RECALL, NextStep.SEAL)
    assert "Locked since Test Officer made it ready" in bar(hand).sentence.text()

    hand.go("2.4")
    hand.keys("7")
    assert hand.editor is None
    assert hand.said[-1] == (
        "The submission is ready for approval. Take it back to draft to change it."
    )
    hand.go("1.1a")
    hand.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "2"
    assert hand.on_disk("2.4").number is None

    press(hand, NextStep.RECALL)
    assert state(hand) is SubmissionState.DRAFT
    hand.answer("2.4", "7")
    assert hand.on_disk("2.4").number == 7


def test_ready_can_be_undone_from_where_it_is_told(hand: Hand) -> None:
    undo: list[Callable[[], None]] = []
    hand.page.context.notices.undoable.connect(lambda _, run: undo.append(run))
    press(hand, NextStep.READY)
    dialog(hand, MessageDialog).buttons["Ready as it is"].click()
    hand.wait()
    assert state(hand) is SubmissionState.READY
    undo[0]()
    hand.wait()
    assert state(hand) is SubmissionState.DRAFT


def test_looking_first_leads_to_the_problems(hand: Hand) -> None:
    press(hand, NextStep.READY)
    dialog(hand, MessageDialog).buttons["Look at them first"].click()
    hand.wait()
    assert state(hand) is SubmissionState.DRAFT
    assert hand.table.side.view == PROBLEMS


def test_what_was_typed_and_could_not_be_read_keeps_it_from_being_ready(hand: Hand) -> None:
    hand.answer("2.4", "about ten")
    press(hand, NextStep.READY)

    assert state(hand) is SubmissionState.DRAFT
    problems = hand.table.side.problems
    assert hand.table.side.view == PROBLEMS
    lines = [problems.list.item(row).text() for row in range(problems.list.count())]
    (blocking,) = [line for line in lines if line.startswith("✕")]
    assert blocking.startswith("✕ 2.4 · “about ten”")
    problems.list.itemClicked.emit(problems.list.item(lines.index(blocking)))
    assert hand.at == ("2.4", "MINE")


def test_a_closed_period_says_why_and_who_can_open_it(hand: Hand) -> None:
    workspace = hand.page.context.open_workspace
    closed = ReportingWindow("2016", is_closed=True, reason="the report was adopted")
    days_came(workspace, WINDOW, closed)
    tell(hand)
    assert bar(hand).sentence.text() == (
        "The period is closed: the report was adopted. "
        "The regional secretariat can reopen it for one reporting unit until a day."
    )
    assert bar(hand).shown_steps == ()
    days_came(workspace, REOPENING, Reopening("A", "2016", TODAY, "A new survey"))
    tell(hand)
    assert bar(hand).shown_steps == (NextStep.READY,)
    until = f"open again for this office until {show_date(TODAY)}: “A new survey”."
    assert until in bar(hand).sentence.text()


def test_who_may_not_enter_is_told_which_right_is_needed(hand: Hand) -> None:
    workspace = hand.page.context.open_workspace
    set_member(workspace, OFFICER.name, frozenset(Right))
    set_member(workspace, HEAD.name, frozenset(Right))
    set_member(workspace, OFFICER.name, frozenset())
    tell(hand)
    assert bar(hand).shown_steps == ()
    assert "you need the right “Enter figures”" in bar(hand).sentence.text()


def test_the_sheet_of_another_country_has_no_steps(open_page: OpenPage, path: Path) -> None:
    hand = open_page(path, unit="B", period="2016")
    assert bar(hand).shown_steps == ()
    assert not bar(hand).isVisible()
    assert "These are the answers of Country B" in hand.page.banner.texts[0]


def test_nothing_can_be_done_in_a_workspace_for_reading(open_page: OpenPage, path: Path) -> None:
    hand = open_page(path, read_only=True, period="2016")
    assert bar(hand).shown_steps == ()
    assert bar(hand).state.text() == "Draft"


# --- After sealing --------------------------------------------------------------------------------


def test_withdraw_before_it_is_taken_in(hand: Hand, region: Region) -> None:
    region.seal()
    assert bar(hand).state.text() == "Submitted"
    assert bar(hand).shown_steps == (NextStep.FILE, NextStep.WITHDRAW)

    press(hand, NextStep.WITHDRAW)
    asked = dialog(hand, ReasonDialog)
    asked.go.click()
    assert state(hand) is SubmissionState.SUBMITTED
    give_reason(hand, "A typing error")

    assert state(hand) is SubmissionState.DRAFT
    assert "Withdrawn by Test Officer: A typing error." in bar(hand).sentence.text()
    assert bar(hand).facts.text() == "towards revision 2"


def test_taken_in_then_accepted_then_corrected(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    assert "The region has taken it in" in bar(hand).sentence.text()
    assert bar(hand).shown_steps == (NextStep.FILE, NextStep.CORRECT)

    region.accept()
    assert bar(hand).state.text() == "Accepted"
    assert bar(hand).shown_steps == (NextStep.CORRECT,)
    press(hand, NextStep.CORRECT)
    give_reason(hand, "A file was found")

    assert state(hand) is SubmissionState.DRAFT
    hand.answer("2.1", "3")
    assert hand.on_disk("2.1").number == 3


# --- Returned -------------------------------------------------------------------------------------


def test_a_return_says_who_why_by_when_and_marks_its_cells(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back(REMARKS, TODAY + timedelta(days=20))

    (said,) = hand.page.banner.texts
    assert said.startswith("Returned by Test Secretary, Regional secretariat, ")
    assert "Two figures do not fit. It is expected by " in said
    assert said.endswith("0 of 3 remarks are done.")
    look = hand.look("1.3")
    assert look.small[0] == ("↩ returned", Tone.DOUBT)
    spoken = hand.model.data(hand.model.place("1.3"), Qt.ItemDataRole.AccessibleTextRole)
    assert "The region asks: The list counts 128 persons." in spoken
    assert hand.look("1.1a").small == ()

    chip = hand.page.filter_bar.chips["returned"]
    assert chip.isVisible()
    assert chip.text() == "↩ Returned 3"
    chip.click()
    assert hand.view.questions() == ["1.3", "2.1"]
    tell(hand)  # as after any change: the sheet is loaded again
    assert hand.view.questions() == ["1.3", "2.1"]
    shown = [
        line.result.code
        for row, line in enumerate(hand.model.lines)
        if not isinstance(line, str) and not hand.view.isRowHidden(row)
    ]
    assert shown == ["1", "2"]


def test_open_remarks_keep_it_from_being_ready(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back(REMARKS)
    press(hand, NextStep.READY)

    assert state(hand) is SubmissionState.RETURNED
    problems = hand.table.side.problems
    lines = [problems.list.item(row).text() for row in range(problems.list.count())]
    blocking = [line for line in lines if line.startswith("✕")]
    assert blocking[0] == "✕ The whole submission · The region asks: Please attach the minutes."
    assert len(blocking) == 3
    problems.list.itemClicked.emit(problems.list.item(lines.index(blocking[0])))
    assert hand.table.side.view == RETURNED
    assert hand.table.side.returned.list.currentRow() == 2


def test_what_was_answered_right_before_counts(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back([FieldRemark("1.3", "Is this right?")])
    returned = hand.table.side.returned
    returned.show_question("1.3")
    returned.field.setPlainText("136 is right")

    press(hand, NextStep.READY)
    dialog(hand, MessageDialog).buttons["Ready as it is"].click()
    hand.wait()

    assert state(hand) is SubmissionState.READY


def test_what_has_to_be_done_first_stands_first(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back([FieldRemark("2.4", "Is this right?")])
    press(hand, NextStep.READY)

    problems = hand.table.side.problems.list
    hand.qtbot.waitUntil(lambda: problems.count() > 1)
    assert problems.currentRow() == 0
    assert problems.item(0).text().startswith("✕ 2.4 · The region asks")
    assert not problems.item(1).text().startswith("✕")


def test_another_figure_or_an_answer_is_enough(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back(REMARKS)
    returned = hand.table.side.returned
    hand.page.banner.findChildren(QPushButton)[0].click()
    assert hand.table.side.view == RETURNED
    assert returned.list.currentItem().text().startswith("↩ 1.3 · ")

    hand.answer("2.1", "3")
    hand.wait_saved()
    hand.table.desk.tell()
    hand.wait()
    assert hand.look("2.1").small[0] == ("✓ returned, changed", Tone.MUTED)
    assert hand.page.filter_bar.chips["returned"].text() == "↩ Returned 2"

    hand.go("1.3")
    assert returned.list.currentItem().text().startswith("↩ 1.3 · The list counts")
    returned.field.setFocus()
    hand.keys("136 is right")
    hand.view.setFocus()  # leaving the field keeps the answer
    hand.wait()
    assert hand.look("1.3").small[0] == ("✓ returned, answered", Tone.MUTED)
    assert returned.field.toPlainText() == "136 is right"

    returned.show_question("")
    returned.field.setFocus()
    hand.keys("Attached")
    hand.press(Qt.Key.Key_Return, CTRL)
    hand.wait()
    assert "Nothing that the region asked is open" in bar(hand).sentence.text()
    answers = hand.page.context.open_workspace.dataset().submissions.answers_of("A", "2016")
    assert {a.indicator: a.text for a in answers} == {"1.3": "136 is right", "": "Attached"}

    press(hand, NextStep.READY)
    dialog(hand, MessageDialog).buttons["Ready as it is"].click()
    hand.wait()
    assert state(hand) is SubmissionState.READY
    assert not returned.field.isEnabled()


def test_an_emptied_answer_stands_as_it_was(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back(REMARKS)
    hand.table.open_panel(RETURNED)
    returned = hand.table.side.returned
    returned.show_question("1.3")
    returned.field.setPlainText("First")
    returned.save.click()
    hand.wait()
    returned.field.clear()
    returned.save.click()
    hand.wait()
    assert returned.field.toPlainText() == "First"


def test_what_is_typed_into_an_answer_is_kept_while_another_cell_is_saved(
    hand: Hand, region: Region
) -> None:
    region.seal()
    region.receive()
    region.send_back(REMARKS)
    hand.table.open_panel(RETURNED)
    returned = hand.table.side.returned
    returned.show_question("1.3")
    returned.field.setPlainText("Half a sen")
    record_values(
        hand.page.context.open_workspace, [ValueChange(ValueKey("A", "2016", "2.1"), reported(2))]
    )
    tell(hand)
    assert returned.field.toPlainText() == "Half a sen"
    assert returned.list.currentItem().text().startswith("↩ 1.3")


def test_the_note_of_a_locked_sheet_cannot_be_typed_either(hand: Hand) -> None:
    mark_ready(hand.page.context.open_workspace, "A", "2016")
    tell(hand)
    hand.go("1.1a", Column.NOTE)
    hand.press(Qt.Key.Key_F2)
    assert hand.editor is None


# --- Two computers --------------------------------------------------------------------------------


def test_a_computer_whose_revision_was_not_chosen_is_told_what_to_do(
    hand: Hand, region: Region, tmp_path: Path
) -> None:
    hand.answer("3.2", "77")
    hand.wait_saved()
    twin_path = Path(shutil.copy2(hand.path, tmp_path / "twin.spame"))
    region.seal()
    region.receive()
    with Workspace.open(twin_path, OFFICER) as twin:
        record_values(twin, [ValueChange(ValueKey("A", "2016", "3.2"), reported(78))])
        mark_ready(twin, "A", "2016")
        twin.actor = HEAD
        sealed = seal_submission(twin, "A", "2016", key_of("A")).package.digest
        file = save_package(twin, sealed, tmp_path / "twin")
    mine = standing(region.country.dataset(), "A", "2016").chain.line[-1].digest
    region.take(file)
    region.choose(sealed)

    assert bar(hand).state.text() == "Submitted"
    assert bar(hand).facts.text() == "revision 1, not chosen"
    assert bar(hand).sentence.text() == (
        f"Revision 1 of this computer ({mine[:6]}) was not chosen. The region goes on with "
        f"{sealed[:6]}, sealed on another computer of this office. Bring its file here and drop it "
        "on the page Inbox."
    )
    assert bar(hand).shown_steps == (NextStep.FILE,)

    region.take_at_country(file)
    assert "not chosen" not in bar(hand).facts.text()
    assert hand.value("3.2").number == 78
    said = (
        f"The region chose revision 1 ({sealed[:6]}), sealed on another computer of this office; "
        f"revision 1 of this computer ({mine[:6]}) does not count. "
    )
    assert bar(hand).sentence.text().startswith(said)
    assert NextStep.WITHDRAW not in bar(hand).shown_steps, "the region has decided about it"


def test_a_key_that_was_revoked_later_is_said_in_the_bar(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    assert bar(hand).facts.text() == "revision 1"

    region.revoke()

    assert bar(hand).facts.text() == "revision 1, △ signed by a key that was revoked later"
    assert "revoked later" in bar(hand).accessibleDescription()
