"""A progress marker: its legs under its rule, beside what was declared (rules, section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from spa_me.domain.aggregation import InputKind
from spa_me.domain.assessment.achievement import AchievedOf, NotComputable
from spa_me.domain.assessment.cases import leg_cases
from spa_me.domain.assessment.legs import Frame, LegAssessment, assess_leg
from spa_me.domain.assessment.units import (
    Outcome,
    UnitJudgement,
    combined,
    count_outcome,
    grade_units,
    graded_outcome,
    judge_units,
    nothing,
    still_open,
    together,
)
from spa_me.domain.framework import Marker, MarkerRule
from spa_me.domain.judgements import Declaration
from spa_me.domain.numbers import Number
from spa_me.domain.status import NoStatus, Status


@dataclass(frozen=True, slots=True)
class MissingInput:
    """One figure that a unit was asked for and has not reported."""

    unit: str
    indicator: str


class MarkerAssessment(NamedTuple):
    """How a marker stands in a period; a tuple, as `UnitInput` is.

    Attributes:
        computed: what the rule gives; None with the reason in `computed_no_status`.
        declaration: the reported status, if one was declared.
        units: the judgement of each unit, for the rules that judge unit by unit.
        worst, best: what `computed` is if all that is missing comes in at nothing, and at target.
    """

    marker: Marker
    period: str
    computed: Status | None
    computed_no_status: NoStatus | None
    declaration: Declaration | None
    legs: tuple[LegAssessment, ...]
    units: tuple[UnitJudgement, ...]
    worst: Status | None
    best: Status | None

    @property
    def reported(self) -> Status | None:
        """The declared status."""
        return None if self.declaration is None else self.declaration.status

    @property
    def status(self) -> Status | None:
        """The reported status where there is one, else the computed one."""
        return self.computed if self.declaration is None else self.declaration.status

    @property
    def no_status(self) -> NoStatus | None:
        """Why the marker has no status; None if it has one."""
        return None if self.status is not None else self.computed_no_status

    @property
    def differs(self) -> bool:
        """Whether computed and reported status are both there and not the same."""
        return None not in {self.computed, self.reported} and self.computed != self.reported

    @property
    def is_declared_only(self) -> bool:
        """Whether the status rests on a declaration without any figure."""
        return self.reported is not None and self.computed is None

    @property
    def is_shared(self) -> bool:
        """Whether one unit is looked at that has a part in a target of all, and none of its own."""
        is_open = self.status is None and self.no_status is NoStatus.NO_TARGET
        return is_open and any(leg.shared is not None for leg in self.legs)

    @property
    def missing(self) -> tuple[MissingInput, ...]:
        """Every figure that was asked for and is not there, by leg and unit."""
        return tuple(
            MissingInput(unit, leg.indicator.code)
            for leg in self.legs
            for unit in self.missing_in(leg)
        )

    @property
    def expected_units(self) -> tuple[str, ...]:
        """Units that have to report something for this marker."""
        return _united(self.expected_in(leg) for leg in self.legs)

    @property
    def missing_units(self) -> tuple[str, ...]:
        """Expected units of which at least one figure is missing."""
        return _united(self.missing_in(leg) for leg in self.legs)

    @property
    def units_not_included(self) -> tuple[str, ...]:
        """Expected units of which at least one figure is missing or could not enter."""
        return _united(self._counted(leg.aggregate.not_included) for leg in self.legs)

    @property
    def units_without_parts(self) -> tuple[str, ...]:
        """Units whose percentage has no parts and so is not in the figure of a leg."""
        return _united(leg.aggregate.without_parts for leg in self.legs)

    def expected_in(self, leg: LegAssessment) -> tuple[str, ...]:
        """Return the units that have to report one of its legs."""
        return self._counted(leg.aggregate.expected)

    def missing_in(self, leg: LegAssessment) -> tuple[str, ...]:
        """Return the units that have to report one of its legs and did not."""
        return self._counted(leg.aggregate.missing)

    def _counted(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Return units without those that have no target while others have one."""
        if self.marker.rule is not MarkerRule.K_OF_N:
            return found
        without = {unit.unit for unit in self.units if unit.target is None}
        if len(without) == len(self.units):
            return found
        return tuple(unit for unit in found if unit not in without)

    @property
    def carried_units(self) -> tuple[str, ...]:
        """Units whose figure is carried forward from an earlier period."""
        return _united(leg.aggregate.units(InputKind.CARRIED) for leg in self.legs)

    @property
    def reaching(self) -> int:
        """For `k_of_n`, how many units reach the target."""
        return sum(unit.reached is True for unit in self.units)

    @property
    def needed(self) -> int:
        """For `k_of_n`, how many units have to reach it: k, or all that have to report."""
        is_alone = len(self.units) == 1
        return (None if is_alone else self.marker.k) or len(self.expected_units)

    @property
    def common_target(self) -> Number | None:
        """For `k_of_n`, the target of every unit that has none of its own; None if nobody's."""
        (leg,) = self.legs
        used = None if leg.target is None else leg.target.used
        return used if any(unit.target == used for unit in self.units) else None

    @property
    def achievement(self) -> Fraction | NotComputable | None:
        """The lowest leg's achievement; for `k_of_n` units reaching / needed, at most 1.

        A leg that is missing counts as nothing; without any status there is no achievement.
        """
        if self.computed is None:
            return None
        if self.marker.rule is MarkerRule.K_OF_N:
            return min(Fraction(self.reaching, self.needed), Fraction(1))
        if self.marker.rule is not MarkerRule.ALL_OF:
            return None
        return _lowest(self.legs)[0]

    @property
    def achieved_of(self) -> AchievedOf:
        """What the achievement is a part of; of a marker with several legs, that of the lowest."""
        if self.marker.rule is MarkerRule.ALL_OF and self.computed is not None:
            return _lowest(self.legs)[1]
        return AchievedOf.UNITS


def _united(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for group in groups for unit in group))


def _lowest(legs: tuple[LegAssessment, ...]) -> tuple[Fraction | NotComputable, AchievedOf]:
    """Return the lowest achievement of some legs, of which one has a status, and what it is of."""
    found: list[tuple[Fraction, AchievedOf]] = []
    for leg in legs:
        if leg.no_status is NoStatus.NOT_REPORTED:
            found.append((Fraction(0), leg.achieved_of))
        achieved = leg.achievement
        if isinstance(achieved, NotComputable):
            return achieved, leg.achieved_of
        if achieved is not None:
            found.append((achieved, leg.achieved_of))
    return min(found, key=lambda entry: entry[0])


def assess_marker(
    frame: Frame, marker: Marker, declaration: Declaration | None = None
) -> MarkerAssessment | None:
    """Return how a marker stands; None if nobody in the frame's view is asked for it."""
    asked = [leg for leg in marker.legs if frame.asked[leg.indicator]]
    if not asked:
        return None
    legs = tuple([assess_leg(frame, marker, leg) for leg in asked])
    outcome, units = _outcome(frame, marker, legs)
    return MarkerAssessment(
        marker,
        frame.period,
        outcome.status,
        outcome.no_status,
        declaration,
        legs,
        units,
        outcome.worst,
        outcome.best,
    )


def _outcome(
    frame: Frame, marker: Marker, legs: tuple[LegAssessment, ...]
) -> tuple[Outcome, tuple[UnitJudgement, ...]]:
    match marker.rule:
        case MarkerRule.ALL_OF:
            return _all_of(legs, frame.period), ()
        case MarkerRule.K_OF_N:
            return _k_of_n(frame, marker, legs[0])
        case _:
            units = grade_units(legs[0])
            return graded_outcome(units, legs[0]), units


def _k_of_n(
    frame: Frame, marker: Marker, leg: LegAssessment
) -> tuple[Outcome, tuple[UnitJudgement, ...]]:
    units = judge_units(leg, frame.period)
    with_target = [unit for unit in units if unit.target is not None]
    if not with_target:
        return nothing(leg.no_status or NoStatus.NO_TARGET), units
    return count_outcome(with_target, marker.k if frame.unit is None else None), units


def _all_of(legs: tuple[LegAssessment, ...], period: str) -> Outcome:
    """Fully when every leg is met, not when every reported leg is *not*, else partly.

    Legs without a target, not due or not applicable are outside; what is not reported is not.
    """
    known = [leg.status for leg in legs if leg.status is not None]
    missing = [leg for leg in legs if leg.no_status is NoStatus.NOT_REPORTED]
    if not known and not missing:
        return nothing(_first_reason(legs))
    status = together(known, len(missing)) if known else None
    judged = [leg for leg in legs if leg.status is not None]
    if not missing and not any(leg.aggregate.not_included for leg in judged):
        return Outcome(status, None, status, status)
    cases = [leg_cases(leg, period) for leg in (*judged, *missing)]
    worst = combined(case[0] for case in cases)
    best = combined(case[1] for case in cases)
    return still_open(status, worst, best)


_PRECEDENCE = (
    NoStatus.NOT_REPORTED,
    NoStatus.NOT_DUE,
    NoStatus.NOT_APPLICABLE,
    NoStatus.NO_TARGET,
)


def _first_reason(legs: tuple[LegAssessment, ...]) -> NoStatus:
    reasons = {leg.no_status for leg in legs}
    return next(reason for reason in _PRECEDENCE if reason in reasons)
