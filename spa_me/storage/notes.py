"""Data notes, kept in the order in which they were written."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from spa_me.domain.dataset import DataNote
from spa_me.storage.parts import Part
from spa_me.storage.tables import DataNoteRow, table_of
from spa_me.storage.writer import Writer

_NOTES = table_of(DataNoteRow)
_PART = Part("notes")


def read_notes(connection: Connection) -> tuple[DataNote, ...]:
    """Return every note, the oldest first."""
    query = select(_NOTES).order_by(_NOTES.c.number)
    return tuple(
        DataNote(row.about, row.text, row.source, row.period) for row in connection.execute(query)
    )


def add_note(writer: Writer, note: DataNote) -> None:
    """Add a note after the others."""
    writer.touch(_PART)
    last = writer.connection.execute(select(func.max(_NOTES.c.number))).scalar_one() or 0
    writer.connection.execute(insert(_NOTES), {"number": last + 1, **asdict(note)})


def replace_note(writer: Writer, old: DataNote, new: DataNote) -> None:
    """Write a note in the place of another one."""
    writer.touch(_PART)
    writer.connection.execute(update(_NOTES).where(*_is(old)).values(asdict(new)))


def remove_note(writer: Writer, note: DataNote) -> None:
    """Remove a note."""
    writer.touch(_PART)
    writer.connection.execute(delete(_NOTES).where(*_is(note)))


def _is(note: DataNote) -> list[ColumnElement[bool]]:
    return [_NOTES.c[name] == text for name, text in asdict(note).items()]
