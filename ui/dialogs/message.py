"""A message: what happened, what was kept, what to do, and the buttons to do it with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from spa_me.domain.errors import InputError, UserError
from ui.dialogs.base import Dialog
from ui.widgets.labels import label

_WIDTH = 540
_LINES = 12


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
        shown = QPlainTextEdit("\n".join(details))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(self.tr("Details"))
        lines = min(_LINES, len(details) + 1)
        shown.setFixedHeight(lines * shown.fontMetrics().lineSpacing() + 18)
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
