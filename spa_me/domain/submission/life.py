"""The life of a submission: where it stands, and what may be done next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from spa_me.domain.submission.revisions import (
    Decision,
    Revision,
    RevisionChain,
    Verdict,
    chain_of,
)


class SubmissionState(StrEnum):
    """Where a reporting unit's report for a period stands."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    READY = "ready"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


STATE_TITLES: dict[SubmissionState, str] = {
    SubmissionState.NOT_STARTED: "Not started",
    SubmissionState.DRAFT: "Draft",
    SubmissionState.READY: "Ready for approval",
    SubmissionState.SUBMITTED: "Submitted",
    SubmissionState.RETURNED: "Returned",
    SubmissionState.ACCEPTED: "Accepted",
}


_STATE_BY_VERDICT: dict[Verdict | None, SubmissionState] = {
    Verdict.ACCEPTED: SubmissionState.ACCEPTED,
    Verdict.RETURNED: SubmissionState.RETURNED,
}


class StepKind(StrEnum):
    """A step that an office takes with its own draft, between two sealed revisions.

    `READY` gives it to the approver and `RECALLED` takes it back; `CORRECTED` begins a correction
    of what was sealed; `WITHDRAWN` takes back a sealed revision that nobody has taken in.
    """

    READY = "ready"
    RECALLED = "recalled"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


STEP_TITLES: dict[StepKind, str] = {
    StepKind.READY: "Made ready for approval",
    StepKind.RECALLED: "Taken back to draft",
    StepKind.CORRECTED: "Began a correction",
    StepKind.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step with a draft.

    Attributes:
        number: counts the steps of a submission in this workspace.
        revision: digest of the revision that was the head when it was taken, or of the one that was
            withdrawn; empty before the first.
    """

    unit: str
    period: str
    number: int
    kind: StepKind
    revision: str = ""
    reason: str = ""
    person: str = ""
    office: str = ""
    role: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Submission:
    """How a reporting unit's report for a period stands in this workspace.

    Attributes:
        chain: its sealed revisions.
        has_content: whether anything is entered or planned for it.
        is_acknowledged: whether the region has said that it took the head in, by its receipt or by
            a decision about it.
        steps: what its office did with the draft since the head, in order.
    """

    unit: str
    period: str
    chain: RevisionChain
    has_content: bool = False
    is_acknowledged: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def last_step(self) -> Step | None:
        """The step with the draft that stands, if any was taken since the head."""
        return self.steps[-1] if self.steps else None

    @property
    def head(self) -> Revision | None:
        """The revision whose figures count."""
        return self.chain.head

    @property
    def state(self) -> SubmissionState:
        """Where it stands; with rivals that wait for a choice, something is submitted."""
        if self.last_step is not None and self.last_step.kind is StepKind.READY:
            return SubmissionState.READY
        if self.is_correcting:
            return SubmissionState.DRAFT
        if self.chain.is_forked:
            return SubmissionState.SUBMITTED
        if self.head is None:
            return SubmissionState.DRAFT if self.has_content else SubmissionState.NOT_STARTED
        verdict = self.chain.verdict(self.head.digest)
        return _STATE_BY_VERDICT.get(verdict, SubmissionState.SUBMITTED)

    @property
    def is_correcting(self) -> bool:
        """Whether a correction of an accepted revision has begun."""
        if self.head is None or self.last_step is None:
            return False
        is_returned = self.chain.verdict(self.head.digest) is Verdict.RETURNED
        return not is_returned and self.last_step.kind is not StepKind.READY

    @property
    def return_(self) -> Decision | None:
        """The return that has to be answered; None where nothing is asked.

        Where rivals wait for a choice, each of them answers it.
        """
        if self.head is None or self.chain.is_forked:
            return None
        decision = self.chain.decision(self.head.digest)
        is_return = decision is not None and decision.verdict is Verdict.RETURNED
        return decision if is_return else None

    @property
    def is_provisional(self) -> bool:
        """Whether its figures were sent and not accepted; they are shown, and labelled."""
        head = self.head
        return head is not None and self.chain.verdict(head.digest) is not Verdict.ACCEPTED

    @property
    def is_unsigned(self) -> bool:
        """Whether its figures were sent and nobody signed them; they are shown, and labelled."""
        return self.head is not None and not self.head.is_signed

    @property
    def is_begun(self) -> bool:
        """Whether any step toward a sealed revision was taken, or any revision is known."""
        return bool(self.steps) or self.next_number > 1

    @property
    def may_edit(self) -> bool:
        """Whether its state lets figures be entered."""
        return self.state in {
            SubmissionState.NOT_STARTED,
            SubmissionState.DRAFT,
            SubmissionState.RETURNED,
        }

    @property
    def next_number(self) -> int:
        """The number of the next revision."""
        known = [*self.chain.line, *self.chain.rivals, *self.chain.held, *self.chain.withdrawn]
        return max((revision.number for revision in known), default=0) + 1


def submission_of(  # noqa: PLR0913 (all that a submission is made of)
    unit: str,
    period: str,
    revisions: Iterable[Revision],
    decisions: Iterable[Decision],
    steps: Iterable[Step],
    *,
    has_content: bool,
    acknowledged: frozenset[str] = frozenset(),
) -> Submission:
    """Return how a submission stands.

    Args:
        unit: code of the reporting unit.
        period: code of the reporting period.
        revisions: its sealed revisions, in any order.
        decisions: what was decided about them.
        steps: what this office did with its draft.
        has_content: whether anything is entered for it.
        acknowledged: digests of the revisions for which a receipt came back.
    """
    taken = sorted(steps, key=lambda step: step.number)
    back = {step.revision for step in taken if step.kind is StepKind.WITHDRAWN}
    chain = chain_of(revisions, decisions, back)
    head = chain.head.digest if chain.head else ""
    here = {head, *(r.digest for r in chain.withdrawn if r.supersedes == head)}
    # Before a fork, the steps since the head led to one of the rivals.
    since = [] if chain.is_forked else [step for step in taken if step.revision in here]
    return Submission(
        unit,
        period,
        chain,
        has_content,
        is_acknowledged=head in acknowledged,
        steps=tuple(since),
    )
