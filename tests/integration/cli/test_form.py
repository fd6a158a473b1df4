"""`spa-me form`: out, filled in, and back, with exit codes that scripts can rely on."""

from pathlib import Path

import pytest

from spa_me.services.forms import read_form
from tests.commands import Command
from tests.integration.forms.filling import Filler


@pytest.fixture
def form(spa_me: Command, example: Path, tmp_path: Path) -> Filler:
    path = tmp_path / "kh.xlsx"
    ran = spa_me("form", "export", example, "--unit", "RS", "--period", "2014", "-o", path)
    assert ran.code == 0
    assert str(path) in ran.out
    return Filler.open(path)


def test_the_language_of_the_texts_is_an_option(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    place = ("--unit", "RS", "--period", "2014", "-o", tmp_path / "km.xlsx")
    assert spa_me("form", "export", example, *place, "--language", "km").code == 0
    assert read_form(tmp_path / "km.xlsx").about.language == "km"


def test_a_dry_run_shows_every_cell_and_changes_nothing(
    spa_me: Command, example: Path, form: Filler
) -> None:
    row = form.question("2.3", value=77)
    before = example.read_bytes()
    ran = spa_me("form", "import", example, form.save(), "--dry-run", "--json")
    assert ran.code == 0
    assert ran.json["dry_run"]
    assert ran.json["written"] == 0
    assert ran.json["form"]["unit"] == "RS"
    changes = [(c["cell"], c["column"], c["new"]) for c in ran.json["changes"]]
    assert (f"Form!I{row}", "value", "77") in changes
    assert example.read_bytes() == before


def test_good_rows_are_recorded_and_bad_ones_listed(
    spa_me: Command, example: Path, form: Filler
) -> None:
    form.question("2.3", value=77)
    row = form.question("2.1", value="N/A")
    path = form.save()
    assert spa_me("form", "import", example, path, "--all-or-nothing").code == 1
    ran = spa_me("form", "import", example, path)
    assert ran.code == 1
    assert "1 record was changed." in ran.out
    assert f"Error: Form!I{row}: “N/A” is no figure" in ran.out
    assert f"Offered: Form!I{row}, “N/A”, as not available" in ran.out
    assert "--na-as not_applicable" in ran.out

    assert spa_me("form", "import", example, path, "--accept-suggestions").code == 2
    ran = spa_me(
        *("form", "import", example, path, "--accept-suggestions", "--reason", "No law", "--json"),
        *("--na-as", "not_applicable"),
    )
    assert (ran.code, ran.json["written"]) == (0, 1)
    cell = f"Form!I{row}"
    said = {
        "cell": cell,
        "indicator": "2.1",
        "written": "N/A",
        "state": "not_applicable",
        "can_mean": ["not_available", "not_applicable"],
        "reason": "No law",
    }
    assert (ran.json["accepted"], ran.json["suggestions"], ran.json["findings"]) == ([said], [], [])
    new = {c["column"]: c["new"] for c in ran.json["changes"] if c["code"] == "2.1"}
    assert (new["state"], new["reason"]) == ("Not applicable", "No law")
    again = spa_me(
        *("form", "import", example, path, "--accept-suggestions", "--reason", "No law", "--json"),
        *("--na-as", "not_applicable"),
    )
    assert again.json["written"] == 0


def test_a_dry_run_says_what_accepting_words_would_record(
    spa_me: Command, example: Path, form: Filler
) -> None:
    row = form.question("2.1", value="N/A")
    dry = ("form", "import", example, form.save(), "--dry-run")
    offered = spa_me(*dry, "--json")
    assert offered.code == 1
    assert offered.json["accepted"] == []
    assert [offer["written"] for offer in offered.json["suggestions"]] == ["N/A"]

    assert spa_me(*dry, "--accept-suggestions").code == 2  # as without --dry-run: no reason
    ran = spa_me(*dry, "--accept-suggestions", "--reason", "No law")
    assert ran.code == 0
    assert f"Accepted: Form!I{row}, “N/A”, as not available; reason: No law" in ran.out
    assert "Error" not in ran.out
    assert "nothing was recorded (--dry-run)" in ran.out


def test_what_cannot_be_taken_ends_with_2(
    spa_me: Command, example: Path, form: Filler, tmp_path: Path
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    ran = spa_me("form", "import", example, tmp_path / "x.xlsx")
    assert ran.code == 2
    assert "it is no Excel workbook" in ran.err

    assert (
        spa_me("new", tmp_path / "th.spame", "--framework", "UN-ACT/2014", "--unit", "TH").code == 0
    )
    ran = spa_me("form", "import", tmp_path / "th.spame", form.path)
    assert ran.code == 2
    assert "it was made by another workspace" in ran.out
    ran = spa_me("form", "export", example, "--unit", "XX", "--period", "2014", "-o", form.path)
    assert ran.code == 2


def test_enter_offers_words_as_what_they_say(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "values.csv"
    path.write_text("unit,indicator,period,value\nRS,2.3,2014,–\nKH,1.3,2014,3/7\n", "utf-8")
    ran = spa_me("enter", example, path, "--dry-run", "--json")
    assert ran.code == 1
    assert ran.json["suggestions"] == [
        {
            "cell": "row 2, column value",
            "indicator": "2.3",
            "written": "–",
            "state": "not_available",
            "can_mean": ["not_available"],
            "reason": "",
        }
    ]
    ran = spa_me("enter", example, path, "--accept-suggestions", "--reason", "None", "--json")
    assert (ran.code, ran.json["written"]) == (0, 2)
    assert [offer["reason"] for offer in ran.json["accepted"]] == ["None"]
    assert (ran.json["suggestions"], ran.json["findings"]) == ([], [])
    assert [change["new"]["state"] for change in ran.json["changes"]] == [
        "reported",
        "not_available",
    ]
