"""The workbook as a file: types, formats, formulas, print set-up, properties, the same bytes."""

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from exports.donors import donor
from exports.xlsx import write_donor_workbook
from spa_me.domain.cofunding import Stage
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import UserError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.progress import Cancelled
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.exports.conftest import MADE_AT, MAKER
from tests.exports.rich import rich

SHEETS = [
    "Cover",
    "Scoreboard",
    "Results matrix",
    "Reported values",
    "Co-funding",
    "Contributions",
    "Data notes",
    "Record of changes",
    "Checks",
]
EVERY = ["sweden", "norway", "rich", "hostile", "large"]


def test_the_sheets_are_there_and_in_order(opened: dict[str, Workbook]) -> None:
    assert opened["sweden"].sheetnames == SHEETS
    assert "Work plan" in opened["rich"].sheetnames, "only where there are activities"


@pytest.mark.parametrize("name", EVERY)
def test_only_the_checks_have_formulas(opened: dict[str, Workbook], name: str) -> None:
    for sheet in opened[name]:
        formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert bool(formulas) == (sheet.title == "Checks"), sheet.title


@pytest.mark.parametrize("name", EVERY)
def test_every_cell_names_its_font(opened: dict[str, Workbook], name: str) -> None:
    fonts = {
        cell.font.name
        for sheet in opened[name]
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }
    assert fonts == {"Arial"}


@pytest.mark.parametrize("name", EVERY)
def test_each_sheet_prints_on_a4_across_without_cut_columns(
    opened: dict[str, Workbook], name: str
) -> None:
    sheets: list[Any] = opened[name].worksheets
    for sheet in sheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        is_spread = bool(sheet.col_breaks.brk)
        assert is_spread != bool(sheet.sheet_properties.pageSetUpPr.fitToPage)
        if is_spread:
            assert sheet.page_setup.scale >= 78, "9 points are 7 then"
            assert sheet.page_setup.pageOrder == "overThenDown"
            assert sheet.print_title_cols == "$A:$C"
        else:
            assert sheet.page_setup.fitToWidth == 1
            assert sheet.page_setup.fitToHeight in {0, 1}
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert "Page &P of &N" in str(sheet.oddFooter.right.text)
        assert opened[name].properties.subject.split(",")[0] in str(sheet.oddFooter.left.text)


def test_tables_have_filters_and_stay_in_sight(opened: dict[str, Workbook]) -> None:
    tables = [title for title in SHEETS if title not in {"Cover", "Scoreboard", "Co-funding"}]
    for title in tables:
        sheet = opened["sweden"][title]
        top, _, _ = str(sheet.auto_filter.ref).partition(":")
        header = int(re.sub(r"\D", "", top))
        assert sheet.print_title_rows == f"${header}:${header}"
        assert int(re.sub(r"\D", "", str(sheet.freeze_panes))) == header + 1
    for title in ("Scoreboard", "Co-funding"):
        assert opened["sweden"][title].auto_filter.ref


def test_status_columns_have_conditional_formats_beside_their_words(
    opened: dict[str, Workbook],
) -> None:
    for title in ("Cover", "Scoreboard", "Results matrix", "Co-funding", "Checks"):
        assert len(opened["sweden"][title].conditional_formatting) > 0, title


@pytest.mark.parametrize("name", EVERY)
def test_there_is_nothing_that_runs_or_reaches_out(files: dict[str, Path], name: str) -> None:
    with zipfile.ZipFile(files[name]) as archive:
        names = archive.namelist()
        relations = [archive.read(entry).decode() for entry in names if entry.endswith(".rels")]
    assert not [entry for entry in names if "vba" in entry.lower() or "external" in entry.lower()]
    assert not [text for text in relations if 'TargetMode="External"' in text]


def test_codes_are_text_that_excel_does_not_mark_as_mistakes(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["sweden"]) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if "worksheets/sheet" in n]
    assert len(sheets) == len(SHEETS)
    for sheet in sheets:
        assert 'numberStoredAsText="1"' in sheet
        assert sheet.index("<ignoredErrors>") > sheet.index("<headerFooter ")


def test_illustrative_data_says_so_on_every_sheet_and_page(opened: dict[str, Workbook]) -> None:
    marked: list[Any] = opened["rich"].worksheets
    for sheet in marked:
        assert "Illustrative data" in str(sheet["A1"].value)
        assert sheet.oddHeader.center.text == "Illustrative data"
    real: list[Any] = opened["sweden"].worksheets
    for sheet in real:
        assert "Illustrative" not in str(sheet["A1"].value)
        assert not sheet.oddHeader.center.text


def test_the_charts_are_native_and_carry_their_figures(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["sweden"]) as archive:
        charts = [
            archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name
        ]
    assert len(charts) == 4
    for chart in charts:
        assert "Cache" in chart, "a preview has no cells to draw from"
        assert 'typeface="Arial"' in chart
    assert any("pattFill" in chart for chart in charts), "what has no status is hatched"
    assert any("lineChart" in chart and "barChart" in chart for chart in charts), "target line"


def test_the_properties_name_title_and_maker(opened: dict[str, Workbook]) -> None:
    properties = opened["sweden"].properties
    assert properties.creator.startswith("SPA-ME ")
    assert "report to Sweden" in properties.title
    assert properties.created == properties.modified == MADE_AT.replace(tzinfo=None)


def test_the_same_book_gives_the_same_bytes(
    books: dict[str, ReportBook], files: dict[str, Path], tmp_path: Path
) -> None:
    again = write_donor_workbook(
        books["rich"], donor("sweden"), tmp_path / "x.xlsx", maker=MAKER, made_at=MADE_AT
    )
    assert again.read_bytes() == files["rich"].read_bytes()


def test_only_the_moment_of_making_differs(books: dict[str, ReportBook], tmp_path: Path) -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    one = write_donor_workbook(
        books["sweden"], donor("sweden"), tmp_path / "1.xlsx", made_at=MADE_AT
    )
    two = write_donor_workbook(books["sweden"], donor("sweden"), tmp_path / "2.xlsx", made_at=later)

    with zipfile.ZipFile(one) as first, zipfile.ZipFile(two) as second:
        assert first.namelist() == second.namelist()
        differing = [n for n in first.namelist() if first.read(n) != second.read(n)]
    assert differing == ["docProps/core.xml", "xl/worksheets/sheet1.xml"]


class _Watcher:
    def __init__(self, stop_at: str = "") -> None:
        self.seen: list[tuple[int, int, str]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, what: str) -> None:
        self.seen.append((done, total, what))
        if what == self._stop_at:
            raise Cancelled


def test_progress_is_told_sheet_by_sheet(books: dict[str, ReportBook], tmp_path: Path) -> None:
    watcher = _Watcher()
    write_donor_workbook(books["rich"], donor("sweden"), tmp_path / "x.xlsx", progress=watcher)

    done = [step[0] for step in watcher.seen]
    assert done == sorted(done)
    assert {step[1] for step in watcher.seen} == {10}
    assert done[-1] == 9


@pytest.mark.parametrize("sheet", ["Cover", "Results matrix", "Checks", "Data notes"])
def test_who_stops_it_keeps_the_old_file_and_no_rest(
    books: dict[str, ReportBook],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sheet: str,
) -> None:
    folder, temporary = tmp_path / "out", tmp_path / "tmp"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = folder / "report.xlsx"
    path.write_text("old")

    with pytest.raises(Cancelled):
        write_donor_workbook(books["rich"], donor("sweden"), path, progress=_Watcher(sheet))

    assert path.read_text() == "old"
    assert [entry.name for entry in folder.iterdir()] == ["report.xlsx"]
    assert list(temporary.iterdir()) == []


def test_a_missing_folder_is_a_sentence(books: dict[str, ReportBook], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        write_donor_workbook(books["sweden"], donor("sweden"), tmp_path / "gone" / "x.xlsx")


def test_an_empty_workspace_makes_a_workbook_too(tmp_path: Path) -> None:
    data = Dataset(rich().info, rich().frameworks)
    definition = data.latest_framework.model_dump()
    definition.update(indicators=(), markers=())
    bare = FrameworkDefinition.model_validate(definition)
    for frameworks in (data.frameworks, (bare,)):
        book = make_book(replace(data, frameworks=frameworks), BookQuestion("2016"))
        path = write_donor_workbook(book, donor("norway"), tmp_path / "empty.xlsx")
        assert load_workbook(path).sheetnames == SHEETS


@pytest.mark.parametrize(
    "question",
    [
        BookQuestion("2016", unit="A", currency="SEK"),
        BookQuestion("2016", unit="E"),
        BookQuestion("2016", result="2", capped=False),
        BookQuestion("2016", stage=Stage.PLANNED, without_programme=True),
        BookQuestion("2015"),
    ],
    ids=["one unit", "a unit without data", "one result", "planned money", "another period"],
)
def test_every_view_of_a_workspace_can_be_written(question: BookQuestion, tmp_path: Path) -> None:
    book = make_book(rich(), question)
    path = write_donor_workbook(book, donor("sweden"), tmp_path / "view.xlsx")

    cover = load_workbook(path)["Cover"]
    text = str(list(cover.iter_rows(values_only=True)))
    assert str(book.headline) in text
    assert ("Only part of it" in text) == bool(question.unit or question.result)


@pytest.mark.parametrize("name", EVERY)
def test_no_chart_lies_on_another(opened: dict[str, Workbook], name: str) -> None:
    for found in opened[name]:
        sheet: Any = found
        charts: list[Any] = sorted(sheet._charts, key=lambda chart: chart.anchor._from.col)
        widths = [
            sheet.column_dimensions[get_column_letter(n)].width for n in range(1, sheet.max_column)
        ]
        for left, right in pairwise(charts):
            begins = sum(widths[: right.anchor._from.col]) * 7 * 9525
            assert sum(widths[: left.anchor._from.col]) * 7 * 9525 + left.anchor.ext.width <= begins
