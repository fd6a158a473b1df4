"""Rows of activities and contributions as people fill them in, in a form or on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from spa_me.domain.cofunding import NO_CURRENCY, Activity, Contribution, Form, SourceType, Stage
from spa_me.reports.form import NO, YES, in_words
from spa_me.services.cells import BrokenCellError, SourceRow, number_in, text_of

W = TypeVar("W", bound=StrEnum)


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


def activity_from(cells: SourceRow, identity: str, about: Place) -> Activity:
    """Return the activity that a row says; raises `BrokenCellError` for a cell that is wrong."""
    return Activity(
        id=identity,
        unit=about.unit,
        period=about.period,
        code=text_of(cells["code"]),
        title=text_of(cells["title"]),
        result=text_of(cells["result"]),
        budget=_amount(cells, "budget"),
        currency=text_of(cells["currency"]).upper() or NO_CURRENCY,
        is_shared=_yes(cells, "shared"),
        note=text_of(cells["note"]),
    )


def contribution_from(
    cells: SourceRow, identity: str, about: Place, activities: Mapping[str, str]
) -> Contribution:
    """Return the contribution that a row says; `activities` are ids by the code.

    Raises:
        BrokenCellError: for a cell that is wrong.
    """
    code = text_of(cells["activity"])
    if code and code not in activities:
        what = f"there is no activity “{code[:40]}” in the work plan"
        raise BrokenCellError("activity", what, "the code of an activity, or nothing")
    return Contribution(
        id=identity,
        unit=about.unit,
        period=about.period,
        source=text_of(cells["source"]),
        source_type=_word(cells, "source_type", SourceType, None),
        stage=_word(cells, "stage", Stage, Stage.ACTUAL),
        form=_word(cells, "form", Form, Form.CASH),
        activity=activities[code] if code else "",
        amount=_amount(cells, "amount"),
        currency=text_of(cells["currency"]).upper() or NO_CURRENCY,
        date=_day(cells, "date"),
        note=text_of(cells["note"]),
    )


def _amount(cells: SourceRow, column: str) -> Decimal | None:
    if cells[column] == "":
        return None
    try:
        return number_in(column, cells[column], is_typed=True).number
    except BrokenCellError as error:
        if error.no_figure:
            raise BrokenCellError(column, error.what, "a number, or an empty cell") from error
        raise


def _yes(cells: SourceRow, column: str) -> bool:
    word = text_of(cells[column]).casefold()
    if word not in {"", YES.casefold(), NO.casefold(), "true", "false"}:
        raise BrokenCellError(column, f"“{word[:40]}” is neither yes nor no", f"{YES} or {NO}")
    return word in {YES.casefold(), "true"}


def _word(cells: SourceRow, column: str, words: type[W], otherwise: W | None) -> W:
    said = text_of(cells[column])
    known = {name.casefold(): word for word in words for name in (in_words(word), word.value)}
    if not said and otherwise is not None:
        return otherwise
    if said.casefold() not in known:
        what = f"“{said[:40]}” is not one of the choices" if said else "it is empty"
        expected = ", ".join(in_words(word) for word in words)
        raise BrokenCellError(column, what, f"one of {expected}")
    return known[said.casefold()]


def _day(cells: SourceRow, column: str) -> date | None:
    cell = cells[column]
    if isinstance(cell, date):
        return cell
    if cell == "":
        return None
    try:
        return date.fromisoformat(text_of(cell))
    except ValueError:
        what = f"“{text_of(cell)[:40]}” is not a date"
        raise BrokenCellError(column, what, "a date such as 2016-03-07") from None
