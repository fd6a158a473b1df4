"""A finished file takes the name of a workspace in one step; what had it is kept under another.

The name always leads to a whole file: to the old one, until the new one has taken it. What a crash
leaves in between (a draft, a second name of the old file) is cleared away at the next opening.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from spa_me.atomic import discard, file_to_disk, folder_to_disk, not_confirmed
from spa_me.storage.creation import building, discard_drafts, refuse_existing
from spa_me.storage.engine import journal_of

_TIME = "%Y-%m-%d %H-%M-%SZ"
_STAMPED = re.compile(r" [a-z ]+ \d{4}-\d\d-\d\d \d\d-\d\d-\d\dZ( \d+)?$")


def take_place(draft: Path, path: Path, at: datetime, why: str) -> Path:
    """Let a draft take the name of a file, and return the name under which that one is kept.

    Args:
        draft: a finished file on the same disk; it has no other name afterwards.
        path: the file, of which the caller holds the lock.
        at: when; it stands in the name of what is kept.
        why: a word of that name, such as `damaged`.

    Raises:
        OSError: if the disk or another program does not let it; everything is then as before.
        SavedButError: if it is done, and the disk did not confirm it.
    """
    file_to_disk(draft)
    kept = _free_name(path, at, why)
    try:
        _keep(path, kept)
        draft.replace(path)
    except BaseException:
        _undo(path, kept)
        raise
    try:
        folder_to_disk(path.parent)
    except OSError as error:
        raise not_confirmed(f"The new {path.name} has its place", error) from error
    return kept


def clear_unfinished(path: Path) -> None:
    """Clear away what was left where putting a file in the place of another was cut off.

    Args:
        path: the file, of which the caller holds the lock.
    """
    with contextlib.suppress(OSError):
        discard_drafts(path)
        for kept in _kept_of(path):
            if _is_same(kept, path):
                _undo(path, kept)


def _free_name(path: Path, at: datetime, why: str) -> Path:
    name = f"{path.stem} {why} {at.astimezone(UTC).strftime(_TIME)}"
    tails = ("", *(f" {number}" for number in range(2, 1000)))
    names = (path.with_name(f"{name}{tail}{path.suffix}") for tail in tails)
    return next(kept for kept in names if not os.path.lexists(kept))


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name, and its journal only that one.

    Beside the new file the journal would be played back into it.
    """
    journal = journal_of(path)
    has_journal = journal.exists()
    _name_also(path, kept)
    if has_journal:
        _name_also(journal, journal_of(kept))
    folder_to_disk(path.parent)
    if has_journal:
        journal.unlink()
        folder_to_disk(path.parent)


def _name_also(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except OSError:  # the name is taken, or a file system without hard links, such as a stick
        refuse_existing(name)
        with building(name) as copy:
            shutil.copyfile(path, copy)


def _undo(path: Path, kept: Path) -> None:
    """Take back that a file is kept under a second name; it never lost its own."""
    journal = journal_of(kept)
    with contextlib.suppress(OSError):
        if journal.exists() and not journal_of(path).exists():
            journal.replace(journal_of(path))
    discard(journal)
    discard(kept)


def _kept_of(path: Path) -> Iterator[Path]:
    size = path.stat().st_size
    for other in path.parent.glob(f"{escape(path.stem)} *{escape(path.suffix)}"):
        tail = other.stem.removeprefix(path.stem)
        if _STAMPED.fullmatch(tail) and other.stat().st_size == size:
            yield other


def _is_same(kept: Path, path: Path) -> bool:
    if kept.samefile(path):
        return True
    # A copy that was made for want of links; only with the journal is anything to be undone.
    has_journal = journal_of(kept).exists() and not journal_of(path).exists()
    return has_journal and filecmp.cmp(kept, path, shallow=False)
