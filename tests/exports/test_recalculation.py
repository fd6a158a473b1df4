"""LibreOffice computes the Checks sheet; every formula has to give the app's figure."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.libreoffice

# What a person could change by hand (sheet, header, old, new) and the check that has to tell.
SPOILED = {
    "sweden": [
        ("Results matrix", "Status", "Fully met", "Not met", "Markers: Fully met"),
        ("Results matrix", "Actual", 11, 12, "the deviation is not actual − target"),
        ("Results matrix", "Target in use", 9, 8, "the achievement is not"),
        ("Results matrix", "Marker’s achievement", 0.5, 0.6, "Result 1: mean achievement"),
        ("Reported values", "Value", 0.37, 0.19, "as reported for 1.3: China"),
        ("Reported values", "Value", 0, 1, "the figure is not the unit’s value"),
        ("Reported values", "In the figure", "yes", "no", "reported by Regional secretariat"),
        ("Co-funding", "Exact share", 66930 / 166780, 0.41, "exact share is not amount ÷ total"),
        ("Co-funding", "In whole per cent", 0.2, 0.21, "Whole percentages add up: China"),
        ("Co-funding", "Government share of activities", 0.45, 0.1, "Countries that reach"),
        ("Co-funding", "As printed", 0.21, 0.22, "Sum of the printed shares: China"),
        ("Contributions", "Counted as", 33750, 33751, "of their contributions: Money, as recorded"),
    ],
    "rich": [
        ("Contributions", "In SEK", 8100, 8500, "converted amount is not amount × rate"),
        ("Contributions", "Counts as an activity in row", 6, None, "contributions: Activities"),
        ("Results matrix", "Reported status", "Fully met", "Partly met", "status is neither"),
        ("Results matrix", "Pro-rata factor", 0.5, 0.25, "target in use is not the agreed"),
        ("Reported values", "Reaches it", "yes", "no", "number of units that reach"),
        ("Reported values", "Numerator", 8, 7, "numerators ÷ their denominators"),
        ("Work plan", "Government contributes", "yes", "no", "with government money: Country A"),
    ],
    "corners": [
        ("Results matrix", "Achievement is part of", "way", "target", "actual ÷ target, each less"),
        ("Results matrix", "Achievement", 1 / 3, 0.4, "units that reach ÷ units needed"),
    ],
}


def _spoil(book: Workbook, sheet: str, header: str, old: object, new: Any) -> None:
    """Change the first cell under a header that holds `old`."""
    for column in book[sheet].iter_cols():
        below = False
        for cell in column:
            below = below or str(cell.value).replace("-\n", "").replace("\n", " ") == header
            is_old = cell.value == old and not isinstance(cell.value, bool)
            if isinstance(old, float) and isinstance(cell.value, float):
                is_old = abs(cell.value - old) < 1e-9
            if below and is_old:
                cast("Any", cell).value = new
                return
    pytest.fail(f"{sheet} has no {old!r} under {header}")


@pytest.fixture(scope="module")
def recalculated(
    files: dict[str, Path],
    soffice: Callable[..., dict[str, Path]],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Worksheet]:
    """Return the Checks sheet of every workbook, and of the spoiled ones, with its results."""
    folder = tmp_path_factory.mktemp("spoiled")
    sources = list(files.values())
    for name, changes in SPOILED.items():
        book = load_workbook(files[name])
        for sheet, header, old, new, _ in changes:
            _spoil(book, sheet, header, old, new)
        path = folder / f"spoiled {name}.xlsx"
        book.save(path)
        sources.append(path)
    converted = soffice(sources, "xlsx:Calc MS Excel 2007 XML")
    return {name: load_workbook(path, data_only=True)["Checks"] for name, path in converted.items()}


def _header(sheet: Worksheet) -> int:
    return next(row for row in range(1, 9) if sheet.cell(row, 1).value == "No.")


def _overall(sheet: Worksheet) -> str:
    return str(sheet.cell(_header(sheet) - 2, 1).value)


def _rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=_header(sheet) + 1, values_only=True))


@pytest.mark.parametrize("name", ["sweden", "norway", "rich", "hostile", "large", "corners"])
def test_every_formula_gives_the_figure_of_the_app(
    recalculated: dict[str, Worksheet], name: str
) -> None:
    sheet = recalculated[name]
    rows = _rows(sheet)

    disagreeing = [row for row in rows if row[6] != "agrees"]
    apart = [row for row in rows if abs(float(row[3]) - float(row[4])) > 1e-6]
    assert disagreeing == []
    assert apart == []
    assert _overall(sheet) == f"All {len(rows)} checks agree."


def test_the_headline_figures_are_recomputed(recalculated: dict[str, Worksheet]) -> None:
    rows = _rows(recalculated["sweden"])
    again = {str(row[2]): row[4] for row in rows}

    assert again["Markers: Fully met"] == 8
    assert again["Markers: Partly met"] == 3
    assert again["Markers: Not met"] == 2
    assert again["Markers: No target"] == 1
    assert again["Total: China, Money, as recorded"] == 166780
    assert again["Whole percentages add up: China, Money, as recorded"] == pytest.approx(1)
    assert again["Reporting units included, of 7"] == 4
    assert again["Countries that reach the target"] == 3
    assert again["Result 3: mean achievement, capped at 100 %"] == pytest.approx(0.5925925926)


@pytest.mark.parametrize(
    ("name", "check"), [(name, row[4]) for name, rows in SPOILED.items() for row in rows]
)
def test_a_spoiled_row_is_told(recalculated: dict[str, Worksheet], name: str, check: str) -> None:
    sheet = recalculated[f"spoiled {name}"]

    says = {str(row[2]): row[6] for row in _rows(sheet)}
    told = {what: said for what, said in says.items() if check in what}
    assert "differs" in told.values(), told
    assert "agrees" in says.values()
    assert _overall(sheet).endswith("checks differ.")


def test_the_checks_are_of_every_kind(recalculated: dict[str, Worksheet]) -> None:
    """A part that no longer adds its checks would go unseen: nothing would differ."""
    rows = _rows(recalculated["rich"])

    assert {str(row[1]) for row in rows} == {
        "Counts",
        "Reporting units",
        "Results",
        "Rows of the matrix",
        "Governments’ shares",
        "Shares by source",
        "Contributions",
    }
    assert any("work-plan activities with government money" in str(row[2]) for row in rows)
