"""How the width of the sheet is shared among its columns."""

from __future__ import annotations

from collections.abc import Mapping

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
_TIGHT = {
    Column.TARGET: 58,
    Column.LAST: 58,
    Column.MINE: 92,
    Column.STATUS: 94,
    Column.NOTE: 60,
}
"""The least widths, where the sheet would be wider than its room otherwise."""
MOST_CODE = 110
"""The most that codes take; a longer one is broken."""
_LEAST_ASKED = 200
_LEAST_ASKED_NARROW = 180
_LEAST_ASKED_TIGHT = 124
"""The least widths of the question with the unit beside it, without, and where all is tight."""


def fitted(room: int, scale: float, code: int, *, has_previous: bool) -> dict[Column, int]:
    """Return the widths of the columns that are shown, in pixels.

    Where there is little room, the unit of measurement goes under the question; where there is
    less, the columns get narrower, and the period before goes there, too.

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
    if left >= _LEAST_ASKED_NARROW * scale:
        return {**narrow, Column.ASKED: left}
    del narrow[Column.CODE]
    if room - code < sum(_tight(narrow, scale).values()):
        narrow.pop(Column.LAST, None)
    return {Column.CODE: code, **_squeezed(narrow, room - code, scale)}


def least_width(scale: float) -> int:
    """Return the width in pixels below which a sheet with long codes has to be moved sideways."""
    usual = {column: 0 for column in _TIGHT if column is not Column.LAST}
    return round(MOST_CODE * scale) + sum(_tight(usual, scale).values())


def _tight(wide: Mapping[Column, int], scale: float) -> dict[Column, int]:
    least = {column: round(_TIGHT[column] * scale) for column in wide}
    return {**least, Column.ASKED: round(_LEAST_ASKED_TIGHT * scale)}


def _squeezed(wide: Mapping[Column, int], room: int, scale: float) -> dict[Column, int]:
    """Return widths between the least and the usual ones, so that they fit if they can."""
    least = _tight(wide, scale)
    usual = {**wide, Column.ASKED: round(_LEAST_ASKED_NARROW * scale)}
    spare = max(0, room - sum(least.values())) / (sum(usual.values()) - sum(least.values()))
    found = {c: least[c] + int((usual[c] - least[c]) * spare) for c in wide}
    return {**found, Column.ASKED: max(least[Column.ASKED], room - sum(found.values()))}
