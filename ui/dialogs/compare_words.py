"""The eight words of a key, compared by phone before it is trusted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from spa_me.domain.submission import PublicKey
from spa_me.packages.fingerprints import words_of
from ui.dialogs.base import Dialog
from ui.dialogs.key_words import WordsGrid
from ui.widgets.banner import Banner, Caution
from ui.widgets.cards import Card
from ui.widgets.labels import label

_WIDTH = 600


class CompareWordsDialog(Dialog):
    """Shows whose key it is said to be and its words; a person says whether they are the same.

    Neither answer is offered to Enter: who presses it without looking would have compared nothing.
    """

    confirmed = Signal(object)
    """Emitted with the `PublicKey` once the person says that the words are the same."""
    differed = Signal()
    """Emitted when the person says that they are not."""

    def __init__(
        self,
        key: PublicKey,
        office: str,
        parent: QWidget | None = None,
        *,
        trusted: Sequence[PublicKey] = (),
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            key: the key.
            office: the name of its office.
            parent: the window it belongs to.
            trusted: keys of the same office that are trusted already.
        """
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Compare the words of a key"))
        self._key = key
        words = words_of(key.fingerprint)
        self.text = " ".join(words)
        heading = self.tr("New key from {office}: compare these words by phone")
        said = self.tr(
            "Call {person} on a number that you have known before, and not on one from the e-mail "
            "that brought the file. Let them read the eight words of their key, in this order:"
        )
        self.warning = Banner()
        self.warning.show_cautions([Caution(self._beside(office, trusted))] if trusted else [])
        self.column.addWidget(label(heading.format(office=office), "heading"))
        self.column.addWidget(self.warning)
        self.column.addWidget(label(said.format(person=key.person)))
        card = Card()
        card.body.addWidget(WordsGrid(words))
        self.column.addWidget(card)
        before = self.tr("Until you have said so, the key counts for nothing.")
        self.column.addWidget(label(before, "muted"))
        self.column.addLayout(self._buttons())
        self.setFocus()

    def _beside(self, office: str, trusted: Sequence[PublicKey]) -> str:
        text = self.tr(
            "{office} has a trusted key already, of {known}. This is another one: ask whether they "
            "made it. It is added beside the old one, which you retire if it is not used any more."
        )
        return text.format(office=office, known=", ".join(key.person for key in trusted))

    def _buttons(self) -> QHBoxLayout:
        # A box of buttons would make one of them the answer of Enter.
        row = QHBoxLayout()
        row.addStretch()
        self.differ = QPushButton(self.tr("They &differ"))
        self.same = QPushButton(self.tr("All eight are the &same"))
        for button, run in ((self.differ, self._differ), (self.same, self._same)):
            button.setAutoDefault(False)
            button.clicked.connect(run)
            row.addWidget(button)
        return row

    def _same(self) -> None:
        self.accept()
        self.confirmed.emit(self._key)

    def _differ(self) -> None:
        self.reject()
        self.differed.emit()
