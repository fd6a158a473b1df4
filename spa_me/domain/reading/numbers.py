"""Numbers, percentages and fractions as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from spa_me.domain.numbers import NotANumberError, checked_decimal, plain
from spa_me.domain.reading.errors import UnreadError, quoted
from spa_me.domain.reading.signs import Signs, common
from spa_me.domain.sentences import Sentence, say

_ARABIC_POINT = "\u066b"
_LONGEST = 64
_OTHER = {".": ",", ",": "."}
_POINTS = frozenset(_OTHER)


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number, and a doubt about how it was written; None if there is none."""

    number: Decimal
    doubt: Sentence | None = None


def read_number(text: str, signs: Signs) -> NumberRead:
    """Return the number that a text writes: `1500`, `1,500`, `-3.25`, `១២`.

    A comma or point is a thousands sign only where it groups three digits, so that `1,5` never
    becomes 15. Where the signs in force do not decide, a text that means two numbers is none.
    Exponents and signs of currencies are refused.

    Raises:
        UnreadError: with every meaning that the text could have.
    """
    if text.isascii() and text.isdigit():  # as nearly all are in a large file
        return _read(text, Decimal(text[: _LONGEST + 1]))
    found = _readings(text, signs)
    if not found:
        raise _no_number(text, signs)
    if signs.decides:
        return _by_signs(text, found, signs)
    values = list(dict.fromkeys(found.values()))
    if len(values) > 1:
        raise two_meanings(text, *(plain(value) for value in values))
    return _read(text, values[0], is_doubtful=_has_marks(text))


def point_shown(text: str) -> str:
    """Return the decimal sign that a text proves: `.` for `12.5` and `1,500,000`; or nothing."""
    if not _POINTS.intersection(common(text)):
        return ""
    found = _readings(text, Signs(""))
    is_proof = len(found) == 1 and _ARABIC_POINT not in text
    return next(iter(found)) if is_proof else ""


def read_percentage(text: str, signs: Signs) -> NumberRead:
    """Return the percentage that a text writes, with or without its sign: 45 for `45 %`.

    Raises:
        UnreadError: as for a number.
    """
    return read_number(_without_percent(text), signs)


def _without_percent(text: str) -> str:
    return common(text).removesuffix("%").rstrip()


_FRACTION = re.compile(
    r"(?P<top>[^/]*?\d[^/]*?)\s*(?:/|\b(?:out of|of|sur|de|trên)\b)\s*(?P<bottom>[^/]*)\Z",
    re.IGNORECASE,
)


def read_fraction(text: str, signs: Signs) -> tuple[NumberRead, NumberRead] | None:
    """Return numerator and denominator of `9/20` or `9 of 20`; None for another text.

    Raises:
        UnreadError: if one of them is no number.
    """
    parts = _FRACTION.match(common(text))
    if parts is None:
        return None
    if not parts["bottom"]:
        what = say("“{text}” has no denominator", text=quoted(text))
        raise UnreadError(what, say("both parts, as in 9/20"))
    return read_number(parts["top"], signs), read_number(parts["bottom"], signs)


def written(number: Decimal, signs: Signs) -> str:
    """Return a number as it is edited: in plain digits with the decimal sign in force."""
    return plain(number).replace(".", signs.point or ".")


def two_meanings(text: str, *meanings: str) -> UnreadError:
    """Return that a text can be read in two ways, with both."""
    what = say("“{text}” can be read as {one} and as {other}", text=quoted(text),
               one=meanings[0], other=meanings[1])  # fmt: skip
    return UnreadError(what, say("the number written so that it has one meaning"))


def _form(point: str) -> re.Pattern[str]:
    group = f"[ '{re.escape(_OTHER[point])}]"
    whole = rf"(?:\d+|[1-9]\d{{0,2}}(?P<group>{group})\d{{3}}(?:(?P=group)\d{{3}})*)"
    decimals = rf"{re.escape(point)}\d+"
    return re.compile(
        rf"[+-]? ?(?:{whole}(?:{decimals}|{re.escape(point)})?|{decimals})\Z", re.ASCII
    )


_FORMS = {point: _form(point) for point in _OTHER}


def _readings(text: str, signs: Signs) -> dict[str, Decimal]:
    """Return what a text means by each decimal sign under which it is a number at all."""
    digits = common(text)
    if signs.group:
        digits = digits.replace(signs.group, "'")
    if len(digits) > _LONGEST:
        return {}
    if _ARABIC_POINT in digits:
        points, digits = ".", digits.replace(_ARABIC_POINT, ".")
    else:
        points = ".,"
    return {
        point: Decimal(re.sub(rf"[ '{_OTHER[point]}]", "", digits).replace(point, "."))
        for point in points
        if _FORMS[point].match(digits)
    }


def _has_marks(text: str) -> bool:
    return any(sign in " ,'" for sign in common(text)) or common(text).count(".") > 1


def _by_signs(text: str, found: dict[str, Decimal], signs: Signs) -> NumberRead:
    number = found.get(signs.point, found.get(".") if _ARABIC_POINT in text else None)
    if number is None:
        (other,) = found.values()
        what = say("“{text}” is not written with the decimal sign “{point}”", text=quoted(text),
                   point=signs.point)  # fmt: skip
        raise UnreadError(what, say("{number}, if that is meant", number=written(other, signs)))
    other = found.get(_OTHER[signs.point], number)
    if signs.is_certain or other == number:
        return _read(text, number)
    doubt = say("“{text}” was read as {number} and could be {other}", text=quoted(text),
                number=plain(number), other=plain(other))  # fmt: skip
    return NumberRead(_kept(number, signs), doubt)


def _read(text: str, number: Decimal, *, is_doubtful: bool = False) -> NumberRead:
    doubt = None
    if is_doubtful:
        doubt = say("“{text}” is a text and was read as {number}", text=quoted(text),
                    number=plain(number))  # fmt: skip
    return NumberRead(_kept(number, Signs()), doubt)


def _kept(number: Decimal, signs: Signs) -> Decimal:
    try:
        return checked_decimal(number)
    except NotANumberError as error:
        raise UnreadError(say(str(error)), digits_wanted(signs)) from error


def _no_number(text: str, signs: Signs) -> UnreadError:
    if common(text).endswith("%") and _readings(_without_percent(text), signs):
        what = say("“{text}” is a percentage", text=quoted(text))
        return UnreadError(what, say("a number without per cent"))
    what = say("“{text}” is not a number", text=quoted(text))
    return UnreadError(what, digits_wanted(signs))


def digits_wanted(signs: Signs) -> Sentence:
    """Return how a number is to be written."""
    return say("digits like 1500 or {decimal}", decimal=f"12{signs.point or '.'}5")
