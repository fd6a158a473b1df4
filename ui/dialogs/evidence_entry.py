"""What evidence is called and, of a reference, where it is found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from spa_me.domain.framework import clean_text
from ui.dialogs.base import Dialog
from ui.widgets.forms import Form
from ui.widgets.labels import label


class EvidenceEntryDialog(Dialog):
    """Asks for the title of evidence and, where it is no file, for its place."""

    given = Signal(str, str)
    """Emitted with the title and the reference."""

    def __init__(
        self,
        heading: str,
        title: str = "",
        reference: str | None = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            heading: what it is about.
            title: what the evidence is called now.
            reference: where it is found now; None for a file, which has no such place.
            parent: the window it belongs to.
        """
        super().__init__("", 460, parent)
        self.setWindowTitle(heading)
        self.title, self.reference = QLineEdit(title), QLineEdit(reference or "")
        self.form = Form()
        self._title_row = self.form.add(
            self.tr("&What it is"), self.title, self.tr("As in: Minutes of the task force, 3 March")
        )
        self._place_row = None
        if reference is not None:
            self._place_row = self.form.add(
                self.tr("Where it can be &found"),
                self.reference,
                self.tr("A document number, an archive, an address"),
            )
        self.column.addWidget(label(heading, "heading"))
        self.column.addWidget(self.form)
        self.column.addWidget(
            label(self.tr("No names, case numbers or stories of victims."), "warning")
        )
        self.column.addWidget(self._buttons())
        for field, row in ((self.title, self._title_row), (self.reference, self._place_row)):
            if row is not None:
                field.textEdited.connect(row.clear_error)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.save = buttons.addButton(self.tr("&Save"), role.AcceptRole)
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _accept(self) -> None:
        if not clean_text(self.title.text()):
            self._title_row.show_error(self.tr("Say what it is."))
        elif self._place_row is not None and not clean_text(self.reference.text()):
            self._place_row.show_error(self.tr("Say where it can be found."))
        else:
            self.given.emit(self.title.text(), self.reference.text())
            self.accept()
