"""`spa-me record`: what is recorded one by one is entered, listed and taken back."""

from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.dataset import Actor
from spa_me.services.workspace import Workspace
from tests.commands import Command

ENTERED: dict[str, dict[str, str]] = {
    "note": {"about": "1.3", "text": "Two ministries changed places.", "period": "2014"},
    "declaration": {"marker": "O-1", "period": "2014", "status": "partly", "reason": "Agreed."},
    "pro-rata": {
        "marker": "2.3",
        "period": "2014",
        "tracked_from": "2014-06-01",
        "tracked_to": "2014-12-31",
        "reason": "Tracked from June on.",
    },
    "explanation": {"marker": "4.1", "period": "2014", "text": "The fair was put off."},
    "rating": {"result": "2", "period": "2014", "status": "partly", "reason": "Half is done."},
    "activity": {
        "unit": "KH",
        "period": "2014",
        "code": "KH-77",
        "title": "A training",
        "budget": "1500.5",
        "currency": "USD",
        "is_shared": "yes",
    },
    "contribution": {
        "unit": "KH",
        "period": "2014",
        "source": "Ministry of Interior",
        "source_type": "government",
        "stage": "planned",
        "amount": "1200",
        "currency": "USD",
        "date": "2014-05-02",
    },
    "rate": {
        "unit": "KH",
        "period": "2014",
        "base": "USD",
        "quote": "KHR",
        "rate": "4037.5",
        "date": "2014-12-31",
        "document": "National Bank",
    },
    "printed-share": {"unit": "KH", "period": "2014", "source": "UNIAP", "share": "12.5"},
}
"""For each kind what is entered; none of it is in the example."""


def _options(fields: dict[str, str]) -> list[str]:
    return [part for name, text in fields.items() for part in (f"--{name.replace('_', '-')}", text)]


def _listed(spa_me: Command, workspace: Path, kind: str) -> list[dict[str, str]]:
    ran = spa_me("record", kind, "list", workspace, "--json")
    assert ran.code == 0
    return ran.json["records"]


def _says(record: dict[str, str], fields: dict[str, str]) -> bool:
    return all(record[name] == text for name, text in fields.items())


def _content(path: Path) -> dict[str, Any]:
    with Workspace.open(path, Actor("Reader"), read_only=True) as opened:
        dataset = opened.dataset()
        told = {"values": dict(dataset.values.items()), "changes": opened.audit()}
    return {**{name: getattr(dataset, name) for name in vars(dataset)}, **told}


@pytest.mark.parametrize("kind", ENTERED)
def test_what_is_entered_is_listed_and_taken_back(
    kind: str, spa_me: Command, example: Path
) -> None:
    fields = ENTERED[kind]
    before = _listed(spa_me, example, kind)

    added = spa_me("record", kind, "add", example, *_options(fields), "--json")
    after = _listed(spa_me, example, kind)
    removed = spa_me("record", kind, "remove", example, *_options(fields))

    assert (added.code, added.json["recorded"], removed.code) == (0, 1, 0)
    assert [record for record in after if record not in before] == [
        record for record in after if _says(record, fields)
    ]
    assert len(after) == len(before) + 1
    assert _listed(spa_me, example, kind) == before


@pytest.mark.parametrize("kind", ENTERED)
def test_what_is_listed_makes_the_same_again_from_a_csv_file(
    kind: str, spa_me: Command, example: Path, tmp_path: Path
) -> None:
    spa_me("record", kind, "add", example, *_options(ENTERED[kind]))
    listed = _listed(spa_me, example, kind)
    path = tmp_path / "records.csv"
    header, rows = list(listed[0]), [[row[name] for name in listed[0]] for row in listed]
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    path.write_text("\n".join([",".join(header), *quoted]), encoding="utf-8")

    ran = spa_me("record", kind, "add", example, "--csv", path, "--json")

    assert (ran.code, ran.json["findings"]) == (0, [])
    again = _listed(spa_me, example, kind)
    if kind == "contribution":  # it has no key: each row is a further one
        assert len(again) == 2 * len(listed)
    else:
        assert again == listed
        assert ran.json["recorded"] == 0


def test_a_record_of_the_same_key_is_replaced(spa_me: Command, example: Path) -> None:
    fields = ENTERED["rating"]
    spa_me("record", "rating", "add", example, *_options(fields))
    spa_me("record", "rating", "add", example, *_options({**fields, "status": "fully"}))

    found = [r for r in _listed(spa_me, example, "rating") if r["result"] == "2"]
    assert [record["status"] for record in found] == ["fully"]


@pytest.mark.parametrize(
    ("kind", "change", "field"),
    [
        ("note", {"about": "9.9"}, "--about"),
        ("note", {"period": "1999"}, "--period"),
        ("declaration", {"reason": ""}, "--reason"),
        ("declaration", {"status": "green"}, "--status"),
        ("pro-rata", {"tracked_from": "1 April"}, "--tracked-from"),
        ("activity", {"budget": "1,5"}, "--budget"),
        ("activity", {"is_shared": "perhaps"}, "--is-shared"),
        ("contribution", {"activity": "none-such"}, "--activity"),
        ("contribution", {"unit": "XX"}, "--unit"),
        ("rate", {"rate": "-1"}, "--rate"),
        ("printed-share", {"share": "n/a"}, "--share"),
    ],
)
def test_what_is_wrong_names_its_option_and_changes_nothing(
    kind: str, change: dict[str, str], field: str, spa_me: Command, example: Path
) -> None:
    before = _content(example)

    ran = spa_me("record", kind, "add", example, *_options({**ENTERED[kind], **change}), "--json")

    assert ran.code == 1
    assert [finding["where"] for finding in ran.json["findings"]] == [field]
    assert _content(example) == before


def test_good_rows_are_kept_and_bad_ones_named(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("result,period,status,reason\n1,2014,partly,Half\n2,2014,partly,\n")

    ran = spa_me("record", "rating", "add", example, "--csv", path, "--json")

    assert (ran.code, ran.json["recorded"]) == (1, 1)
    assert [finding["where"] for finding in ran.json["findings"]] == ["row 3, column reason"]


def test_all_or_nothing_keeps_nothing_beside_a_bad_row(
    spa_me: Command, example: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("result,period,status,reason\n1,2014,partly,Half\n2,2014,partly,\n")
    before = _content(example)

    ran = spa_me("record", "rating", "add", example, "--csv", path, "--all-or-nothing", "--json")

    assert (ran.code, ran.json["recorded"]) == (1, 0)
    assert _content(example) == before


def test_one_of_several_is_not_taken_back_by_chance(spa_me: Command, example: Path) -> None:
    before = _listed(spa_me, example, "contribution")

    several = spa_me("record", "contribution", "remove", example, "--unit", "CN")
    none = spa_me("record", "contribution", "remove", example, "--source", "Nobody")

    assert (several.code, none.code) == (2, 2)
    assert _listed(spa_me, example, "contribution") == before


def test_a_country_judges_no_marker_of_the_region(spa_me: Command, tmp_path: Path) -> None:
    path = tmp_path / "th.spame"
    spa_me("new", path, "--framework", "UN-ACT/2014", "--unit", "TH")

    ran = spa_me("record", "rating", "add", path, *_options(ENTERED["rating"]), "--json")

    assert ran.code == 1
    assert _listed(spa_me, path, "rating") == []
