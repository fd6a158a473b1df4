"""`spa-me load` with a file of reporting data: all of it in a workspace, or nothing."""

from pathlib import Path

import pytest

import frameworks
from spa_me.domain.progress import Cancelled
from spa_me.services.data_file import make_from_data, read_file
from tests.commands import Command
from tests.integration.making import ACTOR


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the file of the example, as somebody has it on their disk."""
    path = tmp_path / "data.toml"
    path.write_text(frameworks.example_text("un-act-2014"), encoding="utf-8")
    return path


def test_a_data_file_becomes_the_workspace_that_the_example_is(
    spa_me: Command, data: Path, example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "loaded.spame"

    ran = spa_me("load", data, path, "--json")

    assert ran.code == 0
    assert {finding["severity"] for finding in ran.json["findings"]} == {"warning"}
    shown = [spa_me("assess", w, "--period", "2014", "--json").json for w in (path, example)]
    told = ("code", "status", "computed", "reported", "achievement", "explanation")
    one, other = ([[m.get(key) for key in told] for m in body["markers"]] for body in shown)
    assert one == other
    assert (
        shown[0]["counts"]
        == shown[1]["counts"]
        == {
            "fully": 8,
            "partly": 3,
            "not": 2,
            "no_status": 1,
        }
    )
    money = [spa_me("funding", w, "--period", "2014", "--json").json for w in (path, example)]
    assert money[0] == money[1]


def test_a_data_file_may_be_about_a_framework_of_ones_own(
    spa_me: Command, data: Path, tmp_path: Path
) -> None:
    framework = tmp_path / "ours.toml"
    text = frameworks.definition_text("un-act/2014")
    framework.write_text(text.replace('code = "UN-ACT"', 'code = "OURS"'), encoding="utf-8")
    data.write_text(data.read_text().replace('framework = "UN-ACT"', 'framework = "OURS"'))
    path = tmp_path / "ours.spame"

    alone = spa_me("load", data, path)
    ran = spa_me("load", data, path, "--framework", framework)

    assert (alone.code, ran.code) == (2, 0)
    assert spa_me("assess", path, "--period", "2014", "--json").json["framework"]["code"] == "OURS"


def test_a_wrong_data_file_names_its_keys_and_makes_nothing(
    spa_me: Command, data: Path, tmp_path: Path
) -> None:
    data.write_text(data.read_text().replace('indicator = "2.3"', 'indicator = "2.9"'))
    path = tmp_path / "loaded.spame"

    ran = spa_me("load", data, path)

    assert ran.code == 2
    assert "values[14].indicator" in ran.err
    assert not path.exists()


def test_a_file_that_is_there_is_left_alone(spa_me: Command, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "loaded.spame"
    path.write_text("mine")

    assert spa_me("load", data, path).code == 2
    assert path.read_text() == "mine"


def test_what_is_stopped_in_the_middle_leaves_nothing(data: Path, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, what: str) -> None:
            del what
            if done > total // 2:
                raise Cancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        make_from_data(tmp_path / "w.spame", read_file(data), ACTOR, progress=Impatient())

    assert sorted(tmp_path.iterdir()) == before
