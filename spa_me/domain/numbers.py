"""Exact numbers.

What people report is a `Decimal` with at most 18 digits before and 9 after the point, so that sums
stay exact. What is derived by division (shares, achievements, prorated targets) is a `Fraction`,
because 1,500 x 4/9 has no finite decimal. Rounding happens here and only for display.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, localcontext
from fractions import Fraction

MAX_INTEGER_DIGITS = 18
MAX_DECIMALS = 9

Number = Decimal | Fraction

# Python's own context keeps 28 digits and rounds the rest away in silence, where two numbers with
# 27 digits may need more. This one keeps a hundred, and raises before it would lose one.
_EXACT = Context(prec=100, traps=[Inexact])


class NotANumberError(ValueError):
    """A number that cannot be kept, in a sentence that can be shown."""


def checked_decimal(number: Decimal) -> Decimal:
    """Return `number` if it is finite and within the digits that are kept exactly.

    Raises:
        NotANumberError: if it is not finite or too long.
    """
    if not number.is_finite():
        message = f"{number} is not a number that can be reported"
        raise NotANumberError(message)
    _, digits, exponent = number.as_tuple()
    decimals = max(0, -int(exponent))
    if len(digits) + int(exponent) > MAX_INTEGER_DIGITS or decimals > MAX_DECIMALS:
        message = (
            f"{str(number)[:40]} has too many digits; at most {MAX_INTEGER_DIGITS} before and "
            f"{MAX_DECIMALS} after the point are kept"
        )
        raise NotANumberError(message)
    # -0 and 0 are the same report; a person never means the difference.
    return number or Decimal(0)


def exact_sum(numbers: Iterable[Decimal]) -> Decimal:
    """Return the sum of decimals without rounding; 0 of none. The only way in which they are added.

    Raises:
        decimal.Inexact: if the sum has more than a hundred digits, which no reported numbers give.
    """
    total = Decimal(0)
    for number in numbers:
        total = _EXACT.add(total, number)
    return total


def exact_difference(number: Decimal, other: Decimal) -> Decimal:
    """Return `number` less `other` without rounding; see `exact_sum`."""
    return _EXACT.subtract(number, other)


def plain(number: Decimal) -> str:
    """Return the shortest digits of `number` without exponent: `12`, `12.5`, `0`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if text not in {"-0", ""} else "0"


def rounded(number: Number, decimals: int) -> Decimal:
    """Return `number` rounded half up to `decimals` places, for display only."""
    scale = 10**decimals
    fraction = Fraction(number) * scale
    sign = -1 if fraction < 0 else 1
    magnitude = abs(fraction)
    whole = (2 * magnitude.numerator + magnitude.denominator) // (2 * magnitude.denominator)
    with localcontext(prec=60):
        return Decimal(sign * whole).scaleb(-decimals) if whole else Decimal(0).scaleb(-decimals)


def exact_text(number: Number, decimals: int = 12) -> str:
    """Return `number` in digits: exact if they end within `decimals` places, else rounded."""
    if isinstance(number, Decimal):
        return plain(number)
    return plain(rounded(number, decimals))


def grouped(number: Number, decimals: int | None = None) -> str:
    """Return `number` for reading in English: `1,500`, `666.7`; whole numbers show no decimals."""
    shown = rounded(number, 2 if decimals is None else decimals)
    text = f"{shown:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """Return a decimal rounded half up (ROUND_HALF_UP, not the banker's rounding of `round`)."""
    with localcontext(prec=60):
        return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
