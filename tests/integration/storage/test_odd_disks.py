"""File systems that cannot do what others can, and files that say what no version understands."""

import errno
import json
import os
import sqlite3
from pathlib import Path

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.services.entry import record_values
from spa_me.services.errors import DamagedWorkspaceError, StorageError
from spa_me.services.workspace import Workspace
from spa_me.storage import digests
from spa_me.storage.engine import SettingError, Store, connect
from spa_me.storage.parts import canonical
from tests.integration.making import ACTOR, change, new_workspace


@pytest.mark.usefixtures("no_links")
def test_a_stick_without_links_holds_a_workspace(path: Path) -> None:
    with new_workspace(path) as workspace:
        assert record_values(workspace, [change(5)]).audit
    with pytest.raises(RefusedError):
        new_workspace(path)
    assert not list(path.parent.glob("*.part"))


def test_a_name_that_is_taken_while_the_file_is_made(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.link

    def late(source: Path, target: Path) -> None:
        target.write_text("somebody was faster")
        real(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(RefusedError, match="already a file"):
        new_workspace(path)
    assert path.read_text() == "somebody was faster"
    assert not list(path.parent.glob(".*part*"))


def test_a_folder_that_cannot_lock_is_read_only(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.close()

    def refuse(*_: object) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("filelock._unix.lock_fd_nonblocking", refuse)
    with Workspace.open(workspace.path, ACTOR) as opened:
        assert opened.access.is_read_only
        assert "does not let SPA-ME lock the file" in str(opened.access.why)
        assert "No locks available" in str(opened.access.why)


def test_a_workspace_that_somebody_put_into_another_journal_mode(workspace: Workspace) -> None:
    """Opening it for writing puts it right; a connection that cannot says so."""
    workspace.close()
    other = sqlite3.connect(workspace.path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("SELECT count(*) FROM workspace").fetchone()

    with pytest.raises((SettingError, sqlite3.OperationalError)):
        connect(workspace.path, read_only=True)
    other.close()
    with Workspace.open(workspace.path, ACTOR) as opened:
        assert record_values(opened, [change(5)]).audit
    assert not workspace.path.with_name("plan.spame-wal").exists()


def exchange_framework(path: Path, **keys: object) -> None:
    """Put keys into the stored framework and make every digest fit, as a later version would."""
    with sqlite3.connect(path) as connection:
        (text,) = connection.execute("SELECT canonical FROM framework_version").fetchone()
        text = canonical({**json.loads(text), **keys}).decode()
        connection.execute("UPDATE framework_version SET canonical = ?", (text,))
    connection.close()
    with Store(path).writing() as writing:
        digests.store_all(writing, digests.stored_digests(writing)[digests.AUDIT])
        writing.commit()


def test_a_framework_that_this_version_cannot_read(workspace: Workspace) -> None:
    workspace.close()
    exchange_framework(workspace.path, things_to_come=["x"])
    before = workspace.path.read_bytes()

    with pytest.raises(StorageError, match="things_to_come") as caught:
        Workspace.open(workspace.path, ACTOR)

    assert caught.value.do.startswith("Update SPA-ME")
    assert workspace.path.read_bytes() == before


def test_a_reference_to_nothing_is_damage(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])
    workspace.close()
    with sqlite3.connect(workspace.path) as connection:
        connection.execute("INSERT INTO value_part VALUES ('B', '2014', 'count', 'sex', 'm', '1')")
    connection.close()

    with pytest.raises(DamagedWorkspaceError, match="refers to something that is not there"):
        Workspace.open(workspace.path, ACTOR)
