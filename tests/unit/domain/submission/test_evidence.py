"""Names and kinds of evidence files, and the room they take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.submission import Evidence, is_program, may_be_opened, room_of, safe_file_name

ZIP = b"PK\x03\x04"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\scan.PNG", "scan.PNG"),
        ("a:b*?.pdf", "a_b__.pdf"),
        ("CON", "_CON"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("com1.txt", "_com1.txt"),
        ("scan\u202egpj.exe", "scangpj.exe"),
        ("two\nlines.pdf", "twolines.pdf"),
        ("  .hidden. ", "hidden"),
        ("", "file"),
        ("...", "file"),
        (".pdf", "pdf"),
        ("ការជួញដូរមនុស្ស.pdf", "ការជួញដូរមនុស្ស.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("a." + "y" * 40, "a." + "y" * 40),
    ],
)
def test_a_safe_name(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(st.text(max_size=200))
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    safe = safe_file_name(name)

    assert safe_file_name(safe) == safe
    assert 0 < len(safe) <= 120
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert safe == safe.strip(" .")


@pytest.mark.parametrize(
    ("name", "content", "may"),
    [
        ("a.pdf", b"%PDF-1.7 ...", True),
        ("A.PDF", b"%PDF-1.7 ...", True),
        ("a.jpg", b"\xff\xd8\xff\xe0", True),
        ("a.tif", b"II*\0", True),
        ("a.txt", b"anything", True),
        ("a.docx", ZIP + b"word/document.xml", True),
        ("a.ods", ZIP + b"content.xml", True),
        ("a.pdf", b"MZ\x90\0", False),  # not what its name says
        ("a.jpg", b"%PDF-1.7", False),
        ("a.docx", ZIP + b"word/vbaProject.bin", False),
        ("a.odt", ZIP + b"Basic/Standard/Module1.xml", False),
        *((f"a.{ending}", ZIP, False) for ending in
          ("docm", "xlsm", "pptm", "zip", "jar", "doc", "xls", "exe", "bat", "cmd", "js", "lnk",
           "desktop", "sh", "ps1", "vbs", "msi", "html", "svg", "url", "csv", "scr", "py", "")),
        ("pdf", b"%PDF-1.7", True),  # whatever opens it sees the content
        ("a.pdf.exe", b"%PDF-1.7", False),
    ],
)  # fmt: skip
def test_only_documents_and_pictures_may_be_opened(name: str, content: bytes, may: bool) -> None:
    assert may_be_opened(name, content) == may


def test_the_same_content_takes_its_room_once() -> None:
    def file(digest: str, size: int) -> Evidence:
        return Evidence(digest, "A", "2014", "i", "t", file=digest, file_name="f", size=size)

    reference = Evidence("r", "A", "2014", "i", "t", "archive 7")
    room = room_of([file("x", 10), file("x", 10), file("y", 5), reference])
    assert (room.files, room.bytes) == (2, 15)


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("setup.exe", b"anything", True),
        ("Minutes.PDF.BAT", b"%PDF-1.7", True),
        ("run.sh", b"echo", True),
        ("scan.pdf", b"MZ\x90\x00", True),
        ("scan", b"\x7fELF\x02", True),
        ("notes.txt", b"#!/bin/sh", True),
        ("notes.txt", b"MZ is a place", False),
        ("scan.pdf", b"%PDF-1.7", False),
        ("all.zip", b"PK\x03\x04", False),
    ],
)
def test_programs_are_known_by_name_or_content(name: str, content: bytes, is_one: bool) -> None:
    assert is_program(name, content) == is_one
