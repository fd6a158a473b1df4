"""What can go wrong with a workspace file, for the window and the command line to catch."""

from __future__ import annotations

from spa_me.storage.failures import (
    ChangedElsewhereError,
    DamagedWorkspaceError,
    NewerFormatError,
    NotAWorkspaceError,
    OtherWorkspaceError,
    StorageError,
)

__all__ = [
    "ChangedElsewhereError",
    "DamagedWorkspaceError",
    "NewerFormatError",
    "NotAWorkspaceError",
    "OtherWorkspaceError",
    "StorageError",
]
