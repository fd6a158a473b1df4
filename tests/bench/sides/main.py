"""What every side is called with: `python -m tests.bench.sides.loading ours FOLDER STARTED`."""

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench.measuring import report

Work = Callable[[Path], float]


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds a piece of work takes in this process."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def since_start() -> float:
    """Return the seconds since the benchmark started this process."""
    return time.monotonic() - float(sys.argv[3])


def run(sides: Mapping[str, Work], prepare: Callable[[Path], object] | None = None) -> None:
    """Run the side that the command line names and report its seconds."""
    side, folder = sys.argv[1], Path(sys.argv[2])
    if side == "prepare":
        if prepare is not None:
            prepare(folder)
        report(0)
        return
    report(sides[side](folder))
