"""Samples of two sides, each in a process of its own, by turns, so that noise hits both alike."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import psutil

ROOT = Path(__file__).parents[2]
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Spent:
    """What a piece of work took.

    Attributes:
        seconds: by the clock on the wall.
        cpu_seconds: on all cores together; other programs hardly change it.
    """

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Sample(Spent):
    """One run, with the most memory that its processes had, in megabytes."""

    megabytes: float


@dataclass(frozen=True)
class Comparison:
    """What is measured against what.

    Attributes:
        title: what is measured, in words.
        module: under `tests.bench.sides`; its `main` runs one side once.
        goal: the ratio of the medians that is aimed at; None where it is only told.
        ours, bare: what the sides are, in words.
        side: the name of our side in the module.
    """

    title: str
    module: str
    goal: float | None
    ours: str
    bare: str
    side: str = "ours"


@dataclass(frozen=True)
class Side:
    """All samples of one side."""

    samples: Sequence[Sample]

    @property
    def seconds(self) -> float:
        """The median time."""
        return statistics.median(sample.seconds for sample in self.samples)

    @property
    def cpu_seconds(self) -> float:
        """The median of the time on all cores."""
        return statistics.median(sample.cpu_seconds for sample in self.samples)

    @property
    def megabytes(self) -> float:
        """The median of the peak memory."""
        return statistics.median(sample.megabytes for sample in self.samples)

    @property
    def noise(self) -> float:
        """Half the distance between the quartiles, as a part of the median."""
        first, _, third = statistics.quantiles((s.seconds for s in self.samples), n=4)
        return (third - first) / 2 / self.seconds


@dataclass(frozen=True)
class Result:
    """A comparison with both sides."""

    comparison: Comparison
    ours: Side
    bare: Side

    @property
    def ratio(self) -> float:
        """Our median by the bare one."""
        return self.ours.seconds / self.bare.seconds

    @property
    def cpu_ratio(self) -> float:
        """The same of the time on all cores."""
        return self.ours.cpu_seconds / self.bare.cpu_seconds

    @property
    def is_reached(self) -> bool:
        """Whether the goal is, if there is one."""
        return self.comparison.goal is None or self.ratio <= self.comparison.goal


def compare(comparison: Comparison, repeats: int) -> Result:
    """Measure both sides by turns; the first run of each only warms the disk cache."""
    ours: list[Sample] = []
    bare: list[Sample] = []
    sides = [(comparison.side, ours), ("bare", bare)]
    with tempfile.TemporaryDirectory(prefix="spa-me-bench-") as folder:
        _child(comparison.module, "prepare", folder)
        for turn in range(repeats + 1):
            for side, samples in sides if turn % 2 else reversed(sides):
                sample = _child(comparison.module, side, folder)
                if turn:
                    samples.append(sample)
    return Result(comparison, Side(ours), Side(bare))


def _child(module: str, side: str, folder: str) -> Sample:
    command = [sys.executable, "-m", f"tests.bench.sides.{module}", side, folder]
    started = repr(time.monotonic())
    done = subprocess.run(
        [*command, started],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=child_environment(folder),
    )
    if done.returncode:
        sys.exit(f"{module} {side} failed:\n{done.stdout}{done.stderr}")
    return Sample(**json.loads(done.stdout.splitlines()[-1]))


def child_environment(folder: str) -> dict[str, str]:
    # A home of its own: nobody's settings and recent workspaces are read or touched.
    homes = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    found = {**os.environ, **dict.fromkeys(homes, folder)}
    if not (found.get("DISPLAY") or found.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        found["QT_QPA_PLATFORM"] = "offscreen"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses root with its sandbox on. For measuring only, never in the product.
        found["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return found


def report(spent: Spent) -> None:
    """Print a sample of this process for the one that started it."""
    here = psutil.Process()
    memory = _own_peak(here) + sum(_unique(helper) for helper in here.children(recursive=True))
    sample = Sample(spent.seconds, spent.cpu_seconds, memory / MEGABYTE)
    click.echo(json.dumps(asdict(sample)))


def _unique(process: psutil.Process) -> int:
    # Chromium's processes share most of their pages: only what each has alone is added up.
    return int(process.memory_full_info().uss)


def _own_peak(process: psutil.Process) -> int:
    if sys.platform == "win32":
        return int(process.memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
