"""Sealing a submission: approved by a person, signed with their key, kept and written to a file."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from spa_me import paths
from spa_me.atomic import write_whole
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, RefusedError, after_saving
from spa_me.domain.fields import kinds
from spa_me.domain.framework import FrameworkDefinition, clean_text
from spa_me.domain.submission import (
    STATE_TITLES,
    Evidence,
    PackageRecord,
    PublicKey,
    Revision,
    Right,
    StepKind,
    Submission,
    SubmissionContent,
    SubmissionState,
    same_name,
)
from spa_me.packages import limits
from spa_me.packages.encryption import encrypt_to
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import FrameworkReference, Manifest
from spa_me.packages.sealing import seal
from spa_me.packages.to_rows import person_name
from spa_me.services.exchange.outgoing import manifest_to, seal_and_keep
from spa_me.services.exchange.records import (
    PACKAGE_SUFFIX,
    package_file,
    region_of,
)
from spa_me.services.requests import request_digest
from spa_me.services.saving import refuse, save
from spa_me.services.submissions.life import refuse_foreign, refuse_unfinished
from spa_me.services.submissions.standing import authors_of, standing, values_of, writers_of
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.files import read_file
from spa_me.storage.writer import Writer

R = TypeVar("R", Activity, Contribution, PrintedShare, ExchangeRate)

_KEPT = "Nothing was sealed, and nothing was changed."
_LOCKED = (
    "Nothing was sealed. The sheet is still locked: take it back to draft, mend it, and make it "
    "ready again."
)


@dataclass(frozen=True, slots=True)
class SealedSubmission:
    """A submission that was sealed; its file can be written as often as it is needed."""

    package: PackageRecord
    revision: Revision


def seal_submission(  # noqa: PLR0913 (what a sealing is made of)
    workspace: Workspace,
    unit: str,
    period: str,
    signer: OfficeKey | None,
    *,
    message: str = "",
    recipient: str = "",
    key: str | None = None,
) -> SealedSubmission:
    """Approve and seal what an office reports for a period; it then never changes.

    The person at work approves it, and is not who entered it, unless the framework allows that.

    Args:
        workspace: the country's.
        unit: code of the reporting unit that keeps the workspace.
        period: code of the period.
        signer: the approver's open key; None for an unsigned submission, which shows as such.
        message: a few lines to the region.
        recipient: code of the office that it is for; by default the regional secretariat.
        key: makes it idempotent: sealed once, however often it is asked for after a crash.

    Raises:
        RefusedError: unless it is ready, and the person may approve it.
        InputError: with everything that is still to do.
    """
    said = clean_text(message)

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        _refuse_long(said)
        submission = _refuse_unfit(workspace, unit, period, writer.actor.name)
        if signer is not None:
            refuse_other_key(dataset, signer.public, writer.actor.name)
        definition = dataset.framework_for(period)
        content = content_of(dataset, unit, period, submission, said)
        to = recipient or region_of(definition)
        manifest = _manifest(workspace, writer, submission, definition, to, signer)
        _keep(writer, content, manifest, signer)

    request = request_digest((unit, period, said, recipient))
    workspace.change("seal submission", work, key=key, request=request, needs=Right.APPROVE)
    with after_saving("The submission was sealed"):
        return sealed_submission(workspace, unit, period)


def _refuse_unfit(workspace: Workspace, unit: str, period: str, name: str) -> Submission:
    """Return the submission if it is ready and a person may approve it."""
    dataset = workspace.dataset()
    refuse_foreign(dataset, unit)
    submission = standing(dataset, unit, period)
    _refuse_unless_ready(submission)
    refuse_unfinished(workspace, unit, period, _LOCKED)
    _refuse_author(workspace, dataset.framework_for(period), submission, name)
    return submission


def _refuse_long(message: str) -> None:
    what, expected = kinds.TEXT.wrong(message)
    refuse("The message to the region", [Finding("text", what, expected)] if what else [])


def _keep(
    writer: Writer, content: SubmissionContent, manifest: Manifest, signer: OfficeKey | None
) -> None:
    """Seal content and keep its package and its revision."""
    package = seal_and_keep(writer, content, manifest, signer, _files(writer, content.evidence))
    revision = Revision(
        unit=manifest.unit,
        period=manifest.period,
        digest=package.digest,
        package=manifest.package,
        number=manifest.revision,
        supersedes=manifest.supersedes,
        withdraws=manifest.withdraws,
        approved_by=str(writer.actor),
        sealed_at=writer.at,
        is_signed=signer is not None,
    )
    save(writer, stored.REVISION, revision, "seal submission")


def sealed_submission(workspace: Workspace, unit: str, period: str) -> SealedSubmission:
    """Return the latest sealed submission of a unit and period.

    Raises:
        RefusedError: if none is sealed.
    """
    dataset = workspace.dataset()
    head = standing(dataset, unit, period).head
    package = None if head is None else dataset.submissions.package(head.digest)
    if head is None or package is None:
        message = f"No submission of {dataset.unit_name(unit)} for {period} is sealed."
        raise RefusedError(message, do="Make it ready for approval, then approve and seal it.")
    return SealedSubmission(package, head)


def content_of(
    dataset: Dataset, unit: str, period: str, submission: Submission, message: str = ""
) -> SubmissionContent:
    """Return everything that a unit reports for a period, as it goes into a package."""
    records = dataset.submissions
    returned = submission.return_
    return SubmissionContent(
        values=tuple(values_of(dataset, unit, period)),
        activities=_of(dataset.activities, unit, period),
        contributions=_of(dataset.contributions, unit, period),
        printed_shares=_of(dataset.printed_shares, unit, period),
        rates=_of(dataset.rates, unit, period),
        evidence=records.evidence_of(unit, period),
        answers=tuple(
            entry
            for entry in records.answers_of(unit, period)
            if returned is not None and entry.revision == returned.revision
        ),
        confirmations=records.confirmations_of(unit, period),
        message=message,
    )


def refusal_of(dataset: Dataset, submission: Submission) -> str:
    """Return why what is recorded for a submission cannot be sealed; empty where it can be.

    It is sealed as it will be, without key and files, whose size is held to its limits as they are
    added; so nothing is left that only the sealing itself would find.
    """
    unit, period = submission.unit, submission.period
    content = content_of(dataset, unit, period, submission)
    definition = dataset.framework_for(period)
    manifest = Manifest(
        package=str(uuid.uuid4()),
        sender=unit,
        recipient=unit,
        sequence=1,
        made_at="2000-01-01T00:00:00.000000Z",
        **_fields_of(submission, definition),
    )
    manifest = replace(manifest, supersedes="", withdraws=())  # those that the app made itself
    named = tuple(_as_reference(entry) for entry in content.evidence)
    try:
        seal(replace(content, evidence=named), manifest)
    except RefusedError as error:
        return error.what
    return ""


def _as_reference(evidence: Evidence) -> Evidence:
    """Return evidence that stands for a file, with texts as long as its own."""
    name = evidence.reference or evidence.file_name
    return replace(evidence, reference=name, file="", file_name="", size=0)


def _of(records: Iterable[R], unit: str, period: str) -> tuple[R, ...]:
    return tuple(record for record in records if (record.unit, record.period) == (unit, period))


def _manifest(
    workspace: Workspace,
    writer: Writer,
    submission: Submission,
    definition: FrameworkDefinition,
    recipient: str,
    signer: OfficeKey | None,
) -> Manifest:
    people = set(map(person_name, writers_of(workspace, submission.unit, submission.period)))
    fields = _fields_of(submission, definition)
    names = tuple(sorted(people))
    return manifest_to(workspace, writer, recipient, signer, entered_by=names, **fields)


def _fields_of(submission: Submission, definition: FrameworkDefinition) -> dict[str, Any]:
    """Return what the manifest says of the submission itself."""
    before = submission.head.digest if submission.head else ""
    withdrawn = (r.digest for r in submission.chain.withdrawn if r.supersedes == before)
    return {
        "unit": submission.unit,
        "period": submission.period,
        "framework": FrameworkReference(definition.code, definition.version, definition.digest),
        "revision": submission.next_number,
        "supersedes": before,
        "withdraws": tuple(sorted(withdrawn)),
        "reason": reason_of(submission),
        "on_behalf_of": clean_text(str(definition.unit_by_code[submission.unit].name))[
            : limits.NAME
        ].strip(),
    }


def reason_of(submission: Submission) -> str:
    """Return why the office takes back or corrects what it sealed before, a line for each."""
    told = {StepKind.CORRECTED, StepKind.WITHDRAWN}
    reasons = dict.fromkeys(step.reason for step in submission.steps if step.kind in told)
    return "\n".join(filter(None, reasons))[: limits.TEXT].strip()


def _files(writer: Writer, evidence: Iterable[Evidence]) -> dict[str, bytes]:
    names = {entry.file for entry in evidence if entry.is_file}
    return {name: read_file(writer.connection, name) or b"" for name in sorted(names)}


def _refuse_unless_ready(submission: Submission) -> None:
    if submission.state is not SubmissionState.READY:
        raise RefusedError(
            f"The submission is “{STATE_TITLES[submission.state]}” and not ready for approval.",
            kept=_KEPT,
            do="Make it ready for approval first.",
        )


def _refuse_author(
    workspace: Workspace, definition: FrameworkDefinition, submission: Submission, name: str
) -> None:
    if definition.rules.author_may_approve:
        return
    if same_name(name) in authors_of(workspace, submission.unit, submission.period):
        raise RefusedError(
            f"{name} entered part of this submission or made it ready, and so cannot approve it.",
            kept=_KEPT,
            do="Let the head of the task force approve and seal it.",
        )


def refuse_other_key(dataset: Dataset, public: PublicKey, name: str) -> None:
    """Raise `RefusedError` unless a key belongs to the person at work and to their office."""
    office = dataset.info.home_unit
    if public.office != office:
        raise RefusedError(
            f"The key belongs to {dataset.unit_name(public.office)} and not to "
            f"{dataset.unit_name(office)}.",
            kept=_KEPT,
            do="Choose a key of your own office.",
        )
    if same_name(public.person) != same_name(name):
        raise RefusedError(
            f"The key belongs to {public.person}, and {name} is at work.",
            kept=_KEPT,
            do="Choose your own key, or enter your name in the settings.",
        )


def save_package(
    workspace: Workspace, digest: str, path: Path, encrypt: Iterable[PublicKey] = ()
) -> Path:
    """Write a package that this workspace keeps to a file, encrypted if it is to be.

    Args:
        workspace: that keeps it.
        digest: of the package.
        path: of the file; without the usual ending it gets one.
        encrypt: the keys that can open it; none leaves it readable for everybody.

    Raises:
        NotFoundError: if there is no such package.
        UserError: if the file cannot be written.
    """
    content = package_file(workspace, digest)
    recipients = [key.encryption for key in encrypt]
    if recipients:
        content = encrypt_to(content, recipients)
    if path.suffix.casefold() != PACKAGE_SUFFIX:
        path = path.with_name(path.name + PACKAGE_SUFFIX)
    write_whole(path, content)
    return path


def package_name(workspace: Workspace, digest: str) -> str:
    """Return what the file of a package is called: its kind, unit, period and number."""
    dataset = workspace.dataset()
    package = dataset.submissions.package(digest)
    if package is None:
        return "package" + PACKAGE_SUFFIX
    revision = next((r for r in dataset.submissions.revisions if r.digest == digest), None)
    number = f"revision {revision.number}" if revision else f"no {package.sequence}"
    plan = dataset.latest_framework.code
    parts = (plan, package.unit or package.recipient, package.period, package.kind, number)
    title = " ".join(part for part in parts if part and part != "*")
    return paths.file_name(title) + PACKAGE_SUFFIX
