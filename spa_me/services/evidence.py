"""Evidence: files and references of a unit that support what it reports for a period."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from pathlib import Path

from spa_me.atomic import write_whole
from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, RefusedError, UserError
from spa_me.domain.submission import (
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    MOST_FILES,
    Evidence,
    is_program,
    room_of,
    safe_file_name,
)
from spa_me.services.content_checks import evidence_findings, has_question
from spa_me.services.requests import request_digest
from spa_me.services.saving import cleaned, drop, refuse, save
from spa_me.services.submissions.standing import refuse_locked, today_of
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.files import drop_unused_file, put_file, read_file
from spa_me.storage.writer import Writer

_KEPT = "Nothing was added."
_SMALLER = (
    "Scan at 150 dots per inch and in grey, keep only the pages that matter, or record where the "
    "document lies as a reference."
)
_GONE = "There is no such evidence."


def add_file(  # noqa: PLR0913 (what evidence is made of)
    workspace: Workspace,
    unit: str,
    period: str,
    about: str,
    path: Path,
    title: str = "",
    *,
    key: str | None = None,
) -> ChangeSet:
    """Take a copy of a file into the workspace as evidence.

    Args:
        workspace: an open one.
        unit: code of the reporting unit.
        period: code of the period.
        about: code of the indicator or marker that it supports.
        path: the file; it is left where it is.
        title: what it is, in words; by default the name of the file.
        key: makes it idempotent.

    Raises:
        NotFoundError: if there is no such file, unit, period, indicator or marker.
        RefusedError: if it is a program, too large, empty or there already, or the figures are
            locked.
    """
    content = _read(path)
    name = safe_file_name(path.name)
    if is_program(name, content):
        raise RefusedError(
            f"{name} is a program, a script or a shortcut, and not evidence.",
            kept=_KEPT,
            do="Add a document or a picture; a program could harm the office that gets it.",
        )
    record = Evidence(
        "",
        unit,
        period,
        about,
        title or name,
        file=hashlib.sha256(content).hexdigest(),
        file_name=name,
        size=len(content),
    )
    return _add(workspace, record, content, key)


def add_reference(  # noqa: PLR0913 (what evidence is made of)
    workspace: Workspace,
    unit: str,
    period: str,
    about: str,
    title: str,
    reference: str,
    *,
    key: str | None = None,
) -> ChangeSet:
    """Record where a document can be found: its number, its archive, its address.

    Raises:
        NotFoundError: if there is no such unit, period, indicator or marker.
        InputError: without a title or a reference.
        RefusedError: while the figures are locked.
    """
    return _add(workspace, Evidence("", unit, period, about, title, reference), b"", key)


def restore(
    workspace: Workspace, evidence: Evidence, content: bytes = b"", *, key: str | None = None
) -> ChangeSet:
    """Add evidence again that was removed, with its id and, of a file, its content."""
    return _add(workspace, evidence, content, key)


def _add(workspace: Workspace, wanted: Evidence, content: bytes, key: str | None) -> ChangeSet:
    asked = cleaned(replace(wanted, person="", at=None))

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        _refuse_unknown(dataset, asked)
        _refuse_locked(dataset, writer, asked)
        refuse("The evidence", evidence_findings(dataset.framework_for(asked.period), asked))
        _refuse_again(dataset, asked)
        _refuse_crowded(dataset, asked)
        identity = asked.id or str(uuid.uuid4())
        record = replace(asked, id=identity, person=writer.actor.name, at=writer.at)
        if asked.is_file:
            record = replace(record, file=put_file(writer, content), size=len(content))
        save(writer, stored.EVIDENCE, record, "add evidence")

    return workspace.change("add evidence", work, key=key, request=request_digest(asked))


def change(
    workspace: Workspace,
    identity: str,
    title: str,
    reference: str = "",
    *,
    key: str | None = None,
) -> ChangeSet:
    """Change what evidence is called and, of a reference, where it is found.

    Raises:
        NotFoundError: if there is none with this id.
        InputError: without a title, or of a reference without a place.
        RefusedError: while the figures are locked.
    """

    def work(writer: Writer) -> None:
        old = _found(writer, identity)
        _refuse_locked(workspace.dataset(), writer, old)
        wanted = cleaned(replace(old, title=title, reference="" if old.is_file else reference))
        definition = workspace.dataset().framework_for(wanted.period)
        refuse("The evidence", evidence_findings(definition, wanted))
        record = replace(wanted, person=writer.actor.name, at=writer.at)
        save(writer, stored.EVIDENCE, record, "change evidence")

    request = request_digest((identity, title, reference))
    return workspace.change("change evidence", work, key=key, request=request)


def remove(workspace: Workspace, identity: str, *, key: str | None = None) -> ChangeSet:
    """Remove evidence; a file that nothing refers to any more goes with it.

    Raises:
        NotFoundError: if there is none with this id.
        RefusedError: while the figures are locked.
    """

    def work(writer: Writer) -> None:
        old = _found(writer, identity)
        _refuse_locked(workspace.dataset(), writer, old)
        drop(writer, stored.EVIDENCE, {"id": identity}, "remove evidence", _GONE)
        if old.is_file:
            drop_unused_file(writer, old.file)

    return workspace.change("remove evidence", work, key=key, request=request_digest(identity))


def content_of(workspace: Workspace, evidence: Evidence) -> bytes:
    """Return the content of an evidence file, checked against its SHA-256.

    Raises:
        NotFoundError: if it is a reference, or its file is gone.
        UserError: if the content is not what was saved.
    """
    with workspace.store.reading() as connection:
        content = read_file(connection, evidence.file)
    if content is None:
        message = f"{evidence.title} has no file in this workspace."
        raise NotFoundError(message, do="Look again; it may have been removed.")
    if hashlib.sha256(content).hexdigest() != evidence.file:
        raise UserError(
            f"The content of {evidence.file_name} is not what was saved.",
            do="Close the workspace and open a backup.",
        )
    return content


def save_copy(workspace: Workspace, evidence: Evidence, path: Path) -> Path:
    """Write the content of an evidence file to a file and return its path.

    Raises:
        NotFoundError: if it is a reference, or its file is gone.
        UserError: if the file cannot be written.
    """
    content = content_of(workspace, evidence)
    write_whole(path, content)
    return path


def _read(path: Path) -> bytes:
    """Return the content of a file that somebody chose, unless it is too large."""
    if not path.is_file():
        message = f"There is no file {path.name}."
        raise NotFoundError(message, do="Choose a file; a folder cannot be evidence.")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"{path.name} cannot be read ({error.strerror})."
        raise UserError(message, kept=_KEPT, do="Close the program that holds it.") from error
    if len(content) > MOST_BYTES:
        message = f"{path.name} is larger than {MOST_BYTES // 1024**2} MB."
        raise RefusedError(message, kept=_KEPT, do=_SMALLER)
    if not content:
        raise RefusedError(f"{path.name} is empty.", kept=_KEPT, do="Choose another file.")
    return content


def _found(writer: Writer, identity: str) -> Evidence:
    old = writer.find(stored.EVIDENCE, {"id": identity})
    if old is None:
        raise NotFoundError(_GONE, do="Look again; it may have been removed already.")
    return old


def _refuse_locked(dataset: Dataset, writer: Writer, evidence: Evidence) -> None:
    refuse_locked(dataset, [(evidence.unit, evidence.period)], today_of(writer.at))


def _refuse_unknown(dataset: Dataset, evidence: Evidence) -> None:
    definition = dataset.framework_for(evidence.period)
    if evidence.unit not in definition.unit_by_code:
        message = f"{definition.title} has no reporting unit “{evidence.unit}”."
        raise NotFoundError(message, do=f"Known units: {', '.join(definition.unit_by_code)}.")
    if not has_question(definition, evidence.about):
        message = f"{definition.title} has no indicator or progress marker “{evidence.about}”."
        raise NotFoundError(message, do="Choose the question that it supports.")


def _refuse_again(dataset: Dataset, evidence: Evidence) -> None:
    for known in dataset.submissions.evidence_of(evidence.unit, evidence.period):
        if evidence.is_file and (known.about, known.file) == (evidence.about, evidence.file):
            raise RefusedError(
                f"{evidence.file_name} is the same file as {known.title}, which is there already.",
                kept=_KEPT,
                do="Choose another file.",
            )


def _refuse_crowded(dataset: Dataset, evidence: Evidence) -> None:
    known = dataset.submissions.evidence_of(evidence.unit, evidence.period)
    room = room_of((*known, evidence))
    where = f"of {evidence.unit} for {evidence.period}"
    if room.files > MOST_FILES:
        raise RefusedError(
            f"The evidence {where} has {MOST_FILES} files already, and more do not fit in a "
            "package.",
            kept=_KEPT,
            do="Put several pages into one file, or record a reference.",
        )
    if room.bytes > MOST_BYTES_TOGETHER:
        raise RefusedError(
            f"With it the evidence {where} would take {room.bytes / 1e6:.1f} MB; at most "
            f"{MOST_BYTES_TOGETHER // 10**6} MB fit in a package.",
            kept=_KEPT,
            do=_SMALLER,
        )
