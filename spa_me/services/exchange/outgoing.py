"""Packages that leave this office: their manifest begun, sealed, and kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from spa_me.domain.dataset import Actor, Dataset
from spa_me.domain.framework import clean_text
from spa_me.domain.submission import Direction, PackageRecord
from spa_me.packages import limits
from spa_me.packages.cards import card_fields
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import Approver, Manifest
from spa_me.packages.sealing import seal
from spa_me.packages.to_rows import Content, person_name
from spa_me.services.exchange.records import keep_package
from spa_me.services.exchange.region import brings_card
from spa_me.services.workspace import Workspace
from spa_me.storage.types import time_text
from spa_me.storage.writer import Writer


def next_sequence(dataset: Dataset, recipient: str) -> int:
    """Return the number of the next package to a recipient."""
    sent = (
        package.sequence
        for package in dataset.submissions.packages
        if package.direction is Direction.OUT and package.recipient == recipient
    )
    return max(sent, default=0) + 1


def approver(actor: Actor) -> Approver:
    """Return a person as they stand in a manifest."""
    office, role = (clean_text(text)[: limits.NAME].strip() for text in (actor.office, actor.role))
    return Approver(person_name(actor.name), office, role)


def manifest_to(
    workspace: Workspace,
    writer: Writer,
    recipient: str,
    signer: OfficeKey | None,
    **fields: Any,
) -> Manifest:
    """Return what the manifest of every package of this office says.

    Args:
        workspace: of this office, which is the sender.
        writer: of the command; the person at work approves the package.
        recipient: code of the office that it is for, or `EVERYONE`.
        signer: an open key; its card goes along where the recipient may not know it yet.
        fields: what this package says beside that, or instead.
    """
    dataset = workspace.dataset()
    card: dict[str, str] = {}
    if signer is not None and brings_card(dataset, signer.public.fingerprint):
        card = card_fields(signer.public)
    manifest = Manifest(
        package=str(uuid.uuid4()),
        sender=workspace.info.home_unit,
        recipient=recipient,
        sequence=next_sequence(dataset, recipient),
        made_at=time_text(writer.at),
        approved_by=approver(writer.actor),
        card=card,
        audit_head=writer.seal_before,
    )
    return replace(manifest, **fields)


def seal_and_keep(
    writer: Writer,
    content: Content,
    manifest: Manifest,
    signer: OfficeKey | None,
    evidence: Mapping[str, bytes] | None = None,
) -> PackageRecord:
    """Seal content and keep its package, with its audit row.

    Args:
        writer: of the command.
        content: what the package says.
        manifest: as `manifest_to` began it.
        signer: an open key; None leaves the package unsigned.
        evidence: the files by their SHA-256.

    Raises:
        RefusedError: if it does not fit the format of packages.
    """
    sealed = seal(content, manifest, keys=() if signer is None else (signer,), evidence=evidence)
    signed_with = "" if signer is None else signer.public.fingerprint
    return keep_package(
        writer,
        sealed.manifest,
        sealed.digest,
        sealed.file,
        direction=Direction.OUT,
        signed_with=signed_with,
    )
