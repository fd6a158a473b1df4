"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from spa_me.domain.errors import UserError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_MISSING = {errno.ENOENT, errno.ENOTDIR}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """Give the path of a new file that takes the place of `path` when the block ends well.

    The new file lies beside `path`, reaches the disk before it takes its name, and is removed when
    anything fails; what stood at `path` before is then untouched.

    Raises:
        UserError: if the disk is full, the folder is missing or may not be written to, or another
            program holds the file.
    """
    try:
        new = _new_file_beside(path)
        try:
            yield new
            _to_disk(new)
            new.replace(path)
            _folder_to_disk(path.parent)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise _in_plain_words(path, error) from error


def _new_file_beside(path: Path) -> Path:
    # Opened like any document, so that the new file has the usual permissions of the folder.
    new = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
    new.open("xb").close()
    return new


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can do that for folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _in_plain_words(path: Path, error: OSError) -> UserError:
    kept = "No file was left half written; what was there before is unchanged."
    if error.errno in _FULL:
        what = f"The disk is full, so “{path.name}” could not be written."
        return UserError(what, kept=kept, do="Free some space or choose another folder.")
    if error.errno in _MISSING:
        what = f"There is no folder “{path.parent}”."
        return UserError(what, kept="Nothing was written.", do="Choose a folder that exists.")
    if error.errno == errno.EISDIR:
        what = f"“{path}” is a folder."
        return UserError(what, kept=kept, do="Give the name of a file.")
    if error.errno in _REFUSED:
        what = f"“{path.name}” may not be written to the folder “{path.parent}”."
        do = "Close the file if it is open in another program, or choose another folder."
        return UserError(what, kept=kept, do=do)
    reason = error.strerror or str(error)
    return UserError(f"“{path.name}” could not be written: {reason}.", kept=kept)
