"""How much room text takes, so that every row is tall enough for what it holds.

Excel and LibreOffice fit rows by themselves only in some cases (never for joined cells, and
LibreOffice not for files of other programs), so heights are set. Widths are those of Arial; where
another font stands in for it text may run wider, hence the reserve.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TABLE_SIZE = 9
"""Size of the text in tables, in points."""

MAX_HEIGHT = 409
"""The tallest row that Excel knows, in points."""

_RESERVE = 1.1
_PIXELS_PER_DIGIT, _CELL_PADDING, _PIXELS_PER_POINT = 7, 3, 96 / 72
_LINE, _TALL_LINE = 1.34, 1.8
_AVERAGE = 0.62
"""Rather more than the mean width of a letter in a text, as a part of the size."""

# Widths of Arial in thousandths of its size, for the characters from space to ~.
_ARIAL = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 "
    "556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 "
    "556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = {chr(32 + place): int(width) / 1000 for place, width in enumerate(_ARIAL.split())}
_WIDTHS["\t"] = 4.0
_SPACE = _WIDTHS[" "]


@lru_cache(maxsize=50_000)
def word_width(word: str) -> float:
    """Return the width of a word as a multiple of the size of its letters."""
    return sum(_WIDTHS.get(character) or _other(character) for character in word)


def _other(character: str) -> float:
    if unicodedata.category(character) == "Mn":
        return 0.0  # a mark above or below the letter before it
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else 0.7


def lines_in(text: str, width: float, size: float = TABLE_SIZE) -> int:
    """Return how many lines `text` takes.

    Args:
        text: to be shown.
        width: of the cell, in digits of the default font.
        size: of the letters, in points.
    """
    pixels = width * _PIXELS_PER_DIGIT + 5 - 2 * _CELL_PADDING
    room = max(1.0, pixels / (size * _PIXELS_PER_POINT) / _RESERVE)
    if len(text) * _AVERAGE < room and "\n" not in text:
        return 1
    return sum(_lines(paragraph, room) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        width = word_width(word)
        if used and used + _SPACE + width > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += _SPACE
        if width > room:  # a word that is longer than the line breaks anywhere
            lines += int(width / room)
            width %= room
        used += width
    return lines


def height_of(text: str, width: float, size: float = TABLE_SIZE) -> float:
    """Return how tall a row has to be for `text`, in points; see `lines_in`."""
    line = _LINE if text.isascii() or not any(map(_is_tall, text)) else _TALL_LINE
    return min(MAX_HEIGHT, lines_in(text, width, size) * size * line + 4)


def _is_tall(character: str) -> bool:
    """Return whether it is of a script that stacks marks: Thai, Lao, Burmese, Khmer."""
    return "\u0e00" <= character <= "\u0eff" or "\u1000" <= character <= "\u17ff"


def width_of(number: float, number_format: str) -> float:
    """Return how wide a column has to be for a number, in digits of the default font."""
    if number_format in {"General", "0"} or "y" in number_format:
        return 0
    is_percent = "%" in number_format
    whole = f"{abs(number) * (100 if is_percent else 1):,.0f}"
    decimals = number_format.partition(";")[0].partition(".")[2]
    shown = len(whole) + 1 + sum(character in "0#" for character in decimals) + bool(decimals)
    return shown + 2 * is_percent + 1
