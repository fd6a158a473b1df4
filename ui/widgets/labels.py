"""Labels: plain text that is never taken for HTML."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption, QWidget

from ui.plain_text import as_tooltip


def label(
    text: str = "",
    role: str = "",
    *,
    wraps: bool = True,
    selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Return a label that shows `text` as it stands.

    Args:
        text: what it says; tags in it are shown and not followed.
        role: its look in the style sheet: `title`, `heading`, `strong`, `muted`, `small`,
            `warning`, `number`, `chip`; empty for plain text.
        wraps: whether long text breaks into lines.
        selectable: whether the text can be marked and copied.
        parent: Qt's owner.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    if selectable:
        flags = Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return made


class ElidedLabel(QLabel):
    """One line that ends in dots where there is no room; the whole text is its tool tip."""

    def __init__(self, role: str = "", parent: QWidget | None = None, *, keeps: int = 4) -> None:
        """Make an empty line.

        Args:
            role: its look in the style sheet.
            parent: Qt's owner.
            keeps: how many letters of its text it shows before others beside it give way.
        """
        super().__init__(parent)
        self._keeps = keeps
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str, more: str = "") -> None:
        """Show a text; `more` stands in the tool tip instead of it."""
        self.setText(text)
        self.setToolTip(as_tooltip(more or text))

    def minimumSizeHint(self) -> QSize:
        """Return room for the letters that it keeps, or for all of them where they are fewer."""
        letter = self.fontMetrics().averageCharWidth()
        whole = max(letter * 4, self.sizeHint().width())
        return QSize(min(letter * self._keeps, whole), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter, room, alignment, option.palette, self.isEnabled(), text, self.foregroundRole()
        )
