"""Codes in CSV files that a spreadsheet has saved: 1.10 becomes 1.1, which is another question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spa_me.domain.errors import Severity
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.framework.doubts import doubts
from spa_me.services.importing import EntryOutcome, enter_values
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, Clock

CODES = {"1.1": "Laws", "1.10": "Trainings", "1.2": "Meetings", "2.20": "Hotlines"}


def framework() -> FrameworkDefinition:
    plan = {"code": "T", "kind": "programme", "title": "Test", "owner": "Nobody"}
    return read_definition(
        {
            "format": 1,
            "code": "T",
            "version": "1",
            "title": "Test",
            "in_force_from": "2014-01-01",
            "plan": plan,
            "levels": [{"code": "outcome", "title": "Outcome"}],
            "results": [{"code": "1", "level": "outcome", "title": "A result"}],
            "units": [{"code": "A", "name": "Country A"}],
            "periods": [
                {"code": "2014", "title": "2014", "start": "2014-01-01", "end": "2014-12-31"}
            ],
            "indicators": [
                {"code": code, "result": "1", "title": title, "unit": "n", "scope": "countries"}
                for code, title in CODES.items()
            ],
            "markers": [],
        },
        "test",
    )


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.spame", framework(), "A", ACTOR, clock=Clock()) as made:
        yield made


def enter_rows(workspace: Workspace, tmp_path: Path, *rows: tuple[str, object]) -> EntryOutcome:
    lines = ["unit,indicator,period,value", *(f"A,{code},2014,{said}" for code, said in rows)]
    path = tmp_path / "values.csv"
    path.write_text("\n".join(lines), "utf-8")
    return enter_values(workspace, path)


def recorded(workspace: Workspace) -> dict[str, int]:
    values = workspace.dataset().values.items()
    return {key.indicator: int(value.number or 0) for key, value in values}


def test_a_code_that_may_have_lost_its_zero_is_asked_about_with_both_questions(
    plan: Workspace, tmp_path: Path
) -> None:
    outcome = enter_rows(plan, tmp_path, ("1.1", 7), ("1.2", 3))

    (finding,) = outcome.findings
    assert (finding.where, finding.severity) == ("row 2, column indicator", Severity.ERROR)
    assert all(word in finding.what for word in ("1.1 (Laws)", "1.10 (Trainings)"))
    assert recorded(plan) == {"1.2": 3}


def test_two_figures_under_one_code_are_both_shown_and_none_is_taken(
    plan: Workspace, tmp_path: Path
) -> None:
    outcome = enter_rows(plan, tmp_path, ("1.1", 80), ("1.1", 7), ("1.2", 3))

    assert [finding.where for finding in outcome.findings] == [
        "row 2, column indicator",
        "row 3, column indicator",
    ]
    for finding in outcome.findings:
        assert "80 in row 2, 7 in row 3" in finding.what
    assert recorded(plan) == {"1.2": 3}


def test_a_file_that_shows_its_codes_as_they_were_is_believed(
    plan: Workspace, tmp_path: Path
) -> None:
    assert enter_rows(plan, tmp_path, ("1.1", 80), ("1.10", 7)).findings == ()
    assert recorded(plan) == {"1.1": 80, "1.10": 7}
    assert enter_rows(plan, tmp_path, ("1.1", 81), ("1.10", "")).findings == ()
    assert recorded(plan) == {"1.1": 81, "1.10": 7}
    assert enter_rows(plan, tmp_path, ("1.1", 82), ("2.20", 7)).findings == ()


def test_a_code_that_is_not_asked_names_the_one_that_it_may_have_been(
    plan: Workspace, tmp_path: Path
) -> None:
    (finding,) = enter_rows(plan, tmp_path, ("2.2", 7)).findings
    assert "2.20 (Hotlines)" in finding.what
    assert recorded(plan) == {}


def test_codes_in_the_digits_of_another_script_and_with_unseen_signs(
    plan: Workspace, tmp_path: Path
) -> None:
    assert enter_rows(plan, tmp_path, ("១.២", 3), ("1.10\u200b", 7)).findings == ()
    assert recorded(plan) == {"1.2": 3, "1.10": 7}


def test_the_framework_checker_warns_of_such_pairs() -> None:
    (doubt,) = doubts(framework())
    assert (doubt.where, doubt.severity) == ("indicators[1.1]", Severity.WARNING)
    assert "1.10" in doubt.what
