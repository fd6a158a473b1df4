"""Finding cells of a workbook by the words over them, as a person does."""

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet


def header_row(sheet: Worksheet, first_title: str) -> int:
    """Return the row of the table whose first column has this title."""
    return next(
        row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == first_title
    )


def plain(title: object) -> str:
    """Return a column's title without the breaks that narrow columns need."""
    return str(title or "").replace("-\n", "").replace("\n", " ")


def records(sheet: Worksheet, first_title: str = "No.") -> list[dict[str, Any]]:
    """Return the rows of a table as title to value, until the first empty row."""
    top = header_row(sheet, first_title)
    titles = [plain(cell.value) for cell in sheet[top]]
    found: list[dict[str, Any]] = []
    for row in sheet.iter_rows(min_row=top + 1, values_only=True):
        if row[0] is None:
            break
        found.append(dict(zip(titles, row, strict=True)))
    return found
