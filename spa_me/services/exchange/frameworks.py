"""Sending a framework version to the countries, with the days on which its periods are due."""

from __future__ import annotations

from spa_me.domain.errors import NotFoundError, after_saving
from spa_me.domain.submission import FrameworkContent, PackageKind, PackageRecord, Right
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import EVERYONE, FrameworkReference
from spa_me.services.exchange.outgoing import manifest_to, seal_and_keep
from spa_me.services.exchange.sealing import refuse_other_key
from spa_me.services.workspace import Workspace
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
        if signer is not None:
            refuse_other_key(dataset, signer.public, writer.actor.name)
        periods = definition.period_by_code
        records = dataset.submissions
        content = FrameworkContent(
            definition.canonical,
            tuple(window for window in records.windows if window.period in periods),
            tuple(entry for entry in records.reopenings if entry.period in periods),
        )
        asked = FrameworkReference(definition.code, definition.version, definition.digest)
        manifest = manifest_to(workspace, writer, EVERYONE, signer, framework=asked)
        seal_and_keep(writer, content, manifest, signer)

    workspace.change("seal framework", work, key=key, needs=Right.ADMINISTER)
    with after_saving("The framework was sealed"):
        records = workspace.dataset().submissions
    sent = [p for p in records.packages if p.kind is PackageKind.FRAMEWORK]
    return max(sent, key=lambda package: package.sequence)
