"""From nothing to the reference table of UN-ACT 2014, in fresh processes, as a script would."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Code: result, status, computed, reported, achievement in per cent.
# From the reference on the 2014 report; None where there is nothing, and never 0.
REFERENCE = {
    "O-1": ("O", None, None, None, None),
    "O-2": ("O", "fully", None, "fully", None),
    "1.1": ("1.1", "not", "not", "not", "0"),
    "1.2": ("1.2", "fully", "fully", "fully", "100"),
    "1.3": ("1.3", "partly", "partly", "partly", "50"),
    "2.1": ("2.1", "fully", "fully", "fully", "200"),
    "2.2": ("2.2", "not", "not", "not", "0"),
    "2.3": ("2.3", "partly", "partly", "partly", "60"),
    "3.1a": ("3.1", "fully", "partly", "fully", "0"),
    "3.1b": ("3.1", "partly", "partly", "partly", "77.78"),
    "3.2": ("3.2", "fully", "fully", "fully", "220.18"),
    "4.1": ("4.1", "fully", "fully", "fully", "266.67"),
    "4.2": ("4.2", "fully", "fully", "fully", "100"),
    "4.3": ("4.3", "fully", "fully", "fully", "225"),
}
CARDS = {"1": "50", "2": "53.33", "3": "59.26", "4": "100"}
UNCAPPED = {"1": "50", "2": "86.67", "3": "99.32", "4": "197.22"}

Script = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def script() -> Script:
    """Return the command line as a fresh process in a plain C locale."""

    def run(*arguments: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
        plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
        return subprocess.run(
            [sys.executable, "-m", "spa_me.cli", *map(str, arguments)],
            check=False,
            capture_output=True,
            env={**os.environ, **plain, **variables},
        )

    return run


@pytest.fixture(scope="module")
def workspace(script: Script, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example as `spa-me example` makes it."""
    path = tmp_path_factory.mktemp("un-act") / "un-act.spame"
    made = script("example", path, SPA_ME_PERSON="ໜານ ສົມພອນ")
    assert (made.returncode, made.stderr) == (0, b"")
    return path


def _json(script: Script, *arguments: object) -> Any:
    done = script(*arguments, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def assessed(script: Script, workspace: Path) -> Any:
    """Return the scoreboard of 2014 as JSON."""
    return _json(script, "assess", workspace, "--period", "2014")


def test_every_marker_stands_as_in_the_reference(assessed: Any) -> None:
    found = {
        marker["code"]: tuple(
            marker[key] for key in ("result", "status", "computed", "reported", "achievement")
        )
        for marker in assessed["markers"]
    }

    assert found == REFERENCE


def test_the_counts_are_8_3_2_1(assessed: Any) -> None:
    assert assessed["counts"] == {"fully": 8, "partly": 3, "not": 2, "no_status": 1}
    kinds = [m["no_status"] for m in assessed["markers"] if m["status"] is None]
    assert kinds == ["no_target"]


def test_the_document_has_the_keys_that_are_promised(assessed: Any) -> None:
    assert {"framework", "period", "counts", "markers", "results"} <= assessed.keys()
    promised = {
        "code",
        "result",
        "status",
        "computed",
        "reported",
        "no_status",
        "achievement",
        "reason",
        "included",
        "best",
        "worst",
        "legs",
    }
    for marker in assessed["markers"]:
        assert promised <= marker.keys()
        assert marker["included"].keys() == {"reported", "expected", "missing"}
    assert assessed["period"] == "2014"


def test_no_decimal_is_a_binary_number(script: Script, workspace: Path) -> None:
    def refuse(text: str) -> object:
        raise AssertionError(f"{text} is not a string")

    for command in (("assess",), ("funding", "--unit", "CN")):
        done = script(command[0], workspace, "--period", "2014", *command[1:], "--json")
        json.loads(done.stdout, parse_float=refuse)


def test_missing_reporters_are_named_with_both_cases(assessed: Any) -> None:
    shared = next(marker for marker in assessed["markers"] if marker["code"] == "1.3")

    assert shared["included"] == {"reported": 3, "expected": 6, "missing": ["KH", "LA", "MM"]}
    assert (shared["worst"], shared["best"]) == ("partly", "fully")


def test_the_cards_come_out(assessed: Any) -> None:
    results = {result["code"]: result for result in assessed["results"]}

    assert {code: results[code]["card"]["achievement"] for code in CARDS} == CARDS
    assert {code: results[code]["uncapped"] for code in UNCAPPED} == UNCAPPED
    assert {code: results[code]["card"]["colour"] for code in CARDS} == {
        "1": "amber",
        "2": "amber",
        "3": "amber",
        "4": "green",
    }


def test_chinas_money_is_shared_as_its_amounts_say(script: Script, workspace: Path) -> None:
    body = _json(script, "funding", workspace, "--period", "2014", "--unit", "CN")

    shares = [
        (s["amount"], s["share"], s["share_one_decimal"], s["share_whole"]) for s in body["sources"]
    ]
    assert shares == [
        ("66930", "40.13", "40.1", 40),
        ("35400", "21.23", "21.2", 21),
        ("33750", "20.24", "20.2", 20),
        ("30700", "18.41", "18.4", 19),
    ]
    assert (body["total"], body["currency"]) == ("166780", "XXX")
    told = " ".join(body["warnings"])
    assert "0.76 points" in told
    assert "0.59 points" in told
    assert "101 %" in told


def test_without_the_programme_the_government_pays_half(script: Script, workspace: Path) -> None:
    arguments = ("--period", "2014", "--unit", "CN", "--without-programme")
    body = _json(script, "funding", workspace, *arguments)

    assert body["sources"][0]["share"] == "50.31"
    assert body["without_programme"] is True
    assert sum(source["share_whole"] for source in body["sources"]) == 100


def test_the_share_of_activities_stands_on_its_own_base(script: Script, workspace: Path) -> None:
    arguments = ("--period", "2014", "--unit", "CN", "--base", "activities")
    body = _json(script, "funding", workspace, *arguments)

    assert (body["base"], body["government_share"]) == ("activities", "37")


def test_text_is_utf8_in_a_plain_locale(script: Script, workspace: Path) -> None:
    done = script("assess", workspace, "--period", "2014")
    text = done.stdout.decode("utf-8")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "● Fully met 8   ◐ Partly met 3   ○ Not met 2   ▨ No target 1" in text
    assert "3 of 6 units" in text


def test_a_value_entered_by_a_script_moves_the_marker(
    script: Script, workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.spame"
    path.write_bytes(workspace.read_bytes())
    values = tmp_path / "values.csv"
    values.write_text(
        "unit,indicator,period,state,value,numerator,denominator,reason,note\n"
        "KH,1.3,2014,reported,,9,20,,\nLA,1.3,2014,reported,,4,20,,\n"
        "MM,1.3,2014,reported,,3,20,,\nRS,2.3,2014,reported,see description,,,,\n",
        encoding="utf-8",
    )
    entered = script("enter", path, values, SPA_ME_PERSON="ສົມພອນ")
    found = _json(script, "assess", path, "--period", "2014")
    marker = next(m for m in found["markers"] if m["code"] == "1.3")

    assert entered.returncode == 1
    assert "3 values were recorded" in entered.stdout.decode("utf-8")
    assert "row 5" in entered.stdout.decode("utf-8")
    assert (marker["computed"], marker["achievement"]) == ("partly", "83.33")
    assert marker["included"]["missing"] == []
    by = {value["unit"]: value["entered_by"] for value in marker["legs"][0]["values"]}
    assert by["KH"] == "ສົມພອນ"


def test_a_reader_that_leaves_early_is_no_fault(workspace: Path) -> None:
    command = [sys.executable, "-m", "spa_me.cli", "assess", str(workspace), "--period", "2014"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "--json"], stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()

    assert (process.returncode, told) == (0, b"")


def test_the_installed_script_is_the_same_program() -> None:
    name = "spa-me.exe" if os.name == "nt" else "spa-me"
    done = subprocess.run(
        [str(Path(sys.executable).with_name(name)), "--version"], check=False, capture_output=True
    )

    assert (done.returncode, done.stdout.split()[:1]) == (0, [b"SPA-ME"])
