"""A sheet that was loaded beside one that is worked in: what is typed here stays, and is known."""

from __future__ import annotations

from spa_me.reports.entry import EntrySheet
from ui.pages.entry.desk import Desk
from ui.pages.entry.reading import same_answer


def with_pending(sheet: EntrySheet, desk: Desk) -> EntrySheet:
    """Return a sheet with answers that are typed and may not be in the workspace yet."""
    here = (sheet.unit.code, sheet.period.code)
    pending = {
        key.indicator: value
        for key, value in desk.saver.pending.items()
        if key[:2] == here and key.indicator in sheet.rows
    }
    return sheet.with_values(pending) if pending else sheet


def are_same(mine: EntrySheet | None, sheet: EntrySheet | None) -> bool:
    """Return whether two sheets ask the same of the same unit and hold the same answers."""
    return (
        mine is not None
        and sheet is not None
        and (mine.unit.code, mine.period.code) == (sheet.unit.code, sheet.period.code)
        and mine.rows.keys() == sheet.rows.keys()
        and all(same_answer(mine.rows[c].value, sheet.rows[c].value) for c in sheet.rows)
    )
