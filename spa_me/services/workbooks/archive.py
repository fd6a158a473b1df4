"""The ZIP of a workbook: held against limits, and made anew from its plain parts.

What the reader is given afterwards holds no macros, no links to other files and no objects, has
each name once, and is as large as it said.
"""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_FILE = 20_000_000
MAX_CONTENT = 100_000_000
MAX_MEMBERS = 400
MAX_RATIO = 200
_SMALL = 1_000_000
_HEADER = 30
"""What stands before the content of each part at least."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACROS = (b"vnd.ms-office.vbaProject", b"macroEnabled")
_KEPT = (".xml", ".rels")
# zipfile needs it for names, and the child that this is loaded in may open no file later.
"".encode("cp437")


class RefusedWorkbookError(Exception):
    """A file that is not read, with the reason as a sentence and what would be right."""

    def __init__(self, what: str, expected: str = "") -> None:
        super().__init__(what)
        self.what, self.expected = what, expected


def plain_parts(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of a workbook by name.

    Raises:
        RefusedWorkbookError: if it is no workbook, is larger than what is read, or hides something.
    """
    _refuse_other_kinds(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error
    except (ValueError, OSError, UnicodeError) as error:
        raise _damaged() from error


def _damaged() -> RefusedWorkbookError:
    return RefusedWorkbookError("its archive is damaged", "the file as the form was saved")


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise RefusedWorkbookError(
                "it is protected by a password", "a workbook that opens without a password"
            )
        raise RefusedWorkbookError(
            "it is a workbook of the old kind (.xls)", "the form saved as .xlsx"
        )
    if not content.startswith(b"PK"):
        raise RefusedWorkbookError("it is no Excel workbook", "the form saved as .xlsx")


def _read(archive: zipfile.ZipFile, size: int) -> dict[str, bytes]:
    members = archive.infolist()
    _refuse_odd_members(members)
    _refuse_overlap(members, min(archive.start_dir, size))
    names = {member.filename for member in members}
    if "mimetype" in names and "content.xml" in names:
        raise RefusedWorkbookError(
            "it is an OpenDocument spreadsheet (.ods)", "the form saved as .xlsx"
        )
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise RefusedWorkbookError("it is no Excel workbook", "the form saved as .xlsx")
    # Reading checks size and CRC; a member that holds more than it says ends here.
    parts = {
        member.filename: archive.read(member)
        for member in members
        if member.filename.endswith(_KEPT) and _is_needed(member.filename)
    }
    if any(mark in parts["[Content_Types].xml"] for mark in _MACROS) or any(
        name.lower().endswith("vbaproject.bin") for name in names
    ):
        raise RefusedWorkbookError("it contains macros", "the form saved as .xlsx without macros")
    return parts


def _refuse_odd_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise RefusedWorkbookError(
            f"its archive has {len(members):,} parts", f"at most {MAX_MEMBERS}"
        )
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if member.flag_bits & 0x1:
            raise RefusedWorkbookError("a part of it is encrypted", "a workbook without a password")
        if name.startswith(("/", "\\")) or ".." in name.split("/") or ":" in name or "\\" in name:
            raise RefusedWorkbookError("its archive has a part with an unsafe name")
        if name.casefold() in seen:
            raise RefusedWorkbookError("its archive has two parts of the same name")
        seen.add(name.casefold())
        if member.file_size > max(_SMALL, member.compress_size * MAX_RATIO):
            raise RefusedWorkbookError("a part of it unpacks to many times its size")
    if sum(member.file_size for member in members) > MAX_CONTENT:
        raise RefusedWorkbookError("it unpacks to too much", f"at most {MAX_CONTENT // 10**6} MB")


def _refuse_overlap(members: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse parts that share bytes, by which a small file unpacks to any size."""
    placed = sorted(members, key=lambda member: member.header_offset)
    starts = [*(member.header_offset for member in placed[1:]), end]
    for member, following in zip(placed, starts, strict=False):
        if member.header_offset + _HEADER + member.compress_size > following:
            raise RefusedWorkbookError("parts of its archive lie over each other")


def _is_needed(name: str) -> bool:
    """Return whether a part says something about cells; drawings and outside links do not."""
    folders = name.split("/")
    return folders[0] in {"[Content_Types].xml", "_rels"} or (
        folders[0] == "xl" and folders[1] in _PARTS
    )


_PARTS = {
    "_rels",
    "workbook.xml",
    "worksheets",
    "chartsheets",
    "sharedStrings.xml",
    "styles.xml",
}


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """Return parts as an archive, not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    file.seek(0)
    return file
