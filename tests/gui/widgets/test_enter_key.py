"""Enter presses the button that has the focus, in dialogs and outside."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.dialogs.message import MessageDialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_question_presses_the_focused_button(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[str] = []
    dialog = MessageDialog("Ready as it is?")
    qtbot.addWidget(dialog)
    field = QLineEdit()
    dialog.column.addWidget(field)
    for name, is_primary in (("Go on", False), ("Look first", True)):
        dialog.add_button(
            name, lambda name=name: pressed.append(name), is_primary=is_primary, closes=False
        )
    dialog.show()
    for widget in (dialog.buttons["Go on"], dialog.buttons["Look first"], field):
        widget.setFocus()
        qtbot.keyClick(widget, key)
    assert pressed == ["Go on", "Look first", "Look first"]
