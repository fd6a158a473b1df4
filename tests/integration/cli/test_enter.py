"""`spa-me enter`: good rows are kept, bad ones listed, and nothing changes unseen."""

from pathlib import Path

import pytest

from tests.commands import Command

HEADER = "unit,indicator,period,state,value,numerator,denominator,reason,note"
GOOD = "KH,1.3,2014,reported,,9,20,,from the work plan"
ZERO = "RS,2.3,2014,reported,0,,,,"
BAD = "RS,2.1,2014,reported,n/a,,,,"
UNKNOWN = "XX,1.3,2014,reported,20,,,,"


def _csv(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "values.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def _marker(spa_me: Command, workspace: Path, code: str) -> dict[str, object]:
    body = spa_me("assess", workspace, "--period", "2014", "--json").json
    return next(marker for marker in body["markers"] if marker["code"] == code)


def test_good_rows_are_recorded_and_bad_ones_listed(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    ran = spa_me("enter", example, _csv(tmp_path, GOOD, BAD, ZERO, UNKNOWN), "--json")

    assert ran.code == 1
    assert ran.json["written"] == 2
    assert {finding["where"].partition(",")[0] for finding in ran.json["findings"]} == {
        "row 3",
        "row 5",
    }
    legs = _marker(spa_me, example, "1.3")["legs"]
    assert isinstance(legs, list)
    values = {value["unit"]: value for value in legs[0]["values"]}
    assert (values["KH"]["numerator"], values["KH"]["denominator"]) == ("9", "20")


def test_a_true_zero_is_recorded_as_zero(spa_me: Command, example: Path, tmp_path: Path) -> None:
    spa_me("enter", example, _csv(tmp_path, ZERO))

    marker = _marker(spa_me, example, "2.3")
    assert (marker["computed"], marker["achievement"]) == ("not", "0")


def test_a_dry_run_tells_and_changes_nothing(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    before = example.read_bytes()
    ran = spa_me("enter", example, _csv(tmp_path, GOOD, ZERO), "--dry-run", "--json")

    assert (ran.code, ran.json["written"], ran.json["dry_run"]) == (0, 0, True)
    assert [change["unit"] for change in ran.json["changes"]] == ["KH", "RS"]
    assert ran.json["changes"][1]["old"]["value"] == "3"
    assert ran.json["changes"][1]["new"]["value"] == "0"
    assert example.read_bytes() == before


def test_all_or_nothing_records_nothing_beside_a_bad_row(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    before = example.read_bytes()
    ran = spa_me("enter", example, _csv(tmp_path, GOOD, BAD), "--all-or-nothing")

    assert ran.code == 1
    assert "Nothing is recorded" in ran.out
    assert "row 3" in ran.out
    assert example.read_bytes() == before


def test_one_is_not_said_as_many(spa_me: Command, example: Path, tmp_path: Path) -> None:
    file = _csv(tmp_path, GOOD)
    assert "1 value would change; nothing" in spa_me("enter", example, file, "--dry-run").out
    said = spa_me("enter", example, file).out
    assert "1 value was recorded. 0 were recorded so already" in said
    assert "0 values were recorded. 1 was recorded so already" in spa_me("enter", example, file).out


def test_all_or_nothing_records_all_that_is_good(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    ran = spa_me("enter", example, _csv(tmp_path, GOOD, ZERO), "--all-or-nothing")

    assert ran.code == 0
    assert "2 values were recorded" in ran.out


def test_a_second_time_nothing_is_left_to_do(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    path = _csv(tmp_path, GOOD)
    spa_me("enter", example, path)
    ran = spa_me("enter", example, path, "--json")

    assert (ran.code, ran.json["written"], ran.json["unchanged"]) == (0, 0, 1)


def test_the_person_stands_in_the_record_of_values(
    spa_me: Command, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPA_ME_PERSON", "Officer from the environment")
    spa_me("enter", example, _csv(tmp_path, ZERO))

    legs = _marker(spa_me, example, "2.3")["legs"]
    assert isinstance(legs, list)
    assert legs[0]["values"][0]["entered_by"] == "Officer from the environment"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the column unit is missing"),
        (b"unit,indicator\nKH,1.3\n", "period"),
        (b"\x00\x01\x02\xff\xfe" * 50, "values.csv"),
        ("unit,indicator,period,value\nKH,1.3,2014,ម".encode("utf-16"), "values.csv"),
    ],
    ids=["empty", "columns missing", "binary", "utf-16"],
)
def test_a_file_that_is_no_table_of_values_is_bad_input(
    spa_me: Command, example: Path, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "values.csv"
    path.write_bytes(content)
    before = example.read_bytes()
    ran = spa_me("enter", example, path)

    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert example.read_bytes() == before


@pytest.mark.parametrize(
    "row",
    [
        "KH,1.3,2014,reported,1e400,,,,",
        "KH,1.3,2014,reported,NaN,,,,",
        'KH,1.3,2014,reported,"12,34,567",,,,',
        "KH,1.3,2014,reported,,5,0,,",
        "KH,1.3,2014,reported,,-1,10,,",
        "KH,1.3,2014,not_applicable,,,,,",
        "KH,1.3,2014,maybe,5,,,,",
        "KH,1.3,1914,reported,5,,,,",
        "KH,=1+1,2014,reported,5,,,,",
        "KH,1.3,2014,reported," + "9" * 5000 + ",,,,",
        "KH,1.3,2014,reported,½,,,,",
    ],
)
def test_hostile_rows_are_listed_and_change_nothing(
    spa_me: Command, example: Path, tmp_path: Path, row: str
) -> None:
    before = example.read_bytes()
    ran = spa_me("enter", example, _csv(tmp_path, row))

    assert ran.code == 1
    assert "row 2" in ran.out
    assert example.read_bytes() == before


def test_a_file_saved_by_excel_is_read(spa_me: Command, example: Path, tmp_path: Path) -> None:
    path = _csv(tmp_path, GOOD.replace("from the work plan", "កម្ពុជា"), encoding="utf-8-sig")
    ran = spa_me("enter", example, path, "--json")

    assert (ran.code, ran.json["changes"][0]["new"]["note"]) == (0, "កម្ពុជា")


def test_a_breakdown_that_the_indicator_lacks_is_listed(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    header = f"{HEADER},dimension,category"
    ran = spa_me(
        "enter", example, _csv(tmp_path, "RS,4.2,2014,reported,70,,,,,nothing,such", header=header)
    )

    assert ran.code == 1
    assert "dimension" in ran.out
