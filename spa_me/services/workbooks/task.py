"""The task of the child: the bytes of a workbook in, its cells as JSON out.

Imports little and opens no file: `spa_me.limited` runs it. Each cell is None, a text, or a pair:
`["n", "12.5"]` a number, `["p", "0.45"]` one that shows as per cent, `["b", "true"]`,
`["d", "2016-03-07"]` a date, `["t", "10:30:00"]`, `["e", "#DIV/0!"]` an error, `["f", ""]` a
formula that nothing has calculated, `["r", "15¹"]` a text in several formats, `["x", "[12]15"]` one
of which a part, in brackets, is struck through, `["m", "5, H12:H14"]` a cell that is merged.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from spa_me.limited.framing import Message
from spa_me.services.workbooks.archive import RefusedWorkbookError, packed, plain_parts
from spa_me.services.workbooks.marks import (
    Quiet,
    SheetMarks,
    Styles,
    marks_of,
    parse,
    rich_texts,
    sheet_parts,
    styles_of,
)

MAX_SHEETS = 60
_EXACT = 1e15
_DIGITS = ".15g"
"""As a spreadsheet shows numbers: 0.1 + 0.2 is 0.3, whatever its last binary digits are."""
_SHARED = "xl/sharedStrings.xml"


def read_workbook(message: Message) -> Message:
    """Return the cells of the workbook in `message.blobs[0]`.

    The answer's value is `{}` and its blob a JSON list of `{name, rows}`, or its value is
    `{"refused": …, "expected": …}`.
    """
    try:
        sheets = _sheets(bytes(message.blobs[0]))
    except RefusedWorkbookError as refused:
        return Message({"refused": refused.what, "expected": refused.expected})
    except CalamineError:
        return Message({"refused": "it cannot be read as a workbook", "expected": ""})
    return Message({}, [json.dumps(sheets, ensure_ascii=False, separators=(",", ":")).encode()])


def _sheets(content: bytes) -> list[dict[str, Any]]:
    parts = plain_parts(content)
    styles = parts.get("xl/styles.xml")
    shown = Styles() if styles is None else styles_of(styles)
    rich = rich_texts(parts.get(_SHARED, b"<none/>"))
    links = parts.get("xl/_rels/workbook.xml.rels", b"<none/>")
    places = sheet_parts(parts["xl/workbook.xml"], links)
    if len(places) > MAX_SHEETS:
        raise RefusedWorkbookError(f"it has {len(places)} sheets", f"at most {MAX_SHEETS}")
    marks = {name: marks_of(parts[part], shown, rich) for name, part in places.items()
             if part in parts}  # fmt: skip
    for name, part in parts.items():
        if name not in {*places.values(), "xl/styles.xml", "xl/workbook.xml", _SHARED}:
            parse(part, Quiet())
    workbook = CalamineWorkbook.from_filelike(packed(parts))
    return [
        {"name": sheet.name, "rows": _rows(workbook, sheet.name, marks[sheet.name])}
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.name in marks
    ]


def _rows(workbook: CalamineWorkbook, name: str, marks: SheetMarks) -> list[list[Any]]:
    values = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = [
        [_cell(value, (row, column), marks) for column, value in enumerate(cells)]
        for row, cells in enumerate(values)
    ]
    for place, error in marks.errors.items():
        _put(rows, place, ["e", error])
    for place in marks.unfinished:
        _put(rows, place, ["f", ""])
    for place, text in marks.rich.items():
        _put(rows, place, ["x" if text.is_struck else "r", text.shown])
    for place in marks.struck - marks.rich.keys():
        shown = _shown(rows, place)
        if shown:
            _put(rows, place, ["x", f"[{shown}]"])
    for place, reference in marks.merged.items():
        shown = _shown(rows, place)
        if shown:
            _put(rows, place, ["m", f"{shown}, {reference}"])
    return rows


def _shown(rows: list[list[Any]], place: tuple[int, int]) -> str:
    """Return what stands in a cell, by and large as the program shows it."""
    row, column = place
    cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
    return "" if cell is None else cell if isinstance(cell, str) else cell[1]


def _put(rows: list[list[Any]], place: tuple[int, int], cell: list[str]) -> None:
    row, column = place
    while len(rows) <= row:
        rows.append([])
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


def _cell(value: Any, place: tuple[int, int], marks: SheetMarks) -> Any:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return ["b", str(value).lower()]
    if isinstance(value, int | float):
        return ["p" if place in marks.percents else "n", _digits(value)]
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return ["d", (value.date() if is_day else value).isoformat()]
    if isinstance(value, dt.date):
        return ["d", value.isoformat()]
    return ["t", str(value)]


def _digits(value: float) -> str:
    is_whole = abs(value) < _EXACT and value == int(value)
    return str(int(value)) if is_whole else format(value, _DIGITS)
