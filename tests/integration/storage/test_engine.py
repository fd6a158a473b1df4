"""Connections: every setting is made, read back, and does what it is for."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from spa_me.domain.errors import ReadOnlyError
from spa_me.services.workspace import Workspace
from spa_me.storage import engine
from spa_me.storage.engine import SettingError, Store, connect

SETTINGS = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "locking_mode": "normal",
}


@pytest.mark.parametrize("read_only", [False, True])
def test_every_setting_is_in_force(workspace: Workspace, read_only: bool) -> None:
    connection = connect(workspace.path, read_only=read_only)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}
    connection.close()

    assert found == SETTINGS


def test_a_setting_that_is_not_taken_is_an_error(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine._SETTINGS, "synchronous", 7)

    with pytest.raises(SettingError, match="synchronous = 7"):
        connect(workspace.path, read_only=False)


def test_a_file_is_never_made_by_opening_it(tmp_path: Path) -> None:
    missing = tmp_path / "missing.spame"

    with pytest.raises(sqlite3.OperationalError):
        connect(missing, read_only=False)
    assert not missing.exists()


def test_names_of_files_need_no_care(tmp_path: Path, workspace: Workspace) -> None:
    odd = tmp_path / "100 % ណែនាំ #1?mode=memory.spame"
    odd.write_bytes(workspace.path.read_bytes())

    with Store(odd).reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM workspace").scalar_one() == 1


def test_leaving_without_commit_leaves_nothing(workspace: Workspace) -> None:
    with workspace.store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE half_done (x)")
        connection.exec_driver_sql("DELETE FROM workspace")

    with workspace.store.reading() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars().all()
        assert "half_done" not in tables
        assert connection.exec_driver_sql("SELECT count(*) FROM workspace").scalar_one() == 1


def test_a_writer_has_the_lock_from_its_first_moment(workspace: Workspace) -> None:
    with workspace.store.writing():
        other = sqlite3.connect(workspace.path, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_foreign_keys_hold(workspace: Workspace) -> None:
    with pytest.raises(IntegrityError), workspace.store.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO value_part VALUES ('A', '2014', 'none', 'sex', 'male', '1')"
        )


def test_an_error_does_not_carry_what_people_entered(workspace: Workspace) -> None:
    with pytest.raises(IntegrityError) as caught, workspace.store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO part_digest VALUES (?, ?)", ("secret", None))

    assert "secret" not in str(caught.value)


def test_reading_only_writes_nothing(workspace: Workspace) -> None:
    store = Store(workspace.path, read_only=True)

    with pytest.raises(ReadOnlyError), store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM workspace")
