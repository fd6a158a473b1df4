"""What all dialogs share: margins, height, Enter, and that they are gone once closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.widgets.enter_key import presses_focused


class Dialog(QDialog):
    """A dialog as high as its texts need at its width, and no higher.

    Attributes:
        column: the layout that takes its content.
    """

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        """Make an empty dialog.

        Args:
            title: of its window.
            width: in device-independent pixels at 100 % text size.
            parent: the window it belongs to.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._width = width
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 20, 22, 18)
        self.column.setSpacing(12)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the height to the texts, whose lines break at the dialog's width."""
        if not event.spontaneous():
            wide = max(self._width, self.fontMetrics().averageCharWidth() * self._width // 8)
            room = self.screen().availableGeometry()
            width = min(max(wide, self.column.minimumSize().width()), room.width() - 40)
            # Qt asks labels for their height at a narrower width and leaves gaps between them.
            height = self.column.totalHeightForWidth(width)
            self.resize(width, min(height, room.height() - 40))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the focused button, and else the one that a person usually wants."""
        if not presses_focused(self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow when a text appears, such as what is wrong with a field."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            needed = self.column.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return done
