"""Rows of files that people fill in: their cells by column, and where each stands."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from spa_me.domain.reading.cells import Cell, text_in
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.words import NoFigure

CSV_NO_FIGURE = "an empty value with the state not_applicable or not_available, and the reason"
FORM_NO_FIGURE = "an empty cell, the state Not applicable or Not available, and the reason"


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
        word: the word in it that says that there is no figure, and not that there is another one.
    """

    def __init__(
        self, column: str, what: str, expected: str = "", *, word: NoFigure | None = None
    ) -> None:
        super().__init__(what)
        self.column, self.what, self.expected = column, what, expected
        self.word = word


@contextmanager
def reading(column: str) -> Generator[None]:
    """Turn what the reader says of a cell into what is wrong with the cell of a column."""
    try:
        yield
    except UnreadError as error:
        expected = "" if error.expected is None else str(error.expected)
        raise BrokenCellError(column, str(error.what), expected) from error


def text_at(row: SourceRow, column: str) -> str:
    """Return the text in a row's cell.

    Raises:
        BrokenCellError: if something other than a text stands there, such as an error.
    """
    cell = row[column]
    if cell == "":  # as most are
        return ""
    with reading(column):
        return text_in(cell)


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
