"""Blocks of cells as spreadsheets put them on the clipboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

Block = list[list[str]]
"""Rows of cells; rows may differ in length."""

MIME = "application/x-spa-me-answers"
"""The clipboard format between sheets of this app: the same block, with texts that lose nothing."""

MAX_ROWS = 10_000


def read_block(text: str) -> Block:
    """Return the cells of a clipboard text: tabs, quotes around breaks, any kind of line end.

    Raises:
        ValueError: if it is no block of cells, with a sentence that can be shown.
    """
    if "\t" not in text and "\n" not in text.rstrip("\r\n") and not text.startswith('"'):
        return [[text.rstrip("\r\n")]] if text else []
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), "excel-tab")
    rows: Block = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_ROWS:
                message = QCoreApplication.translate(
                    "Clipboard", "The clipboard holds more than {n} rows; nothing was pasted."
                )
                raise ValueError(message.format(n=MAX_ROWS))
    except csv.Error as error:
        message = QCoreApplication.translate(
            "Clipboard", "The clipboard does not hold cells of a table; nothing was pasted."
        )
        raise ValueError(message) from error
    return rows


def write_block(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as a text that `read_block` reads back unchanged."""
    out = io.StringIO(newline="")
    csv.writer(out, "excel-tab", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def width(block: Block) -> int:
    """Return the number of columns."""
    return max((len(row) for row in block), default=0)
