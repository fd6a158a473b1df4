"""Commands on Excel forms: save one, take one back in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spa_me.domain.progress import Progress
from ui.context import Context

if TYPE_CHECKING:
    from spa_me.services.forms import FormFile, FormOutcome, FormPreview


class Places(Protocol):
    """Who says where a file is."""

    def written(self, text: str, path: Path) -> None:
        """Say that a file was written, and offer to show where it is."""
        ...


class FormCommands(QObject):
    """What File, Excel form does, and what happens to a form that is dropped on the window."""

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
        workspace = self._context.open_workspace

        def work(progress: Progress) -> Path:
            from spa_me.bootstrap import write_excel_form

            return write_excel_form(workspace, unit, period, path, progress=progress)

        def done(made: Path) -> None:
            self._files.written(self.tr("The form was saved."), made)

        title = self.tr("Writing {name}").format(name=path.name)
        self._context.runner.read(work, done, owner=self, title=title)

    def _take_of(self, unit: str, period: str, path: Path) -> None:
        self.take(path, (unit, period))

    def take(self, path: Path, expected: tuple[str, str] | None = None) -> None:
        """Read a form that came back and show what it would change.

        Args:
            path: of the form.
            expected: the unit and period that a person chose; None where any will do.
        """
        workspace = self._context.open_workspace

        def work(progress: Progress) -> tuple[FormFile, FormPreview]:
            from spa_me.services.forms import preview_form, read_form
            from spa_me.services.submissions.standing import today_of

            form = read_form(path)
            progress.step(1, 2, path.name)
            return form, preview_form(
                workspace.dataset(), form, today_of(workspace.now()), expected
            )

        title = self.tr("Reading {name}").format(name=path.name)
        self._context.runner.read(work, self._show, owner=self, title=title)

    def _show(self, found: tuple[FormFile, FormPreview]) -> None:
        from ui.dialogs.form_preview import FormPreviewDialog

        form, preview = found
        dialog = FormPreviewDialog(preview, self._window)

        def wanted(accepts: bool, reason: str) -> None:
            self._record(form, preview, reason=reason, accepts=accepts)

        dialog.wanted.connect(wanted)
        dialog.open()

    def _record(self, form: FormFile, preview: FormPreview, *, reason: str, accepts: bool) -> None:
        workspace = self._context.open_workspace

        def work(progress: Progress) -> FormOutcome:
            from spa_me.services.forms import take_form

            progress.step(0, 1, form.name)
            return take_form(workspace, form, preview, reason=reason, accept_suggestions=accepts)

        title = self.tr("Taking in {name}").format(name=form.name)
        self._context.runner.write(work, self._recorded, owner=self, title=title)

    def _recorded(self, outcome: FormOutcome) -> None:
        self._context.hub.tell(outcome.change_set)
        one, many = self.tr("1 record was taken in."), self.tr("{n} records were taken in.")
        said = one if outcome.written == 1 else many.format(n=outcome.written)
        self._context.notices.say(said)
