"""Taking in what arrived, after a person decided: one transaction for each package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spa_me.domain.errors import RefusedError, SavedButError, UserError, after_saving
from spa_me.domain.progress import Cancelled, Progress, silent, split
from spa_me.domain.submission import (
    Direction,
    PackageKind,
    Right,
)
from spa_me.packages.keys import OfficeKey
from spa_me.packages.opening import OpenedPackage
from spa_me.packages.trust import Judgement
from spa_me.services.exchange.arrivals import Arrival, Standing, judged
from spa_me.services.exchange.receipts import is_receipted, keep_receipt, receipt_of
from spa_me.services.exchange.recording import Taking, record_content, record_signature
from spa_me.services.exchange.records import keep_package
from spa_me.services.workspace import Workspace
from spa_me.storage.collector import collector_paused
from spa_me.storage.writer import Writer


@dataclass(frozen=True)
class TakenIn:
    """What became of an arrival.

    Attributes:
        receipt: digest of the receipt to send back; empty where there is none.
        error: why it was not taken in after all, or what went wrong once it was; else None.
    """

    arrival: Arrival
    receipt: str = ""
    error: UserError | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is in, now or before."""
        return self.error is None or isinstance(self.error, SavedButError)


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
        confirmed: fingerprints of region keys whose words a person has compared, and digests of
            lists of keys that they let take the place of the one in use.
        progress: told of each, and every few thousand values. When the work is to stop, the one
            that is being taken in is undone; what is in stays, and only that is returned.
    """
    done: list[TakenIn] = []
    ordered = sorted(arrivals, key=_order)
    stretches = split(progress, *(arrival.path.name for arrival in ordered))
    for arrival, stretch in zip(ordered, stretches, strict=True):
        try:
            stretch.step(0, 1, "")
            with collector_paused():
                done.append(_take(workspace, arrival, signer, confirmed, stretch))
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


def _right_for(kind: PackageKind | None, *, is_own: bool) -> Right:
    """Return the right that it takes to take in a package of a kind.

    A framework and a list of keys change for this office what only who administers it may change.
    """
    if kind in _FIRST:
        return Right.ADMINISTER
    is_reviewed = kind is PackageKind.SUBMISSION and not is_own
    return Right.REVIEW if is_reviewed else Right.ENTER


def _take(
    workspace: Workspace,
    arrival: Arrival,
    signer: OfficeKey | None,
    confirmed: frozenset[str],
    progress: Progress,
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
    checking, recording, sealing = split(progress, "", "record the figures", "write the audit")

    receipts: list[str] = []

    def work(writer: Writer) -> None:
        again = _judged_again(workspace, arrival.path, opened, confirmed, checking)
        if again is not None:
            standing, judgement = again
            name = arrival.path.name
            case = Taking(workspace, writer, name, opened, judgement, confirmed, recording)
            is_signed_later = standing is Standing.SIGNED_LATER
            receipts.append(_record(case, signer, is_signed_later=is_signed_later))

    needs = _right_for(arrival.kind, is_own=is_own)
    # A copy with a signature may follow one without: it is not the same command again.
    key = f"take in {opened.digest}" + (" signed" if arrival.is_signed else "")
    workspace.change(
        "take in package", work, key=key, request=opened.digest, needs=needs, progress=sealing
    )
    # It is in: from here on nothing asks whether to stop.
    with after_saving(f"{arrival.path.name} was taken in"):
        receipt = receipts[0] if receipts else receipt_of(workspace.dataset(), opened.digest)
    return TakenIn(arrival, receipt)


def _record(case: Taking, signer: OfficeKey | None, *, is_signed_later: bool) -> str:
    """Record what a package says; return the digest of the receipt, empty where there is none."""
    opened = case.opened
    if is_signed_later:
        record_signature(case)
        return receipt_of(case.workspace.dataset(), opened.digest)
    is_own = opened.manifest.sender == case.workspace.info.home_unit
    receipt = ""
    if is_receipted(opened, case.workspace.info.home_unit):
        receipt = keep_receipt(case.workspace, case.writer, opened, signer).digest
    keep_package(
        case.writer,
        opened.manifest,
        opened.digest,
        opened.file,
        # What another computer of this office sealed went out from here as well.
        direction=Direction.OUT if is_own else Direction.IN,
        signed_with=case.judgement.fingerprint if case.judgement.is_trusted else "",
        answered_by=receipt,
    )
    record_content(case)
    return receipt


def _judged_again(
    workspace: Workspace,
    path: Path,
    opened: OpenedPackage,
    confirmed: frozenset[str],
    progress: Progress,
) -> tuple[Standing, Judgement] | None:
    """Return how it stands and what its signature is worth; None if it has come in since then.

    Raises:
        UserError: if by what is known now it cannot be taken in any more.
    """
    again = judged(workspace, path, opened, confirmed, previews=False, progress=progress)
    if again.standing is Standing.KNOWN:
        return None
    if again.judgement is None or not again.may_be_taken:
        raise again.refusal or RefusedError("It cannot be taken in any more.")
    return again.standing, again.judgement
