"""The numbers of the packages of each sender to each recipient: what is missing between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from spa_me.domain.submission import Direction, PackageRecord, Revision

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


def missing_numbers(
    packages: Iterable[PackageRecord], revisions: Iterable[Revision] = ()
) -> dict[Stream, tuple[Gap, ...]]:
    """Return the gaps in the numbers of each stream that came, where there are any.

    A gap is a package that was lost on the way, or has not been taken in yet. What a revision says
    to have taken back is not missed, where it can be told from what was lost.
    """
    came = {p.digest: p for p in packages if p.direction is Direction.IN}
    numbers = _numbers(came.values())
    for revision in revisions:
        package = came.get(revision.digest)
        if package is not None and revision.withdraws:
            known = numbers[_stream(package)]
            known |= _taken_back(revision, package, came, known)
    gaps = {stream: tuple(_gaps(found)) for stream, found in numbers.items()}
    return {stream: found for stream, found in gaps.items() if found}


def _taken_back(
    revision: Revision,
    package: PackageRecord,
    came: Mapping[str, PackageRecord],
    known: Collection[int],
) -> set[int]:
    """Return the numbers of what a revision took back: those between it and what it follows.

    None where more than that is missing there: some of it was lost.
    """
    before = came.get(revision.supersedes)
    if revision.supersedes and (before is None or _stream(before) != _stream(package)):
        return set()
    between = range((0 if before is None else before.sequence) + 1, package.sequence)
    unseen = [digest for digest in revision.withdraws if digest not in came]
    if len(between) - sum(number in between for number in known) != len(unseen):
        return set()
    return {number for number in between if number not in known}


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
    return any((_stream(p), p.sequence) == (stream, number) for p in packages)


def _stream(package: PackageRecord) -> Stream:
    return Stream(package.sender, package.recipient)


def _numbers(packages: Iterable[PackageRecord]) -> Mapping[Stream, set[int]]:
    found: dict[Stream, set[int]] = {}
    for package in packages:
        found.setdefault(_stream(package), set()).add(package.sequence)
    return found


def _gaps(numbers: Iterable[int]) -> Iterator[Gap]:
    before = 0
    for number in sorted(numbers):
        if number > before + 1:
            yield Gap(before + 1, number - 1)
        before = number
