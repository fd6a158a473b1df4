"""Places in the file system, as the person at work sees them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def unused(folder: Path, name: str, suffix: str = "") -> Path:
    """Return a path in a folder that nothing has yet: `name`, else `name 2` and so on."""
    path, number = folder / f"{name}{suffix}", 2
    while path.exists():
        path, number = folder / f"{name} {number}{suffix}", number + 1
    return path


def show_in_folder(path: Path) -> None:
    """Show the folder of a file, or a folder, in the system's file manager."""
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
