"""Backups that a person asks for, and going back to one."""

import sqlite3
from pathlib import Path

import pytest

from spa_me.domain.errors import NotFoundError, RefusedError, UserError
from spa_me.services.backups import backup_now, list_backups, restore
from spa_me.services.entry import record_values
from spa_me.services.errors import DamagedWorkspaceError, NotAWorkspaceError
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, Clock, change


def count(workspace: Workspace) -> object:
    return workspace.dataset().values.get("count", "A", "2014").number


def spoil(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE workspace SET title = 'Other'")
    connection.close()


def test_a_backup_now(workspace: Workspace, clock: Clock) -> None:
    record_values(workspace, [change(5)])
    first = backup_now(workspace)
    second = backup_now(workspace)

    assert first.parent == workspace.path.with_name("plan backups")
    assert first.name == "plan 2026-03-01 08-00-00Z.spame"
    assert second.name == "plan 2026-03-01 08-00-00Z 2.spame"
    assert workspace.last_backup == clock()
    assert [backup.path for backup in list_backups(workspace.path)] == [first, second]
    with Workspace.open(first, ACTOR) as opened:
        assert count(opened) == 5


def test_a_backup_where_it_is_wanted(workspace: Workspace, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    assert backup_now(workspace, stick).parent == stick
    named = backup_now(workspace, stick / "for the ministry.spame")
    assert named.name == "for the ministry.spame"
    with pytest.raises(RefusedError, match="already a file"):
        backup_now(workspace, named)
    with pytest.raises(NotFoundError, match="no folder"):
        backup_now(workspace, stick / "none" / "plan.spame")
    assert list_backups(workspace.path) == ()


def test_a_window_that_reads_only_can_make_one(workspace: Workspace) -> None:
    with Workspace.open(workspace.path, ACTOR, read_only=True) as second:
        assert backup_now(second).exists()


def test_going_back_keeps_what_was_there(workspace: Workspace, clock: Clock) -> None:
    record_values(workspace, [change(5)])
    good = backup_now(workspace)
    record_values(workspace, [change(6)])
    workspace.close()
    spoil(workspace.path)
    damaged = workspace.path.read_bytes()
    with pytest.raises(DamagedWorkspaceError) as caught:
        Workspace.open(workspace.path, ACTOR)
    assert caught.value.backup is not None

    restored = restore(caught.value.backup, workspace.path, clock=clock)

    assert restored.kept is not None
    assert restored.kept.name == "plan damaged 2026-03-01 08-00-00Z.spame"
    assert restored.kept.read_bytes() == damaged
    with Workspace.open(workspace.path, ACTOR) as again:
        assert count(again) == 5
    assert good.exists()


def test_a_journal_is_not_played_back_into_what_was_restored(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])
    good = backup_now(workspace)
    workspace.close()
    journal = workspace.path.with_name("plan.spame-journal")
    journal.write_bytes(b"a journal of the damaged file")

    restored = restore(good, workspace.path)

    assert restored.kept is not None
    assert not journal.exists()
    kept_journal = restored.kept.with_name(f"{restored.kept.name}-journal")
    assert kept_journal.read_bytes() == b"a journal of the damaged file"


def test_a_file_that_is_gone(workspace: Workspace, path: Path) -> None:
    good = backup_now(workspace)
    workspace.close()
    path.unlink()

    assert list_backups(path)[0].path == good
    assert restore(good, path).kept is None
    Workspace.open(path, ACTOR).close()


def test_a_backup_that_is_damaged_itself_changes_nothing(workspace: Workspace) -> None:
    bad = backup_now(workspace)
    workspace.close()
    spoil(bad)
    before = workspace.path.read_bytes()

    with pytest.raises(RefusedError, match="is damaged itself"):
        restore(bad, workspace.path)
    assert workspace.path.read_bytes() == before

    bad.write_text("no backup")
    with pytest.raises(NotAWorkspaceError):
        restore(bad, workspace.path)


def test_not_while_it_is_open(workspace: Workspace) -> None:
    good = backup_now(workspace)

    with pytest.raises(RefusedError, match="is open"):
        restore(good, workspace.path)
    assert record_values(workspace, [change(5)]).audit


def test_what_was_there_comes_back_if_the_backup_cannot_take_its_place(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup_now(workspace)
    workspace.close()
    before = workspace.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("spa_me.storage.backup._sync", full)
    with pytest.raises(UserError, match="The disk is full"):
        restore(good, workspace.path)
    assert workspace.path.read_bytes() == before
