"""Rows of activities and contributions as people fill them in, in a form or on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from spa_me.domain.cofunding import NO_CURRENCY, Activity, Contribution, Form, SourceType, Stage
from spa_me.domain.reading.cells import OddCell, day_in, number_in, text_of
from spa_me.domain.reading.signs import ANY, Signs, without_unseen
from spa_me.domain.reading.words import no_figure
from spa_me.reports.form import NO, YES, in_words
from spa_me.services.cells import BrokenCellError, SourceRow, reading, text_at

W = TypeVar("W", bound=StrEnum)

COLUMN_OF = {"is_shared": "shared"}
"""The column of a field that has another name."""


class Place(Protocol):
    """Whose rows they are."""

    @property
    def unit(self) -> str:
        """The code of the reporting unit."""
        ...

    @property
    def period(self) -> str:
        """The code of the reporting period."""
        ...


def activity_from(cells: SourceRow, identity: str, about: Place, signs: Signs = ANY) -> Activity:
    """Return the activity that a row says.

    Args:
        cells: its cells by the names of the form's columns.
        identity: its id.
        about: whose it is.
        signs: with which numbers and days are written.

    Raises:
        BrokenCellError: for a cell that is wrong.
    """
    return Activity(
        id=identity,
        unit=about.unit,
        period=about.period,
        code=_code(cells, "code"),
        title=text_at(cells, "title"),
        result=_code(cells, "result"),
        budget=_amount(cells, "budget", signs),
        currency=text_at(cells, "currency").upper() or NO_CURRENCY,
        is_shared=_yes(cells, "shared"),
        note=text_at(cells, "note"),
    )


def contribution_from(
    cells: SourceRow,
    identity: str,
    about: Place,
    activities: Mapping[str, str],
    signs: Signs = ANY,
) -> Contribution:
    """Return the contribution that a row says; `activities` are ids by the code.

    For the rest see `activity_from`.
    """
    code = _code(cells, "activity")
    if code and code not in activities:
        what = f"there is no activity “{code[:40]}” in the work plan"
        raise BrokenCellError("activity", what, "the code of an activity, or nothing")
    return Contribution(
        id=identity,
        unit=about.unit,
        period=about.period,
        source=text_at(cells, "source"),
        source_type=_word(cells, "source_type", SourceType, None),
        stage=_word(cells, "stage", Stage, Stage.ACTUAL),
        form=_word(cells, "form", Form, Form.CASH),
        activity=activities[code] if code else "",
        amount=_amount(cells, "amount", signs),
        currency=text_at(cells, "currency").upper() or NO_CURRENCY,
        date=_day(cells, "date", signs),
        note=text_at(cells, "note"),
    )


def _code(cells: SourceRow, column: str) -> str:
    """Return a code; one that a program made a number of is none where it may have lost a zero."""
    cell = cells[column]
    if isinstance(cell, Decimal) and cell != cell.to_integral_value():
        what = f"the program keeps {text_of(cell)} as a number, and would keep {cell}0 just so"
        raise BrokenCellError(column, what, "the code as a text")
    return without_unseen(text_at(cells, column))


def _amount(cells: SourceRow, column: str, signs: Signs) -> Decimal | None:
    cell = cells[column]
    if cell == "":
        return None
    if isinstance(cell, str) and no_figure(cell) is not None:
        raise BrokenCellError(column, f"“{cell[:40]}” is no figure", "a number, or an empty cell")
    with reading(column):
        return number_in(cell, signs).number


def _yes(cells: SourceRow, column: str) -> bool:
    cell = cells[column]
    # Yes and no become truth values where a program keeps them so.
    said = cell.shown if isinstance(cell, OddCell) and cell.kind == "truth" else None
    word = (text_at(cells, column) if said is None else said).casefold()
    if word not in {"", YES.casefold(), NO.casefold(), "true", "false"}:
        raise BrokenCellError(column, f"“{word[:40]}” is neither yes nor no", f"{YES} or {NO}")
    return word in {YES.casefold(), "true"}


def _word(cells: SourceRow, column: str, words: type[W], otherwise: W | None) -> W:
    said = text_at(cells, column)
    known = {name.casefold(): word for word in words for name in (in_words(word), word.value)}
    if not said and otherwise is not None:
        return otherwise
    if said.casefold() not in known:
        what = f"“{said[:40]}” is not one of the choices" if said else "it is empty"
        expected = ", ".join(in_words(word) for word in words)
        raise BrokenCellError(column, what, f"one of {expected}")
    return known[said.casefold()]


def _day(cells: SourceRow, column: str, signs: Signs) -> date | None:
    if cells[column] == "":
        return None
    with reading(column):
        return day_in(cells[column], signs)
