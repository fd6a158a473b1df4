"""Canonical JSON, written and read strictly: each content has exactly one wording.

What is read has to be byte for byte what writing it again gives. That one comparison refuses
repeated names, other spellings of numbers and texts, stray space and hidden bytes alike.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from spa_me.packages import limits
from spa_me.packages.failures import PackageRefusedError, Refusal

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
).encode
_BLOCK = 1_000_000
_LARGEST = 2**53 - 1
# What no text of the app holds: DEL and the C1 controls raw, other controls as escapes.
_RAW_CONTROLS = re.compile("[\x7f-\x9f]")


class _NotStrictError(ValueError):
    """JSON that the format does not have."""


def canonical(value: object) -> bytes:
    r"""Return canonical JSON (RFC 8785) of texts, whole numbers, truth values, null, lists, tables.

    The names in tables have to be ASCII, or at least below U+E000: only then is their order in
    UTF-16, which RFC 8785 asks for, the order in which they are sorted here.
    """
    return _encode(value).encode()


def _no_fraction(text: str) -> Any:
    message = f"the number {text[:40]} stands bare; numbers with decimals are written as text"
    raise _NotStrictError(message)


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _LARGEST:
        message = f"the whole number {text[:40]} is too large"
        raise _NotStrictError(message)
    return int(text)


_decode = json.JSONDecoder(
    parse_float=_no_fraction, parse_int=_whole, parse_constant=_no_fraction
).decode


def read_value(content: bytes, where: str) -> Any:
    """Return the one value that stands as canonical JSON in some bytes.

    Raises:
        PackageRefusedError: if it is not canonical, or not text that the app would write.
    """
    text = _text(content, where)
    return _value(text, where)


def read_rows(content: bytes, where: str) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of NDJSON block by block, each row a table on a line of its own.

    Blocks keep the memory small that reading takes beside the rows.

    Raises:
        PackageRefusedError: naming the line.
    """
    if not content.endswith(b"\n"):
        raise PackageRefusedError(Refusal.JSON, "the last line does not end", where)
    start, line = 0, 1
    while start < len(content):
        end = content.find(b"\n", start + _BLOCK)
        end = len(content) if end < 0 else end + 1
        rows = _block(content[start:end], where, line)
        yield rows
        start, line = end, line + len(rows)


def _block(content: bytes, where: str, first: int) -> list[dict[str, Any]]:
    text = _text(content, where)
    try:
        rows = _decode("[" + text[:-1].replace("\n", ",") + "]")
        is_same = _lines(rows) == text
    except (ValueError, RecursionError):
        is_same, rows = False, []
    if not is_same:
        # Only for the sentence: line by line takes twice the time.
        rows = [
            _value(line, f"{where}, line {number}")
            for number, line in enumerate(text[:-1].split("\n"), first)
        ]
    for number, row in enumerate(rows, first):
        if type(row) is not dict:
            raise PackageRefusedError(
                Refusal.JSON, "the row is not a table of names", f"{where}, line {number}"
            )
    return cast("list[dict[str, Any]]", rows)


def _row_encoder() -> Callable[[Any, int], Iterable[str]]:
    """Return what writes one row, in pieces.

    The encoder behind `JSONEncoder.encode`, made once: making it for each row takes a third of the
    time. A test compares what it writes with `rfc8785`.
    """
    module: Any = json.encoder
    make = module.c_make_encoder
    if make is None:  # an interpreter without the C encoder
        return lambda row, _level: [_encode(row)]
    is_sorted, skips_keys, allows_nan = True, False, False
    options = (None, ":", ",", is_sorted, skips_keys, allows_nan)
    return make(None, None, module.encode_basestring, *options)


_encode_row = _row_encoder()


def _lines(rows: list[Any]) -> str:
    """Return rows as canonical lines."""
    found: list[str] = []
    for row in rows:
        found += _encode_row(row, 0)
        found.append("\n")
    return "".join(found)


def _text(content: bytes, where: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise PackageRefusedError(Refusal.JSON, "it is not text in UTF-8", where) from None
    if _RAW_CONTROLS.search(text):
        raise PackageRefusedError(Refusal.JSON, "it holds control characters", where)
    if not unicodedata.is_normalized("NFC", text):
        raise PackageRefusedError(Refusal.JSON, "its letters are not composed (NFC)", where)
    return text


def _value(text: str, where: str) -> Any:
    try:
        value = _decode(text)
        written = _encode(value)
    except _NotStrictError as error:
        raise PackageRefusedError(Refusal.JSON, str(error), where) from None
    except (ValueError, RecursionError):
        raise PackageRefusedError(Refusal.JSON, "it is not JSON", where) from None
    if written != text:
        raise PackageRefusedError(
            Refusal.JSON, "it is JSON, but not in its canonical form (RFC 8785)", where
        )
    return value


def depth_of(value: Any, at_most: int = limits.DEPTH) -> int:
    """Return how many levels of lists and tables a value has; at most one more than asked."""
    if at_most < 0 or not isinstance(value, list | dict):
        return 0
    if isinstance(value, dict):
        inside = list(cast("dict[str, Any]", value).values())
    else:
        inside = cast("list[Any]", value)
    return 1 + max((depth_of(entry, at_most - 1) for entry in inside), default=0)
