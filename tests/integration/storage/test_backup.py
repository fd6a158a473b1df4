"""Rolling backups beside the workspace: when, how many, and always whole."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.progress import Cancelled
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.backup import backups_of, is_good, latest_good, write_backup
from spa_me.storage.content import Content
from spa_me.storage.engine import Store
from spa_me.storage.failures import StorageError
from tests.integration.making import ACTOR, Clock, change

Reopen = Callable[[Workspace], Workspace]


def folder(workspace: Workspace) -> Path:
    return workspace.path.with_name("plan backups")


def test_a_backup_on_opening_holds_everything(workspace: Workspace, reopened: Reopen) -> None:
    record_values(workspace, [change(5)])
    again = reopened(workspace)
    (backup,) = backups_of(workspace.path)

    assert backup.at == again.last_backup == again.now()
    assert is_good(backup.path)
    values = Content(Store(backup.path, read_only=True)).dataset().values
    assert dict(values.items()) == dict(again.dataset().values.items())


def test_no_second_backup_of_the_same_content(
    workspace: Workspace, reopened: Reopen, clock: Clock
) -> None:
    again = reopened(workspace)
    clock.forward(days=3)
    again = reopened(again)
    assert len(backups_of(workspace.path)) == 1

    record_values(again, [change(5)])
    clock.forward(days=3)
    reopened(again)
    assert len(backups_of(workspace.path)) == 2


def test_at_most_one_an_hour_while_working(workspace: Workspace, clock: Clock) -> None:
    for number in range(1, 13):
        clock.forward(minutes=20)
        record_values(workspace, [change(number)])

    found = backups_of(workspace.path)
    assert [backup.at.hour for backup in found] == [12, 11, 10, 9]
    assert workspace.last_backup == max(backup.at for backup in found)


def test_old_ones_are_cleared_away(workspace: Workspace, clock: Clock) -> None:
    for number in range(1, 41):
        clock.forward(hours=12)
        record_values(workspace, [change(number)])

    found = backups_of(workspace.path)
    assert len(found) < 25
    assert workspace.last_backup == clock()
    assert all(is_good(backup.path) for backup in found)


def test_a_backup_that_fails_does_not_stop_the_work(workspace: Workspace, clock: Clock) -> None:
    folder(workspace).write_text("a file where the folder should be")
    clock.forward(hours=2)

    record_values(workspace, [change(5)])

    assert workspace.dataset().values.get("count", "A", "2014").number == 5
    assert str(workspace.backup_problem).startswith("No backup could be made: ")
    assert workspace.last_backup is None

    folder(workspace).unlink()
    clock.forward(hours=2)
    record_values(workspace, [change(6)])
    assert workspace.backup_problem is None
    assert workspace.last_backup == clock()


def test_a_backup_that_is_not_right_is_thrown_away(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    connection = sqlite3.connect(workspace.path)
    connection.execute("UPDATE workspace SET title = 'Other'")
    connection.commit()
    connection.close()

    with pytest.raises(StorageError, match="did not come out right"):
        write_backup(workspace.store, tmp_path / "backup.spame")
    assert not list(tmp_path.glob("*backup*"))
    assert not list(tmp_path.glob(".*"))


def test_a_backup_never_takes_the_place_of_a_file(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "mine.spame"
    target.write_text("mine")

    with pytest.raises(RefusedError, match=r"already a file mine\.spame"):
        write_backup(workspace.store, target)
    assert target.read_text() == "mine"


def test_other_files_in_the_folder_are_left_alone(workspace: Workspace, clock: Clock) -> None:
    folder(workspace).mkdir()
    mine = folder(workspace) / "my own copy.spame"
    mine.write_text("mine")
    clock.forward(hours=2)
    record_values(workspace, [change(5)])

    assert mine.exists()
    assert mine not in [backup.path for backup in backups_of(workspace.path)]


def test_no_backups_yet(workspace: Workspace) -> None:
    assert backups_of(workspace.path) == ()
    assert latest_good(workspace.path) is None
    assert workspace.last_backup is None


def test_reading_only_makes_no_backup(workspace: Workspace) -> None:
    workspace.close()
    Workspace.open(workspace.path, ACTOR, read_only=True).close()

    assert not folder(workspace).exists()


def test_a_backup_is_opened_for_reading_only(workspace: Workspace, reopened: Reopen) -> None:
    reopened(workspace)
    (backup,) = backups_of(workspace.path)

    with Workspace.open(backup.path, ACTOR) as opened:
        assert opened.access.is_read_only
        assert "It is a backup" in str(opened.access.why)


def test_a_backup_tells_how_far_it_is_and_can_be_stopped(workspace: Workspace) -> None:
    told: list[tuple[int, int]] = []

    class Watching:
        def step(self, done: int, total: int, what: str) -> None:
            told.append((done, total))
            if len(told) > 1:
                raise Cancelled(what)

    write_backup(workspace.store, workspace.path.with_name("first.spame"), Watching())
    assert told[0][0] == told[0][1] > 10
    with pytest.raises(Cancelled):
        write_backup(workspace.store, workspace.path.with_name("second.spame"), Watching())
    assert not workspace.path.with_name("second.spame").exists()
