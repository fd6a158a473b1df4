"""How the width of the sheet is shared among its columns."""

from __future__ import annotations

from ui.pages.entry.looks import Column

_WIDTHS = {
    Column.UNIT: 84,
    Column.TARGET: 76,
    Column.LAST: 76,
    Column.MINE: 118,
    Column.STATUS: 112,
    Column.NOTE: 84,
}
"""Widths at 100 % text; the code takes what it needs, and the question what is left."""
_LEAST_ASKED = 200
_LEAST_ASKED_NARROW = 180
"""The least widths of the question with and without the unit of measurement beside it."""


def fitted(room: int, scale: float, code: int, *, has_previous: bool) -> dict[Column, int]:
    """Return the widths of the columns that are shown, in pixels.

    Where there is little room, the unit of measurement goes under the question.

    Args:
        room: the width of the sheet.
        scale: the text size; 1 is 100 %.
        code: the width that the codes need.
        has_previous: whether there is a period before.
    """
    wide = {column: round(width * scale) for column, width in _WIDTHS.items()}
    if not has_previous:
        del wide[Column.LAST]
    wide[Column.CODE] = code
    left = room - sum(wide.values())
    if left >= _LEAST_ASKED * scale:
        return {**wide, Column.ASKED: left}
    narrow = {column: width for column, width in wide.items() if column is not Column.UNIT}
    left = room - sum(narrow.values())
    return {**narrow, Column.ASKED: max(left, round(_LEAST_ASKED_NARROW * scale))}
