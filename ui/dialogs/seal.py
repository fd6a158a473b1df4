"""Approve and seal: one page of what would be sealed, who approves it, and with which key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.seal_summary import SummaryGrid
from ui.i18n import show_date
from ui.plain_text import without_mnemonic
from ui.widgets.banner import Banner, Caution
from ui.widgets.forms import Form
from ui.widgets.labels import label
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey
    from spa_me.services.exchange.keyring import StoredKey
    from spa_me.services.exchange.summary import SealingSummary

_WIDTH, _SUMMARY_WIDTH, _MESSAGE_LINES = 940, 440, 3
_MOST_OF_SCREEN = 0.6
"""The share of the screen that the summary may ask for; long answers to the region scroll."""


@dataclass(frozen=True)
class SealRequest:
    """What is to be sealed, and by whom.

    Attributes:
        key: the approver's; None to seal without a signature.
        passphrase: of the key.
        person, role: of the approver.
        encrypt_to: the keys that can open the file; empty where everybody may.
    """

    key: StoredKey | None
    passphrase: str
    person: str
    role: str
    message: str
    encrypt_to: tuple[PublicKey, ...] = ()


class SealDialog(Dialog):
    """Shows what would be sealed and asks who approves it."""

    wanted = Signal(object)
    """Emitted with a `SealRequest`."""
    key_wanted = Signal()
    """Emitted when a key is to be made first."""

    def __init__(
        self,
        context: Context,
        summary: SealingSummary,
        keys: Sequence[StoredKey],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            context: of the window.
            summary: what would be sealed.
            keys: of this office on this computer.
            parent: the window it belongs to.
        """
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Approve and seal"))
        self._context, self._summary = context, summary
        self.keys: tuple[StoredKey, ...] = ()
        self.approver, self.passphrase = QComboBox(), PassphraseField()
        self.visible = QCheckBox(self.tr("&Show what I type"))
        self.name, self.role = QLineEdit(), QLineEdit()
        self.message, self.encrypt = QPlainTextEdit(), QCheckBox()
        self.unsigned = Banner()
        self.summary = SummaryGrid(summary, context.theme)
        self._build()
        self.show_keys(keys)

    # --- Building -------------------------------------------------------------------------------

    def _build(self) -> None:
        title = self.tr("Approve the submission of {unit} for {period}?")
        said = title.format(unit=self._summary.unit_name, period=self._summary.period_title)
        self.column.addWidget(label(said, "heading"))
        self.column.addWidget(
            label(
                self.tr("What is sealed never changes. A later correction is a further revision."),
                "muted",
            )
        )
        left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setWidget(self.summary)
        left.setMinimumWidth(round(_SUMMARY_WIDTH * self._context.theme.scale))
        whole = self.summary.heightForWidth(left.minimumWidth() - 16)
        left.setMinimumHeight(min(whole, round(_MOST_OF_SCREEN * self.screen().size().height())))
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.VLine)
        rule.setProperty("role", "line")
        right = self._ask()
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(left, 1)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)
        self.column.addWidget(self._buttons())

    def _ask(self) -> QVBoxLayout:
        new = QPushButton(self.tr("&New key…"))
        new.clicked.connect(self.key_wanted)
        form = Form()
        self.approver.setMinimumContentsLength(16)
        self.approver.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._approver_row = form.add(self.tr("&Approved by"), self.approver, beside=new)
        self._passphrase_row = form.add(self.tr("&Passphrase of the key"), self.passphrase)
        self._name_row = form.add(self.tr("&Name of the approver"), self.name)
        self._role_row = form.add(self.tr("&Role"), self.role)
        after = Form()
        after.add(self.tr("&Message to the region"), self.message, self.tr("May stay empty."))
        self.message.setTabChangesFocus(True)
        self.message.setFixedHeight(_MESSAGE_LINES * self.message.fontMetrics().lineSpacing() + 18)
        self._set_up_encryption()
        column = QVBoxLayout()
        column.setSpacing(10)
        for part in (form, self.visible, self.unsigned, after, self.encrypt):
            column.addWidget(part)
        column.addStretch()
        self.approver.currentIndexChanged.connect(self._choose)
        self.visible.toggled.connect(self._show_letters)
        self.passphrase.textEdited.connect(self._passphrase_row.clear_error)
        self.name.textEdited.connect(self._name_row.clear_error)
        return column

    def _set_up_encryption(self) -> None:
        keys = self._summary.recipient_keys
        name = without_mnemonic(self._summary.recipient_name)
        self.encrypt.setText(self.tr("&Encrypt: only {name} can open the file").format(name=name))
        self.encrypt.setChecked(bool(keys))
        self.encrypt.setVisible(bool(keys))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.seal = buttons.addButton(self.tr("Approve and seal"), role.AcceptRole)
        self.seal.setProperty("role", "primary")
        self.seal.setDefault(True)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    # --- Who approves ---------------------------------------------------------------------------

    def show_keys(self, keys: Sequence[StoredKey], chosen: StoredKey | None = None) -> None:
        """Offer these keys, one of them chosen; else that of the person at work."""
        self.keys = tuple(keys)
        self.approver.blockSignals(True)
        self.approver.clear()
        for key in keys:
            public = key.public
            made = "" if public.made_on is None else show_date(public.made_on)
            text = self.tr("{person} (key of {day})").format(person=public.person, day=made)
            self.approver.addItem(text)
        self.approver.addItem(self.tr("Without a key (not signed)"))
        self.approver.setCurrentIndex(self._first(chosen))
        self.approver.blockSignals(False)
        self._choose()

    def _first(self, chosen: StoredKey | None) -> int:
        """Return the place of the chosen key; else of one of the person at work, a trusted one."""
        if chosen in self.keys:
            return self.keys.index(chosen)
        person = self._context.settings.person[0]

        def worth(key: StoredKey) -> tuple[bool, bool, bool]:
            public = key.public
            may = self._summary.may_approve(public.person)
            return public.person == person, may, not self._about_key(key)

        places = range(len(self.keys))
        return max(places, key=lambda place: worth(self.keys[place]), default=0)

    @property
    def key(self) -> StoredKey | None:
        """The chosen key; None for none."""
        place = self.approver.currentIndex()
        return self.keys[place] if 0 <= place < len(self.keys) else None

    def _choose(self) -> None:
        key = self.key
        self._approver_row.clear_error()
        for part in (self._passphrase_row, self.visible):
            part.setVisible(key is not None)
        for part in (self._name_row, self._role_row):
            part.setVisible(key is None)
        doubt = self._about_unsigned() if key is None else self._about_key(key)
        self.unsigned.show_cautions([Caution(doubt)] if doubt else [])
        if key is not None and not self._summary.may_approve(key.public.person):
            self._approver_row.show_error(self._why_not(key.public.person))
        (self.name if key is None else self.passphrase).setFocus()

    def _about_key(self, key: StoredKey) -> str:
        """Return why the region may refuse what a key signs, as far as this computer knows."""
        from spa_me.services.exchange.region import is_unlisted

        if not is_unlisted(self._context.open_workspace.dataset(), key.public.fingerprint):
            return ""
        return self.tr(
            "The list of keys on this computer does not trust this key. If the region has not "
            "added it since, it will refuse the file: send it the public card first (page Office)."
        )

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

    def _show_letters(self, shown: bool) -> None:
        self.passphrase.show_letters(shown=shown)

    def _accept(self) -> None:
        key = self.key
        person = key.public.person if key is not None else self.name.text().strip()
        role = key.public.role if key is not None else self.role.text().strip()
        row = self._approver_row if key is not None else self._name_row
        if not person:
            row.show_error(self.tr("A name is needed."))
        elif not self._summary.may_approve(person):
            row.show_error(self._why_not(person))
        elif key is not None and not self.passphrase.text():
            self._passphrase_row.show_error(self.tr("The passphrase of the key is needed."))
        else:
            self.seal.setEnabled(False)
            to = self._summary.recipient_keys if self.encrypt.isChecked() else ()
            text = self.message.toPlainText().strip()
            self.wanted.emit(SealRequest(key, self.passphrase.text(), person, role, text, to))

    def show_failure(self, error: Exception) -> None:
        """Say why it was not sealed: at the field, if it was the passphrase."""
        from spa_me.domain.errors import UserError
        from spa_me.packages.keys import WrongPassphraseError

        self.seal.setEnabled(True)
        if isinstance(error, WrongPassphraseError):
            self._passphrase_row.show_error(f"{error.what} {error.do}")
            self.passphrase.selectAll()
        elif isinstance(error, UserError):
            row = self._approver_row if self.key is not None else self._name_row
            row.show_error(error)
        else:
            self._context.notices.complain(error)
