"""What the reader of workbooks does not tell: errors, formulas without a result, per cent.

It also finds how far a sheet reaches before anything makes room for it: one cell in the last
column of the last row would ask for 17,000,000,000 others.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from spa_me.services.workbooks.archive import RefusedWorkbookError

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 400_000

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_PERCENT_FORMATS = {9, 10}


@dataclass
class SheetMarks:
    """What is special in one sheet, by row and column counted from 0.

    Attributes:
        errors: cells that show an error, with its word: `#DIV/0!`.
        unfinished: cells with a formula that nothing has calculated yet.
        percents: numbers that show as per cent.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    unfinished: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    percents: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])


def parse(content: bytes, handler: Any) -> None:
    """Read XML; `handler` has `start(name, attributes)`, `text(text)` and `end(name)`.

    Raises:
        RefusedWorkbookError: if it is not well formed or declares anything of its own.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.EntityDeclHandler = _refuse_declarations
    parser.StartElementHandler = lambda name, attributes: handler.start(_local(name), attributes)
    parser.CharacterDataHandler = handler.text
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    try:
        parser.Parse(content, True)  # noqa: FBT003 (expat takes it by place only)
    except expat.ExpatError as error:
        raise RefusedWorkbookError("a part of it is no XML") from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_declarations(*_: object) -> None:
    raise RefusedWorkbookError("it declares entities of its own, as no program writes them")


class Quiet:
    """Looks at nothing; the parser itself refuses what is not allowed."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Pass over the beginning of an element."""

    def text(self, text: str) -> None:
        """Pass over text."""

    def end(self, name: str) -> None:
        """Pass over the end of an element."""


class _Styles(Quiet):
    def __init__(self) -> None:
        self.percents: set[int] = set()
        self._formats: dict[int, str] = {}
        self._count = 0
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            self._formats[_int(attributes.get("numFmtId"))] = code
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = _int(attributes.get("numFmtId"))
            if number in _PERCENT_FORMATS or "%" in _LITERAL.sub("", self._formats.get(number, "")):
                self.percents.add(self._count)
            self._count += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


def percent_styles(content: bytes) -> set[int]:
    """Return the numbers of the cell styles that show a number as per cent."""
    styles = _Styles()
    parse(content, styles)
    return styles.percents


class _Cells(Quiet):
    def __init__(self, percents: set[int]) -> None:
        self.marks = SheetMarks()
        self._percents = percents
        self._row, self._column = -1, -1
        self._kind, self._style = "", 0
        self._value: list[str] | None = None
        self._has_formula = self._has_value = False
        self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = _int(attributes.get("r"), self._row + 2) - 1
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._kind, self._style = attributes.get("t", "n"), _int(attributes.get("s"))
            self._has_formula = self._has_value = False
        elif name == "f":
            self._has_formula = True
        elif name in {"v", "is"}:
            self._value, self._has_value = [], True

    def _place(self, reference: str) -> None:
        if not reference:
            self._column += 1
            return
        found = _PLACE.match(reference)
        if found is None:
            raise RefusedWorkbookError("a cell has a place that does not exist")
        self._row, self._column = int(found[2]) - 1, _column_number(found[1])

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        if name in {"v", "is"}:
            said = "".join(self._value or ())
            if self._kind == "e":
                self.marks.errors[self._row, self._column] = said[:40]
            self._value = None
            self._has_value = bool(said)
        elif name == "c" and (self._has_value or self._has_formula):
            self._take()

    def _take(self) -> None:
        place = (self._row, self._column)
        self._cells += 1
        if self._row >= MAX_ROWS or self._column >= MAX_COLUMNS or self._cells > MAX_CELLS:
            expected = f"at most {MAX_ROWS:,} rows and {MAX_COLUMNS} columns in a sheet"
            raise RefusedWorkbookError("a sheet of it is too large for a form", expected)
        if self._has_formula and not self._has_value and self._kind != "str":
            self.marks.unfinished.add(place)
        if self._kind == "n" and self._style in self._percents:
            self.marks.percents.add(place)


def marks_of(content: bytes, percents: set[int]) -> SheetMarks:
    """Return what is special in a sheet.

    Raises:
        RefusedWorkbookError: if it reaches too far or is no sheet.
    """
    cells = _Cells(percents)
    parse(content, cells)
    return cells.marks


class _Names(Quiet):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next((v for k, v in attributes.items() if k.endswith(" id")), "")
            self.found.append((attributes.get("name", ""), link))
        elif name == "Relationship":
            self.found.append((attributes.get("Id", ""), attributes.get("Target", "")))


def sheet_parts(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return for each sheet's name the part that holds it."""
    names, links = _Names(), _Names()
    parse(workbook, names)
    parse(relations, links)
    targets = dict(links.found)
    return {name: _part(targets.get(link, "")) for name, link in names.found}


def _part(target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return posixpath.normpath(path)


def _int(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else otherwise


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
