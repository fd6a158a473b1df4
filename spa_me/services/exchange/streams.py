"""The numbers of the packages of each sender to each recipient: what is missing between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spa_me.domain.submission import Direction, PackageRecord

MOST_LOST = 1000
"""More than so many packages in a row are not lost on the way: the number itself is wrong."""


class Stream(NamedTuple):
    """Those packages of an office that it counts together: for one office, or for everyone."""

    sender: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that follow each other and of which no package has arrived, both ends included."""

    first: int
    last: int

    @property
    def is_jump(self) -> bool:
        """Whether the number behind the gap is no number that an office reaches by counting."""
        return self.last - self.first >= MOST_LOST

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def missing_numbers(packages: Iterable[PackageRecord]) -> dict[Stream, tuple[Gap, ...]]:
    """Return the gaps in the numbers of each stream that came, where there are any.

    A gap is a package that was lost on the way, or has not been taken in yet.
    """
    came = (package for package in packages if package.direction is Direction.IN)
    gaps = {stream: tuple(_gaps(numbers)) for stream, numbers in _numbers(came).items()}
    return {stream: found for stream, found in gaps.items() if found}


def last_numbers(packages: Iterable[PackageRecord], sender: str) -> tuple[tuple[str, int], ...]:
    """Return each recipient of an office with the number of the last package to it that is known.

    What came behind a jump is no number that the office reached, and does not count.
    """
    sent = (package for package in packages if package.sender == sender)
    return tuple(sorted((to, _last(numbers)) for (_, to), numbers in _numbers(sent).items()))


def _last(numbers: set[int]) -> int:
    jump = next((gap for gap in _gaps(numbers) if gap.is_jump), None)
    return max(numbers) if jump is None else jump.first - 1


def is_used(packages: Iterable[PackageRecord], stream: Stream, number: int) -> bool:
    """Return whether a package of a stream has a number."""
    return any((Stream(p.sender, p.recipient), p.sequence) == (stream, number) for p in packages)


def _numbers(packages: Iterable[PackageRecord]) -> Mapping[Stream, set[int]]:
    found: dict[Stream, set[int]] = {}
    for package in packages:
        stream = Stream(package.sender, package.recipient)
        found.setdefault(stream, set()).add(package.sequence)
    return found


def _gaps(numbers: Iterable[int]) -> Iterator[Gap]:
    before = 0
    for number in sorted(numbers):
        if number > before + 1:
            yield Gap(before + 1, number - 1)
        before = number
