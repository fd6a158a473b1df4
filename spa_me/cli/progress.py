"""Where long work is, told at a terminal and to nobody else, and how it is stopped from there."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Self

import click

from spa_me.domain.progress import Cancelled


class Told:
    """Tells each step on one line of the standard error stream, if a person looks at it.

    While it is entered, Ctrl+C asks the work to stop at its next step, so that what is half done
    can be undone and what is done can be told. Pressed again, it ends the command at once.

    Attributes:
        is_stopped: whether the person pressed Ctrl+C.
    """

    def __init__(self) -> None:
        self.is_stopped = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)
        self._show("")

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopped = True
        signal.signal(signal.SIGINT, self._before)

    def step(self, done: int, total: int, what: str) -> None:
        """Tell `done` of `total` steps; see `spa_me.domain.progress.Progress`."""
        self._show(f"{done * 100 // total} %: {what}" if total else what)
        if self.is_stopped:
            raise Cancelled

    def _show(self, text: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{text}", nl=False, err=True)
