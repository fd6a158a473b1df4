"""The steps of a submission inside its office; sealing it is in `sealing.py`."""

from __future__ import annotations

from collections.abc import Callable

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError, RefusedError
from spa_me.domain.framework import clean_text
from spa_me.domain.submission import (
    STATE_TITLES,
    Answer,
    Right,
    Step,
    StepKind,
    Submission,
    SubmissionState,
)
from spa_me.services.content_checks import answer_findings
from spa_me.services.requests import request_digest
from spa_me.services.saving import needed, refuse, save
from spa_me.services.submissions.remarks import check_submission, remarks_of
from spa_me.services.submissions.standing import refuse_locked, standing, today_of
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.writer import Writer

_KEPT = "Nothing was changed."


def mark_ready(
    workspace: Workspace, unit: str, period: str, *, key: str | None = None
) -> ChangeSet:
    """Give a draft to the approver; it is locked until it is sealed or taken back.

    Raises:
        RefusedError: unless it is a draft of this office, or was returned to it; and while the
            period is closed.
        InputError: with every error, and every remark of the region that is not answered.
    """

    def check(dataset: Dataset, submission: Submission) -> None:
        _refuse_unless(submission, SubmissionState.DRAFT, SubmissionState.RETURNED)
        refuse_locked(dataset, [(unit, period)], today_of(workspace.now()))
        refuse_unfinished(workspace, unit, period)

    return _step(workspace, (unit, period), StepKind.READY, "", check, key)


def recall(
    workspace: Workspace, unit: str, period: str, reason: str = "", *, key: str | None = None
) -> ChangeSet:
    """Take back to draft what was ready for approval."""

    def check(_: Dataset, submission: Submission) -> None:
        _refuse_unless(submission, SubmissionState.READY)

    return _step(workspace, (unit, period), StepKind.RECALLED, reason, check, key)


def begin_correction(
    workspace: Workspace, unit: str, period: str, reason: str, *, key: str | None = None
) -> ChangeSet:
    """Begin a further revision of what was accepted, or taken in; the sealed one never changes.

    Raises:
        RefusedError: while the period is closed, or before the region has taken it in.
        InputError: without a reason.
    """

    def check(dataset: Dataset, submission: Submission) -> None:
        refuse("The correction", needed("reason", clean_text(reason), "why it is corrected"))
        _refuse_forked(submission)
        _refuse_unless(submission, SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
        if submission.state is SubmissionState.SUBMITTED and not submission.is_acknowledged:
            raise RefusedError(
                "The region has not said that it took the submission in.",
                kept=_KEPT,
                do="Withdraw it instead, if it has not been sent.",
            )
        _refuse_closed(dataset, workspace, unit, period)

    return _step(workspace, (unit, period), StepKind.CORRECTED, reason, check, key)


def withdraw(
    workspace: Workspace, unit: str, period: str, reason: str, *, key: str | None = None
) -> ChangeSet:
    """Take back a sealed revision that the region has not taken in; it is a draft again.

    The next revision says that this one was withdrawn, should it have been sent after all.

    Raises:
        RefusedError: once the region has answered or has taken it in.
        InputError: without a reason.
    """

    def check(_: Dataset, submission: Submission) -> None:
        refuse("The withdrawal", needed("reason", clean_text(reason), "why it is withdrawn"))
        _refuse_forked(submission)
        _refuse_unless(submission, SubmissionState.SUBMITTED)
        if submission.is_acknowledged:
            raise RefusedError(
                "The region has taken the submission in.",
                kept=_KEPT,
                do="Begin a correction instead: a further revision.",
            )

    return _step(
        workspace, (unit, period), StepKind.WITHDRAWN, reason, check, key, needs=Right.APPROVE
    )


def answer(
    workspace: Workspace,
    unit: str,
    period: str,
    indicator: str,
    text: str,
    *,
    key: str | None = None,
) -> ChangeSet:
    """Answer a remark of the region on a field; it goes back with the next revision.

    Args:
        workspace: the country's.
        unit: code of the reporting unit.
        period: code of the period.
        indicator: the field, as in the remark; empty for the submission as a whole.
        text: the answer.
        key: makes it idempotent.

    Raises:
        RefusedError: if there is no such remark, or while the figures are locked.
    """
    said = clean_text(text)

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        refuse_foreign(dataset, unit)
        refuse_locked(dataset, [(unit, period)], today_of(writer.at))
        found = [r for r in remarks_of(workspace, unit, period) if r.remark.indicator == indicator]
        if not found:
            raise RefusedError(
                f"The region asks nothing about “{indicator}”.", kept=_KEPT, do="Look again."
            )
        decision = found[0].decision
        record = Answer(
            unit, period, decision.revision, indicator, said, writer.actor.name, writer.at
        )
        definition = dataset.framework_for(period)
        refuse("The answer", answer_findings(definition, record, {indicator}))
        save(writer, stored.ANSWER, record, "answer remark")

    request = request_digest((unit, period, indicator, said))
    return workspace.change("answer remark", work, key=key, request=request)


def refuse_unfinished(workspace: Workspace, unit: str, period: str, kept: str = _KEPT) -> None:
    """Raise `InputError` with everything that keeps a submission from being sealed."""
    dataset = workspace.dataset()
    check = check_submission(workspace, unit, period)
    findings = [Finding(problem.where, str(problem.what)) for problem in check.errors]
    findings.extend(
        Finding(
            remark.remark.indicator or "submission",
            f"the region asks: {remark.remark.text}",
            "another figure, or an answer",
        )
        for remark in check.open_remarks
    )
    if findings:
        what = f"The submission of {dataset.unit_name(unit)} for {period}"
        raise InputError(what, findings, kept=kept)


def refuse_foreign(dataset: Dataset, unit: str) -> None:
    """Raise `RefusedError` unless a workspace belongs to the reporting unit."""
    home = dataset.info.home_unit
    if unit != home:
        raise RefusedError(
            f"Only {dataset.unit_name(unit)} can do this; this workspace is kept by "
            f"{dataset.unit_name(home)}.",
            kept=_KEPT,
        )


def _step(  # noqa: PLR0913 (private: what all steps have in common)
    workspace: Workspace,
    place: tuple[str, str],
    kind: StepKind,
    reason: str,
    check: Callable[[Dataset, Submission], None],
    key: str | None,
    *,
    needs: Right = Right.ENTER,
) -> ChangeSet:
    unit, period = place
    why = clean_text(reason)

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        refuse_foreign(dataset, unit)
        submission = standing(dataset, unit, period)
        check(dataset, submission)
        add_step(writer, dataset, submission, kind, why)

    request = request_digest((place, kind, why))
    return workspace.change(f"{kind} submission", work, key=key, request=request, needs=needs)


def add_step(
    writer: Writer, dataset: Dataset, submission: Submission, kind: StepKind, reason: str = ""
) -> None:
    """Write a step with a draft and its audit row."""
    place = (submission.unit, submission.period)
    taken = [s.number for s in dataset.submissions.steps if (s.unit, s.period) == place]
    head = submission.head
    who = writer.actor
    step = Step(
        *place,
        max(taken, default=0) + 1,
        kind,
        head.digest if head else "",
        reason,
        who.name,
        who.office,
        who.role,
        writer.at,
    )
    save(writer, stored.STEP, step, f"submission {kind}")


def _refuse_unless(submission: Submission, *states: SubmissionState) -> None:
    if submission.state in states:
        return
    needed_states = " or ".join(f"“{STATE_TITLES[state]}”" for state in states)
    raise RefusedError(
        f"The submission is “{STATE_TITLES[submission.state]}”; for this it has to be "
        f"{needed_states}.",
        kept=_KEPT,
    )


def _refuse_forked(submission: Submission) -> None:
    if submission.chain.is_forked:
        raise RefusedError(
            "Two or more revisions follow the same one, and nobody has chosen between them.",
            kept=_KEPT,
            do="Wait until the regional secretariat has chosen which one counts.",
        )


def _refuse_closed(dataset: Dataset, workspace: Workspace, unit: str, period: str) -> None:
    window = dataset.submissions.window(period)
    if window is None or not window.is_closed:
        return
    today = today_of(workspace.now())
    reopened = any(
        (entry.unit, entry.period) == (unit, period) and today <= entry.until
        for entry in dataset.submissions.reopenings
    )
    if not reopened:
        raise RefusedError(
            f"The period {period} is closed.",
            kept=_KEPT,
            do="Ask the regional secretariat to reopen it for your country.",
        )
