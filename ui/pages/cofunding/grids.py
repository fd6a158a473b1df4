"""Contributions and activities as grids: their fields, and how a line is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from spa_me.domain.cofunding import (
    FORM_TITLES,
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    STAGE_TITLES,
    Activity,
    Contribution,
    Form,
)
from spa_me.domain.cofunding.codes import next_code
from spa_me.domain.reading.cells import Cell, known_cell
from spa_me.domain.reading.numbers import written
from spa_me.reports import ReportBook
from spa_me.reports.form import NO, YES, FormCell, activity_cells, contribution_cells, in_words
from spa_me.services.funding import MoneyRow
from spa_me.services.money_rows import activity_from, contribution_from
from ui.i18n import domain_text
from ui.models.grid import GridField, GridLine, Part
from ui.pages.cofunding.choices import Choices
from ui.pages.cofunding.record_columns import activity_columns, contribution_columns
from ui.pages.cofunding.rows import ActivityRow, ContributionRow
from ui.pages.cofunding.words import currency_title, tr
from ui.reading import locale_signs


class Place(NamedTuple):
    """Whose records they are."""

    unit: str
    period: str


@dataclass(frozen=True)
class GridKind:
    """One kind of record that is typed in a grid.

    Attributes:
        parts: its columns in the view of a book; `choices` gives what is offered.
        beginning: what a new line of a unit begins with, by field; it is given the codes that
            other lines hold and that are not recorded yet.
        made: returns the record that a line says.
    """

    parts: Callable[[ReportBook, Callable[[], Choices]], Sequence[Part[Any]]]
    beginning: Callable[[Choices, str, Iterable[str]], Mapping[str, str]]
    made: Callable[[GridLine[Any], Place, Choices], MoneyRow]


def _titled(titles: Mapping[Any, str]) -> Callable[[], list[str]]:
    return lambda: [domain_text(title) for title in titles.values()]


def _untranslated(text: str, titles: Mapping[Any, str]) -> str:
    """Return the word of a fixed list that a text is in the app's language; else the text."""
    wanted = text.casefold()
    found = (title for title in titles.values() if domain_text(title).casefold() == wanted)
    return next(found, text)


def _edited(number: Decimal | None) -> str:
    return "" if number is None else written(number, locale_signs())


# --- Contributions -----------------------------------------------------------------------------


def _contribution_parts(
    book: ReportBook, choices: Callable[[], Choices]
) -> Sequence[Part[ContributionRow]]:
    columns = {column.title: column for column in contribution_columns(book)}

    def take(title: str) -> Any:
        return columns.pop(title)

    fields = (
        GridField(
            "source",
            take(tr("Source")),
            lambda row: row.contribution.source,
            lambda: list(choices().sources),
            is_open=True,
        ),
        GridField(
            "source_type",
            take(tr("Source type")),
            lambda row: domain_text(SOURCE_TYPE_TITLES[row.contribution.source_type]),
            _titled(SOURCE_TYPE_TITLES),
        ),
        GridField(
            "stage",
            take(tr("Stage")),
            lambda row: domain_text(STAGE_TITLES[row.contribution.stage]),
            _titled(STAGE_TITLES),
        ),
        GridField(
            "form",
            take(tr("Form")),
            lambda row: domain_text(FORM_TITLES[row.contribution.form]),
            _titled(FORM_TITLES),
        ),
        GridField("amount", take(tr("Amount")), lambda row: _edited(row.contribution.amount)),
        GridField(
            "currency",
            take(tr("Currency")),
            lambda row: currency_title(row.contribution.currency),
            lambda: list(choices().currencies),
        ),
        GridField("date", take(tr("Date")), lambda row: _day(row.contribution.date)),
        GridField("activity", take(tr("Activity")), lambda row: row.activity_code),
        GridField("note", take(tr("Note")), lambda row: row.contribution.note),
    )
    return (*fields, *columns.values())


def _day(day: Any) -> str:
    return "" if day is None else day.isoformat()


def _begin_contribution(choices: Choices, unit: str, _: Iterable[str]) -> Mapping[str, str]:
    return {
        "stage": domain_text(STAGE_TITLES[choices.stage]),
        "form": domain_text(FORM_TITLES[Form.CASH]),
        "currency": choices.own.get(unit, ""),
    }


def _contribution(line: GridLine[ContributionRow], place: Place, choices: Choices) -> Contribution:
    ids, typed = choices.activity_ids.get(place.unit, {}), line.typed
    before = None if line.row is None else line.row.contribution
    codes = {identity: code for code, identity in ids.items()}
    cells = _cells({} if before is None else contribution_cells(before, codes), typed)
    for name, titles in _WORDS.items():
        cells[name] = _untranslated(cells[name], titles)
    known = choices.types.get(cells["source"])
    if not cells["source_type"] and known is not None:
        cells["source_type"] = in_words(known)
    _set_currency(cells, before, choices.own.get(place.unit, ""))
    identity = line.identity if before is None else before.id
    return contribution_from(Typed(cells), identity, place, ids, locale_signs())


def _set_currency(cells: dict[str, Any], before: MoneyRow | None, own: str) -> None:
    """Fill in a currency that is left open: the country's own, but where none was printed."""
    if cells["currency"] == currency_title(NO_CURRENCY):
        cells["currency"] = NO_CURRENCY
    elif not cells["currency"] and (before is None or before.currency != NO_CURRENCY):
        cells["currency"] = own


_WORDS: Mapping[str, Mapping[Any, str]] = {
    "source_type": SOURCE_TYPE_TITLES,
    "stage": STAGE_TITLES,
    "form": FORM_TITLES,
}


def _cells(recorded: Mapping[str, FormCell], typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of a row: what was typed, else what is recorded; empty for all others."""
    cells: dict[str, Any] = defaultdict(str)
    cells.update({name: known_cell(cell) for name, cell in recorded.items()})
    cells.update(typed)
    return cells


@dataclass(frozen=True)
class Typed:
    """A row of the grid, as the reader of rows takes it."""

    cells: Mapping[str, Cell]
    place: str = ""

    def __getitem__(self, column: str) -> Cell:
        """Return a cell."""
        return self.cells.get(column, "")

    def where(self, column: str) -> str:
        """Return the field that a cell is of."""
        return column


CONTRIBUTIONS = GridKind(_contribution_parts, _begin_contribution, _contribution)


# --- The work plan -----------------------------------------------------------------------------


def _activity_parts(
    book: ReportBook, choices: Callable[[], Choices]
) -> Sequence[Part[ActivityRow]]:
    del book
    columns = {column.title: column for column in activity_columns()}
    fields = (
        GridField("code", columns.pop(tr("Code")), lambda row: row.activity.code),
        GridField("title", columns.pop(tr("Activity")), lambda row: row.activity.title),
        GridField(
            "result",
            columns.pop(tr("Result")),
            lambda row: row.activity.result,
            lambda: [code for code, _ in choices().results],
        ),
        GridField("budget", columns.pop(tr("Budget")), lambda row: _edited(row.activity.budget)),
        GridField(
            "currency",
            columns.pop(tr("Currency")),
            lambda row: currency_title(row.activity.currency),
            lambda: list(choices().currencies),
        ),
        GridField(
            "shared",
            columns.pop(tr("Shared")),
            lambda row: _truth(is_true=row.activity.is_shared),
            lambda: [_truth(is_true=True), _truth(is_true=False)],
        ),
        GridField("note", columns.pop(tr("Note")), lambda row: row.activity.note),
    )
    return (*fields, *columns.values())


def _truth(*, is_true: bool) -> str:
    return tr("Yes") if is_true else tr("No")


def _begin_activity(choices: Choices, unit: str, codes: Iterable[str]) -> Mapping[str, str]:
    code = next_code([*choices.activity_ids.get(unit, ()), *codes])
    return {"code": code, "currency": choices.own.get(unit, "")}


def _activity(line: GridLine[ActivityRow], place: Place, choices: Choices) -> Activity:
    before = None if line.row is None else line.row.activity
    cells = _cells({} if before is None else activity_cells(before), line.typed)
    words = {tr("Yes").casefold(): YES, tr("No").casefold(): NO}
    cells["shared"] = words.get(cells["shared"].casefold(), cells["shared"])
    _set_currency(cells, before, choices.own.get(place.unit, ""))
    identity = line.identity if before is None else before.id
    return activity_from(Typed(cells), identity, place, locale_signs())


ACTIVITIES = GridKind(_activity_parts, _begin_activity, _activity)
