"""Receipts: what an office returns for a submission or a review that it took in.

A submission is answered by one as it is taken in. For a review a person of the country asks for it:
an answer to the review tells the region as much, and a receipt that nobody sends would be a gap in
the numbers of that office.
"""

from __future__ import annotations

from dataclasses import replace

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, RefusedError, after_saving
from spa_me.domain.submission import (
    Direction,
    PackageRecord,
    ReceiptContent,
    Right,
    SubmissionContent,
)
from spa_me.packages.keys import OfficeKey
from spa_me.packages.opening import OpenedPackage
from spa_me.services.exchange.arrivals import Arrival
from spa_me.services.exchange.outgoing import manifest_to, seal_and_keep
from spa_me.services.exchange.records import RECEIPTED, kept_package
from spa_me.services.exchange.region import has_trusted_key
from spa_me.services.exchange.sealing import refuse_other_key
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.writer import Writer


def is_receipted(opened: OpenedPackage, home: str) -> bool:
    """Return whether a package is answered by a receipt as an office takes it in."""
    return isinstance(opened.content, SubmissionContent) and opened.manifest.sender != home


def gets_receipt(arrival: Arrival, home: str) -> bool:
    """Return whether a receipt is made, and signed, when an office takes an arrival in now."""
    opened = arrival.opened
    return opened is not None and arrival.may_be_taken and is_receipted(opened, home)


def keep_receipt(
    workspace: Workspace, writer: Writer, opened: OpenedPackage, signer: OfficeKey | None
) -> PackageRecord:
    """Seal and keep the receipt for a package that is being taken in."""
    manifest = opened.manifest
    content = ReceiptContent(manifest.package, opened.digest, str(writer.actor), writer.at)
    said = manifest_to(
        workspace, writer, manifest.sender, signer, unit=manifest.unit, period=manifest.period
    )
    return seal_and_keep(writer, content, said, signer)


def receipt_of(dataset: Dataset, digest: str) -> str:
    """Return the digest of the receipt for a package that was taken in; empty if there is none."""
    package = dataset.submissions.package(digest)
    return "" if package is None else package.answered_by


def may_have_receipt(package: PackageRecord) -> bool:
    """Return whether it came from another office that a receipt tells something."""
    return package.direction is Direction.IN and package.kind in RECEIPTED


def make_receipt(workspace: Workspace, digest: str, signer: OfficeKey | None) -> str:
    """Seal and keep the receipt for a package that was taken in, once; return its digest.

    Args:
        workspace: of the office that took it in.
        digest: of the submission or review.
        signer: an open key; None leaves the receipt unsigned.

    Raises:
        NotFoundError: if this workspace does not keep that package.
        RefusedError: if it is none that has a receipt, or was sealed by this office; without a
            signature if the region trusts a key of this office, and so would refuse it for good.
    """
    known = workspace.dataset().submissions.package(digest)
    if known is None:
        raise NotFoundError("This workspace does not keep that package.", do="Look again.")
    if not may_have_receipt(known):
        raise RefusedError(
            "There is no receipt for that package.",
            kept="Nothing was sealed.",
            do="Receipts are made for submissions and reviews of other offices.",
        )
    if known.answered_by:
        return known.answered_by
    if signer is None and has_trusted_key(workspace.dataset(), workspace.info.home_unit):
        raise RefusedError(
            "A key of this office is trusted, so a receipt without a signature would be refused.",
            kept="Nothing was sealed.",
            do="Sign it with that key.",
        )
    opened = kept_package(workspace, digest)

    def work(writer: Writer) -> None:
        if signer is not None:
            refuse_other_key(workspace.dataset(), signer.public, writer.actor.name)
        receipt = keep_receipt(workspace, writer, opened, signer)
        answered = replace(known, answered_by=receipt.digest)
        save(writer, stored.PACKAGE, answered, "make receipt")

    workspace.change(
        "make receipt", work, key=f"receipt {digest}", request=digest, needs=Right.ENTER
    )
    with after_saving("The receipt was made"):
        return receipt_of(workspace.dataset(), digest)
