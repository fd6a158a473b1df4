"""Numbers as the strings that other programs read: exact, with a point, without grouping."""

from __future__ import annotations

from fractions import Fraction

from spa_me.domain.numbers import Number, exact_text, plain, rounded


def percent_text(fraction: Fraction | None) -> str | None:
    """Return a fraction of 1 in per cent, rounded half up to two decimals: `97.86`."""
    return None if fraction is None else plain(rounded(fraction * 100, 2))


def exact_ratio(fraction: Fraction | None) -> str | None:
    """Return a fraction as `a/b` in lowest terms: `137/140`, `1/1`."""
    return None if fraction is None else f"{fraction.numerator}/{fraction.denominator}"


def number_text(number: Number | None) -> str | None:
    """Return a number in digits; one whose decimals do not end is rounded to 12 of them."""
    return None if number is None else exact_text(number)
