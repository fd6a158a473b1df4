"""Files that cannot be taken in now and may matter later: a copy is kept beside the workspace.

What a newer version of the app made can be taken in after an update; what came under the id of
another package is evidence of what happened. The stick that they came on will be gone by then.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from spa_me import paths
from spa_me.atomic import make_folder, write_whole
from spa_me.domain.errors import UserError
from spa_me.packages import limits
from spa_me.packages.failures import Refusal

KEPT = frozenset({Refusal.NEWER_FORMAT, Refusal.MUST_UNDERSTAND})
"""For these reasons a refused file is kept."""
_FOLDER = " kept out"
_MOST_FILES = 100


def quarantine_folder(workspace: Path) -> Path:
    """Return the folder beside a workspace in which such files are kept; it may not exist."""
    return workspace.with_name(f"{workspace.stem}{_FOLDER}")


def keep_out(workspace: Path, file: Path) -> Path | None:
    """Keep a copy of a file, once, and return it; None where it cannot be kept.

    Args:
        workspace: the path of the workspace.
        file: as it came.
    """
    folder = quarantine_folder(workspace)
    with contextlib.suppress(OSError, UserError):
        content = file.read_bytes()
        if len(content) > limits.PACKAGE_BYTES + limits.ENCRYPTION_BYTES:
            return None
        name = f"{hashlib.sha256(content).hexdigest()[:12]} {paths.file_name(file.stem)}"
        kept = folder / f"{name}{file.suffix[:10]}"
        make_folder(folder)
        if not kept.exists():
            if len(list(folder.iterdir())) >= _MOST_FILES:
                return None  # somebody sends rubbish; the disk is not filled with it
            write_whole(kept, content)
        return kept
    return None
