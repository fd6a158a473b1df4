"""Evidence: files and references that support a value or a marker's standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST_BYTES = 10 * 1024 * 1024
"""The largest evidence file; a scan of some 30 pages is about 5 MB."""
MOST_FILES = 200
"""The most evidence files of one submission, as in a package."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file or reference of a reporting unit in a period.

    Attributes:
        id: a UUID made by the app.
        about: the code of the indicator or marker that it supports.
        title: what it is, in words.
        reference: where it can be found when it is not a file: a document number, an address.
        file: SHA-256 of its content; empty for a reference.
        file_name: as the file was called; never used as a path.
        size: in bytes; 0 for a reference.
    """

    id: str
    unit: str
    period: str
    about: str
    title: str
    reference: str = ""
    file: str = ""
    file_name: str = ""
    size: int = 0
    person: str = ""
    at: datetime | None = None

    @property
    def is_file(self) -> bool:
        """Whether it is a file, kept inside the workspace."""
        return bool(self.file)
