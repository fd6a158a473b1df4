"""Details of a message are seen whole where the screen has room, else they can be scrolled."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.dialogs.message import MessageDialog

REMINDER = [
    "Dear colleagues of Country A,",
    "",
    "the report of Country A for Year 2014 was due on 31 March 2015. It has not reached us yet.",
    "",
    "Please enter the figures that are missing, have them approved, and send the sealed file. " * 2,
    "",
    "Regards",
    "Regional secretariat",
]


def shown(qtbot: QtBot, details: list[str]) -> tuple[MessageDialog, QPlainTextEdit]:
    dialog = MessageDialog("Reminder to Country A", ["Paste it."], details=details)
    qtbot.addWidget(dialog)
    dialog.add_button("Copy the text", is_primary=True)
    dialog.show()
    qtbot.waitExposed(dialog)
    (field,) = dialog.findChildren(QPlainTextEdit)
    return dialog, field


@pytest.mark.parametrize("text_size", [100, 150])
def test_a_reminder_is_seen_whole(qtbot: QtBot, context: Context, text_size: int) -> None:
    context.theme.choose(text_size=text_size)
    dialog, field = shown(qtbot, REMINDER)
    qtbot.waitUntil(lambda: field.verticalScrollBar().maximum() == 0)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    button = dialog.buttons["Copy the text"]
    assert button.geometry().bottom() < dialog.height()


def test_very_many_lines_leave_the_buttons_on_the_screen(qtbot: QtBot, context: Context) -> None:
    context.theme.choose(text_size=150)
    dialog, field = shown(qtbot, [f"Finding {number}" for number in range(300)])
    assert field.verticalScrollBar().maximum() > 0
    button = dialog.buttons["Copy the text"]
    assert button.geometry().bottom() < dialog.height()
    assert dialog.height() <= dialog.screen().availableGeometry().height()


def test_one_line_takes_little_room(qtbot: QtBot) -> None:
    _, field = shown(qtbot, ["One finding"])
    assert field.height() < 5 * field.fontMetrics().lineSpacing()
