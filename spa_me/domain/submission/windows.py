"""When a period can be reported on, and why a sheet is locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission.life import Submission, SubmissionState
from spa_me.domain.submission.revisions import Revision, RevisionChain, Verdict


@dataclass(frozen=True, slots=True)
class ReportingWindow:
    """From when and until when a period is reported on.

    Attributes:
        opens_on: the first day; None if it was never closed before.
        due_on: the day by which submissions are expected; late ones are taken, and say so.
        is_closed: whether the period was closed; nothing of it changes then.
        reason: why it was closed or opened again.
    """

    period: str
    opens_on: date | None = None
    due_on: date | None = None
    is_closed: bool = False
    reason: str = ""
    person: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed period that one reporting unit may report on until a day, that day included."""

    unit: str
    period: str
    until: date
    reason: str
    person: str = ""
    at: datetime | None = None


class Timing(StrEnum):
    """How a submission stands to the day it is due."""

    NO_DATE = "no_date"
    NOT_OPEN = "not_open"
    OPEN = "open"
    OVERDUE = "overdue"
    SENT = "sent"


def timing_of(submission: Submission, window: ReportingWindow | None, today: date) -> Timing:
    """Return how a submission stands to the day it is due; a returned one is due again.

    What was sent once stays sent while its office corrects it.
    """
    is_sent = submission.head is not None or submission.chain.is_forked
    if is_sent and submission.return_ is None:
        return Timing.SENT
    if window is not None and window.opens_on is not None and today < window.opens_on:
        return Timing.NOT_OPEN
    due = due_day(submission, window)
    if due is None:
        return Timing.NO_DATE
    return Timing.OVERDUE if today > due else Timing.OPEN


def due_day(submission: Submission, window: ReportingWindow | None) -> date | None:
    """Return the day on which a submission is expected: for a returned one, the day asked for."""
    returned = submission.return_
    if returned is not None and returned.by_when is not None:
        return returned.by_when
    return window.due_on if window is not None else None


def expectation_of(
    chain: RevisionChain, revision: Revision, window: ReportingWindow | None
) -> tuple[Revision, date | None]:
    """Return which revision shows whether a submission came in time, and its day; None for no day.

    That is the first one, by the period's day, or the answer to a return that named a day. What
    corrects a submission later does not make it late.
    """
    known = {r.digest: r for r in (*chain.line, *chain.rivals)}
    while (before := known.get(revision.supersedes)) is not None:
        asked = chain.decision(before.digest)
        if asked is not None and asked.verdict is Verdict.RETURNED and asked.by_when is not None:
            return revision, asked.by_when
        revision = before
    return revision, None if window is None else window.due_on


class LockKind(StrEnum):
    """What keeps figures from being changed."""

    PERIOD_CLOSED = "period_closed"
    NOT_OPEN = "not_open"
    READY = "ready"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    OF_ANOTHER_OFFICE = "of_another_office"


@dataclass(frozen=True, slots=True)
class Lock:
    """Why figures cannot be changed, and who can change that."""

    kind: LockKind
    why: Sentence
    who: Sentence


def reopening_of(
    window: ReportingWindow | None, reopenings: Iterable[Reopening], unit: str, today: date
) -> Reopening | None:
    """Return what lets a unit report on a closed period today; None where nothing has to."""
    if window is None or not window.is_closed:
        return None
    mine = (r for r in reopenings if (r.unit, r.period) == (unit, window.period))
    return max((r for r in mine if r.until >= today), key=lambda r: r.until, default=None)


def lock_of(
    submission: Submission,
    window: ReportingWindow | None,
    reopenings: Iterable[Reopening],
    today: date,
    *,
    is_own: bool,
) -> Lock | None:
    """Return what locks the figures of a submission; None where they may be entered.

    Args:
        submission: how it stands.
        window: of its period.
        reopenings: any; those of its unit and period count.
        today: the day at the office.
        is_own: whether this workspace belongs to the unit that reports. The region may enter
            figures on behalf of a unit until a sealed submission of that unit is taken in.
    """
    place = (submission.unit, submission.period)
    mine = [entry for entry in reopenings if (entry.unit, entry.period) == place]
    until = max((entry.until for entry in mine), default=None)
    if window is not None and window.is_closed and (until is None or today > until):
        return _closed(window, until)
    if window is not None and window.opens_on is not None and today < window.opens_on:
        why = say("Reporting opens on {day}.", day=window.opens_on)
        return Lock(LockKind.NOT_OPEN, why, say("The regional secretariat sets the day."))
    if not is_own:
        return _foreign(submission)
    return _of_state(submission)


def _closed(window: ReportingWindow, until: date | None) -> Lock:
    who = say("The regional secretariat can reopen it for one reporting unit until a day.")
    if until is not None:
        why = say("The period is closed; it was reopened until {day}.", day=until)
    elif window.reason:
        why = say("The period is closed: {reason}", reason=window.reason)
    else:
        why = say("The period is closed.")
    return Lock(LockKind.PERIOD_CLOSED, why, who)


def _foreign(submission: Submission) -> Lock | None:
    if submission.head is None and not submission.chain.is_forked:
        return None
    why = say("These figures come from a submission that its own office sealed.")
    is_accepted = submission.state is SubmissionState.ACCEPTED
    who = (
        say("It was accepted: only its own office can correct it, by a further revision.")
        if is_accepted
        else say("Return the submission, so that its office corrects it.")
    )
    return Lock(LockKind.OF_ANOTHER_OFFICE, why, who)


def _forked() -> Lock:
    why = say("Two or more revisions follow the same one, and nobody has chosen between them.")
    return Lock(LockKind.SUBMITTED, why, say("The regional secretariat chooses which one counts."))


def _of_state(submission: Submission) -> Lock | None:
    if submission.may_edit:
        return None
    if submission.chain.is_forked:
        return _forked()
    head = submission.head
    number = head.number if head else 0
    match submission.state:
        case SubmissionState.READY:
            return Lock(
                LockKind.READY,
                say("The submission is ready for approval."),
                say("Take it back to draft to change it."),
            )
        case SubmissionState.SUBMITTED:
            return Lock(
                LockKind.SUBMITTED,
                say("Revision {number} was sealed and submitted.", number=number),
                _who_after_sealing(submission),
            )
        case _:
            return Lock(
                LockKind.ACCEPTED,
                say("Revision {number} was accepted and never changes.", number=number),
                say("Begin a correction to report a further revision."),
            )


def _who_after_sealing(submission: Submission) -> Sentence:
    if submission.is_acknowledged:
        return say("The region has taken it in. Begin a correction to report a further revision.")
    return say("Withdraw it, if it has not been sent, or wait for the region's answer.")
