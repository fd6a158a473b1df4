"""How a drag of files is answered, wherever they may be dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def take_as_copy(event: QDropEvent) -> None:
    """Accept a drag or drop as one that leaves the files where they are.

    A file manager offers to move first within one drive, and deletes what was taken as moved.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
