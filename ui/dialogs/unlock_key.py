"""Opening a key with its passphrase, and asking for it where something is to be signed."""

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


def with_signer(
    context: Context,
    parent: QWidget,
    why: str,
    run: Callable[[OfficeKey | None], object],
    *,
    must_sign: bool = False,
    signs_list: bool = False,
) -> None:
    """Call `run` with an open key of the person at work; ask who that is, and its passphrase.

    Args:
        context: of a window with an open workspace.
        parent: the window that dialogs belong to.
        why: what is to be signed, in a sentence.
        run: called with the key, or with None where the person goes on without one.
        must_sign: whether it cannot be done without a key.
        signs_list: whether it is the list of trusted keys itself.
    """

    def go_on(key: OfficeKey | None) -> None:
        _warn_of_unknown(context, parent, key, lambda: run(key), was_sent=not signs_list)

    def unlock(keys: tuple[StoredKey, ...]) -> None:
        skip = "" if must_sign else QCoreApplication.translate("Signing", "Go on &without signing")
        dialog = UnlockKeyDialog(context, keys, why, skip=skip, parent=parent)
        dialog.opened.connect(go_on)
        dialog.skipped.connect(lambda: run(None))
        dialog.open()

    def sign() -> None:
        from spa_me.services.exchange.region import is_unlisted

        data, person = context.open_workspace.dataset(), context.settings.person[0]
        signer = context.keys.signer(data.info.home_unit, person)
        stored = context.keys.stored(data.info.home_unit, person)
        unlisted = {k for k in stored if is_unlisted(data, k.public.fingerprint)}
        trusted_first = tuple(sorted(stored, key=unlisted.__contains__))
        is_doubtful = signer is not None and is_unlisted(data, signer.public.fingerprint)
        if signer is not None and not (is_doubtful and len(unlisted) < len(stored)):
            go_on(signer)
        elif stored:
            unlock(trusted_first)
        else:
            _without_key(context, parent, run, go_on, must_sign=must_sign)

    with_person(context, parent, sign)


def _warn_of_unknown(
    context: Context,
    parent: QWidget,
    key: OfficeKey | None,
    run: Callable[[], object],
    *,
    was_sent: bool,
) -> None:
    """Call `run`; at the region first say so where the countries do not know the key yet.

    A country's new key goes along with what it signs, and the region is asked about it. All that
    the region signs would be asked about in each country, so its key belongs into its list.

    Args:
        context: of the window.
        parent: the window that dialogs belong to.
        key: that signs; None for none.
        run: what is signed with it.
        was_sent: whether it has to stand in the list as that was signed last, too.
    """
    from spa_me.services.exchange.published import list_standing
    from spa_me.services.exchange.records import is_region
    from spa_me.services.exchange.region import is_unlisted
    from ui.dialogs.message import MessageDialog

    workspace = context.open_workspace
    data = workspace.dataset()
    if key is None or not is_region(data):
        run()
        return
    listed = list_standing(workspace, data) if was_sent else None
    is_unsent = listed is not None and key.public in [entry.key for entry in listed.added]
    if not (is_unsent or is_unlisted(data, key.public.fingerprint)):
        run()
        return
    translate = QCoreApplication.translate
    said = translate(
        "Signing",
        "Every country would have to compare its eight words by phone. Sign the list with your key "
        "in it under “Trusted keys…” on the page Inbox, and send it to them: then they know it.",
    )
    heading = translate("Signing", "The countries do not know your key yet.")
    dialog = MessageDialog(heading, [said], parent=parent)
    if is_unsent:
        dialog.add_button(translate("Signing", "Sign with it all the &same"), run)
        dialog.add_button(translate("Signing", "Cancel"), is_primary=True)
    else:
        add = translate("Signing", "&Add it to the list, and go on")
        dialog.add_button(add, lambda: _add_own(context, parent, key, run), is_primary=True)
        dialog.add_button(translate("Signing", "Sign with it all the &same"), run)
        dialog.add_button(translate("Signing", "Cancel"))
    dialog.open()


def _add_own(context: Context, parent: QWidget, key: OfficeKey, run: Callable[[], object]) -> None:
    """Take the own key of the region into its list, which nobody has to phone about; call `run`."""
    from spa_me.domain.changes import ChangeSet
    from spa_me.services.exchange.trust import trust_key

    workspace = context.open_workspace

    def done(changes: ChangeSet) -> None:
        context.hub.tell(changes)
        run()

    context.runner.write(lambda _: trust_key(workspace, key.public), done, owner=parent)


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


def _without_key(
    context: Context,
    parent: QWidget,
    run: Callable[[OfficeKey | None], object],
    go_on: Callable[[OfficeKey], object],
    *,
    must_sign: bool,
) -> None:
    """Offer to make a key, and go on with it; its passphrase is not asked for a second time."""
    from ui.dialogs.message import MessageDialog

    translate = QCoreApplication.translate
    person = context.settings.person[0]
    dialog = MessageDialog(
        translate("Signing", "{person} has no key on this computer.").format(person=person),
        [
            translate(
                "Signing",
                "What is not signed shows as not signed wherever it is taken in, and many offices "
                "refuse it.",
            ),
            translate(
                "Signing",
                "Make your key now: it goes along with what you sign, and the other office "
                "compares its eight words with you by phone, once.",
            ),
        ],
        parent=parent,
    )

    def make() -> None:
        from ui.dialogs.office_key import NewKeyDialog

        new = NewKeyDialog(context, context.open_workspace.info.home_unit, parent)

        def opened(key: OfficeKey) -> None:
            context.keys.add(key)
            go_on(key)

        def made(key: StoredKey, passphrase: str) -> None:
            ring = context.keys.ring
            context.runner.read(lambda _: ring.unlock(key, passphrase), opened, owner=parent)

        new.made.connect(made)
        new.open()

    dialog.add_button(translate("Signing", "Make my key…"), make, is_primary=True)
    if not must_sign:
        skip = translate("Signing", "Go on without signing")
        dialog.add_button(skip, lambda: run(None))
    dialog.add_button(translate("Signing", "Cancel"))
    dialog.open()
