"""What the reader of workbooks does not tell: what a cell carries beside its content.

It also finds how far a sheet reaches before anything makes room for it: one cell in the last
column of the last row would ask for 17,000,000,000 others.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
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


Place = tuple[int, int]
"""A row and a column, counted from 0."""


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in several formats.

    Attributes:
        shown: the text, what is struck through in brackets.
        is_struck: whether anything is.
    """

    shown: str
    is_struck: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the cell styles that show a number as per cent, or strike through."""

    percents: AbstractSet[int] = frozenset()
    struck: AbstractSet[int] = frozenset()


@dataclass
class SheetMarks:
    """What is special in one sheet, by row and column counted from 0.

    Attributes:
        errors: cells that show an error, with its word: `#DIV/0!`.
        unfinished: cells with a formula that nothing has calculated yet.
        percents: numbers that show as per cent.
        struck: cells that are struck through as a whole.
        rich: texts in several formats, what is struck through in them in brackets: `[12]15`.
        merged: the first cell of each merged range, with the range: `H12:H14`.
    """

    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    unfinished: set[Place] = field(default_factory=set[Place])
    percents: set[Place] = field(default_factory=set[Place])
    struck: set[Place] = field(default_factory=set[Place])
    rich: dict[Place, RichText] = field(default_factory=dict[Place, "RichText"])
    merged: dict[Place, str] = field(default_factory=dict[Place, str])


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
        self.struck: set[int] = set()
        self._formats: dict[int, str] = {}
        self._fonts: list[bool] = []
        self._count = 0
        self._inside = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            self._formats[_int(attributes.get("numFmtId"))] = code
        elif name in {"cellXfs", "fonts"}:
            self._inside = name
        elif name == "font" and self._inside == "fonts":
            self._fonts.append(False)
        elif name == "strike" and self._inside == "fonts" and self._fonts:
            self._fonts[-1] = _is_on(attributes)
        elif name == "xf" and self._inside == "cellXfs":
            font = _int(attributes.get("fontId"))
            if font < len(self._fonts) and self._fonts[font]:
                self.struck.add(self._count)
            number = _int(attributes.get("numFmtId"))
            if number in _PERCENT_FORMATS or "%" in _LITERAL.sub("", self._formats.get(number, "")):
                self.percents.add(self._count)
            self._count += 1

    def end(self, name: str) -> None:
        if name in {"cellXfs", "fonts"}:
            self._inside = ""


def styles_of(content: bytes) -> Styles:
    """Return what the styles of a workbook say of its cells."""
    styles = _Styles()
    parse(content, styles)
    return Styles(styles.percents, styles.struck)


def _is_on(attributes: dict[str, str]) -> bool:
    return attributes.get("val", "1") not in {"0", "false"}


class _Runs:
    """The stretches of one text, each in a format of its own."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._struck: list[bool] = []
        self._is_text = self._is_aloud = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "r":
            self._texts.append("")
            self._struck.append(False)
        elif name == "rPh":  # how it is spoken, beside the text
            self._is_aloud = True
        elif name == "t":
            self._is_text = not self._is_aloud
        elif name == "strike" and self._struck:
            self._struck[-1] = _is_on(attributes)

    def text(self, text: str) -> None:
        if self._is_text and self._texts:
            self._texts[-1] += text

    def end(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_aloud = False

    @property
    def found(self) -> RichText | None:
        """The text, if it has several formats or is struck through."""
        runs = [run for run in zip(self._texts, self._struck, strict=True) if run[0].strip()]
        is_struck = any(struck for _, struck in runs)
        if len(runs) < 2 and not is_struck:
            return None
        return RichText("".join(f"[{t}]" if struck else t for t, struck in runs), is_struck)


class _Shared(Quiet):
    def __init__(self) -> None:
        self.rich: dict[int, RichText] = {}
        self._count = 0
        self._runs = _Runs()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._runs = _Runs()
        self._runs.start(name, attributes)

    def text(self, text: str) -> None:
        self._runs.text(text)

    def end(self, name: str) -> None:
        self._runs.end(name)
        if name == "si":
            if self._runs.found is not None:
                self.rich[self._count] = self._runs.found
            self._count += 1


def rich_texts(content: bytes) -> dict[int, RichText]:
    """Return the texts in several formats among those that a workbook's cells share."""
    shared = _Shared()
    parse(content, shared)
    return shared.rich


class _Cells(Quiet):
    def __init__(self, styles: Styles, rich: Mapping[int, RichText]) -> None:
        self.marks = SheetMarks()
        self._styles, self._rich = styles, rich
        self._runs = _Runs()
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
            self._runs = _Runs()
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._runs.start(name, attributes)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        found = _PLACE.match(first)
        if found is not None and last not in {"", first}:
            place = (int(found[2]) - 1, _column_number(found[1]))
            self.marks.merged[place] = reference

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
            self._runs.text(text)

    def end(self, name: str) -> None:
        self._runs.end(name)
        if name in {"v", "is"}:
            said = "".join(self._value or ())
            if self._kind == "e":
                self.marks.errors[self._row, self._column] = said[:40]
            rich = self._rich.get(_int(said, -1)) if self._kind == "s" else self._runs.found
            if rich is not None:
                self.marks.rich[self._row, self._column] = rich
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
        if self._kind == "n" and self._style in self._styles.percents:
            self.marks.percents.add(place)
        if self._style in self._styles.struck:
            self.marks.struck.add(place)


def marks_of(content: bytes, styles: Styles, rich: Mapping[int, RichText]) -> SheetMarks:
    """Return what is special in a sheet.

    Args:
        content: its XML.
        styles: of the workbook's cells.
        rich: the shared texts in several formats, by their numbers.

    Raises:
        RefusedWorkbookError: if it reaches too far or is no sheet.
    """
    cells = _Cells(styles, rich)
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
