"""Asks why: for steps that stand in the record with their reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from spa_me.domain.checks import MAX_TEXT
from ui.dialogs.base import Dialog
from ui.widgets.forms import Form
from ui.widgets.labels import label

_LINES = 4


class ReasonDialog(Dialog):
    """Says what a step does, and asks for its reason in a few words."""

    given = Signal(str)
    """Emitted with the reason when the step is to be taken."""

    def __init__(
        self, title: str, paragraphs: Sequence[str], action: str, parent: QWidget | None = None
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            title: the step as a question.
            paragraphs: what it does and what it leaves as it is.
            action: what the button that takes it says.
            parent: the window it belongs to.
        """
        super().__init__(title.rstrip("?"), 520, parent)
        self.setAccessibleName(title)
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_LINES * self.field.fontMetrics().lineSpacing() + 18)
        form = Form()
        self._row = form.add(
            self.tr("&Reason"), self.field, self.tr("It stands in the record for everybody to see.")
        )
        self.field.textChanged.connect(self._row.clear_error)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("role", "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(label(title, "heading"))
        for text in paragraphs:
            self.column.addWidget(label(text))
        self.column.addWidget(form)
        self.column.addWidget(buttons)
        self.field.setFocus()

    def _accept(self) -> None:
        reason = self.field.toPlainText().strip()
        if not reason:
            self._row.show_error(self.tr("A reason is needed."))
            return
        self.accept()
        self.given.emit(reason[:MAX_TEXT])
