"""One writer at a time: the second window reads only and says why."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from spa_me.domain.dataset import Actor
from spa_me.domain.errors import ReadOnlyError
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from spa_me.storage.locking import WorkspaceLock
from tests.integration.making import ACTOR, change

ROOT = Path(__file__).parents[3]

HOLD = """
import sys
from pathlib import Path
from spa_me.domain.dataset import Actor
from spa_me.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]), Actor("Chan Sovann", "Secretariat"))
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_the_second_process_reads_only_and_says_why(workspace: Workspace) -> None:
    record_values(workspace, [change(5)])
    workspace.close()

    with held_by_another_process(workspace.path), Workspace.open(workspace.path, ACTOR) as second:
        assert second.access.is_read_only
        assert "Chan Sovann (Secretariat) has it open for writing" in str(second.access.why)
        assert second.dataset().values.get("count", "A", "2014").number == 5
        with pytest.raises(ReadOnlyError, match="Chan Sovann"):
            record_values(second, [change(6)])


def test_a_lock_does_not_outlive_a_process_that_was_killed(workspace: Workspace) -> None:
    workspace.close()
    with held_by_another_process(workspace.path) as process:
        process.kill()
        process.wait()

        with Workspace.open(workspace.path, ACTOR) as again:
            assert not again.access.is_read_only


def test_a_second_window_of_the_same_process_reads_only(workspace: Workspace) -> None:
    with Workspace.open(workspace.path, ACTOR) as second:
        assert second.access.is_read_only
        record_values(workspace, [change(5)])

        assert second.audit()[0].subject == "value A 2014 count"
    assert record_values(workspace, [change(6)]).audit


def test_closing_lets_the_next_one_write(workspace: Workspace) -> None:
    workspace.close()
    workspace.close()

    with Workspace.open(workspace.path, ACTOR) as second:
        assert not second.access.is_read_only


def test_asking_to_read_only_takes_no_lock(workspace: Workspace) -> None:
    workspace.close()
    with Workspace.open(workspace.path, ACTOR, read_only=True) as first:
        assert first.access.is_read_only
        with Workspace.open(workspace.path, ACTOR) as second:
            assert not second.access.is_read_only


def test_a_link_to_the_file_is_the_same_file(workspace: Workspace, tmp_path: Path) -> None:
    link = tmp_path / "link.spame"
    link.symlink_to(workspace.path)

    with Workspace.open(link, Actor("Other")) as second:
        assert second.access.is_read_only


def test_who_holds_it_need_not_be_readable(workspace: Workspace) -> None:
    workspace.path.with_name(".plan.spame.holder").write_text("{not json")

    with Workspace.open(workspace.path, ACTOR) as second:
        assert second.access.is_read_only
        assert second.access.why is not None


def test_the_holder_is_gone_with_the_lock(workspace: Workspace) -> None:
    lock = WorkspaceLock(workspace.path)
    assert lock.holder() is not None
    workspace.close()

    assert lock.holder() is None
