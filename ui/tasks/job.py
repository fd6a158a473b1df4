"""One piece of work beside the window."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field

from spa_me.domain.progress import Cancelled

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job has come; `total` is 0 while that is not known."""

    done: int
    total: int
    what: str


@dataclass(eq=False)
class Job:
    """A running job, as the window sees it.

    Attributes:
        title: what is being done, in words; empty for work too short to be shown.
    """

    title: str = ""
    number: int = field(default_factory=lambda: next(_numbers))
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)

    def cancel(self) -> None:
        """Ask the job to stop at its next step; what it had not committed is left undone."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise `Cancelled` once the job was asked to stop."""
        if self._stop.is_set():
            raise Cancelled
