"""Recognising a form: what it says of itself, and its tables wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from spa_me.domain.dataset import DataKind
from spa_me.domain.errors import Finding, InputError, Severity
from spa_me.domain.progress import Progress, silent
from spa_me.domain.reading.cells import Cell, text_of
from spa_me.reports.form import (
    DATA_SHEET,
    FORMAT,
    INPUTS,
    KEY,
    LISTS_SHEET,
    MARK,
    FormAbout,
    FormTable,
)
from spa_me.services.workbooks.file import WorkbookSheet, read_workbook

_ROWS_TO_SEARCH = 60
_IDENTITY = {
    FormTable.QUESTIONS: (1,),
    FormTable.BREAKDOWN: (3,),
    FormTable.ACTIVITIES: (0, 1),
    FormTable.CONTRIBUTIONS: (0, 1),
}
"""How many parts the identity of a row has; a spare row has none."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """What the form knew of a row when it was made.

    Attributes:
        identity: codes, or the id of a record; empty for a spare row.
        stood: what stood in the columns that are filled in, as texts; those left out were empty.
        asked: of a question its title, measure and unit of measure.
    """

    table: FormTable
    identity: tuple[str, ...]
    stood: Mapping[str, str]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet.

    Attributes:
        number: as the program shows it.
        letters: the letter of each column.
    """

    sheet: str
    number: int
    letters: Mapping[str, str] = field(hash=False)
    cells: Mapping[str, Cell] = field(hash=False)

    @property
    def place(self) -> str:
        """Where the row is, for people."""
        return f"{self.sheet}, row {self.number}"

    def __getitem__(self, column: str) -> Cell:
        """Return a cell; a column that the sheet does not have is empty."""
        return self.cells.get(column, "")

    def where(self, column: str) -> str:
        """Return where a cell is: `Form!H12`."""
        letter = self.letters.get(column)
        return self.place if letter is None else f"{self.sheet}!{letter}{self.number}"

    def texts(self, table: FormTable) -> tuple[str, ...]:
        """Return what stands in the columns that are filled in, as texts."""
        return tuple(text_of(self[column]) for column in INPUTS[table])


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of the form in one of the sheets."""

    table: FormTable
    sheet: str
    rows: Sequence[SheetRow]


@dataclass(frozen=True)
class FormFile:
    """A form as it came back, not yet held against a workspace.

    Attributes:
        name: of the file.
        known: what the form knew of its rows when it was made, by their keys.
    """

    name: str
    about: FormAbout
    known: Mapping[str, KnownRow]
    tables: Sequence[FoundTable]


def read_form(path: Path, progress: Progress = silent) -> FormFile:
    """Return the form in a workbook.

    Raises:
        InputError: if the file cannot be read, or is no form, with the reason.
        UserError: if the file cannot be opened.
        Cancelled: when the work is to stop; the child that reads has ended then.
    """
    sheets = read_workbook(path, progress)
    data = next((sheet for sheet in sheets if sheet.name == DATA_SHEET), None)
    if data is None:
        raise _refused(
            path.name,
            "this workbook is not a form made by SPA-ME, or its hidden sheet was lost when sheets "
            "were copied",
            "the workbook that SPA-ME made, filled in and saved as .xlsx",
        )
    try:
        about, known = _about(data), dict(_known(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        what = "what the form says of itself is damaged"
        raise _refused(path.name, what, "a new copy of the form") from None
    if about.format > FORMAT:
        what = f"it was made by a newer SPA-ME (form version {about.format})"
        raise _refused(path.name, what, f"a form of version {FORMAT}, or a newer SPA-ME")
    tables = tuple(
        table
        for sheet in sheets
        if sheet.name not in {DATA_SHEET, LISTS_SHEET}
        for table in _tables(sheet)
    )
    return FormFile(path.name, about, known, tables)


def _refused(source: str, what: str, expected: str) -> InputError:
    finding = Finding("file", what, expected, Severity.CRITICAL)
    return InputError(source, [finding], kept="Nothing was read from it.")


def _rows(data: WorkbookSheet, kind: str) -> Iterator[list[str]]:
    for row in data.rows:
        if row and row[0] == kind:
            yield [text_of(cell) for cell in row[1:]]


def _about(data: WorkbookSheet) -> FormAbout:
    said: dict[str, Any] = {name: text for name, text, *_ in _rows(data, "about")}
    said["format"] = int(said["format"])
    said["instance"] = str(UUID(said["instance"]))
    said["kind"] = DataKind(said["kind"])
    said["made_at"] = datetime.fromisoformat(said["made_at"])
    said.setdefault("language", "")  # forms had none at first
    return FormAbout(**{entry.name: said[entry.name] for entry in fields(FormAbout)})


def _known(data: WorkbookSheet) -> Iterator[tuple[str, KnownRow]]:
    for key, table, said, *_ in _rows(data, "row"):
        row = json.loads(said)
        stood = {str(name): str(text) for name, text in row.get("stood", {}).items()}
        identity, asked = (tuple(map(str, row.get(name, ()))) for name in ("is", "asked"))
        known = KnownRow(FormTable(table), identity, stood, asked)
        if len(identity) not in _IDENTITY[known.table]:
            raise ValueError(identity)
        yield key, known


def _tables(sheet: WorkbookSheet) -> Iterator[FoundTable]:
    """Yield the table of a sheet; the hidden row of names tells where it is and what it holds."""
    for number, row in enumerate(sheet.rows[:_ROWS_TO_SEARCH]):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith(MARK):
                name = cell.removeprefix(MARK)
                if name in set(FormTable):
                    columns = {KEY: place, **_columns(row, place + 1)}
                    rows = tuple(_data_rows(sheet, number + 1, columns))
                    yield FoundTable(FormTable(name), sheet.name, rows)
                return


def _columns(names: Sequence[Cell], first: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, name in enumerate(names[first:], first):
        if isinstance(name, str) and name:
            columns.setdefault(name, place)
    return columns


def _data_rows(sheet: WorkbookSheet, first: int, columns: Mapping[str, int]) -> Iterator[SheetRow]:
    letters = {name: _letter(place) for name, place in columns.items()}
    for number, row in enumerate(sheet.rows[first:], first + 1):
        cells = {name: row[place] for name, place in columns.items() if place < len(row)}
        if cells.get(KEY) != KEY and any(cell != "" for cell in cells.values()):
            yield SheetRow(sheet.name, number, letters, cells)


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
