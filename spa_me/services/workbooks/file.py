"""A workbook as its sheets of cells, read where it can do no harm."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from spa_me.domain.errors import Finding, InputError, Severity, UserError
from spa_me.domain.framework import clean_text
from spa_me.domain.progress import Progress, silent
from spa_me.domain.reading.cells import Cell, Formatted, OddCell, Percent
from spa_me.limited.framing import Message
from spa_me.limited.running import ChildFailedError, Limits, run_limited
from spa_me.services.workbooks.archive import MAX_FILE

_LIMITS = Limits(seconds=20, input_bytes=MAX_FILE)


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: its name, and its rows from the first one on; empty cells are empty texts."""

    name: str
    rows: Sequence[Sequence[Cell]]


def read_workbook(path: Path, progress: Progress = silent) -> tuple[WorkbookSheet, ...]:
    """Return the sheets of a workbook.

    Formulas give the result that the program which saved them has calculated; nothing is calculated
    here, no other file is opened and no macro is looked at.

    Raises:
        InputError: if it is no workbook that can be read, with the reason.
        UserError: if the file cannot be opened.
        Cancelled: when the work is to stop; the child that reads has ended then.
    """
    content = _content(path)
    try:
        answer = run_limited("workbook", Message(None, [content]), _LIMITS, progress=progress)
    except ChildFailedError as error:
        raise _refused(path, error.what, "the form as Excel or LibreOffice saves it") from error
    if answer.value:
        raise _refused(path, str(answer.value["refused"]), str(answer.value["expected"]))
    sheets = json.loads(bytes(answer.blobs[0]))
    return tuple(
        WorkbookSheet(sheet["name"], [[_cell(cell) for cell in row] for row in sheet["rows"]])
        for sheet in sheets
    )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            expected = f"at most {MAX_FILE // 1_000_000} MB"
            raise _refused(path, "it is too large for a form", expected)
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read ({error.strerror or error}).",
            do="Check its name and folder; close it in Excel if it is open there.",
        ) from error


def _refused(path: Path, what: str, expected: str) -> InputError:
    finding = Finding("file", what, expected, Severity.CRITICAL)
    return InputError(path.name, [finding], kept="Nothing was read from it.")


_ODD = {"b": "truth", "t": "time", "e": "error", "x": "struck", "m": "merged"}


def _cell(cell: Any) -> Cell:
    if cell is None or isinstance(cell, str):
        return clean_text(cell or "")
    kind, shown = cell
    match kind:
        case "n" | "p":
            return _number(kind, shown)
        case "d":
            return _day(datetime.fromisoformat(shown))
        case "r":
            return Formatted(clean_text(shown))
        case "f":
            return OddCell("unfinished", "(formula)")
        case _:
            return OddCell(_ODD[kind], shown)


def _number(kind: str, shown: str) -> Cell:
    try:
        number = Decimal(shown)
    except InvalidOperation:
        return OddCell("error", shown)
    if not number.is_finite():
        return OddCell("error", shown)
    return Percent(number) if kind == "p" else number


def _day(moment: datetime) -> Cell:
    if moment.hour or moment.minute or moment.second:
        return OddCell("time", moment.isoformat(" "))
    return date(moment.year, moment.month, moment.day)
