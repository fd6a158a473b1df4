"""A CSV file of values in the window: dropped, chosen, looked at, taken in."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet
from spa_me.domain.values import Value, ValueState
from spa_me.services.submissions import close_period
from tests.gui.cancelling import Person
from tests.gui.dropping import dropped, said
from ui.dialogs.file_preview import FilePreviewDialog
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow

SLOW = 20_000
HEADER = "unit,indicator,period,state,value,numerator,denominator,reason,note"


@pytest.fixture
def opened(window: MainWindow, example_path: Path, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.session.opened):
        window.files.open(example_path)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=SLOW)
    return window


def csv(folder: Path, *rows: str, name: str = "values.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def value(window: MainWindow, indicator: str = "2.3") -> Value:
    return window.context.open_workspace.dataset().values.get(indicator, "RS", "2014")


def looked_at(window: MainWindow, path: Path, qtbot: QtBot) -> FilePreviewDialog:
    assert dropped(window, path)
    return preview(window, qtbot)


def preview(window: MainWindow, qtbot: QtBot) -> FilePreviewDialog:
    qtbot.waitUntil(lambda: window.findChild(FilePreviewDialog) is not None, timeout=SLOW)
    found = window.findChild(FilePreviewDialog)
    assert found is not None
    return found


def test_a_csv_that_is_dropped_is_looked_at_and_taken_in(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = ("RS,2.3,2014,,77,,,,", "RS,2.1,2014,,many,,,,")
    dialog = looked_at(opened, csv(tmp_path, *rows, name="VALUES.CSV"), qtbot)
    assert dialog.windowTitle() == "Take in a CSV file"
    model = dialog.changes.model()
    shown = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    new = next(row for row in shown if row[2] == "Value")
    assert (new[0], new[4]) == ("row 2, column value", "77")
    assert new[1].startswith("2.3 · ")
    errors = dialog.findings.model()
    assert [errors.index(0, column).data() for column in (0, 1)] == [
        "✕ Error",
        "row 3, column value",
    ]
    assert value(opened).number != 77, "nothing is recorded before"

    told: list[ChangeSet] = []
    opened.context.hub.changed.connect(told.append)
    said: list[str] = []
    opened.context.notices.said.connect(said.append)
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(said), timeout=SLOW)
    assert said == ["1 record was taken in. What stood there before is on the page Activity log."]
    assert value(opened).number == 77
    assert told[0].units == {"RS"}
    assert opened.context.open_workspace.audit()[0].person == "Test Officer"


def test_cancelled_nothing_is_recorded(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = looked_at(opened, csv(tmp_path, "RS,2.3,2014,,77,,,,"), qtbot)
    before = opened.context.open_workspace.audit()[0].number
    dialog.cancel.click()
    qtbot.waitUntil(lambda: not opened.context.runner.is_busy, timeout=SLOW)
    assert opened.context.open_workspace.audit()[0].number == before


@pytest.mark.parametrize("words", ["check the values", "record the values", "write the audit"])
def test_stopped_in_the_middle_nothing_is_recorded(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, words: str
) -> None:
    dialog = looked_at(opened, csv(tmp_path, "RS,2.3,2014,,77,,,,"), qtbot)
    person = Person(words, opened.context, opened.strip, qtbot)
    before = opened.context.open_workspace.path.read_bytes()

    dialog.take.click()
    qtbot.waitUntil(lambda: bool(person.said), timeout=SLOW)

    assert person.said == ["Nothing was taken in."]
    assert opened.context.open_workspace.path.read_bytes() == before


def test_words_wait_for_a_reason(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = looked_at(opened, csv(tmp_path, "RS,2.3,2014,,N/A,,,,"), qtbot)
    assert not dialog.take.isEnabled(), "there is nothing else to take"
    dialog.offer.accept.click()
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog.offer.reason, "No such law")
    dialog.offer.unclear_as.setCurrentIndex(1)
    qtbot.keyClick(dialog.offer.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(opened).state is ValueState.NOT_APPLICABLE, timeout=SLOW)
    assert value(opened).reason == "No such law"


def test_locked_figures_are_refused_before_anything_is_taken(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    close_period(opened.context.open_workspace, "2014", "SOM 12 took note.")
    dialog = looked_at(opened, csv(tmp_path, "RS,2.3,2014,,77,,,,"), qtbot)
    assert dialog.counts.text() == "Nothing of it can be taken in."
    model = dialog.findings.model()
    assert model.index(0, 0).data() == "■ Critical"
    assert "are locked" in model.index(0, 2).data()
    assert not dialog.take.isEnabled()
    dialog.close()


def test_the_menu_asks_for_a_csv(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = csv(tmp_path, "RS,2.3,2014,,77,,,,")
    text = "Take in values from a CS&V file…"
    entry = next(a for a in opened.actions_.findChildren(QAction) if a.text() == text)
    entry.trigger()
    chooser = opened.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.nameFilters()[0] == "CSV files (*.csv)"
    chooser.fileSelected.emit(str(path))
    chooser.close()
    preview(opened, qtbot).close()


def test_a_file_without_the_columns_is_said_in_sentences(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("country,figure\nRS,7\n", encoding="utf-8")
    assert dropped(opened, path)
    qtbot.waitUntil(lambda: opened.findChild(MessageDialog) is not None, timeout=SLOW)
    said = opened.findChild(MessageDialog)
    assert said is not None
    assert "the column unit is missing" in said.text
    said.close()


def test_without_a_workspace_no_csv_is_taken(window: MainWindow, tmp_path: Path) -> None:
    assert dropped(window, csv(tmp_path))
    assert "Open the workspace of your office first" in said(window)
    window.files.choose_csv()
    assert window.findChild(QFileDialog) is None
