"""Cells of files that people fill in: what each holds, and how a number is read from it.

A cell of a CSV file is always a text, and the point is its decimal sign. A cell of a workbook has a
type; where a number stands there as a text, somebody typed it with the signs of their country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from spa_me.domain.numbers import NotANumberError, checked_decimal, parse_decimal, plain

NO_FIGURE = frozenset(
    {"n/a", "na", "n.a.", "n.a", "not applicable", "not available", "none", "nil", "-", "--", "–",
     "—", "...", "…", "tbd", "tbc", "see description", "see note", "unknown", "x", "?"}
)  # fmt: skip
"""What people write in a number column when there is no number; never read as zero."""

CSV_NO_FIGURE = "an empty value with the state not_applicable or not_available, and the reason"
FORM_NO_FIGURE = "an empty cell, the state Not applicable or Not available, and the reason"

NO_NUMBER = "digits like 1500 or 12.5"


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that its workbook shows as per cent: 0.45 shows as 45 %."""

    fraction: Decimal


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell that is neither text, number nor day.

    Attributes:
        kind: `error`, `truth`, `time` or `unfinished` (a formula that nothing has calculated).
        shown: what the program shows.
    """

    kind: str
    shown: str


Cell = str | Decimal | Percent | date | OddCell


class SourceRow(Protocol):
    """A row of a file, its cells by the names of columns; a column it does not have is empty."""

    @property
    def place(self) -> str:
        """Where the row is, for people: `row 7`."""
        ...

    def __getitem__(self, column: str) -> Cell:
        """Return a cell; empty text where nothing stands."""
        ...

    def where(self, column: str) -> str:
        """Return where a cell is, for people: `row 7, column value`."""
        ...


class BrokenCellError(Exception):
    """A cell that cannot be read: its column, what is wrong, and what would be right.

    Attributes:
        no_figure: whether it says that there is no figure, and not that there is another one.
    """

    def __init__(
        self, column: str, what: str, expected: str = "", *, no_figure: bool = False
    ) -> None:
        super().__init__(what)
        self.column, self.what, self.expected = column, what, expected
        self.no_figure = no_figure


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number, and a doubt about how it was written; empty if there is none."""

    number: Decimal
    doubt: str = ""


def text_of(cell: Cell) -> str:
    """Return a cell as the text that a person sees."""
    match cell:
        case str():
            return cell
        case Decimal():
            return plain(cell)
        case Percent():
            return f"{plain(cell.fraction * 100)} %"
        case date():
            return cell.isoformat()
        case OddCell():
            return cell.shown


def is_empty(cell: Cell) -> bool:
    """Return whether nothing stands in a cell; zero is something."""
    return cell == ""


def number_in(
    column: str, cell: Cell, *, is_typed: bool, is_percentage: bool = False
) -> NumberRead:
    """Return the number in a cell that is not empty.

    Args:
        column: its name, for what is wrong.
        cell: what stands in it.
        is_typed: whether cells of this file carry their own types.
        is_percentage: whether per cent are asked for.

    Raises:
        BrokenCellError: with every way in which it could be meant.
    """
    match cell:
        case str():
            return _number_in_text(column, cell, is_typed=is_typed, is_percentage=is_percentage)
        case Decimal():
            if is_percentage and is_typed and 0 < cell < 1:
                raise _both(column, plain(cell), f"{plain(cell)} %", f"{plain(cell * 100)} %")
            return NumberRead(_checked(column, cell))
        case Percent():
            factor = 100 if is_percentage else 1
            return NumberRead(_checked(column, cell.fraction * factor))
        case date():
            what = f"the program made the date {cell} of what was typed"
            expected = "a number; for 3/7, 3 as the numerator and 7 as the denominator"
            raise BrokenCellError(column, what, expected)
        case OddCell():
            raise BrokenCellError(column, _odd(cell), NO_NUMBER)


def _odd(cell: OddCell) -> str:
    return {
        "error": f"it shows the error {cell.shown}",
        "truth": f"it holds the truth value {cell.shown.upper()} and no number",
        "time": f"it holds the time {cell.shown} and no number",
        "unfinished": "it holds a formula that no program has calculated yet",
    }[cell.kind]


def _both(column: str, shown: str, one: str, other: str) -> BrokenCellError:
    what = f"“{shown}” can be read as {one} and as {other}"
    return BrokenCellError(column, what, "the number written so that it has one meaning")


def _checked(column: str, number: Decimal) -> Decimal:
    try:
        return checked_decimal(number)
    except NotANumberError as error:
        raise BrokenCellError(column, str(error), NO_NUMBER) from error


def _number_in_text(
    column: str, written: str, *, is_typed: bool, is_percentage: bool
) -> NumberRead:
    if written.casefold() in NO_FIGURE:
        raise BrokenCellError(
            column,
            f"“{written}” is no figure",
            FORM_NO_FIGURE if is_typed else CSV_NO_FIGURE,
            no_figure=True,
        )
    text = written.removesuffix("%").rstrip() if is_percentage else written
    if is_typed:
        return _local(column, text)
    try:
        return NumberRead(parse_decimal(text))
    except NotANumberError as error:
        raise BrokenCellError(column, str(error), NO_NUMBER) from error


_LOCAL = re.compile(r"[+\-]?\d+(?:[ .,'’]\d+)*\Z", re.ASCII)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-", "’": "'"})


def _local(column: str, written: str) -> NumberRead:
    """Return a number that stands as a text in a workbook, whatever signs it was typed with."""
    text = written.translate(_SPACES)
    if not _LOCAL.match(text):
        message = f"“{written[:40]}” is not a number"
        raise BrokenCellError(column, message, NO_NUMBER)
    marks = list(re.findall(r"[ .,']", text))
    groups = re.split(r"[ .,']", text.lstrip("+-"))
    if not marks:
        return NumberRead(_checked(column, Decimal(text)))
    kinds = list(dict.fromkeys(marks))
    grouping, last = kinds[0], marks[-1]
    if len(kinds) > 2 or (len(kinds) == 2 and (marks.count(last) > 1 or last in " '")):
        raise BrokenCellError(column, f"“{written[:40]}” is not a number", NO_NUMBER)
    has_decimals = len(kinds) == 2 or (len(marks) == 1 and grouping in ".,")
    whole = groups[:-1] if has_decimals else groups
    if len(kinds) == 2 or not has_decimals:
        _refuse_odd_groups(column, written, whole)
    number = _signed(text, "".join(whole), groups[-1] if has_decimals else "")
    if len(kinds) == 1 and has_decimals and len(groups[1]) == 3 and groups[0] not in {"0", ""}:
        other = _signed(text, "".join(groups), "")
        raise _both(column, written, plain(number), plain(other))
    doubt = f"“{written[:40]}” is a text and was read as {plain(number)}"
    return NumberRead(_checked(column, number), "" if marks == ["."] else doubt)


def _refuse_odd_groups(column: str, written: str, groups: list[str]) -> None:
    """Refuse groups that are not of three digits, such as 1 50."""
    if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
        raise BrokenCellError(column, f"“{written[:40]}” is not a number", NO_NUMBER)


def _signed(text: str, whole: str, decimals: str) -> Decimal:
    sign = "-" if text.startswith("-") else ""
    return Decimal(f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}")


_PARTS = re.compile(
    r"\s*([\d .,]+?)\s*(?:/|of|out of)\s*([\d .,]+?)\s*\Z", re.ASCII | re.IGNORECASE
)


def parts_in(column: str, cell: Cell, *, is_typed: bool) -> tuple[NumberRead, NumberRead] | None:
    """Return numerator and denominator where both stand in one cell: `3/7`, `3 of 7`."""
    found = _PARTS.match(cell) if isinstance(cell, str) else None
    if found is None:
        return None
    numerator, denominator = (
        number_in(column, part.strip(), is_typed=is_typed) for part in found.groups()
    )
    return numerator, denominator


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row whose cells partly come from elsewhere, such as from what is recorded.

    Attributes:
        row: where it stands.
        cells: in the place of its own.
    """

    row: SourceRow
    cells: Mapping[str, Cell]

    @property
    def place(self) -> str:
        """Where the row is."""
        return self.row.place

    def __getitem__(self, column: str) -> Cell:
        """Return a cell."""
        return self.cells.get(column, "")

    def where(self, column: str) -> str:
        """Return where a cell is."""
        return self.row.where(column)
