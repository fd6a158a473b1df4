"""Sealed packages on their way out: saved as files, shown in their folder, told of in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.atomic import make_folder
from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress
from spa_me.domain.submission import KeyStatus, PackageKind, PublicKey
from spa_me.paths import documents_folder
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.files import show_in_folder, start_folder, unused
from ui.models.rows import Column, RowsModel
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace

_WIDTH = 720
_ROWS, _MAIL_LINES = 7, 6
_BETWEEN_MAILS = "\n\n―――\n\n"


@dataclass(frozen=True)
class Outgoing:
    """A package that goes out.

    Attributes:
        what, recipient: in words.
        keys: with which it can be encrypted, so that only its recipient can read it.
    """

    digest: str
    kind: PackageKind
    recipient: str
    file_name: str
    keys: tuple[PublicKey, ...]


@dataclass(frozen=True)
class Saved:
    """Files that were written, and what to write with them."""

    files: list[Path]
    mail: str


class SendPackagesDialog(Dialog):
    """Lists sealed packages, and saves each of them in a file of its own."""

    def __init__(
        self,
        context: Context,
        digests: Sequence[str],
        heading: str,
        said: str = "",
        parent: QWidget | None = None,
        *,
        saves_now: bool = False,
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            context: of a window with an open workspace.
            digests: of the packages.
            heading: what was done.
            said: what to know before it is sent.
            parent: the window it belongs to.
            saves_now: whether they were just sealed, and are written at once where people look
                for their files, as a country's sealed submission is.
        """
        super().__init__("", _WIDTH, parent)
        self._saves_now = saves_now
        self.setWindowTitle(self.tr("Files to send"))
        self._context = context
        self.files: list[Path] = []
        self.model = RowsModel[Outgoing](_columns(), key=lambda row: row.digest, parent=self)
        self.table = DataTable(self.tr("Files to send"))
        self.encrypt = QCheckBox(self.tr("&Encrypt, so that only the receiver can read them"))
        self.state = label("", "strong", selectable=True)
        self.mail = QPlainTextEdit()
        self._build(heading, said)
        self._fit(len(digests))
        workspace, wanted = context.open_workspace, tuple(digests)
        context.runner.read(lambda _: _outgoing(workspace, wanted), self._show, owner=self)

    def _build(self, heading: str, said: str) -> None:
        self.setAccessibleName(heading)
        self.table.setModel(self.model)
        self.table.setMinimumWidth(560)
        kept = self.tr("Each is kept in the workspace, too. A sealed package never changes.")
        self.column.addWidget(label(heading, "heading"))
        for text in (said, kept):
            if text:
                self.column.addWidget(label(text, "muted" if text == kept else ""))
        self.column.addWidget(self.table)
        self.encrypt.hide()
        self.column.addWidget(self.encrypt)
        self.state.hide()
        self.column.addWidget(self.state)
        self._build_mail()
        self.column.addLayout(self._buttons())

    def _build_mail(self) -> None:
        name = label(self.tr("&Text for the e-mail"), "strong")
        name.setBuddy(self.mail)
        self.mail.setReadOnly(True)
        self.mail.setTabChangesFocus(True)
        self.mail.setAccessibleName(self.tr("Text for the e-mail"))
        self.mail.setFixedHeight(_MAIL_LINES * self.mail.fontMetrics().lineSpacing() + 18)
        self._mail_part = QWidget()
        column = QVBoxLayout(self._mail_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(name)
        column.addWidget(self.mail)
        self._mail_part.hide()
        self.column.addWidget(self._mail_part)

    def _buttons(self) -> QHBoxLayout:
        self.save = QPushButton(self.tr("&Save all…"))
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        self.save.setEnabled(False)
        self.show_folder = QPushButton(self.tr("Show in &folder"))
        self.copy_text = QPushButton(self.tr("&Copy text for the e-mail"))
        close = QPushButton(self.tr("Close"))
        self.save.clicked.connect(self._ask_where)
        self.show_folder.clicked.connect(self._show_folder)
        self.copy_text.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        for button in (self.save, self.show_folder, self.copy_text, close):
            button.setAutoDefault(button is self.save)
            row.addWidget(button)
        for button in (self.show_folder, self.copy_text):
            button.setEnabled(False)
        return row

    def _show(self, found: list[Outgoing]) -> None:
        self.model.show(found)
        self._fit(len(found))
        if len(found) == 1:
            self.save.setText(self.tr("&Save…"))
        self.save.setEnabled(bool(found))
        self.encrypt.setVisible(bool(found) and all(row.keys for row in found))
        if found and self._saves_now:
            self.save_in(documents_folder())

    def _fit(self, count: int) -> None:
        rows, table = min(_ROWS, max(2, count)), self.table
        height = table.verticalHeader().defaultSectionSize() * rows
        table.setFixedHeight(height + table.horizontalHeader().sizeHint().height() + 6)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Where should the files be?"), str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._save_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_named(self, folder: str) -> None:
        self.save_in(Path(folder))

    def save_in(self, folder: Path) -> None:
        """Write every package to a file of its own in a folder."""
        workspace, rows = self._context.open_workspace, tuple(self.model.given)
        hides = self.encrypt.isVisible() and self.encrypt.isChecked()

        def work(progress: Progress) -> Saved:
            from spa_me.services.exchange.letters import mail_text
            from spa_me.services.exchange.records import package_file
            from spa_me.services.exchange.sealing import save_package

            make_folder(folder)
            made: list[Path] = []
            for done, row in enumerate(rows):
                progress.step(done, len(rows), row.file_name)
                name = Path(row.file_name)
                # Encrypted, it is never the same bytes twice.
                content = None if hides else package_file(workspace, row.digest)
                path = unused(folder, name.stem, name.suffix, content)
                made.append(save_package(workspace, row.digest, path, row.keys if hides else ()))
            pairs = zip(rows, made, strict=True)
            mails = [mail_text(workspace, row.digest, path.name) for row, path in pairs]
            return Saved(made, _BETWEEN_MAILS.join(mails))

        title = self.tr("Saving files to send")
        self._context.runner.read(work, self._saved, owner=self, failed=self._failed, title=title)

    def _failed(self, error: Exception) -> None:
        """Say that nothing can be sent yet, in the dialog where it can be saved elsewhere."""
        said = self.tr("Not saved as a file yet: it is kept in the workspace. {error}")
        self.state.setText(said.format(error=error))
        self.state.show()
        if not isinstance(error, UserError | OSError):
            self._context.notices.complain(error)

    def _saved(self, saved: Saved) -> None:
        files = self.files = saved.files
        self.mail.setPlainText(saved.mail)
        self._mail_part.show()
        one, many = self.tr("Saved: {path}"), self.tr("{n} files were saved in {path}")
        path = files[0] if len(files) == 1 else files[0].parent
        self.state.setText((one if len(files) == 1 else many).format(n=len(files), path=path))
        self.state.show()
        self.save.setText(self.tr("&Save elsewhere…"))
        for button in (self.show_folder, self.copy_text):
            button.setEnabled(True)
        self.copy_text.setFocus()

    def _show_folder(self) -> None:
        show_in_folder(self.files[0])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.mail.toPlainText())
        self.state.setText(self.tr("The text is on the clipboard: paste it into the e-mail."))


def _outgoing(workspace: Workspace, digests: Sequence[str]) -> list[Outgoing]:
    from spa_me.packages.manifest import EVERYONE
    from spa_me.services.exchange.sealing import package_name

    dataset = workspace.dataset()
    names = {u.code: str(u.name) for d in dataset.frameworks for u in d.units}
    everyone = QCoreApplication.translate("SendPackagesDialog", "All offices")
    names[EVERYONE] = everyone
    trust = dataset.submissions.trust
    entries = () if trust is None else trust.entries
    found: list[Outgoing] = []
    for digest in digests:
        package = dataset.submissions.package(digest)
        if package is None:
            continue
        to = package.recipient
        keys = tuple(
            entry.key
            for entry in entries
            if entry.key.office == to and entry.status is KeyStatus.TRUSTED
        )
        name = package_name(workspace, digest)
        found.append(Outgoing(digest, package.kind, names.get(to, to), name, keys))
    return found


def kind_title(kind: PackageKind) -> str:
    """Return what a package carries, in words."""
    translate = QCoreApplication.translate
    return {
        PackageKind.FRAMEWORK: translate("Packages", "Framework"),
        PackageKind.SUBMISSION: translate("Packages", "Submission"),
        PackageKind.REVIEW: translate("Packages", "Review"),
        PackageKind.RECEIPT: translate("Packages", "Receipt"),
        PackageKind.TRUST: translate("Packages", "List of keys"),
    }[kind]


def _columns() -> list[Column[Outgoing]]:
    translate = QCoreApplication.translate
    return [
        Column(translate("Packages", "What"), lambda row: kind_title(row.kind), width=110),
        Column(translate("Packages", "For"), lambda row: row.recipient, width=150),
        Column(translate("Packages", "File"), lambda row: row.file_name),
    ]
