"""What cells of the form carry beside their text: types, formats, formulas, marks."""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from spa_me.domain.values import BLANK, Value, ValueKey, ValueState, reported, reported_ratio
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.forms import FormPreview
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import Filler, looked_at, make, taken, told


@pytest.fixture
def form(workspace: Workspace, tmp_path: Path) -> Path:
    return make(workspace, tmp_path / "form.xlsx")


def value(workspace: Workspace, indicator: str = "count") -> Value:
    return workspace.dataset().values.get(indicator, "A", "2014")


def fill(form: Path, code: str, content: object, shown: str = "General", **more: object) -> Filler:
    """Put a content into the value of a question, in a number format."""
    entry = Filler.open(form)
    row = entry.question(code, value=content, **more)
    entry.cell("Form", row, "value").number_format = shown
    entry.save()
    return entry


def wrong(preview: FormPreview) -> list[str]:
    return [what for severity, _, what in told(preview) if severity == "error"]


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (0.1 + 0.2, "0.3"),
        (1.1 + 2.2, "3.3"),
        (1 / 3, "0.333333333"),
        (2 / 3, "0.666666667"),
        (100 / 3, "33.333333333"),
        (1e15 / 3, "333333333333333"),
        (123456789012345.0, "123456789012345"),
        (0.00012, "0.00012"),
        (4.35 * 100, "435"),
        (1500, "1500"),
        (1e-9, "0.000000001"),
    ],
)
def test_numbers_are_read_as_a_spreadsheet_shows_them(
    workspace: Workspace, form: Path, content: float, number: str
) -> None:
    fill(form, "count", content)
    preview = looked_at(workspace, form)
    assert wrong(preview) == []
    assert not any("rounded" in what for _, _, what in told(preview))
    taken(workspace, form)
    assert value(workspace).number == Decimal(number)


def test_what_shows_and_is_lost_is_warned_of(workspace: Workspace, form: Path) -> None:
    fill(form, "count", 0.00001234567)
    (_, _, what), *_ = [
        found for found in told(looked_at(workspace, form)) if "rounded" in found[2]
    ]
    assert "0.000012346" in what


@pytest.mark.parametrize(
    ("content", "shown", "share"),
    [
        (0.45, "0%", reported(45)),
        (0.45, "0.0%;[Red]-0.0%", reported(45)),
        (1, "0%", reported(100)),
        (0.333, "0.00%", reported(Decimal("33.3"))),
        (1 / 3, "0.00%", reported(Decimal("33.333333333"))),
        (1, "General", reported(1)),
        (45, "General", reported(45)),
        (45, '0"%"', reported(45)),
        (0.45, "General", None),
        (date(2014, 7, 3), "d-mmm", None),
    ],
)
def test_the_format_of_a_percentage_decides(
    workspace: Workspace, form: Path, content: object, shown: str, share: Value | None
) -> None:
    fill(form, "share", content, shown)
    preview = looked_at(workspace, form)
    assert bool(wrong(preview)) == (share is None)
    taken(workspace, form)
    assert (value(workspace, "share").number, value(workspace, "share").state) == (
        (None, BLANK.state) if share is None else (share.number, share.state)
    )


def test_a_percentage_that_is_recorded_is_not_asked_about_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    small = ValueChange(ValueKey("A", "2014", "share"), reported(Decimal("0.45")))
    record_values(workspace, [small])
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    entry.question("share", note="counted twice")
    entry.save()
    assert wrong(looked_at(workspace, path)) == []
    taken(workspace, path)
    assert value(workspace, "share").number == Decimal("0.45")


@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_per_cent_is_neither_numerator_nor_count(
    workspace: Workspace, form: Path, column: str
) -> None:
    entry = Filler.open(form)
    row = entry.question("share", numerator=3, denominator=7)
    entry.fill("Form", row, **{column: 0.33})
    entry.cell("Form", row, column).number_format = "0%"
    row = entry.question("count", value=0.12)
    entry.cell("Form", row, "value").number_format = "0%"
    entry.save()
    said = wrong(looked_at(workspace, form))
    assert len(said) == 2
    assert any("33 %" in what for what in said)
    assert any("12 %" in what for what in said)


ODD = {
    "error": "#N/A",
    "division": "#DIV/0!",
    "truth": True,
    "time": time(10, 30),
    "moment": datetime.combine(date(2014, 7, 3), time(10, 30)),
    "date": date(2014, 7, 3),
    "formula": "=A1&B1",
}
TEXTS = {
    "Form": ("reason", "note", "state"),
    "Activities": ("code", "title", "result", "currency", "note"),
    "Contributions": ("source", "source_type", "stage", "form", "activity", "currency", "note"),
}
FIGURES = {
    "Form": ("value", "numerator", "denominator"),
    "Activities": ("budget",),
    "Contributions": ("amount",),
}
RIGHT = {
    "Form": {"value": 5, "state": "Reported"},
    "Activities": {"code": "1", "title": "Workshop"},
    "Contributions": {"source": "Ministry", "source_type": "Government", "amount": 5},
}
COLUMNS = [(s, c) for of in (TEXTS, FIGURES) for s, columns in of.items() for c in columns]


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_text_is_a_finding_in_every_column(
    workspace: Workspace, form: Path, kind: str
) -> None:
    """One column after the other; nothing of the row is taken, and the cell is named."""
    for sheet, column in COLUMNS:
        path = form.with_name(f"{sheet}-{column}.xlsx")
        path.write_bytes(form.read_bytes())
        entry = Filler.open(path)
        row = entry.row("Form", code="count") if sheet == "Form" else entry.spare(sheet)
        entry.fill(
            sheet, row, **RIGHT[sheet], **{column: ODD[kind]} if column not in RIGHT[sheet] else {}
        )
        entry.fill(sheet, row, **{column: ODD[kind]})
        cell = entry.cell(sheet, row, column)
        if kind in {"error", "division"}:
            cell.data_type = "e"
        entry.save()
        preview = looked_at(workspace, path)
        errors = [where for severity, where, _ in told(preview) if severity == "error"]
        assert errors == [f"{sheet}!{cell.coordinate}"], (kind, column, told(preview))
        assert preview.records == 0, (kind, column)
    assert value(workspace) == BLANK


@pytest.mark.parametrize(
    ("sheet", "column"), [("Form", "value"), ("Form", "note"), ("Contributions", "amount"),
                          ("Contributions", "source")]
)  # fmt: skip
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_struck_through_is_asked_back(
    workspace: Workspace, form: Path, sheet: str, column: str, *, whole: bool
) -> None:
    entry = Filler.open(form)
    row = entry.row("Form", code="count") if sheet == "Form" else entry.spare(sheet)
    entry.fill(sheet, row, **RIGHT[sheet])
    cell = entry.cell(sheet, row, column)
    if whole:
        cell.value, cell.font = 12, Font(strike=True)
    else:
        cell.value = CellRichText(TextBlock(InlineFont(strike=True), "12"), "15")
    entry.save()
    preview = looked_at(workspace, form)
    (said,) = wrong(preview)
    assert "[12]" in said
    assert preview.records == 0


def test_a_recorded_figure_that_was_struck_through_is_asked_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    record_values(workspace, [ValueChange(ValueKey("A", "2014", "count"), reported(12))])
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    row = entry.row("Form", code="count")
    entry.cell("Form", row, "value").font = Font(strike=True)
    entry.save()
    assert len(wrong(looked_at(workspace, path))) == 1
    assert value(workspace).number == 12


def test_a_raised_number_beside_a_figure_is_asked_back_and_may_stand_in_a_note(
    workspace: Workspace, form: Path
) -> None:
    raised = CellRichText("15", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    entry = Filler.open(form)
    entry.question("count", value=raised)
    entry.question("share", numerator=3, denominator=7, note=raised)
    entry.save()
    preview = looked_at(workspace, form)
    assert len(wrong(preview)) == 1
    taken(workspace, form)
    assert value(workspace) == BLANK
    assert value(workspace, "share").note == "151"
    assert value(workspace, "share").numerator == reported_ratio(3, 7).numerator


def test_a_merged_answer_is_named(workspace: Workspace, form: Path) -> None:
    entry = Filler.open(form)
    first, second = (entry.question(code, value=5) for code in ("count", "share"))
    letter = entry.cell("Form", first, "value").column_letter
    span = f"{letter}{min(first, second)}:{letter}{max(first, second)}"
    entry.sheet("Form").merge_cells(span)
    entry.save()
    preview = looked_at(workspace, form)
    (said,) = wrong(preview)
    assert span in said
    assert preview.records == 0


def test_digits_of_other_scripts_and_days_as_texts(workspace: Workspace, form: Path) -> None:
    entry = Filler.open(form)
    entry.question("count", value="១២៣")
    row = entry.spare("Contributions")
    entry.fill("Contributions", row, **RIGHT["Contributions"], date="3/4/2014")
    entry.fill("Contributions", row + 1, **RIGHT["Contributions"], date="13/4/2014")
    entry.fill("Contributions", row + 2, **RIGHT["Contributions"], date="2557-04-13")
    entry.save()
    preview = looked_at(workspace, form)
    (asked,) = wrong(preview)
    assert "2014-04-03" in asked
    assert "2014-03-04" in asked
    assert [given.date for given in preview.contributions] == [
        date(2014, 4, 13),
        date(2557, 4, 13),
    ]
    offered = [f for f in preview.findings if "2014-04-13" in f.expected]
    assert len(offered) == 1, "a year of the Buddhist calendar is warned of, with the other one"
    taken(workspace, form)
    assert value(workspace).number == 123


def test_codes_stay_texts_and_a_number_in_their_place_is_asked_about(
    workspace: Workspace, form: Path
) -> None:
    entry = Filler.open(form)
    row = entry.spare("Activities")
    for number, code in enumerate(("1.1", "1.10", 1.1, 7)):
        entry.fill("Activities", row + number, code=code, title=f"Workshop {number}")
    for sheet, columns in (("Activities", ("code", "result")), ("Contributions", ("activity",))):
        for column in columns:
            cell = entry.cell(sheet, entry.spare(sheet), column)
            assert cell.number_format == "@", "what is typed stays as it is typed"
    code = entry.cell("Form", entry.row("Form", code="count"), "code")
    assert code.number_format == "@"
    entry.save()
    preview = looked_at(workspace, form)
    assert [activity.code for activity in preview.activities] == ["1.1", "1.10", "7"]
    (said,) = wrong(preview)
    assert "1.10" in said


def test_khmer_keeps_the_signs_that_part_its_words(workspace: Workspace, form: Path) -> None:
    note = "ខ្ញុំ\u200bទៅ\u200bផ្សារ"
    fill(form, "count", "12\u200b3", note=note)
    taken(workspace, form)
    assert (value(workspace).number, value(workspace).note) == (123, note)
    assert value(workspace).state is ValueState.REPORTED
