"""Dialogs stay in front of the window, also when Qt makes its native window anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget


class DialogsInFront(QObject):
    """Binds open dialogs to the native window again.

    The first charts need another kind of native window, so that Qt replaces the one that is there.
    A dialog that was opened before belongs to none then: it falls behind, and holds up nothing.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until the new native window stands, then bind the dialogs to it."""
        if watched is self._window and event.type() is QEvent.Type.WinIdChange:
            QTimer.singleShot(0, self, self._bind)
        return super().eventFilter(watched, event)

    def _bind(self) -> None:
        native = self._window.windowHandle()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible() and dialog.windowHandle().transientParent() is not native:
                dialog.hide()  # its place in front, and what it holds up, are settled on showing
                dialog.windowHandle().setTransientParent(native)
                dialog.show()
