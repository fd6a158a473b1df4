"""Making, checking, backing up and dumping workspaces, and what the exit codes say."""

import json
from pathlib import Path

import pytest

import frameworks
from tests.commands import Command


def _assessed(spa_me: Command, workspace: Path) -> str:
    return spa_me("assess", workspace, "--period", "2014", "--json").out


def test_the_example_is_never_written_over(spa_me: Command, example: Path) -> None:
    before = example.read_bytes()
    ran = spa_me("example", example)

    assert (ran.code, ran.out) == (2, "")
    assert "un-act.spame" in ran.err
    assert example.read_bytes() == before


def test_a_country_takes_over_a_structure(spa_me: Command, tmp_path: Path) -> None:
    path = tmp_path / "la.spame"
    ran = spa_me("new", path, "--framework", "NPA", "--unit", "la", "--title", "NPA of Lao PDR")

    assert ran.code == 0
    report = spa_me("doctor", path, "--json").json
    assert report["sound"]
    assert (report["facts"]["Title"], report["facts"]["Kept by"]) == ("NPA of Lao PDR", "LA")


def test_a_workspace_can_be_made_from_a_file(spa_me: Command, tmp_path: Path) -> None:
    definition = tmp_path / "own.toml"
    definition.write_text(frameworks.definition_text("un-act/2014"), encoding="utf-8")
    ran = spa_me("new", tmp_path / "rs.spame", "--framework", definition, "--unit", "RS")

    assert (ran.code, ran.err) == (0, "")
    body = spa_me("assess", tmp_path / "rs.spame", "--period", "2014", "--json").json
    assert body["counts"] == {"fully": 0, "partly": 0, "not": 0, "no_status": 14}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--framework", "NPA", "--unit", "XQ"), "XQ"),
        (("--framework", "UN-ACT", "--unit", "US"), "Known units: "),
        (("--framework", "nothing", "--unit", "LA"), "Packaged frameworks: "),
    ],
)
def test_what_is_not_known_is_named_and_nothing_is_made(
    spa_me: Command, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = spa_me("new", tmp_path / "new.spame", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert not (tmp_path / "new.spame").exists()


def test_frameworks_are_listed(spa_me: Command) -> None:
    found = spa_me("framework", "list", "--json").json["frameworks"]

    assert [(entry["code"], entry["version"]) for entry in found] == [
        ("COMMIT-SPA", "structure"),
        ("NPA", "structure"),
        ("UN-ACT", "2014"),
    ]
    assert found[2]["markers"] == 14
    assert "UN-ACT results framework 2014" in spa_me("framework", "list").out


def test_a_framework_file_is_checked(spa_me: Command, tmp_path: Path) -> None:
    good = frameworks.definition_text("un-act/2014")
    path = tmp_path / "own.toml"
    path.write_text(good, encoding="utf-8")
    assert spa_me("framework", "check", path).code == 0

    path.write_text(good.replace('indicator = "2.1"', 'indicator = "2.9"'), encoding="utf-8")
    ran = spa_me("framework", "check", path, "--json")
    assert ran.code == 1
    assert ran.json["framework"] is None
    assert any("2.9" in finding["what"] for finding in ran.json["findings"])
    assert all(finding["where"] for finding in ran.json["findings"])

    path.write_text("this is = not = toml", encoding="utf-8")
    assert spa_me("framework", "check", path).code == 1
    assert spa_me("framework", "check", tmp_path / "none.toml").code == 2


def test_the_doctor_finds_a_changed_byte(spa_me: Command, example: Path) -> None:
    assert spa_me("doctor", example).code == 0
    content = bytearray(example.read_bytes())
    content[content.index(b"66930")] = ord("7")
    example.write_bytes(content)
    ran = spa_me("doctor", example, "--json")

    assert (ran.code, ran.json["sound"]) == (1, False)
    assert any("funding/CN/2014" in finding["where"] for finding in ran.json["findings"])
    for command in ("assess", "funding"):
        shown = spa_me(command, example, "--period", "2014")
        assert (shown.code, shown.out) == (2, "")
        assert "damaged" in shown.err


def test_a_backup_brings_back_what_was_there(spa_me: Command, example: Path) -> None:
    before = _assessed(spa_me, example)
    backup = Path(spa_me("backup", example, "--json").json["backup"])
    listed = spa_me("backup", example, "--list", "--json").json["backups"]
    assert [Path(entry["path"]) for entry in listed] == [backup]
    example.write_bytes(example.read_bytes()[:-4096])
    assert spa_me("doctor", example).code == 1
    ran = spa_me("backup", example, "--restore", backup, "--json")

    assert ran.code == 0
    assert Path(ran.json["kept"]).exists()
    assert _assessed(spa_me, example) == before


def test_a_backup_of_another_workspace_needs_its_title(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.spame"
    assert spa_me("example", other).code == 0
    before = example.read_bytes()

    refused = spa_me("backup", example, "--restore", other)
    assert refused.code == 2
    assert "confirm" in refused.err
    assert example.read_bytes() == before
    assert spa_me("backup", example, "--confirm", "x").code == 2

    title = "UN-ACT 2014"
    ran = spa_me("backup", example, "--restore", other, "--confirm", title, "--json")
    assert ran.code == 0, ran.err
    assert "before restoring" in ran.json["kept"]


def test_a_backup_does_one_thing_at_a_time(spa_me: Command, example: Path) -> None:
    ran = spa_me("backup", example, "--list", "--restore", example)

    assert ran.code == 2
    assert "cannot be used together" in ran.err


def test_a_dump_loads_back_to_the_same(spa_me: Command, example: Path, tmp_path: Path) -> None:
    folder, path = tmp_path / "dump", tmp_path / "loaded.spame"
    assert spa_me("dump", example, folder).code == 0
    assert spa_me("load", folder, path, "--person", "Somebody").code == 0

    assert _assessed(spa_me, path) == _assessed(spa_me, example)
    assert spa_me("dump", example, folder).code == 2
    part = max((folder / "data").rglob("*.json"), key=lambda file: file.stat().st_size)
    part.write_bytes(part.read_bytes().replace(b"2014", b"2015"))
    ran = spa_me("load", folder, tmp_path / "again.spame")
    assert ran.code == 2
    assert not (tmp_path / "again.spame").exists()


def test_exports_are_written_whole_or_not_at_all(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    period = ("--period", "2014")
    book = spa_me(
        "export", "xlsx", example, "--donor", "sweden", *period, "-o", tmp_path / "s.xlsx"
    )
    table = spa_me("export", "csv", example, *period, "-o", tmp_path, "--json")
    whole = spa_me("export", "json", example, *period, "-o", tmp_path / "all.json")

    assert [book.code, table.code, whole.code] == [0, 0, 0]
    assert (tmp_path / "s.xlsx").read_bytes()[:2] == b"PK"
    assert Path(table.json["file"]).read_text(encoding="utf-8-sig").startswith("id,workspace,")
    body = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert body["assessment"]["counts"]["fully"] == 8
    nowhere = spa_me("export", "json", example, *period, "-o", tmp_path / "none" / "all.json")
    assert (nowhere.code, nowhere.out) == (2, "")


@pytest.mark.parametrize(
    "content", [b"", b"not a workspace", b"SQLite format 3\x00" + b"\x00" * 4000]
)
def test_a_foreign_file_is_refused_untouched(
    spa_me: Command, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "foreign.spame"
    path.write_bytes(content)
    for call in (
        ("assess", path, "--period", "2014"),
        ("funding", path, "--period", "2014"),
        ("dump", path, tmp_path / "dump"),
        ("backup", path),
        ("export", "json", path, "--period", "2014", "-o", tmp_path / "x.json"),
    ):
        ran = spa_me(*call)
        assert (ran.code, ran.out) == (2, "")
        assert "foreign.spame" in ran.err
        assert "Traceback" not in ran.err
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("nothing",), "No such command"),
        (("assess",), "Missing argument"),
        (("assess", "x.spame"), "--period"),
        (("assess", "none.spame", "--period", "2014"), "There is no file"),
        (("funding", "x.spame", "--period", "2014", "--base", "people"), "--base"),
        (("enter", "x.spame", "y.csv", "--nothing"), "--nothing"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(
    spa_me: Command, call: tuple[str, ...], says: str
) -> None:
    ran = spa_me(*call)

    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_an_unknown_period_or_unit_names_the_known_ones(spa_me: Command, example: Path) -> None:
    period = spa_me("assess", example, "--period", "1914")
    unit = spa_me("funding", example, "--period", "2014", "--unit", "XX")

    assert (period.code, unit.code) == (2, 2)
    assert "Known periods: 2014" in period.err
    assert "Known units: " in unit.err


def test_a_fault_of_the_program_is_no_finding(
    spa_me: Command, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        message = "broken on purpose"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("spa_me.cli.commands.assess.scoreboard", broken)
    ran = spa_me("assess", example, "--period", "2014")

    assert ran.code == 3
    assert "broken on purpose" in ran.err
    assert "fault of SPA-ME" in ran.err


def test_funding_says_who_has_money_recorded(example: Path, spa_me: Command) -> None:
    together = spa_me("funding", example, "--period", "2014").out
    china = spa_me("funding", example, "--period", "2014", "--unit", "CN").out
    laos = spa_me("funding", example, "--period", "2014", "--unit", "LA").out

    assert "1 of 6 countries have actual money recorded; none recorded: Cambodia, " in together
    assert "China has actual money recorded." in china
    assert "Lao PDR has no actual money recorded." in laos


@pytest.mark.slow
def test_a_country_to_practise_with_comes_with_its_region(spa_me: Command, tmp_path: Path) -> None:
    path = tmp_path / "practice.spame"
    assert spa_me("example", path, "--practice", "--region").code == 2
    ran = spa_me("example", path, "--practice")

    assert ran.code == 0
    assert "every figure in it is invented" in ran.out
    region = tmp_path / "practice region.spame"
    assert str(region) in ran.out
    found = spa_me("submission", "status", path, "--unit", "F", "--period", "2025", "--json").json[
        "submissions"
    ]
    assert [entry["state"] for entry in found] == ["not_started"]
    assert spa_me("doctor", region, "--json").code == 0
