"""How the width of the sheet is shared among its columns."""

from __future__ import annotations

from ui.pages.entry.looks import Column

_WIDE = {
    Column.CODE: 64,
    Column.UNIT: 92,
    Column.TARGET: 88,
    Column.LAST: 88,
    Column.MINE: 124,
    Column.STATUS: 122,
    Column.NOTE: 116,
}
_NARROW = {**_WIDE, Column.TARGET: 80, Column.LAST: 76, Column.STATUS: 112, Column.NOTE: 84}
_LEAST_ASKED = 250
"""The least width, at 100 % text, at which a question can be read without much breaking."""
_LEAST_ASKED_NARROW = 170


def fitted(room: int, scale: float, *, has_previous: bool) -> dict[Column, int]:
    """Return the widths of the columns that are shown, in pixels.

    Where there is little room, the unit of measurement goes under the question.

    Args:
        room: the width of the sheet.
        scale: the text size; 1 is 100 %.
        has_previous: whether there is a period before.
    """
    wide = {column: round(width * scale) for column, width in _WIDE.items()}
    narrow = {c: round(width * scale) for c, width in _NARROW.items() if c is not Column.UNIT}
    for widths in (wide, narrow):
        if not has_previous:
            del widths[Column.LAST]
    left = room - sum(wide.values())
    if left >= _LEAST_ASKED * scale:
        return {**wide, Column.ASKED: left}
    left = room - sum(narrow.values())
    return {**narrow, Column.ASKED: max(left, round(_LEAST_ASKED_NARROW * scale))}
