"""What each kind of package leaves in a workspace when it is taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spa_me.domain.dataset import Dataset
from spa_me.domain.progress import Progress
from spa_me.domain.submission import (
    Decision,
    FrameworkContent,
    PackageKind,
    ReceiptContent,
    ReceiptRecord,
    Reopening,
    ReviewContent,
    SignatureState,
    SubmissionContent,
    TrustList,
)
from spa_me.packages.opening import OpenedPackage, open_package
from spa_me.packages.reading import read_package
from spa_me.packages.trust import Judgement
from spa_me.services import wording
from spa_me.services.exchange.applying import apply_head
from spa_me.services.exchange.arrivals import revision_of
from spa_me.services.exchange.beginnings import decisions_before, is_from_before
from spa_me.services.exchange.fitting import definition_in, list_after
from spa_me.services.exchange.records import package_file
from spa_me.services.frameworks import write_framework
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.files import drop_unused_file, put_file
from spa_me.storage.submissions import add_decision, put_trust
from spa_me.storage.writer import Writer


@dataclass(frozen=True)
class Taking:
    """A package that is being taken in, inside the transaction that does it.

    Attributes:
        name: of its file, for messages.
        judgement: what its signature is worth.
        confirmed: fingerprints of region keys whose words a person has compared, and digests of
            lists of keys that they let take the place of the one in use.
        progress: told every few thousand values.
    """

    workspace: Workspace
    writer: Writer
    name: str
    opened: OpenedPackage
    judgement: Judgement
    confirmed: frozenset[str]
    progress: Progress


def record_content(case: Taking) -> None:
    """Record what a package says; that it was taken in is recorded already."""
    match case.opened.content:
        case SubmissionContent() as content:
            _submission(case, content)
        case FrameworkContent() as content:
            _framework(case, content)
        case ReviewContent() as content:
            _review(case, content)
        case ReceiptContent() as content:
            _receipt(case, content)
        case TrustList() as content:
            _trust(case, content)


def record_signature(case: Taking) -> None:
    """Record that a package which was taken in without a signature has one that counts.

    What it says and its receipt stay as they are. Of the two copies the signed one is kept.
    """
    records, digest = case.workspace.dataset().submissions, case.opened.digest
    for known in records.packages:
        if known.digest == digest:
            file = put_file(case.writer, case.opened.file)
            signed = replace(
                known,
                file=file,
                signature=SignatureState.SIGNED,
                signed_with=case.judgement.fingerprint,
            )
            save(case.writer, stored.PACKAGE, signed, "take in signature")
            drop_unused_file(case.writer, known.file)
    for revision in records.revisions:
        if revision.digest == digest:
            signed_one = replace(revision, is_signed=True)
            save(case.writer, stored.REVISION, signed_one, "take in signature")


def _submission(case: Taking, content: SubmissionContent) -> None:
    dataset = case.workspace.dataset()
    for name in sorted(case.opened.evidence):
        put_file(case.writer, case.opened.evidence[name])
    revision = revision_of(case.opened, case.judgement)
    save(case.writer, stored.REVISION, revision, "take in submission")
    reason = wording.named("reason", case.opened.manifest.reason)
    if reason:
        case.writer.note("take in submission", wording.subject(revision), "", reason)
    records = dataset.submissions
    known = replace(dataset, submissions=replace(records, revisions=(*records.revisions, revision)))
    apply_head(
        case.workspace,
        case.writer,
        known,
        revision.unit,
        revision.period,
        {case.opened.digest: content},
        progress=case.progress,
    )


def _framework(case: Taking, content: FrameworkContent) -> None:
    write_framework(case.workspace, case.writer, definition_in(case.opened, content))
    newer = set(_periods_said_later(case))
    for window in content.windows:
        if window.period not in newer:
            save(case.writer, stored.WINDOW, window, "set reporting days")
    for reopening in content.reopenings:
        if reopening.unit == case.workspace.info.home_unit:
            _reopen(case, reopening)


def _periods_said_later(case: Taking) -> Iterator[str]:
    """Yield the periods whose days stand in a package that was sealed later and came earlier."""
    manifest = case.opened.manifest
    dataset = case.workspace.dataset()
    for package in dataset.submissions.packages:
        is_later = (package.sequence, package.digest) > (manifest.sequence, case.opened.digest)
        is_of_region = (package.kind, package.sender) == (PackageKind.FRAMEWORK, manifest.sender)
        if is_of_region and is_later and not is_from_before(dataset, package):
            content = open_package(
                package_file(case.workspace, package.digest), reader=read_package
            ).content
            if isinstance(content, FrameworkContent):
                yield from (window.period for window in content.windows)


def _reopen(case: Taking, reopening: Reopening) -> None:
    """Reopen a period until the latest of the days that any package says, whichever came first."""
    place = (reopening.unit, reopening.period)
    known = case.workspace.dataset().submissions.reopenings
    if all(reopening.until > old.until for old in known if (old.unit, old.period) == place):
        save(case.writer, stored.REOPENING, reopening, "reopen period")


def _review(case: Taking, content: ReviewContent) -> None:
    dataset = case.workspace.dataset()
    said = content.decision
    number = said.number + decisions_before(dataset, said.unit, said.period)
    decision = replace(said, package=case.opened.manifest.package, number=number)
    add_decision(case.writer, decision)
    case.writer.note("take in review", wording.subject(decision), "", wording.text(decision))
    if content.reopening is not None:
        _reopen(case, content.reopening)
    _follow_choice(case, dataset, decision)


def _follow_choice(case: Taking, dataset: Dataset, decision: Decision) -> None:
    """Take over the figures of another revision of this office, where the region chose it."""
    unit, period = decision.unit, decision.period
    records = dataset.submissions
    known = replace(dataset, submissions=replace(records, decisions=(*records.decisions, decision)))
    before, after = (
        data.submissions.submission(unit, period, has_content=True).head
        for data in (dataset, known)
    )
    if before != after:  # else a draft that goes on from it would be lost
        apply_head(case.workspace, case.writer, known, unit, period)


def _receipt(case: Taking, content: ReceiptContent) -> None:
    record = ReceiptRecord(content.digest, case.opened.digest, content.taken_by, content.taken_at)
    save(case.writer, stored.RECEIPT, record, "take in receipt")


def _trust(case: Taking, content: TrustList) -> None:
    dataset = case.workspace.dataset()
    current = dataset.submissions.trust
    found = list_after(dataset, case.opened, content, case.confirmed)
    put_trust(case.writer, found)
    before = "" if current is None else wording.text(current)
    case.writer.note("take in keys", wording.subject(found), before, wording.text(found))
