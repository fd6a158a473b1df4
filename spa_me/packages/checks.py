"""What single fields may hold; each check tells whether a value is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from spa_me.domain.fields.kinds import CODE, FIRST_YEAR, LABEL, LAST_YEAR
from spa_me.domain.signs import TURNS, is_unseen
from spa_me.packages import limits
from spa_me.packages.manifest import EVERYONE

Check = Callable[[Any], bool]

_HASH = re.compile("[0-9a-f]{64}")
_ID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NUMBER = re.compile(
    f"-?(0|[1-9][0-9]{{0,{limits.NUMBER_DIGITS - 1}}})(\\.[0-9]{{1,{limits.NUMBER_DECIMALS}}})?"
)
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_CURRENCY = re.compile("[A-Z]{3}")


def is_clean(text: str) -> bool:
    """Return whether a text has no space around it and no controls but line breaks and tabs.

    Nor signs that turn the direction in which it is shown.
    """
    if text.isprintable():
        return text == text.strip()
    has_controls = any(sign < " " and sign not in "\n\t" for sign in text)
    return not has_controls and TURNS.isdisjoint(text) and text == text.strip()


def text_up_to(most: int) -> Check:
    """Return the check of a text that is not empty."""
    return lambda value: type(value) is str and 0 < len(value) <= most and is_clean(value)


text: Check = text_up_to(limits.TEXT)
name: Check = text_up_to(limits.NAME)


def person(value: Any) -> bool:
    """Check the name of a person as it is kept: every sign is seen, and spaces are single ones."""
    return name(value) and _is_person(value)


@lru_cache(maxsize=10_000)
def _is_person(value: str) -> bool:
    return not any(map(is_unseen, value)) and " ".join(value.split()) == value


def code(value: Any) -> bool:
    """Check a code of the framework: letters with their marks, digits, - . _ or /."""
    return type(value) is str and 0 < len(value) <= limits.CODE and _is_code(value)


@lru_cache(maxsize=10_000)
def _is_code(value: str) -> bool:
    return CODE.is_right(value)


def label(value: Any) -> bool:
    """Check what an office calls a line of its work plan: any signs that are seen."""
    return name(value) and LABEL.is_right(value)


def number(value: Any) -> bool:
    """Check an exact number as text: `12.5`; there is no -0 and no exponent."""
    if type(value) is not str or not _NUMBER.fullmatch(value):
        return False
    return value[0] != "-" or bool(value.strip("-0."))


def positive(value: Any) -> bool:
    """Check an exact number above zero."""
    return number(value) and value[0] != "-" and bool(value.strip("0."))


def day(value: Any) -> bool:
    """Check a date: `2026-03-31`."""
    if type(value) is not str or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def moment(value: Any) -> bool:
    """Check a time in UTC: `2026-03-31T08:15:00.000000Z`.

    The years are those that any time zone and any calendar of a system can show.
    """
    if type(value) is not str or not _MOMENT.fullmatch(value):
        return False
    if not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def sha256(value: Any) -> bool:
    """Check a SHA-256 in hexadecimal."""
    return type(value) is str and bool(_HASH.fullmatch(value))


# The points of small order in every spelling, without the sign bit: for them anybody can make a
# signature that fits, and the library lets them pass.
_SMALL_ORDER = frozenset(
    {
        "00" * 32,
        "01" + "00" * 31,
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    }
)


def signing_key(value: Any) -> bool:
    """Check an Ed25519 public key, 32 bytes in hexadecimal, that only its owner can sign for."""
    if not sha256(value):  # of the same shape
        return False
    return f"{value[:-2]}{int(value[-2:], 16) & 0x7F:02x}" not in _SMALL_ORDER


def identity(value: Any) -> bool:
    """Check a UUID in lower case."""
    return type(value) is str and bool(_ID.fullmatch(value))


def currency(value: Any) -> bool:
    """Check three capital letters."""
    return type(value) is str and bool(_CURRENCY.fullmatch(value))


def yes(value: Any) -> bool:
    """Check a mark that is there or is left out."""
    return value is True


def whole(least: int, most: int = limits.SEQUENCE) -> Check:
    """Return the check of a whole number within bounds."""
    return lambda value: type(value) is int and least <= value <= most


def word(*words: str) -> Check:
    """Return the check of one word of a closed list."""
    known = frozenset(words)
    return lambda value: type(value) is str and value in known


def list_of(check: Check, most: int, least: int = 1) -> Check:
    """Return the check of a list; an empty one is left out instead."""

    def checked(value: Any) -> bool:
        if type(value) is not list:
            return False
        listed = cast("list[Any]", value)
        return least <= len(listed) <= most and all(map(check, listed))

    return checked


def breakdown(value: Any) -> bool:
    """Check the parts of a value: [dimension, category, number] in ascending order, none twice."""
    if type(value) is not list or not 0 < len(cast("list[Any]", value)) <= 1_000:
        return False
    before = ("", "")
    for entry in cast("list[Any]", value):
        if type(entry) is not list or len(cast("list[Any]", entry)) != 3:
            return False
        dimension, category, part = cast("list[Any]", entry)
        if not (code(dimension) and code(category) and number(part)):
            return False
        if not before < (dimension, category):
            return False
        before = dimension, category
    return True


def last_numbers(value: Any) -> bool:
    """Check the last numbers of a key: [recipient, number] in ascending order, none twice."""
    if type(value) is not list or not 0 < len(cast("list[Any]", value)) <= 1_000:
        return False
    before = ""
    for entry in cast("list[Any]", value):
        if type(entry) is not list or len(cast("list[Any]", entry)) != 2:
            return False
        recipient, last = cast("list[Any]", entry)
        if not (is_recipient(recipient) and whole(1)(last) and before < recipient):
            return False
        before = recipient
    return True


def is_recipient(value: Any) -> bool:
    """Check whom a package is for: an office, or everyone."""
    return value == EVERYONE or code(value)


def table(known: dict[str, Check], required: frozenset[str]) -> Check:
    """Return the check of a table with known names only."""

    def checked(value: Any) -> bool:
        if type(value) is not dict:
            return False
        found = cast("dict[str, Any]", value)
        return required <= found.keys() <= known.keys() and all(
            known[key](entry) for key, entry in found.items()
        )

    return checked
