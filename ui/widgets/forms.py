"""Forms: each field with its label, its help and what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spa_me.domain.errors import UserError
from ui.widgets.labels import label


class FieldRow(QWidget):
    """A field under its label, with help below it and, if need be, what is wrong.

    Attributes:
        field: the control itself.
    """

    def __init__(
        self,
        text: str,
        field: QWidget,
        help_text: str = "",
        *,
        beside: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row.

        Args:
            text: the label; `&` marks the letter that leads to the field.
            field: the control; its accessible name is the label.
            help_text: what to enter, in one sentence.
            beside: a button that helps to fill the field in, at its right.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.field = field
        self._plain = text.replace("&", "")
        self._help_text = help_text
        name = label(text, "strong")
        name.setBuddy(field)
        self._help = label(help_text, "small")
        self._help.setVisible(bool(help_text))
        self._error = label("", "wrong")
        self._error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(name)
        line = QHBoxLayout()
        line.addWidget(field, 1)
        if beside is not None:
            # Enter in a field is for the dialog's own button, not for this one.
            beside.setAutoDefault(False)
            line.addWidget(beside)
        layout.addLayout(line)
        layout.addWidget(self._help)
        layout.addWidget(self._error)
        field.setAccessibleName(self._plain)
        field.setAccessibleDescription(help_text)

    @property
    def error(self) -> str:
        """What is shown as wrong; empty if nothing is."""
        return self._error.text()

    @property
    def help(self) -> str:
        """The help text; empty if there is none."""
        return self._help_text

    def show_error(self, what: str | UserError) -> None:
        """Say at the field what is wrong, and go there."""
        self._show_state(str(what))
        self.field.setFocus()

    def clear_error(self) -> None:
        """Take back what was said to be wrong."""
        if self.error:
            self._show_state("")

    def set_help(self, text: str) -> None:
        """Show another help text; none for an empty one."""
        self._help_text = text
        self._help.setText(text)
        self._help.setVisible(bool(text))
        if not self.error:
            self.field.setAccessibleDescription(text)

    def _show_state(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self.field.setProperty("state", "wrong" if error else "")
        # A screen reader reads the description with the field, a sighted person sees it below.
        self.field.setAccessibleDescription(error or self._help_text)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class Form(QWidget):
    """Fields one under the other, in the order in which they are read and reached by Tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._rows: list[FieldRow] = []

    def add(
        self, text: str, field: QWidget, help_text: str = "", *, beside: QPushButton | None = None
    ) -> FieldRow:
        """Add a field with its label (`&` marks its letter) and help; return its row."""
        row = FieldRow(text, field, help_text, beside=beside)
        self._layout.addWidget(row)
        self._rows.append(row)
        return row

    def clear_errors(self) -> None:
        """Take back everything that was said to be wrong."""
        for row in self._rows:
            row.clear_error()
