"""A further version of the framework: what it would change, and adding it to the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress
from ui.context import Context
from ui.dialogs.message import MessageDialog, message_for
from ui.files import start_folder
from ui.i18n import show_date, show_sentence

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from spa_me.services.framework_versions import VersionPreview

translate = QCoreApplication.translate


def ask_for_version(context: Context, parent: QWidget) -> None:
    """Ask for a file with a version of the framework, and show what it would change."""
    title = translate("FrameworkVersion", "Choose the framework version")
    dialog = QFileDialog(parent, title, str(start_folder()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([translate("FrameworkVersion", "Framework definitions (*.toml)")])

    def chosen(name: str) -> None:
        preview_version(context, Path(name), parent)

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def preview_version(context: Context, path: Path, parent: QWidget) -> None:
    """Show what the version in a file would change, and offer to add it."""
    workspace = context.open_workspace

    def work(_: Progress) -> VersionPreview:
        from spa_me.services import framework_versions, frameworks

        return framework_versions.preview(workspace, frameworks.find(path))

    def failed(error: Exception) -> None:
        if isinstance(error, UserError):
            message_for(error, parent).open()
        else:
            context.notices.complain(error)

    def done(found: VersionPreview) -> None:
        _dialog(context, found, parent).open()

    context.runner.read(work, done, owner=parent, failed=failed)


def _dialog(context: Context, found: VersionPreview, parent: QWidget) -> MessageDialog:
    from spa_me.services.framework_versions import sentences

    lines = [show_sentence(sentence) for sentence in sentences(found)]
    if found.is_known:
        dialog = MessageDialog(lines[0], parent=parent)
        dialog.add_button(translate("FrameworkVersion", "Close"), is_primary=True)
        return dialog
    heading = translate("FrameworkVersion", "Add version {version}, in force from {day}?")
    said = translate(
        "FrameworkVersion",
        "This is what it changes beside version {before}. What was recorded is kept. A version "
        "that was added can neither be changed nor taken away.",
    )
    new = found.definition
    dialog = MessageDialog(
        heading.format(version=new.version, day=show_date(new.in_force_from)),
        [said.format(before=found.changes.old.version)],
        details=lines[1:],
        parent=parent,
    )
    add = translate("FrameworkVersion", "Add this version")
    button = dialog.add_button(add, lambda: _add(context, found, parent), is_primary=True)
    button.setEnabled(not context.open_workspace.access.is_read_only)
    dialog.add_button(translate("FrameworkVersion", "Cancel"))
    return dialog


def _add(context: Context, found: VersionPreview, parent: QWidget) -> None:
    workspace = context.open_workspace

    def work(_: Progress) -> ChangeSet:
        from spa_me.services import frameworks

        return frameworks.install(workspace, found.definition)

    def done(changes: ChangeSet) -> None:
        context.hub.tell(changes)
        said = translate("FrameworkVersion", "Version {version} was added.")
        context.notices.say(said.format(version=found.definition.version))

    title = translate("FrameworkVersion", "Adding a framework version")
    context.runner.write(work, done, owner=parent, title=title)
