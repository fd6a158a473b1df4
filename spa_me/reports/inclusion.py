"""Who is in the figures: "n of m units included", who is not, and what is not settled yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spa_me.domain.aggregation import InputKind
from spa_me.domain.assessment import PeriodAssessment
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import ReportingUnit
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class UnitReport:
    """How much of what a unit was asked for it has reported.

    Attributes:
        expected: figures it has to report for the markers in view.
        reported: how many of them it reported in this period.
        carried: how many are its figures of earlier periods, carried forward.
        submission: how its submission for the period stands.
    """

    unit: ReportingUnit
    expected: int
    reported: int
    carried: int
    submission: Submission

    @property
    def is_included(self) -> bool:
        """Whether it reported at least one figure in this period."""
        return self.reported > 0

    @property
    def is_only_carried(self) -> bool:
        """Whether it reported nothing in this period and stands in it by earlier figures."""
        return not self.is_included and self.carried > 0

    @property
    def is_provisional(self) -> bool:
        """Whether its figures come from a submission that was not accepted."""
        return self.is_included and self.submission.is_provisional

    @property
    def is_unsigned(self) -> bool:
        """Whether its figures come from a submission that nobody signed."""
        head = self.submission.head
        return self.is_included and head is not None and not head.is_signed

    @property
    def is_undecided(self) -> bool:
        """Whether two of its revisions wait for a person's choice."""
        return self.submission.chain.is_forked


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
    def provisional(self) -> tuple[UnitReport, ...]:
        """Units whose figures were submitted and not accepted: shown, and always labelled."""
        return tuple(unit for unit in self.units if unit.is_provisional)

    @property
    def sentence(self) -> Sentence:
        """How many units are included, who is not, and whose figures are not settled."""
        if not self.units:
            return say("No reporting unit has to report in this period.")
        sentence = say(
            "{included} of {expected} reporting units included",
            included=len(self.included),
            expected=len(self.units),
        )
        for remark in self._remarks():
            sentence = say("{sentence}; {remark}", sentence=sentence, remark=remark)
        return sentence

    def _remarks(self) -> Iterable[Sentence]:
        tests: tuple[tuple[str, Callable[[UnitReport], bool]], ...] = (
            ("not reported: {names}", lambda unit: not unit.is_included),
            ("earlier figures carried forward: {names}", lambda unit: unit.is_only_carried),
            ("provisional, submitted and not accepted: {names}", lambda u: u.is_provisional),
            ("not signed: {names}", lambda unit: unit.is_unsigned),
            ("two revisions wait for a choice: {names}", lambda unit: unit.is_undecided),
        )
        for template, test in tests:
            names = ", ".join(str(entry.unit.name) for entry in self.units if test(entry))
            if names:
                yield say(template, names=names)


def inclusion_of(assessment: PeriodAssessment, data: Dataset) -> Inclusion:
    """Return who is in the figures of an assessed period."""
    counted = {kind: Counter[str]() for kind in InputKind}
    seen: set[str] = set()
    for marker in assessment.markers:
        for leg in marker.legs:
            if leg.indicator.code in seen:
                continue
            seen.add(leg.indicator.code)
            for entry in leg.aggregate.inputs:
                counted[entry.kind][entry.unit] += 1
    reported, carried = counted[InputKind.REPORTED], counted[InputKind.CARRIED]
    expected = reported + carried + counted[InputKind.MISSING]
    units = assessment.definition.unit_by_code
    return Inclusion(
        tuple(
            UnitReport(
                unit,
                expected[code],
                reported[code],
                carried[code],
                data.submissions.submission(code, assessment.period, has_content=True),
            )
            for code, unit in units.items()
            if code in expected
        )
    )
