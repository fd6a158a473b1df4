"""A donor workbook of 5,000 rows from its book, against the same cells through openpyxl."""

import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spa_me.domain.cofunding import Stage
from spa_me.domain.dataset import DataKind, Dataset, WorkspaceInfo
from spa_me.domain.values import ValueBook
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.bench.data import framework, values
from tests.bench.measuring import Spent
from tests.bench.sides.main import run, timed

MARKERS = 2_500
"""Each takes a row of the results matrix and, with one reporting unit, one of the values."""
UNITS = ["U1"]


def prepare(folder: Path) -> None:
    """Write the workbook once, and keep its cells as plain values for the other side."""
    from openpyxl import load_workbook

    ours(folder)
    workbook = load_workbook(folder / "ours.xlsx", read_only=True)
    sheets: list[tuple[str, list[list[Any]]]] = [
        (sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)])
        for sheet in workbook.worksheets
    ]
    assert sum(len(rows) for _, rows in sheets) >= 2 * MARKERS
    with (folder / "cells.pickle").open("wb") as file:
        pickle.dump(sheets, file)


def ours(folder: Path) -> Spent:
    """Write the donor workbook with its styles, charts, notes and checks."""
    from exports.donors import donor
    from exports.xlsx import write_donor_workbook

    book, sweden = _book(), donor("sweden")
    return timed(lambda: write_donor_workbook(book, sweden, folder / "ours.xlsx"))


def _book() -> ReportBook:
    definition = framework(MARKERS, 1, UNITS)
    at = datetime(2026, 1, 2, tzinfo=UTC)
    info = WorkspaceInfo("0", "Large", UNITS[0], DataKind.REAL, at)
    data = Dataset(info, (definition,), ValueBook(values(definition)))
    return make_book(data, BookQuestion(definition.periods[0].code, stage=Stage.ACTUAL))


def bare(folder: Path) -> Spent:
    """Append the same values row by row in write-only mode."""
    from openpyxl import Workbook

    with (folder / "cells.pickle").open("rb") as file:
        sheets = pickle.load(file)  # noqa: S301 (made by `prepare`)

    def work() -> None:
        workbook = Workbook(write_only=True)
        for title, rows in sheets:
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(folder / "bare.xlsx")

    return timed(work)


if __name__ == "__main__":
    run({"ours": ours, "bare": bare}, prepare)
