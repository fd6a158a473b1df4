"""Commands on files that people fill in: save a form, take one or a CSV file in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from spa_me.domain.changes import NO_CHANGE, ChangeSet
from spa_me.domain.progress import Cancelled, Progress, split
from ui.context import Context
from ui.files import start_folder
from ui.i18n import framework_language

if TYPE_CHECKING:
    from spa_me.services.file_preview import FilePreview
    from spa_me.services.suggestions import Acceptance
    from ui.dialogs.file_preview import PreviewTexts


@dataclass(frozen=True)
class _Looked:
    """A file that was looked at.

    Attributes:
        take: records it, given what the person says of words in place of a figure.
    """

    preview: FilePreview
    texts: PreviewTexts
    take: Callable[[Acceptance | None, Progress], ChangeSet]


class Places(Protocol):
    """Who says where a file is."""

    def written(self, text: str, path: Path) -> None:
        """Say that a file was written, and offer to show where it is."""
        ...


class FormCommands(QObject):
    """What File, Excel form and CSV file do, and what happens to one dropped on the window."""

    def __init__(self, context: Context, files: Places, window: QWidget) -> None:
        """Make the commands.

        Args:
            context: of the window.
            files: says that a file was written, and offers to show where.
            window: that dialogs belong to.
        """
        super().__init__(window)
        self._context = context
        self._files = files
        self._window = window

    def ask(self, unit: str = "", period: str = "") -> None:
        """Ask which form is to be saved, or which is to be taken in."""
        from ui.dialogs.excel_form import ExcelFormDialog

        dialog = ExcelFormDialog(self._context, unit, period, self._window)
        dialog.save_wanted.connect(self._save)
        dialog.take_wanted.connect(self._take_of)
        dialog.open()

    def _save(self, unit: str, period: str, path: Path) -> None:
        workspace, language = self._context.open_workspace, framework_language()

        def work(progress: Progress) -> Path:
            from spa_me.bootstrap import write_excel_form

            return write_excel_form(
                workspace, unit, period, path, language=language, progress=progress
            )

        def done(made: Path) -> None:
            self._files.written(self.tr("The form was saved."), made)

        title = self.tr("Writing {name}").format(name=path.name)
        self._context.runner.read(work, done, owner=self, title=title)

    def _take_of(self, unit: str, period: str, path: Path) -> None:
        self._take_form(path, (unit, period))

    def take_file(self, path: Path) -> None:
        """Read a form or a CSV file that came back and show what it would change."""
        if path.suffix.lower() == ".csv":
            self._take_csv(path)
        else:
            self._take_form(path)

    def _take_form(self, path: Path, expected: tuple[str, str] | None = None) -> None:
        """Read a form that came back and show what it would change.

        Args:
            path: of the form.
            expected: the unit and period that a person chose; None where any will do.
        """
        workspace = self._context.open_workspace

        def look(progress: Progress) -> _Looked:
            from spa_me.services.forms import preview_form, read_form, take_form
            from spa_me.services.submissions.standing import today_of
            from ui.shell.preview_texts import form_texts

            reading, comparing = split(progress, "", "")
            form = read_form(path, reading)
            comparing.step(0, 1, "")
            seen = preview_form(workspace.dataset(), form, today_of(workspace.now()), expected)

            def take(accept: Acceptance | None, progress: Progress) -> ChangeSet:
                return take_form(workspace, form, seen, accept=accept, progress=progress).change_set

            return _Looked(seen, form_texts(seen), take)

        self._look(path, look)

    def choose_csv(self) -> None:
        """Ask for a CSV file of values and show what it would change."""
        dialog = QFileDialog(
            self._window, self.tr("Take in a CSV file of values"), str(start_folder())
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._take_csv_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_csv_named(self, name: str) -> None:
        self._take_csv(Path(name))

    def _take_csv(self, path: Path) -> None:
        """Read a CSV file of values and show what it would change."""
        workspace = self._context.open_workspace

        def look(progress: Progress) -> _Looked:
            from spa_me.services.csv_preview import preview_csv, read_values, take_csv
            from spa_me.services.submissions.standing import today_of
            from ui.shell.preview_texts import csv_texts

            file = read_values(path)
            progress.step(1, 2, path.name)
            today = today_of(workspace.now())
            seen = preview_csv(workspace.dataset(), file, path.name, today)

            def take(accept: Acceptance | None, progress: Progress) -> ChangeSet:
                return take_csv(workspace, file, seen, accept=accept, progress=progress)

            return _Looked(seen, csv_texts(seen), take)

        self._look(path, look)

    def _look(self, path: Path, look: Callable[[Progress], _Looked]) -> None:
        title = self.tr("Reading {name}").format(name=path.name)
        self._context.runner.read(look, self._show, owner=self, title=title)

    def _show(self, looked: _Looked) -> None:
        from ui.dialogs.file_preview import FilePreviewDialog

        dialog = FilePreviewDialog(looked.preview, looked.texts, self._window)

        def wanted(accept: Acceptance | None) -> None:
            self._record(looked, accept)

        dialog.wanted.connect(wanted)
        dialog.open()

    def _record(self, looked: _Looked, accept: Acceptance | None) -> None:
        name = looked.preview.name

        def work(progress: Progress) -> ChangeSet:
            try:
                return looked.take(accept, progress)
            except Cancelled:
                return NO_CHANGE

        title = self.tr("Taking in {name}").format(name=name)
        self._context.runner.write(work, self._recorded, owner=self, title=title)

    def _recorded(self, changes: ChangeSet) -> None:
        count = len(changes.audit)
        if not count:
            self._context.notices.say(self.tr("Nothing was taken in."))
            return
        self._context.hub.tell(replace(changes, is_filled_in=True))
        one, many = self.tr("1 record was taken in."), self.tr("{n} records were taken in.")
        said = one if count == 1 else many.format(n=count)
        old = self.tr("What stood there before is on the page Activity log.")
        self._context.notices.say(f"{said} {old}")
