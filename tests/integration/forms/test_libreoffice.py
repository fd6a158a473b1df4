"""A form in the hands of LibreOffice: filled in, sorted, filled down, copied, and taken back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from spa_me.services.forms import read_form
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import Filler, changed, looked_at, make, taken, told
from tests.integration.forms.office import work_on
from tests.integration.forms.test_taking import everything

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which LibreOffice keeps its settings."""
    return tmp_path_factory.mktemp("office")


def test_saved_by_libreoffice_nothing_is_changed(
    workspace: Workspace, tmp_path: Path, office: Path
) -> None:
    everything(workspace)
    path = make(workspace, tmp_path / "form.xlsx")
    saved = work_on(office, path, tmp_path / "saved.xlsx", "")
    assert read_form(saved).about == read_form(path).about
    preview = looked_at(workspace, saved)
    assert told(preview) == []
    assert preview.changes == ()


def test_filled_in_sorted_filled_down_and_copied(
    workspace: Workspace, tmp_path: Path, office: Path
) -> None:
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    first = entry.header("Form")  # the first row of questions, counted from 0
    steps = f"""
  sheet.unprotect("")
  Put(sheet, "count", 8, 12)
  Put(sheet, "share", 9, 3)
  Put(sheet, "share", 10, 7)
  Put(sheet, "scale", 8, "Good")
  SortDown(sheet, {first}, {first + 2}, 2)
  sheet.getCellRangeByPosition(12, {first}, 12, {first + 2}).getCellByPosition(0, 0).String = "n 1"
  sheet.getCellRangeByPosition(12, {first}, 12, {first + 2}).fillAuto(0, 1)
  sheet.protect("")
  doc.Sheets.copyByName("Form", "Form_2", 2)
"""
    saved = work_on(office, path, tmp_path / "saved.xlsx", steps)
    rows = [row[2].value for row in load_workbook(saved)["Form"].iter_rows(min_row=first + 1)]
    assert rows[:3] == ["share", "scale", "count"], "it was sorted"
    preview = looked_at(workspace, saved)
    assert [severity for severity, _, _ in told(preview)] == ["warning"], "of the copied sheet"
    assert sorted(changed(preview)) == [
        ("count", "note", "", "n 3"),
        ("count", "state", "", "Reported"),
        ("count", "value", "", "12"),
        ("scale", "note", "", "n 2"),
        ("scale", "state", "", "Reported"),
        ("scale", "value", "", "Good"),
        ("share", "denominator", "", "7"),
        ("share", "note", "", "n 1"),
        ("share", "numerator", "", "3"),
        ("share", "state", "", "Reported"),
    ]
    assert taken(workspace, saved).written == 3


def test_whole_rows_filled_down_are_not_taken_for_other_questions(
    workspace: Workspace, tmp_path: Path, office: Path
) -> None:
    path = make(workspace, tmp_path / "form.xlsx")
    first = Filler.open(path).header("Form")
    steps = f"""
  sheet.unprotect("")
  Put(sheet, "count", 8, 12)
  sheet.getCellRangeByPosition(0, {first}, 13, {first + 2}).fillAuto(0, 1)
"""
    preview = looked_at(workspace, work_on(office, path, tmp_path / "saved.xlsx", steps))
    assert changed(preview)[1] == ("count", "value", "", "12")
    assert {code for code, *_ in changed(preview)} == {"count"}
    # LibreOffice leaves the hidden column as it was, so the rows no longer show their own codes.
    assert told(preview) == [
        ("error", f"Form!C{first + 2}", "the row shows “count”, but by its hidden key it is share"),
        ("error", f"Form!C{first + 3}", "the row shows “count”, but by its hidden key it is scale"),
    ]


def test_what_is_missing_is_said_in_words(
    workspace: Workspace, tmp_path: Path, office: Path
) -> None:
    everything(workspace)
    path = make(workspace, tmp_path / "form.xlsx")
    first = Filler.open(path).header("Form")
    steps = f"""
  sheet.unprotect("")
  Put(sheet, "scale", 11, "")
  Put(sheet, "share", 9, "")
  doc.calculateAll()
  sheet.getCellByPosition(8, {first}).String = ""
"""
    saved = work_on(office, path, tmp_path / "saved.xlsx", steps)
    sheet = load_workbook(saved, data_only=True)["Form"]
    said = {row[2].value: row[13].value for row in sheet.iter_rows(min_row=first + 1)}
    assert said == {
        "count": "Figure missing",
        "share": "Numerator and denominator",
        "scale": "Reason missing",
    }
