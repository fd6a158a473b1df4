"""Reading the directory of a container, which has to be exactly of the shape that we write.

Most attacks on ZIP live in what the format allows beside its plain shape: space between members,
comments, extra fields, sizes that are said twice. None of it is needed, so none of it is taken.
"""

from __future__ import annotations

import stat
import struct
from typing import NamedTuple, NoReturn

from spa_me.packages import limits
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.names import EVIDENCE, MIMETYPE, MIMETYPE_CONTENT, is_member_name

STORED, DEFLATED = 0, 8
_UTF8_NAMES = 0x800
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")


class Member(NamedTuple):
    """One member as the directory describes it, and where its bytes are."""

    name: str
    method: int
    checksum: int
    packed: int
    size: int
    start: int


class _Entry(NamedTuple):
    """The fields of a central header."""

    signature: bytes
    made_by: int
    needed: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    size: int
    name_length: int
    extra_length: int
    comment_length: int
    disk: int
    internal: int
    external: int
    offset: int


def read_directory(content: bytes) -> list[Member]:
    """Return the members of a container in their order, after every check that needs no inflating.

    Raises:
        PackageRefusedError: if it is not of the plain shape, or over a limit.
    """
    if not is_container(content):
        raise PackageRefusedError(Refusal.NOT_A_PACKAGE, "This is not a package of SPA-ME.")
    count, offset = _end(content)
    members: list[Member] = []
    local = 0
    for _number in range(count):
        entry, name, offset = _central(content, offset)
        member = _member(content, entry, name, local)
        members.append(member)
        local = member.start + member.packed
    if offset != len(content) - _END.size or local != _first_central(content):
        _refuse("there are bytes between or behind its members")
    _check_names([member.name for member in members])
    _check_sizes(members)
    _check_mimetype(members)
    return members


def is_container(content: bytes) -> bool:
    """Return whether a file begins as a package that is not encrypted."""
    # A local header of 30 bytes, then the name and content of the first member.
    begin = MIMETYPE.encode() + MIMETYPE_CONTENT
    return content[:4] == b"PK\x03\x04" and content.startswith(begin, _LOCAL.size)


def _refuse(what: str, reason: Refusal = Refusal.STRUCTURE, where: str = "") -> NoReturn:
    raise PackageRefusedError(reason, what, where)


def _end(content: bytes) -> tuple[int, int]:
    """Return the number of entries and where the directory begins."""
    if len(content) < _END.size:
        _refuse("the file is cut short", Refusal.DAMAGED)
    signature, disk, start_disk, here, total, size, offset, comment = _END.unpack_from(
        content, len(content) - _END.size
    )
    if signature != b"PK\x05\x06":
        _refuse("the file does not end as a package does; it may be cut short", Refusal.DAMAGED)
    if comment or disk or start_disk or here != total:
        _refuse("the container has a comment or several disks")
    if total > limits.MEMBERS + limits.EVIDENCE_FILES:
        _refuse(f"it has {total} members", Refusal.TOO_MANY_MEMBERS)
    if offset + size != len(content) - _END.size:
        _refuse("the directory is not where the container says")
    return total, offset


def _first_central(content: bytes) -> int:
    return int(_END.unpack_from(content, len(content) - _END.size)[6])


def _central(content: bytes, offset: int) -> tuple[_Entry, str, int]:
    end = len(content) - _END.size
    if offset + _CENTRAL.size > end:
        _refuse("the directory is cut short")
    entry = _Entry(*_CENTRAL.unpack_from(content, offset))
    after = offset + _CENTRAL.size + entry.name_length
    if entry.signature != b"PK\x01\x02" or after > end:
        _refuse("the directory is not one")
    raw = content[offset + _CENTRAL.size : after]
    name = raw.decode("ascii", "backslashreplace")
    if not is_member_name(name):
        _refuse(f"it has a member called {name[:80]!r}", Refusal.MEMBER_NAME)
    if entry.extra_length or entry.comment_length or entry.disk:
        _refuse("the member has extra fields or a comment", where=name)
    return entry, name, after


def _member(content: bytes, entry: _Entry, name: str, local: int) -> Member:
    _check_kind(entry, name)
    if entry.offset != local or local + _LOCAL.size > len(content):
        _refuse("the member does not follow the one before it", where=name)
    head = _LOCAL.unpack_from(content, local)
    signature, needed, flags, method, time, date, checksum, packed, size, named, extra = head
    start = local + _LOCAL.size + named
    said = (needed, flags, method, time, date, checksum, packed, size, named, extra)
    if signature != b"PK\x03\x04" or said != (*entry[2:11], 0):
        _refuse("the member says of itself other than the directory", where=name)
    if content[local + _LOCAL.size : start] != name.encode():
        _refuse("the member is called otherwise in the directory", where=name)
    if start + entry.packed > len(content):
        _refuse("the member is cut short", Refusal.DAMAGED, name)
    return Member(name, method, checksum, packed, size, start)


def _check_kind(entry: _Entry, name: str) -> None:
    kind = stat.S_IFMT(entry.external >> 16)
    if kind not in {0, stat.S_IFREG} or entry.external & 0xFFFF:
        _refuse("the member is a link, a folder or another thing", Refusal.MEMBER_KIND, name)
    if entry.flags & ~_UTF8_NAMES:
        _refuse("the member is encrypted or written as a stream", Refusal.MEMBER_KIND, name)
    if entry.method not in {STORED, DEFLATED} or entry.needed > 20:
        _refuse("the member is compressed in another way", Refusal.MEMBER_KIND, name)
    if entry.method == STORED and entry.packed != entry.size:
        _refuse("the member is stored and has two sizes", where=name)


def _check_names(names: list[str]) -> None:
    if len(set(names)) != len(names):
        _refuse("two members have the same name", Refusal.DUPLICATE_MEMBER)
    evidence = sum(name.startswith(EVIDENCE) for name in names)
    if evidence > limits.EVIDENCE_FILES or len(names) - evidence > limits.MEMBERS:
        what = f"it has {len(names) - evidence} members and {evidence} evidence files"
        _refuse(what, Refusal.TOO_MANY_MEMBERS)


def _check_sizes(members: list[Member]) -> None:
    for member in members:
        if member.size > limits.RATIO_FREE and member.size > limits.RATIO * member.packed:
            _refuse(
                f"it is more than {limits.RATIO} times its compressed size",
                Refusal.RATIO,
                member.name,
            )
        if member.name.startswith(EVIDENCE) and member.size > limits.EVIDENCE_BYTES:
            _refuse("the evidence file is too large", Refusal.TOO_LARGE, member.name)
    if sum(member.size for member in members) > limits.PACKAGE_BYTES:
        most = limits.PACKAGE_BYTES // limits.MEGABYTE
        _refuse(f"what it holds is more than {most} MB", Refusal.TOO_LARGE)
    if sum(m.size for m in members if m.name.startswith("data/")) > limits.DATA_BYTES:
        most = limits.DATA_BYTES // limits.MEGABYTE
        _refuse(f"its figures are more than {most} MB", Refusal.TOO_LARGE)


def _check_mimetype(members: list[Member]) -> None:
    wanted = (MIMETYPE, STORED, len(MIMETYPE_CONTENT))
    if [(one.name, one.method, one.size) for one in members[:1]] != [wanted]:
        _refuse("This is a ZIP file, but not a package of SPA-ME.", Refusal.NOT_A_PACKAGE)
