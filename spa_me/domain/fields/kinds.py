"""What a field may hold: its length, its signs, its range."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from spa_me.domain.numbers import NotANumberError, checked_decimal
from spa_me.domain.signs import is_unseen

CODE_LENGTH = 40
NAME_LENGTH = 300
TEXT_LENGTH = 5_000
"""The most characters that people may write in one field; packages have room for more."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years of a moment: those that any time zone and any calendar of a system can show."""

_CODE_SIGNS = frozenset("-._/")
_SEEN = frozenset("LMNPS")
_COMMON_CODE = str.maketrans("", "", "-._/")

Wrong = tuple[str, str]
"""What is wrong, and what is expected; both empty where nothing is."""
RIGHT: Wrong = "", ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field may hold.

    Attributes:
        name: as `docs/package-format.md` calls it.
        wrong: what is wrong with a content that is there.
    """

    name: str
    wrong: Callable[[Any], Wrong]

    def is_right(self, content: object) -> bool:
        """Return whether a content that is there may stay."""
        return self.wrong(content) == RIGHT


def is_first_code(text: str) -> bool:
    """Return whether a text is a code as the first format of packages had them.

    Letters and digits of any script without marks, and `-` `.` `_` `/`.
    """
    rest = text.translate(_COMMON_CODE)
    return rest.isalnum() or not rest


def _too_long(text: str, most: int) -> Wrong:
    if len(text) <= most:
        return RIGHT
    return f"it has {len(text):,} characters", f"at most {most:,} characters"


def _code(text: str) -> Wrong:
    if is_first_code(text) and len(text) <= CODE_LENGTH:
        return RIGHT
    strange = next((s for s in text if not _is_code_sign(s)), "")
    expected = f"a code of 1 to {CODE_LENGTH} letters, digits, - . _ or /"
    return _signs(text, strange, expected)


def _is_code_sign(sign: str) -> bool:
    return sign in _CODE_SIGNS or sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _label(text: str) -> Wrong:
    strange = next((s for s in text if s != " " and unicodedata.category(s)[0] not in _SEEN), "")
    if not strange and text != " ".join(text.split()):
        strange = " "
    expected = f"1 to {CODE_LENGTH} letters, digits, signs and single spaces"
    return _signs(text, strange, expected)


def _signs(text: str, strange: str, expected: str) -> Wrong:
    shown = seen(text)[:CODE_LENGTH]
    if strange:
        return f"“{shown}” has {sign_name(strange)}", expected
    if unicodedata.category(text[0])[0] == "M":
        return f"“{shown}” begins with a mark that belongs to a letter", expected
    return _too_long(text, CODE_LENGTH)


def seen(text: str) -> str:
    """Return a text as a sentence can quote it: a sign that turns it would turn the sentence."""
    return "".join(sign for sign in text if not is_unseen(sign))


def sign_name(sign: str) -> str:
    """Return how a sign is called that cannot stand where it stands."""
    if sign == " ":
        return "a space too many"
    if sign.isspace() or is_unseen(sign):
        return f"a sign that nobody sees (U+{ord(sign):04X})"
    return f"the sign “{sign}”"


def _number(number: Decimal) -> Wrong:
    try:
        checked_decimal(number)
    except NotANumberError as error:
        return str(error), "a number like 1500 or 12.5"
    return RIGHT


def _amount(number: Decimal) -> Wrong:
    wrong = _number(number)
    if wrong == RIGHT and number < 0:
        return "it is below zero", "a number from 0"
    return wrong


def _positive(number: Decimal) -> Wrong:
    wrong = _amount(number)
    return ("it is zero", "a number above 0") if wrong == RIGHT and number == 0 else wrong


def _currency(code: str) -> Wrong:
    if len(code) == 3 and code.isascii() and code.isalpha() and code.isupper():
        return RIGHT
    return f"“{code[:20]}” is no currency", "the three letters of a currency, such as USD"


def _moment(moment: datetime) -> Wrong:
    if FIRST_YEAR <= moment.year <= LAST_YEAR:
        return RIGHT
    return f"it is in the year {moment.year}", f"a year from {FIRST_YEAR} to {LAST_YEAR}"


def _any(_content: object) -> Wrong:
    return RIGHT


CODE = Kind("code", _code)
"""What the framework calls a thing: letters with their marks, digits, `-` `.` `_` `/`."""
LABEL = Kind("label", _label)
"""What an office calls a line of its own work plan: any signs that are seen, and single spaces."""
NAME = Kind("name", lambda text: _too_long(text, NAME_LENGTH))
PERSON = Kind("person", lambda text: _too_long(text, NAME_LENGTH))
TEXT = Kind("text", lambda text: _too_long(text, TEXT_LENGTH))
NUMBER = Kind("number", _number)
AMOUNT = Kind("number", _amount)
POSITIVE = Kind("number", _positive)
CURRENCY = Kind("currency", _currency)
MOMENT = Kind("moment", _moment)
DAY = Kind("day", _any)
YES = Kind("yes", _any)
WORD = Kind("word", _any)
"""One of a closed list, which its type holds."""
MADE = Kind("", _any)
"""What the app makes by itself: ids, hashes, sizes."""
