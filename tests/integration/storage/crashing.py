"""Kills a writing process again and again, and looks at what is left.

Run as `python -m tests.integration.storage.crashing FILE ROUNDS`: everything is imported once, and
each writer is a fork that records 1, 2, 3 … and says so after each. Prints what was found as JSON.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path

from spa_me.domain.values import ValueKey
from spa_me.services.entry import record_values
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, change


def write_on(path: Path, first: int, acknowledge: int) -> None:
    """Record numbers from `first` on, in one value and a breakdown beside it, until killed."""
    with Workspace.open(path, ACTOR) as workspace:
        number = first
        while True:
            both = [change(number), change(number, unit="B", note=f"number {number}")]
            record_values(workspace, both)
            os.write(acknowledge, number.to_bytes(8, "big"))
            number += 1


def kill_one(path: Path, first: int, wanted: int) -> int:
    """Let a writer acknowledge some changes, kill it, and return the last that it acknowledged."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            write_on(path, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    last = first - 1
    for _ in range(wanted):
        last = int.from_bytes(os.read(reading, 8), "big")
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while message := os.read(reading, 8):
        last = int.from_bytes(message, "big")
    os.close(reading)
    return last


def look(path: Path) -> int:
    """Open the file, which checks every digest, and return the number it holds in both places."""
    with Workspace.open(path, ACTOR) as workspace:
        values = dict(workspace.dataset().values.items())
        audit = workspace.audit(limit=4)
    if not values:
        return 0
    both = {int(values[ValueKey(unit, "2014", "count")].number or 0) for unit in ("A", "B")}
    assert len(both) == 1, "half a change is there"
    (number,) = both
    assert audit[1].new == str(number), "the audit tells of another number"
    return number


def main(path: Path, rounds: int) -> None:
    """Kill writers at random moments and print what came of it."""
    dice = random.Random(1)  # noqa: S311
    acknowledged = unacknowledged = 0
    number = 0
    for _ in range(rounds):
        last = kill_one(path, number + 1, dice.randrange(1, 6))
        number = look(path)
        assert number >= last, f"{last} was acknowledged and {number} is there"
        acknowledged += 1
        unacknowledged += number - last
    print(json.dumps({"kills": acknowledged, "last": number, "unacknowledged": unacknowledged}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
