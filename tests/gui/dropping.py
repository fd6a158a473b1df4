"""A drop of files on a window, by the events that the system would send."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow


def dropped(window: MainWindow, *paths: Path) -> bool:
    """Drop files on the window; return whether it takes them, which it only does as a copy."""
    data = urls(paths)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, both = Qt.DropAction.CopyAction, Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(9, 9), both, data, buttons, keys)
    enter.setDropAction(Qt.DropAction.MoveAction)  # what file managers propose within one drive
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        assert enter.dropAction() is copy
        drop = QDropEvent(QPointF(9, 9), both, data, buttons, keys)
        drop.setDropAction(Qt.DropAction.MoveAction)
        window.dropEvent(drop)
        assert drop.isAccepted()
        assert drop.dropAction() is copy
    return enter.isAccepted()


def said(window: MainWindow) -> str:
    """Return what the window says about a drop, and close it."""
    dialog = next(d for d in window.findChildren(MessageDialog) if d.isVisible())
    text = dialog.text
    dialog.close()
    return text


def urls(paths: Sequence[Path]) -> QMimeData:
    """Return what a drag of files carries."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
