"""What an approver looks at before a submission is sealed: one page of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from spa_me.domain.assessment import assess_markers
from spa_me.domain.checks import ProblemKind
from spa_me.domain.cofunding import Contribution, Stage
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import (
    KeyStatus,
    PublicKey,
    Revision,
    StepKind,
    Submission,
    SubmissionContent,
    same_name,
)
from spa_me.domain.values import ValueState
from spa_me.services.exchange.preview import CellChange, preview_of, with_content
from spa_me.services.exchange.records import kept_content, region_of
from spa_me.services.exchange.sealing import reason_of
from spa_me.services.submissions.remarks import Check, Remark, check_submission, remarks_of
from spa_me.services.submissions.standing import authors_of, writers_of
from spa_me.services.workspace import Workspace

Kind = Status | NoStatus


@dataclass(frozen=True)
class SealingSummary:
    """What would be sealed.

    Attributes:
        number: of the revision that it becomes.
        since: number of the revision that it follows; 0 for a first one.
        compared: number of the revision that it is compared with: that one, or where there is
            none, the one that was withdrawn last; 0 for neither.
        states: how many of the questions that are asked are in each state; the blank ones, too.
        statuses: how many progress markers stand how, as the country alone stands.
        reason: why the office corrects or took back what it sealed before; empty for neither.
        answers: the remarks of the region that it answers, each with what was done about it.
        changed: what is another value than in the one that it is compared with.
        changed_records: how many activities, contributions and pieces of evidence are others.
        entered_by: the names of who entered its values, money and evidence.
        ready_by: who made it ready for approval; empty before that.
        authors: the names, as they are compared, of those who may not approve it; empty where the
            framework lets authors approve.
        activities, contributions: how many of them go with it.
        money: what the contributions come to in each stage and currency; amounts that are not
            known are in none.
        evidence_files, evidence_bytes, evidence_references: how much evidence goes with it.
        recipient, recipient_name: the office that it is for.
        recipient_keys: trusted keys of that office, which it can be encrypted to.
    """

    unit: str
    unit_name: str
    period: str
    period_title: str
    framework: str
    number: int
    since: int
    compared: int
    reason: str
    answers: tuple[Remark, ...]
    check: Check
    states: Mapping[ValueState, int]
    statuses: Mapping[Kind, int]
    changed: tuple[CellChange, ...]
    changed_records: int
    entered_by: tuple[str, ...]
    ready_by: str
    authors: frozenset[str]
    activities: int
    contributions: int
    money: Mapping[tuple[Stage, str], Fraction]
    evidence_files: int
    evidence_bytes: int
    evidence_references: int
    recipient: str
    recipient_name: str
    recipient_keys: tuple[PublicKey, ...]

    @property
    def doubtful(self) -> int:
        """How many things look doubtful; missing answers are counted as blank instead."""
        return sum(p.kind is not ProblemKind.MISSING for p in self.check.problems)

    def may_approve(self, name: str) -> bool:
        """Return whether somebody of this name may approve it, as far as who wrote it goes."""
        return same_name(name) not in self.authors


def sealing_summary(workspace: Workspace, unit: str, period: str) -> SealingSummary:
    """Return what would be sealed for a unit and period.

    Raises:
        NotFoundError: if the framework has no such period or unit.
        RefusedError: if the framework names no office that it is for.
    """
    dataset = workspace.dataset()
    definition = dataset.framework_for(period)
    check = check_submission(workspace, unit, period)
    head, step = check.submission.head, check.submission.last_step
    compared = head or _withdrawn_last(check.submission)
    before = None if compared is None else kept_content(workspace, compared.digest)
    cells, records = _changes(dataset, unit, period, before)
    evidence = dataset.submissions.evidence_of(unit, period)
    region = region_of(definition)
    contributions = [c for c in dataset.contributions if (c.unit, c.period) == (unit, period)]
    return SealingSummary(
        unit=unit,
        unit_name=str(definition.unit_by_code[unit].name),
        period=period,
        period_title=str(definition.period_by_code[period].title),
        framework=f"{definition.title}, version {definition.version}",
        number=check.submission.next_number,
        since=0 if head is None else head.number,
        compared=0 if compared is None else compared.number,
        reason=reason_of(check.submission),
        answers=remarks_of(workspace, unit, period),
        check=check,
        states=_states(dataset, definition, unit, period),
        statuses=_statuses(dataset, definition, unit, period),
        changed=cells,
        changed_records=records,
        entered_by=tuple(sorted(writers_of(workspace, unit, period))),
        ready_by=step.person if step is not None and step.kind is StepKind.READY else "",
        authors=_authors(workspace, definition, unit, period),
        activities=sum((a.unit, a.period) == (unit, period) for a in dataset.activities),
        contributions=len(contributions),
        money=_money(contributions),
        evidence_files=len({entry.file for entry in evidence if entry.is_file}),
        evidence_bytes=sum({e.file: e.size for e in evidence if e.is_file}.values()),
        evidence_references=sum(not entry.is_file for entry in evidence),
        recipient=region,
        recipient_name=str(definition.unit_by_code[region].name),
        recipient_keys=trusted_keys(dataset, region),
    )


def _withdrawn_last(submission: Submission) -> Revision | None:
    withdrawn = submission.chain.withdrawn
    return max(withdrawn, key=lambda revision: revision.number, default=None)


def trusted_keys(dataset: Dataset, office: str) -> tuple[PublicKey, ...]:
    """Return the keys of an office that this workspace trusts."""
    trust = dataset.submissions.trust
    entries = () if trust is None else trust.entries
    return tuple(
        entry.key
        for entry in entries
        if entry.status is KeyStatus.TRUSTED and entry.key.office == office
    )


def _money(contributions: Iterable[Contribution]) -> Mapping[tuple[Stage, str], Fraction]:
    sums: dict[tuple[Stage, str], Fraction] = {}
    for one in contributions:
        if one.amount is not None:  # exact: a context of decimals would round a long sum
            place = one.stage, one.currency
            sums[place] = sums.get(place, Fraction(0)) + Fraction(one.amount)
    return dict(sorted(sums.items()))


def _states(
    dataset: Dataset, definition: FrameworkDefinition, unit: str, period: str
) -> Mapping[ValueState, int]:
    asked = [code for code, units in definition.reporters.items() if unit in units]
    values = dataset.values_for(period)
    counted = Counter(values.get(code, unit, period).state for code in asked)
    return {state: counted[state] for state in ValueState}


def _statuses(
    dataset: Dataset, definition: FrameworkDefinition, unit: str, period: str
) -> Mapping[Kind, int]:
    assessed = assess_markers(
        definition, period, dataset.values_for(period), dataset.judgements, unit
    )
    asked = {code for code, units in definition.reporters.items() if unit in units}
    counted: Counter[Kind] = Counter()
    for marker in assessed:
        if not any(leg.indicator in asked for leg in marker.marker.legs):
            continue
        kind = marker.status if marker.status is not None else marker.no_status
        if kind is not None:
            counted[kind] += 1
    return {kind: counted[kind] for kind in (*Status, *NoStatus) if counted[kind]}


def _changes(
    dataset: Dataset, unit: str, period: str, before: SubmissionContent | None
) -> tuple[tuple[CellChange, ...], int]:
    if before is None:
        return (), 0
    earlier = with_content(dataset, unit, period, before)
    found = preview_of(dataset, earlier, dataset, (unit, period), 0)
    return found.cells, len(found.records)


def _authors(
    workspace: Workspace, definition: FrameworkDefinition, unit: str, period: str
) -> frozenset[str]:
    if definition.rules.author_may_approve:
        return frozenset()
    return authors_of(workspace, unit, period)
