"""Approve and seal: one page of what would be sealed, who approves it, and with which key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.seal_approver import Approval, ApproverForm
from ui.dialogs.seal_summary import SummaryGrid
from ui.widgets.forms import Form
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey
    from spa_me.services.exchange.keyring import StoredKey
    from spa_me.services.exchange.summary import SealingSummary

_WIDTH, _SIDE_WIDTH, _MESSAGE_LINES = 940, 440, 3
_AROUND, _AROUND_LINES = 100, 9
"""What is around the two sides and the dialog, in pixels and in lines of text: a side asks for no
more than the screen has left, and scrolls else."""


@dataclass(frozen=True)
class SealRequest:
    """What is to be sealed, and by whom.

    Attributes:
        encrypt_to: the keys that can open the file; empty where everybody may.
    """

    approval: Approval
    message: str
    encrypt_to: tuple[PublicKey, ...] = ()


class SealDialog(Dialog):
    """Shows what would be sealed and asks who approves it."""

    wanted = Signal(object)
    """Emitted with a `SealRequest`."""

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
        self.approver = ApproverForm(context, summary)
        self.message, self.encrypt = QPlainTextEdit(), QCheckBox()
        self._who_opens = label("", "small")
        self.summary = SummaryGrid(summary, context.theme)
        self._build()
        self.approver.show_keys(keys)

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
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._side(self.summary), 1)
        row.addWidget(self._side(self._ask()), 1)
        self.column.addLayout(row, 1)
        self.column.addWidget(self._buttons())

    def _side(self, content: QWidget) -> QScrollArea:
        """Return one half of the page, which scrolls where the screen is low."""
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(content)
        room = (self.screen().size().width() - _AROUND) // 2
        side.setMinimumWidth(min(round(_SIDE_WIDTH * self._context.theme.scale), room))
        whole = content.heightForWidth(side.minimumWidth() - 16)
        around = _AROUND + _AROUND_LINES * self.fontMetrics().lineSpacing()
        side.setMinimumHeight(min(whole, self.screen().size().height() - around))
        return side

    def _ask(self) -> QWidget:
        after = Form()
        after.add(self.tr("&Message to the region"), self.message, self.tr("May stay empty."))
        self.message.setTabChangesFocus(True)
        self.message.setFixedHeight(_MESSAGE_LINES * self.message.fontMetrics().lineSpacing() + 18)
        self._set_up_encryption()
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for part in (self.approver, after, self.encrypt, self._who_opens):
            column.addWidget(part)
        column.addStretch()
        return asked

    def _set_up_encryption(self) -> None:
        keys = self._summary.recipient_keys
        name = self._summary.recipient_name
        # A tick does not break its text into lines, and a long name would push it out of sight.
        self.encrypt.setText(self.tr("&Encrypt the file"))
        self._who_opens.setText(self.tr("Only {name} can open it.").format(name=name))
        self.encrypt.setAccessibleDescription(self._who_opens.text())
        self._who_opens.setVisible(bool(keys))
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

    def _accept(self) -> None:
        approval = self.approver.approval()
        if approval is None:
            return
        self.seal.setEnabled(False)
        to = self._summary.recipient_keys if self.encrypt.isChecked() else ()
        self.wanted.emit(SealRequest(approval, self.message.toPlainText().strip(), to))

    def show_failure(self, error: Exception) -> None:
        """Say why it was not sealed, and let it be tried again."""
        self.seal.setEnabled(True)
        self.approver.show_failure(error)
