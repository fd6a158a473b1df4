"""One sheet of the form: locked but for what is filled in, its rows known by hidden keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.formatting import rule as rules
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from exports.xlsx.cells import Cells, is_exact
from exports.xlsx.measure import height_of
from exports.xlsx.sheet import ILLUSTRATIVE
from exports.xlsx.stream import LETTERS, Cell, Row, add_sheet, row_xml
from exports.xlsx.styles import FONT, colour
from exports.xlsx.text import clean, shortened
from spa_me.dashboards.theme import LIGHT
from spa_me.domain.dataset import DataKind
from spa_me.domain.numbers import plain
from spa_me.domain.progress import Progress
from spa_me.reports.form import KEY, MARK, FormCell, FormContent, FormTable

_A4 = 9
_ROWS_BETWEEN_STEPS = 250
_MAX_MESSAGE = 250
_MAX_HEAD = 70


@dataclass
class FormJob:
    """One form in the making.

    Attributes:
        lists: what drop-downs offer, to the cells of the hidden sheet where it stands.
    """

    content: FormContent
    workbook: Workbook
    cells: Cells
    progress: Progress
    lists: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    done: int = 0
    sheets: int = 7

    @property
    def is_illustrative(self) -> bool:
        """Whether the figures are invented."""
        return self.content.about.kind is DataKind.ILLUSTRATIVE

    def begin(self, sheet: str) -> None:
        """Tell that the next sheet is begun; may raise `Cancelled`."""
        self.progress.step(self.done, self.sheets, sheet)
        self.done += 1


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a table of the form.

    Attributes:
        key: how the hidden row names it.
        style: of its cells.
    """

    key: str
    title: str
    width: float
    style: str = "asked"


class FormSheet:
    """A sheet of the form; the rows are gathered first and written by `finish`."""

    def __init__(self, job: FormJob, title: str, widths: Sequence[float]) -> None:
        self.job = job
        self.title = title
        self.raw = add_sheet(job.workbook, title)
        self.widths = list(widths)
        self._xml: list[str] = []
        self._page()
        if job.is_illustrative:
            self.line(ILLUSTRATIVE, "banner", 11)

    @property
    def next_row(self) -> int:
        """The number of the row that comes next, counted from 1."""
        return len(self._xml) + 1

    def line(self, text: str, style: str = "line", size: float = 10) -> int:
        """Append a text across all columns that show, and return the number of its row."""
        first = self._first_column
        cells = self.job.cells
        row: Row = [None] * first
        row.append(cells.text(text, style))
        row.extend(cells.empty(style) for _ in self.widths[first + 1 :])
        number = self.add(row, height_of(text, sum(self.widths[first:]), size))
        if len(self.widths) > first + 1:
            span = f"{LETTERS[first]}{number}:{LETTERS[len(self.widths) - 1]}{number}"
            self.raw.merged_cells.add(span)
        return number

    @property
    def _first_column(self) -> int:
        return 0 if self.widths[0] else 1

    def add(self, row: Row, height: float | None = None, *, is_hidden: bool = False) -> int:
        """Append a row and return its number."""
        number = self.next_row
        if number % _ROWS_BETWEEN_STEPS == 0:
            self.job.progress.step(self.job.done - 1, self.job.sheets, self.title)
        xml = row_xml(number, row, height)
        self._xml.append(xml.replace("<row ", '<row hidden="1" ', 1) if is_hidden else xml)
        return number

    def head(self, table: FormTable, columns: Sequence[FormColumn]) -> int:
        """Append the hidden names of a table's columns and its titles; return the first data row.

        The rows below are found by the names, whatever happens to columns and sheets.
        """
        cells = self.job.cells
        names: Row = [cells.text(f"{MARK}{table.value}", "key")]
        names.extend(cells.text(column.key, "key") for column in columns)
        self.add(names, is_hidden=True)
        titles: Row = [cells.text(KEY, "key")]
        titles.extend(cells.text(column.title, "header") for column in columns)
        height = max(height_of(column.title, column.width * 0.9) for column in columns) + 4
        return self.add(titles, height) + 1

    def record(self, key: str, columns: Sequence[FormColumn], row: Mapping[str, Cell]) -> int:
        """Append a row of a table, tall enough for its texts."""
        cells: Row = [self.job.cells.text(key, "key"), *(row[column.key] for column in columns)]
        height = height_of("", 1)
        for column, cell in zip(columns, cells[1:], strict=True):
            if cell is not None and cell[2] == "s" and cell[0]:
                height = max(height, height_of(cell[0], column.width))
        return self.add(cells, height)

    def cell(self, content: FormCell, style: str) -> Cell:
        """Return what the form holds as a cell; a number that Excel would round becomes text."""
        cells = self.job.cells
        match content:
            case None:
                return cells.empty(style)
            case date():
                return cells.date(content, style)
            case Decimal() if is_exact(content):
                return cells.in_style(content, style)
            case Decimal():
                return cells.text(plain(content), style)
            case _:
                return cells.text(content, style)

    def close(self, header: int, columns: Sequence[FormColumn], frozen: str) -> None:
        """Set filter, frozen panes and titles in print of the table whose titles are in `header`.

        Args:
            header: the row of the titles.
            columns: of the table.
            frozen: the key of the first column that moves.
        """
        last = LETTERS[len(columns)]
        place = [column.key for column in columns].index(frozen) + 1
        self.raw.freeze_panes = f"{LETTERS[place]}{header + 1}"
        self.raw.print_title_rows = f"{header}:{header}"
        self.raw.auto_filter.ref = f"A{header}:{last}{self.next_row - 1}"

    def choices(self, options: Sequence[str], cells: str, title: str, message: str) -> None:
        """Offer a drop-down in some cells; nothing else can be typed there."""
        source = self.job.lists.setdefault(tuple(options), "")
        if not source:
            source = self._new_list(tuple(options))
        self.offer(source, cells, title, message)

    def _new_list(self, options: tuple[str, ...]) -> str:
        from exports.form.data import list_range

        self.job.lists.pop(options)
        first = 1 + sum(len(known) for known in self.job.lists)
        self.job.lists[options] = source = list_range(first, len(options))
        return source

    def offer(self, source: str, cells: str, title: str, message: str) -> None:
        """Offer what stands in the cells `source`."""
        self.validate(cells, title, message, type="list", formula1=source)

    def validate(self, cells: str, title: str, message: str, **rule: Any) -> None:
        """Let a program refuse what does not fit, and say beforehand what does."""
        made: Any = DataValidation
        check = made(allow_blank=True, showErrorMessage=True, showInputMessage=True, **rule)
        check.errorTitle = check.promptTitle = title[:31]
        check.error = check.prompt = shortened(message, _MAX_MESSAGE)
        check.add(cells)
        self.raw.data_validations.append(check)

    def colour(self, cells: str, formula: str, *, is_wrong: bool) -> None:
        """Colour cells while a formula holds: what is missing, or what contradicts itself."""
        fill = PatternFill("solid", bgColor=colour(LIGHT.warning_soft))
        font = Font(color=colour(LIGHT.error), bold=True) if is_wrong else None
        rule = cast("Any", rules).FormulaRule([formula], fill=fill, font=font)
        self.raw.conditional_formatting.add(cells, rule)

    def finish(self) -> None:
        """Write the rows and lock the sheet, without a password: it guards against slips only."""
        for letter, width in zip(LETTERS, self.widths, strict=False):
            self.raw.column_dimensions[letter].width = width or 2
            if not width:
                self.raw.column_dimensions[letter].hidden = True
        first, last = LETTERS[self._first_column], LETTERS[len(self.widths) - 1]
        self.raw.print_area = f"{first}1:{last}{max(1, len(self._xml))}"
        self.raw.rows_xml.extend(self._xml)
        lock = self.raw.protection
        lock.sheet = True
        # In the file True means that it is not allowed.
        lock.autoFilter = lock.sort = False
        lock.formatColumns = lock.formatRows = lock.formatCells = False

    def _page(self) -> None:
        raw, about = self.raw, self.job.content.about
        raw.sheet_view.showGridLines = False
        raw.sheet_properties.pageSetUpPr.fitToPage = True
        raw.page_setup.paperSize = _A4
        raw.page_setup.orientation = "landscape"
        raw.page_setup.fitToWidth = 1
        raw.page_setup.fitToHeight = 0
        raw.print_options.horizontalCentered = True
        raw.page_margins = PageMargins(0.3, 0.3, 0.55, 0.5, 0.25, 0.25)
        _print_text(raw.oddHeader.left, f"{about.unit_name}, {about.period_title}")
        _print_text(raw.oddHeader.right, self.title)
        if self.job.is_illustrative:
            _print_text(raw.oddHeader.center, "Illustrative data")
        version = f"{about.framework_title}, version {about.version} ({about.digest[:8]})"
        _print_text(raw.oddFooter.left, version)
        _print_text(raw.oddFooter.right, "")
        raw.oddFooter.right.text = "Page &P of &N"


def _print_text(part: Any, text: str) -> None:
    """Put plain text into a part of a header or footer, where `&` begins a command."""
    part.text = shortened(clean(text), _MAX_HEAD).replace("&", "&&")
    part.size, part.font, part.color = 8, FONT, LIGHT.muted.removeprefix("#")
