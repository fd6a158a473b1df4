"""A CSV file as people make them, read as rows by column name; what columns mean comes later."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spa_me.domain.errors import Finding, InputError, Severity, UserError
from spa_me.domain.framework import clean_text
from spa_me.domain.reading.signs import ENGLISH, Signs
from spa_me.services.cells import CSV_NO_FIGURE

MAX_BYTES = 50_000_000
MAX_ROWS = 500_000
MAX_CELL = 20_000
_DELIMITERS = (",", ";")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its cells by column, and its number as a spreadsheet shows it; the header is 1."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell; a column that the file does not have is empty."""
        return self.cells.get(column, "")

    @property
    def place(self) -> str:
        """Where the row is, for people."""
        return f"row {self.number}"

    def where(self, column: str) -> str:
        """Return where a cell is, for people."""
        return f"row {self.number}, column {column}"


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The rows of a file that are not empty.

    Attributes:
        columns: those of the known columns that the file has.
        findings: columns that are not known, rows with too many cells.
        signs: what its separator tells of its numbers: where the comma is the decimal sign,
            spreadsheets part cells by semicolons.
    """

    columns: frozenset[str]
    rows: tuple[CsvRow, ...]
    findings: tuple[Finding, ...]
    signs: Signs = ENGLISH
    no_figure_as: str = CSV_NO_FIGURE


def read_csv(path: Path, known: Collection[str], needed: Collection[str]) -> CsvFile:
    """Return the rows of a CSV file.

    It is UTF-8 with or without a byte order mark, separated by commas or semicolons, with any line
    ends; a first line `sep=;` as Excel writes it is understood.

    Args:
        path: the file.
        known: the columns that have a meaning.
        needed: those without which no row can be read.

    Raises:
        InputError: if the file as a whole cannot be read.
    """
    text = _text(path)
    delimiter, lines = _separated(text)
    records = _records(lines, delimiter, path.name)
    header, findings = _header(next(records, list[str]()), known, needed, path.name)
    rows: list[CsvRow] = []
    for number, record in enumerate(records, start=2):
        if len(rows) >= MAX_ROWS:
            _refuse(path.name, "file", "it has too many rows", f"at most {MAX_ROWS:,}")
        cells = [clean_text(cell) for cell in record]
        if any(cells):
            if any(cells[len(header) :]):
                problem = f"it has {len(cells)} cells and the header has {len(header)}"
                findings.append(Finding(f"row {number}", problem, "text with a comma in quotes"))
                continue
            named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
            rows.append(CsvRow(number, named))
    columns = frozenset(name for name in header if name)
    signs = Signs("," if delimiter == ";" else ".", is_certain=False)
    return CsvFile(columns, tuple(rows), tuple(findings), signs)


def _refuse(source: str, where: str, what: str, expected: str = "") -> None:
    raise InputError(source, [Finding(where, what, expected)], kept="Nothing was read from it.")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            _refuse(path.name, "file", "it is too large", f"at most {MAX_BYTES // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read ({error.strerror or error}).",
            do="Check its name and folder; close it in Excel if it is open there.",
        ) from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        expected = "UTF-8 text; in Excel save it as “CSV UTF-8”"
        _refuse(path.name, "file", "it is not UTF-8 text but UTF-16 or no text at all", expected)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        _refuse(
            path.name,
            f"row {row}",
            "a letter is not written in UTF-8",
            "UTF-8 text; in Excel save it as “CSV UTF-8”",
        )
        raise


def _separated(text: str) -> tuple[str, io.StringIO]:
    """Return the separator of a file, and its lines from the header on."""
    lines = io.StringIO(text, newline="")
    first = lines.readline().strip()
    if first.casefold().startswith("sep=") and len(first) == len("sep=") + 1:
        return first[-1], lines
    lines.seek(0)
    return max(_DELIMITERS, key=first.count), lines


def _records(lines: io.StringIO, delimiter: str, source: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = "quotes that are closed, and doubled inside quotes"
            _refuse(source, f"row {number}", f"it cannot be read ({error})", expected)
            return
        if any(len(cell) > MAX_CELL for cell in record):
            expected = f"at most {MAX_CELL:,} characters"
            _refuse(
                source, f"row {number}", "a cell is too long; perhaps a quote is open", expected
            )
        yield record


def _header(
    record: list[str], known: Collection[str], needed: Collection[str], source: str
) -> tuple[list[str], list[Finding]]:
    """Return the column names, empty for those that are not read, and what is wrong with them."""
    names = [clean_text(cell).casefold().replace(" ", "_") for cell in record]
    findings: list[Finding] = []
    problems: list[Finding] = []
    for place, name in enumerate(names):
        if name and name not in known:
            problem = f"the column “{record[place].strip()[:60]}” is not known and was not read"
            findings.append(
                Finding("row 1", problem, f"{', '.join(known)}", severity=Severity.WARNING)
            )
            names[place] = ""
        elif name and name in names[:place]:
            problems.append(Finding("row 1", f"the column {name} stands twice", "each column once"))
    problems.extend(
        Finding("row 1", f"the column {name} is missing", f"a header like {','.join(known)}")
        for name in needed
        if name not in names
    )
    if problems:
        raise InputError(source, problems, kept="Nothing was read from it.")
    return names, findings
