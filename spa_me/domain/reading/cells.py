"""Cells of files that people fill in: what each holds, and what is read from it.

A cell of a CSV file is always a text. A cell of a workbook has a type, and carries things beside
its text: a format, an error, words struck through. What does not fit its column is never a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from spa_me.domain.numbers import (
    MAX_DECIMALS,
    NotANumberError,
    checked_decimal,
    plain,
    round_half_up,
)
from spa_me.domain.reading.dates import date_wanted, read_day
from spa_me.domain.reading.errors import UnreadError, quoted
from spa_me.domain.reading.numbers import (
    NumberRead,
    digits_wanted,
    point_shown,
    read_fraction,
    read_number,
    read_percentage,
    two_meanings,
)
from spa_me.domain.reading.signs import ANY, Signs, agreed
from spa_me.domain.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that its workbook shows as per cent: 0.45 shows as 45 %."""

    fraction: Decimal


@dataclass(frozen=True, slots=True)
class Recorded:
    """A number that is recorded already and has nothing to be asked about."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text of which parts look different from others, such as a footnote's raised digit."""

    text: str


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell that is neither text, number nor day.

    Attributes:
        kind: `error`, `truth`, `time`, `unfinished` (a formula that nothing has calculated),
            `struck` (wholly or in part) or `merged` (over several rows or columns).
        shown: what the program shows; what is struck through in brackets, a merged range beside
            its content, so that neither is taken for the same text without it.
    """

    kind: str
    shown: str


Cell = str | Decimal | Percent | Recorded | Formatted | date | OddCell


def text_of(cell: Cell) -> str:
    """Return a cell as the text that a person sees, by which it is compared and named."""
    match cell:
        case Decimal() | Recorded():
            return plain(cell if isinstance(cell, Decimal) else cell.number)
        case Percent():
            return f"{plain(cell.fraction * 100)} %"
        case date():
            return cell.isoformat()
        case OddCell():
            return cell.shown
        case str() | Formatted():
            return cell if isinstance(cell, str) else cell.text


def is_empty(cell: Cell) -> bool:
    """Return whether nothing stands in a cell; zero is something."""
    return cell == ""


_ERROR = re.compile(r"#(?:N/A|N/D|NV|GETTING_DATA|[A-ZÄÖÜÉÈÍÓÚÑ¡¿/0-9]{3,15}[!?])\Z|Err:\d{3}\Z")
_ERROR_BEGINS = ("#", "Err:")
_TRUTHS = {"TRUE", "FALSE"}


def text_in(cell: Cell) -> str:
    """Return the text in a cell of a column of texts.

    Raises:
        UnreadError: if something else stands there: an error, a truth value, a time, a date.
    """
    odd = _odd_of(cell)
    if odd is not None:
        raise odd_cell(odd, say("a text"))
    if isinstance(cell, date):
        what = say("it holds the date {day} and no text", day=cell.isoformat())
        raise UnreadError(what, say("a text"))
    return text_of(cell)


def _odd_of(cell: Cell) -> OddCell | None:
    """Return what does not fit any column; a CSV file writes errors and truth values as texts."""
    if isinstance(cell, str):
        if cell.startswith(_ERROR_BEGINS) and _ERROR.match(cell):
            return OddCell("error", cell)
        return OddCell("truth", cell) if cell in _TRUTHS else None
    return cell if isinstance(cell, OddCell) else None


def odd_cell(cell: OddCell, expected: Sentence) -> UnreadError:
    """Return what is wrong with a cell that fits no column."""
    template = {
        "error": "it shows the error {shown}",
        "truth": "it holds the truth value {shown}",
        "time": "it holds the time {shown}",
        "unfinished": "it holds a formula that no program has calculated yet",
        "struck": "“{shown}”: what stands in brackets is struck through",
        "merged": "“{shown}”: the cell is merged with others, so it is not clear what it answers",
    }[cell.kind]
    shown = cell.shown.upper() if cell.kind == "truth" else cell.shown
    return UnreadError(say(template, shown=quoted(shown)), expected)


def number_in(cell: Cell, signs: Signs, *, is_percentage: bool = False) -> NumberRead:
    """Return the number in a cell that is not empty.

    Args:
        cell: what stands in it.
        signs: in force for texts.
        is_percentage: whether per cent are asked for.

    Raises:
        UnreadError: with every way in which it could be meant.
    """
    odd = _odd_of(cell)
    if odd is not None:
        raise odd_cell(odd, digits_wanted(signs))
    match cell:
        case str():
            return (read_percentage if is_percentage else read_number)(cell, signs)
        case Recorded():
            return NumberRead(cell.number)
        case Decimal():
            if is_percentage and 0 < cell < 1:
                raise two_meanings(plain(cell), f"{plain(cell)} %", f"{plain(cell * 100)} %")
            return _kept(cell)
        case Percent() if is_percentage:
            return _kept(cell.fraction * 100)
        case _:
            raise _no_number(cell)


def _no_number(cell: Cell) -> UnreadError:
    """Return why a cell of a workbook that is neither text nor number holds no number."""
    shown = quoted(text_of(cell))
    if isinstance(cell, Percent):
        what = say("it shows {shown}, and no percentage is asked", shown=shown)
        return UnreadError(what, say("a number without per cent"))
    if isinstance(cell, Formatted):
        what = say("“{text}” is written in several formats, as with a raised number of a footnote",
                   text=shown)  # fmt: skip
        return UnreadError(what, say("the number alone, in one format"))
    what = say("the program made the date {day} of what was typed", day=shown)
    return UnreadError(what, say("a number; for 3/7, 3 as the numerator and 7 as the denominator"))


def known_cell(cell: str | Decimal | date | None) -> Cell:
    """Return what is recorded already as a cell that there is nothing to ask about."""
    if isinstance(cell, Decimal):
        return Recorded(cell)
    return "" if cell is None else cell


_SHORTEST = Decimal("0.0001")
"""Numbers from here on are shown by a spreadsheet with at most nine decimals."""


def _kept(number: Decimal) -> NumberRead:
    """Return a workbook's number as it is kept, with a doubt if something that shows is lost."""
    exponent = number.as_tuple().exponent
    is_long = isinstance(exponent, int) and -exponent > MAX_DECIMALS
    rounded = round_half_up(number, MAX_DECIMALS) if is_long else number
    doubt = None
    if is_long and abs(number) < _SHORTEST:
        doubt = say("{number} was rounded to {kept}; nine decimals are kept",
                    number=f"{number.normalize():E}", kept=plain(rounded))  # fmt: skip
    try:
        return NumberRead(checked_decimal(rounded), doubt)
    except NotANumberError as error:
        raise UnreadError(say(str(error)), digits_wanted(Signs())) from error


def fraction_in(cell: Cell, signs: Signs) -> tuple[NumberRead, NumberRead] | None:
    """Return numerator and denominator where both stand in one cell: `3/7`, `3 of 7`.

    Raises:
        UnreadError: if one of them is no number.
    """
    return read_fraction(cell, signs) if isinstance(cell, str) else None


def day_in(cell: Cell, signs: Signs) -> date:
    """Return the day in a cell that is not empty.

    Raises:
        UnreadError: with every meaning that the cell could have.
    """
    odd = _odd_of(cell)
    if odd is not None:
        raise odd_cell(odd, date_wanted())
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return read_day(cell, signs)
    raise UnreadError(say("“{text}” is not a date", text=quoted(text_of(cell))), date_wanted())


def signs_shown(cells: Iterable[Cell], otherwise: Signs = ANY) -> Signs:
    """Return the signs with which the numbers of a file or a block are written.

    What the cells prove counts: `12,5` and `1.234.567` have one meaning each. Where they prove
    nothing, or not what was to be expected of the file, whatever could be read in another way is
    read with a doubt; where they contradict each other, it is asked.

    Args:
        cells: those of columns of figures.
        otherwise: what is to be expected of the file: one separated by semicolons is written
            where the comma is the decimal sign.
    """
    point = agreed(point_shown(_figure(cell)) for cell in cells if isinstance(cell, str))
    if point is None:
        return ANY
    if not point:
        return otherwise
    return replace(otherwise, point=point, is_certain=point == otherwise.point)


def _figure(text: str) -> str:
    return text.rstrip().removesuffix("%").rstrip()
