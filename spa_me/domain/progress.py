"""How long work tells where it is, and how it is asked to stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TypeVar

T = TypeVar("T")

_AT_ONCE = 2_000
"""Items that are gone through before anybody is told: a few hundredths of a second of work."""
_FINE = 100
"""Steps of each stretch, as the whole is told of them."""


class Cancelled(Exception):  # noqa: N818 (it is no error: a person asked for it)
    """Raised out of a step when a person asked to stop; what was begun is undone."""


class Progress(Protocol):
    """Told after each step of long work."""

    def step(self, done: int, total: int, what: str) -> None:
        """Take note of `done` of `total` steps.

        Args:
            done: how many are finished.
            total: how many there are; 0 while that is not known.
            what: what is being done, in a few words that can be shown; empty where whoever began
                the stretch has said it.

        Raises:
            Cancelled: when the work is to stop.
        """
        ...


class _Silent:
    def step(self, done: int, total: int, what: str) -> None:
        """Tell nobody and never stop."""


silent: Progress = _Silent()
"""For work that nobody watches."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One of several stretches of longer work."""

    whole: Progress
    place: int
    of: int
    name: str

    def step(self, done: int, total: int, what: str) -> None:
        """Tell the whole how far it is with this stretch."""
        here = done * _FINE // total if total else 0
        said = ", ".join(filter(None, (self.name, what)))
        self.whole.step(self.place * _FINE + here, self.of * _FINE, said)


def split(progress: Progress, *names: str) -> list[Progress]:
    """Return a progress for each of several stretches that follow one another.

    Args:
        progress: of the whole.
        names: what is done in each, in a few words; empty where the stretch says so itself.
    """
    return [_Stretch(progress, place, len(names), name) for place, name in enumerate(names)]


def slices(items: Sequence[T], progress: Progress) -> Iterator[Sequence[T]]:
    """Yield items some thousands at a time, and tell before each time how many are done.

    Raises:
        Cancelled: when the work is to stop.
    """
    for start in range(0, len(items), _AT_ONCE):
        progress.step(start, len(items), "")
        yield items[start : start + _AT_ONCE]


def stepping(items: Sequence[T], progress: Progress) -> Iterator[T]:
    """Yield items one by one; for the rest see `slices`."""
    return chain.from_iterable(slices(items, progress))
