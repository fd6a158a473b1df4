"""Making a key of this office, and locking it by another passphrase."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from spa_me.domain.errors import UserError
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.key_words import at_secretariat
from ui.widgets.banner import Banner, Caution
from ui.widgets.forms import Form
from ui.widgets.labels import label
from ui.widgets.passphrase import NewPassphrase, PassphraseField

if TYPE_CHECKING:
    from spa_me.services.exchange.keyring import StoredKey

_WIDTH = 520


class NewKeyDialog(Dialog):
    """Asks whose key it is and for its passphrase, and makes it."""

    made = Signal(object, str)
    """Emitted with the `StoredKey` that was made, and its passphrase, so that nobody types it
    again."""

    def __init__(self, context: Context, office: str, parent: QWidget | None = None) -> None:
        """Make the dialog; `open` shows it.

        Args:
            context: of the window.
            office: code of the reporting unit that keeps the open workspace.
            parent: the window it belongs to.
        """
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("New key"))
        self._context, self._office = context, office
        self._is_secretariat = at_secretariat(context)
        person = context.settings.person
        self.name, self.role = QLineEdit(person[0]), QLineEdit(person[2])
        self.passphrase = NewPassphrase()
        form = Form()
        self._name_row = form.add(
            self.tr("&Name of the person who signs")
            if self._is_secretariat
            else self.tr("&Name of the person who approves"),
            self.name,
            self.tr("As it stands in the settings of that person."),
        )
        form.add(self.tr("&Role"), self.role, self.tr("Such as: Head of the task force"))
        for field in (self.name, self.role):
            field.setMaxLength(200)
        self.name.textEdited.connect(self._name_edited)
        self._name_edited()
        self._build(form)
        (self.passphrase.first if self.name.text() else self.name).setFocus()

    def _build(self, form: Form) -> None:
        heading, who, lost = self._texts()
        self.column.addWidget(label(heading, "heading"))
        self.column.addWidget(label(who, "muted"))
        self.column.addWidget(form)
        self.column.addWidget(self.passphrase)
        warning = Banner()
        warning.show_cautions([Caution(lost)])
        self.column.addWidget(warning)
        buttons = QDialogButtonBox()
        self.make = buttons.addButton(
            self.tr("Make the key"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.make.setProperty("role", "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)

    def _texts(self) -> tuple[str, str, str]:
        """Return what the key is for, whose it is, and what follows if its passphrase is lost."""
        if self._is_secretariat:
            return (
                self.tr("A key to sign decisions and the list of trusted keys with"),
                self.tr(
                    "Whoever has the key and its passphrase signs in your name. The key stays on "
                    "this computer; each person who signs has their own."
                ),
                self.tr(
                    "Write the passphrase down and lock it away. Nobody can recover it: without it "
                    "you need a new key, and countries may have to compare the words of that one "
                    "anew."
                ),
            )
        return (
            self.tr("A key to sign submissions with"),
            self.tr(
                "Whoever has the key and its passphrase signs in your name. The key stays on "
                "this computer; each person who approves has their own."
            ),
            self.tr(
                "Write the passphrase down and lock it away. Nobody can recover it: "
                "without it you need a new key, and the region has to trust that one anew."
            ),
        )

    def _name_edited(self) -> None:
        self._name_row.clear_error()
        self.passphrase.avoid(self.name.text().strip(), *self.name.text().split())

    def _make(self) -> None:
        name, role = self.name.text().strip(), self.role.text().strip()
        if not name:
            self._name_row.show_error(self.tr("A name is needed."))
            return
        passphrase = self.passphrase.taken()
        if not passphrase:
            return
        _work_on(self.make, is_working=True)
        office, today = self._office, datetime.now().astimezone().date()
        keys = self._context.keys

        def work() -> StoredKey:
            return keys.ring.create(office, name, passphrase, role=role, made_on=today)

        def done(key: StoredKey) -> None:
            self.accept()
            self._context.keys.changed.emit()
            self.made.emit(key, passphrase)

        self._context.runner.read(lambda _: work(), done, owner=self, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        _work_on(self.make, is_working=False)
        self._context.notices.complain(error)


class ChangePassphraseDialog(Dialog):
    """Locks a key by another passphrase."""

    def __init__(self, context: Context, key: StoredKey, parent: QWidget | None = None) -> None:
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Another passphrase"))
        self._context, self._key = context, key
        self.old, self.passphrase = PassphraseField(), NewPassphrase()
        self.passphrase.avoid(*key.public.person.split())
        self.passphrase.visible.toggled.connect(self._show_letters)
        form = Form()
        self._old_row = form.add(self.tr("&Old passphrase"), self.old)
        self.old.textEdited.connect(self._old_row.clear_error)
        buttons = QDialogButtonBox()
        self.change = buttons.addButton(self.tr("Change"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.change.setProperty("role", "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._change)
        buttons.rejected.connect(self.reject)
        heading = self.tr("Another passphrase for the key of {person}")
        layout = self.column
        layout.addWidget(label(heading.format(person=key.public.person), "heading"))
        said = self.tr("The key and its words stay the same. Copies of its file keep the old one.")
        layout.addWidget(label(said, "muted"))
        for part in (form, self.passphrase, buttons):
            layout.addWidget(part)
        self.old.setFocus()

    def _show_letters(self, shown: bool) -> None:
        self.old.show_letters(shown=shown)

    def _change(self) -> None:
        new, key, old = self.passphrase.taken(), self._key, self.old.text()
        if not new:
            return
        _work_on(self.change, is_working=True)

        keys = self._context.keys

        def work() -> None:
            keys.ring.change_passphrase(key, old, new)

        self._context.runner.read(lambda _: work(), self._done, owner=self, failed=self._failed)

    def _done(self, _: None) -> None:
        self.accept()
        self._context.notices.say(self.tr("The key is locked by the new passphrase."))

    def _failed(self, error: Exception) -> None:
        from spa_me.packages.keys import WrongPassphraseError

        _work_on(self.change, is_working=False)
        if isinstance(error, WrongPassphraseError):
            self._old_row.show_error(f"{error.what} {error.do}")
        elif isinstance(error, UserError):
            self._old_row.show_error(str(error))
        else:
            self._context.notices.complain(error)


def _work_on(button: QPushButton, *, is_working: bool) -> None:
    """Show that a key is being locked or opened, which takes a moment on purpose."""
    button.setEnabled(not is_working)
