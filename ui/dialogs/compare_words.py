"""The eight words of a key, compared by phone before it is trusted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QWidget

from spa_me.domain.submission import PublicKey
from spa_me.packages.fingerprints import words_of
from ui.dialogs.base import Dialog
from ui.dialogs.key_words import WordsGrid
from ui.widgets.cards import Card
from ui.widgets.labels import label

_WIDTH = 600


class CompareWordsDialog(Dialog):
    """Shows whose key it is said to be and its words; a person says that they are the same."""

    confirmed = Signal(object)
    """Emitted with the `PublicKey` once the person has compared the words."""

    def __init__(self, key: PublicKey, office: str, parent: QWidget | None = None) -> None:
        """Make the dialog; `open` shows it.

        Args:
            key: the key.
            office: the name of its office.
            parent: the window it belongs to.
        """
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Compare the words of a key"))
        self._key = key
        words = words_of(key.fingerprint)
        self.text = " ".join(words)
        said = self.tr(
            "Call {person}, {office}, on a number that you have known before, and not on one from "
            "the e-mail that brought the file. Ask for the eight words of their key, in this order:"
        )
        self.check = QCheckBox(self.tr("We compared all eight words by &phone"))
        self.check.toggled.connect(self._offer)
        self.column.addWidget(label(self.tr("Is this really the key of that office?"), "heading"))
        self.column.addWidget(label(said.format(person=key.person, office=office)))
        card = Card()
        card.body.addWidget(WordsGrid(words))
        self.column.addWidget(card)
        differ = self.tr(
            "If one word differs, somebody else may have made the file: press Cancel, and tell the "
            "office."
        )
        self.column.addWidget(label(differ, "muted"))
        self.column.addWidget(self.check)
        self.column.addWidget(self._buttons())
        self.check.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.go = buttons.addButton(self.tr("They are the &same"), role.AcceptRole)
        self.go.setProperty("role", "primary")
        self.go.setEnabled(False)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _offer(self, is_checked: bool) -> None:
        self.go.setEnabled(is_checked)

    def _accept(self) -> None:
        self.accept()
        self.confirmed.emit(self._key)
