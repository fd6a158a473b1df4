"""Receipts: what an office returns for a submission that it took in."""

from __future__ import annotations

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import PackageRecord, ReceiptContent
from spa_me.packages.keys import OfficeKey
from spa_me.packages.opening import OpenedPackage
from spa_me.services.exchange.outgoing import manifest_to, seal_and_keep
from spa_me.services.workspace import Workspace
from spa_me.storage.writer import Writer


def keep_receipt(
    workspace: Workspace, writer: Writer, opened: OpenedPackage, signer: OfficeKey | None
) -> PackageRecord:
    """Seal and keep the receipt for a package that is being taken in."""
    manifest = opened.manifest
    content = ReceiptContent(manifest.package, opened.digest, str(writer.actor), writer.at)
    said = manifest_to(
        workspace, writer, manifest.sender, unit=manifest.unit, period=manifest.period
    )
    return seal_and_keep(writer, content, said, signer)


def receipt_of(dataset: Dataset, digest: str) -> str:
    """Return the digest of the receipt for a package that was taken in; empty if there is none."""
    package = dataset.submissions.package(digest)
    return "" if package is None else package.answered_by
