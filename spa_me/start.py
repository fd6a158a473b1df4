"""`make run`: the app on the example, or its main job where no display answers."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from spa_me.cli.output import use_utf8

_PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
_PATIENCE = 20
"""Seconds after which a display that was asked counts as one that does not answer."""


def main(argv: Sequence[str] | None = None) -> int:
    """Open the app on the example, or do the main job without a display; return the exit code."""
    use_utf8()
    arguments = _parser().parse_args(argv)
    if not arguments.headless and display_answers():
        from ui.app import main as open_app

        return open_app(["--example"])
    from spa_me.headless import do_main_job

    why = "" if arguments.headless else "No display answers, so no window can be opened. "
    click.echo(
        f"{why}This is the main job without a window; what it makes is left in {arguments.out}.\n"
    )
    return do_main_job(arguments.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--headless", action="store_true", help="do the job even with a display")
    parser.add_argument(
        "--out", type=Path, default=Path("out"), help="the folder of what the job makes (out)"
    )
    return parser


def display_answers() -> bool:
    """Return whether a window can be opened here; found out by opening the display once."""
    if sys.platform in {"win32", "darwin"}:
        return True
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not named or os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    try:
        probe = subprocess.run(  # noqa: S603 (this Python, with our own text)
            [sys.executable, "-c", _PROBE], check=False, capture_output=True, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return False
    return probe.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
