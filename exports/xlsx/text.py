"""User text as a cell can hold it: never a formula, never lost in silence."""

from __future__ import annotations

import re

MAX_CHARACTERS = 32_767
"""What a cell of Excel can hold, counted in UTF-16 units."""

SHORTENED = " … [shortened]"

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a text as the letter A; an escaped underscore keeps it as it was typed.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def clean(text: str) -> str:
    r"""Return `text` without the characters that XML cannot carry, with line breaks as `\n`."""
    if text.isascii() and text.isprintable() and "_x" not in text:
        return shortened(text, MAX_CHARACTERS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return shortened(_ESCAPE.sub("_x005F_", _NOT_XML.sub("", lines)), MAX_CHARACTERS)


def shortened(text: str, limit: int) -> str:
    """Return `text`, cut at a space and with a visible mark where it is longer than `limit`."""
    if len(text) * 2 <= limit or _units(text) <= limit:
        return text
    room = (limit - len(SHORTENED)) * 2
    kept = text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore")
    cut = kept.rfind(" ")
    return (kept[:cut] if cut > len(kept) * 3 // 4 else kept) + SHORTENED


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def looks_like_a_formula(text: str) -> bool:
    """Return whether a program could take `text` for a formula when it is typed or imported."""
    return text[:1] in {"=", "+", "-", "@", "\t", "\r"}
