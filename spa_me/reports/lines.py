"""Lines of the book: a marker, a leg, a cell of the unit matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from spa_me.domain.assessment import LegAssessment, MarkerAssessment, NotComputable
from spa_me.domain.derivation import COMPARATOR_WORDS, Derivation, achieved, derive, of_values
from spa_me.domain.derivation.figures import of_figure, sign_of_figure
from spa_me.domain.derivation.words import (
    figure_words,
    joined,
    shared_target,
    status_words,
    unit_target,
)
from spa_me.domain.framework import Comparator, FrameworkDefinition, MarkerRule
from spa_me.domain.numbers import Number, rounded
from spa_me.domain.sentences import UNITS, Amount, Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import SeriesBreak
from spa_me.reports.over_time import OverTime


@dataclass(frozen=True)
class MarkerLine:
    """A marker as a row shows it.

    Attributes:
        path: titles of the results above it, from the top.
        explanation: why the actual deviates from the target, if somebody said so.
        provisional: units and periods whose figures were submitted and not accepted.
        drafts: units and periods whose figures are a draft.
        is_restated: whether a figure of it in this period was accepted and then accepted otherwise.
        over_time: of each leg in order, its total and its change; none in a cell or a row of entry.
        breaks: by indicator, where figures do not go on from those of earlier periods.
    """

    definition: FrameworkDefinition
    assessment: MarkerAssessment
    result_code: str
    result_title: str
    path: tuple[str, ...]
    explanation: str
    provisional: frozenset[tuple[str, str]] = frozenset()
    drafts: frozenset[tuple[str, str]] = frozenset()
    is_restated: bool = False
    breaks: Mapping[str, SeriesBreak] = field(default_factory=dict[str, SeriesBreak])
    over_time: tuple[OverTime, ...] = ()

    @property
    def code(self) -> str:
        """The marker's code."""
        return self.assessment.marker.code

    @property
    def title(self) -> str:
        """The marker's title in the default language."""
        return str(self.assessment.marker.title)

    @property
    def kind(self) -> Status | NoStatus:
        """Its status, or why it has none: the key of every colour, shape and word."""
        return self.assessment.status or self.assessment.no_status or NoStatus.NOT_REPORTED

    @property
    def status_title(self) -> str:
        """The status in words: `Partly met`, `Not reported`."""
        return STATUS_TITLES[self.kind]

    @property
    def status_words(self) -> Sentence:
        """The status in words; of one unit's part in a common target, who judges that."""
        return status_words(self.definition, self.assessment)

    @property
    def achievement(self) -> Fraction | None:
        """Achievement as a fraction; None where there is none or it cannot be computed."""
        share = self.assessment.achievement
        return None if isinstance(share, NotComputable) else share

    def achieved(self, *, is_capped: bool = False) -> Sentence | None:
        """Return the achievement with what it is a part of: `86.1 % of the target`.

        Args:
            is_capped: whether it is at most 100 %, as it counts in the card.
        """
        share = self.achievement
        if share is None:
            return None
        shown = min(share, Fraction(1)) if is_capped else share
        return achieved(shown, self.assessment.achieved_of)

    @property
    def target_text(self) -> Sentence:
        """The target of every leg in one text: `2 and 10`, `20 % in 6 units`."""
        return target_text(self.assessment)

    @property
    def actual_text(self) -> Sentence:
        """The actual of every leg in one text: `2 and 11`, `3 of 6 units`."""
        return actual_text(self.assessment)

    @cached_property
    def derivation(self) -> Derivation:
        """Why the marker stands as it does."""
        return derive(self.definition, self.assessment, self.provisional, self.drafts, self.breaks)

    @property
    def included(self) -> Sentence:
        """How many of the units that have to report are in it, and who is not for want of parts."""
        expected = len(self.assessment.expected_units)
        reported = expected - len(self.assessment.units_not_included)
        bare = self.assessment.units_without_parts
        if not bare:
            return say("{reported} of {expected}", reported=reported, expected=expected)
        return say(
            "{reported} of {expected} in the figure; {units} gave no parts",
            reported=reported,
            expected=expected,
            units=self.definition.unit_names(bare),
        )


def marker_line(
    definition: FrameworkDefinition,
    assessment: MarkerAssessment,
    explanation: str = "",
    provisional: frozenset[tuple[str, str]] = frozenset(),
    drafts: frozenset[tuple[str, str]] = frozenset(),
) -> MarkerLine:
    """Return an assessed marker as a row, with its place in the tree of results."""
    result = definition.result_by_code[assessment.marker.result]
    path: list[str] = []
    parent = result.parent
    while parent is not None:
        above = definition.result_by_code[parent]
        path.insert(0, str(above.title))
        parent = above.parent
    return MarkerLine(
        definition,
        assessment,
        result.code,
        str(result.title),
        tuple(path),
        explanation,
        provisional,
        drafts,
    )


@dataclass(frozen=True, slots=True)
class LegLine:
    """A row of the results matrix: an indicator's baseline, target, actual and what follows."""

    marker: MarkerLine
    leg: LegAssessment

    @property
    def is_first(self) -> bool:
        """Whether it is the first leg of its marker, which shows the marker's status."""
        return self.marker.assessment.legs[0] is self.leg

    @property
    def sign(self) -> str:
        """The sign of its figure: `%` for percentages, `units` for a count of units."""
        return sign_of_figure(self.leg)

    @property
    def unit(self) -> str:
        """The unit of its figure and target: of a count of units, from what on they count."""
        counted = unit_target(self.leg) if self.leg.counts_units else None
        if counted is None:
            return str(self.leg.indicator.unit)
        return f"reporting units with {COMPARATOR_WORDS[counted[0]]} {counted[1]}"

    @property
    def actual(self) -> Number | None:
        """The figure; for `k_of_n` the number of units that reach the target."""
        if self.marker.assessment.marker.rule is MarkerRule.K_OF_N:
            return None
        return self.leg.actual

    @property
    def explanation(self) -> str:
        """What is said of the deviation: of the marker on its first leg, then by each unit."""
        period, by_code = self.marker.assessment.period, self.marker.definition.unit_by_code
        notes = (
            f"{by_code[entry.unit].name}: {entry.value.note}"
            for entry in self.leg.aggregate.inputs
            if entry.value.note and entry.period == period
        )
        return "\n".join([*([self.marker.explanation] if self._is_explained else []), *notes])

    @property
    def _is_explained(self) -> bool:
        return self.is_first and bool(self.marker.explanation)

    @property
    def deviation(self) -> Number | None:
        """Actual less the target in use; None without both."""
        if self.actual is None or self.leg.target is None:
            return None
        return Fraction(self.actual) - Fraction(self.leg.target.used)

    @property
    def achievement(self) -> Fraction | None:
        """The leg's own achievement as a fraction."""
        share = self.leg.achievement
        return None if isinstance(share, NotComputable) else share


@dataclass(frozen=True, slots=True)
class UnitCell:
    """How one reporting unit stands by itself in one marker.

    Attributes:
        text: the figure or level that the cell shows; None without one.
        contributes: whether the unit has reported although no target is its own.
        is_awaited: whether a common target waits for the unit's figure, which is not there.
    """

    unit: str
    assessment: MarkerAssessment
    text: Sentence | None
    contributes: bool
    is_awaited: bool = False

    @property
    def kind(self) -> Status | NoStatus:
        """The unit's status, or why it has none."""
        if self.is_awaited:
            return NoStatus.NOT_REPORTED
        return self.assessment.status or self.assessment.no_status or NoStatus.NOT_REPORTED


def target_text(marker: MarkerAssessment) -> Sentence:
    """Return the targets of a marker's legs as one text; a dash where there is none."""
    if marker.marker.rule is MarkerRule.K_OF_N and len(marker.units) > 1:
        return _target_of_units(marker)
    parts = [words for leg in marker.legs if (words := _leg_target(leg)) is not None]
    if not parts:
        return say("–")
    targets = joined(parts)
    if any(leg.target is not None and leg.pro_rata for leg in marker.legs):
        return say("{target} (prorated)", target=targets)
    return say("{target}", target=targets)


def _target_of_units(marker: MarkerAssessment) -> Sentence:
    """Return what has to be reached in how many units: `20 % in 6 units`."""
    if all(unit.target is None for unit in marker.units):
        return say("–")
    (leg,) = marker.legs
    own = {unit.target for unit in marker.units} - {None}
    target = _leg_target(leg) if own == {marker.common_target} else say("own target")
    return say("{target} in {units}", target=target, units=Amount(Decimal(marker.needed), UNITS))


def _leg_target(leg: LegAssessment) -> Sentence | None:
    if leg.target is None:
        return shared_target(leg)
    is_alone = len(leg.aggregate.inputs) == 1
    comparator, target = leg.comparator, of_figure(leg.target.used, leg)
    if leg.counts_units and is_alone and (own := unit_target(leg)) is not None:
        comparator, target = own
    if leg.pro_rata:
        target = Amount(rounded(target.number, 1), target.sign)
    if comparator is Comparator.AT_LEAST:
        return target.words
    return say("{words} {target}", words=COMPARATOR_WORDS[comparator], target=target)


def actual_text(marker: MarkerAssessment) -> Sentence:
    """Return the actuals of a marker's legs as one text; a dash where nothing is reported."""
    if marker.marker.rule is MarkerRule.K_OF_N and len(marker.legs[0].aggregate.inputs) > 1:
        expected = len(marker.expected_units)
        if len(marker.missing_units) == expected:
            return say("–")
        units = Amount(Decimal(expected), UNITS)
        return say("{count} of {units}", count=marker.reaching, units=units)
    texts = [leg_actual_text(leg) or say("–") for leg in marker.legs]
    return say("{actual}", actual=joined(texts))


def leg_actual_text(leg: LegAssessment) -> Sentence | None:
    """Return a leg's actual: a figure with its sign, a level's title, or nothing."""
    counted = [entry.value for entry in leg.aggregate.inputs if entry.counts]
    is_alone = len(leg.aggregate.inputs) == 1 and len(counted) == 1
    if not (leg.counts_units and is_alone):  # of a unit that is counted its own value is shown
        figure = figure_words(leg)
        if figure is not None or len(counted) != 1:
            return figure.words if isinstance(figure, Amount) else figure
    (value,) = counted
    if value.level is not None:
        level = leg.indicator.level(value.level)
        return say("{level}", level=value.level if level is None else str(level.title))
    return None if value.amount is None else of_values(value.amount, leg.indicator).words
