"""Filling in a form as a person does: by sheet, code and column, with openpyxl."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from spa_me.bootstrap import write_excel_form
from spa_me.services.forms import FormOutcome, FormPreview, preview_form, read_form, take_form
from spa_me.services.workspace import Workspace

TODAY = date(2026, 3, 1)


def make(workspace: Workspace, path: Path, unit: str = "A", period: str = "2014") -> Path:
    """Write the form of a unit."""
    return write_excel_form(workspace, unit, period, path)


@dataclass
class Filler:
    """An open form; `save` writes it back."""

    path: Path
    book: Workbook

    @classmethod
    def open(cls, path: Path) -> "Filler":
        return cls(path, load_workbook(path))

    def sheet(self, name: str) -> Any:
        return self.book[name]

    def columns(self, sheet: str) -> dict[str, int]:
        """Return the number of each column by its hidden name."""
        row = self.header(sheet) - 1
        named = {cell.value: cell.column for cell in self.sheet(sheet)[row] if cell.value}
        return {"key": 1, **{str(name): number for name, number in named.items()}}

    def header(self, sheet: str) -> int:
        return next(row[0].row for row in self.sheet(sheet).iter_rows() if row[0].value == "key")

    def row(self, sheet: str, **shown: str) -> int:
        """Return the row that shows these texts, counted from 1."""
        columns = self.columns(sheet)
        return next(
            row[0].row
            for row in self.sheet(sheet).iter_rows(min_row=self.header(sheet) + 1)
            if all(str(row[columns[c] - 1].value or "") == text for c, text in shown.items())
        )

    def cell(self, sheet: str, row: int, column: str) -> Any:
        return self.sheet(sheet).cell(row, self.columns(sheet)[column])

    def fill(self, sheet: str, row: int, **cells: object) -> None:
        """Write into a row; None empties a cell."""
        for column, content in cells.items():
            self.cell(sheet, row, column).value = content

    def question(self, code: str, **cells: object) -> int:
        """Answer a question and return its row."""
        row = self.row("Form", code=code)
        self.fill("Form", row, **cells)
        return row

    def spare(self, sheet: str, number: int = 0) -> int:
        """Return an empty row for something new."""
        column = {"Activities": "title", "Contributions": "source"}[sheet]
        return self.row(sheet, **{column: ""}) + number

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def filled(path: Path, answers: Mapping[str, Mapping[str, object]]) -> Path:
    """Answer some questions of a form."""
    form = Filler.open(path)
    for code, cells in answers.items():
        form.question(code, **cells)
    return form.save()


def looked_at(workspace: Workspace, path: Path) -> FormPreview:
    """Return the preview of a form."""
    return preview_form(workspace.dataset(), read_form(path), TODAY)


def taken(workspace: Workspace, path: Path, **options: Any) -> FormOutcome:
    """Take a form in."""
    form = read_form(path)
    preview = preview_form(workspace.dataset(), form, TODAY)
    return take_form(workspace, form, preview, **options)


def told(preview: FormPreview) -> list[tuple[str, str, str]]:
    """Return the findings as severity, place and text."""
    return [(f.severity.value, f.where, f.what) for f in preview.findings]


def changed(preview: FormPreview) -> list[tuple[str, str, str, str]]:
    """Return the changed cells as code, column, old and new."""
    return [(c.code, c.column, c.old, c.new) for c in preview.changes]
