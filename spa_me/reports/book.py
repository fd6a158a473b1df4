"""The report book: all that is shown about one period, made once and shown everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from spa_me.domain.aggregation import Fall
from spa_me.domain.assessment import PeriodAssessment, ResultAssessment, StatusCounts
from spa_me.domain.cofunding import Stage
from spa_me.domain.dataset import AuditEntry, DataKind, DataNote, WorkspaceInfo
from spa_me.domain.framework import FrameworkDefinition, Period
from spa_me.domain.sentences import Sentence
from spa_me.reports.funding import FundingBook
from spa_me.reports.headline import also_not_settled
from spa_me.reports.inclusion import Inclusion
from spa_me.reports.lines import LegLine, MarkerLine, UnitCell


@dataclass(frozen=True, slots=True)
class BookQuestion:
    """What a person wants to look at.

    Attributes:
        period: code of the reporting period.
        result: code of a result; only markers at or below it are shown. None for all.
        unit: code of the only reporting unit that is looked at. None for all together.
        currency: to convert money to; None leaves it as it is.
        stage: planned, committed or actual money.
        without_programme: whether the programme's own money is left out of the base.
        capped: whether the card caps achievement at 100 %; None takes the framework's setting.
        language: of the framework's texts, where they have it; empty for their own.
    """

    period: str
    result: str | None = None
    unit: str | None = None
    currency: str | None = None
    stage: Stage = Stage.ACTUAL
    without_programme: bool = False
    capped: bool | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A data note or discrepancy, with what it is about in words.

    Attributes:
        note: the recorded note, which people may change; None for what the framework or the
            restatement of a figure says.
    """

    about: str
    title: str
    text: str
    source: str
    note: DataNote | None = None


@dataclass(frozen=True)
class ReportBook:
    """One period as it is shown.

    Attributes:
        data_as_of: the time of the last change in the workspace, in UTC; None for an empty one.
        assessment: of the whole view, narrowed by unit and result.
        headline, subline: the answer to "how do we stand?", made from the data.
        markers: a line for each marker, in framework order.
        legs: the results matrix: a line for each leg.
        results: each result in view with its counts and card, in tree order.
        attention: markers that are not met, then partly met by distance to the target, then those
            that have not been reported.
        matrix: marker code to unit code to the unit's own standing; units that are not asked for a
            marker have no cell.
        differences: codes of markers whose computed and reported status are not the same.
        falls: cumulative values of the period that are lower than the ones before them.
        changes: the record of changes, latest first.
    """

    question: BookQuestion
    info: WorkspaceInfo
    definition: FrameworkDefinition
    period: Period
    data_as_of: datetime | None
    assessment: PeriodAssessment
    headline: Sentence
    subline: tuple[Sentence, ...]
    counts: StatusCounts
    markers: tuple[MarkerLine, ...]
    legs: tuple[LegLine, ...]
    results: tuple[ResultAssessment, ...]
    attention: tuple[MarkerLine, ...]
    matrix: Mapping[str, Mapping[str, UnitCell]]
    inclusion: Inclusion
    funding: FundingBook
    notes: tuple[NoteLine, ...]
    falls: tuple[Fall, ...]
    changes: Sequence[AuditEntry]

    @property
    def is_illustrative(self) -> bool:
        """Whether the figures are invented and have to be labelled so."""
        return self.info.kind is DataKind.ILLUSTRATIVE

    @property
    def is_capped(self) -> bool:
        """Whether the card in use caps achievement at 100 %."""
        chosen = self.question.capped
        return self.definition.rules.cap_achievement if chosen is None else chosen

    @property
    def included(self) -> tuple[Sentence, ...]:
        """Who is in the figures and whose are not settled, then the same of co-funding alone."""
        return (self.inclusion.sentence, *also_not_settled(self.funding, self.inclusion))

    @property
    def differences(self) -> tuple[MarkerLine, ...]:
        """Markers whose computed and reported status are not the same."""
        return tuple(line for line in self.markers if line.assessment.differs)

    def marker(self, code: str) -> MarkerLine:
        """Return the line of one marker; raises KeyError for a code that is not in view."""
        return next(line for line in self.markers if line.code == code)
