"""How the submission of a sheet stands, as one person at one office sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spa_me.domain.framework import UnitKind
from spa_me.domain.submission import (
    Decision,
    Lock,
    Reopening,
    Revision,
    RevisionSignature,
    Right,
    Submission,
    Timing,
    due_day,
    reopening_of,
    rights_of,
    same_name,
    timing_of,
)
from spa_me.services.submissions import (
    Remark,
    answered_remarks_of,
    authors_of,
    lock_for,
    passed_over,
    remarks_of,
    standing,
)

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace


@dataclass(frozen=True)
class Stands:
    """How a submission stands, and what the person at work may do about it.

    Attributes:
        is_own: whether the workspace belongs to the reporting unit.
        is_region: whether the reporting unit is the region itself, which accepts its own figures.
        lock: what keeps its figures from being changed; None where they may be.
        due: the day on which it is expected; None where none was set.
        reopening: what lets it report on a closed period; None where nothing has to.
        remarks: what the region asks about single fields, or asked and the sealed revision answers.
        rights: of the person at work.
        is_author: whether that person wrote any of what would be sealed.
        approvers: the names of the people with the right to approve; none while nobody is listed.
        passed_over: what this computer sealed, where the region goes on with another revision.
        signature: what that of the revision that counts is worth today; None before the first.
    """

    submission: Submission
    is_own: bool
    is_region: bool
    lock: Lock | None
    timing: Timing
    due: date | None
    reopening: Reopening | None
    today: date
    remarks: tuple[Remark, ...]
    rights: frozenset[Right]
    is_author: bool
    approvers: tuple[str, ...]
    passed_over: Revision | None = None
    signature: RevisionSignature | None = None

    @property
    def returned(self) -> Decision | None:
        """The return that waits to be answered, or that the next revision answers."""
        return self.submission.return_ if self.is_own else None

    @property
    def open_remarks(self) -> int:
        """How many remarks wait for another figure or an answer."""
        return sum(remark.is_open for remark in self.remarks)

    def may(self, right: Right) -> bool:
        """Return whether the person at work has a right."""
        return right in self.rights


def stands_of(workspace: Workspace, unit: str, period: str, today: date, person: str) -> Stands:
    """Return how the submission of a unit for a period stands.

    Args:
        workspace: that is open.
        unit: code of the reporting unit.
        period: code of the period.
        today: the day at the office.
        person: the name of who is at work; empty before they were asked.
    """
    data = workspace.dataset()
    submission = standing(data, unit, period)
    window = data.submissions.window(period)
    members = data.submissions.members
    is_own, head = unit == data.info.home_unit, submission.head
    return Stands(
        submission=submission,
        is_own=is_own,
        is_region=data.framework_for(period).unit_by_code[unit].kind is UnitKind.REGION,
        lock=lock_for(data, unit, period, today),
        timing=timing_of(submission, window, today),
        due=due_day(submission, window),
        reopening=reopening_of(window, data.submissions.reopenings, unit, today),
        today=today,
        remarks=_remarks(workspace, unit, period) if is_own else (),
        rights=rights_of(person, members),
        is_author=bool(person) and same_name(person) in authors_of(workspace, unit, period),
        approvers=tuple(sorted(m.name for m in members if Right.APPROVE in m.rights)),
        passed_over=passed_over(data, submission),
        signature=None if head is None else data.submissions.signature(head),
    )


def _remarks(workspace: Workspace, unit: str, period: str) -> tuple[Remark, ...]:
    asked = remarks_of(workspace, unit, period)
    return asked or answered_remarks_of(workspace, unit, period)
