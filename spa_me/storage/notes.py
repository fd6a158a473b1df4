"""Data notes, kept in the order in which they were written."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

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
    row = {
        "number": last + 1,
        "about": note.about,
        "text": note.text,
        "source": note.source,
        "period": note.period,
    }
    writer.connection.execute(insert(_NOTES), row)


def remove_note(writer: Writer, note: DataNote) -> None:
    """Remove a note."""
    writer.touch(_PART)
    same = (
        _NOTES.c.about == note.about,
        _NOTES.c.text == note.text,
        _NOTES.c.source == note.source,
        _NOTES.c.period == note.period,
    )
    writer.connection.execute(delete(_NOTES).where(*same))
