"""Rows as the XML of a sheet, written in one go.

openpyxl builds an object and an element for every cell; with 5,000 rows that is nearly all of the
time. Here a cell is a plain tuple whose style was looked up once, and becomes text at once.
Everything else of the file is openpyxl's; `exports.xlsx.archive` puts the two together.
"""

from __future__ import annotations

from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

Cell = tuple[Any, int, str]
"""A value, the number of its style, and its type: `s` text, `n` number, `f` formula."""

Row = list[Cell | None]

MAX_COLUMNS = 64
MAX_ROWS = 1_048_576
LETTERS = tuple(get_column_letter(place + 1) for place in range(MAX_COLUMNS))


def row_xml(number: int, row: Row, height: float | None) -> str:
    """Return a row of a sheet as XML; texts have to be clean already.

    Args:
        number: of the row, counted from 1.
        row: its cells from the first column on.
        height: in points; None leaves it to the program that opens the file.
    """
    fixed = "" if height is None else f' ht="{round(height, 2)}" customHeight="1"'
    parts = [f'<row r="{number}"{fixed}>']
    for letter, cell in zip(LETTERS, row, strict=False):
        if cell is None:
            continue
        value, style, kind = cell
        place = f'<c r="{letter}{number}" s="{style}"'
        if value is None:
            parts.append(f"{place}/>")
        elif kind == "n":
            parts.append(f"{place}><v>{value!r}</v></c>")
        elif kind == "s":
            kept = ' xml:space="preserve"' if value[0] <= " " or value[-1] <= " " else ""
            text = escape(value)
            parts.append(f'{place} t="inlineStr"><is><t{kept}>{text}</t></is></c>')
        else:
            parts.append(f"{place}><f>{escape(value[1:])}</f></c>")
    parts.append("</row>")
    return "".join(parts)


class _Writer(WorksheetWriter):
    def write_breaks(self) -> None:
        """Write the page breaks and, since it has its place after them, what Excel is to ignore.

        Codes such as 1.1 are text on purpose; without this Excel marks each as a mistake.
        """
        super().write_breaks()
        ignored = Element("ignoredErrors")
        cells = f"A1:{LETTERS[-1]}{MAX_ROWS}"
        SubElement(ignored, "ignoredError", sqref=cells, numberStoredAsText="1")
        self.xf.send(ignored)


class StreamedSheet(WriteOnlyWorksheet):
    """A sheet of which openpyxl knows all but the rows.

    Attributes:
        rows_xml: the rows, in order.
    """

    def __init__(self, parent: Workbook, title: str) -> None:
        super().__init__(parent, title)
        self.rows_xml: list[str] = []

    def _get_writer(self) -> None:
        if cast("object", self._writer) is None:
            self._writer = _Writer(self)
            self._writer.write_top()


def add_sheet(workbook: Workbook, title: str) -> Any:
    """Append a streamed sheet to a write-only workbook.

    Returns:
        The sheet; `Any`, since the types that openpyxl is published with know little of it.
    """
    sheet = StreamedSheet(workbook, title)
    cast("Any", workbook)._add_sheet(sheet)  # noqa: SLF001 (create_sheet takes no class)
    return sheet
