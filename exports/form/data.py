"""The two sheets that no program shows: what the form is, and what its drop-downs offer."""

from __future__ import annotations

import json
from dataclasses import fields

from exports.form.sheet import FormJob
from exports.xlsx.stream import Row, add_sheet, row_xml
from spa_me.reports.form import (
    DATA_SHEET,
    INPUTS,
    LISTS_SHEET,
    FormContent,
    FormRow,
    FormTable,
    cell_texts,
)


def list_range(first: int, count: int) -> str:
    """Return the cells of a drop-down's options, whose first one stands in row `first`."""
    return f"'{LISTS_SHEET}'!$A${first}:$A${first + count - 1}"


def write_lists(job: FormJob) -> None:
    """Write what the drop-downs offer, one list under the other."""
    raw = add_sheet(job.workbook, LISTS_SHEET)
    raw.sheet_state = "veryHidden"
    options = [option for options in job.lists for option in options]
    for number, option in enumerate(options or ["-"], 1):
        raw.rows_xml.append(row_xml(number, [job.cells.text(option, "key")], None))


def write_data(job: FormJob) -> None:
    """Write what the form is and what stood in each row when it was made."""
    raw = add_sheet(job.workbook, DATA_SHEET)
    raw.sheet_state = "veryHidden"
    about = job.content.about
    rows = [["about", field.name, str(getattr(about, field.name))] for field in fields(about)]
    rows.extend(["row", row.key, row.table.value, _row(job.content, row)]
                for row in job.content.rows)  # fmt: skip
    for number, texts in enumerate(rows, 1):
        cells: Row = [job.cells.text(text, "key") for text in texts]
        raw.rows_xml.append(row_xml(number, cells, None))


def _row(content: FormContent, row: FormRow) -> str:
    said: dict[str, object] = {"is": list(row.identity)}
    stood = cell_texts(row.cells, INPUTS[row.table])
    if stood:
        said["stood"] = stood
    if row.table is FormTable.QUESTIONS:
        indicator = content.sheet.rows[row.identity[0]].indicator
        said["asked"] = [str(indicator.title), indicator.measure.value, str(indicator.unit)]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
