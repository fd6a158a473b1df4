"""Reading a container: in memory, within a budget, never by its own names."""

from __future__ import annotations

import zlib

from spa_me.packages import limits
from spa_me.packages.directory import STORED, Member, read_directory
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.names import MIMETYPE


def read_container(content: bytes) -> dict[str, bytes]:
    """Return the members of a container by name, `mimetype` left out, in their order.

    Raises:
        PackageRefusedError: if it is not of the plain shape, over a limit, or damaged.
    """
    if len(content) > limits.PACKAGE_BYTES:
        most = limits.PACKAGE_BYTES // limits.MEGABYTE
        raise PackageRefusedError(Refusal.TOO_LARGE, f"The file is larger than {most} MB.")
    members = read_directory(content)
    return {m.name: _read(content, m) for m in members if m.name != MIMETYPE}


def _read(content: bytes, member: Member) -> bytes:
    packed = memoryview(content)[member.start : member.start + member.packed]
    plain = bytes(packed) if member.method == STORED else _inflate(packed, member)
    if len(plain) != member.size or zlib.crc32(plain) != member.checksum:
        raise PackageRefusedError(
            Refusal.DAMAGED, "the member is not what its directory says", member.name
        )
    return plain


def _inflate(packed: memoryview, member: Member) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One byte more than is claimed: a claim that is too small shows, and costs nothing.
        plain = stream.decompress(packed, member.size + 1)
    except zlib.error:
        raise PackageRefusedError(Refusal.DAMAGED, "it cannot be inflated", member.name) from None
    if not stream.eof or stream.unused_data or stream.unconsumed_tail:
        raise PackageRefusedError(Refusal.DAMAGED, "it does not end where it says", member.name)
    return plain
