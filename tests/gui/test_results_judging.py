"""What people decide on the results page, in real dialogs over a real workspace."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import DataNote
from spa_me.domain.status import Status
from spa_me.reports import BookQuestion, ReportBook
from spa_me.reports.lines import MarkerLine
from spa_me.services import reporting
from spa_me.services.workspace import Workspace
from tests.gui.conftest import OFFICER
from tests.integration.exchange.offices import Office
from ui.context import Context
from ui.pages.results import ResultsPage
from ui.pages.results.dialogs import DeclareDialog, ExplainDialog, JudgeDialog, RateDialog
from ui.pages.results.nodes import Narrowing, Node
from ui.pages.results.note_dialog import NoteDialog
from ui.pages.results.pro_rata_dialog import ProRataDialog

D = TypeVar("D", bound=JudgeDialog)


@pytest.fixture
def page(example_context: Context, qtbot: QtBot) -> Iterator[ResultsPage]:
    """Return the page over the example, told of changes as the window tells it."""
    made = ResultsPage(example_context)
    example_context.hub.changed.connect(made.workspace_changed)
    made.resize(1180, 720)
    made.show_workspace()
    made.enter({})
    qtbot.waitUntil(lambda: made.book is not None)
    yield made
    shiboken6.delete(made)


def _dialog(page: ResultsPage, kind: type[D]) -> D:
    found = page.findChildren(kind)
    assert len(found) == 1
    return found[0]


def _line(page: ResultsPage, code: str) -> MarkerLine:
    assert page.book is not None
    return page.book.marker(code)


def _saved(qtbot: QtBot, page: ResultsPage, dialog: JudgeDialog) -> ChangeSet:
    """Save, and wait until the dialog is gone and the page shows what follows."""
    before, told, closed = page.book, list[ChangeSet](), list[bool]()
    page.context.hub.changed.connect(told.append)
    dialog.accepted.connect(lambda: closed.append(True))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(told and closed) and page.book is not before)
    page.context.hub.changed.disconnect(told.append)
    return told[0]


def _remove(dialog: JudgeDialog) -> QPushButton:
    role = dialog.buttons.ButtonRole.DestructiveRole
    return next(
        button
        for button in dialog.buttons.findChildren(QPushButton)
        if dialog.buttons.buttonRole(button) == role
    )


def test_a_status_is_declared_with_its_reason(page: ResultsPage, qtbot: QtBot) -> None:
    page.tree.go_to(("marker", "2.3"))
    page.bar.declare_button.click()
    dialog = _dialog(page, DeclareDialog)
    dialog.status.setCurrentIndex(dialog.status.findData(Status.FULLY))
    dialog.reason.setPlainText("Two more were held and are not in the report.")
    changes = _saved(qtbot, page, dialog)

    line = _line(page, "2.3")
    assert line.assessment.reported is Status.FULLY
    assert line.assessment.computed is Status.PARTLY
    assert line.assessment.declaration is not None
    assert line.assessment.declaration.person == OFFICER.name
    assert [entry.action for entry in changes.audit] == ["declare status"]
    assert page.narrowing.chips[Narrowing.DIFFERS].text() == "Computed differs  2"
    assert "Two more were held" in page.why.plain_text()


def test_without_a_reason_nothing_is_declared(qtbot: QtBot, page: ResultsPage) -> None:
    page.tree.go_to(("marker", "O-1"))
    page.bar.declare_button.click()
    dialog = _dialog(page, DeclareDialog)
    before = page.context.open_workspace.dataset().judgements.declarations
    dialog.save()
    assert dialog.status_row.error == "Choose a status."

    dialog.status.setCurrentIndex(dialog.status.findData(Status.NOT))
    dialog.save()
    assert dialog.reason_row.error == "A reason is needed: it stands beside the status."
    assert dialog.precondition_row.isVisibleTo(dialog)
    qtbot.waitUntil(lambda: not page.context.runner.is_busy)
    assert page.context.open_workspace.dataset().judgements.declarations == before
    dialog.reject()


def test_a_declaration_is_withdrawn_and_brought_back(
    page: ResultsPage, qtbot: QtBot, example_context: Context
) -> None:
    page.tree.go_to(("marker", "3.1a"))
    page.bar.declare_button.click()
    dialog = _dialog(page, DeclareDialog)
    assert dialog.status.status is Status.FULLY
    with qtbot.waitSignal(example_context.notices.undoable) as offered:
        _remove(dialog).click()
    qtbot.waitUntil(lambda: _line(page, "3.1a").assessment.reported is None)
    assert _line(page, "3.1a").kind is Status.PARTLY

    assert offered.args is not None
    undo: Callable[[], None] = offered.args[1]
    undo()
    qtbot.waitUntil(lambda: _line(page, "3.1a").assessment.reported is Status.FULLY)


def test_pro_rata_shows_the_target_that_follows_and_is_taken_off(
    page: ResultsPage, qtbot: QtBot, example_context: Context
) -> None:
    page.tree.go_to(("marker", "3.2"))
    page.bar.pro_rata_button.click()
    dialog = _dialog(page, ProRataDialog)
    assert "4 of 9 months" in dialog.preview
    assert "1,500 → 666.67" in dialog.preview

    with qtbot.waitSignal(example_context.hub.changed):
        _remove(dialog).click()
    qtbot.waitUntil(lambda: _line(page, "3.2").assessment.computed is Status.PARTLY)


def test_pro_rata_is_set_for_a_count(page: ResultsPage, qtbot: QtBot) -> None:
    page.tree.go_to(("marker", "2.3"))
    page.bar.pro_rata_button.click()
    dialog = _dialog(page, ProRataDialog)
    dialog.reason.setPlainText("Recorded from July only.")
    dialog.save()
    assert "covers every month" in dialog.to_row.error

    dialog.tracked_from.setDate(QDate(2014, 7, 1))
    assert dialog.preview == "6 of 9 months: 2.3 5 → 3.33"
    _saved(qtbot, page, dialog)

    (leg,) = _line(page, "2.3").assessment.legs
    assert leg.pro_rata is not None
    assert leg.pro_rata.reason == "Recorded from July only."


def test_pro_rata_says_why_it_is_not_possible(page: ResultsPage) -> None:
    page.tree.go_to(("marker", "1.3"))
    assert not page.bar.pro_rata_button.isEnabled()
    assert "only for counts of a single period" in page.bar.why

    page.tree.go_to(("marker", "O-1"))
    assert "O-1 has no target in this period" in page.bar.why


def test_a_deviation_is_explained(page: ResultsPage, qtbot: QtBot) -> None:
    page.tree.go_to(("marker", "4.1"))
    page.bar.explain_button.click()
    dialog = _dialog(page, ExplainDialog)
    dialog.text.setPlainText("ប្រជុំបន្ថែម <b>two</b> meetings")
    _saved(qtbot, page, dialog)

    assert _line(page, "4.1").explanation == "ប្រជុំបន្ថែម <b>two</b> meetings"


def test_a_result_is_rated_apart_from_its_markers(page: ResultsPage, qtbot: QtBot) -> None:
    page.tree.go_to(("result", "4"))
    assert not page.bar.declare_button.isEnabled()
    page.bar.rate_button.click()
    dialog = _dialog(page, RateDialog)
    dialog.status.setCurrentIndex(dialog.status.findData(Status.PARTLY))
    dialog.reason.setPlainText("All work is done; the change is not yet seen.")
    _saved(qtbot, page, dialog)

    assert page.book is not None
    result = next(entry for entry in page.book.results if entry.result.code == "4")
    assert result.rating is not None
    assert result.counts.of(Status.FULLY) == 3, "a rating changes no count"
    assert "Rated partly met" in page.why.plain_text()


def test_what_the_service_refuses_is_said_and_kept_in_the_dialog(
    page: ResultsPage, qtbot: QtBot
) -> None:
    page.tree.go_to(("marker", "4.1"))
    page.bar.explain_button.click()
    dialog = _dialog(page, ExplainDialog)
    dialog.text.setPlainText("too long " * 40_000)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(dialog.error))

    assert dialog.save_button.isEnabled()
    assert dialog.text.toPlainText().startswith("too long")
    dialog.reject()


def test_with_one_unit_in_view_nothing_is_judged(
    page: ResultsPage, qtbot: QtBot, example_context: Context
) -> None:
    example_context.view.refine(unit="CN")
    qtbot.waitUntil(lambda: page.book is not None and page.book.question.unit == "CN")
    page.tree.go_to(("marker", "1.3"))

    assert not page.bar.declare_button.isEnabled()
    assert "Show all units first" in page.bar.why


def test_a_workspace_for_reading_only_says_why(
    context: Context, example_path: Path, qtbot: QtBot
) -> None:

    workspace = Workspace.open(example_path, OFFICER, read_only=True)
    context.workspace = workspace
    context.books.serve(lambda question: reporting.book(workspace, question))
    context.view.ask(BookQuestion("2014"))
    owner = QObject()
    page = ResultsPage(context)
    page.show_workspace()
    page.enter({"marker": "2.3"})
    qtbot.waitUntil(lambda: page.tree.current_node() is not None)
    enabled = [
        button.isEnabled()
        for button in (
            page.bar.declare_button,
            page.bar.pro_rata_button,
            page.bar.explain_button,
            page.bar.rate_button,
        )
    ]
    said = page.bar.why
    shiboken6.delete(page)
    shiboken6.delete(owner)
    workspace.close()

    assert enabled == [False] * 4
    assert said.startswith("Open for reading only")


def test_a_country_of_a_regional_plan_is_told_where_to_say_it(
    context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    country = Office(tmp_path, "A")
    context.workspace = country.workspace
    context.books.serve(lambda question: reporting.book(country.workspace, question))
    context.view.ask(BookQuestion("2014"))
    page = ResultsPage(context)
    qtbot.addWidget(page)
    page.show_workspace()
    page.enter({"marker": "M1"})
    qtbot.waitUntil(lambda: page.tree.current_node() is not None)

    assert not page.bar.explain_button.isEnabled()
    assert "Regional secretariat judges" in page.bar.why
    assert "note of the value" in page.bar.why
    context.workspace = None
    country.close()


def _node(page: ResultsPage) -> Node:
    node = page.tree.current_node()
    assert node is not None
    return node


def _book(page: ResultsPage) -> ReportBook:
    assert page.book is not None
    return page.book


def _recorded(page: ResultsPage) -> tuple[DataNote, ...]:
    return tuple(page.context.open_workspace.dataset().notes)


def _new_note(page: ResultsPage, code: str) -> NoteDialog:
    page.tree.go_to(("marker", code))
    page.bar.note_button.click()
    _choose(page, "New data note")
    return _dialog(page, NoteDialog)


def _choose(page: ResultsPage, begins: str) -> None:
    """Choose from what the button offers, since the example has notes on the whole plan."""
    menu = page.bar.findChild(QMenu, "choices")
    assert menu is not None
    next(action for action in menu.actions() if action.text().startswith(begins)).trigger()
    menu.close()
    shiboken6.delete(menu)


def test_a_data_note_is_written_changed_and_removed(page: ResultsPage, qtbot: QtBot) -> None:
    before = _recorded(page)
    dialog = _new_note(page, "2.3")
    dialog.text.setPlainText("Two fairs are counted as one.")
    dialog.source.setText("Minutes of the task force")
    changes = _saved(qtbot, page, dialog)

    written = DataNote("2.3", "Two fairs are counted as one.", "Minutes of the task force", "2014")
    assert changes.topics == {Topic.NOTES}
    assert _recorded(page) == (*before, written)

    page.bar.note_button.click()  # there is one now: it is offered
    _choose(page, written.text)
    dialog = _dialog(page, NoteDialog)
    assert dialog.note == written
    dialog.period.setCurrentIndex(dialog.period.findData(""))
    dialog.about.setCurrentIndex(dialog.about.findData("framework"))
    _saved(qtbot, page, dialog)

    changed = replace(written, about="framework", period="")
    assert _recorded(page) == (*before, changed)


def test_a_note_that_is_removed_can_be_brought_back(page: ResultsPage, qtbot: QtBot) -> None:
    note = DataNote("2.3", "Two fairs are counted as one.", "", "2014")
    undo: list[Callable[[], None]] = []
    page.context.notices.undoable.connect(lambda _, again: undo.append(again))
    dialog = _new_note(page, "2.3")
    dialog.text.setPlainText(note.text)
    _saved(qtbot, page, dialog)

    page.actions_.note(_node(page), _book(page), note)
    with qtbot.waitSignal(page.context.hub.changed):
        _remove(_dialog(page, NoteDialog)).click()
    assert note not in _recorded(page)
    with qtbot.waitSignal(page.context.hub.changed):
        undo[0]()
    assert note in _recorded(page)


def test_a_note_without_a_text_is_asked_for_it(page: ResultsPage) -> None:
    dialog = _new_note(page, "2.3")
    dialog.save_button.click()

    assert dialog.text_row.error
    assert dialog.isVisible()
