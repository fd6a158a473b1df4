"""Evidence: files and references that support a value or a marker's standing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

MOST_BYTES = 10 * 1024 * 1024
"""The largest evidence file; a scan of some 30 pages is about 5 MB."""
MOST_FILES = 200
"""The most evidence files of one submission, as in a package."""
MOST_BYTES_TOGETHER = 45_000_000
"""All evidence files of one submission together; a package, which holds more, has 50 MB."""


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


@dataclass(frozen=True, slots=True)
class EvidenceRoom:
    """How much of its limits the evidence of one submission takes."""

    files: int
    bytes: int


def room_of(evidence: Iterable[Evidence]) -> EvidenceRoom:
    """Return what the evidence of a submission takes; the same content is kept once."""
    sizes = {entry.file: entry.size for entry in evidence if entry.is_file}
    return EvidenceRoom(len(sizes), sum(sizes.values()))


_NEVER = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)\Z", re.IGNORECASE)
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_LONGEST_NAME, _LONGEST_ENDING = 120, 12


def safe_file_name(name: str) -> str:
    """Return the last part of a path as a name that every system takes, in any script.

    Signs that cannot be seen go, such as the one that shows `gpj.exe` as `exe.jpg`. Joiners go
    with them; they change how a name looks in some scripts, and not what it says.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(c if unicodedata.category(c) not in _UNSEEN else "" for c in last)
    kept = " ".join(_NEVER.sub("_", seen).split()).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, ending = kept, ""
    if _RESERVED.match(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    stem = stem[: _LONGEST_NAME - len(ending) - 1].strip(" .") or "file"
    return f"{stem}.{ending}" if ending else stem


_DOCUMENTS = {
    "bmp": b"BM",
    "docx": b"PK",
    "gif": b"GIF8",
    "jpeg": b"\xff\xd8\xff",
    "jpg": b"\xff\xd8\xff",
    "odp": b"PK",
    "ods": b"PK",
    "odt": b"PK",
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "pptx": b"PK",
    "tif": (b"II*\0", b"MM\0*"),
    "tiff": (b"II*\0", b"MM\0*"),
    "txt": b"",
    "xlsx": b"PK",
}
"""The endings of documents that hold no programs, with how their content begins."""
_PROGRAMS = (b"vbaProject", b"Basic/", b"Scripts/", b"activeX/")


def may_be_opened(file_name: str, content: bytes) -> bool:
    """Return whether a file is a document or picture that another program may be asked to open.

    Everything else can be saved only: programs, scripts, shortcuts, archives, web pages, the old
    formats of office files and all that carry macros, and what is not what its name says.
    """
    begins = _DOCUMENTS.get(file_name.rpartition(".")[2].casefold())
    if begins is None or not content.startswith(begins):
        return False
    # The names of a ZIP's members stand in it as they are.
    return not (content.startswith(b"PK") and any(program in content for program in _PROGRAMS))


_PROGRAM_ENDINGS = re.compile(
    r"\.(apk|app|appimage|bat|cmd|com|cpl|deb|desktop|dll|dmg|exe|hta|jar|js|jse|lnk|msc|msi|msix"
    r"|pif|pkg|ps1|py|reg|rpm|scr|sh|url|vbe|vbs|wsf)\Z",
    re.IGNORECASE,
)
"""The endings of files that a system runs or follows when somebody opens them."""
_PROGRAM_BEGINNINGS = (
    b"\x7fELF",
    b"#!",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
)
"""How programs of Linux and macOS begin, and scripts; those of Windows begin as some texts may."""


def is_program(file_name: str, content: bytes) -> bool:
    """Return whether a file is a program, a script or a shortcut, whatever its name says."""
    if _PROGRAM_ENDINGS.search(file_name):
        return True
    is_windows = content.startswith(b"MZ") and b"\0" in content[:1_000]
    return is_windows or content.startswith(_PROGRAM_BEGINNINGS)
