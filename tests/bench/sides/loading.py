"""One command that records 100,000 values, against executemany into the same table."""

import shutil
import sqlite3
from pathlib import Path

from spa_me.domain.dataset import Actor
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.bench.data import framework, values
from tests.bench.measuring import Spent
from tests.bench.sides.main import run, timed

UNITS = [f"U{number}" for number in range(10)]
MARKERS, PERIODS = 1_000, 10
VALUES = MARKERS * PERIODS * len(UNITS)
ACTOR = Actor("Benchmark")


def prepare(folder: Path) -> None:
    """Make one empty workspace, and one that is full, from which the rows are taken."""
    definition = framework(MARKERS, PERIODS, UNITS)
    Workspace.create(folder / "empty.spame", definition, UNITS[0], ACTOR).close()
    shutil.copyfile(folder / "empty.spame", folder / "full.spame")
    with Workspace.open(folder / "full.spame", ACTOR) as workspace:
        record_values(workspace, [ValueChange(*pair) for pair in values(definition)])


def ours(folder: Path) -> Spent:
    """Record every value in one command."""
    path = _fresh(folder)
    with Workspace.open(path, ACTOR) as workspace:
        definition = workspace.frameworks[0]
        changes = [ValueChange(*pair) for pair in values(definition)]
        return timed(lambda: record_values(workspace, changes))


def bare(folder: Path) -> Spent:
    """Insert the same rows into the same table, as durably."""
    full = sqlite3.connect(folder / "full.spame")
    rows = full.execute("SELECT * FROM reported_value").fetchall()
    assert len(rows) == VALUES
    connection = sqlite3.connect(_fresh(folder))
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    marks = ", ".join("?" * len(rows[0]))

    def work() -> None:
        with connection:
            connection.executemany(f"INSERT INTO reported_value VALUES ({marks})", rows)

    return timed(work)


def _fresh(folder: Path) -> Path:
    return Path(shutil.copyfile(folder / "empty.spame", folder / "fresh.spame"))


if __name__ == "__main__":
    run({"ours": ours, "bare": bare}, prepare)
