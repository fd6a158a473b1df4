"""Packages changed at random: in their bytes, in their structure, and as nonsense signed rightly.

Every one follows from its number alone, so a failure can be looked at again.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from spa_me.packages.canonical import canonical
from spa_me.packages.container import read_container
from spa_me.packages.encryption import encrypt_to
from spa_me.packages.keys import OfficeKey
from spa_me.packages.names import ENVELOPE, MIMETYPE, MIMETYPE_CONTENT
from spa_me.packages.sealing import SealedPackage
from spa_me.packages.writing_zip import write_container
from tests.hostile_zips import DEFLATED, STORED, Raw, deflated, member, raw_zip
from tests.sealed import (
    COUNTRY,
    REGION,
    changed,
    framework,
    packed,
    receipt,
    review,
    sealed,
    sealed_once,
    trust_list,
    unsealed,
    with_envelope,
)


class Mutation(NamedTuple):
    """A changed package.

    Attributes:
        original: what it was made from.
        is_signed_again: whether it carries a good signature of its own.
    """

    way: str
    original: SealedPackage
    file: bytes
    is_signed_again: bool


@lru_cache(maxsize=1)
def originals() -> list[tuple[SealedPackage, OfficeKey]]:
    others = [sealed(content) for content in (review(), receipt(), framework(), trust_list())]
    return [(sealed_once(), COUNTRY)] * 4 + [(one, REGION) for one in others]


@lru_cache(maxsize=16)
def _encrypted(file: bytes) -> bytes:
    return encrypt_to(file, [REGION.public.encryption])


def mutation(number: int) -> Mutation:
    """Return the changed package with a number."""
    random = Random(number)  # noqa: S311 (to be repeated, not to be secret)
    original, key = random.choice(originals())
    way = random.choice([*_WAYS, *_SIGNED_WAYS * 2])
    if way in _SIGNED_WAYS:
        file = _SIGNED[way](random, original.file, key)
        return Mutation(way, original, file, is_signed_again=True)
    return Mutation(way, original, _UNSIGNED[way](random, original.file), is_signed_again=False)


# Bytes ---------------------------------------------------------------------------------------


def _bytes(random: Random, content: bytes) -> bytes:
    found = bytearray(content)
    for _ in range(random.choice([1, 1, 1, 2, 3, 8])):
        _BYTE_CHANGES[random.randrange(len(_BYTE_CHANGES))](random, found)
    return bytes(found)


def _place(random: Random, found: bytearray) -> int:
    return random.randrange(len(found) + 1)


def _flip(random: Random, found: bytearray) -> None:
    if found:
        found[random.randrange(len(found))] ^= 1 << random.randrange(8)


def _put(random: Random, found: bytearray) -> None:
    place = _place(random, found)
    found[place : place + random.randrange(5)] = random.randbytes(random.randrange(5))


def _extreme(random: Random, found: bytearray) -> None:
    place = _place(random, found)
    found[place : place + 4] = random.choice([b"\0" * 4, b"\xff" * 4, b"\xff\xff\xff\x7f", b"PK"])


def _cut(random: Random, found: bytearray) -> None:
    place = _place(random, found)
    del found[place : place + random.choice([1, 4, 50, 10**9])]


def _double(random: Random, found: bytearray) -> None:
    begin, length = _place(random, found), random.randrange(200)
    found[_place(random, found) : 0] = found[begin : begin + length]


_BYTE_CHANGES: list[Callable[[Random, bytearray], None]] = [
    _flip,
    _flip,
    _put,
    _extreme,
    _cut,
    _double,
]


def _encrypted_bytes(random: Random, content: bytes) -> bytes:
    return _bytes(random, _encrypted(content))


def _inside_encryption(random: Random, content: bytes) -> bytes:
    return encrypt_to(_bytes(random, content), [REGION.public.encryption])


# Structure -----------------------------------------------------------------------------------


def _raw(content: bytes) -> list[Raw]:
    members = [member(MIMETYPE, MIMETYPE_CONTENT, STORED)]
    for name, one in read_container(content).items():
        members.append(member(name, one, STORED if name.startswith("evidence/") else DEFLATED))
    return members


_EXTREMES = [0, 1, 2, 8, 0x10, 0x21, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]
_NAMES = [b"", b"../x", b"data/values.ndjson", b"DATA/VALUES.NDJSON", b"manifest.json", b"a" * 999]


def _headers(random: Random, content: bytes) -> bytes:
    members = _raw(content)
    for _ in range(random.randint(1, 3)):
        place = random.randrange(len(members))
        members[place] = _header(random, members[place])
    return raw_zip(members)


def _header(random: Random, one: Raw) -> Raw:
    field = random.choice(["name", "flags", "method", "needed", "size", "checksum", "packed_size"])
    field = random.choice([field, "external", "extra", "comment", "offset", "local"])
    value: Any = random.choice(_EXTREMES)
    match field:
        case "name":
            value = random.choice(_NAMES)
        case "extra" | "comment":
            value = random.randbytes(random.randrange(1, 40))
        case "flags" | "method" | "needed":
            value &= 0xFFFF
        case "external":
            value = random.choice([value, 0o120777 << 16, 0o040755 << 16, 0o100755 << 16])
        case "local":
            value = {random.choice(["flags", "method", "size", "checksum"]): value & 0xFFFF}
        case _:
            pass
    return replace(one, **{field: value})


def _order(random: Random, content: bytes) -> bytes:
    members = _raw(content)
    match random.randrange(4):
        case 0:
            random.shuffle(members)
        case 1:
            members.append(random.choice(members))
        case 2:
            del members[random.randrange(len(members))]
        case _:
            one, other = random.sample(range(len(members)), 2)
            names = members[one].name, members[other].name
            members[one] = replace(members[one], name=names[1])
            members[other] = replace(members[other], name=names[0])
    return raw_zip(members)


def _gaps(random: Random, content: bytes) -> bytes:
    where = random.choice(["before", "between", "gap", "after", "comment"])
    return raw_zip(_raw(content), **{where: random.randbytes(random.randrange(1, 60))})  # type: ignore[arg-type]


def _members(random: Random, content: bytes) -> bytes:
    """Change a member, with the right sizes and checksum in the container."""
    members = read_container(content)
    name = random.choice(list(members))
    members[name] = _bytes(random, members[name])
    return write_container(members)


def _deflate(random: Random, content: bytes) -> bytes:
    """Change deflated bytes, with the checksum of what was there."""
    members = _raw(content)
    place = random.randrange(1, len(members))
    members[place] = replace(members[place], packed=_bytes(random, members[place].packed))
    return raw_zip(members)


def _bomb(random: Random, content: bytes) -> bytes:
    size = random.choice([20_000, 10**6, 10**7])
    plain = random.choice([b"0", b"[", b'{"a":']) * size
    claimed = random.choice([len(plain), 1_000, 2**32 - 1, len(plain) - 1])
    name = random.choice([b"data/values.ndjson", b"data/zz.ndjson", b"evidence/" + b"0" * 64])
    bomb = Raw(name, deflated(plain), claimed, zlib.crc32(plain))
    return raw_zip([*_raw(content), bomb])


# The envelope, and the manifest under the old signature ----------------------------------------


def _envelope(random: Random, content: bytes) -> bytes:
    return with_envelope(content, lambda envelope: _tree(random, envelope))


def _payload(random: Random, content: bytes) -> bytes:
    """Change the manifest and list the parts as they are, with the signature that was there."""
    old: dict[str, Any] = {}
    with_envelope(content, lambda envelope: old.update(signatures=envelope["signatures"]))
    file = changed(content, lambda table, _members: _tree(random, table), keys=[], relist=False)
    return with_envelope(file, lambda envelope: envelope.update(old))


# Nonsense that is signed ------------------------------------------------------------------------

_WORDS: list[Any] = [
    None, True, False, 0, 1, -1, 2**53, 1.5, "", "0", "-0", "1e9", " ", "\0", "é", "e\u0301",
    "\u202e", "../x", "\U0001f600", "a" * 500, "9" * 400, [], {}, [[]], {"": ""}, "2.0", "1.1",
    "reported", "blank", "0" * 64, "f" * 64, "trusted", "CA", "RS", "*", "2026-02-30", "NaN",
]  # fmt: skip


def _tree(random: Random, value: Any) -> None:
    """Change a JSON value in one to three places."""
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        _one_change(random, value)


def _one_change(random: Random, value: Any) -> None:
    while True:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not places:
            return
        place = random.choice(places)
        inside = value[place]
        if isinstance(inside, dict | list) and inside and random.random() < 0.8:
            value = inside
            continue
        _change_place(random, value, place)
        return


def _change_place(random: Random, value: Any, place: Any) -> None:
    match random.randrange(6):
        case 0:
            del value[place]
        case 1 if isinstance(value, dict):
            value[random.choice(["extra", "note", "number", "parts", "level"])] = _word(random)
        case 1:
            value.insert(place, value[place])
        case 2 if isinstance(value[place], str) and value[place]:
            value[place] = _letters(random, value[place])
        case _:
            value[place] = _word(random)


def _word(random: Random) -> Any:
    return json.loads(json.dumps(random.choice(_WORDS)))


def _letters(random: Random, text: str) -> str:
    place = random.randrange(len(text))
    return text[:place] + random.choice("0123456789abZ.-é \u202e\n") + text[place + 1 :]


def _signed_manifest(random: Random, content: bytes, key: OfficeKey) -> bytes:
    relist = random.random() < 0.5
    return changed(content, lambda table, _members: _tree(random, table), keys=[key], relist=relist)


def _signed_rows(random: Random, content: bytes, key: OfficeKey) -> bytes:
    """Change rows, written canonically, listed and signed rightly; totals sometimes fit, too."""

    def change(table: dict[str, Any], members: dict[str, bytes]) -> None:
        name = random.choice([name for name in members if name.startswith("data/")])
        rows: list[Any] = [json.loads(line) for line in members[name].splitlines()]
        _tree(random, rows)
        if random.random() < 0.2:
            random.shuffle(rows)
        members[name] = b"".join(canonical(row) + b"\n" for row in rows)
        if rows and "rows" in table["totals"]:
            table["totals"]["rows"][name] = len(rows)

    return changed(content, change, keys=[key])


def _signed_bytes(random: Random, content: bytes, key: OfficeKey) -> bytes:
    """Change the bytes of a part, listed and signed rightly."""

    def change(_table: dict[str, Any], members: dict[str, bytes]) -> None:
        name = random.choice(list(members))
        members[name] = _bytes(random, members[name])

    return changed(content, change, keys=[key])


def _signed_payload(random: Random, content: bytes, key: OfficeKey) -> bytes:
    """Change the bytes of the manifest itself, signed rightly."""
    table, members = unsealed(content)
    return packed(_bytes(random, canonical(table)), members, [key])


def _signed_parts(random: Random, content: bytes, key: OfficeKey) -> bytes:
    """Put the part of another kind in, take one out, or swap two."""

    def change(_table: dict[str, Any], members: dict[str, bytes]) -> None:
        other, _key = random.choice(originals())
        strange = read_container(other.file)
        del strange[ENVELOPE]
        match random.randrange(3):
            case 0:
                name = random.choice(list(strange))
                members[name] = strange[name]
            case 1:
                del members[random.choice(list(members))]
            case _:
                one, two = random.choices(list(members), k=2)
                members[one], members[two] = members[two], members[one]

    return changed(content, change, keys=[key])


_UNSIGNED: dict[str, Callable[[Random, bytes], bytes]] = {
    "bytes": _bytes,
    "encrypted bytes": _encrypted_bytes,
    "inside encryption": _inside_encryption,
    "headers": _headers,
    "order": _order,
    "gaps": _gaps,
    "members": _members,
    "deflate": _deflate,
    "bomb": _bomb,
    "envelope": _envelope,
    "payload": _payload,
}
_SIGNED: dict[str, Callable[[Random, bytes, OfficeKey], bytes]] = {
    "signed manifest": _signed_manifest,
    "signed rows": _signed_rows,
    "signed bytes": _signed_bytes,
    "signed payload": _signed_payload,
    "signed parts": _signed_parts,
}
_WAYS, _SIGNED_WAYS = list(_UNSIGNED), list(_SIGNED)
