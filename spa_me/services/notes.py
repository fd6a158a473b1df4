"""Data notes: what a reader of the figures has to know."""

from __future__ import annotations

from collections.abc import Iterator

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import DataNote, Dataset
from spa_me.domain.errors import Finding, NotFoundError
from spa_me.services import wording
from spa_me.services.requests import request_digest
from spa_me.services.saving import cleaned, needed, refuse, too_long
from spa_me.services.workspace import Workspace
from spa_me.storage import notes
from spa_me.storage.writer import Writer


def add_note(workspace: Workspace, note: DataNote, *, key: str | None = None) -> ChangeSet:
    """Add a note; the same one again is no change.

    Raises:
        InputError: if it is empty, or about something that the plan does not have.
    """
    wanted = cleaned(note)

    def work(writer: Writer) -> None:
        write_note(writer, workspace.dataset(), wanted)

    return workspace.change("add data note", work, key=key, request=request_digest(wanted))


def write_note(writer: Writer, dataset: Dataset, note: DataNote) -> None:
    """Check and write a note inside a command; see `add_note`."""
    refuse("The note", note_findings(dataset, note))
    if note not in notes.read_notes(writer.connection):
        notes.add_note(writer, note)
        writer.note("add data note", wording.subject(note), "", wording.text(note))


def change_note(
    workspace: Workspace, old: DataNote, new: DataNote, *, key: str | None = None
) -> ChangeSet:
    """Write a note in the place of another one; the order of the notes stays.

    Raises:
        NotFoundError: if the old one is gone.
        InputError: as `add_note`.
    """
    wanted = cleaned(new)

    def work(writer: Writer) -> None:
        refuse("The note", note_findings(workspace.dataset(), wanted))
        _refuse_missing(writer, old)
        if wanted in notes.read_notes(writer.connection):
            return
        notes.replace_note(writer, old, wanted)
        before = f"{wording.subject(old)}: {wording.text(old)}"
        writer.note("change data note", wording.subject(wanted), before, wording.text(wanted))

    return workspace.change(
        "change data note", work, key=key, request=request_digest((old, wanted))
    )


def _refuse_missing(writer: Writer, note: DataNote) -> None:
    if note not in notes.read_notes(writer.connection):
        raise NotFoundError("There is no such note.", do="Look again; it may be gone already.")


def note_findings(dataset: Dataset, note: DataNote) -> Iterator[Finding]:
    """Yield what is wrong with a note.

    It may be about the framework or any of its parts, in any version that the workspace has: what
    was said of a marker stays true after the marker was retired.
    """
    yield from needed("text", note.text, "what there is to know")
    yield from too_long(note)
    if not any(note.about in definition.notable for definition in dataset.frameworks):
        problem = f"the plan has no part “{note.about}”"
        expected = "the code of a result, marker, indicator or unit, or “framework” for the whole"
        yield Finding("about", problem, expected)
    known = dataset.periods
    if note.period and note.period not in known:
        problem = f"there is no reporting period “{note.period}”"
        yield Finding("period", problem, f"one of {', '.join(known)}, or none for all")


def remove_note(workspace: Workspace, note: DataNote, *, key: str | None = None) -> ChangeSet:
    """Remove a note; raises `NotFoundError` if there is none like it."""
    wanted = cleaned(note)

    def work(writer: Writer) -> None:
        drop_note(writer, wanted)

    return workspace.change("remove data note", work, key=key, request=request_digest(wanted))


def drop_note(writer: Writer, note: DataNote) -> None:
    """Remove a note inside a command; see `remove_note`."""
    _refuse_missing(writer, note)
    notes.remove_note(writer, note)
    writer.note("remove data note", wording.subject(note), wording.text(note), "")
