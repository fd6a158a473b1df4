"""One sheet in the making: rows are gathered first, since the top of a sheet is written first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.pagebreak import Break

from exports.xlsx.job import Job
from exports.xlsx.measure import height_of, width_of
from exports.xlsx.pages import Spread, set_up_page, spread_over_two
from exports.xlsx.stream import LETTERS, Cell, Row, add_sheet, row_xml

_ROWS_BETWEEN_STEPS = 250
_CENTIMETRES_PER_DIGIT = 7 / 96 * 2.54
ILLUSTRATIVE = "Illustrative data: the figures are invented and say nothing of any country"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        key: how code refers to it.
        width: in digits of the default font.
        style: of its empty cells.
    """

    key: str
    title: str
    width: float
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands, so that charts and checks can refer to its cells.

    Attributes:
        header: the row of its titles, counted from 1.
        first, last: its first and last row of data; it has at least one.
        letters: column key to column letter.
        titles: column key to title.
        rows: its data; none where a sentence stands instead.
    """

    sheet: str
    header: int
    first: int
    last: int
    letters: dict[str, str]
    titles: dict[str, str]
    rows: Sequence[Row]

    def range(self, key: str) -> str:
        """Return a column's data as an absolute reference for formulas."""
        letter = self.letters[key]
        return f"'{self.sheet}'!${letter}${self.first}:${letter}${self.last}"

    def cell(self, key: str, place: int) -> str:
        """Return the cell of a column in the row at `place`, counted from 0."""
        return f"'{self.sheet}'!${self.letters[key]}${self.first + place}"

    def values(self, key: str) -> list[Any]:
        """Return what the cells of a column hold; None for empty ones."""
        place = list(self.letters).index(key)
        return [None if (cell := row[place]) is None else cell[0] for row in self.rows]

    def local(self, first_key: str, last_key: str, *, header: bool = False) -> str:
        """Return the cells from one column to another, without the sheet's name."""
        top = self.header if header else self.first
        return f"{self.letters[first_key]}{top}:{self.letters[last_key]}{self.last}"


class Sheet:
    """A sheet of the donor workbook."""

    def __init__(
        self, job: Job, title: str, widths: Sequence[float], spread: Spread | None = None
    ) -> None:
        """Begin a sheet.

        Args:
            job: the workbook.
            title: of the sheet.
            widths: of its columns, in digits of the default font.
            spread: how it is printed on two pages beside each other; None for one page.
        """
        self.job = job
        self.title = title
        self.widths = list(widths)
        self.raw = add_sheet(job.workbook, title)
        self._rows: list[Row] = []
        self._heights: dict[int, float] = {}
        self._spread = spread
        set_up_page(self.raw, title, job.book)
        if job.book.is_illustrative and spread is None:
            self.spanned(ILLUSTRATIVE, "banner", size=11)
        elif job.book.is_illustrative:
            self._beside("Illustrative data", (ILLUSTRATIVE, ILLUSTRATIVE), "banner", "banner", 11)

    @property
    def next_row(self) -> int:
        """The number of the row that comes next, counted from 1."""
        return len(self._rows) + 1

    def add(self, row: Row, height: float | None = None) -> int:
        """Append a row and return its number; without a height it fits itself to its text."""
        self._rows.append(row)
        number = len(self._rows)
        if height is not None:
            self._heights[number] = height
        return number

    def replace(self, row: int, column: int, cell: Cell, height: float) -> None:
        """Put a cell into a row that was appended before, counted from 1."""
        self._rows[row - 1][column - 1] = cell
        self._heights[row] = height

    def new_page(self) -> None:
        """Begin a new page, in print, with the row that comes next."""
        self.raw.row_breaks.append(Break(id=len(self._rows)))

    def skip(self, height: float | None = None) -> None:
        """Append an empty row."""
        self.add([], height)

    def spanned(
        self, text: str, style: str, *, size: float = 10, columns: tuple[int, int] | None = None
    ) -> int:
        """Append a text that reaches over several columns, in a row that is tall enough for it.

        Args:
            text: to be shown.
            style: of the cell.
            size: of its letters, in points.
            columns: the first and last column, counted from 1; all of them if not given.
        """
        first, last = columns or (1, len(self.widths))
        height = height_of(text, sum(self.widths[first - 1 : last]), size)
        row: Row = [None] * (first - 1)
        row.append(self.job.cells.text(text, style))
        row.extend(self.job.cells.empty(style) for _ in range(last - first))
        number = self.add(row, height)
        self.merge(number, first, last)
        return number

    def headings(self, answers: tuple[str, str], included: str, leads: tuple[str, str]) -> None:
        """Head both pages of a sheet that is printed on two: the title, and what each tells.

        Args:
            answers: the sentence over each page.
            included: who is in the figures and whose are not settled, for both.
            leads: what has to be known to read each page.
        """
        self._beside(self.title, answers, "title", "answer", 13)
        self._beside("", (included, included), "answer", "answer", 13)
        self._beside("", leads, "lead", "lead", 10)

    def _beside(
        self, title: str, texts: tuple[str, str], title_style: str, style: str, size: float
    ) -> None:
        """Append a row with texts of its own for each page; a joined cell would be cut in two."""
        assert self._spread is not None  # noqa: S101 (asked for by sheets with a spread alone)
        cells, count = self.job.cells, len(self.widths)
        blocks = self._spread.blocks(count)
        row: Row = [
            cells.empty(title_style if n <= self._spread.keep else style)
            for n in range(1, count + 1)
        ]
        row[0] = cells.text(title, title_style)
        tallest = 24.0 if title else 0.0
        for text, (first, last) in zip(texts, blocks, strict=True):
            row[first - 1] = cells.text(text, style)
            room = sum(self.widths[first - 1 : last])
            tallest = max(tallest, height_of(text, room, size))
        number = self.add(row, tallest)
        for first, last in ((1, self._spread.keep), *blocks):
            self.merge(number, first, last)

    def merge(self, row: int, first: int, last: int) -> None:
        """Join the cells of a row from one column to another, counted from 1."""
        if last > first:
            self.raw.merged_cells.add(f"{LETTERS[first - 1]}{row}:{LETTERS[last - 1]}{row}")

    def table(self, columns: Sequence[Column], rows: Sequence[Row], nothing: str) -> Table:
        """Append a table.

        Args:
            columns: from the first column of the sheet on.
            rows: as many cells each as there are columns.
            nothing: the sentence that stands where there are no rows.
        """
        cells = self.job.cells
        titles: Row = [cells.text(column.title, "header") for column in columns]
        # Bold letters are wider, as if there were less room.
        height = max(height_of(column.title, column.width * 0.9) for column in columns) + 4
        header = self.add(titles, height)
        first = self.next_row
        if rows:
            self._append_fitting(columns, rows)
        else:
            empty: list[Cell | None] = [cells.empty(column.style) for column in columns]
            place = max(range(len(columns)), key=lambda index: columns[index].width)
            empty[place] = cells.text(nothing, "muted")
            self.add(empty)
        letters = {column.key: LETTERS[place] for place, column in enumerate(columns)}
        names = {column.key: column.title for column in columns}
        return Table(self.title, header, first, len(self._rows), letters, names, rows)

    def _append_fitting(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Append rows, each as tall as its tallest text, in columns as wide as their numbers."""
        widths = [column.width for column in columns]
        largest: dict[tuple[int, int], float] = {}
        one_line = height_of("", 1)
        formats = self.job.cells.formats
        for row in rows:
            self._rows.append(row)
            tallest = one_line
            for place, cell in enumerate(row):
                if cell is None or cell[0] is None:
                    continue
                value, style, kind = cell
                if kind == "s":
                    if len(value) >= widths[place]:
                        tallest = max(tallest, height_of(value, widths[place]))
                elif kind == "n" and abs(value) > largest.get((place, style), 0):
                    largest[place, style] = abs(value)
                    self._widen(place, width_of(value, formats[style]))
            self._heights[len(self._rows)] = tallest

    def _widen(self, place: int, width: float) -> None:
        """Make room for a number: Excel shows ### where one does not fit."""
        self.widths[place] = max(self.widths[place], width)

    def freeze(self, table: Table, key: str) -> None:
        """Keep a table's header, and the columns before `key`, in sight and on every page."""
        self.raw.freeze_panes = f"{table.letters[key]}{table.first}"
        self.raw.print_title_rows = f"{table.header}:{table.header}"

    def filter(self, table: Table) -> None:
        """Put a filter on a table."""
        keys = list(table.letters)
        self.raw.auto_filter.ref = table.local(keys[0], keys[-1], header=True)

    def column_after(self, centimetres: float) -> str:
        """Return the letter of the first column that begins to the right of a chart so wide."""
        reached = 0.0
        for letter, width in zip(LETTERS, self.widths, strict=False):
            if reached > centimetres:
                return letter
            reached += width * _CENTIMETRES_PER_DIGIT
        return LETTERS[len(self.widths)]

    def finish(self) -> None:
        """Write the rows.

        Raises:
            Cancelled: when a person asked to stop.
        """
        for letter, width in zip(LETTERS, self.widths, strict=False):
            self.raw.column_dimensions[letter].width = width
        if self._spread is not None:
            spread_over_two(self.raw, self._spread, self.widths)
        last = LETTERS[len(self.widths) - 1]
        self.raw.print_area = f"A1:{last}{max(1, len(self._rows))}"
        for number, row in enumerate(self._rows, 1):
            if number % _ROWS_BETWEEN_STEPS == 0:
                self.job.breathe()
            height = self._heights.get(number)
            self.raw.rows_xml.append(row_xml(number, row, height))
