"""What can be dropped on the window: a workspace, an Excel form, or packages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from spa_me.paths import SUFFIX

_PACKAGE = ".spapkg"


def dropped_packages(event: QDropEvent) -> list[Path]:
    """Return the dragged files if a package is among them; none where there is no package.

    The others come along, such as the letter of the same e-mail: the inbox says of each what it is,
    and a drop that is refused says nothing.
    """
    files = _files(event)
    return files if any(path.suffix.lower() == _PACKAGE for path in files) else []


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the workspace or form that is dragged; None for anything else, or several files."""
    files = _files(event)
    is_known = len(files) == 1 and (files[0].suffix.lower() == SUFFIX or is_form(files[0]))
    return files[0] if is_known else None


def is_form(path: Path) -> bool:
    """Return whether a file is an Excel workbook, as a filled-in form is."""
    return path.suffix.lower() == ".xlsx"


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
