"""A donor's workbook from the window: what is offered, what is written, what stops it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.dialogs.export import ExportDialog
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow


@pytest.fixture
def dialog(window: MainWindow, example_path: Path, qtbot: QtBot) -> ExportDialog:
    with qtbot.waitSignal(window.session.opened):
        window.files.open(example_path)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_X, both)
    found = window.findChild(ExportDialog)
    assert found is not None
    qtbot.waitUntil(found.export.isEnabled)
    return found


def test_all_is_filled_in_from_the_screen(dialog: ExportDialog) -> None:
    assert dialog.donor.currentText() == "Sweden"
    assert dialog.period.currentData() == "2014"
    assert dialog.currency.currentText() == "SEK"
    assert dialog.path.text().endswith("example Sweden 2014.xlsx")
    dialog.close()


def test_who_is_in_it_is_said_before_anything_is_written(dialog: ExportDialog) -> None:
    assert dialog.included == (
        "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar. "
        "The sheets with figures say so, too."
    )
    dialog.close()


def test_the_workbook_speaks_the_language_that_is_chosen(
    dialog: ExportDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert dialog.language.currentText() == "The original"
    dialog.language.setCurrentIndex(dialog.language.findData("zh"))
    dialog.path.setText(str(tmp_path / "zh.xlsx"))
    dialog.export.click()
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None, timeout=20_000)

    said = window.findChild(MessageDialog)
    assert said is not None
    said.close()
    sheet = load_workbook(tmp_path / "zh.xlsx")["Co-funding"]
    assert "中国" in {str(cell.value) for row in sheet.iter_rows() for cell in row}


def test_another_donor_has_another_currency_and_file(dialog: ExportDialog) -> None:
    dialog.donor.setCurrentIndex(dialog.donor.findText("Norway"))

    assert dialog.currency.currentText() == "NOK"
    assert dialog.path.text().endswith("example Norway 2014.xlsx")
    dialog.close()


def test_the_workbook_is_written_and_its_place_is_said(
    dialog: ExportDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.path.setText(str(tmp_path / "for Stockholm"))
    dialog.export.click()
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None, timeout=20_000)

    said = window.findChild(MessageDialog)
    assert said is not None
    assert said.text == f"The workbook was written.\n{tmp_path / 'for Stockholm.xlsx'}"
    assert "Show in folder" in said.buttons
    assert load_workbook(tmp_path / "for Stockholm.xlsx").sheetnames
    said.close()


def test_enter_writes_the_workbook_wherever_the_focus_is(
    dialog: ExportDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.path.setText(str(tmp_path / "x.xlsx"))
    qtbot.keyClick(dialog.donor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None, timeout=20_000)

    said = window.findChild(MessageDialog)
    assert said is not None
    assert (tmp_path / "x.xlsx").is_file()
    said.close()


def test_long_work_shows_and_can_be_cancelled(
    dialog: ExportDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.path.setText(str(tmp_path / "x.xlsx"))
    dialog.export.click()
    assert window.strip.isVisible()
    assert "Writing x.xlsx" in window.strip._text.text()

    window.strip._cancel.click()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=20_000)

    assert window.strip.isHidden()
    assert list(tmp_path.glob("*.xlsx")) == []
    assert window.findChild(MessageDialog) is None


def test_a_folder_that_is_not_there_is_said_at_the_field(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.path.setText(str(tmp_path / "nowhere" / "x.xlsx"))
    dialog.export.click()

    assert dialog.isVisible()
    assert dialog._path_row.error == "There is no such folder. Choose another one."
    dialog.close()


def test_a_failure_is_said_in_sentences(
    dialog: ExportDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "x.xlsx").mkdir()
    dialog.path.setText(str(tmp_path / "x.xlsx"))
    dialog.export.click()
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None, timeout=20_000)

    said = window.findChild(MessageDialog)
    assert said is not None
    assert "is a folder" in said.text
    said.close()
