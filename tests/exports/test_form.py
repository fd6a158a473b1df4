"""The form as a file: locked, labelled, printable, and the same bytes from the same content."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import Workbook, load_workbook

from exports.form import write_form
from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.domain.dataset import Actor, DataKind, Dataset
from spa_me.domain.progress import Cancelled
from spa_me.reports.form import SPARE_ROWS, FormTable, make_form
from tests.countries import countries

MADE_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
INSTANCE = "11111111-2222-4333-8444-555555555555"
EVIL = '=HYPERLINK("http://x";"y")'


def content(data: Dataset, unit: str = "A") -> Any:
    return make_form(data, unit, "2016", INSTANCE, MADE_AT, Actor("Sok Dara", "Ministry"))


def rich() -> Dataset:
    activity = Activity(INSTANCE, "A", "2016", "1.10", EVIL, "1", Decimal(5), "USD", note="@x")
    given = Contribution("c", "A", "2016", "+1", SourceType.DONOR, date=date(2016, 3, 7))
    return replace(countries(), activities=(activity,), contributions=(given,))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_form(content(rich()), tmp_path_factory.mktemp("form") / "form.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def sheets(book: Workbook) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def test_its_sheets(book: Workbook) -> None:
    tables = [table.value for table in FormTable]
    assert [sheet.title for sheet in sheets(book)] == ["Instructions", *tables]
    hidden = {s.title: s.sheet_state for s in book.worksheets if s.sheet_state != "visible"}
    assert hidden == {"SPA-ME lists": "veryHidden", "SPA-ME data": "veryHidden"}
    assert cast("Any", book.active).title == "Form"


def test_every_sheet_is_locked_without_a_password_and_labelled(book: Workbook) -> None:
    for sheet in sheets(book):
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password
        assert not sheet.protection.autoFilter, "False is allowed"
        assert "Illustrative data" in str(sheet.cell(1, 1).value or sheet.cell(1, 2).value)
        assert sheet.oddHeader.center.text == "Illustrative data"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight in {0, 1}


def test_real_data_is_not_called_illustrative(tmp_path: Path) -> None:
    data = countries()
    real = replace(data, info=replace(data.info, kind=DataKind.REAL))
    book = load_workbook(write_form(content(real), tmp_path / "form.xlsx"))
    for sheet in sheets(book):
        assert "Illustrative" not in str(sheet.oddHeader.center.text)
        assert not any("Illustrative" in str(cell.value) for cell in sheet[1])


def test_only_what_is_filled_in_is_unlocked(book: Workbook) -> None:
    sheet = book["Form"]
    named: Any = next(
        row for row in sheet.iter_rows() if row[0].value == f"SPA-ME:{FormTable.QUESTIONS}"
    )
    assert sheet.row_dimensions[named[0].row].hidden
    assert sheet.column_dimensions["A"].hidden
    free = {
        str(named[cell.column - 1].value)
        for row in cast("Any", sheet.iter_rows(min_row=named[0].row + 2))
        for cell in row
        if not cell.protection.locked
    }
    assert free == {"state", "value", "numerator", "denominator", "reason", "note"}
    count = next(row for row in sheet.iter_rows() if row[2].value == "1.1a")
    assert count[9].protection.locked, "a count has no numerator"


def test_what_may_be_typed_is_checked_and_explained(book: Workbook) -> None:
    checks = cast("Any", book["Form"]).data_validations.dataValidation
    kinds = {check.type for check in checks}
    assert kinds == {"list", "decimal", "textLength"}
    for sheet in sheets(book):
        for check in sheet.data_validations.dataValidation:
            assert check.error, sheet.title
            assert check.prompt
            assert len(check.prompt) <= 255
            assert len(check.promptTitle) <= 32
    options = {str(cell.value) for cell in book["SPA-ME lists"]["A"]}
    assert {"Not applicable", "Running in every province", "Fully met", "Government"} <= options
    assert len(cast("Any", book["Form"]).conditional_formatting) == 3


def test_there_is_room_for_new_records(book: Workbook) -> None:
    for title in ("Activities", "Contributions"):
        keys = [row[0].value for row in book[title].iter_rows()]
        below = keys[keys.index("key") + 1 :]
        assert len(below) == len(set(below)) == 1 + SPARE_ROWS
        assert all(str(key).isalpha() for key in below)


def test_texts_are_never_run(book: Workbook) -> None:
    for title in ("Activities", "Contributions"):
        for row in book[title].iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    evil = [cell for row in book["Activities"].iter_rows() for cell in row if cell.value == EVIL]
    assert [cell.quotePrefix for cell in cast("Any", evil)] == [True]


def test_the_same_content_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = write_form(content(rich()), tmp_path / "again.xlsx")
    assert again.read_bytes() == path.read_bytes()


def test_a_unit_that_is_asked_for_nothing_still_gets_its_funding(tmp_path: Path) -> None:
    data = rich()
    definition = data.frameworks[0]
    asked = tuple(i for i in definition.indicators if i.code == "R.1")
    kept = {**definition.model_dump(), "indicators": asked, "markers": ()}
    other = type(definition).model_validate(kept)
    path = write_form(content(replace(data, frameworks=(other,))), tmp_path / "form.xlsx")
    texts = [str(cell.value) for row in load_workbook(path)["Form"].iter_rows() for cell in row]
    assert "Nothing is asked of this reporting unit in this period." in texts


def test_cancelled_it_leaves_no_file(tmp_path: Path) -> None:
    class Stopping:
        def step(self, done: int, total: int, what: str) -> None:
            del total, what
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        write_form(content(rich()), tmp_path / "form.xlsx", progress=Stopping())
    assert list(tmp_path.iterdir()) == []
