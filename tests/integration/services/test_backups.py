"""Backups that a person asks for, and going back to one."""

import os
import sqlite3
from pathlib import Path

import pytest

from spa_me.domain.errors import NotFoundError, RefusedError, UserError
from spa_me.services.backups import backup_now, list_backups, restore
from spa_me.services.entry import record_values
from spa_me.services.errors import DamagedWorkspaceError, NotAWorkspaceError, OtherWorkspaceError
from spa_me.services.workspace import Workspace
from spa_me.storage import engine, placing
from spa_me.storage.backup import write_backup
from spa_me.storage.engine import Store
from spa_me.storage.failures import BusyError
from tests.integration.making import ACTOR, Clock, change, definition


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


def test_what_is_there_stays_if_the_backup_cannot_take_its_place(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup_now(workspace)
    workspace.close()
    journal = workspace.path.with_name("plan.spame-journal")
    journal.write_bytes(b"a journal")
    before = everything(workspace.path.parent)

    def held(self: Path, target: Path) -> None:
        if target == workspace.path:
            raise PermissionError(13, "The file is open in another program")
        os.replace(self, target)  # noqa: PTH105 (the method itself is in the way)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UserError, match="cannot be written here"):
        restore(good, workspace.path)
    monkeypatch.undo()
    assert everything(workspace.path.parent) == before


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if not path.name.endswith(".lock")}


def test_a_sound_file_is_not_called_damaged(workspace: Workspace, clock: Clock) -> None:
    good = backup_now(workspace)
    record_values(workspace, [change(5)])
    workspace.close()

    kept = restore(good, workspace.path, clock=clock).kept

    assert kept is not None
    assert kept.name == "plan before restoring 2026-03-01 08-00-00Z.spame"
    with Workspace.open(kept, ACTOR) as opened:
        assert count(opened) == 5
    again = restore(good, workspace.path, clock=clock).kept
    assert again is not None
    assert again.name == "plan before restoring 2026-03-01 08-00-00Z 2.spame"


@pytest.fixture
def of_another(tmp_path: Path, clock: Clock) -> Path:
    """Give a backup of another office's workspace."""
    path = tmp_path / "other" / "plan.spame"
    path.parent.mkdir()
    with Workspace.create(path, definition(), "B", ACTOR, title="Plan of B", clock=clock) as other:
        return backup_now(other)


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_backup_of_another_workspace_is_confirmed_by_its_name(
    workspace: Workspace, of_another: Path, *, is_damaged: bool
) -> None:
    backup_now(workspace)
    workspace.close()
    if is_damaged:  # then its own backups tell what it was
        workspace.path.write_bytes(b"x" * 10_000)
    before = everything(workspace.path.parent)

    for confirmed in ("", "yes", workspace.info.title if not is_damaged else "Plan"):
        with pytest.raises(OtherWorkspaceError, match="Plan of B") as caught:
            restore(of_another, workspace.path, confirmed=confirmed)
        assert "Test plan, Country A" in str(caught.value)
        assert everything(workspace.path.parent) == before

    restored = restore(of_another, workspace.path, confirmed=caught.value.title)
    assert restored.kept is not None
    assert ("damaged" in restored.kept.name) is is_damaged
    with Workspace.open(workspace.path, ACTOR) as opened:
        assert opened.info.home_unit == "B"


def test_a_place_that_is_free_takes_any_backup(of_another: Path, tmp_path: Path) -> None:
    assert restore(of_another, tmp_path / "new folder" / "copy.spame").kept is None


@pytest.mark.usefixtures("no_links")
def test_without_links_a_copy_is_kept(workspace: Workspace) -> None:
    good = backup_now(workspace)
    workspace.close()
    before = workspace.path.read_bytes()

    kept = restore(good, workspace.path).kept

    assert kept is not None
    assert kept.read_bytes() == before
    assert not list(workspace.path.parent.glob(".*.part*"))


@pytest.fixture(params=["links", "copies"])
def cut_off(
    workspace: Workspace, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give a damaged workspace as it is left by a crash right before the backup takes its name."""
    if request.param == "copies":
        request.getfixturevalue("no_links")
    good = backup_now(workspace)
    workspace.close()
    spoil(workspace.path)
    workspace.path.with_name("plan.spame-journal").write_bytes(b"\0a journal")

    class Crash(BaseException):
        pass

    def crash(self: Path, target: Path) -> None:
        if target == workspace.path:
            raise Crash
        os.replace(self, target)  # noqa: PTH105 (the method itself is in the way)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        patch.setattr(placing, "_undo", lambda *_: None)  # pyright: ignore[reportUnknownLambdaType]
        with pytest.raises(Crash):
            restore(good, workspace.path)
    assert not workspace.path.with_name("plan.spame-journal").exists()
    return workspace.path


def test_a_restart_undoes_what_was_cut_off(cut_off: Path) -> None:
    before = cut_off.read_bytes()

    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(cut_off, ACTOR)

    assert cut_off.read_bytes() == before
    assert cut_off.with_name("plan.spame-journal").exists()
    names = {path.name for path in cut_off.parent.iterdir()}
    assert not any("damaged" in name or name.endswith(".part") for name in names)


def test_restoring_again_finishes_it(cut_off: Path) -> None:
    (good,) = (backup.path for backup in list_backups(cut_off))
    kept = restore(good, cut_off).kept

    assert kept is not None
    Workspace.open(cut_off, ACTOR).close()
    assert [p.name for p in cut_off.parent.glob("* damaged *.spame")] == [kept.name]
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"\0a journal"


def test_a_file_that_cannot_be_locked_is_an_error_within_seconds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backup_now(workspace)
    workspace.close()
    monkeypatch.setattr("spa_me.storage.engine.BUSY_MILLISECONDS", 100)
    monkeypatch.setitem(engine._SETTINGS, "busy_timeout", 100)
    holder = sqlite3.connect(good, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(BusyError):
        restore(good, workspace.path)
    with pytest.raises(BusyError):  # the driver would wait for ever
        write_backup(Store(good, read_only=True), workspace.path.with_name("copy.spame"))
    assert not workspace.path.with_name("copy.spame").exists()
    holder.close()
