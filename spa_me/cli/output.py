"""What commands print: text in UTF-8, aligned tables, and JSON alone on its stream."""

from __future__ import annotations

import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from spa_me.domain.status import STATUS_TITLES, NoStatus, Status

STATUS_SYMBOLS: dict[Status | NoStatus, str] = {
    Status.FULLY: "●",
    Status.PARTLY: "◐",
    Status.NOT: "○",
    NoStatus.NO_TARGET: "▨",
    NoStatus.NOT_DUE: "▨",
    NoStatus.NOT_APPLICABLE: "▨",
    NoStatus.NOT_REPORTED: "▨",
}
"""Shapes that tell the statuses apart without colour, beside the word."""

NOTHING = "–"
PAGE_WIDTH = 120
"""Characters in a line where the output is no terminal, such as a file."""
_GAP = "  "
_LEAST_WRAP = 24


def use_utf8() -> None:
    """Write UTF-8 whatever the locale or the Windows code page says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(body: Mapping[str, Any]) -> None:
    """Print a body as JSON, readable and in UTF-8."""
    click.echo(json.dumps(body, ensure_ascii=False, indent=2))


def status_words(kind: Status | NoStatus | None) -> str:
    """Return a status as symbol and word: `◐ Partly met`; a dash for none."""
    return NOTHING if kind is None else f"{STATUS_SYMBOLS[kind]} {STATUS_TITLES[kind]}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a text table.

    Attributes:
        title: its heading.
        is_number: whether it is aligned to the right.
        wraps: whether its text is broken into lines where the page is too narrow; one at most.
    """

    title: str
    is_number: bool = False
    wraps: bool = False


def counted(number: int, one: str, many: str) -> str:
    """Return a number with what it counts, such as `1 value was` or `2 values were`."""
    return f"{number} {one if number == 1 else many}"


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    """Return an aligned text table; nothing is cut, the wrapping column is broken instead."""
    cells = [[column.title for column in columns], *(list(row) for row in rows)]
    widths = [max(display_width(row[place]) for row in cells) for place in range(len(columns))]
    room = _page_width() - sum(widths) - len(_GAP) * (len(columns) - 1)
    for place, column in enumerate(columns):
        if column.wraps and room < 0:
            widths[place] = max(_LEAST_WRAP, widths[place] + room)
    lines = [line for row in cells for line in _lines(row, columns, widths)]
    lines.insert(1, _GAP.join("-" * width for width in widths))
    return "\n".join(lines)


def display_width(text: str) -> int:
    """Return how many columns a text takes on a terminal; wide scripts take two a character."""
    return sum(_width_of(character) for character in text)


def _width_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _page_width() -> int:
    if not sys.stdout.isatty():
        return PAGE_WIDTH
    return shutil.get_terminal_size((PAGE_WIDTH, 24)).columns


def _lines(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    broken = [
        _wrapped(text, width) if column.wraps else [text]
        for text, column, width in zip(row, columns, widths, strict=True)
    ]
    height = max(len(texts) for texts in broken)
    filled = [[*texts, *[""] * (height - len(texts))] for texts in broken]
    return [
        _GAP.join(
            _padded(texts[place], column, width)
            for texts, column, width in zip(filled, columns, widths, strict=True)
        ).rstrip()
        for place in range(height)
    ]


def _padded(text: str, column: Column, width: int) -> str:
    space = " " * (width - display_width(text))
    return space + text if column.is_number else text + space


def _wrapped(text: str, width: int) -> list[str]:
    """Break between words, and within one only where it is wider than the column."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if display_width(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if display_width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines
