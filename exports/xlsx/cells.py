"""Python values as ready cells: real numbers, real dates, text that is never run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from exports.xlsx.stream import Cell
from exports.xlsx.styles import Styles
from exports.xlsx.text import clean, looks_like_a_formula
from spa_me.domain.numbers import Number

EXACT_DIGITS = 15
"""Significant digits that Excel keeps of a number."""

_DAY_ZERO = date(1899, 12, 30)
_LARGEST_INTEGER = 10**EXACT_DIGITS


def is_exact(number: Decimal) -> bool:
    """Return whether Excel keeps every digit of `number`."""
    return len(number.normalize().as_tuple().digits) <= EXACT_DIGITS


def _stored(number: Number) -> int | float:
    if number.denominator == 1 if isinstance(number, Fraction) else number == number.to_integral():
        whole = int(number)
        return whole if abs(whole) < _LARGEST_INTEGER else float(whole)
    return float(number)


def decimals_of(number: Number) -> int | None:
    """Return how many decimals write `number` exactly, at most 9; None if they do not end."""
    fraction = Fraction(number)
    for decimals in (0, 1, 2, 9):
        if 10**decimals % fraction.denominator == 0:
            return decimals
    return None


class Cells:
    """Makes cells in the styles of one workbook; `None` gives an empty cell with its lines.

    Attributes:
        formats: the number format of each style, by the style's number.
    """

    def __init__(self, styles: Styles) -> None:
        self._plain = styles.plain
        self._quoted = styles.quoted
        self.formats = {
            number: styles.looks[name].number_format for name, number in styles.plain.items()
        }

    def empty(self, style: str = "text") -> Cell:
        """Return an empty cell."""
        return (None, self._plain[style], "n")

    def text(self, text: str, style: str = "text") -> Cell:
        """Return text as it was written, whatever it begins with."""
        cleaned = clean(text)
        if not cleaned:
            return self.empty(style)
        styles = self._quoted if looks_like_a_formula(cleaned) else self._plain
        return (cleaned, styles[style], "s")

    def formula(self, formula: str, style: str) -> Cell:
        """Return a live formula; never made from anybody's text."""
        return (formula, self._plain[style], "f")

    def in_style(self, number: Number | int | None, style: str) -> Cell:
        """Return a number in a given style, its value unchanged."""
        if number is None:
            return self.empty(style)
        value = number if isinstance(number, int) else _stored(number)
        return (value, self._plain[style], "n")

    def number(self, number: Number | None) -> Cell:
        """Return a number that shows its own decimals, or two where they do not end."""
        if number is None:
            return self.empty("whole")
        decimals = decimals_of(number)
        style = "whole" if decimals == 0 else f"decimal {2 if decimals is None else decimals}"
        return self.in_style(number, style)

    def money(self, amount: Number | None) -> Cell:
        """Return an amount that shows no decimals or two; its value is unchanged."""
        is_whole = amount is None or Fraction(amount).denominator == 1
        return self.in_style(amount, "whole" if is_whole else "decimal 2")

    def figure(self, number: Number | None, sign: str) -> Cell:
        """Return an indicator's figure: a percentage as a fraction of 1 that shows as per cent."""
        if sign != "%":
            return self.number(number)
        return self.percent(None if number is None else Fraction(number) / 100)

    def change(self, number: Number | None, sign: str) -> Cell:
        """Return a difference with its sign; of percentages in points."""
        if sign == "%":
            shown = None if number is None else Fraction(number) / 100
            return self.in_style(shown, "change percent")
        is_whole = number is None or Fraction(number).denominator == 1
        return self.in_style(number, "change whole" if is_whole else "change decimal")

    def percent(self, share: Fraction | None, style: str = "percent") -> Cell:
        """Return a fraction of 1 that shows as per cent."""
        return self.in_style(share, style)

    def date(self, day: date | None, style: str = "date") -> Cell:
        """Return a real date."""
        if day is None:
            return self.empty(style)
        return ((day - _DAY_ZERO).days, self._plain[style], "n")

    def time(self, moment: datetime | None, style: str = "time") -> Cell:
        """Return a real time in UTC, which Excel cannot say and the column's title does."""
        if moment is None:
            return self.empty(style)
        utc = moment.astimezone(UTC)
        seconds = utc.hour * 3600 + utc.minute * 60 + utc.second
        serial = (utc.date() - _DAY_ZERO).days + seconds / 86_400
        return (serial, self._plain[style], "n")
