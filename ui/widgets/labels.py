"""Labels: plain text that is never taken for HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


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
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if role:
        made.setProperty("role", role)
    if selectable:
        flags = Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return made
