"""Reading a workspace and assessing all its periods, against fetching the same rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

from spa_me.domain.assessment import assess
from spa_me.domain.dataset import Actor
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.bench.data import UNITS, framework, values
from tests.bench.measuring import Spent
from tests.bench.sides.main import run, timed, usual

MARKERS, PERIODS = 200, 10
ACTOR = Actor("Benchmark")


def prepare(folder: Path) -> None:
    """Make a workspace with every value."""
    definition = framework(MARKERS, PERIODS)
    with Workspace.create(folder / "large.spame", definition, UNITS[0], ACTOR) as workspace:
        record_values(workspace, [ValueChange(*pair) for pair in values(definition)])


def ours(folder: Path) -> Spent:
    """Assess every period from what the file holds."""

    def once() -> Spent:
        with Workspace.open(folder / "large.spame", ACTOR, read_only=True) as workspace:
            return timed(lambda: _assess(workspace))

    return usual(once)


def _assess(workspace: Workspace) -> None:
    data = workspace.dataset()
    for period in data.latest_framework.period_by_code:
        definition = data.framework_for(period)
        found = assess(definition, period, data.values, data.judgements)
        assert found.counts.total == MARKERS


def bare(folder: Path) -> Spent:
    """Fetch every row of values in the same order."""

    def once() -> Spent:
        with closing(sqlite3.connect(folder / "large.spame")) as connection:
            return timed(lambda: _fetch(connection))

    return usual(once)


def _fetch(connection: sqlite3.Connection) -> None:
    query = "SELECT * FROM reported_value ORDER BY unit, period, indicator"
    assert len(connection.execute(query).fetchall()) == MARKERS * PERIODS * len(UNITS)


if __name__ == "__main__":
    run({"ours": ours, "bare": bare}, prepare)
