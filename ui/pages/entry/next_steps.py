"""What the submission bar says: where a submission stands, what comes next, and the buttons."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from spa_me.domain.submission import (
    RIGHT_TITLES,
    LockKind,
    RevisionSignature,
    Right,
    StepKind,
    SubmissionState,
    Timing,
)
from ui.i18n import domain_text, show_date, show_moment, show_sentence
from ui.pages.entry.standing import Stands
from ui.revisions import mark_of

_State = SubmissionState
_STEPS_UNLOCK = {LockKind.READY, LockKind.SUBMITTED, LockKind.ACCEPTED}
"""Locks that a step of the office itself undoes."""


class NextStep(Enum):
    """A step that the bar offers as a button."""

    READY = auto()
    RECALL = auto()
    SEAL = auto()
    FILE = auto()
    WITHDRAW = auto()
    CORRECT = auto()


# Whoever seals says who they are in the dialog, with a key: the person at work may be another.
_NEEDS = {
    NextStep.READY: Right.ENTER,
    NextStep.RECALL: Right.ENTER,
    NextStep.SEAL: None,
    NextStep.FILE: Right.ENTER,
    NextStep.WITHDRAW: Right.APPROVE,
    NextStep.CORRECT: Right.ENTER,
}


_STEPS = {
    _State.NOT_STARTED: (),
    _State.READY: (NextStep.SEAL, NextStep.RECALL),
    _State.ACCEPTED: (NextStep.CORRECT,),
}
"""Steps by state; the others lead to the approval."""


def step_title(step: NextStep) -> str:
    """Return what a step's button says."""
    return {
        NextStep.READY: _tr("Ready for approval"),
        NextStep.RECALL: _tr("Take back to draft"),
        NextStep.SEAL: _tr("Approve and seal…"),
        NextStep.FILE: _tr("The sealed file…"),
        NextStep.WITHDRAW: _tr("Withdraw…"),
        NextStep.CORRECT: _tr("Begin a correction…"),
    }[step]


def next_steps(stands: Stands) -> tuple[NextStep, ...]:
    """Return the steps that fit the state and that the person may take, the usual one first."""
    return tuple(step for step in _fitting(stands) if _may(stands, step))


def _may(stands: Stands, step: NextStep) -> bool:
    right = _NEEDS[step]
    return right is None or stands.may(right)


def _fitting(stands: Stands) -> tuple[NextStep, ...]:
    is_shut = stands.lock is not None and stands.lock.kind not in _STEPS_UNLOCK
    if is_shut or not stands.is_own:
        return ()
    state = stands.submission.state
    if _is_passed_over(stands):
        return (NextStep.FILE,)
    if state is _State.SUBMITTED:
        may_withdraw = not stands.submission.is_acknowledged
        return (NextStep.FILE, NextStep.WITHDRAW if may_withdraw else NextStep.CORRECT)
    return _STEPS.get(state, (NextStep.READY,))


def facts_of(stands: Stands) -> str:
    """Return the revision and the day it is due, in a few words."""
    found = [_revision(stands), _due(stands)]
    return " · ".join(text for text in found if text)


def _revision(stands: Stands) -> str:
    head, state = stands.submission.head, stands.submission.state
    if state in {_State.SUBMITTED, _State.RETURNED, _State.ACCEPTED} and head is not None:
        said = _tr("revision {number}").format(number=head.number)
        return said + _signature(stands) + _whether_it_counts(stands)
    if head is None and not stands.submission.chain.withdrawn:
        return ""
    return _tr("towards revision {number}").format(number=stands.submission.next_number)


def _signature(stands: Stands) -> str:
    """Return what is wrong with the signature of the revision; empty for nothing."""
    if stands.signature is RevisionSignature.UNSIGNED:
        return _tr(", unsigned")
    is_revoked = stands.signature is RevisionSignature.REVOKED_LATER
    return _tr(", △ signed by a key that was revoked later") if is_revoked else ""


def _whether_it_counts(stands: Stands) -> str:
    if not _is_passed_over(stands):
        return ""
    is_open = stands.submission.state is _State.SUBMITTED
    return _tr(", not chosen") if is_open else _tr(", not the latest")


def _due(stands: Stands) -> str:
    due = stands.due
    if due is None or stands.timing is Timing.SENT:
        return ""
    if stands.timing is not Timing.OVERDUE:
        return _tr("due {day}").format(day=show_date(due))
    late = (stands.today - due).days
    said = _tr("overdue by 1 day") if late == 1 else _tr("overdue by {n} days").format(n=late)
    return f"▲ {said} ({show_date(due)})"


def sentence_of(stands: Stands, *, is_read_only: bool) -> str:
    """Return what is to be done next, and why the sheet is locked if it is."""
    if is_read_only:
        return ""
    lock = stands.lock
    if not stands.is_own or (lock is not None and lock.kind not in _STEPS_UNLOCK):
        return lock_text(stands)
    then = _passed_over(stands) or " ".join(filter(None, (_chosen(stands), _next(stands))))
    return " ".join(filter(None, (_open_again(stands), then, _missing_right(stands))))


def _open_again(stands: Stands) -> str:
    """Return until when a closed period is open for the office, and why."""
    found = stands.reopening
    if found is None:
        return ""
    text = _tr("The period is closed, and open again for this office until {day}: “{reason}”.")
    return text.format(day=show_date(found.until), reason=found.reason)


def _next(stands: Stands) -> str:
    match stands.submission.state:
        case _State.NOT_STARTED:
            return _tr("Enter the figures below; each is saved when you leave its cell.")
        case _State.DRAFT:
            return _next_of_draft(stands)
        case _State.READY:
            return _next_of_ready(stands)
        case _State.RETURNED:
            return _next_of_return(stands)
        case _State.SUBMITTED:
            return _next_of_submitted(stands)
        case _State.ACCEPTED:
            return _accepted(stands)


def _next_of_draft(stands: Stands) -> str:
    step = stands.submission.last_step
    then = _tr("When everything is entered, make it ready for approval.")
    if step is None or step.kind is StepKind.RECALLED:
        return then
    then = _tr("Change what has to be changed, then make it ready for approval.")
    if step.kind is StepKind.WITHDRAWN:
        said = _tr("Withdrawn by {person}: {reason}")
    else:
        said = _tr("Correction begun by {person}: {reason}")
    return f"{_ended(said.format(person=step.person, reason=step.reason))} {then}"


def _next_of_ready(stands: Stands) -> str:
    step = stands.submission.last_step
    said = ""
    if step is not None and step.at is not None:
        said = _tr("Locked since {person} made it ready, {moment}.").format(
            person=step.person, moment=show_moment(step.at)
        )
    if stands.approvers:
        then = _tr("{people} approves and seals it here.").format(people=_or(stands.approvers))
    elif stands.is_author:
        then = _tr("Somebody else looks through it here, approves and seals it.")
    else:
        then = _tr("Look through it, then approve and seal it.")
    return f"{said} {then}".strip()


def _next_of_return(stands: Stands) -> str:
    if not stands.remarks:
        return _tr("Change what the region asks for, then make it ready for approval.")
    if stands.open_remarks:
        one = _tr("1 remark of the region is open: enter another figure, or answer it.")
        many = _tr("{n} remarks of the region are open: enter other figures, or answer them.")
        return one if stands.open_remarks == 1 else many.format(n=stands.open_remarks)
    return _tr("Nothing that the region asked is open any more. Make it ready for approval.")


def _is_passed_over(stands: Stands) -> bool:
    """Return whether the region goes on with a revision that is not on this computer."""
    is_sealed = stands.submission.state in {_State.SUBMITTED, _State.RETURNED, _State.ACCEPTED}
    return is_sealed and stands.submission.chain.decided_elsewhere is not None


def _passed_over(stands: Stands) -> str:
    """Return with what the region goes on and what to do; empty where it is this revision."""
    head, decision = stands.submission.head, stands.submission.chain.decided_elsewhere
    if head is None or decision is None or not _is_passed_over(stands):
        return ""
    text = _tr(
        "Revision {number} of this computer ({mine}) was not chosen. The region goes on with "
        "{other}, sealed on another computer of this office. Bring its file here and drop it on "
        "the page Inbox."
    )
    if stands.submission.state is not _State.SUBMITTED:
        text = _tr(
            "Revision {number} of this computer ({mine}) is not the latest. The region goes on "
            "with {other}, sealed on another computer of this office. Bring its file here and drop "
            "it on the page Inbox."
        )
    return text.format(
        number=head.number, mine=mark_of(head.digest), other=mark_of(decision.revision)
    )


def _chosen(stands: Stands) -> str:
    """Return that the revision that counts is that of another computer, which the region chose."""
    head, mine = stands.submission.head, stands.passed_over
    if head is None or mine is None or mine is head:
        return ""
    return _tr(
        "The region chose revision {number} ({other}), sealed on another computer of this office; "
        "revision {own} of this computer ({mine}) does not count."
    ).format(
        number=head.number,
        other=mark_of(head.digest),
        own=mine.number,
        mine=mark_of(mine.digest),
    )


def _next_of_submitted(stands: Stands) -> str:
    head, said = stands.submission.head, ""
    if head is not None and head.sealed_at is not None:
        said = _tr("Sealed by {person}, {moment}.").format(
            person=head.approved_by, moment=show_moment(head.sealed_at)
        )
    if stands.is_region:
        then = _tr("It is this office's own: accept it on the page Inbox.")
    elif stands.submission.is_acknowledged:
        then = _tr("The region has taken it in; wait for its answer.")
    else:
        then = _tr("Send the file to the region. Its receipt will show here.")
    return f"{said} {then}".strip()


def _accepted(stands: Stands) -> str:
    head = stands.submission.head
    decision = stands.submission.chain.decision(head.digest) if head is not None else None
    if decision is None or decision.at is None:
        return _tr("The region accepted it. It never changes; a correction is a new revision.")
    return _tr(
        "{person} accepted it, {moment}. It never changes; a correction is a new revision."
    ).format(person=decision.person, moment=show_moment(decision.at))


def _missing_right(stands: Stands) -> str:
    """Return who can go on, where the person at work may not."""
    if stands.submission.state in {_State.NOT_STARTED, _State.ACCEPTED}:
        return ""
    fitting = _fitting(stands)
    right = _NEEDS[fitting[0]] if fitting else None
    if right is None or stands.may(right):
        return ""
    title = domain_text(RIGHT_TITLES[right])
    return _tr("For this you need the right “{right}”.").format(right=title)


def lock_text(stands: Stands) -> str:
    """Return why nothing can be typed and who can change that; empty where it can."""
    lock = stands.lock
    if lock is None:
        return ""
    return f"{_ended(show_sentence(lock.why))} {show_sentence(lock.who)}"


def returned_text(stands: Stands) -> str:
    """Return who returned the submission, why, and by when it is expected; empty if nobody did."""
    decision = stands.returned
    if decision is None:
        return ""
    who = ", ".join(part for part in (decision.person, decision.office) if part)
    moment = show_moment(decision.at) if decision.at is not None else ""
    said = [
        _ended(
            _tr("Returned by {who}, {moment}: {reason}").format(
                who=who, moment=moment, reason=decision.reason
            )
        )
    ]
    if decision.by_when is not None:
        said.append(_expected(decision.by_when, stands.today))
    if stands.remarks:
        done = len(stands.remarks) - stands.open_remarks
        said.append(_tr("{done} of {n} remarks are done.").format(done=done, n=len(stands.remarks)))
    return " ".join(said)


def _expected(day: date, today: date) -> str:
    if today > day:
        return _tr("It was expected by {day}.").format(day=show_date(day))
    return _tr("It is expected by {day}.").format(day=show_date(day))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _or(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return names[0]
    return _tr("{several} or {last}").format(several=", ".join(names[:-1]), last=names[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("SubmissionBar", text)
