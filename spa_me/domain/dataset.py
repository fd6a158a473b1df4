"""Everything a workspace holds, as storage reads it and as a report is made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from spa_me.domain.assessment import Judgements
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.framework import FrameworkDefinition, Period, UnitKind
from spa_me.domain.judgements import Explanation
from spa_me.domain.series import as_asked, plan_periods
from spa_me.domain.submission.life import SubmissionState
from spa_me.domain.submission.records import Place, SubmissionRecords
from spa_me.domain.values import ValueBook
from spa_me.domain.versions import version_in_force


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, as they stand in the audit: asked once, kept in the settings."""

    name: str
    office: str = ""
    role: str = ""

    def __str__(self) -> str:
        office = ", ".join(part for part in (self.role, self.office) if part)
        return f"{self.name} ({office})" if office else self.name


class DataKind(StrEnum):
    """Whether figures are real; illustrative data is labelled wherever it shows."""

    REAL = "real"
    ILLUSTRATIVE = "illustrative"


@dataclass(frozen=True, slots=True)
class WorkspaceInfo:
    """What a workspace is.

    Attributes:
        id: a UUID made when it was created.
        home_unit: the reporting unit whose office keeps it.
        source: for an example, where its data comes from; empty otherwise.
    """

    id: str
    title: str
    home_unit: str
    kind: DataKind
    created_at: datetime
    source: str = ""


def own_country(info: WorkspaceInfo, definition: FrameworkDefinition) -> str | None:
    """Return the country that keeps a workspace of a region's plan; None for any other office.

    It reports to the region by submission, and has no figures of the other countries. The regional
    secretariat seals no submission for its countries, and a country's own plan goes to no region.
    """
    own = definition.unit_by_code.get(info.home_unit)
    is_shared = any(unit.kind is UnitKind.REGION for unit in definition.units)
    return own.code if own is not None and own.kind is UnitKind.COUNTRY and is_shared else None


@dataclass(frozen=True, slots=True)
class DataNote:
    """Something a reader of the figures has to know, kept with the data.

    Attributes:
        about: the code of what it speaks of, as in framework notes.
    """

    about: str
    text: str
    source: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change: who, when, what, old, new.

    Attributes:
        number: 1, 2, 3 … without gaps.
        action: a word such as `record value`, `declare status`, `create workspace`.
        subject: what was changed, such as `value KH 2014 1.3`.
        at: in UTC.
        old, new: the content before and after as readable text; empty where there was none.
    """

    number: int
    at: datetime
    person: str
    office: str
    role: str
    action: str
    subject: str
    old: str
    new: str


@dataclass(frozen=True)
class Dataset:
    """A workspace's content at one moment.

    Attributes:
        frameworks: the framework versions, in the order in which they come into force.
    """

    info: WorkspaceInfo
    frameworks: tuple[FrameworkDefinition, ...]
    values: ValueBook = field(default_factory=ValueBook)
    judgements: Judgements = field(default_factory=Judgements)
    explanations: Sequence[Explanation] = ()
    activities: Sequence[Activity] = ()
    contributions: Sequence[Contribution] = ()
    rates: Sequence[ExchangeRate] = ()
    printed_shares: Sequence[PrintedShare] = ()
    notes: Sequence[DataNote] = ()
    submissions: SubmissionRecords = field(default_factory=SubmissionRecords)

    def framework_for(self, period: str) -> FrameworkDefinition:
        """Return the framework version that judges a period: the one in force at its start."""
        return version_in_force(self.frameworks, period)

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """The plan's periods over all its framework versions, in time order."""
        return plan_periods(self.frameworks)

    def values_for(self, period: str) -> ValueBook:
        """Return all values as the framework version that judges a period asks them.

        Rules read these and not `values`, which are as they were recorded.
        """
        now = self.framework_for(period)
        if now.version not in self._as_asked:
            self._as_asked[now.version] = as_asked(self.frameworks, now, self.values)
        return self._as_asked[now.version]

    @cached_property
    def _as_asked(self) -> dict[str, ValueBook]:
        return {}

    def unit_name(self, code: str) -> str:
        """Return a reporting unit's name as its newest framework says; its code where none does."""
        newest_first = sorted(self.frameworks, key=lambda known: known.in_force_from, reverse=True)
        found = (known.unit_by_code.get(code) for known in newest_first)
        return next((str(unit.name) for unit in found if unit is not None), code)

    @property
    def latest_framework(self) -> FrameworkDefinition:
        """The framework version that came into force last."""
        return max(self.frameworks, key=lambda definition: definition.in_force_from)

    @cached_property
    def drafts(self) -> frozenset[Place]:
        """The units and periods whose figures are a draft: no sealed revision stands for them.

        Only the office that keeps the workspace has drafts in it, since only sealed revisions come
        from the others, and only where it reports by submission: as a country of a region's plan,
        or because it has begun to, in any period. Where a secretariat types in what all countries
        have reached, nothing is ever sealed; to call every figure a draft would say nothing of any.

        What was returned counts from then on, and what is corrected from the beginning of the
        correction: the figures may be changed, and are no longer sure to be those of the revision.
        """
        home = self.info.home_unit
        found = [self.submissions.submission(home, code, has_content=True) for code in self.periods]
        is_country = own_country(self.info, self.latest_framework) is not None
        if not is_country and not any(submission.is_begun for submission in found):
            return frozenset()
        return frozenset(
            (home, submission.period)
            for submission in found
            if submission.may_edit or submission.state is SubmissionState.READY
        )
