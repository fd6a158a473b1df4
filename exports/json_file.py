"""The whole book as one JSON file, for other programs."""

from __future__ import annotations

import json
from pathlib import Path

from exports.json_shapes import Shape, assessment_json, funding_json
from spa_me import __version__
from spa_me.atomic import replacing
from spa_me.domain.cofunding import Base
from spa_me.domain.dataset import AuditEntry
from spa_me.reports import ReportBook

FORMAT = 1


def write_json(book: ReportBook, path: Path) -> Path:
    """Write the book to `path` and return it; the same book gives the same bytes.

    Raises:
        UserError: if the file cannot be written; nothing is then left behind.
    """
    text = json.dumps(book_json(book), ensure_ascii=False, indent=2)
    with replacing(path) as new:
        new.write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")
    return path


def book_json(book: ReportBook) -> Shape:
    """Return everything that the book holds."""
    as_of = book.data_as_of
    return {
        "format": FORMAT,
        "made_by": f"SPA-ME {__version__}",
        "workspace": {"id": book.info.id, "title": book.info.title, "source": book.info.source},
        "is_illustrative": book.is_illustrative,
        "data_as_of": None if as_of is None else as_of.isoformat(),
        "headline": str(book.headline),
        "included": str(book.inclusion.sentence),
        "assessment": assessment_json(book),
        "funding": {
            "money": funding_json(book),
            "activities": funding_json(book, base=Base.ACTIVITIES),
            "units": [_unit(book, entry.unit.code) for entry in book.funding.units],
        },
        "notes": [
            {"about": n.about, "title": n.title, "text": n.text, "source": n.source}
            for n in book.notes
        ],
        "changes": [_change(entry) for entry in book.changes],
    }


def _unit(book: ReportBook, code: str) -> Shape:
    return {
        "unit": code,
        "money": funding_json(book, code),
        "activities": funding_json(book, code, Base.ACTIVITIES),
    }


def _change(entry: AuditEntry) -> Shape:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "person": entry.person,
        "office": entry.office,
        "role": entry.role,
        "action": entry.action,
        "subject": entry.subject,
        "old": entry.old,
        "new": entry.new,
    }
