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


def _ask_the_same(mine: EntrySheet, sheet: EntrySheet) -> bool:
    here, there = ((one.unit.code, one.period.code, one.rows.keys()) for one in (mine, sheet))
    return here == there


def keep_undoing(
    desk: Desk, before: EntrySheet | None, after: EntrySheet | None, *, is_filled_in: bool
) -> None:
    """Let a file that was taken in be undone like typing; after others' changes nothing can be.

    Args:
        desk: of the sheet that is shown.
        before: the sheet that was shown.
        after: the sheet that is shown now.
        is_filled_in: whether they differ only by a file that a person here has taken in.
    """
    if before is None or after is None or not _ask_the_same(before, after):
        desk.undo_stack.clear()
        return
    changed = {
        code: row.value
        for code, row in before.rows.items()
        if not same_answer(row.value, after.rows[code].value)
    }
    if changed and is_filled_in:
        desk.took_file(changed)
    elif changed:
        desk.undo_stack.clear()
