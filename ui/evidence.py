"""Opening and saving evidence files: never run, opened only after asking, as a copy."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from spa_me.domain.submission import safe_file_name
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.files import start_folder, unused

if TYPE_CHECKING:
    from spa_me.domain.submission import Evidence


class EvidenceFiles(QObject):
    """Hands the content of evidence to the system's program for it, or to a file."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        """Make it; `parent` is where dialogs belong."""
        super().__init__(parent)
        self._context, self._widget = context, parent
        self._copies = ""

    def open(self, evidence: Evidence) -> None:
        """Say what a file is and ask; then open a copy of it that cannot be changed."""
        workspace = self._context.open_workspace

        def read() -> tuple[bytes, bool]:
            from spa_me.domain.submission import may_be_opened
            from spa_me.services.evidence import content_of

            content = content_of(workspace, evidence)
            return content, may_be_opened(shown_name(evidence), content)

        def done(found: tuple[bytes, bool]) -> None:
            content, may = found
            dialog = self._question(evidence, content) if may else self._refusal(evidence)
            dialog.open()

        self._context.runner.read(lambda _: read(), done, owner=self)

    def _question(self, evidence: Evidence, content: bytes) -> MessageDialog:
        kind = shown_name(evidence).rpartition(".")[2].upper()
        dialog = MessageDialog(
            self.tr("Open “{name}”?").format(name=shown_name(evidence)),
            [
                self.tr("A file of the type {kind}, {size}, added by {person}.").format(
                    kind=kind, size=show_size(evidence.size), person=evidence.person
                ),
                self.tr(
                    "It opens in the program that this computer uses for such files, as a copy "
                    "that cannot be changed. Open only what you expect from its office."
                ),
            ],
            parent=self._widget.window(),
        )
        dialog.add_button(self.tr("Open"), lambda: self._open_copy(evidence, content))
        dialog.add_button(self.tr("Save a copy…"), lambda: self.save(evidence))
        dialog.add_button(self.tr("Cancel"), is_primary=True)
        return dialog

    def _refusal(self, evidence: Evidence) -> MessageDialog:
        dialog = MessageDialog(
            self.tr("“{name}” is not opened from here").format(name=shown_name(evidence)),
            [
                self.tr(
                    "Only documents and pictures are opened. This file may hold a program, is an "
                    "archive or a web page, or is not what its name says."
                ),
                self.tr("A copy can be saved, and checked before anybody opens it."),
            ],
            parent=self._widget.window(),
        )
        dialog.add_button(self.tr("Save a copy…"), lambda: self.save(evidence))
        dialog.add_button(self.tr("Close"), is_primary=True)
        return dialog

    def _open_copy(self, evidence: Evidence, content: bytes) -> None:
        name, folder = shown_name(evidence), self._folder()

        def write() -> Path:
            path = Path(tempfile.mkdtemp(dir=folder)) / name
            path.write_bytes(content)
            path.chmod(stat.S_IRUSR)
            return path

        def done(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._context.notices.say(
                    self.tr("No program opens {name} here; save a copy instead.").format(name=name)
                )

        self._context.runner.read(lambda _: write(), done, owner=self)

    def _folder(self) -> str:
        """Return the folder of the copies; it goes when the window does."""
        if not self._copies:
            made = tempfile.TemporaryDirectory(prefix="spa-me-", ignore_cleanup_errors=True)
            self._copies = made.name
            # PySide holds a function, and of a method only its object, weakly.
            self.destroyed.connect(lambda: made.cleanup())  # noqa: PLW0108
        return self._copies

    def save(self, evidence: Evidence) -> None:
        """Ask where a copy of a file is to be saved, and save it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._widget, self.tr("Save a copy of the evidence"), str(suggested_path(evidence))
        )
        if chosen:
            self.save_to(evidence, Path(chosen))

    def save_to(self, evidence: Evidence, path: Path) -> None:
        """Save a copy of a file and say so."""
        workspace = self._context.open_workspace

        def work() -> Path:
            from spa_me.services.evidence import save_copy

            return save_copy(workspace, evidence, path)

        def done(made: Path) -> None:
            self._context.notices.say(self.tr("Saved as {path}").format(path=made))

        self._context.runner.read(lambda _: work(), done, owner=self)


def shown_name(evidence: Evidence) -> str:
    """Return what a file may be called here; its own name may have come with a package."""
    return safe_file_name(evidence.file_name)


def suggested_path(evidence: Evidence) -> Path:
    """Return where a copy would go: beside the person's own files, under a name that is free."""
    name = Path(shown_name(evidence))
    return unused(start_folder(), name.stem, name.suffix)


def show_size(size: int) -> str:
    """Return a number of bytes as people read it: `1.2 MB`."""
    precision = 0 if size < 1_000_000 else 1
    units = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale().formattedDataSize(size, precision, units).replace(" ", "\u00a0")
