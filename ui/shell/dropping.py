"""What can be dropped on the window: a workspace, an Excel form, a CSV file, or packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from spa_me.paths import SUFFIX

_PACKAGE = ".spapkg"
_FILLED_IN = (".xlsx", ".csv")
"""An Excel form, and a CSV file of values."""
_ALONE = {SUFFIX, *_FILLED_IN}
"""What is taken by itself, since a person looks at one of them at a time."""


@dataclass(frozen=True)
class Dropped:
    """What becomes of the files of a drop; each of them is in one of the parts.

    Attributes:
        alone: the one file that is opened or taken in by itself; None for none.
        packages: what the inbox looks at. Other files come along where a package is among them,
            such as the letter of the same e-mail: the inbox says of each what it is.
        left: what nothing is done with, and a sentence is said about.
    """

    alone: Path | None = None
    packages: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def has_files(event: QDropEvent) -> bool:
    """Return whether files or folders of this computer are dragged, and no text or picture."""
    return bool(_files(event))


def dropped(event: QDropEvent, *, is_open: bool) -> Dropped:
    """Return what becomes of the files of a drop.

    Args:
        event: the drop.
        is_open: whether a workspace is open; without one only a workspace is taken.
    """
    files = _files(event)
    if len(files) == 1 and _kind(files[0]) in (_ALONE if is_open else {SUFFIX}):
        return Dropped(alone=files[0])
    if not is_open or all(_kind(path) != _PACKAGE for path in files):
        return Dropped(left=tuple(files))
    left = tuple(path for path in files if _kind(path) in _ALONE or path.is_dir())
    return Dropped(packages=tuple(path for path in files if path not in left), left=left)


def tell_left(found: Dropped, window: QWidget, *, is_open: bool) -> None:
    """Say which files of a drop nothing was done with, and what can be dropped."""
    from ui.dialogs.message import MessageDialog

    one, many = tr("Nothing was done with “{name}”."), tr("Nothing was done with {n} files.")
    names = [path.name or str(path) for path in found.left]
    is_one = len(names) == 1
    heading = one.format(name=names[0]) if is_one else many.format(n=len(names))
    details = () if is_one else names
    dialog = MessageDialog(
        heading, _what_to_do(found.left, is_open), details=details, parent=window
    )
    dialog.add_button(tr("Close"), is_primary=True)
    dialog.open()


def _what_to_do(left: Sequence[Path], is_open: bool) -> list[str]:
    said: list[str] = []
    if any(_kind(path) in _ALONE for path in left) and is_open:
        said.append(tr("Drop an Excel form, a CSV file or a workspace by itself, one at a time."))
    elif not is_open:
        said.append(tr("Open the workspace of your office first, then drop the file again."))
    if any(path.is_dir() for path in left):
        said.append(tr("Of a folder, open it and drop the files that are in it."))
    said.append(
        tr(
            "These can be dropped here: files that other offices sealed (.spapkg), several at "
            "once; one Excel form (.xlsx), one CSV file (.csv), or one workspace ({suffix}). "
            "Other files, such as a PDF, are added as evidence on the page “Enter data”: drop them "
            "on the tab “Evidence” beside the sheet."
        ).format(suffix=SUFFIX)
    )
    return said


def tr(text: str) -> str:
    """Return a text about drops in the app's language."""
    return QCoreApplication.translate("Dropping", text)


def _kind(path: Path) -> str:
    """Return the ending of a file's name; of a folder none, whatever it is called."""
    return "" if path.is_dir() else path.suffix.lower()


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
