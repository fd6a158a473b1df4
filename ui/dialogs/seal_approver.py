"""Who approves, and with which key: one that is here, one that is made on the way, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.i18n import show_date
from ui.plain_text import without_mnemonic
from ui.widgets.banner import Banner, Caution
from ui.widgets.forms import Form
from ui.widgets.labels import label
from ui.widgets.passphrase import NewPassphrase, PassphraseField

if TYPE_CHECKING:
    from spa_me.services.exchange.keyring import StoredKey
    from spa_me.services.exchange.summary import SealingSummary

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves.

    Attributes:
        key: that signs; None where it is to be made, or nothing is signed.
        passphrase: of the key, or of the one to be made; empty for none.
    """

    person: str
    role: str
    key: StoredKey | None = None
    passphrase: str = ""

    @property
    def makes_key(self) -> bool:
        """Whether a key is made for the person first."""
        return self.key is None and bool(self.passphrase)


class ApproverForm(QWidget):
    """Asks for the approver once: name, role and passphrase are those of a key that is made, too.

    Attributes:
        keys: those of the office that can be chosen.
    """

    def __init__(
        self, context: Context, summary: SealingSummary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._summary = context, summary
        self.keys: tuple[StoredKey, ...] = ()
        self.approver, self.passphrase = QComboBox(), PassphraseField()
        self.visible = QCheckBox(self.tr("&Show what I type"))
        self.name, self.role = QLineEdit(), QLineEdit()
        self.new_passphrase = NewPassphrase()
        self.about, self.unsigned = label(role="muted"), Banner()
        self._build()
        self._connect()

    def _build(self) -> None:
        form = Form()
        self.approver.setMinimumContentsLength(16)
        self.approver.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for field in (self.name, self.role):
            field.setMaxLength(_LONGEST_NAME)
        self.approver_row = form.add(self.tr("&Signed with"), self.approver)
        self.name_row = form.add(self.tr("&Name of the approver"), self.name)
        self._role_row = form.add(
            self.tr("&Role"), self.role, self.tr("Such as: Head of the task force")
        )
        self.passphrase_row = form.add(self.tr("&Passphrase of the key"), self.passphrase)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (form, self.visible, self.new_passphrase, self.about, self.unsigned):
            column.addWidget(part)

    def _connect(self) -> None:
        self.approver.currentIndexChanged.connect(self._choose)
        self.visible.toggled.connect(self._show_letters)
        self.passphrase.textEdited.connect(self.passphrase_row.clear_error)
        self.name.textEdited.connect(self._name_edited)

    # --- Choosing -------------------------------------------------------------------------------

    def show_keys(
        self, keys: Sequence[StoredKey], chosen: StoredKey | None = None, passphrase: str = ""
    ) -> None:
        """Offer these keys, one of them chosen; else the one that may approve, else a new one.

        Args:
            keys: of the office on this computer.
            chosen: the one to show.
            passphrase: of that one, where it was typed just now.
        """
        self.keys = tuple(keys)
        self.approver.blockSignals(True)
        self.approver.clear()
        for key in keys:
            public = key.public
            made = "" if public.made_on is None else show_date(public.made_on)
            text = self.tr("{person} (key of {day})").format(person=public.person, day=made)
            self.approver.addItem(text)
        self.approver.addItem(self.tr("A new key, made now"))
        self.approver.addItem(self.tr("Without a key (not signed)"))
        self.approver.setCurrentIndex(self._first(chosen))
        self.approver.blockSignals(False)
        person, _, role = self._context.settings.person
        if not self.name.text() and self._summary.may_approve(person):
            self.name.setText(person)
            self.role.setText(role)
        self._choose()
        self.passphrase.setText(passphrase)

    def _first(self, chosen: StoredKey | None) -> int:
        """Return the place of the chosen key; else of one of the person at work, a trusted one."""
        if chosen in self.keys:
            return self.keys.index(chosen)
        person = self._context.settings.person[0]

        def worth(place: int) -> tuple[bool, bool]:
            public = self.keys[place].public
            return public.person == person, not self._is_new_to_region(public.fingerprint)

        able = (n for n, k in enumerate(self.keys) if self._summary.may_approve(k.public.person))
        return max(able, key=worth, default=len(self.keys))

    @property
    def key(self) -> StoredKey | None:
        """The chosen key; None for a new one and for none."""
        place = self.approver.currentIndex()
        return self.keys[place] if 0 <= place < len(self.keys) else None

    @property
    def makes_key(self) -> bool:
        """Whether a key is to be made."""
        return self.approver.currentIndex() == len(self.keys)

    def _choose(self) -> None:
        key, makes_key = self.key, self.makes_key
        self.approver_row.clear_error()
        for part in (self.passphrase_row, self.visible):
            part.setVisible(key is not None)
        for part in (self.name_row, self._role_row):
            part.setVisible(key is None)
        self.new_passphrase.setVisible(makes_key)
        doubt = "" if key is not None or makes_key else self._about_unsigned()
        self.unsigned.show_cautions([Caution(doubt)] if doubt else [])
        self.about.setText(self._about())
        self.about.setVisible(bool(self.about.text()))
        if key is not None and not self._summary.may_approve(key.public.person):
            self.approver_row.show_error(self._why_not(key.public.person))
        self._name_edited()
        typed_name = self.new_passphrase.first if makes_key and self.name.text() else self.name
        (typed_name if key is None else self.passphrase).setFocus()

    def _name_edited(self) -> None:
        self.name_row.clear_error()
        name = self.name.text()
        self.new_passphrase.avoid(name.strip(), *name.split())

    def _show_letters(self, shown: bool) -> None:
        self.passphrase.show_letters(shown=shown)

    # --- What is said of it ---------------------------------------------------------------------

    def _is_new_to_region(self, fingerprint: str) -> bool:
        from spa_me.services.exchange.region import is_new_to_region

        return is_new_to_region(self._context.open_workspace.dataset(), fingerprint)

    def _about(self) -> str:
        name = without_mnemonic(self._summary.recipient_name)
        if self.makes_key:
            text = self.tr(
                "The key stays on this computer and proves who approved. Write its passphrase down "
                "and lock it away: nobody can recover it. {region} will compare eight words of the "
                "key by phone, once; they are shown after sealing."
            )
            return text.format(region=name)
        if self.key is not None and self._is_new_to_region(self.key.public.fingerprint):
            text = self.tr(
                "{region} may not know this key yet. It goes along with the file, and its eight "
                "words are compared by phone; they are shown after sealing."
            )
            return text.format(region=name)
        return ""

    def _about_unsigned(self) -> str:
        from spa_me.services.exchange.region import has_trusted_key

        workspace = self._context.open_workspace
        if has_trusted_key(workspace.dataset(), workspace.info.home_unit):
            return self.tr(
                "A key of your office is trusted, so the region will refuse what is not signed. "
                "Choose the key of who approves it, or bring back a copy of it on the page Office."
            )
        return self.tr(
            "Nothing proves who sealed it. The region can take it in only while it allows unsigned "
            "packages, and its figures then show as not signed."
        )

    def _why_not(self, person: str) -> str:
        text = self.tr(
            "{person} entered figures of this submission or made it ready. Somebody else approves "
            "it, such as the head of the task force."
        )
        return text.format(person=person)

    # --- The answer -----------------------------------------------------------------------------

    def approval(self) -> Approval | None:
        """Return who approves; None after saying at a field what is missing or wrong."""
        key = self.key
        person = self.name.text().strip() if key is None else key.public.person
        role = self.role.text().strip() if key is None else key.public.role
        row = self.name_row if key is None else self.approver_row
        if not person:
            row.show_error(self.tr("A name is needed."))
            return None
        if not self._summary.may_approve(person):
            row.show_error(self._why_not(person))
            return None
        if key is not None and not self.passphrase.text():
            self.passphrase_row.show_error(self.tr("The passphrase of the key is needed."))
            return None
        if self.makes_key:
            passphrase = self.new_passphrase.taken()
            return Approval(person, role, None, passphrase) if passphrase else None
        return Approval(person, role, key, "" if key is None else self.passphrase.text())

    def show_failure(self, error: Exception) -> None:
        """Say why it was not sealed: at the field, if it was the passphrase."""
        from spa_me.domain.errors import UserError
        from spa_me.packages.keys import WrongPassphraseError

        if isinstance(error, WrongPassphraseError):
            self.passphrase_row.show_error(f"{error.what} {error.do}")
            self.passphrase.selectAll()
        elif isinstance(error, UserError):
            (self.name_row if self.key is None else self.approver_row).show_error(error)
        else:
            self._context.notices.complain(error)
