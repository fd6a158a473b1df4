"""Results: the counts of their markers, and the card of achievements (rules, section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from spa_me.domain.assessment.markers import MarkerAssessment
from spa_me.domain.framework import FrameworkDefinition, Result
from spa_me.domain.judgements import ResultRating
from spa_me.domain.status import NoStatus, Status

GREEN_FROM = Fraction(1)
AMBER_FROM = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """How many markers have each status, and each reason for having none."""

    by_kind: Mapping[Status | NoStatus, int] = field(default_factory=dict[Status | NoStatus, int])

    def of(self, kind: Status | NoStatus) -> int:
        """Return the number of markers of one kind."""
        return self.by_kind.get(kind, 0)

    @property
    def with_status(self) -> int:
        """Markers that are fully, partly or not met: the denominator of every share of statuses."""
        return sum(self.of(status) for status in Status)

    @property
    def without_status(self) -> int:
        """Markers without a status, of all four kinds."""
        return sum(self.of(reason) for reason in NoStatus)

    @property
    def total(self) -> int:
        """All markers."""
        return self.with_status + self.without_status


def count(markers: Iterable[MarkerAssessment]) -> StatusCounts:
    """Return the counts by status: the reported one where there is one, else the computed one."""
    found: dict[Status | NoStatus, int] = dict.fromkeys([*Status, *NoStatus], 0)
    for marker in markers:
        found[marker.status or marker.no_status or NoStatus.NOT_REPORTED] += 1
    return StatusCounts(found)


class CardColour(StrEnum):
    """The colours of UNDP's report card."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Card:
    """The unweighted mean of achievement over the markers that have one.

    Attributes:
        achievement: the mean as a fraction (1 is 100 %); None when there is nothing to go on.
        is_capped: whether each marker's achievement was capped at 100 %.
        markers: the achievements that went in, by marker code, before capping.
    """

    achievement: Fraction | None
    is_capped: bool
    markers: Mapping[str, Fraction]

    @property
    def colour(self) -> CardColour:
        """Green from 100 %, amber from 50 to below 100 %, red below, grey without anything."""
        if self.achievement is None:
            return CardColour.GREY
        if self.achievement >= GREEN_FROM:
            return CardColour.GREEN
        return CardColour.AMBER if self.achievement >= AMBER_FROM else CardColour.RED


def card(markers: Iterable[MarkerAssessment], *, is_capped: bool) -> Card:
    """Return the card of some markers."""
    found = {
        marker.marker.code: achieved
        for marker in markers
        if isinstance(achieved := marker.achievement, Fraction)
    }
    if not found:
        return Card(None, is_capped, found)
    used = [min(value, GREEN_FROM) if is_capped else value for value in found.values()]
    return Card(sum(used, Fraction(0)) / len(used), is_capped, found)


@dataclass(frozen=True, slots=True)
class ResultAssessment:
    """A result with the markers of its own and of all results below it."""

    result: Result
    depth: int
    markers: tuple[MarkerAssessment, ...]
    counts: StatusCounts
    rating: ResultRating | None

    @property
    def capped(self) -> Card:
        """The card with each achievement capped at 100 %."""
        return card(self.markers, is_capped=True)

    @property
    def uncapped(self) -> Card:
        """The card without a cap."""
        return card(self.markers, is_capped=False)


def assess_results(
    definition: FrameworkDefinition,
    markers: Sequence[MarkerAssessment],
    ratings: Mapping[str, ResultRating],
) -> tuple[ResultAssessment, ...]:
    """Return every result of the framework in tree order."""
    depths: dict[str, int] = {}
    found: list[ResultAssessment] = []
    below = _markers_below(definition, markers)
    for result in definition.results:
        depths[result.code] = depths[result.parent] + 1 if result.parent else 0
        inside = tuple(below[result.code])
        found.append(
            ResultAssessment(
                result,
                depths[result.code],
                inside,
                count(inside),
                ratings.get(result.code),
            )
        )
    return tuple(found)


def _markers_below(
    definition: FrameworkDefinition, markers: Sequence[MarkerAssessment]
) -> dict[str, list[MarkerAssessment]]:
    """Return for each result the markers of its own and of all results below it, in their order."""
    parents = {result.code: result.parent for result in definition.results}
    found: dict[str, list[MarkerAssessment]] = {code: [] for code in parents}
    for marker in markers:
        result = marker.marker.result
        while result is not None:
            found[result].append(marker)
            result = parents[result]
    return found
