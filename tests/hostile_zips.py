"""Packages whose container is wrong in one way each, made byte by byte."""

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from spa_me.packages.container import read_container
from spa_me.packages.failures import Refusal
from spa_me.packages.names import MIMETYPE, MIMETYPE_CONTENT
from tests.sealed import sealed_once

STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Raw:
    """One member as it is written; a field of the local header is that of the central one or not.

    Attributes:
        packed: the bytes that stand in the file.
        size: what is said of their length once they are inflated.
        local: changes of the local header alone.
    """

    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = DEFLATED
    flags: int = 0
    needed: int = 20
    external: int = 0o100644 << 16
    internal: int = 0
    extra: bytes = b""
    comment: bytes = b""
    packed_size: int | None = None
    offset: int | None = None
    local: Mapping[str, object] | None = None
    local_extra: bytes = b""

    @property
    def said(self) -> int:
        return len(self.packed) if self.packed_size is None else self.packed_size


def deflated(content: bytes) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(content) + stream.flush()


def member(name: str | bytes, content: bytes, method: int = DEFLATED) -> Raw:
    raw = name if isinstance(name, bytes) else name.encode()
    packed = deflated(content) if method == DEFLATED else content
    return Raw(raw, packed, len(content), zlib.crc32(content), method)


def _local(one: Raw) -> bytes:
    said = replace(one, **dict(one.local or {}))  # type: ignore[arg-type]
    head = struct.pack(
        "<4s5H3L2H",
        b"PK\x03\x04",
        said.needed,
        said.flags,
        said.method,
        0,
        0x21,
        said.checksum,
        said.said,
        said.size,
        len(said.name),
        len(one.local_extra),
    )
    return head + said.name + one.local_extra + one.packed


def _central(one: Raw, offset: int) -> bytes:
    head = struct.pack(
        "<4s6H3L5H2L",
        b"PK\x01\x02",
        20,
        one.needed,
        one.flags,
        one.method,
        0,
        0x21,
        one.checksum,
        one.said,
        one.size,
        len(one.name),
        len(one.extra),
        len(one.comment),
        0,
        one.internal,
        one.external,
        offset if one.offset is None else one.offset,
    )
    return head + one.name + one.extra + one.comment


def raw_zip(
    members: list[Raw],
    *,
    before: bytes = b"",
    between: bytes = b"",
    gap: bytes = b"",
    after: bytes = b"",
    comment: bytes = b"",
    count: int | None = None,
    end: Callable[[bytes], bytes] = bytes,
) -> bytes:
    """Return a ZIP of members; `before` … `after` are bytes at the places they name."""
    body, central = bytearray(before), bytearray()
    for number, one in enumerate(members):
        central += _central(one, len(body))
        body += _local(one) + (between if number == 0 else b"")
    body += gap
    total = len(members) if count is None else count
    tail = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(central), len(body), len(comment)
    )
    return bytes(body + central + end(tail) + comment + after)


def good_members() -> list[Raw]:
    """Return the members of a package that can be opened."""
    found = [member(MIMETYPE, MIMETYPE_CONTENT, STORED)]
    for name, content in read_container(sealed_once().file).items():
        found.append(member(name, content, STORED if name.startswith("evidence/") else DEFLATED))
    return found


def changed(number: int, **fields: object) -> bytes:
    members = good_members()
    members[number] = replace(members[number], **fields)  # type: ignore[arg-type]
    return raw_zip(members)


def renamed(number: int, name: bytes) -> bytes:
    return changed(number, name=name)


def added(*more: Raw) -> bytes:
    return raw_zip([*good_members(), *more])


PATHS = {
    "parent folder": b"../../etc/cron.d/x",
    "parent inside": b"data/../../x.ndjson",
    "absolute": b"/etc/passwd",
    "drive": b"C:\\Windows\\x.dll",
    "backslash": b"data\\values.ndjson",
    "share": b"\\\\server\\share",
    "NUL": b"data/values.ndjson\x00.exe",
    "device": b"data/con.ndjson:x",
    "case": b"DATA/values.ndjson",
    "case of the ending": b"data/values.NDJSON",
    "folder": b"data/",
    "no name": b"",
    "letters": "data/ᴠalues.ndjson".encode(),
    "no UTF-8": b"data/\xff\xfe.ndjson",
    "turned around": "data/\u202evalues.ndjson".encode(),
    "space": b"data/values.ndjson ",
    "deeper": b"data/a/values.ndjson",
    "long": b"data/" + b"a" * 60_000 + b".ndjson",
    "evidence that is no hash": b"evidence/report.pdf",
    "evidence in capitals": b"evidence/" + b"A" * 64,
    "something else": b"setup.exe",
}


def hostile() -> Iterator[tuple[str, bytes, Refusal]]:
    """Yield packages that have to be refused, each with what it is and the reason."""
    for what, name in PATHS.items():
        yield f"path: {what}", renamed(2, name), Refusal.MEMBER_NAME
        yield f"path beside the good ones: {what}", added(member(name, b"x")), Refusal.MEMBER_NAME
    yield from _kinds()
    yield from _structure()
    yield from _lies()
    yield from _sizes()
    yield from _bombs()
    yield from _listing()


def _kinds() -> Iterator[tuple[str, bytes, Refusal]]:
    kind = Refusal.MEMBER_KIND
    yield "symbolic link", changed(2, external=0o120777 << 16), kind
    yield "folder by its mode", changed(2, external=0o040755 << 16), kind
    yield "folder by its DOS mark", changed(2, external=0x10), kind
    yield "device", changed(2, external=0o020666 << 16), kind
    yield "encrypted", changed(2, flags=1), kind
    yield "strongly encrypted", changed(2, flags=0x41), kind
    yield "sizes behind the bytes", changed(2, flags=8), kind
    yield "patched data", changed(2, flags=0x20), kind
    yield "bzip2", changed(2, method=12), kind
    yield "LZMA", changed(2, method=14), kind
    yield "version of another ZIP", changed(2, needed=63), kind
    yield "encrypted in the local header only", changed(2, local={"flags": 1}), Refusal.STRUCTURE


def _structure() -> Iterator[tuple[str, bytes, Refusal]]:
    good, wrong = good_members(), Refusal.STRUCTURE
    whole = raw_zip(good)
    yield "bytes before", raw_zip(good, before=b"MZ\x90\x00"), Refusal.NOT_A_PACKAGE
    yield "a whole ZIP before", whole + whole, wrong
    yield "a program before, offsets moved", b"#!/bin/sh\n" + whole, Refusal.NOT_A_PACKAGE
    yield "the beginning of a package before", raw_zip(good, before=whole[:72]), wrong
    yield "bytes between members", raw_zip(good, between=b"hidden"), wrong
    yield "bytes before the directory", raw_zip(good, gap=b"hidden"), wrong
    yield "bytes behind", raw_zip(good, after=b"hidden"), Refusal.DAMAGED
    yield "comment", raw_zip(good, comment=b"hello"), Refusal.DAMAGED
    yield (
        "comment that is a directory's end",
        raw_zip(good, comment=struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0)),
        wrong,
    )
    yield "cut short", whole[:-30], Refusal.DAMAGED
    yield "cut in the middle", whole[: len(whole) // 2], Refusal.DAMAGED
    yield "a member's comment", changed(2, comment=b"x"), wrong
    yield "extra field", changed(2, extra=struct.pack("<HH", 0xCAFE, 0)), wrong
    yield "extra field, local", changed(2, local_extra=struct.pack("<HH", 0xCAFE, 0)), wrong
    yield "no members", raw_zip([]), Refusal.NOT_A_PACKAGE
    yield "nothing", b"", Refusal.NOT_A_PACKAGE
    yield "two bytes", b"PK", Refusal.NOT_A_PACKAGE
    yield "text", b"Dear colleague", Refusal.NOT_A_PACKAGE
    yield "another ZIP", raw_zip([member("a.txt", b"x")]), Refusal.NOT_A_PACKAGE


def _lies() -> Iterator[tuple[str, bytes, Refusal]]:
    good, wrong = good_members(), Refusal.STRUCTURE
    whole = raw_zip(good)
    zip64 = struct.pack("<HHQQ", 1, 16, 10, 10)
    yield (
        "ZIP64 sizes",
        changed(2, extra=zip64, local_extra=zip64, size=2**32 - 1, packed_size=2**32 - 1),
        wrong,
    )
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, len(whole), 1)
    yield "ZIP64 locator", raw_zip(good, gap=locator), wrong
    yield "ZIP64 end", raw_zip(good, end=lambda tail: locator + tail), wrong
    yield "another name in the local header", changed(2, local={"name": b"data/evil.ndjson"}), wrong
    yield "another size in the local header", changed(2, local={"size": 1}), wrong
    yield "another checksum in the local header", changed(2, local={"checksum": 1}), wrong
    yield "another method in the local header", changed(2, local={"method": STORED}), wrong
    yield "overlap: two names, one place", _overlap(), wrong
    yield "offset beyond the file", changed(2, offset=2**32 - 1), wrong
    yield "fewer entries than members", raw_zip(good, count=len(good) - 1), wrong
    yield "more entries than members", raw_zip(good, count=len(good) + 1), wrong
    yield (
        "directory elsewhere",
        raw_zip(good, end=lambda tail: tail[:16] + struct.pack("<L", 0) + tail[20:]),
        wrong,
    )
    yield (
        "second disk",
        raw_zip(good, end=lambda tail: tail[:4] + struct.pack("<H", 1) + tail[6:]),
        wrong,
    )
    yield "mimetype second", raw_zip([good[1], good[0], *good[2:]]), Refusal.NOT_A_PACKAGE
    yield (
        "mimetype deflated",
        raw_zip([member(MIMETYPE, MIMETYPE_CONTENT), *good[1:]]),
        (Refusal.NOT_A_PACKAGE),
    )
    yield (
        "another mimetype",
        raw_zip([member(MIMETYPE, b"application/zip", STORED), *good[1:]]),
        Refusal.NOT_A_PACKAGE,
    )


def _overlap() -> bytes:
    members = good_members()
    first = len(_local(members[0]))
    members[3] = replace(members[3], offset=first)
    return raw_zip(members)


def _sizes() -> Iterator[tuple[str, bytes, Refusal]]:
    rows = good_members()[3]
    less = replace(rows, size=rows.size - 1)
    more = replace(rows, size=rows.size + 1)
    for what, one in {"less": less, "more": more}.items():
        members = good_members()
        members[3] = one
        yield f"{what} than is said", raw_zip(members), Refusal.DAMAGED
    yield "wrong checksum", changed(3, checksum=rows.checksum ^ 1), Refusal.DAMAGED
    yield (
        "bytes behind the deflated ones",
        changed(3, packed=rows.packed + b"hidden"),
        (Refusal.DAMAGED),
    )
    yield "deflated bytes cut short", changed(3, packed=rows.packed[:-2]), Refusal.DAMAGED
    yield "not deflated at all", changed(3, packed=b"\xff" * 60), Refusal.DAMAGED
    yield "stored with two sizes", changed(3, method=STORED), Refusal.STRUCTURE


def _bombs() -> Iterator[tuple[str, bytes, Refusal]]:
    million = member("data/big.ndjson", b"0" * 5_000_000)
    yield "one thousand times its size", added(million), Refusal.RATIO
    lie = replace(million, size=len(million.packed) * 100)
    yield "and a lie about it", added(lie), Refusal.DAMAGED
    small = replace(million, size=1_000, checksum=zlib.crc32(b"0" * 1_000))
    yield "and a small claim", added(small), Refusal.DAMAGED
    huge = replace(million, size=2**32 - 1)
    yield "four gigabytes claimed", added(huge), Refusal.RATIO
    many = [
        replace(member(f"data/a{n}.ndjson", b"x"), size=10_000, method=DEFLATED) for n in range(40)
    ]
    yield "forty claims", added(*many), Refusal.DAMAGED
    part = member("data/big.ndjson", bytes(11_000_000), STORED)
    yield "figures beyond the limit", added(part), Refusal.TOO_LARGE
    files = [_file(n, 9_000_000) for n in range(6)]
    yield "files beyond the limit", added(*files), Refusal.TOO_LARGE
    yield "one file beyond the limit", added(_file(1, 11_000_000)), Refusal.TOO_LARGE
    yield (
        "two hundred and one files",
        added(*(_file(n, 1) for n in range(201))),
        (Refusal.TOO_MANY_MEMBERS),
    )
    parts = [member(f"data/a{n}.ndjson", b"{}\n") for n in range(64)]
    yield "seventy members", added(*parts), Refusal.TOO_MANY_MEMBERS
    yield "sixty thousand members", added(*parts * 900), Refusal.TOO_MANY_MEMBERS


def _file(number: int, size: int) -> Raw:
    # Deflated in name only: the ratio stays within its limit, what it claims does not.
    packed = bytes(max(1, size // 150))
    return Raw(b"evidence/%064x" % number, packed, size, 0)


def _listing() -> Iterator[tuple[str, bytes, Refusal]]:
    good = good_members()
    yield "the same member twice", added(good[3]), Refusal.DUPLICATE_MEMBER
    yield "the manifest twice", added(good[1]), Refusal.DUPLICATE_MEMBER
    yield (
        "a member that is not listed",
        added(member("data/more.ndjson", b"{}\n")),
        (Refusal.UNLISTED_MEMBER),
    )
    yield (
        "a file that is not listed",
        added(member("evidence/" + "0" * 64, b"x")),
        (Refusal.UNLISTED_MEMBER),
    )
    yield "without a member", raw_zip([*good[:3], *good[4:]]), Refusal.MISSING_MEMBER
    yield "without its manifest", raw_zip([good[0], *good[2:]]), Refusal.MISSING_MEMBER
    other = member(good[3].name, b'{"text":"other"}\n')
    yield (
        "with another member in its place",
        raw_zip([*good[:3], other, *good[4:]]),
        (Refusal.CHANGED_MEMBER),
    )
