"""What can be dropped on the window: a workspace, an Excel form, a CSV file, or packages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from spa_me.paths import SUFFIX

_PACKAGE = ".spapkg"
_FILLED_IN = (".xlsx", ".csv")
"""An Excel form, and a CSV file of values."""


def dropped_packages(event: QDropEvent) -> list[Path]:
    """Return the dragged files if a package is among them; none where there is no package.

    The others come along, such as the letter of the same e-mail: the inbox says of each what it is,
    and a drop that is refused says nothing.
    """
    files = _files(event)
    return files if any(path.suffix.lower() == _PACKAGE for path in files) else []


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the one file that is dragged; None if it is of another kind, or one of several."""
    files = _files(event)
    is_known = len(files) == 1 and files[0].suffix.lower() in {SUFFIX, *_FILLED_IN}
    return files[0] if is_known else None


def is_workspace(path: Path) -> bool:
    """Return whether a file is a workspace; others are taken into the one that is open."""
    return path.suffix.lower() == SUFFIX


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
