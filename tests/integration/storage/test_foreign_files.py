"""Files that are not for this app are refused, untouched, and with nothing left beside them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from spa_me.domain.errors import NotFoundError, UserError
from spa_me.services.errors import NewerFormatError, NotAWorkspaceError
from spa_me.services.workspace import Workspace
from spa_me.storage.format import APPLICATION_ID, FORMAT
from tests.integration.making import ACTOR


def other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA application_id = 252006675; CREATE TABLE t (x)")
    connection.close()


def database_in_wal_mode(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE t (x)")
    connection.close()


def newer_workspace(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT + 1};"
        "CREATE TABLE things_to_come (x)"
    )
    connection.close()


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda p: p.write_bytes(b""), NotAWorkspaceError, "is not a SPA-ME workspace"),
        (lambda p: p.write_text("unit,period"), NotAWorkspaceError, "is not a SPA-ME workspace"),
        (lambda p: p.write_bytes(b"PK\3\4" * 5_000), NotAWorkspaceError, "not a SPA-ME"),
        (other_database, NotAWorkspaceError, "belongs to another program"),
        (database_in_wal_mode, NotAWorkspaceError, "is not a SPA-ME workspace"),
        (newer_workspace, NewerFormatError, "newer version"),
    ],
    ids=["empty", "text", "zip", "other program", "wal", "newer"],
)
def test_foreign_files_are_refused_untouched(
    make: Callable[[Path], object], error: type[UserError], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "file.spame"
    make(path)
    before = path.read_bytes()

    with pytest.raises(error, match=says) as caught:
        Workspace.open(path, ACTOR)

    assert caught.value.kept == "The file was not changed."
    assert caught.value.do
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is no file"):
        Workspace.open(tmp_path / "none.spame", ACTOR)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspaceError, match="is not a file"):
        Workspace.open(tmp_path, ACTOR)
