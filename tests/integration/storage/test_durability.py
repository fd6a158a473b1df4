"""A process that is killed loses nothing that it acknowledged, and leaves nothing half there."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from spa_me.services.doctor import examine
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.engine import connect, journal_of
from spa_me.storage.survey import is_interrupted
from tests.integration.making import ACTOR, change

ROOT = Path(__file__).parents[3]
KILLS = 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of one process")
def test_killing_a_writer_again_and_again(workspace: Workspace) -> None:
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.storage.crashing", workspace.path, str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["kills"] == KILLS
    assert found["last"] >= KILLS


@pytest.fixture(params=["before its first page was written", "before the file had grown"])
def cut_off(workspace: Workspace, request: pytest.FixtureRequest) -> Path:
    """Give a workspace as a crash in the middle of a commit leaves it: with a hot journal."""
    record_values(workspace, [change(5)])
    workspace.close()
    writer = connect(workspace.path, read_only=False)
    writer.execute("PRAGMA cache_size = 1")  # so that pages are written before the commit
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE reported_value SET number = '6'")
    rows = [(f"U{n}", "2014", "count", "reported", "x" * 500) for n in range(500)]
    columns = "unit, period, indicator, state, note, reason, entered_by"
    writer.executemany(
        f"INSERT INTO reported_value ({columns}) VALUES (?, ?, ?, ?, ?, '', '')", rows
    )
    copy = workspace.path.with_name("crashed.spame")
    copy.write_bytes(workspace.path.read_bytes())
    journal_of(copy).write_bytes(journal_of(workspace.path).read_bytes())
    if request.param == "before the file had grown":
        _write_first_page(copy)
    # The fixture's own writer ends without committing; what crashed is the copy.
    writer.execute("ROLLBACK")
    writer.close()
    return copy


def _write_first_page(path: Path) -> None:
    """Let the first page say, as that of a commit does, how many pages the file is to have."""
    content = bytearray(path.read_bytes())
    page_size = int.from_bytes(content[16:18], "big")
    content[28:32] = (len(content) // page_size + 40).to_bytes(4, "big")
    path.write_bytes(content)


def test_a_change_that_was_cut_off_is_undone(cut_off: Path) -> None:
    with Workspace.open(cut_off, ACTOR) as workspace:
        assert workspace.dataset().values.get("count", "A", "2014").number == 5
        assert len(dict(workspace.dataset().values.items())) == 1
    assert not journal_of(cut_off).exists()


def test_also_when_it_is_opened_for_reading(cut_off: Path) -> None:
    with Workspace.open(cut_off, ACTOR, read_only=True) as workspace:
        assert workspace.dataset().values.get("count", "A", "2014").number == 5


def test_the_doctor_sees_it_and_changes_nothing(cut_off: Path) -> None:
    before = {file.name: file.read_bytes() for file in cut_off.parent.iterdir() if file.is_file()}

    report = examine(cut_off)

    assert report.is_sound
    assert "a change was cut off" in str(report.findings[0])
    after = {file.name: file.read_bytes() for file in cut_off.parent.iterdir() if file.is_file()}
    assert after == before


def test_where_it_can_only_be_read_it_says_what_to_do(cut_off: Path) -> None:
    cut_off.chmod(0o444)

    with pytest.raises(Exception, match=r"together with crashed\.spame-journal"):
        Workspace.open(cut_off, ACTOR)


def test_a_journal_in_use_is_not_taken_for_one_that_was_left(workspace: Workspace) -> None:
    writer = connect(workspace.path, read_only=False)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE workspace SET title = 'x'")
    assert journal_of(workspace.path).exists()

    assert not is_interrupted(workspace.store)

    writer.execute("ROLLBACK")
    writer.close()


def test_an_error_in_the_middle_of_a_command_leaves_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        message = "pulled"
        raise sqlite3.OperationalError(message)

    monkeypatch.setattr("spa_me.storage.writer.append", fail)
    with pytest.raises(sqlite3.OperationalError):
        record_values(workspace, [change(5)])
    monkeypatch.undo()

    assert dict(workspace.dataset().values.items()) == {}
    assert [entry.action for entry in workspace.audit()] == [
        "install framework",
        "create workspace",
    ]
    record_values(workspace, [change(6)])
    assert workspace.audit()[0].number == 3
