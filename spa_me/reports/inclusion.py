"""Who is in the figures: "n of m units included", who is not, and what is not settled yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from spa_me.domain.aggregation import InputKind, UnitInput
from spa_me.domain.assessment import PeriodAssessment
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import ReportingUnit
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Submission
from spa_me.reports.standing import (
    UnitStanding,
    about_some,
    counted,
    drafts_of,
    joined,
    names_of,
    not_settled,
)


@dataclass(frozen=True, slots=True)
class UnitReport(UnitStanding):
    """How much of what a unit was asked for it has reported.

    Attributes:
        expected: figures it has to report for the markers in view.
        reported: how many of them it reported in this period and are in a figure.
        without_parts: how many are percentages without parts, which could not be combined with
            those of others and are in no figure.
        carried: how many are its figures of earlier periods, carried forward.
        carried_from: its submissions of those periods, in time order.
    """

    expected: int
    reported: int
    without_parts: int
    carried: int
    carried_from: tuple[Submission, ...]

    @property
    def is_included(self) -> bool:
        """Whether at least one figure that it reported in this period entered one."""
        return self.reported > 0

    @property
    def is_only_carried(self) -> bool:
        """Whether it reported nothing in this period and stands in it by earlier figures."""
        return not self.is_included and self.carried > 0

    @property
    def earlier(self) -> tuple[Submission, ...]:
        """Its submissions of earlier periods from which figures are carried forward."""
        return self.carried_from


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
        outside = (unit for unit in self.units if not unit.is_included)
        return tuple(unit for unit in outside if not unit.without_parts)

    @property
    def sentence(self) -> Sentence:
        """How many units are included, who is not, and whose figures are not settled."""
        return joined(self._count, (*self._remarks, *not_settled(self.units)))

    @property
    def brief(self) -> Sentence:
        """The same without names, for a line that has no room for them."""
        return joined(self._count, counted(self.units))

    @property
    def _count(self) -> Sentence:
        if not self.units:
            return say("No reporting unit has to report in this period.")
        if len(self.units) == 1:
            return _about_one(self.units[0])
        return say(
            "{included} of {expected} reporting units included",
            included=len(self.included),
            expected=len(self.units),
        )

    @property
    def _remarks(self) -> tuple[Sentence, ...]:
        missing = self.missing if len(self.units) > 1 else ()  # the only one is named already
        silent = [unit for unit in missing if not unit.has_submitted]
        empty = [unit for unit in missing if unit.has_submitted]
        carried = names_of(unit for unit in self.units if unit.is_only_carried)
        bare = names_of(unit for unit in self.units if unit.without_parts)
        return about_some(
            say("not reported: {names}", names=names_of(silent)),
            say("submitted without a figure: {names}", names=names_of(empty)),
            say("percentages without parts, not in the figure: {names}", names=bare),
            say("earlier figures carried forward: {names}", names=carried),
        )


def _about_one(unit: UnitReport) -> Sentence:
    """Return whether the only unit in view is in the figures, in words for one."""
    template = "{unit} has not reported yet"
    if unit.is_included:
        template = "{unit} is included"
    elif unit.without_parts:
        template = "{unit} is not included"
    elif unit.has_submitted:
        template = "{unit} submitted without a figure"
    return say(template, unit=str(unit.unit.name))


def inclusion_of(assessment: PeriodAssessment, data: Dataset) -> Inclusion:
    """Return who is in the figures of an assessed period."""
    inputs: dict[str, list[UnitInput]] = {}
    for entry in _inputs(assessment).values():
        inputs.setdefault(entry.unit, []).append(entry)
    units = assessment.definition.unit_by_code
    reports = (
        _report(unit, inputs[code], assessment, data)
        for code, unit in units.items()
        if code in inputs
    )
    return Inclusion(tuple(report for report in reports if report.expected))


def _inputs(assessment: PeriodAssessment) -> Mapping[tuple[str, str], UnitInput]:
    """Return by indicator and unit what each unit contributes to the markers in view.

    An indicator that serves several markers counts once: with its figure, where one of them has it.
    """
    found: dict[tuple[str, str], UnitInput] = {}
    for marker in assessment.markers:
        for leg in marker.legs:
            for entry in leg.aggregate.inputs:
                key = (leg.indicator.code, entry.unit)
                if key not in found or (entry.counts and not found[key].counts):
                    found[key] = entry
    return found


def _report(
    unit: ReportingUnit, inputs: list[UnitInput], assessment: PeriodAssessment, data: Dataset
) -> UnitReport:
    kinds = Counter(entry.kind for entry in inputs)
    carried = {entry.period for entry in inputs if entry.kind is InputKind.CARRIED}

    def submission(period: str) -> Submission:
        return data.submissions.submission(unit.code, period, has_content=True)

    return UnitReport(
        unit,
        submission(assessment.period),
        drafts_of(data, unit.code),
        sum(entry.is_expected for entry in inputs),
        kinds[InputKind.REPORTED],
        kinds[InputKind.NO_PARTS],
        kinds[InputKind.CARRIED],
        tuple(submission(p) for p in assessment.definition.period_by_code if p in carried),
    )
