"""Receipts: what an office returns for a submission that it took in."""

from __future__ import annotations

import uuid

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import PackageRecord, ReceiptContent
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import Manifest
from spa_me.packages.opening import OpenedPackage
from spa_me.packages.sealing import seal
from spa_me.services.exchange.records import keep_sealed, next_sequence
from spa_me.services.exchange.sealing import approver
from spa_me.services.workspace import Workspace
from spa_me.storage.types import time_text
from spa_me.storage.writer import Writer


def keep_receipt(
    workspace: Workspace, writer: Writer, opened: OpenedPackage, signer: OfficeKey | None
) -> PackageRecord:
    """Seal and keep the receipt for a package that is being taken in."""
    manifest = opened.manifest
    content = ReceiptContent(manifest.package, opened.digest, str(writer.actor), writer.at)
    said = Manifest(
        package=str(uuid.uuid4()),
        sender=workspace.info.home_unit,
        recipient=manifest.sender,
        sequence=next_sequence(workspace.dataset(), manifest.sender),
        made_at=time_text(writer.at),
        unit=manifest.unit,
        period=manifest.period,
        approved_by=approver(writer.actor),
        audit_head=writer.seal_before,
    )
    sealed = seal(content, said, keys=() if signer is None else (signer,))
    return keep_sealed(writer, sealed, "" if signer is None else signer.public.fingerprint)


def receipt_of(dataset: Dataset, digest: str) -> str:
    """Return the digest of the receipt for a package that was taken in; empty if there is none."""
    package = dataset.submissions.package(digest)
    return "" if package is None else package.answered_by
