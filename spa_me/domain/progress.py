"""How long work tells where it is, and how it is asked to stop."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 (it is no error: a person asked for it)
    """Raised out of a step when a person asked to stop; what was begun is undone."""


class Progress(Protocol):
    """Told after each step of long work."""

    def step(self, done: int, total: int, what: str) -> None:
        """Take note of `done` of `total` steps.

        Args:
            done: how many are finished.
            total: how many there are; 0 while that is not known.
            what: what is being done, in a few words that can be shown.

        Raises:
            Cancelled: when the work is to stop.
        """
        ...


class _Silent:
    def step(self, done: int, total: int, what: str) -> None:
        """Tell nobody and never stop."""


silent: Progress = _Silent()
"""For work that nobody watches."""
