"""Opening a key with its passphrase, and asking for it where something encrypted is to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QWidget

from spa_me.domain.errors import UserError
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.person import with_person
from ui.widgets.forms import Form
from ui.widgets.labels import label
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from spa_me.packages.keys import OfficeKey
    from spa_me.services.exchange.keyring import StoredKey

_WIDTH = 520


class UnlockKeyDialog(Dialog):
    """Asks for the passphrase of a key of the office that keeps the open workspace."""

    opened = Signal(object)
    """Emitted with the open `OfficeKey`."""
    skipped = Signal()
    """Emitted when the person goes on without a key."""

    def __init__(
        self,
        context: Context,
        keys: tuple[StoredKey, ...],
        why: str,
        *,
        skip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            context: of the window.
            keys: which may be opened, at least one.
            why: what it is needed for, in a sentence.
            skip: the words of a button that goes on without a key; empty for no such button.
            parent: the window it belongs to.
        """
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Unlock my key"))
        self._context, self._keys, self._turn = context, keys, context.keys.turn
        self.key, self.passphrase = QComboBox(), PassphraseField()
        self.shows = QCheckBox(self.tr("Show what I type"))
        self._build(why, skip)

    def _build(self, why: str, skip: str) -> None:
        for key in self._keys:
            self.key.addItem(f"{key.public.person} ({key.public.office}), {key.words[0]} …", key)
        self.passphrase.textEdited.connect(self._clear)
        self.shows.toggled.connect(self._show_typed)
        form = Form()
        if len(self._keys) > 1:
            form.add(self.tr("&Key"), self.key)
        help_text = self.tr(
            "Asked for once; the key is locked again when another workspace is opened, somebody "
            "else is at work, or the window closes."
        )
        self._row = form.add(self.tr("&Passphrase"), self.passphrase, help_text)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.go = buttons.addButton(self.tr("&Unlock"), role.AcceptRole)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        if skip:
            self.skip = buttons.addButton(skip, role.ActionRole)
            self.skip.setAutoDefault(False)
            self.skip.clicked.connect(self._skip)
        buttons.addButton(self.tr("Cancel"), role.RejectRole).setAutoDefault(False)
        buttons.accepted.connect(self._unlock)
        buttons.rejected.connect(self.reject)
        heading = self.tr("Unlock the key of {person}")
        whose = self._keys[0].public.person if len(self._keys) == 1 else self.tr("your office")
        self.column.addWidget(label(heading.format(person=whose), "heading"))
        self.column.addWidget(label(why))
        self.column.addWidget(form)
        self.column.addWidget(self.shows)
        self.column.addWidget(buttons)
        self.passphrase.setFocus()

    def _show_typed(self, shows: bool) -> None:
        self.passphrase.show_letters(shown=shows)

    def _clear(self) -> None:
        self._row.clear_error()

    def _unlock(self) -> None:
        ring, key, typed = self._context.keys.ring, self.key.currentData(), self.passphrase.text()
        self.go.setEnabled(False)

        def failed(error: Exception) -> None:
            self.go.setEnabled(True)
            if not isinstance(error, UserError):
                self._context.notices.complain(error)
                return
            self._row.show_error(error)
            self.passphrase.selectAll()

        # The key is made slow to open on purpose, so that nobody can try many passphrases.
        work = self._context.runner.read
        work(lambda _: ring.unlock(key, typed), self._opened, owner=self, failed=failed)

    def _opened(self, key: OfficeKey) -> None:
        if self._turn != self._context.keys.turn:
            self.reject()  # it was opened for the workspace or the person of before
            return
        self._context.keys.add(key)
        self.accept()
        self.opened.emit(key)

    def _skip(self) -> None:
        self.accept()
        self.skipped.emit()


def with_reader(context: Context, parent: QWidget, why: str, run: Callable[[], object]) -> None:
    """Call `run` once a further key of the office is open; of the person at work, if they have one.

    A file is encrypted to all keys of an office. Who is at work is asked first: the same key then
    signs what goes back, and its passphrase is asked for once.

    Args:
        context: of a window with an open workspace.
        parent: the window that dialogs belong to.
        why: what is to be read, in a sentence.
        run: called when a key was opened, and where no key is locked any more; not where the
            office has none here, which is said.
    """

    def read() -> None:
        office, person = context.open_workspace.info.home_unit, context.settings.person[0]
        known = {key.public.fingerprint for key in context.keys.of(office)}
        locked = [k for k in context.keys.stored(office) if k.public.fingerprint not in known]
        mine = {key.public.fingerprint for key in context.keys.stored(office, person)}
        if not locked and not known:
            _tell_no_key(context, parent)
            return
        if not locked:
            run()
            return
        own_first = sorted(locked, key=lambda key: key.public.fingerprint not in mine)
        dialog = UnlockKeyDialog(context, tuple(own_first), why, parent=parent)

        def opened(key: OfficeKey) -> None:
            del key
            run()

        dialog.opened.connect(opened)
        dialog.open()

    with_person(context, parent, read)


def _tell_no_key(context: Context, parent: QWidget) -> None:
    """Say that nothing here can open an encrypted file, and how it can be opened after all."""
    from ui.dialogs.message import MessageDialog

    translate = QCoreApplication.translate
    office = context.open_workspace.dataset().unit_name(context.open_workspace.info.home_unit)
    heading = translate("Signing", "No key of {office} is on this computer.").format(office=office)
    said = [
        translate("Signing", "An encrypted file opens with a key that it was encrypted to."),
        translate(
            "Signing",
            "Is a copy of that key on a stick, or on another computer? Bring it back with “Bring "
            "back a copy…” on the page Office. Else ask for the file once more, not encrypted.",
        ),
    ]
    dialog = MessageDialog(heading, said, parent=parent)
    dialog.add_button(translate("Signing", "Close"), is_primary=True)
    dialog.open()
