"""Any thread may read and write; changes come one after the other and readers see whole ones."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from spa_me.services.entry import record_values
from spa_me.services.errors import ChangedElsewhereError
from spa_me.services.workspace import Workspace
from spa_me.storage.verification import check_workspace
from tests.integration.making import change

WRITERS, CHANGES = 6, 10


def test_many_writers(workspace: Workspace) -> None:
    def write(writer: int) -> None:
        for turn in range(1, CHANGES + 1):
            record_values(workspace, [change(writer * 100 + turn)])

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(1, WRITERS + 1)))

    entries = workspace.audit(limit=1_000)[: WRITERS * CHANGES]
    numbers = [entry.number for entry in reversed(entries)]
    assert numbers == list(range(3, 3 + WRITERS * CHANGES))
    in_order = list(reversed(entries))
    assert all(earlier.new == later.old for earlier, later in pairwise(in_order))
    assert check_workspace(workspace.store) == ()


def test_readers_beside_a_writer_see_whole_changes(workspace: Workspace) -> None:
    def write() -> None:
        for number in range(1, 26):
            record_values(workspace, [change(number), change(number, unit="B")])

    def read() -> set[bool]:
        seen: set[bool] = set()
        while not written.done():
            values = workspace.dataset().values
            one, other = (values.get("count", unit, "2014").number for unit in ("A", "B"))
            seen.add(one == other)
            workspace.audit(limit=5)
        return seen

    with ThreadPoolExecutor(4) as pool:
        written = pool.submit(write)
        readers = [pool.submit(read) for _ in range(3)]

    written.result()
    assert all(reader.result() <= {True} for reader in readers)


def test_a_file_that_was_exchanged_under_an_open_window(workspace: Workspace) -> None:
    """As a service does that keeps folders in step: the lock is of no help against it."""
    record_values(workspace, [change(5)])
    older = workspace.path.read_bytes()
    record_values(workspace, [change(6)])
    workspace.path.write_bytes(older)

    with pytest.raises(ChangedElsewhereError, match="changed by another program"):
        record_values(workspace, [change(7)])

    assert workspace.dataset().values.get("count", "A", "2014").number == 5
    assert record_values(workspace, [change(7)]).audit[0].old == "5"
