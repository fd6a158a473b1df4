"""Whatever a disk does to a file, no wrong figure is shown and nothing is written to it."""

import os
import random
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import UserError
from spa_me.domain.values import Value, ValueKey
from spa_me.services.entry import record_values
from spa_me.services.errors import DamagedWorkspaceError
from spa_me.services.example import create_example
from spa_me.services.workspace import Workspace
from spa_me.storage.content import Content
from spa_me.storage.engine import Store
from spa_me.storage.identify import format_of
from spa_me.storage.verification import check_workspace
from tests.integration.making import ACTOR, change

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
FLIPS = 5_000 if IS_LONG else 150
DAMAGES = 1_000 if IS_LONG else 15


def test_a_new_workspace_is_sound(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])

    assert check_workspace(workspace.store) == ()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("damage") / "example.spame"
    create_example(path, ACTOR).close()
    return path.read_bytes()


def is_found(path: Path) -> bool:
    """Return whether opening would refuse the file; as `Workspace.open` does, without backups."""
    try:
        format_of(path)
    except UserError:
        return True
    return bool(check_workspace(Store(path, read_only=True)))


def content(path: Path) -> tuple[Dataset, dict[ValueKey, Value]]:
    dataset = Content(Store(path, read_only=True)).dataset()
    return dataset, dict(dataset.values.items())


def shown(path: Path) -> str:
    dataset, values = content(path)
    return repr((dataset.info, dataset.frameworks, dataset.judgements, values, dataset.notes,
                 dataset.activities, dataset.contributions, dataset.rates))  # fmt: skip


@pytest.mark.timeout(7_200)
def test_flipped_bytes_are_found_or_change_nothing(sound: bytes, tmp_path: Path) -> None:
    dice = random.Random(2014)  # noqa: S311
    path = tmp_path / "flipped.spame"
    path.write_bytes(sound)
    right = shown(path)
    unseen_by_sqlite = 0
    for _ in range(FLIPS):
        place = dice.randrange(len(sound))
        flipped = bytearray(sound)
        flipped[place] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        found = is_found(path)
        assert found or shown(path) == right, place
        assert path.read_bytes() == flipped, place
        unseen_by_sqlite += found and sqlite_sees_nothing(path)

    # The reason for the digests: SQLite's own check lets changed values pass.
    assert unseen_by_sqlite > FLIPS / 5


def sqlite_sees_nothing(path: Path) -> bool:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.Error, UnicodeError):
        return False
    finally:
        connection.close()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda b: b[: len(b) // 2], id="cut in half"),
        pytest.param(lambda b: b[:-4096], id="last page missing"),
        pytest.param(lambda b: b[:8192] + bytes(4096) + b[12288:], id="a page of zeros"),
        pytest.param(lambda b: b[:4096] + b[8192:12288] + b[4096:8192] + b[12288:], id="swapped"),
        pytest.param(lambda b: b"\0" * 100 + b[100:], id="no header"),
        pytest.param(lambda b: b[:50] + b"text" + b[54:], id="header overwritten"),
    ],
)
def test_larger_damage_is_found(
    spoil: Callable[[bytes], bytes], sound: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "spoiled.spame"
    path.write_bytes(spoil(sound))

    assert is_found(path)
    assert path.read_bytes() == spoil(sound)


def in_definitions(content: bytes, dice: random.Random) -> bytes:
    """Return a file with a few bytes exchanged in the text that defines a table or an index."""
    starts = [found.start() for found in re.finditer(rb"CREATE (TABLE|INDEX)", content)]
    start = dice.choice(starts) + dice.randrange(60)
    spoiled = bytearray(content)
    for place in range(start, start + dice.choice((1, 1, 4))):
        spoiled[place] = dice.randrange(256)
    return bytes(spoiled)


def zeroed(content: bytes, dice: random.Random) -> bytes:
    """Return a file of which a sector is empty."""
    start = 512 * dice.randrange(len(content) // 512)
    return content[:start] + bytes(512) + content[start + 512 :]


def cut(content: bytes, dice: random.Random) -> bytes:
    """Return the beginning of a file."""
    return content[: dice.randrange(200, len(content))]


def refusal_of(path: Path) -> DamagedWorkspaceError | None:
    """Return what opening a file says of its damage; None if it opens."""
    try:
        Workspace.open(path, ACTOR, read_only=True).close()
    except DamagedWorkspaceError as error:
        return error
    return None


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("spoil", [in_definitions, zeroed, cut], ids=lambda spoil: spoil.__name__)
def test_damage_of_any_kind_is_told_and_a_backup_offered(
    spoil: Callable[[bytes, random.Random], bytes], sound: bytes, tmp_path: Path
) -> None:
    """A control is SQLite alone, which takes some of these files for sound."""
    dice = random.Random(spoil.__name__)  # noqa: S311
    path = tmp_path / "plan.spame"
    backup = tmp_path / "plan backups" / "plan 2026-03-01 08-00-00Z.spame"
    backup.parent.mkdir()
    backup.write_bytes(sound)
    path.write_bytes(sound)
    right = shown(path)
    told = unseen_by_sqlite = 0
    for _ in range(DAMAGES):
        damaged = spoil(sound, dice)
        path.write_bytes(damaged)
        unseen_by_sqlite += damaged != sound and sqlite_sees_nothing(path)
        error = refusal_of(path)
        assert (shown(path) == right) if error is None else (error.backup == backup)
        told += error is not None
        assert path.read_bytes() == damaged
    assert told > DAMAGES / 3
    assert unseen_by_sqlite or spoil is not zeroed


STATEMENTS = {
    "a value": "UPDATE reported_value SET number = '6'",
    "a value removed": "DELETE FROM reported_value",
    "a value put in": "INSERT INTO reported_value SELECT 'B', period, indicator, state, number,"
    " numerator, denominator, level, reason, note, entered_by, entered_at FROM reported_value",
    "who entered it": "UPDATE reported_value SET entered_by = 'Nobody'",
    "the title": "UPDATE workspace SET title = 'Other'",
    "a framework": "UPDATE framework_version SET canonical = replace(canonical, '10', '99')",
    "an audit row": "UPDATE audit SET new = '6' WHERE number = 3",
    "an audit row removed": "DELETE FROM audit WHERE number = 3",
    "the last audit row removed": "DELETE FROM audit WHERE number = 4",
    "the last command removed": "DELETE FROM audit WHERE command = 3;"
    " DELETE FROM command WHERE number = 3; UPDATE part_digest SET digest ="
    " (SELECT seal FROM command WHERE number = 1) WHERE part = 'values/A/2014'",
    "an audit row put in": "INSERT INTO audit VALUES (99, 1, 'record value', 'x', '', '1')",
    "the person": "UPDATE command SET person = 'Somebody else'",
    "a seal": "UPDATE command SET seal = '0' WHERE number = 2",
    "a digest": "UPDATE part_digest SET digest = '0' WHERE part = 'values/A/2014'",
    "a digest removed": "DELETE FROM part_digest WHERE part = 'values/A/2014'",
    "a digest put in": "INSERT INTO part_digest VALUES ('values/C/2014', '0')",
    "an index": "DROP INDEX ix_contribution_activity",
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM audit; END",
    "a view": "CREATE VIEW v AS SELECT * FROM audit",
    "a table": "CREATE TABLE other (x)",
    "a table removed": "DROP TABLE data_note",
    "not text": "UPDATE reported_value SET note = x'ff00'",
    "a number that is none": "UPDATE command SET last_audit = 'many'",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_whatever_was_changed_behind_its_back_is_found(
    statement: str, workspace: Workspace
) -> None:
    record_values(workspace, [change(5)])
    record_values(workspace, [change(7, period="2015")])
    workspace.close()
    connection = sqlite3.connect(workspace.path)
    connection.executescript(statement)
    connection.close()
    before = workspace.path.read_bytes()

    with pytest.raises(DamagedWorkspaceError) as caught:
        Workspace.open(workspace.path, ACTOR)

    assert caught.value.findings
    assert workspace.path.read_bytes() == before


def test_the_latest_good_backup_is_offered(workspace: Workspace, tmp_path: Path) -> None:
    record_values(workspace, [change(5)])
    workspace.close()
    Workspace.open(workspace.path, ACTOR, clock=workspace.now).close()
    folder = workspace.path.with_name("plan backups")
    (good,) = folder.iterdir()
    damaged = folder / "plan 2027-01-01 00-00-00Z.spame"
    damaged.write_bytes(good.read_bytes()[:-4096])
    spoil(workspace.path)

    with pytest.raises(DamagedWorkspaceError, match="Restore the backup") as caught:
        Workspace.open(workspace.path, ACTOR)

    assert caught.value.backup == good


def test_a_file_that_lost_its_header_was_a_workspace_if_it_has_backups(
    workspace: Workspace,
) -> None:
    workspace.close()
    Workspace.open(workspace.path, ACTOR, clock=workspace.now).close()
    workspace.path.write_bytes(b"x" * 10_000)

    with pytest.raises(DamagedWorkspaceError) as caught:
        Workspace.open(workspace.path, ACTOR)

    assert caught.value.backup is not None


def test_a_change_does_not_make_damage_look_sound(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])
    spoil(workspace.path)

    with pytest.raises(DamagedWorkspaceError):
        record_values(workspace, [change(8, unit="A")])
    record_values(workspace, [change(8, unit="B")])
    workspace.close()
    with pytest.raises(DamagedWorkspaceError):
        Workspace.open(workspace.path, ACTOR)


def spoil(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE reported_value SET number = '6' WHERE unit = 'A'")
    connection.execute("UPDATE workspace SET source = 'other'")
    connection.commit()
    connection.close()
