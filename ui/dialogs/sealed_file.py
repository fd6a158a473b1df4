"""What was sealed: where its file is, how it travels, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.key_words import WordsGrid
from ui.files import show_in_folder, start_folder, unused
from ui.widgets.cards import Card
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey

_MAIL_LINES, _FEWER_LINES = 7, 3
"""Lines of the text for the e-mail; fewer where the words of a key stand above it."""


@dataclass(frozen=True)
class SealedFile:
    """A sealed submission and its file.

    Attributes:
        digest: of the package.
        name: what its file is called.
        path: where it was written; None while it was not.
        mail: a text to send with it.
        encrypt_to: the keys that can open a copy; empty where everybody may.
        words: of the key that the receiver is to compare by phone, once; empty where it knows it.
        problem: why it could not be written; empty if it was, or was not to be.
    """

    digest: str
    name: str
    path: Path | None
    number: int
    is_signed: bool
    recipient: str
    mail: str
    encrypt_to: tuple[PublicKey, ...] = ()
    words: tuple[str, ...] = ()
    problem: str = ""


class SealedFileDialog(Dialog):
    """Says where the file is and what to do with it."""

    def __init__(self, context: Context, sealed: SealedFile, parent: QWidget | None = None) -> None:
        super().__init__("", 640, parent)
        self.setWindowTitle(self.tr("The sealed file"))
        self._context, self._sealed = context, sealed
        self.path, self.mail = QLineEdit(), QPlainTextEdit(sealed.mail)
        self._where = label("", "muted")
        heading = self.tr("Revision {number} is sealed").format(number=sealed.number)
        self.column.addWidget(label(heading, "heading"))
        self.column.addWidget(self._where)
        self.column.addWidget(self.path)
        self._build_words()
        for text in self._what_next():
            self.column.addWidget(label(text))
        self._build_mail()
        self.column.addLayout(self._buttons())
        self._show_path(sealed.path)

    def _build_words(self) -> None:
        """Show what is read out by phone; it stands in no mail: those can be changed."""
        if not self._sealed.words:
            return
        card = Card(self.tr("The eight words of your key"))
        text = self.tr(
            "Your key is new to {recipient}, and goes along with the file. They will phone you: "
            "read these words out to them. The page Office shows them again."
        )
        card.body.addWidget(WordsGrid(self._sealed.words))
        card.body.addWidget(label(text.format(recipient=self._sealed.recipient), "muted"))
        self.column.addWidget(card)

    def _build_mail(self) -> None:
        self.path.setReadOnly(True)
        self.path.setAccessibleName(self.tr("File"))
        name = label(self.tr("&Text for the e-mail"), "strong")
        name.setBuddy(self.mail)
        self.mail.setReadOnly(True)
        self.mail.setTabChangesFocus(True)
        self.mail.setAccessibleName(self.tr("Text for the e-mail"))
        lines = _FEWER_LINES if self._sealed.words else _MAIL_LINES
        self.mail.setFixedHeight(lines * self.mail.fontMetrics().lineSpacing() + 18)
        self.column.addWidget(name)
        self.column.addWidget(self.mail)

    def _what_next(self) -> tuple[str, ...]:
        sealed = self._sealed
        signed = self.tr("It is signed.") if sealed.is_signed else self.tr("△ It is not signed.")
        if sealed.encrypt_to:
            lock = self.tr("It is encrypted: only {recipient} can open it.")
        else:
            lock = self.tr("It is not encrypted: whoever has the file can read it.")
        return (
            f"{signed} {lock.format(recipient=sealed.recipient)}",
            self.tr("1. Send the file to {recipient}, by e-mail or on a stick.").format(
                recipient=sealed.recipient
            ),
            self.tr(
                "2. {recipient} sends a receipt, and later its answer. Drop both on the page "
                "Inbox; the bar above the sheet then says so."
            ).format(recipient=sealed.recipient),
            self.tr("3. No receipt after a week? Send the same file again: that is always safe."),
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.folder = QPushButton(self.tr("Show in &folder"))
        self.folder.clicked.connect(self._show_in_folder)
        self.copy = QPushButton(self.tr("&Copy the text for the e-mail"))
        self.copy.clicked.connect(self._copy)
        self.save = QPushButton(self.tr("&Save a copy…"))
        self.save.clicked.connect(self._ask_where)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        for button in (self.folder, self.copy, self.save):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.close_button)
        return row

    def _show_path(self, path: Path | None) -> None:
        self._path = path
        self.path.setText("" if path is None else str(path))
        self.path.setCursorPosition(0)
        self.path.setVisible(path is not None)
        self.folder.setVisible(path is not None)
        if path is None:
            said = self.tr("It is kept in the workspace. Save it as a file to send it.")
            said = f"{self._sealed.problem} {said}".strip()
        else:
            said = self.tr("The file is here:")
        self._where.setText(said)
        first = self.save if path is None else self.folder
        for button in (self.folder, self.save):
            button.setProperty("role", "primary" if button is first else "")
            button.style().unpolish(button)
            button.style().polish(button)
        first.setFocus()

    def _show_in_folder(self) -> None:
        if self._path is not None:
            show_in_folder(self._path)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._sealed.mail)
        self._context.notices.say(self.tr("The text is on the clipboard."))

    def _ask_where(self) -> None:
        stem, suffix = Path(self._sealed.name).stem, Path(self._sealed.name).suffix
        suggested = unused(start_folder(), stem, suffix)
        dialog = QFileDialog(self, self.tr("Save a copy of the sealed file"), str(suggested))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))

        def chosen(path: str) -> None:
            self.save_to(Path(path))

        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the file once more, such as on a stick, and show where it is."""
        workspace, sealed = self._context.open_workspace, self._sealed

        def work() -> Path:
            from spa_me.services.exchange.sealing import save_package

            return save_package(workspace, sealed.digest, path, sealed.encrypt_to)

        self._context.runner.read(lambda _: work(), self._show_path, owner=self)
