"""Sheets that take ready cells and stream them to the file.

openpyxl's own write-only sheets build two cell objects for every styled cell and look its style up
again; with 5,000 rows that is most of the time. Here a cell is a plain tuple whose style was looked
up once, and one light object carries each in turn to openpyxl's writer. The file is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

Cell = tuple[Any, int, str]
"""A value, the number of its style, and openpyxl's letter for its type: `s`, `n`, `f`."""

Row = list[Cell | None]

MAX_COLUMNS = 64
MAX_ROWS = 1_048_576
LETTERS = tuple(get_column_letter(place + 1) for place in range(MAX_COLUMNS))


class _LightCell:
    """What openpyxl's writer reads of a cell, and nothing more."""

    __slots__ = (
        "_comment",
        "_value",
        "coordinate",
        "data_type",
        "has_style",
        "hyperlink",
        "parent",
        "style_id",
    )

    def __init__(self, parent: StreamedSheet) -> None:
        self.parent = parent
        self.hyperlink = None
        self.has_style = True
        self._comment = None
        self._value: Any = None
        self.coordinate = ""
        self.data_type = "n"
        self.style_id = 0

    def take(self, cell: Cell, coordinate: str) -> None:
        """Become another cell."""
        self._value, self.style_id, self.data_type = cell
        self.coordinate = coordinate


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
    """A write-only sheet whose rows are lists of `Cell`."""

    def _get_writer(self) -> None:
        if cast("object", self._writer) is None:
            self._writer = _Writer(self)
            self._writer.write_top()

    def _values_to_row(self, values: Iterable[Any], row_idx: int) -> Iterator[Any]:
        light = _LightCell(self)
        for letter, cell in zip(LETTERS, cast("Iterable[Cell | None]", values), strict=False):
            if cell is not None:
                light.take(cell, f"{letter}{row_idx}")
                yield light


def add_sheet(workbook: Workbook, title: str) -> Any:
    """Append a streamed sheet to a write-only workbook.

    Returns:
        The sheet; `Any`, since the types that openpyxl is published with know little of it.
    """
    sheet = StreamedSheet(workbook, title)
    cast("Any", workbook)._add_sheet(sheet)  # noqa: SLF001 (create_sheet takes no class)
    return sheet
