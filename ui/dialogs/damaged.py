"""A damaged workspace: what was found, that nothing was changed, and the latest backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.dialogs.message import MessageDialog

if TYPE_CHECKING:
    from spa_me.services.errors import DamagedWorkspaceError, OtherWorkspaceError

translate = QCoreApplication.translate


def damaged_message(
    error: DamagedWorkspaceError, restore: Callable[[Path], object], parent: QWidget | None = None
) -> MessageDialog:
    """Return the dialog for a damaged workspace; `restore` is called with the backup to restore."""
    dialog = MessageDialog(
        error.what, [error.kept, error.do], details=[str(f) for f in error.findings], parent=parent
    )
    backup = error.backup
    if backup is not None:
        text = translate("DamagedDialog", "Restore the backup")
        dialog.add_button(text, lambda: restore(backup), is_primary=True)
    close = translate("DamagedDialog", "Leave everything as it is")
    dialog.add_button(close, is_primary=backup is None)
    return dialog


def other_workspace_message(
    error: OtherWorkspaceError, restore: Callable[[], object], parent: QWidget | None = None
) -> MessageDialog:
    """Return the question whether a backup of another workspace is meant, by its name."""
    dialog = MessageDialog(error.what, [error.kept, error.do], parent=parent)
    text = translate("DamagedDialog", "Put “{title}” there").format(title=error.title)
    dialog.add_button(text, restore)
    close = translate("DamagedDialog", "Leave everything as it is")
    dialog.add_button(close, is_primary=True)
    return dialog
