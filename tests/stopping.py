"""A person who watches long work, and stops it in the middle."""

from collections.abc import Callable

import psutil

from spa_me.domain.progress import Cancelled


class Watching:
    """Keeps what it is told, and stops the work when it is asked to.

    Attributes:
        told: how far the work was at each step, as a share, and what was being done.
        children: the processes that ran beside this one at any step.
    """

    def __init__(self, stop: "Callable[[Watching], bool] | None" = None) -> None:
        self.told: list[tuple[float, str]] = []
        self.children: set[psutil.Process] = set()
        self._stop = stop

    def step(self, done: int, total: int, what: str) -> None:
        """Take note, and stop if it is asked for."""
        self.told.append((done / total if total else 0, what))
        self.children.update(psutil.Process().children())
        if self._stop is not None and self._stop(self):
            raise Cancelled


def at(words: str) -> Watching:
    """Return who stops it as soon as this is being done, and not at its very beginning."""
    return Watching(lambda watching: sum(words in what for _, what in watching.told) > 1)


def after(steps: int) -> Watching:
    """Return who lets so many steps go by."""
    return Watching(lambda watching: len(watching.told) > steps)
