"""What every side is called with: `python -m tests.bench.sides.loading ours FOLDER STARTED`."""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

from tests.bench.measuring import Spent, report

Work = Callable[[Path], Spent]


def timed(work: Callable[[], object]) -> Spent:
    """Return what a piece of work takes in this process."""
    before, cpu_before = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - before, time.process_time() - cpu_before)


def usual(once: Callable[[], Spent], times: int = 7) -> Spent:
    """Return the median of doing something again and again, after a first time that warms up.

    For short work, which an app that is open does often: statements are compiled and modules
    imported by then, for both sides.
    """
    once()
    found = [once() for _ in range(times)]
    return Spent(
        statistics.median(spent.seconds for spent in found),
        statistics.median(spent.cpu_seconds for spent in found),
    )


def since_start() -> Spent:
    """Return what it took from the moment when the benchmark started this process."""
    seconds = time.monotonic() - float(sys.argv[3])
    # Chromium does its work in processes of its own.
    helpers = psutil.Process().children(recursive=True)
    cpu = time.process_time() + sum(sum(helper.cpu_times()[:2]) for helper in helpers)
    return Spent(seconds, cpu)


def run(sides: Mapping[str, Work], prepare: Callable[[Path], object] | None = None) -> None:
    """Run the side that the command line names and report what it took."""
    side, folder = sys.argv[1], Path(sys.argv[2])
    if side == "prepare":
        if prepare is not None:
            prepare(folder)
        report(Spent(0, 0))
        return
    report(sides[side](folder))
