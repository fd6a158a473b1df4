"""Data notes: what a reader of the figures has to know."""

from __future__ import annotations

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import DataNote
from spa_me.domain.errors import NotFoundError
from spa_me.services import wording
from spa_me.services.requests import request_digest
from spa_me.services.saving import cleaned, needed, refuse, too_long
from spa_me.services.workspace import Workspace
from spa_me.storage import notes
from spa_me.storage.writer import Writer


def add_note(workspace: Workspace, note: DataNote, *, key: str | None = None) -> ChangeSet:
    """Add a note; the same one again is no change.

    Raises:
        InputError: if it is empty.
    """
    wanted = cleaned(note)

    def work(writer: Writer) -> None:
        refuse("The note", [*needed("text", wanted.text, "what there is to know")])
        refuse("The note", too_long(wanted))
        if wanted not in workspace.dataset().notes:
            notes.add_note(writer, wanted)
            writer.note("add data note", wording.subject(wanted), "", wording.text(wanted))

    return workspace.change("add data note", work, key=key, request=request_digest(wanted))


def remove_note(workspace: Workspace, note: DataNote, *, key: str | None = None) -> ChangeSet:
    """Remove a note; raises `NotFoundError` if there is none like it."""
    wanted = cleaned(note)

    def work(writer: Writer) -> None:
        if wanted not in workspace.dataset().notes:
            raise NotFoundError("There is no such note.", do="Look again; it may be gone already.")
        notes.remove_note(writer, wanted)
        writer.note("remove data note", wording.subject(wanted), wording.text(wanted), "")

    return workspace.change("remove data note", work, key=key, request=request_digest(wanted))
