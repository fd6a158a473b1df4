"""A key of this office: its eight words to read out by phone, and its public card to send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QPushButton, QWidget

from spa_me.paths import file_name
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.files import show_in_folder, start_folder, unused
from ui.i18n import show_date
from ui.widgets.cards import Card
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey

CARD_SUFFIX = ".json"
_COLUMNS = 4


class WordsGrid(QWidget):
    """Eight words with their numbers, big enough to be read out."""

    def __init__(self, words: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(" ".join(words))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        for place, word in enumerate(words):
            cell = QHBoxLayout()
            cell.setSpacing(6)
            cell.addWidget(label(str(place + 1), "small", wraps=False))
            cell.addWidget(label(word, "heading", wraps=False, selectable=True), 1)
            grid.addLayout(cell, place // _COLUMNS, place % _COLUMNS)


class KeyWordsDialog(Dialog):
    """Shows whose key it is, its words, and what to do with its public card."""

    def __init__(
        self,
        context: Context,
        public: PublicKey,
        *,
        is_new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            context: of the window.
            public: the key.
            is_new: whether it was just made, so that what comes next is said.
            parent: the window it belongs to.
        """
        from spa_me.packages.fingerprints import words_of

        super().__init__("", 600, parent)
        self.setWindowTitle(self.tr("Key of this office"))
        self._context, self._public = context, public
        self.words = words_of(public.fingerprint)
        heading = self.tr("The key is made") if is_new else self.tr("Key of {person}")
        self.column.addWidget(label(heading.format(person=public.person), "heading"))
        self.column.addWidget(label(whose(public), "muted"))
        card = Card(self.tr("Its eight words"))
        card.body.addWidget(WordsGrid(self.words))
        self.column.addWidget(card)
        is_ours = at_secretariat(context)
        for text in self._what_region_does() if is_ours else self._what_next():
            self.column.addWidget(label(text))
        self.state = label("", "strong", selectable=True)
        self.state.hide()
        self.column.addWidget(self.state)
        self.column.addLayout(self._buttons())

    def _what_next(self) -> tuple[str, ...]:
        return (
            self.tr(
                "1. The key goes along with the first file that it signs. You can send its public "
                "card before that, by e-mail or on a stick: it is no secret."
            ),
            self.tr(
                "2. The region phones you, on a number that both of you know. Read the eight words "
                "out: if they are the same, nobody has put another key in its place."
            ),
            self.tr("3. The region adds the key to its list and sends the list to all offices."),
        )

    def _what_region_does(self) -> tuple[str, ...]:
        return (
            self.tr(
                "1. Add the key to your own list: press “Change the list…” on the page Office, "
                "then “Add my own key”."
            ),
            self.tr("2. Press “Sign and send…” there, and send the list to all countries."),
            self.tr(
                "3. Each country compares these eight words with you by phone, on a number that it "
                "knows, before it takes in its first list of yours. Some add your public card "
                "before that. It is no secret."
            ),
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        copy = QPushButton(self.tr("&Copy the public card"))
        copy.clicked.connect(self._copy)
        self.save = QPushButton(self.tr("&Save the public card…"))
        self.save.clicked.connect(self._ask_where)
        close = QPushButton(self.tr("Close"))
        close.setProperty("role", "primary")
        close.clicked.connect(self.accept)
        for button in (copy, self.save, close):
            button.setAutoDefault(button is close)
            row.addWidget(button)
            if button is self.save:
                row.addStretch()
        self.copy = copy
        close.setDefault(True)
        return row

    def _card(self) -> str:
        from spa_me.services.exchange.keyring import card_text

        return card_text(self._public)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._card())
        self._say(self.tr("The public card is on the clipboard: paste it into an e-mail."))

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.show()

    def _ask_where(self) -> None:
        public = self._public
        name = file_name(
            self.tr("Public key {office} {person}").format(
                office=public.office, person=public.person
            )
        )
        suggested = unused(start_folder(), name, CARD_SUFFIX)
        dialog = QFileDialog(self, self.tr("Save the public card"), str(suggested))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(CARD_SUFFIX.removeprefix("."))

        def chosen(path: str) -> None:
            self.save_card(Path(path))

        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_card(self, path: Path) -> None:
        """Write the public card to a file, and show where it is."""
        text = self._card()

        def work() -> Path:
            from spa_me.atomic import write_whole

            write_whole(path, text.encode())
            return path

        self._context.runner.read(lambda _: work(), self._saved, owner=self)

    def _saved(self, path: Path) -> None:
        self._say(self.tr("The public card is saved: {path}").format(path=path))
        show_in_folder(path)


def at_secretariat(context: Context) -> bool:
    """Return whether the open workspace is the secretariat's, which keeps the list of keys."""
    from spa_me.services.exchange.records import is_region

    return context.workspace is not None and is_region(context.workspace.dataset())


def whose(public: PublicKey) -> str:
    """Return whose key it is: person, role, office, and when it was made."""
    made = "" if public.made_on is None else _tr("made {day}").format(day=show_date(public.made_on))
    return " · ".join(part for part in (public.person, public.role, public.office, made) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyWordsDialog", text)
