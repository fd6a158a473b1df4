"""The Excel form in the window: saved, dropped, looked at, taken in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet
from spa_me.domain.values import Value, ValueState
from spa_me.services.forms import read_form
from tests.gui.dropping import dropped, said
from tests.integration.forms.filling import Filler
from ui.dialogs.excel_form import ExcelFormDialog
from ui.dialogs.file_preview import FilePreviewDialog
from ui.dialogs.message import MessageDialog
from ui.i18n import use_framework_language
from ui.main_window import MainWindow

SLOW = 20_000


@pytest.fixture
def opened(window: MainWindow, example_path: Path, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.session.opened):
        window.files.open(example_path)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=SLOW)
    return window


@pytest.fixture
def form(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> Filler:
    """Save the form of the regional secretariat through the dialog."""
    opened.files.form("RS", "2014")
    dialog = opened.findChild(ExcelFormDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.save.isEnabled, timeout=SLOW)
    assert (dialog.unit.currentData(), dialog.period.currentData()) == ("RS", "2014")
    assert dialog.path.text().endswith("form RS 2014.xlsx")
    dialog.path.setText(str(tmp_path / "form"))
    dialog.save.click()
    qtbot.waitUntil(lambda: opened.findChild(MessageDialog) is not None, timeout=SLOW)
    said = opened.findChild(MessageDialog)
    assert said is not None
    assert said.text == f"The form was saved.\n{tmp_path / 'form.xlsx'}"
    said.close()
    return Filler.open(tmp_path / "form.xlsx")


def value(window: MainWindow, indicator: str) -> Value:
    return window.context.open_workspace.dataset().values.get(indicator, "RS", "2014")


def looked_at(window: MainWindow, path: Path, qtbot: QtBot) -> FilePreviewDialog:
    window.files.take(path)
    qtbot.waitUntil(lambda: window.findChild(FilePreviewDialog) is not None, timeout=SLOW)
    found = window.findChild(FilePreviewDialog)
    assert found is not None
    return found


def texts(dialog: FilePreviewDialog) -> list[list[str]]:
    model = dialog.changes.model()
    columns = range(model.columnCount())
    return [[model.index(row, c).data() for c in columns] for row in range(model.rowCount())]


def test_a_form_is_looked_at_and_taken_in(opened: MainWindow, form: Filler, qtbot: QtBot) -> None:
    row = form.question("2.3", value=77)
    dialog = looked_at(opened, form.save(), qtbot)
    assert dialog.counts.text().startswith("1 cell changes")
    cell, question, column, recorded, new = texts(dialog)[0]
    assert (cell, column, new) == (f"Form!I{row}", "Value", "77")
    assert question.startswith("2.3 · ")
    assert recorded != "77"
    assert value(opened, "2.3").number != 77, "nothing is recorded before"

    told: list[ChangeSet] = []
    opened.context.hub.changed.connect(told.append)
    said: list[str] = []
    opened.context.notices.said.connect(said.append)
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert said[0].startswith("1 record was taken in. What stood there before is on the page")
    assert value(opened, "2.3").number == 77
    assert told[0].units == {"RS"}
    assert opened.context.open_workspace.audit()[0].person == "Test Officer"


def test_the_form_is_in_the_language_that_was_chosen_for_frameworks(
    opened: MainWindow, request: pytest.FixtureRequest
) -> None:
    use_framework_language("km")
    try:
        form: Filler = request.getfixturevalue("form")
    finally:
        use_framework_language("")
    assert read_form(form.path).about.language == "km"


def test_cancelled_nothing_is_recorded(opened: MainWindow, form: Filler, qtbot: QtBot) -> None:
    form.question("2.3", value=77)
    dialog = looked_at(opened, form.save(), qtbot)
    before = opened.context.open_workspace.audit()[0].number
    dialog.cancel.click()
    assert opened.context.open_workspace.audit()[0].number == before


def test_suggestions_wait_for_a_reason(opened: MainWindow, form: Filler, qtbot: QtBot) -> None:
    form.question("2.3", value="N/A")
    dialog = looked_at(opened, form.save(), qtbot)
    assert not dialog.take.isEnabled(), "there is nothing else to take"
    dialog.offer.accept.click()
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog.offer.reason, "No such law")
    assert dialog.take.isEnabled()
    qtbot.keyClick(dialog.offer.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(opened, "2.3").state is ValueState.NOT_AVAILABLE, timeout=SLOW)
    assert value(opened, "2.3").reason == "No such law"


def test_the_preview_follows_the_tick_and_the_reason(
    opened: MainWindow, form: Filler, qtbot: QtBot
) -> None:
    form.question("2.3", value="N/A")
    form.question("2.1", value=12)
    dialog = looked_at(opened, form.save(), qtbot)
    before = dialog.counts.text()
    assert "1 error: its row is left out" in before
    assert not any(line[1].startswith("2.3 ") for line in texts(dialog))
    dialog.offer.accept.click()
    assert "error" not in dialog.counts.text()
    assert not dialog.findings.isVisible()
    qtbot.keyClicks(dialog.offer.reason, "No such law")
    changed = {line[2]: line[4] for line in texts(dialog) if line[1].startswith("2.3 ")}
    assert (changed["State"], changed["Reason"]) == ("Not available", "No such law")
    dialog.offer.unclear_as.setCurrentIndex(1)
    changed = {line[2]: line[4] for line in texts(dialog) if line[1].startswith("2.3 ")}
    assert (changed["State"], changed["Reason"]) == ("Not applicable", "No such law")
    assert dialog.counts.text().startswith(f"{len(texts(dialog))} cells change")
    dialog.offer.accept.click()
    assert dialog.counts.text() == before
    dialog.close()


def test_a_form_that_does_not_belong_here_cannot_be_taken(
    opened: MainWindow, form: Filler, qtbot: QtBot
) -> None:
    form.sheet("SPA-ME data")["C3"].value = "another"
    dialog = looked_at(opened, form.save(), qtbot)
    assert dialog.counts.text() == "Nothing of it can be taken in."
    assert dialog.findings.model().index(0, 0).data() == "■ Critical"
    assert not dialog.take.isEnabled()
    dialog.close()


def test_the_form_of_another_unit_than_the_chosen_one_is_refused(
    opened: MainWindow, form: Filler, qtbot: QtBot
) -> None:
    opened.files.form("KH", "2014")
    chooser = opened.findChild(ExcelFormDialog)
    assert chooser is not None
    qtbot.waitUntil(chooser.save.isEnabled, timeout=SLOW)
    chooser.take_wanted.emit("KH", "2014", form.path)
    chooser.close()
    qtbot.waitUntil(lambda: opened.findChild(FilePreviewDialog) is not None, timeout=SLOW)
    dialog = opened.findChild(FilePreviewDialog)
    assert dialog is not None
    said = dialog.findings.model().index(0, 2).data()
    assert said.startswith("it is the form of Regional secretariat for ")
    assert not dialog.take.isEnabled()
    dialog.close()


def test_a_file_that_is_no_form_is_said_in_sentences(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    opened.files.take(tmp_path / "x.xlsx")
    qtbot.waitUntil(lambda: opened.findChild(MessageDialog) is not None, timeout=SLOW)
    said = opened.findChild(MessageDialog)
    assert said is not None
    assert "it is no Excel workbook" in said.text
    said.close()


def test_a_form_can_be_dropped_on_the_window(
    opened: MainWindow, form: Filler, qtbot: QtBot
) -> None:
    form.question("2.3", value=77)
    assert dropped(opened, form.save())
    qtbot.waitUntil(lambda: opened.findChild(FilePreviewDialog) is not None, timeout=SLOW)
    dialog = opened.findChild(FilePreviewDialog)
    assert dialog is not None
    dialog.close()


def test_without_a_workspace_no_form_is_taken(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"")
    assert dropped(window, tmp_path / "x.xlsx")
    assert "Open the workspace of your office first" in said(window)
    window.files.form()
    assert window.findChild(ExcelFormDialog) is None
