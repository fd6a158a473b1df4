"""A disk that is full or refuses to write: nothing saved is lost, and it is said what was kept."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spa_me.domain.errors import UserError
from spa_me.services.dumping import dump
from spa_me.services.entry import record_values
from spa_me.services.errors import StorageError
from spa_me.services.workspace import Workspace
from spa_me.storage.verification import check_workspace
from tests.integration.making import ACTOR, Clock, change, definition, new_workspace

ROOT = Path(__file__).parents[3]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "stick"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False)
    if made.returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def on_small_disk(small_disk: Path, clock: Clock) -> Iterator[Workspace]:
    with new_workspace(small_disk / "plan.spame", clock) as workspace:
        record_values(workspace, [change(5)])
        yield workspace


def fill(folder: Path, leave: int = 0) -> Path:
    ballast = folder / "ballast"
    handle = os.open(ballast, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(handle, bytes(4096))
    except OSError:
        os.ftruncate(handle, max(0, os.fstat(handle).st_size - leave))
    finally:
        os.close(handle)
    return ballast


@pytest.mark.parametrize("leave", [0, 4096, 20_480])
def test_what_was_saved_stays_and_work_goes_on_after(on_small_disk: Workspace, leave: int) -> None:
    ballast = fill(on_small_disk.path.parent, leave)
    large = [change(6, note="x" * 4_000), change(7, unit="B", note="y" * 4_000)]

    with pytest.raises(StorageError, match="The disk is full") as caught:
        record_values(on_small_disk, large)

    assert "Everything saved before is kept" in caught.value.kept
    assert "Free some space" in caught.value.do
    assert on_small_disk.dataset().values.get("count", "A", "2014").number == 5
    assert check_workspace(on_small_disk.store) == ()
    ballast.unlink()
    assert len(record_values(on_small_disk, large).audit) == 2


def test_a_workspace_that_cannot_be_made_leaves_nothing(small_disk: Path) -> None:
    ballast = fill(small_disk, leave=8192)

    with pytest.raises(UserError, match="The disk is full"):
        Workspace.create(small_disk / "plan.spame", definition(), "A", ACTOR)

    assert [file.name for file in small_disk.iterdir()] == [ballast.name]


def test_a_backup_that_does_not_fit_is_not_left_half(
    on_small_disk: Workspace, clock: Clock
) -> None:
    fill(on_small_disk.path.parent, leave=100_000)
    clock.forward(hours=2)

    record_values(on_small_disk, [change(6)])

    assert "The disk is full" in str(on_small_disk.backup_problem)
    assert list(on_small_disk.path.with_name("plan backups").iterdir()) == []


def test_a_dump_that_does_not_fit_is_not_left_half(on_small_disk: Workspace) -> None:
    fill(on_small_disk.path.parent, leave=8192)
    before = sorted(on_small_disk.path.parent.iterdir())

    with pytest.raises(UserError, match="The disk is full"):
        dump(on_small_disk, on_small_disk.path.parent / "dump")

    assert sorted(on_small_disk.path.parent.iterdir()) == before


LIMITED = """
import resource, sys
from pathlib import Path
from spa_me.services.entry import record_values
from spa_me.services.errors import StorageError
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, change

path = Path(sys.argv[1])
workspace = Workspace.open(path, ACTOR)
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    record_values(workspace, [change(6, note="x" * 4000), change(7, unit="B", note="y" * 4000)])
except StorageError as error:
    print(error)
"""


def test_a_system_that_refuses_to_let_the_file_grow(workspace: Workspace) -> None:
    pytest.importorskip("resource")
    record_values(workspace, [change(5)])
    workspace.close()

    done = subprocess.run(
        [sys.executable, "-c", LIMITED, workspace.path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Everything saved before is kept; this last change was not saved." in done.stdout
    with Workspace.open(workspace.path, ACTOR) as again:
        assert again.dataset().values.get("count", "A", "2014").number == 5
        assert len(dict(again.dataset().values.items())) == 1
