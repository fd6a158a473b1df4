"""The signs with which numbers and dates are written: those of a locale, or of a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class DayOrder(StrEnum):
    """In which order day, month and year stand in a short date."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"
    NOT_KNOWN = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs are in force where a text comes from.

    Attributes:
        point: the decimal sign; empty where it is not known. One that is neither point nor comma,
            such as the Arabic one, means the same everywhere and decides nothing about these two.
        group: what stands between thousands, where that is none of the usual signs.
        order: of a short date.
        is_certain: whether these decide alone; where not, what could be read in another way is
            read by them with a doubt.
    """

    point: str = "."
    group: str = ""
    order: DayOrder = DayOrder.NOT_KNOWN
    is_certain: bool = True

    @property
    def decides(self) -> bool:
        """Whether it is known which of point and comma is the decimal sign."""
        return self.point in {".", ","}


ENGLISH = Signs()
ANY = Signs("", is_certain=False)
"""Of a file that shows nothing of how its numbers are written."""


_USUAL = frozenset(".,' \u00a0\u202f\u2009\u2019\u066c")
"""What stands between thousands nearly everywhere."""


def signs_of(point: str, group: str = "", short_date: str = "") -> Signs:
    """Return the signs of a locale.

    Args:
        point: its decimal sign.
        group: its sign between thousands.
        short_date: the pattern of its short dates, such as `dd.MM.yy`.
    """
    letters = [sign for sign in short_date if sign in "dMy"]
    order = "".join(dict.fromkeys(letters)).lower()
    known = DayOrder(order) if order in set(DayOrder) else DayOrder.NOT_KNOWN
    odd = group if group not in _USUAL else ""
    return Signs(point, odd, known)


_ALIKE: Mapping[str, str] = {
    "\u066c": "'", "\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\u2010": "-", "\u2011": "-",
    "\u2012": "-",
    "\uff0b": "+", "\uff0c": ",", "\uff0e": ".", "\u2019": "'", "\u2018": "'", "\u02bc": "'",
    "\uff05": "%", "\u066a": "%", "\uff0f": "/", "\u2044": "/", "\u2215": "/",
}  # fmt: skip
"""Signs that stand for another one, as programs, keyboards and full-width scripts write it."""

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\ufe0e\ufe0f")
"""Fillers and variation signs that no category names."""


def common(text: str) -> str:
    """Return a number, code or date in ASCII digits and signs, without any that nobody sees.

    Digits of all scripts are digits: Khmer, Lao, Thai, Burmese, Arabic, full-width. A free text is
    not to go through this: Khmer parts its words with a sign that nobody sees.
    """
    if text.isascii():
        return text.strip()
    return "".join(_common(sign) for sign in text).strip()


def _common(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    kind = unicodedata.category(sign)
    if sign in _UNSEEN or kind == "Cf":
        return ""
    if kind == "Zs":
        return " "
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


def without_unseen(text: str) -> str:
    """Return a code or word without the signs that nobody sees."""
    if text.isascii():
        return text.strip()
    seen = (c for c in text if c not in _UNSEEN and unicodedata.category(c) != "Cf")
    return "".join(seen).strip()


def agreed(points: Iterable[str]) -> str | None:
    """Return the decimal sign that texts show, empty if none does, None if they contradict."""
    found = set(points) - {""}
    if not found:
        return ""
    return found.pop() if len(found) == 1 else None
