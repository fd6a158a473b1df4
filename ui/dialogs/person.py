"""Who is at work: asked once, before the first change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from ui.context import Context
from ui.dialogs.base import Dialog
from ui.settings import Settings
from ui.widgets.forms import Form
from ui.widgets.labels import label


class PersonForm(Form):
    """Name, office and role, as they stand in the activity log."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.name, self.office, self.role = QLineEdit(), QLineEdit(), QLineEdit()
        for field in (self.name, self.office, self.role):
            field.setMaxLength(200)
        self._name_row = self.add(self.tr("&Name"), self.name)
        self.add(self.tr("O&ffice"), self.office, self.tr("Such as: Regional secretariat, Bangkok"))
        self.add(self.tr("&Role"), self.role, self.tr("Such as: Monitoring and evaluation officer"))
        self.name.textEdited.connect(self._name_row.clear_error)
        self.load()

    def load(self) -> None:
        """Show the person of the settings."""
        actor = self._settings.actor
        self.name.setText(actor.name if actor else "")
        self.office.setText(actor.office if actor else "")
        self.role.setText(actor.role if actor else "")
        self._loaded = self._typed()
        self.clear_errors()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed since it was loaded or saved."""
        return self._typed() != self._loaded

    def _typed(self) -> tuple[str, str, str]:
        return self.name.text(), self.office.text(), self.role.text()

    def save(self) -> bool:
        """Keep what was entered; without a name say so at the field and return False."""
        from spa_me.domain.dataset import Actor

        name = self.name.text().strip()
        if not name:
            self._name_row.show_error(self.tr("A name is needed."))
            return False
        self._settings.actor = Actor(name, self.office.text().strip(), self.role.text().strip())
        self._loaded = self._typed()
        return True


class PersonDialog(Dialog):
    """Asks who is at work; the answer is kept in the settings."""

    answered = Signal()
    """Emitted when the settings hold a person."""
    declined = Signal()
    """Emitted when the dialog was closed without an answer."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", 440, parent)
        self.setWindowTitle(self.tr("Who is at work?"))
        self.form = PersonForm(settings)
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton(
            self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save_button.setProperty("role", "primary")
        buttons.addButton(self.tr("Not now"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.rejected.connect(self.declined)
        layout = self.column
        layout.addWidget(label(self.tr("Who is at work?"), "heading"))
        layout.addWidget(
            label(
                self.tr(
                    "Your name stands beside every change in the activity log. You are asked only "
                    "once; the settings show it. It stays on this computer and in the workspaces "
                    "that you change."
                ),
                "muted",
            )
        )
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        self.form.name.setFocus()

    def _accept(self) -> None:
        if self.form.save():
            self.accept()
            self.answered.emit()


def with_person(context: Context, parent: QWidget, run: Callable[[], object]) -> None:
    """Call `run` once it is known who is at work; not at all if nobody says so."""
    if context.settings.person[0]:
        run()
        return
    dialog = PersonDialog(context.settings, parent)

    def answered() -> None:
        actor, workspace = context.settings.actor, context.workspace
        if actor is not None and workspace is not None:
            workspace.actor = actor
        run()

    dialog.answered.connect(answered)
    dialog.open()
