"""The doctor tells what is wrong and never touches the patient."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from spa_me.domain.errors import NotFoundError, Severity
from spa_me.services.backups import backup_now
from spa_me.services.doctor import Report, examine
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.format import FORMAT
from tests.integration.making import change


def facts(report: Report) -> dict[str, str]:
    return {fact.name: fact.value for fact in report.facts}


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_sound_workspace(workspace: Workspace) -> None:
    record_values(workspace, [change(5), change(6, unit="B")])
    backup_now(workspace)
    workspace.close()
    before = everything_in(workspace.path.parent)

    report = examine(workspace.path)

    assert report.is_sound
    assert report.findings == ()
    found = facts(report)
    assert found["Digests"] == "all as saved"
    assert found["Format"] == f"{FORMAT} of {FORMAT}"
    assert found["Title"] == "Test plan, Country A"
    assert found["Values"] == "2"
    assert found["Audit entries"] == "4 in 2 commands"
    assert found["Last saved"].startswith("2026-03-01 08:00:00 UTC by SPA-ME ")
    assert found["Place"] == "local"
    assert [checked.is_good for checked in report.backups] == [True]
    assert everything_in(workspace.path.parent) == before


def test_also_while_it_is_open(workspace: Workspace) -> None:
    report = examine(workspace.path)

    assert report.is_sound
    assert facts(report)["Last opened for writing"].startswith("Sok Dara (Officer, Ministry")
    assert record_values(workspace, [change(5)]).audit


def damage(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE workspace SET title = 'Other'")
    connection.close()


def no_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE reported_value")
        connection.execute("DROP TABLE value_part")
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [
        damage,
        no_table,
        lambda path: path.write_bytes(path.read_bytes()[:-4096]),
        lambda path: path.write_bytes(b"nothing at all"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:5000] + bytes(60_000)),
    ],
)
def test_damage(workspace: Workspace, spoil: Callable[[Path], object]) -> None:
    record_values(workspace, [change(5)])
    workspace.close()
    spoil(workspace.path)
    before = everything_in(workspace.path.parent)

    report = examine(workspace.path)

    assert not report.is_sound
    assert report.findings[0].severity is Severity.CRITICAL
    assert everything_in(workspace.path.parent) == before


def test_what_is_worth_knowing(workspace: Workspace) -> None:
    bad = backup_now(workspace)
    damage(bad)
    (workspace.path.parent / ".dropbox").touch()
    workspace.close()
    workspace.path.chmod(0o444)

    report = examine(workspace.path)

    assert report.is_sound
    found = {finding.where: finding.what for finding in report.findings}
    assert found["file"] == "The file is marked read-only"
    assert "Dropbox" in found["place"]
    assert found[f"backup {bad.name}"] == "it is damaged"
    assert found["backups"] == "there is no good backup beside it"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        examine(tmp_path / "none.spame")
