"""Where the cursor goes: over the questions that are shown, as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from ui.pages.entry.cell_editor import Move
from ui.pages.entry.looks import EDITABLE, Column

Place = tuple[int, Column]
"""The place of a question among those shown, and a column."""

KEYS = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
    Qt.Key.Key_Tab: Move.NEXT,
    Qt.Key.Key_Backtab: Move.BACK,
}


def step(place: Place, move: Move, count: int, columns: Sequence[Column]) -> Place:
    """Return the place after one step.

    Args:
        place: where the cursor is.
        move: which way. Next and back go over the cells that can be edited, and on to the next row.
        count: how many questions are shown.
        columns: the columns that are shown, from the left.
    """
    row, column = place
    match move:
        case Move.UP:
            return max(0, row - 1), column
        case Move.DOWN:
            return min(count - 1, row + 1), column
        case Move.LEFT | Move.RIGHT:
            here = columns.index(column) + (1 if move is Move.RIGHT else -1)
            return row, columns[max(0, min(len(columns) - 1, here))]
        case Move.NEXT | Move.BACK:
            return _tabbed(place, count, forward=move is Move.NEXT)
        case _:
            return place


def _tabbed(place: Place, count: int, *, forward: bool) -> Place:
    row, column = place
    stops = sorted((r, c) for r in (row - 1, row, row + 1) if 0 <= r < count for c in EDITABLE)
    if forward:
        return next((stop for stop in stops if stop > (row, column)), place)
    return next((stop for stop in reversed(stops) if stop < (row, column)), place)


def jump(place: Place, move: Move, count: int, is_filled: Callable[[int], bool]) -> Place:
    """Return where Ctrl and an arrow lead: to the edge of what is filled, or of the sheet."""
    row, column = place
    if move in {Move.LEFT, Move.RIGHT}:
        return row, (min(EDITABLE) if move is Move.LEFT else max(EDITABLE))
    ahead = range(row + 1, count) if move is Move.DOWN else range(row - 1, -1, -1)
    rows = list(ahead)
    if not rows:
        return place
    if is_filled(row) and is_filled(rows[0]):
        run = [r for r in rows if not is_filled(r)]
        edge = run[0] - (1 if move is Move.DOWN else -1) if run else rows[-1]
        return edge, column
    return next((r for r in rows if is_filled(r)), rows[-1]), column
