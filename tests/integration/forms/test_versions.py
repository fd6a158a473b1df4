"""Forms of another workspace, framework version, or office."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.errors import InputError, RefusedError
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.services.csv_preview import preview_csv, read_values
from spa_me.services.forms import preview_form, read_form, take_form
from spa_me.services.frameworks import install
from spa_me.services.importing import enter_values
from spa_me.services.workspace import Workspace
from tests.integration.forms.filling import TODAY, Filler, changed, looked_at, make, taken, told
from tests.integration.making import ACTOR, Clock, definition


def revised(**changes: Any) -> FrameworkDefinition:
    """Return a second version, in force for the same periods."""
    body = definition().model_dump(mode="json", exclude_defaults=True)
    body.update({"version": "2", "in_force_from": "2014-01-01", **changes})
    return read_definition(body, "revised")


def body() -> dict[str, Any]:
    return definition().model_dump(mode="json", exclude_defaults=True)


@pytest.fixture
def old(path: Path, clock: Clock) -> Any:
    """Return a workspace whose first version came into force before the period."""
    first = read_definition({**body(), "in_force_from": "2013-01-01"}, "first")
    with Workspace.create(path, first, "A", ACTOR, clock=clock) as made:
        yield made


def answered(workspace: Workspace, path: Path) -> Path:
    entry = Filler.open(make(workspace, path))
    entry.question("count", value=3)
    entry.question("share", numerator=1, denominator=2)
    entry.fill("Breakdown", entry.row("Breakdown", category="female"), value=3)
    return entry.save()


def test_questions_that_are_the_same_are_mapped(old: Workspace, tmp_path: Path) -> None:
    form = answered(old, tmp_path / "form.xlsx")
    install(old, revised())
    preview = looked_at(old, form)
    assert told(preview) == [
        (
            "warning",
            "About this form",
            "it was made from version 1 and version 2 is in use; 3 of its questions are the same",
        )
    ]
    assert {code for code, *_ in changed(preview)} == {"count", "share"}
    assert taken(old, form).written == 2


def test_a_question_with_another_code_is_followed_through_its_marker(
    old: Workspace, tmp_path: Path
) -> None:
    form = answered(old, tmp_path / "form.xlsx")
    renamed = body()
    renamed["indicators"][0]["code"] = "number"
    renamed["markers"][0] = {**renamed["markers"][0], "code": "N1"}
    renamed["markers"][0]["legs"] = [{"indicator": "number", "targets": {"2014": "10"}}]
    kept = {"kind": "kept", "old": ["M1"], "new": ["N1"]}
    version = revised(**{name: renamed[name] for name in ("indicators", "markers")}, changes=[kept])
    install(old, version)
    preview = looked_at(old, form)
    assert ("number", "value", "", "3") in changed(preview)
    assert [severity for severity, _, _ in told(preview)] == ["warning"]


def test_what_is_not_clear_is_listed_and_left_out(old: Workspace, tmp_path: Path) -> None:
    form = answered(old, tmp_path / "form.xlsx")
    other = body()
    other["indicators"][0]["unit"] = "hundreds"
    retired = {"kind": "retired", "old": ["M2"], "reason": "No longer asked"}
    version = revised(indicators=other["indicators"], markers=other["markers"][:1],
                      changes=[retired])  # fmt: skip
    install(old, version)
    preview = looked_at(old, form)
    assert preview.changes == ()
    found = told(preview)
    unit = "its unit of measure is “hundreds” now and was “things”"
    gone = "its progress marker was retired, so it is not clear what it became"
    assert ("warning", "question count", unit) in found
    assert ("warning", "question share", gone) in found
    errors = [what for severity, _, what in found if severity == "error"]
    assert errors == [f"count: {unit}", f"share: {gone}", f"count: {unit}"]


def test_a_version_that_is_not_at_hand_is_refused_with_the_differences(
    path: Path, tmp_path: Path, clock: Clock
) -> None:
    other = body()
    other["indicators"][0]["title"] = "Another wording"
    newer = read_definition({**other, "version": "3"}, "newer")
    with Workspace.create(tmp_path / "3.spame", newer, "A", ACTOR, clock=clock) as office:
        form = read_form(answered(office, tmp_path / "form.xlsx"))
    with Workspace.create(path, definition(), "A", ACTOR, clock=clock) as workspace:
        info = workspace.info
        about = type(form.about)(**{**fields_of(form.about), "workspace": info.id})
        found = type(form)(form.name, about, form.known, form.tables)
        preview = preview_form(workspace.dataset(), found, TODAY)
        assert preview.is_refused
        assert told(preview) == [
            (
                "critical",
                "About this form",
                (
                    "it was made from version 3 and version 1 is in use; this workspace cannot say "
                    "what became of its questions"
                ),
            ),
            (
                "critical",
                "question count",
                "its wording is “Indicator count” now and was “Another wording”",
            ),
        ]
        with pytest.raises(RefusedError, match="cannot be taken in"):
            take_form(workspace, found, preview)


def fields_of(about: Any) -> dict[str, Any]:
    return {name: getattr(about, name) for name in about.__dataclass_fields__}


def test_a_form_of_another_workspace_is_refused(
    workspace: Workspace, tmp_path: Path, clock: Clock
) -> None:
    with Workspace.create(tmp_path / "2.spame", definition(), "B", ACTOR, clock=clock) as office:
        form = answered(office, tmp_path / "form.xlsx")
    preview = looked_at(workspace, form)
    assert preview.is_refused
    assert preview.changes == ()
    assert told(preview)[0][0] == "critical"
    assert "it was made by another workspace" in told(preview)[0][2]


def test_the_form_of_another_unit_is_refused_where_one_is_expected(
    workspace: Workspace, tmp_path: Path
) -> None:
    form = read_form(answered(workspace, tmp_path / "form.xlsx"))
    preview = preview_form(workspace.dataset(), form, date(2026, 3, 1), ("B", "2014"))
    assert told(preview) == [
        ("critical", "About this form", "it is the form of Country A for 2014")
    ]


def test_a_form_of_a_newer_app_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    entry = Filler.open(make(workspace, tmp_path / "form.xlsx"))
    data = entry.sheet("SPA-ME data")
    assert data["B1"].value == "format"
    data["C1"].value = "2"
    with pytest.raises(InputError) as caught:
        read_form(entry.save())
    assert "made by a newer SPA-ME" in caught.value.findings[0].what


def rows(path: Path, *written: str) -> Path:
    path.write_text("\n".join(["unit,indicator,period,value,framework_version", *written]))
    return path


def test_a_csv_of_an_older_version_is_followed_in_the_same_way(
    old: Workspace, tmp_path: Path
) -> None:
    renamed = body()
    renamed["indicators"][0]["code"] = "number"
    renamed["markers"][0] = {**renamed["markers"][0], "code": "N1"}
    renamed["markers"][0]["legs"] = [{"indicator": "number", "targets": {"2014": "10"}}]
    kept = {"kind": "kept", "old": ["M1"], "new": ["N1"]}
    install(
        old,
        revised(**{name: renamed[name] for name in ("indicators", "markers")}, changes=[kept]),
    )
    written = rows(
        tmp_path / "values.csv",
        "A,count,2014,3,1",
        "B,number,2014,4,2",
        "A,number,2014,5,1",
        "B,count,2014,6,7",
        "B,count,2014,7,",
    )
    file = read_values(written)
    preview = preview_csv(old.dataset(), file, written.name, TODAY)

    assert {(v.key.unit, v.key.indicator, v.value.number) for v in preview.values} == {
        ("A", "number", 3),
        ("B", "number", 4),
    }
    assert [(finding.where, finding.what) for finding in preview.findings] == [
        ("row 4, column indicator", "version 1 does not ask it"),
        ("row 5, column indicator", "framework version “7” is not known in this workspace"),
        ("row 6, column indicator", "there is no indicator “count”"),
    ]
    assert enter_values(old, written, dry_run=True).findings == preview.findings


def test_a_csv_of_a_version_that_comes_later_is_left_out(path: Path, clock: Clock) -> None:
    with Workspace.create(path, definition(), "A", ACTOR, clock=clock) as workspace:
        install(
            workspace,
            read_definition({**body(), "version": "2", "in_force_from": "2016-01-01"}, "2"),
        )
        written = rows(path.with_suffix(".csv"), "A,count,2014,3,2")
        outcome = enter_values(workspace, written, dry_run=True)

    assert [finding.what for finding in outcome.findings] == [
        "version 2 is later than 1, which judges this period"
    ]
