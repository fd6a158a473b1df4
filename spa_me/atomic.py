"""A file is written whole or not at all, and is on the disk before anybody says so."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from spa_me.domain.errors import FileError, SavedButError, UserError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MISSING = {errno.ENOENT, errno.ENOTDIR}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}
_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM}
"""What a system answers that cannot do it for folders, as some network drives."""


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """Give the path of a new file that takes the place of `path` when the block ends well.

    The new file lies beside `path`, reaches the disk before it takes its name, and is removed when
    anything fails; what stood at `path` before is then untouched.

    Raises:
        UserError: if the disk is full, the folder is missing or may not be written to, or another
            program holds the file.
        SavedButError: if the new file is in its place, and the disk did not confirm that it will
            be there after a power cut.
    """
    new = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
    try:
        # Opened like any document, so that it has the usual permissions of the folder.
        new.open("xb").close()
        yield new
        file_to_disk(new)
        is_first = not os.path.lexists(path)
        new.replace(path)
    except BaseException as error:
        discard(new)
        if isinstance(error, OSError):
            raise _in_plain_words(path, error) from error
        raise
    _confirm(path, is_first=is_first)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file as `replacing` does."""
    with replacing(path) as new:
        new.write_bytes(content)


def _confirm(path: Path, *, is_first: bool) -> None:
    """Bring the new name to the disk; where that fails, a file that is the first goes again."""
    try:
        folder_to_disk(path.parent)
    except OSError as error:
        if is_first and discard(path):
            raise _in_plain_words(path, error) from error
        raise not_confirmed(f"“{path.name}” was written", error) from error


def not_confirmed(saved: str, error: OSError) -> SavedButError:
    """Return what to say where something is in its place, and the disk may lose it again."""
    why = f"the disk did not confirm it ({error.strerror or error})."
    do = "Check the disk. After a power cut look whether it is still there."
    return SavedButError(saved, why, do=do)


def file_to_disk(path: Path) -> None:
    """Return once the content of a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def folder_to_disk(folder: Path) -> None:
    """Return once the names in a folder are on the disk, where the system can do that."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless they are there, so that a power cut leaves them.

    Raises:
        UserError: if it cannot be made.
    """
    try:
        missing = [at for at in (folder, *folder.parents) if not at.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for at in reversed(missing):
            folder_to_disk(at.parent)
    except OSError as error:
        raise _in_plain_words(folder, error) from error


def discard(path: Path) -> bool:
    """Remove a file that is not wanted any more, and return whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _in_plain_words(path: Path, error: OSError) -> UserError:
    kept = "No file was left half written; what was there before is unchanged."
    if error.errno in _FULL:
        what = f"The disk is full, so “{path.name}” could not be written."
        return FileError(what, kept=kept, do="Free some space or choose another folder.")
    if error.errno in _MISSING:
        what = f"There is no folder “{path.parent}”."
        return FileError(what, kept="Nothing was written.", do="Choose a folder that exists.")
    if error.errno == errno.EISDIR:
        what = f"“{path}” is a folder."
        return FileError(what, kept=kept, do="Give the name of a file.")
    if error.errno in _REFUSED:
        what = f"“{path.name}” may not be written to the folder “{path.parent}”."
        do = "Close the file if it is open in another program, or choose another folder."
        return FileError(what, kept=kept, do=do)
    reason = error.strerror or str(error)
    do = "Check the disk or choose another folder."
    return FileError(f"“{path.name}” could not be written: {reason}.", kept=kept, do=do)
