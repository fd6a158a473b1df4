"""A form that goes out, is filled in and comes back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spa_me.domain.cofunding import Activity, Contribution, Form, SourceType, Stage
from spa_me.domain.errors import InputError, RefusedError
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState, reported, reported_ratio
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.forms import preview_form, read_form, take_form
from spa_me.services.funding import save_activity, save_contribution
from spa_me.services.suggestions import Acceptance
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import (
    TODAY,
    Filler,
    changed,
    filled,
    looked_at,
    make,
    taken,
    told,
)
from tests.integration.making import change

LONG = "ទស្សនា\nsecond line, =1+1 and _x0041_ "


@pytest.fixture
def form(workspace: Workspace, tmp_path: Path) -> Path:
    return make(workspace, tmp_path / "form.xlsx")


def value(workspace: Workspace, code: str = "count") -> Value:
    return workspace.dataset().values.get(code, "A", "2014")


def record(workspace: Workspace, code: str, said: Value) -> None:
    record_values(workspace, [ValueChange(ValueKey("A", "2014", code), said)])


def everything(workspace: Workspace) -> None:
    """Record something of every kind, with texts and numbers that files like to spoil."""
    parts = {"sex": {"female": Decimal(3), "male": Decimal("2.5"), "unknown": Decimal(0)}}
    record(workspace, "count", replace(reported(Decimal(123456789012345678), LONG), parts=parts))
    record(workspace, "share", reported_ratio(Decimal("0.1"), Decimal(3)))
    record(workspace, "scale", Value(ValueState.NOT_AVAILABLE, reason="=cmd()", note="-5"))
    activity = Activity(
        "", "A", "2014", "1.10", "+A meeting", "1", Decimal("0.5"), "USD", True, LONG
    )
    save_activity(workspace, activity)
    held = workspace.dataset().activities[0].id
    save_contribution(
        workspace,
        Contribution(
            "", "A", "2014", "#N/A", SourceType.UN_AGENCY, Stage.PLANNED, Form.IN_KIND, held,
            None, "XXX", date(2014, 3, 7), "note",
        ),
    )  # fmt: skip


def test_a_form_that_nobody_filled_in_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    everything(workspace)
    path = make(workspace, tmp_path / "form.xlsx")
    preview = looked_at(workspace, path)
    assert told(preview) == []
    assert preview.changes == ()
    assert preview.records == 0
    assert preview.unchanged == 3 + 3 + 2

    assert Filler.open(path).save()  # as openpyxl writes it
    assert looked_at(workspace, path).changes == ()
    assert taken(workspace, path).change_set.is_empty


def test_answers_of_every_kind(workspace: Workspace, form: Path) -> None:
    entry = Filler.open(form)
    row = entry.question("count", value=0, note="none took place")
    entry.question("share", numerator=37, denominator=100)
    entry.question("scale", value="Good")
    part = entry.row("Breakdown", code="count", category="female")
    entry.fill("Breakdown", part, value=0)
    entry.save()

    preview = looked_at(workspace, form)
    assert told(preview) == []
    assert changed(preview) == [
        ("count", "state", "", "Reported"),
        ("count", "value", "", "0"),
        ("count", "note", "", "none took place"),
        ("count", "value", "", "0"),
        ("share", "state", "", "Reported"),
        ("share", "numerator", "", "37"),
        ("share", "denominator", "", "100"),
        ("scale", "state", "", "Reported"),
        ("scale", "value", "", "Good"),
    ]
    assert preview.changes[1].where == f"Form!I{row}"
    question = preview.asked_at(f"Form!I{row}")
    assert question.startswith("count · ")
    assert preview.asked_at(f"Form, row {row}") == question
    assert preview.asked_at("About this form") == ""
    assert value(workspace) is BLANK

    before = workspace.audit()[0].number
    outcome = taken(workspace, form)
    assert outcome.written == 3
    assert workspace.audit()[0].number == before + 3
    assert value(workspace).number == 0
    assert value(workspace).parts == {"sex": {"female": 0}}
    assert value(workspace, "share").amount == 37
    assert value(workspace, "scale").level == "good"
    assert taken(workspace, form).change_set.is_empty


def test_an_emptied_cell_says_nothing_and_only_blank_removes(
    workspace: Workspace, tmp_path: Path
) -> None:
    record(workspace, "count", reported(5, "a note"))
    record(workspace, "share", reported_ratio(1, 2))
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    row = entry.question("count", state=None, value=None, note=None)
    entry.question("share", state="Blank", numerator=None, denominator=None)
    entry.save()
    preview = looked_at(workspace, path)
    assert [(severity, where) for severity, where, _ in told(preview)] == [
        ("warning", f"Form!H{row}"),
        ("warning", f"Form!M{row}"),
    ]
    taken(workspace, path)
    assert value(workspace).number == 5
    assert value(workspace).note == "a note"
    assert value(workspace, "share").state is ValueState.BLANK


def test_a_figure_emptied_beside_its_old_state_says_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    record(workspace, "count", reported(5))
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    row = entry.question("count", value=None)  # the column State still says Reported
    entry.save()
    preview = looked_at(workspace, path)
    assert [(severity, where) for severity, where, _ in told(preview)] == [
        ("warning", f"Form!I{row}")
    ]
    assert preview.changes == ()


def test_only_what_was_changed_in_the_form_counts(workspace: Workspace, tmp_path: Path) -> None:
    record(workspace, "count", reported(5))
    path = make(workspace, tmp_path / "form.xlsx")
    record(workspace, "count", reported(7, "counted again"))
    filled(path, {"share": {"numerator": 1, "denominator": 4}})
    taken(workspace, path)
    assert (value(workspace).number, value(workspace).note) == (7, "counted again")
    assert value(workspace, "share").numerator == 1

    entry = Filler.open(path)
    row = entry.question("count", value=9)
    entry.save()
    preview = looked_at(workspace, path)
    assert told(preview) == [
        ("warning", f"Form!I{row}",
         "it was changed in the workspace after the form was made: “7”")
    ]  # fmt: skip
    taken(workspace, path)
    assert (value(workspace).number, value(workspace).note) == (9, "counted again")


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"value": "1.500"}, "“1.500” can be read as 1.5 and as 1500"),
        ({"value": "1,500"}, "“1,500” can be read as 1500 and as 1.5"),
        ({"value": "12 apples"}, "“12 apples” is not a number"),
        ({"value": date(2014, 7, 3)}, "the program made the date 2014-07-03 of what was typed"),
        ({"value": True}, "it holds the truth value TRUE"),
        ({"value": "#DIV/0!"}, "it shows the error #DIV/0!"),
        ({"value": "=3+4"}, "it holds a formula that no program has calculated yet"),
        ({"state": "Perhaps"}, "“Perhaps” is no state"),
        ({"state": "Not available"}, "“Not available” needs a reason"),
        ({"state": "Reported"}, "the value is reported without a figure"),
        ({"value": -1}, "-1 is below zero"),
        ({"value": 5, "state": "Not available", "reason": "why"},
         "there is a figure although the value is “Not available”"),
    ],
)  # fmt: skip
def test_a_bad_row_is_listed_and_the_others_are_kept(
    workspace: Workspace, form: Path, cells: dict[str, object], what: str
) -> None:
    entry = Filler.open(form)
    row = entry.question("count", **cells)
    if cells.get("value") == "#DIV/0!":
        entry.cell("Form", row, "value").data_type = "e"
    entry.question("share", numerator=1, denominator=2)
    entry.save()
    preview = looked_at(workspace, form)
    found = [finding for finding in told(preview) if finding[0] == "error"]
    assert [text for _, _, text in found] == [what]
    assert found[0][1].startswith("Form!")
    assert found[0][1].endswith(str(row))

    assert taken(workspace, form, all_or_nothing=True).written == 0
    assert taken(workspace, form).written == 1
    assert value(workspace) is BLANK
    assert value(workspace, "share").denominator == 2


@pytest.mark.parametrize(
    ("written", "number"),
    [("1 500", 1500), ("1.500,5", "1500.5"), ("12,5", "12.5"), ("1\u202f500", 1500), ("7", 7)],
)
def test_numbers_as_text_of_the_country_are_read_and_said(
    workspace: Workspace, form: Path, written: str, number: object
) -> None:
    filled(form, {"count": {"value": written}})
    taken(workspace, form)
    assert value(workspace).number == Decimal(str(number))


def test_percentages(workspace: Workspace, form: Path) -> None:
    def share(**cells: object) -> tuple[list[str], Value | None]:
        entry = Filler.open(form)
        row = entry.question("share", value=None, numerator=None, denominator=None)
        percent = cells.pop("percent", None)
        entry.fill("Form", row, **cells)
        entry.cell("Form", row, "value").number_format = "General"
        if percent is not None:
            entry.cell("Form", row, "value").value = percent
            entry.cell("Form", row, "value").number_format = "0.0%"
        entry.save()
        preview = looked_at(workspace, form)
        found = [said.value for said in preview.values]
        return [severity for severity, _, _ in told(preview)], (found or [None])[0]

    bare = Value(ValueState.REPORTED, number=Decimal(45))
    assert share(value=45) == (["warning"], bare)
    assert share(percent=0.45) == (["warning"], bare)
    assert share(value="45 %") == (["warning"], bare)
    assert share(value=0.45) == (["error"], None)
    assert share(value="3 of 7") == ([], reported_ratio(3, 7))
    assert share(value="3/7") == ([], reported_ratio(3, 7))
    assert share(numerator=3) == (["error"], None)
    assert share(numerator=3, denominator=0) == (["error"], None)
    assert share(numerator=9, denominator=7)[0] == ["warning"]


@pytest.mark.parametrize(
    ("word", "state", "otherwise"),
    [
        ("N/A", ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE),
        ("see description", ValueState.NOT_AVAILABLE, ValueState.NOT_AVAILABLE),
        ("-", ValueState.NOT_AVAILABLE, ValueState.NOT_AVAILABLE),
        ("–", ValueState.NOT_AVAILABLE, ValueState.NOT_AVAILABLE),
        ("tbc", ValueState.NOT_AVAILABLE, ValueState.NOT_AVAILABLE),
        ("គ្មានទិន្នន័យ", ValueState.NOT_AVAILABLE, ValueState.NOT_AVAILABLE),
        ("not applicable", ValueState.NOT_APPLICABLE, ValueState.NOT_APPLICABLE),
    ],
)
def test_words_for_no_figure_are_offered_as_what_they_say(
    workspace: Workspace, form: Path, word: str, state: ValueState, otherwise: ValueState
) -> None:
    entry = Filler.open(form)
    row = entry.question("count", value=word)
    entry.question("scale", value=word, note="The law is not adopted")
    entry.save()
    preview = looked_at(workspace, form)
    assert [(s.where, s.written, s.reason) for s in preview.suggestions] == [
        (f"Form!I{row}", word, ""),
        (f"Form!I{row + 2}", word, "The law is not adopted"),
    ]
    assert preview.changes == ()
    assert len(preview.errors_left(None)) == 2
    assert preview.errors_left(Acceptance()) == ()

    assert taken(workspace, form).written == 0
    with pytest.raises(InputError, match="1 problem"):
        taken(workspace, form, accept=Acceptance())
    assert taken(workspace, form, accept=Acceptance("No such case")).written == 2
    assert value(workspace).state is state
    assert value(workspace).reason == "No such case"
    assert value(workspace, "scale").reason == "The law is not adopted"
    taken(workspace, form, accept=Acceptance("No such case", ValueState.NOT_APPLICABLE))
    assert value(workspace).state is otherwise


def test_the_preview_of_accepted_words_shows_every_cell_that_changes(
    workspace: Workspace, tmp_path: Path
) -> None:
    parts = {"sex": {"female": Decimal(37), "male": Decimal(61), "unknown": Decimal(1)}}
    record(workspace, "count", replace(reported(Decimal(98), "counted twice"), parts=parts))
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    entry.question("count", value="N/A", note="counted twice")
    entry.question("scale", value="Good")
    entry.save()
    preview = looked_at(workspace, path)
    scale = [("scale", "state", "", "Reported"), ("scale", "value", "", "Good")]
    assert changed(preview) == scale

    def cells(reason: str = "") -> list[tuple[str, str, str, str]]:
        found = preview.changes_when(Acceptance(reason))
        return [(c.code, c.column, c.old, c.new) for c in found]

    goes = [("count", "value", old, "") for old in ("37", "61", "1")]
    assert cells("No law") == [
        *scale,
        ("count", "state", "Reported", "Not available"),
        ("count", "value", "98", ""),
        ("count", "reason", "", "counted twice"),
        *goes,
    ]
    assert preview.findings_when(Acceptance()) == ()
    taken(workspace, path, accept=Acceptance())
    assert value(workspace).reason == "counted twice"
    assert value(workspace).parts == {}


def test_a_reason_that_is_still_to_be_written_stands_open_in_the_preview(
    workspace: Workspace, form: Path
) -> None:
    preview = looked_at(workspace, filled(form, {"count": {"value": "N/A"}}))
    reasons = [
        [c.new for c in preview.changes_when(Acceptance(said)) if c.column == "reason"]
        for said in ("", "No law")
    ]
    assert reasons == [["…"], ["No law"]]


def test_activities_and_contributions(workspace: Workspace, tmp_path: Path) -> None:
    everything(workspace)
    path = make(workspace, tmp_path / "form.xlsx")
    entry = Filler.open(path)
    entry.fill("Activities", entry.row("Activities", code="1.10"), budget=700, note=None)
    row = entry.spare("Activities")
    entry.fill("Activities", row, code="2", title="New", currency="thb", budget="1 000")
    gift = entry.spare("Contributions")
    entry.fill(
        "Contributions", gift, source="Ministry", source_type="Government", activity="2",
        amount=12.5, currency="USD", date=date(2014, 5, 1),
    )  # fmt: skip
    entry.save()
    preview = looked_at(workspace, path)
    assert [severity for severity, _, _ in told(preview)] == ["warning"]
    assert ("1.10", "budget", "0.5", "700") in changed(preview)
    assert taken(workspace, path).written == 3

    data = workspace.dataset()
    first, second = data.activities
    assert (first.budget, first.note, first.is_shared) == (700, LONG.strip(), True)
    assert (second.code, second.currency, second.budget) == ("2", "THB", 1000)
    new = next(c for c in data.contributions if c.source == "Ministry")
    assert (new.activity, new.amount, new.date) == (second.id, Decimal("12.5"), date(2014, 5, 1))
    assert (new.stage, new.form) == (Stage.ACTUAL, Form.CASH)
    assert taken(workspace, path).change_set.is_empty, "the same form again adds nothing"


def test_bad_records_say_in_which_cell(workspace: Workspace, form: Path) -> None:
    entry = Filler.open(form)
    row = entry.spare("Contributions")
    entry.fill("Contributions", row, source="X", source_type="Friends")
    entry.fill("Contributions", row + 1, source="X", source_type="Donor", amount="N/A")
    entry.fill("Contributions", row + 2, source="X", source_type="Donor", activity="9")
    entry.fill("Contributions", row + 3, source="X", source_type="Donor", currency="EURO")
    entry.fill("Contributions", row + 4, source="X", source_type="Donor", date="yesterday")
    entry.fill("Contributions", row + 5, source_type="Donor", amount=-1)
    entry.fill("Activities", entry.spare("Activities"), code="1")
    entry.save()
    preview = looked_at(workspace, form)
    assert preview.records == 0
    places = [where for _, where, _ in told(preview)]
    assert places[0].startswith("Activities!C")
    assert places[1:] == [
        f"Contributions!C{row}",
        f"Contributions!G{row + 1}",
        f"Contributions!F{row + 2}",
        f"Contributions!H{row + 3}",
        f"Contributions!I{row + 4}",
        f"Contributions!B{row + 5}",
        f"Contributions!G{row + 5}",
    ]


def test_what_changed_meanwhile_is_looked_at_again(workspace: Workspace, form: Path) -> None:
    filled(form, {"count": {"value": 3}})
    found = read_form(form)
    preview = preview_form(workspace.dataset(), found, TODAY)
    record_values(workspace, [change(4)])
    with pytest.raises(RefusedError, match="since the file was looked at"):
        take_form(workspace, found, preview)
    assert value(workspace).number == 4


def test_all_of_a_form_or_nothing_of_it_is_written(
    workspace: Workspace, form: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Filler.open(form)
    entry.question("count", value=3)
    entry.fill("Activities", entry.spare("Activities"), code="1", title="New")
    entry.save()

    def fail(*_: object) -> None:
        raise RuntimeError("halfway")

    monkeypatch.setattr("spa_me.services.forms.taking.write_activity", fail)
    with pytest.raises(RuntimeError, match="halfway"):
        taken(workspace, form)
    assert value(workspace) is BLANK
