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
ENOUGH_PER_CENTS = Fraction(4, 5)
"""The part of a result's markers with a status that must have a per cent for a light."""


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


class NoLight(StrEnum):
    """Why a card is grey (rules, sections 5 and 12)."""

    NOTHING = "nothing_to_go_on"
    FEW_PER_CENTS = "few_per_cents"
    MUCH_MISSING = "much_missing"


@dataclass(frozen=True, slots=True)
class Card:
    """The unweighted mean of achievement over the markers that have one.

    Attributes:
        mean: as a fraction (1 is 100 %); None when there is nothing to go on.
        is_capped: whether each marker's achievement was capped at 100 %.
        markers: the achievements that went in, by marker code, before capping.
        judged: how many markers have a status.
        missing: the part of what is asked that has not been reported.
        no_light: why the card is grey; None for a card with a colour.
    """

    mean: Fraction | None
    is_capped: bool
    markers: Mapping[str, Fraction]
    judged: int
    missing: Fraction
    no_light: NoLight | None

    @property
    def achievement(self) -> Fraction | None:
        """The mean; None where it would say more than is known."""
        return None if self.no_light else self.mean

    @property
    def colour(self) -> CardColour:
        """Green from 100 %, amber from 50 to below 100 %, red below, grey without a light."""
        if self.achievement is None:
            return CardColour.GREY
        if self.achievement >= GREEN_FROM:
            return CardColour.GREEN
        return CardColour.AMBER if self.achievement >= AMBER_FROM else CardColour.RED


def card(
    markers: Sequence[MarkerAssessment], *, is_capped: bool, missing_allowed: Fraction
) -> Card:
    """Return the card of some markers.

    Args:
        markers: those of a result and of all below it.
        is_capped: whether each achievement counts at most 100 %.
        missing_allowed: the part of what is asked that may be missing before there is no light.
    """
    found = {
        marker.marker.code: achieved
        for marker in markers
        if isinstance(achieved := marker.achievement, Fraction) and marker.status is not None
    }
    used = [min(value, GREEN_FROM) if is_capped else value for value in found.values()]
    mean = sum(used, Fraction(0)) / len(used) if used else None
    judged = [marker for marker in markers if marker.status is not None]
    missing = missing_part(markers)
    reason = None
    if mean is None:
        reason = NoLight.NOTHING
    elif missing > missing_allowed:
        reason = NoLight.MUCH_MISSING
    elif not _are_enough(judged, found, mean):
        reason = NoLight.FEW_PER_CENTS
    return Card(mean, is_capped, found, len(judged), missing, reason)


def _are_enough(
    judged: Sequence[MarkerAssessment], found: Mapping[str, Fraction], mean: Fraction
) -> bool:
    """Return whether the per cents that are there speak for those that are not.

    Green never stands beside a marker that is not fully met only because that one has no per cent.
    """
    if len(found) < ENOUGH_PER_CENTS * len(judged):
        return False
    others = [marker for marker in judged if marker.marker.code not in found]
    return mean < GREEN_FROM or all(marker.status is Status.FULLY for marker in others)


def missing_part(markers: Iterable[MarkerAssessment]) -> Fraction:
    """Return the part of what is asked that is missing, each marker counting the same.

    Of a marker it is the part of its figures that were not reported; one whose status was declared
    is answered by that. Markers without a target, not due or not applicable ask for nothing.
    """
    parts = [
        Fraction(0) if marker.declaration is not None else _missing_of(marker)
        for marker in markers
        if marker.status is not None or marker.no_status is NoStatus.NOT_REPORTED
    ]
    return sum(parts, Fraction(0)) / len(parts) if parts else Fraction(0)


def _missing_of(marker: MarkerAssessment) -> Fraction:
    outside = set(NoStatus) - {NoStatus.NOT_REPORTED}
    legs = [leg for leg in marker.legs if leg.no_status not in outside]
    expected = sum(len(marker.expected_in(leg)) for leg in legs)
    missing = sum(len(marker.missing_in(leg)) for leg in legs)
    return Fraction(missing, expected) if expected else Fraction(0)


@dataclass(frozen=True, slots=True)
class ResultAssessment:
    """A result with the markers of its own and of all results below it."""

    result: Result
    depth: int
    markers: tuple[MarkerAssessment, ...]
    counts: StatusCounts
    rating: ResultRating | None
    missing_allowed: Fraction

    @property
    def capped(self) -> Card:
        """The card with each achievement capped at 100 %."""
        return self.card(is_capped=True)

    @property
    def uncapped(self) -> Card:
        """The card without a cap."""
        return self.card(is_capped=False)

    def card(self, *, is_capped: bool) -> Card:
        """Return the card with or without a cap."""
        return card(self.markers, is_capped=is_capped, missing_allowed=self.missing_allowed)


def assess_results(
    definition: FrameworkDefinition,
    markers: Sequence[MarkerAssessment],
    ratings: Mapping[str, ResultRating],
) -> tuple[ResultAssessment, ...]:
    """Return every result of the framework in tree order."""
    depths: dict[str, int] = {}
    found: list[ResultAssessment] = []
    below = _markers_below(definition, markers)
    allowed = Fraction(definition.rules.missing_allowed) / 100
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
                allowed,
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
