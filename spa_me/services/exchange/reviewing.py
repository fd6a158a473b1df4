"""The region's decisions: accept, return with remarks on fields, choose between rivals."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import (
    Finding,
    InputError,
    NotFoundError,
    RefusedError,
    after_saving,
)
from spa_me.domain.framework import clean_text
from spa_me.domain.submission import (
    Decision,
    FieldRemark,
    PackageRecord,
    Reopening,
    ReviewContent,
    Revision,
    Right,
    Verdict,
)
from spa_me.packages.keys import OfficeKey
from spa_me.services import wording
from spa_me.services.exchange.applying import apply_head
from spa_me.services.exchange.outgoing import manifest_to, seal_and_keep
from spa_me.services.exchange.restating import restate
from spa_me.services.exchange.sealing import refuse_other_key
from spa_me.services.requests import request_digest
from spa_me.services.saving import needed, refuse, save
from spa_me.services.submissions.standing import standing, today_of
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.submissions import add_decision
from spa_me.storage.writer import Writer

_KEPT = "Nothing was decided."


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision, and the package that tells the country."""

    decision: Decision
    package: PackageRecord


def accept(  # noqa: PLR0913 (what an acceptance is made of)
    workspace: Workspace,
    unit: str,
    period: str,
    revision: str,
    signer: OfficeKey | None,
    *,
    reason: str = "",
    key: str | None = None,
) -> Reviewed:
    """Accept the revision that counts; it never changes from then on.

    What an earlier accepted revision says otherwise is recorded as restated: figures, money, plan.

    Args:
        workspace: the region's.
        unit: code of the reporting unit.
        period: code of the period.
        revision: digest of the revision that was looked at.
        signer: an open key of the region; None leaves the review unsigned.
        reason: a remark to the country.
        key: makes it idempotent.

    Raises:
        RefusedError: if nothing is submitted, another revision counts now, or it was accepted
            already.
    """
    asked = _Asked(unit, period, Verdict.ACCEPTED, revision, clean_text(reason))
    return _decide(workspace, asked, signer, key)


def return_submission(  # noqa: PLR0913 (what a return is made of)
    workspace: Workspace,
    unit: str,
    period: str,
    revision: str,
    signer: OfficeKey | None,
    *,
    reason: str,
    remarks: Sequence[FieldRemark] = (),
    by_when: date | None = None,
    key: str | None = None,
) -> Reviewed:
    """Return the revision that counts to its office, with the reason and remarks on fields.

    Where the period is closed it is reopened for this unit until `by_when`.

    Args:
        workspace: the region's.
        unit: code of the reporting unit.
        period: code of the period.
        revision: digest of the revision that was looked at.
        signer: an open key of the region; None leaves the review unsigned.
        reason: why it is returned.
        remarks: what is asked about which field.
        by_when: the day by which it is expected again.
        key: makes it idempotent.

    Raises:
        InputError: without a reason, with a remark on a field that is not there, or without a day
            where the period is closed.
        RefusedError: if nothing is submitted, another revision counts now, or it was accepted
            already.
    """
    cleaned = tuple(FieldRemark(r.indicator, clean_text(r.text)) for r in remarks)
    asked = _Asked(unit, period, Verdict.RETURNED, revision, clean_text(reason), cleaned, by_when)
    return _decide(workspace, asked, signer, key)


def choose(  # noqa: PLR0913 (what a choice is made of)
    workspace: Workspace,
    unit: str,
    period: str,
    revision: str,
    signer: OfficeKey | None,
    *,
    reason: str,
    key: str | None = None,
) -> Reviewed:
    """Choose which of several rival revisions goes on; the others are kept, and shown.

    Raises:
        InputError: without a reason.
        RefusedError: if the revision has no rival.
    """
    asked = _Asked(unit, period, Verdict.CHOSEN, revision, clean_text(reason))
    return _decide(workspace, asked, signer, key)


@dataclass(frozen=True, slots=True)
class _Asked:
    unit: str
    period: str
    verdict: Verdict
    revision: str
    reason: str
    remarks: tuple[FieldRemark, ...] = ()
    by_when: date | None = None


def _decide(
    workspace: Workspace, asked: _Asked, signer: OfficeKey | None, key: str | None
) -> Reviewed:
    unit, period = asked.unit, asked.period

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        revision = _revision(dataset, asked)
        reopening = _check(workspace, dataset, asked)
        if signer is not None:
            refuse_other_key(dataset, signer.public, writer.actor.name)
        decision = _decision(dataset, writer, asked, revision)
        if asked.verdict is Verdict.ACCEPTED:
            restate(workspace, writer, dataset, revision)
        _record(workspace, writer, decision, reopening, signer)
        records = dataset.submissions
        known = replace(records, decisions=(*records.decisions, decision))
        apply_head(workspace, writer, replace(dataset, submissions=known), unit, period)

    action = f"{asked.verdict} submission"
    request = request_digest(asked)
    workspace.change(action, work, key=key, request=request, needs=Right.REVIEW)
    with after_saving("The decision was made"):
        return last_review(workspace, unit, period)


def last_review(workspace: Workspace, unit: str, period: str) -> Reviewed:
    """Return the last decision on a submission with its package.

    Raises:
        NotFoundError: if there is none.
    """
    dataset = workspace.dataset()
    records = dataset.submissions
    made = [d for d in records.decisions if (d.unit, d.period) == (unit, period)]
    decision = max(made, key=lambda d: d.number, default=None)
    package = next((p for p in records.packages if decision and p.id == decision.package), None)
    if decision is None or package is None:
        what = f"Nothing was decided about {dataset.unit_name(unit)} in {period}."
        raise NotFoundError(what, do="Look again.")
    return Reviewed(decision, package)


def _revision(dataset: Dataset, asked: _Asked) -> Revision:
    submission = standing(dataset, asked.unit, asked.period)
    chain = submission.chain
    if asked.verdict is Verdict.CHOSEN:
        known = [*chain.line, *chain.rivals]
        at = next((r for r in known if r.digest == asked.revision), None)
        parents = {rival.supersedes for rival in chain.rivals}
        if at is None or at.supersedes not in parents:
            raise RefusedError(
                "There is no choice to make about that revision.", kept=_KEPT, do="Look again."
            )
        return at
    if submission.head is None:
        what = "Two revisions wait for a choice." if chain.is_forked else "Nothing was submitted."
        raise RefusedError(
            f"{what} There is nothing that could be {asked.verdict}.",
            kept=_KEPT,
            do="Choose between them first." if chain.is_forked else "Wait for the submission.",
        )
    _refuse_other_head(dataset, submission.head, asked)
    if chain.verdict(submission.head.digest) is Verdict.ACCEPTED:
        raise RefusedError(
            f"Revision {submission.head.number} was accepted and never changes.",
            kept=_KEPT,
            do="Ask the country for a correction: a further revision.",
        )
    return submission.head


def _refuse_other_head(dataset: Dataset, head: Revision, asked: _Asked) -> None:
    """Refuse a decision about figures that the person has not seen."""
    if head.digest != asked.revision:
        raise RefusedError(
            f"Another revision of {dataset.unit_name(asked.unit)} for {asked.period} counts now: "
            f"revision {head.number}. It is not the one that was looked at.",
            kept=_KEPT,
            do="Look at it, then decide.",
        )


def _check(workspace: Workspace, dataset: Dataset, asked: _Asked) -> Reopening | None:
    if asked.verdict is Verdict.ACCEPTED:
        return None
    what = "The return" if asked.verdict is Verdict.RETURNED else "The choice"
    refuse(what, needed("reason", asked.reason, "it goes to the country"))
    definition = dataset.framework_for(asked.period)
    findings = [
        Finding(remark.indicator, "there is no such question")
        for remark in asked.remarks
        if remark.indicator and remark.indicator not in definition.indicator_by_code
    ]
    findings.extend(
        Finding(r.indicator, "the remark is empty") for r in asked.remarks if not r.text
    )
    window = dataset.submissions.window(asked.period)
    is_closed = window is not None and window.is_closed and asked.verdict is Verdict.RETURNED
    if asked.by_when is None:
        if is_closed:
            findings.append(Finding("by when", "the period is closed", "a day until it reopens"))
    elif asked.by_when < today_of(workspace.now()):
        findings.append(Finding("by when", "the day has passed", "a day to come"))
    if findings:
        raise InputError(what, findings, kept=_KEPT)
    if not is_closed or asked.by_when is None:
        return None
    return Reopening(asked.unit, asked.period, asked.by_when, asked.reason)


def _decision(dataset: Dataset, writer: Writer, asked: _Asked, revision: Revision) -> Decision:
    place = (asked.unit, asked.period)
    made = [d.number for d in dataset.submissions.decisions if (d.unit, d.period) == place]
    who = writer.actor
    return Decision(
        *place,
        revision.digest,
        max(made, default=0) + 1,
        asked.verdict,
        asked.reason,
        asked.remarks,
        asked.by_when,
        who.name,
        who.office,
        who.role,
        writer.at,
        str(uuid.uuid4()),
    )


def _record(
    workspace: Workspace,
    writer: Writer,
    decision: Decision,
    reopening: Reopening | None,
    signer: OfficeKey | None,
) -> None:
    stamped = reopening and replace(reopening, person=writer.actor.name, at=writer.at)
    manifest = manifest_to(workspace, writer, decision.unit, signer, package=decision.package)
    seal_and_keep(writer, ReviewContent(decision, stamped), manifest, signer)
    add_decision(writer, decision)
    writer.note(
        f"{decision.verdict} submission", wording.subject(decision), "", wording.text(decision)
    )
    if stamped is not None:
        save(writer, stored.REOPENING, stamped, "reopen period")
