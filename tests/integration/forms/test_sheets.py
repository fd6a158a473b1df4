"""What people do to sheets: sorting, filling down, copying, renaming, mixing forms."""

from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.values import reported
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import Filler, changed, looked_at, make, told
from tests.integration.making import change


@pytest.fixture
def form(workspace: Workspace, tmp_path: Path) -> Filler:
    record_values(workspace, [change(5)])
    return Filler.open(make(workspace, tmp_path / "form.xlsx"))


def contents(sheet: Any, first: int) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def write(sheet: Any, first: int, rows: list[list[Any]]) -> None:
    for number, row in enumerate(rows, first):
        for column, content in enumerate(row, 1):
            sheet.cell(number, column).value = content


def test_sorted_rows_are_found_by_their_keys(workspace: Workspace, form: Filler) -> None:
    form.question("share", numerator=1, denominator=2)
    first = form.header("Form") + 1
    write(form.sheet("Form"), first, contents(form.sheet("Form"), first)[::-1])
    preview = looked_at(workspace, form.save())
    assert told(preview) == []
    assert {code for code, *_ in changed(preview)} == {"share"}
    assert preview.changes[0].where == f"Form!H{form.row('Form', code='share')}"


def test_inserted_rows_and_columns_and_another_title_do_no_harm(
    workspace: Workspace, form: Filler
) -> None:
    form.question("count", value=6)
    form.sheet("Form").insert_rows(2, 3)
    form.sheet("Form").insert_cols(4, 2)
    form.sheet("Form").title = "Our answers"
    preview = looked_at(workspace, form.save())
    assert changed(preview) == [("count", "value", "5", "6")]
    assert preview.changes[0].where.startswith("Our answers!K")


def test_a_code_that_does_not_belong_to_its_key_is_an_error(
    workspace: Workspace, form: Filler
) -> None:
    row = form.row("Form", code="count")
    form.fill("Form", row, code="share", value=9)
    preview = looked_at(workspace, form.save())
    assert preview.changes == ()
    what = "the row shows “share”, but by its hidden key it is count"
    assert told(preview) == [("error", f"Form!C{row}", what)]


def fill_down(form: Filler, sheet: str, row: int, *, rows: int = 1) -> None:
    """Copy a row as it is over those below it, the hidden key included."""
    cells = [cell.value for cell in form.sheet(sheet)[row]]
    write(form.sheet(sheet), row + 1, [cells] * rows)


def test_a_question_filled_down_over_others_is_told(workspace: Workspace, form: Filler) -> None:
    row = form.question("count", value=8)
    fill_down(form, "Form", row)
    preview = looked_at(workspace, form.save())
    assert told(preview) == [], "both rows say the same, and one answer is lost to nobody"
    assert changed(preview) == [("count", "value", "5", "8")]

    form.fill("Form", row + 1, value=9)
    preview = looked_at(workspace, form.save())
    assert preview.changes == ()
    place = f"Form, row {row + 1}"
    what = f"Form, row {row} and {place} answer the same question and say different things; none"
    assert told(preview) == [("error", place, f"{what} was read")]


def test_a_copied_activity_does_not_change_the_one_it_was_copied_from(
    workspace: Workspace, form: Filler
) -> None:
    row = form.spare("Activities")
    form.fill("Activities", row, code="1", title="First")
    fill_down(form, "Activities", row)
    form.fill("Activities", row + 1, code="2", title="Second")
    preview = looked_at(workspace, form.save())
    assert preview.activities == ()
    assert [severity for severity, _, _ in told(preview)] == ["error"]

    form.cell("Activities", row + 1, "key").value = None  # as a row that somebody adds
    preview = looked_at(workspace, form.save())
    assert [activity.code for activity in preview.activities] == ["1", "2"]
    assert len({activity.id for activity in preview.activities}) == 2
    assert preview.activities == looked_at(workspace, form.path).activities


def copied(form: Filler, sheet: str) -> str:
    copy_ = form.book.copy_worksheet(form.sheet(sheet))
    copy_.title = f"{sheet} (2)"
    return str(copy_.title)


@pytest.mark.parametrize("which", ["original", "copy"])
def test_of_a_copied_sheet_only_what_was_filled_in_counts(
    workspace: Workspace, form: Filler, which: str
) -> None:
    name = copied(form, "Form")
    row = form.row("Form", code="count")
    form.cell("Form" if which == "original" else name, row, "value").value = 7
    preview = looked_at(workspace, form.save())
    assert changed(preview) == [("count", "value", "5", "7")]
    what = "it is a copy of the sheet Form; only what was changed in it was read"
    assert told(preview) == [("warning", name, what)]


def test_copied_sheets_that_contradict_each_other_are_an_error(
    workspace: Workspace, form: Filler
) -> None:
    name = copied(form, "Form")
    row = form.row("Form", code="count")
    form.cell("Form", row, "value").value = 7
    form.cell(name, row, "value").value = 8
    form.question("share", numerator=1, denominator=2)
    preview = looked_at(workspace, form.save())
    assert {code for code, *_ in changed(preview)} == {"share"}
    what = f"Form, row {row} and {name}, row {row} are the same row and say different things; none"
    assert told(preview)[0] == ("error", f"{name}, row {row}", f"{what} was read")


def test_rows_of_another_form_are_not_read(
    workspace: Workspace, form: Filler, tmp_path: Path
) -> None:
    other = Filler.open(make(workspace, tmp_path / "other.xlsx", unit="B"))
    other.question("count", value=99)
    first = form.header("Form") + 1
    write(form.sheet("Form"), first, contents(other.sheet("Form"), first))
    preview = looked_at(workspace, form.save())
    assert preview.changes == ()
    assert told(preview)[0][2] == "3 rows belong to another form and cannot be read here"


def test_a_sheet_that_was_deleted_is_missed(workspace: Workspace, form: Filler) -> None:
    form.book.remove(form.sheet("Activities"))
    preview = looked_at(workspace, form.save())
    what = "the sheet Activities is not there; nothing was read from it"
    assert told(preview) == [("warning", "file", what)]


def _another_unit(workspace: Workspace, tmp_path: Path) -> Filler:
    return Filler.open(make(workspace, tmp_path / "b.xlsx", unit="B"))


def _another_period(workspace: Workspace, tmp_path: Path) -> Filler:
    return Filler.open(make(workspace, tmp_path / "b.xlsx", period="2015"))


@pytest.mark.parametrize("another", [_another_unit, _another_period])
def test_a_form_goes_where_it_belongs(
    workspace: Workspace, tmp_path: Path, another: Callable[[Workspace, Path], Filler]
) -> None:
    entry = another(workspace, tmp_path)
    entry.question("count", value=3)
    preview = looked_at(workspace, entry.save())
    key = preview.values[0].key
    assert key == (preview.about.unit, preview.about.period, "count")
    assert preview.values[0].value == reported(3)


def test_looks_stay_when_openpyxl_writes_it(form: Filler) -> None:
    sheet = form.sheet("Form")
    locked = copy(sheet.cell(form.row("Form", code="count"), 3).protection)
    free = form.cell("Form", form.row("Form", code="count"), "value").protection
    assert (locked.locked, free.locked) == (True, False)
    assert sheet.protection.sheet
    assert not sheet.protection.password
