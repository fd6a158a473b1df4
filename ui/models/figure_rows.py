"""A figure's table as columns of a `RowsModel`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QIcon

from spa_me.dashboards.figure import Table, TableRow
from spa_me.dashboards.theme import Palette
from ui.models.rows import Column
from ui.widgets.status_icon import status_icon

_FEW = 7
"""With more columns than this a long one gets a width, or the others would leave it none."""


def figure_columns(table: Table, palette: Callable[[], Palette]) -> Sequence[Column[TableRow]]:
    """Return the columns of a figure's table.

    Args:
        table: its first column and its titles share the width that is left by the others.
        palette: what the shapes of statuses are drawn with, asked anew for each drawing.
    """
    return [
        _column(header.text, place, is_number=header.is_number, table=table, palette=palette)
        for place, header in enumerate(table.headers)
    ]


def _column(
    title: str, place: int, *, is_number: bool, table: Table, palette: Callable[[], Palette]
) -> Column[TableRow]:
    def text(row: TableRow) -> str:
        return row.cells[place].text

    def order(row: TableRow) -> Any:
        return row.cells[place].order

    def icon(row: TableRow) -> QIcon | None:
        kind = row.cells[place].kind
        return None if kind is None else status_icon(kind, palette())

    longest = max((len(row.cells[place].text) for row in table.rows), default=0)
    is_long = longest > 24
    width = 26 + 7 * max(min(longest, 34), len(title), 5)
    if is_long and len(table.headers) <= _FEW:
        width = 0
    return Column(
        title,
        text,
        sort=order,
        icon=icon,
        tooltip=text if is_long else None,
        is_number=is_number,
        width=width,
    )
