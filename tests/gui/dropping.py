"""A drop of files on a window, by the events that the system would send."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from ui.main_window import MainWindow


def dropped(window: MainWindow, *paths: Path) -> bool:
    """Drop files on the window; return whether it takes them."""
    data = urls(paths)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 9), action, data, buttons, keys)
    enter.ignore()
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(QDropEvent(QPointF(9, 9), action, data, buttons, keys))
    return enter.isAccepted()


def urls(paths: Sequence[Path]) -> QMimeData:
    """Return what a drag of files carries."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
