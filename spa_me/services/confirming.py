"""Saying that something which a check found doubtful is right, with the reason."""

from __future__ import annotations

from dataclasses import replace

from spa_me.domain.changes import ChangeSet
from spa_me.domain.fields.records import wrong_fields
from spa_me.domain.submission import Confirmation
from spa_me.services import wording
from spa_me.services.requests import request_digest
from spa_me.services.saving import cleaned, drop, refuse, save
from spa_me.services.submissions.standing import refuse_locked, today_of
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.writer import Writer


def confirm(
    workspace: Workspace, confirmation: Confirmation, *, key: str | None = None
) -> ChangeSet:
    """Record that what a check found is right; what was confirmed of it before is replaced.

    Raises:
        InputError: without a reason.
        RefusedError: if the submission that it belongs to is locked.
    """
    asked = cleaned(replace(confirmation, person="", at=None))

    def work(writer: Writer) -> None:
        _refuse_locked(workspace, writer, asked)
        refuse("The confirmation", wrong_fields(asked))
        record = replace(asked, person=writer.actor.name, at=writer.at)
        save(writer, stored.CONFIRMATION, record, "confirm")

    return workspace.change("confirm", work, key=key, request=request_digest(asked))


def take_back_confirmation(
    workspace: Workspace, confirmation: Confirmation, *, key: str | None = None
) -> ChangeSet:
    """Let a finding be asked about again.

    Raises:
        NotFoundError: if it was not confirmed.
        RefusedError: if the submission that it belongs to is locked.
    """
    wanted = stored.CONFIRMATION.key_of(confirmation)

    def work(writer: Writer) -> None:
        _refuse_locked(workspace, writer, confirmation)
        missing = f"There is no {wording.subject(confirmation)}."
        drop(writer, stored.CONFIRMATION, wanted, "take back confirmation", missing)

    request = request_digest(wanted)
    return workspace.change("take back confirmation", work, key=key, request=request)


def _refuse_locked(workspace: Workspace, writer: Writer, confirmation: Confirmation) -> None:
    place = (confirmation.unit, confirmation.period)
    refuse_locked(workspace.dataset(), [place], today_of(writer.at))
