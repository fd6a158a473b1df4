"""Where things lie on this computer, by the rules of its system."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs

APP = "SPA-ME"
SUFFIX = ".spame"
"""The ending of workspace files."""


def documents_folder() -> Path:
    """Return the folder in which people look for their own files; new workspaces go there."""
    return Path(platformdirs.user_documents_path())


def log_folder() -> Path:
    """Return the folder of the app's log; it may not exist yet."""
    return Path(platformdirs.user_log_path(APP, appauthor=False))


def data_folder() -> Path:
    """Return the folder of what the app itself keeps; it may not exist yet."""
    return Path(platformdirs.user_data_path(APP, appauthor=False))


def with_suffix(path: Path) -> Path:
    """Return a path that ends like a workspace, whatever was typed."""
    return path if path.suffix.casefold() == SUFFIX else path.with_name(path.name + SUFFIX)


def file_name(title: str) -> str:
    """Return a title as a file name that Windows, macOS and Linux take, in any script."""
    # Signs that no name may hold. What is left includes the vowels of Khmer, Lao, Thai and Burmese,
    # which are neither letters nor digits to `isalnum`.
    kept = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', " ", title)
    name = " ".join(kept.split()).strip(" .")[:80].strip(" .")
    return name or "workspace"
