"""Places in the file system, as the person at work sees them."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from spa_me.paths import documents_folder


def start_folder() -> Path:
    """Return the folder in which a file dialog begins: that of documents, else one that exists.

    Of a folder that is not there, such as on a new Linux account, Qt makes the name of a file.
    """
    folder = documents_folder()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def unused(folder: Path, name: str, suffix: str = "", content: bytes | None = None) -> Path:
    """Return a path in a folder that nothing has yet: `name`, else `name 2` and so on.

    Args:
        folder: where it is to be.
        name: of the file.
        suffix: its ending.
        content: what is to be written; a file that holds just this already may be its place.
    """
    path, number = folder / f"{name}{suffix}", 2
    while path.exists() and not _holds(path, content):
        path, number = folder / f"{name} {number}{suffix}", number + 1
    return path


def _holds(path: Path, content: bytes | None) -> bool:
    try:
        is_same_size = content is not None and path.stat().st_size == len(content)
        return is_same_size and path.read_bytes() == content
    except OSError:  # a folder, or a file that may not be read
        return False


def show_in_folder(path: Path) -> None:
    """Show the folder of a file, or a folder, in the system's file manager."""
    address = QUrl.fromLocalFile(str(path if path.is_dir() else path.parent))
    if sys.platform != "linux" or not _asked_file_manager(address):
        QDesktopServices.openUrl(address)


def _asked_file_manager(address: QUrl) -> bool:
    """Ask the desktop for its file manager; return whether anybody hears such questions.

    What this process starts itself has no internet either (`ui.offline`), and so would a browser
    have none that is opened from a file manager of ours. The desktop's own one is not our child.
    """
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus, name = QDBusConnection.sessionBus(), "org.freedesktop.FileManager1"
    interface = bus.interface() if bus.isConnected() else None
    known = interface.call("ListActivatableNames").arguments() if interface else []
    if not known or name not in known[0]:
        return False
    message = QDBusMessage.createMethodCall(
        name, "/org/freedesktop/FileManager1", name, "ShowFolders"
    )
    message.setArguments([[address.toEncoded().toStdString()], ""])
    return bus.send(message)
