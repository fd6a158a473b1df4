"""Approve and seal, from the summary to the file: each part beside the window."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spa_me.atomic import make_folder
from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import UserError
from spa_me.paths import documents_folder
from ui.context import Context
from ui.files import unused

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey
    from spa_me.services.exchange.keyring import StoredKey
    from spa_me.services.exchange.summary import SealingSummary
    from spa_me.services.workspace import Workspace
    from ui.dialogs.seal import SealDialog, SealRequest
    from ui.dialogs.sealed_file import SealedFile


@dataclass(frozen=True)
class _Asked:
    summary: SealingSummary
    keys: tuple[StoredKey, ...]


class Sealing(QObject):
    """Asks the approver, seals, and shows the file."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def seal(self, unit: str, period: str) -> None:
        """Show what would be sealed, and seal it if that is approved."""
        workspace, keys = self._context.open_workspace, self._context.keys

        def look() -> _Asked:
            from spa_me.services.exchange.summary import sealing_summary

            return _Asked(sealing_summary(workspace, unit, period), keys.stored(unit))

        self._context.runner.read(lambda _: look(), self._ask, owner=self)

    def _ask(self, asked: _Asked) -> None:
        from ui.dialogs.seal import SealDialog

        dialog = SealDialog(self._context, asked.summary, asked.keys, self._page.window())
        command = str(uuid.uuid4())  # one key a dialog: a second press seals nothing anew

        def wanted(request: SealRequest) -> None:
            if request.approval.makes_key:
                self._make_key(dialog, asked.summary, request, command)
            else:
                self._seal(dialog, asked.summary, request, command)

        dialog.wanted.connect(wanted)
        dialog.open()

    def _make_key(
        self, dialog: SealDialog, summary: SealingSummary, request: SealRequest, command: str
    ) -> None:
        """Make the approver's key, then seal with it; it is kept if the sealing fails after all."""
        approval, ring = request.approval, self._context.keys.ring
        today = datetime.now().astimezone().date()

        def work() -> StoredKey:
            person, role = approval.person, approval.role
            return ring.create(summary.unit, person, approval.passphrase, role=role, made_on=today)

        def made(key: StoredKey) -> None:
            self._context.keys.changed.emit()
            dialog.approver.show_keys((*dialog.approver.keys, key), key, approval.passphrase)
            now = replace(request, approval=replace(approval, key=key))
            self._seal(dialog, summary, now, command)

        self._context.runner.read(lambda _: work(), made, owner=dialog, failed=dialog.show_failure)

    def _seal(
        self, dialog: SealDialog, summary: SealingSummary, request: SealRequest, command: str
    ) -> None:
        workspace = self._context.open_workspace
        office = self._context.settings.person[1]

        def work() -> SealedFile:
            actor = Actor(request.approval.person, office, request.approval.role)
            digest = _sealed_by(workspace, actor, summary, request, command)
            return _written(workspace, digest, summary.recipient_name, request.encrypt_to)

        def done(sealed: SealedFile) -> None:
            dialog.accept()
            units, periods = frozenset({summary.unit}), frozenset({summary.period})
            self._context.hub.tell(ChangeSet(frozenset({Topic.SUBMISSIONS}), units, periods))
            self._show_file(sealed)

        self._context.runner.write(lambda _: work(), done, owner=dialog, failed=dialog.show_failure)

    def show_file(self, unit: str, period: str) -> None:
        """Show the sealed file again, to be saved once more."""
        workspace = self._context.open_workspace

        def look() -> SealedFile:
            from spa_me.services.exchange.sealing import sealed_submission
            from spa_me.services.exchange.summary import trusted_keys

            package = sealed_submission(workspace, unit, period).package
            dataset = workspace.dataset()
            recipient = dataset.framework_for(period).unit_by_code[package.recipient]
            keys = trusted_keys(dataset, package.recipient)
            return _described(workspace, package.digest, str(recipient.name), keys, None)

        self._context.runner.read(lambda _: look(), self._show_file, owner=self)

    def _show_file(self, sealed: SealedFile) -> None:
        from ui.dialogs.sealed_file import SealedFileDialog

        SealedFileDialog(self._context, sealed, self._page.window()).open()


def _sealed_by(
    workspace: Workspace,
    actor: Actor,
    summary: SealingSummary,
    request: SealRequest,
    command: str,
) -> str:
    """Seal as the approver, who takes the place of the person at work for this one step."""
    from spa_me.services.exchange.keyring import KeyRing
    from spa_me.services.exchange.sealing import seal_submission

    approval = request.approval
    key, signer = approval.key, None
    if key is not None:
        signer = KeyRing(key.path.parent).unlock(key, approval.passphrase)
    at_work = workspace.actor
    workspace.actor = actor
    try:
        sealed = seal_submission(
            workspace, summary.unit, summary.period, signer, message=request.message, key=command
        )
    finally:
        workspace.actor = at_work
    return sealed.package.digest


def _written(
    workspace: Workspace, digest: str, recipient: str, keys: tuple[PublicKey, ...]
) -> SealedFile:
    """Write the sealed file where people look for their own."""
    from spa_me.services.exchange.sealing import package_name, save_package

    name = Path(package_name(workspace, digest))
    folder = documents_folder()
    try:
        make_folder(folder)
        path = save_package(workspace, digest, unused(folder, name.stem, name.suffix), keys)
    except (UserError, OSError) as error:  # it is sealed all the same, and can be saved elsewhere
        described = _described(workspace, digest, recipient, keys, None)
        return replace(described, problem=str(error))
    return _described(workspace, digest, recipient, keys, path)


def _described(
    workspace: Workspace,
    digest: str,
    recipient: str,
    keys: tuple[PublicKey, ...],
    path: Path | None,
) -> SealedFile:
    from spa_me.services.exchange.letters import mail_text
    from spa_me.services.exchange.sealing import package_name
    from ui.dialogs.sealed_file import SealedFile

    records = workspace.dataset().submissions
    revision = next(r for r in records.revisions if r.digest == digest)
    name = package_name(workspace, digest)
    mail = mail_text(workspace, digest, name if path is None else path.name)
    return SealedFile(
        digest,
        name,
        path,
        revision.number,
        revision.is_signed,
        recipient,
        mail,
        keys,
        _words_to_compare(workspace, digest),
    )


def _words_to_compare(workspace: Workspace, digest: str) -> tuple[str, ...]:
    """Return the eight words of the key that sealed a package, where the region is to ask."""
    from spa_me.packages.fingerprints import words_of
    from spa_me.services.exchange.region import is_new_to_region

    dataset = workspace.dataset()
    package = dataset.submissions.package(digest)
    if package is None or not is_new_to_region(dataset, package.signed_with):
        return ()
    return words_of(package.signed_with)
