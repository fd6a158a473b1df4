"""A message: what happened, what was kept, what to do, and the buttons to do it with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from spa_me.domain.errors import InputError, UserError
from ui.dialogs.base import Dialog
from ui.widgets.labels import label

_WIDTH = 540
_MOST_LINES, _MOST_OF_SCREEN = 24, 0.6
"""How high details get: so many lines, and at large text this part of the screen."""
_FRAME = 18
"""Pixels above and below their lines."""


class _Details(QPlainTextEdit):
    """Lines to be read and copied, as high as their text at its width, within the screen."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text, its lines broken, as far as there is room."""
        line = self.fontMetrics().lineSpacing()
        inside = width - 2 * _FRAME - self.verticalScrollBar().sizeHint().width()
        room = QRect(0, 0, max(1, inside), 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        text = self.fontMetrics().boundingRect(room, flags, f"{self.toPlainText()}\n").height()
        screen = round(self.screen().availableGeometry().height() * _MOST_OF_SCREEN)
        return min(text, line * _MOST_LINES, screen - _FRAME) + _FRAME


class MessageDialog(Dialog):
    """Says something in sentences over the window; it is gone for good once closed.

    Attributes:
        buttons: the buttons by their text, from the left.
    """

    def __init__(
        self,
        heading: str,
        paragraphs: Sequence[str] = (),
        *,
        details: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            heading: what happened, in one sentence.
            paragraphs: what was kept and what to do.
            details: more lines, such as every finding; they can be copied.
            parent: the window it belongs to.
        """
        super().__init__(QGuiApplication.applicationDisplayName(), _WIDTH, parent)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(paragraphs))
        self.buttons: dict[str, QPushButton] = {}
        self._said = [heading, *filter(None, paragraphs), *details]
        layout = self.column
        layout.addWidget(label(heading, "heading", selectable=True))
        for text in filter(None, paragraphs):
            layout.addWidget(label(text, selectable=True))
        if details:
            layout.addWidget(self._details(details), 1)
        self._row = QHBoxLayout()
        self._row.addStretch()
        layout.addSpacing(6)
        layout.addLayout(self._row)

    def _details(self, details: Sequence[str]) -> QPlainTextEdit:
        shown = _Details("\n".join(details))
        shown.setAccessibleName(self.tr("Details"))
        return shown

    @property
    def text(self) -> str:
        """Everything it says, as plain text."""
        return "\n".join(self._said)

    def add_button(
        self,
        text: str,
        run: Callable[[], object] | None = None,
        *,
        is_primary: bool = False,
        closes: bool = True,
    ) -> QPushButton:
        """Add a button at the right.

        Args:
            text: what it does.
            run: called when it is pressed; without it the button only closes.
            is_primary: whether Enter presses it.
            closes: whether the dialog closes first.
        """
        made = QPushButton(text)
        made.setAutoDefault(is_primary)
        if is_primary:
            made.setProperty("role", "primary")
            made.setDefault(True)
            made.setFocus()

        def press() -> None:
            if closes:
                self.close()
            if run is not None:
                run()

        made.clicked.connect(press)
        self._row.addWidget(made)
        self.buttons[text] = made
        return made


def message_for(error: UserError, parent: QWidget | None = None) -> MessageDialog:
    """Return a dialog that tells an error in its own sentences, with every finding."""
    details = [str(finding) for finding in error.findings] if isinstance(error, InputError) else []
    dialog = MessageDialog(error.what, [error.kept, error.do], details=details, parent=parent)
    dialog.add_button(dialog.tr("Close"), is_primary=True)
    return dialog
