"""Older formats are brought up to date in one transaction, after a check and a backup."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from spa_me.domain.errors import UserError
from spa_me.services import opening
from spa_me.services.errors import DamagedWorkspaceError, StorageError
from spa_me.services.workspace import Workspace
from spa_me.storage import migrating
from spa_me.storage.backup import backups_of, is_good
from spa_me.storage.creation import make_tables
from spa_me.storage.engine import Store
from spa_me.storage.format import FORMAT
from spa_me.storage.migrating import migrate, upgrade
from spa_me.storage.migrations import REVISIONS
from spa_me.storage.verification import check_workspace
from spa_me.storage.writer import Command
from tests.integration.making import ACTOR, Clock
from tests.integration.storage.everything import make_everything

FUTURE = Path(__file__).parents[2] / "data" / "migrations"
"""A revision after the last one, only for tests: it adds, renames and rebuilds."""


def schema(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    return {name: re.sub(r"\s+", "", sql) for name, sql in rows}


@pytest.fixture
def empty() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_a_migrated_file_has_the_tables_of_a_new_one(empty: Connection) -> None:
    upgrade(empty, "head")
    migrated = schema(empty)
    empty.rollback()
    for name in migrated:
        empty.exec_driver_sql(f"DROP TABLE IF EXISTS {name}") if "ix_" not in name else None
    make_tables(empty)

    assert migrated == schema(empty)


def test_every_format_has_a_revision_and_a_fixture() -> None:
    assert list(REVISIONS) == list(range(1, FORMAT + 1))
    fixtures = Path(__file__).parents[2] / "data" / "workspaces"
    assert {path.stem for path in fixtures.glob("*.spame")} >= {f"format-{n}" for n in REVISIONS}


@pytest.mark.parametrize("number", list(REVISIONS)[:-1])
def test_the_number_of_a_format_without_its_tables_is_damage(number: int, path: Path) -> None:
    """As an update leaves a file that was cut off after its first page and lost its journal."""
    fixture = Path(__file__).parents[2] / "data" / "workspaces" / f"format-{number}.spame"
    path.write_bytes(fixture.read_bytes())
    assert check_workspace(Store(path, read_only=True)) == ()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {number + 1}")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DamagedWorkspaceError, match=f"of format {number + 1}"):
        Workspace.open(path, ACTOR)
    assert path.read_bytes() == before


def to_the_future(workspace: Workspace, clock: Clock) -> None:
    command = Command("update format", ACTOR, clock())
    migrate(workspace.store, command, FORMAT + 1, "future", [FUTURE])


def test_content_and_audit_survive_and_the_file_is_sound(path: Path, clock: Clock) -> None:
    with make_everything(path) as workspace:
        before = workspace.audit(limit=1_000)
        to_the_future(workspace, clock)

        assert check_workspace(workspace.store) == ()
        with workspace.store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == FORMAT + 1
            query = "SELECT name_of_source, confirmed FROM contribution ORDER BY id"
            assert connection.exec_driver_sql(query).all()[1] == ("World Vision", 0)
            assert connection.exec_driver_sql("SELECT count(*) FROM value_part").scalar_one() == 3
        after = workspace.audit(limit=1_000)
        assert after[1:] == before
        assert after[0].action == "update format"
        assert (after[0].old, after[0].new) == (f"format {FORMAT}", f"format {FORMAT + 1}")


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_everything(path) as workspace:
        before = path.read_bytes()

        def fail(*_: object) -> None:
            message = "pulled"
            raise sqlite3.OperationalError(message)

        monkeypatch.setattr(migrating.digests, "store_all", fail)
        with pytest.raises(sqlite3.OperationalError):
            to_the_future(workspace, clock)

        assert path.read_bytes() == before
        assert check_workspace(workspace.store) == ()


@pytest.fixture
def in_the_future(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a file, then let the app be a version later than it."""
    make_everything(path).close()

    def migrate_on(store: object, command: Command) -> None:
        migrate(store, command, FORMAT + 1, "future", [FUTURE])  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(opening, "FORMAT", FORMAT + 1)
    monkeypatch.setattr(migrating, "migrate", migrate_on)


@pytest.mark.usefixtures("in_the_future")
def test_a_backup_is_made_before_a_file_is_updated(path: Path) -> None:
    Workspace.open(path, ACTOR).close()

    labelled = [backup for backup in backups_of(path) if backup.label]
    assert [backup.label for backup in labelled] == ["before update"]
    assert is_good(labelled[0].path)
    with sqlite3.connect(labelled[0].path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    connection.close()


@pytest.mark.usefixtures("in_the_future")
def test_an_older_file_that_can_only_be_read_says_so(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(StorageError, match="older version"):
        Workspace.open(path, ACTOR, read_only=True)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("in_the_future")
def test_a_damaged_older_file_is_not_updated(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE workspace SET title = 'Other'")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(path, ACTOR)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("in_the_future")
def test_without_a_backup_there_is_no_update(path: Path) -> None:
    path.with_name("plan backups").write_text("in the way")
    before = path.read_bytes()

    with pytest.raises(UserError):
        Workspace.open(path, ACTOR)
    assert path.read_bytes() == before


def test_the_rates_of_a_file_become_those_of_its_office(path: Path) -> None:
    older = Path(__file__).parents[2] / "data" / "workspaces" / "format-2.spame"
    path.write_bytes(older.read_bytes())
    with Workspace.open(path, ACTOR) as workspace:
        assert {(r.unit, r.period, r.document) for r in workspace.dataset().rates} == {
            ("A", "2014", "mean of the year"),
            ("A", "2014", "mean of December"),
        }
        assert check_workspace(workspace.store) == ()


def test_a_list_of_keys_gets_its_digest_and_a_retired_key_its_numbers(
    empty: Connection,
) -> None:
    upgrade(empty, "format_3")
    empty.exec_driver_sql("INSERT INTO trust_list VALUES ('RS', 2, 'of list 1')")
    for number in (1, 2):
        texts = f"'list {number}', '', 'trust', 'in', 'RS', '*', '', '', {number}"
        package = f"{texts}, '', 'signed', '', '', '', '', '', NULL"
        empty.exec_driver_sql(f"INSERT INTO package VALUES ({package})")
    key = "'a key', 'RS', 'Somebody', '', 's', 'e', NULL, 'retired', 7, 'Replaced'"
    empty.exec_driver_sql(f"INSERT INTO trusted_key VALUES ({key})")
    for to, number in (("*", 3), ("A", 7), ("B", 1), ("B", 900)):
        texts = f"'{to} {number}', '', 'review', 'out', 'RS', '{to}', '', '', {number}"
        package = f"{texts}, '', 'signed', '', '', '', '', '', NULL"
        empty.exec_driver_sql(f"INSERT INTO package VALUES ({package})")
    empty.commit()

    upgrade(empty, "head")

    lists = empty.exec_driver_sql("SELECT version, supersedes, digest FROM trust_list").all()
    assert lists == [(2, "of list 1", "list 2")]
    found = empty.exec_driver_sql("SELECT person, last_numbers, reason FROM trusted_key").all()
    assert found == [("Somebody", "*=3 A=7 B=1", "Replaced")]
