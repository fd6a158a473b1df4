"""How long the window is held at most: `python -m tests.bench.holds [WHERE …] [--stacks] [--all]`.

Walks through the real app, step by step, each beginning once the window is at rest, and tells for
each step the longest time in which no event could be handled. 100 ms is what a person notices.
"""

from __future__ import annotations

import argparse
import collections
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.bench.measuring import ROOT, child_environment

if TYPE_CHECKING:
    from tests.bench.watching import Hold

LIMIT = 0.1
_REST, _FIRST_REST = 0.6, 4.0
_LOOK = 20
_SIZE = (1366, 768)
PLACES = ("example", "large", "sheet")


def main() -> None:
    """Walk in a fresh process for each workspace, and print the steps by their longest hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.holds", description=__doc__)
    parser.add_argument("places", nargs="*", help=f"of {', '.join(PLACES)}")
    parser.add_argument("--stacks", action="store_true", help="show where the window was held")
    parser.add_argument("--all", action="store_true", help="tell of every step")
    parser.add_argument("--walk", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.walk:
        _walk(Path(chosen.walk), stacks=chosen.stacks, everything=chosen.all)
        return
    for place in chosen.places or PLACES:
        with tempfile.TemporaryDirectory(prefix="spa-me-holds-") as folder:
            path = Path(folder) / f"{place}.spame"
            _make(place, path)
            command = [sys.executable, "-m", "tests.bench.holds", "--walk", str(path)]
            more = [name for name in ("--stacks", "--all") if name in sys.argv]
            click.echo(f"{place}: {_WORDS[place]}")
            done = subprocess.run(
                [*command, *more], check=False, cwd=ROOT, env=child_environment(folder)
            )
            if done.returncode:
                sys.exit(done.returncode)


_WORDS = {
    "example": "the example, UN-ACT 2014",
    "large": "200 markers x 6 units x 10 periods",
    "sheet": "480 questions to each of six countries",
}


def _make(place: str, path: Path) -> None:
    from spa_me.domain.dataset import Actor, DataKind
    from spa_me.services.entry import ValueChange, record_values
    from spa_me.services.example import create_example
    from spa_me.services.workspace import Workspace
    from tests.bench.data import framework, values
    from tests.countries import large_definition

    actor = Actor("Benchmark")
    if place == "example":
        create_example(path, actor).close()
        return
    large = place == "large"
    definition = framework(200, 10) if large else large_definition(480)
    home = next(iter(definition.unit_by_code)) if large else "A"
    with Workspace.create(path, definition, home, actor, kind=DataKind.ILLUSTRATIVE) as made:
        if large:
            changes = [ValueChange(key, value) for key, value in values(definition)]
            record_values(made, changes)


def _or_end(run: Callable[[], None]) -> Callable[[], None]:
    def call() -> None:
        try:
            run()
        except Exception:  # noqa: BLE001 (the app would show it and stay open)
            traceback.print_exc()
            os._exit(1)

    return call


def _walk(path: Path, *, stacks: bool, everything: bool) -> None:
    """Start the app on a workspace, take all steps, and end it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from spa_me.domain.dataset import Actor
    from tests.bench.journeys import Step, journeys
    from tests.bench.watching import Watch
    from ui import app

    found: list[tuple[str, Hold]] = []

    class Walked(app.MainWindow):
        def fill(self) -> None:
            self.resize(*_SIZE)
            self.settings.actor = Actor("Benchmark")
            self.watch = Watch(self)
            super().fill()
            self._title = "start, up to the first page with all its charts"
            self._restless, self._rest = time.perf_counter(), _FIRST_REST
            self._steps = journeys(self)
            self._look = QTimer(self, interval=_LOOK)
            self._look.timeout.connect(_or_end(self._go_on))
            self._look.start()

        def _go_on(self) -> None:
            now = time.perf_counter()
            opened = self.context.workspace is not None or self._title.startswith("close")
            if not opened or self.context.runner.is_busy:
                self._restless = now
            if now - self._restless < self._rest:
                return
            self._rest = _REST
            found.append((self._title, self.watch.worst()))
            step = next(self._steps, None)
            if step is None:
                self._look.stop()
                self.close()
                QApplication.exit(0)
                return
            self._take(step)

        def _take(self, step: Step) -> None:
            self._title = step.title
            self._restless = time.perf_counter()
            step.do()

    app.MainWindow = Walked
    app.main([str(path)])
    _tell(found, stacks=stacks, everything=everything)


def _tell(found: Sequence[tuple[str, Hold]], *, stacks: bool, everything: bool) -> None:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    long = [(title, hold) for title, hold in found if everything or hold.seconds > LIMIT]
    for title, hold in sorted(long, key=lambda pair: -pair[1].seconds):
        click.echo(
            f"  {hold.seconds * 1000:6.0f} ms ({hold.cpu_seconds * 1000:5.0f} ms CPU)  {title}"
        )
        if stacks:
            for stack, times in collections.Counter(hold.stacks).most_common(12):
                click.echo(f"      {times:3} x {stack}")
    over = sum(hold.seconds > LIMIT for _, hold in found)
    click.echo(f"  {over} of {len(found)} steps hold the window over 100 ms (load {load:.1f}).\n")


if __name__ == "__main__":
    main()
