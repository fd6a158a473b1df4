"""A filled-in file that is taken in while the sheet is shown: undone like typing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from spa_me.domain.values import ValueKey, ValueState, reported
from spa_me.services.entry import ValueChange, record_values
from tests.gui.entry.hand import CTRL, Hand
from ui.dialogs.file_preview import FilePreviewDialog
from ui.pages.entry.reading import same_answer
from ui.shell.form_commands import FormCommands

NOTHING = "There is nothing to undo. Older figures stand on the page Activity log."


class Nowhere:
    """Says of no file where it is."""

    def written(self, text: str, path: Path) -> None:
        raise AssertionError(text, path)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "values.csv"
    path.write_text("unit,indicator,period,value\nA,2.1,2016,tbc\nA,3.2,2016,12\n", "utf-8")
    return path


def take_in(hand: Hand, path: Path) -> None:
    """Take a file in, with its words as what they say."""
    page, qtbot = hand.page, hand.qtbot
    hand.wait_saved()
    FormCommands(page.context, Nowhere(), page).take_file(path)
    qtbot.waitUntil(lambda: page.findChild(FilePreviewDialog) is not None, timeout=20_000)
    dialog = page.findChild(FilePreviewDialog)
    assert dialog is not None
    dialog.offer.accept.click()
    qtbot.keyClicks(dialog.offer.reason, "No such law")
    dialog.take.click()
    qtbot.waitUntil(lambda: hand.value("3.2").number == 12, timeout=20_000)
    hand.wait_for_sheet()


def test_taking_in_is_undone_in_one_step_and_done_again(hand: Hand, csv: Path) -> None:
    hand.answer("3.2", "77")
    before = {code: hand.value(code) for code in ("2.1", "3.2")}
    take_in(hand, csv)
    assert hand.value("2.1").state is ValueState.NOT_AVAILABLE
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.said[-1] == "Undone: taking in a file"
    for code, old in before.items():
        assert same_answer(hand.on_disk(code), old)
    hand.press(Qt.Key.Key_Y, CTRL)
    assert hand.on_disk("3.2").number == 12
    hand.press(Qt.Key.Key_Z, CTRL)
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.on_disk("3.2").number == 2310, "what was typed before can still be undone"
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.said[-1] == NOTHING


def test_nothing_is_undone_over_what_somebody_else_changed(hand: Hand, csv: Path) -> None:
    take_in(hand, csv)
    workspace = hand.page.context.open_workspace
    key = ValueKey("A", "2016", "3.2")
    hand.page.context.hub.tell(record_values(workspace, [ValueChange(key, reported(13))]))
    hand.wait_for_sheet()
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.said[-1] == NOTHING
    assert hand.on_disk("3.2").number == 13
