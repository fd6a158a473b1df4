"""Sending a framework version to the countries, with the days on which its periods are due."""

from __future__ import annotations

import uuid

from spa_me.domain.errors import NotFoundError
from spa_me.domain.submission import FrameworkContent, PackageKind, PackageRecord, Right
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import EVERYONE, FrameworkReference, Manifest
from spa_me.packages.sealing import seal
from spa_me.services.exchange.records import keep_sealed, next_sequence
from spa_me.services.exchange.sealing import approver, refuse_other_key
from spa_me.services.workspace import Workspace
from spa_me.storage.types import time_text
from spa_me.storage.writer import Writer


def seal_framework(
    workspace: Workspace, digest: str, signer: OfficeKey | None, *, key: str | None = None
) -> PackageRecord:
    """Seal a framework version with its reporting days and reopenings, for all countries.

    Raises:
        NotFoundError: if the workspace has no version with this digest.
    """
    definition = next((d for d in workspace.frameworks if d.digest == digest), None)
    if definition is None:
        raise NotFoundError("There is no such framework version.", do="Look again.")

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        home = dataset.info.home_unit
        if signer is not None:
            refuse_other_key(signer.public, home, writer.actor.name)
        periods = definition.period_by_code
        records = dataset.submissions
        content = FrameworkContent(
            definition.canonical,
            tuple(window for window in records.windows if window.period in periods),
            tuple(entry for entry in records.reopenings if entry.period in periods),
        )
        manifest = Manifest(
            package=str(uuid.uuid4()),
            sender=home,
            recipient=EVERYONE,
            sequence=next_sequence(dataset, EVERYONE),
            made_at=time_text(writer.at),
            framework=FrameworkReference(definition.code, definition.version, definition.digest),
            approved_by=approver(writer.actor),
            audit_head=writer.seal_before,
        )
        sealed = seal(content, manifest, keys=() if signer is None else (signer,))
        keep_sealed(writer, sealed, "" if signer is None else signer.public.fingerprint)

    workspace.change("seal framework", work, key=key, needs=Right.ADMINISTER)
    sent = [p for p in workspace.dataset().submissions.packages if p.kind is PackageKind.FRAMEWORK]
    return max(sent, key=lambda package: package.sequence)
