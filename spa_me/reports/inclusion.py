"""Who is in the figures: "n of m units included" and who is not."""

from __future__ import annotations

from dataclasses import dataclass

from spa_me.domain.assessment import PeriodAssessment
from spa_me.domain.framework import ReportingUnit
from spa_me.domain.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class UnitReport:
    """How much of what a unit was asked for it has reported.

    Attributes:
        expected: figures it has to report for the markers in view.
        reported: how many of them are there.
    """

    unit: ReportingUnit
    expected: int
    reported: int

    @property
    def is_included(self) -> bool:
        """Whether at least one of its figures is in."""
        return self.reported > 0

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked is there."""
        return self.reported >= self.expected


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Which reporting units a period's figures include; only units that have to report count."""

    units: tuple[UnitReport, ...]

    @property
    def included(self) -> tuple[UnitReport, ...]:
        """Units with at least one figure."""
        return tuple(unit for unit in self.units if unit.is_included)

    @property
    def missing(self) -> tuple[UnitReport, ...]:
        """Units that have to report and have reported nothing."""
        return tuple(unit for unit in self.units if not unit.is_included)

    @property
    def sentence(self) -> Sentence:
        """How many units are included, and the names of those that are not."""
        if not self.units:
            return say("No reporting unit has to report in this period.")
        numbers = {"included": len(self.included), "expected": len(self.units)}
        if not self.missing:
            return say("{included} of {expected} reporting units included", **numbers)
        names = ", ".join(str(entry.unit.name) for entry in self.missing)
        return say(
            "{included} of {expected} reporting units included; not reported: {names}",
            **numbers,
            names=names,
        )


def inclusion_of(assessment: PeriodAssessment) -> Inclusion:
    """Return who is in the figures of an assessed period."""
    expected: dict[str, int] = {}
    missing: dict[str, int] = {}
    seen: set[str] = set()
    for marker in assessment.markers:
        for leg in marker.legs:
            if leg.indicator.code in seen:
                continue
            seen.add(leg.indicator.code)
            for unit in leg.aggregate.expected:
                expected[unit] = expected.get(unit, 0) + 1
            for unit in leg.aggregate.missing:
                missing[unit] = missing.get(unit, 0) + 1
    units = assessment.definition.unit_by_code
    return Inclusion(
        tuple(
            UnitReport(unit, expected[code], expected[code] - missing.get(code, 0))
            for code, unit in units.items()
            if code in expected
        )
    )
