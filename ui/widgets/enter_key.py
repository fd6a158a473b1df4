"""Enter presses the button that has the focus, everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


def presses_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Press the focused button if Enter was; return whether that was done.

    Qt lets Enter press the default button of a dialog whatever has the focus, and nothing at all
    outside dialogs. Whoever has gone to a button with Tab means that one.

    Args:
        window: the dialog or window to which the key came up.
        event: the key that no widget below has taken.
    """
    focused: QWidget | None = window.focusWidget()
    is_enter = event.key() in ENTER and event.modifiers() in _PLAIN
    if not is_enter or not isinstance(focused, QPushButton) or not focused.isVisible():
        return False
    focused.click()
    event.accept()
    return True
