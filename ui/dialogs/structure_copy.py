"""A structure to fill in, saved as a file of a person's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress
from spa_me.paths import file_name
from ui.context import Context
from ui.dialogs.message import MessageDialog, message_for
from ui.files import show_in_folder, unused

if TYPE_CHECKING:
    from spa_me.domain.framework import FrameworkDefinition

SUFFIX = ".toml"
translate = QCoreApplication.translate


def ask_where_to_copy(
    context: Context, definition: FrameworkDefinition, folder: Path, parent: QWidget
) -> None:
    """Ask for a file, write the structure there, and say what to do with it."""
    suggested = unused(folder, file_name(str(definition.plan.code)), SUFFIX)
    title = translate("StructureCopy", "Save a copy to fill in")
    dialog = QFileDialog(parent, title, str(suggested))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([translate("StructureCopy", "Framework definitions (*.toml)")])
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)

    def chosen(name: str) -> None:
        copy_to(context, definition, Path(name), parent)

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def copy_to(context: Context, definition: FrameworkDefinition, path: Path, parent: QWidget) -> None:
    """Write a structure to a new file, and say what to do with it."""

    def work(_: Progress) -> Path:
        from spa_me.services.frameworks import save_copy

        return save_copy(definition, path)

    def done(written: Path) -> None:
        dialog = MessageDialog(
            translate("StructureCopy", "The copy is ready to be filled in."),
            [
                str(written),
                translate(
                    "StructureCopy",
                    "Write your plan into it with a text editor. Then choose it here with “From a "
                    "file…”. The user guide says how: Your own framework.",
                ),
            ],
            parent=parent,
        )
        show = translate("StructureCopy", "Show in folder")
        dialog.add_button(show, lambda: show_in_folder(written))
        dialog.add_button(translate("StructureCopy", "Close"), is_primary=True)
        dialog.open()

    def failed(error: Exception) -> None:
        if isinstance(error, UserError):
            message_for(error, parent).open()
        else:
            context.notices.complain(error)

    context.runner.read(work, done, owner=parent, failed=failed)
