"""Taking in what arrived, after a person decided: one transaction for each package."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import RefusedError, UserError
from spa_me.domain.framework import read_definition
from spa_me.domain.progress import Cancelled, Progress, silent
from spa_me.domain.submission import (
    Decision,
    FrameworkContent,
    PackageKind,
    ReceiptContent,
    ReceiptRecord,
    Reopening,
    ReviewContent,
    Right,
    SubmissionContent,
    TrustList,
)
from spa_me.packages.keys import OfficeKey
from spa_me.packages.opening import OpenedPackage, open_package
from spa_me.packages.reading import read_package
from spa_me.packages.trust import next_list
from spa_me.services import wording
from spa_me.services.exchange.applying import apply_head
from spa_me.services.exchange.arrivals import Arrival, Standing, judged, revision_of
from spa_me.services.exchange.receipts import keep_receipt, receipt_of
from spa_me.services.exchange.records import keep_taken, package_file
from spa_me.services.exchange.trust import list_digest
from spa_me.services.frameworks import check_can_install
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.collector import collector_paused
from spa_me.storage.files import put_file
from spa_me.storage.frameworks import add_framework
from spa_me.storage.submissions import add_decision, put_trust
from spa_me.storage.writer import Writer


@dataclass(frozen=True)
class TakenIn:
    """What became of an arrival.

    Attributes:
        receipt: digest of the receipt to send back; empty where there is none.
        error: why it was not taken in after all; None if it was.
    """

    arrival: Arrival
    receipt: str = ""
    error: UserError | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is in, now or before."""
        return self.error is None


def take_in(
    workspace: Workspace,
    arrivals: Sequence[Arrival],
    signer: OfficeKey | None = None,
    *,
    confirmed: frozenset[str] = frozenset(),
    progress: Progress = silent,
) -> tuple[TakenIn, ...]:
    """Take in what a person decided to; each in a transaction of its own, and exactly once.

    Args:
        workspace: of the office that they are for.
        arrivals: as `look` gave them.
        signer: an open key, to sign the receipts; None leaves them unsigned.
        confirmed: fingerprints of region keys whose words a person has compared.
        progress: told before each; a cancelled run keeps what is in, and returns only that.
    """
    done: list[TakenIn] = []
    ordered = sorted(arrivals, key=_order)
    for place, arrival in enumerate(ordered):
        try:
            progress.step(place, len(ordered), arrival.path.name)
            with collector_paused():
                done.append(_take(workspace, arrival, signer, confirmed))
        except Cancelled:
            break
        except UserError as error:
            done.append(TakenIn(arrival, error=error))
    return tuple(done)


def _order(arrival: Arrival) -> tuple[int, int, int]:
    """Return what goes first of one drop, whatever order the files are in.

    A list of keys may make the rest good; a revision, or a list, may follow another of the drop.
    """
    if arrival.opened is None or arrival.kind is None:
        return len(_FIRST), 0, 0
    manifest = arrival.opened.manifest
    rank = _FIRST.index(arrival.kind) if arrival.kind in _FIRST else len(_FIRST)
    return rank, manifest.revision, manifest.sequence


_FIRST = (PackageKind.TRUST, PackageKind.FRAMEWORK)


def _take(
    workspace: Workspace, arrival: Arrival, signer: OfficeKey | None, confirmed: frozenset[str]
) -> TakenIn:
    opened = arrival.opened
    if arrival.standing is Standing.KNOWN and opened is not None:
        return TakenIn(arrival, receipt_of(workspace.dataset(), opened.digest))
    if opened is None or not arrival.may_be_taken:
        raise arrival.refusal or RefusedError(
            f"{arrival.path.name} cannot be taken in. {arrival.why or ''}".strip(),
            kept="Nothing of it was taken in.",
        )

    is_own = opened.manifest.sender == workspace.info.home_unit

    def work(writer: Writer) -> None:
        # What is known may have changed since the person looked.
        again = judged(workspace, arrival.path, opened, confirmed, previews=False)
        if again.standing is Standing.KNOWN:
            return
        if again.opened is None or again.judgement is None or not again.may_be_taken:
            raise again.refusal or RefusedError("It cannot be taken in any more.")
        signed_with = again.judgement.fingerprint if again.judgement.is_trusted else ""
        receipt = ""
        if isinstance(opened.content, SubmissionContent) and not is_own:
            receipt = keep_receipt(workspace, writer, opened, signer).digest
        keep_taken(writer, opened, workspace.info.home_unit, signed_with, receipt)
        _BY_KIND[type(opened.content)](workspace, writer, again, opened, confirmed)

    is_reviewed = isinstance(opened.content, SubmissionContent) and not is_own
    needs = Right.REVIEW if is_reviewed else Right.ENTER
    key = f"take in {opened.digest}"
    workspace.change("take in package", work, key=key, request=opened.digest, needs=needs)
    return TakenIn(arrival, receipt_of(workspace.dataset(), opened.digest))


_Taking = Callable[[Workspace, Writer, Arrival, OpenedPackage, frozenset[str]], None]


def _submission(
    workspace: Workspace,
    writer: Writer,
    arrival: Arrival,
    opened: OpenedPackage,
    _: frozenset[str],
) -> None:
    content = opened.content
    if not isinstance(content, SubmissionContent) or arrival.judgement is None:
        return
    dataset = workspace.dataset()
    for name in sorted(opened.evidence):
        put_file(writer, opened.evidence[name])
    revision = revision_of(opened, arrival.judgement)
    save(writer, stored.REVISION, revision, "take in submission")
    records = dataset.submissions
    known = replace(dataset, submissions=replace(records, revisions=(*records.revisions, revision)))
    apply_head(workspace, writer, known, revision.unit, revision.period, {opened.digest: content})


def _framework(
    workspace: Workspace,
    writer: Writer,
    arrival: Arrival,
    opened: OpenedPackage,
    _: frozenset[str],
) -> None:
    content = opened.content
    if not isinstance(content, FrameworkContent):
        return
    definition = read_definition(json.loads(content.definition), arrival.path.name)
    if not check_can_install(workspace, definition):
        add_framework(writer, definition)
        subject, text = wording.subject(definition), wording.text(definition)
        writer.note("install framework", subject, "", text)
    newer = set(_periods_said_later(workspace, opened))
    for window in content.windows:
        if window.period not in newer:
            save(writer, stored.WINDOW, window, "set reporting days")
    for reopening in content.reopenings:
        if reopening.unit == workspace.info.home_unit:
            _reopen(workspace, writer, reopening)


def _periods_said_later(workspace: Workspace, opened: OpenedPackage) -> Iterator[str]:
    """Yield the periods whose days stand in a package that was sealed later and came earlier."""
    manifest = opened.manifest
    for package in workspace.dataset().submissions.packages:
        is_later = (package.sequence, package.digest) > (manifest.sequence, opened.digest)
        if (package.kind, package.sender) == (PackageKind.FRAMEWORK, manifest.sender) and is_later:
            content = open_package(
                package_file(workspace, package.digest), reader=read_package
            ).content
            if isinstance(content, FrameworkContent):
                yield from (window.period for window in content.windows)


def _reopen(workspace: Workspace, writer: Writer, reopening: Reopening) -> None:
    """Reopen a period until the latest of the days that any package says, whichever came first."""
    place = (reopening.unit, reopening.period)
    known = workspace.dataset().submissions.reopenings
    if all(reopening.until > old.until for old in known if (old.unit, old.period) == place):
        save(writer, stored.REOPENING, reopening, "reopen period")


def _review(
    workspace: Workspace,
    writer: Writer,
    _: Arrival,
    opened: OpenedPackage,
    __: frozenset[str],
) -> None:
    content = opened.content
    if not isinstance(content, ReviewContent):
        return
    dataset = workspace.dataset()
    decision = replace(content.decision, package=opened.manifest.package)
    _refuse_other_decision(dataset, decision)
    add_decision(writer, decision)
    writer.note("take in review", wording.subject(decision), "", wording.text(decision))
    if content.reopening is not None:
        _reopen(workspace, writer, content.reopening)
    _follow_choice(workspace, writer, dataset, decision)


def _follow_choice(
    workspace: Workspace, writer: Writer, dataset: Dataset, decision: Decision
) -> None:
    """Take over the figures of another revision of this office, where the region chose it."""
    unit, period = decision.unit, decision.period
    records = dataset.submissions
    known = replace(dataset, submissions=replace(records, decisions=(*records.decisions, decision)))
    before, after = (
        data.submissions.submission(unit, period, has_content=True).head
        for data in (dataset, known)
    )
    if before != after:  # else a draft that goes on from it would be lost
        apply_head(workspace, writer, known, unit, period)


def _refuse_other_decision(dataset: Dataset, decision: Decision) -> None:
    place = (decision.unit, decision.period, decision.number)
    if any((d.unit, d.period, d.number) == place for d in dataset.submissions.decisions):
        raise RefusedError(
            f"Another decision of the region has the number {decision.number}.",
            kept="Nothing of it was taken in.",
            do="Ask the regional secretariat which of the two stands.",
        )


def _receipt(
    workspace: Workspace,
    writer: Writer,
    _: Arrival,
    opened: OpenedPackage,
    __: frozenset[str],
) -> None:
    content = opened.content
    if not isinstance(content, ReceiptContent):
        return
    known = workspace.dataset().submissions.package(content.digest)
    if known is None or known.id != content.package:
        raise RefusedError(
            "The receipt is for a package that this workspace did not seal.",
            kept="Nothing of it was taken in.",
            do="Take it in where the package was sealed.",
        )
    record = ReceiptRecord(content.digest, opened.digest, content.taken_by, content.taken_at)
    save(writer, stored.RECEIPT, record, "take in receipt")


def _trust(
    workspace: Workspace,
    writer: Writer,
    _: Arrival,
    opened: OpenedPackage,
    confirmed: frozenset[str],
) -> None:
    content = opened.content
    if not isinstance(content, TrustList):
        return
    dataset = workspace.dataset()
    current = dataset.submissions.trust
    found = next_list(
        content,
        opened.envelope,
        current=current,
        current_digest=list_digest(dataset),
        confirmed=confirmed,
    )
    put_trust(writer, found)
    before = "" if current is None else wording.text(current)
    writer.note("take in keys", wording.subject(found), before, wording.text(found))


_BY_KIND: dict[type[object], _Taking] = {
    SubmissionContent: _submission,
    FrameworkContent: _framework,
    ReviewContent: _review,
    ReceiptContent: _receipt,
    TrustList: _trust,
}
