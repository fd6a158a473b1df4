"""`spa-me framework add`: what a version would change, and that it is added once."""

import json
from pathlib import Path

import pytest

import frameworks
from tests.commands import Command


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """Return a file with a version that has another target, title and code."""
    text = frameworks.definition_text("un-act/2014")
    for old, new in (
        ('version = "2014"', 'version = "2014-2"'),
        ('title = "Joint activities in the regional network"', 'title = "Joint activities"'),
        ("1500", "1200"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "revised.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dry_run_shows_what_would_change_and_changes_nothing(
    spa_me: Command, example: Path, revised: Path
) -> None:
    before = example.read_bytes()
    ran = spa_me("framework", "add", example, revised, "--dry-run")

    assert ran.code == 0
    for words in (
        "version 2014-2, is in force from 2014-04-01",
        "Period 2014, which has figures, is then judged by it and no longer by version 2014.",
        "Worded anew: progress marker 2.3: Joint activities",
        "Target of marker 3.2 (3.2-returning) for 2014: 1,500, then 1,200",
        "Nothing was changed (--dry-run).",
    ):
        assert words in ran.out
    assert example.read_bytes() == before


def test_a_version_is_added_once_and_judges_from_then_on(
    spa_me: Command, example: Path, revised: Path
) -> None:
    added = spa_me("framework", "add", example, revised, "--json").json
    again = spa_me("framework", "add", example, revised, "--json").json

    assert (added["added"], added["known"], added["before"]) == (True, False, "2014")
    assert added["periods"] == [{"period": "2014", "before": "2014", "has_values": True}]
    assert added["markers"] == {"new": [], "gone": [], "reworded": ["2.3"]}
    assert {"marker": "3.2", "old": "1500", "new": "1200"}.items() <= added["targets"][0].items()
    assert (again["added"], again["known"]) == (False, True)
    assessed = spa_me("assess", example, "--period", "2014", "--json").json
    assert assessed["framework"]["version"] == "2014-2"


def test_another_wording_and_another_framework_are_refused(
    spa_me: Command, example: Path, revised: Path
) -> None:
    spa_me("framework", "add", example, revised)
    text = revised.read_text(encoding="utf-8")
    revised.write_text(text.replace("1200", "1100"), encoding="utf-8")
    ran = spa_me("framework", "add", example, revised, "--dry-run")
    assert ran.code == 2
    assert "a published version never changes" in ran.err

    revised.write_text(text.replace('code = "UN-ACT"', 'code = "OTHER"', 1), encoding="utf-8")
    ran = spa_me("framework", "add", example, revised)
    assert ran.code == 2
    assert "OTHER is another framework than that of this workspace (UN-ACT)" in ran.err


def test_a_file_with_errors_is_a_finding(spa_me: Command, example: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\n", encoding="utf-8")
    ran = spa_me("framework", "add", example, bad, "--json")

    assert ran.code == 1
    assert json.loads(ran.out)["findings"]
