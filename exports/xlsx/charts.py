"""Native charts: they are drawn from the cells, and can be changed in Excel.

Colour never stands alone: every part carries its number, kinds without status are hatched, each in
its own way, and the words stand in the legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from openpyxl.chart import BarChart, DoughnutChart, LineChart
from openpyxl.chart.data_source import AxDataSource
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from exports.xlsx.chart_parts import (
    frame,
    label_of,
    labels,
    numbers,
    patterned,
    plain_axes,
    series,
    solid,
    status_fill,
    text,
    words,
)
from exports.xlsx.sheet import Table
from spa_me.dashboards.theme import LIGHT
from spa_me.domain.status import NoStatus, Status

CHART_HEIGHT = 6.4
"""Of most charts, in centimetres."""

BARS_WIDTH, SHARES_WIDTH = 14.0, 15.2
"""Of the two charts that have another beside them, in centimetres."""

ROW_UNDER_CHART = 15
"""Height of the empty rows that a chart lies on, in points."""

_CENTIMETRES_PER_POINT = 2.54 / 72
_TALLEST = 25.0

_HIDE_ZERO = "0;;;"
_SHADE_PATTERNS = (None, None, "wdUpDiag", None, "dkHorz", "pct50")


def results_bars(table: Table, kinds: Sequence[Status | NoStatus]) -> Any:
    """Return stacked bars: for each main result its markers by status."""
    chart: Any = BarChart()
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 45
    for kind in kinds:
        drawn = series(table, "level", kind)
        drawn.graphicalProperties = status_fill(kind)
        drawn.dLbls = labels(_HIDE_ZERO, LIGHT.text_on(kind))
        chart.series.append(drawn)
    plain_axes(chart)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.delete = True
    chart.legend = None
    frame(chart, "Markers by main result and status", BARS_WIDTH)
    chart.height = bars_height(len(table.rows))
    return chart


def bars_height(bars: int) -> float:
    """Return how tall the chart of the main results has to be, in centimetres."""
    return min(_TALLEST, max(CHART_HEIGHT, 2.5 + bars * 0.75))


def rows_under(height: float) -> int:
    """Return how many rows of `ROW_UNDER_CHART` a chart of this height covers."""
    return ceil(height / _CENTIMETRES_PER_POINT / ROW_UNDER_CHART) + 1


def counts_doughnut(table: Table, kinds: Sequence[Status | NoStatus]) -> Any:
    """Return a doughnut of all markers by status."""
    chart: Any = DoughnutChart()
    chart.holeSize = 55
    first, last = table.letters[kinds[0]], table.letters[kinds[-1]]
    row, head = table.first, table.header
    ring: Any = Series(
        val=numbers(
            f"'{table.sheet}'!${first}${row}:${last}${row}",
            [table.values(kind)[0] for kind in kinds],
        ),
        cat=AxDataSource(
            strRef=words(
                f"'{table.sheet}'!${first}${head}:${last}${head}",
                [table.titles[kind] for kind in kinds],
            )
        ),
    )
    for place, kind in enumerate(kinds):
        point = DataPoint(idx=place, spPr=status_fill(kind))
        ring.dPt.append(point)
    ring.dLbls = labels(_HIDE_ZERO, LIGHT.text, is_bold=True)
    # Each number in the colour that can be read on its part.
    ring.dLbls.dLbl = [
        label_of(place, LIGHT.text_on(kind))
        for place, kind in enumerate(kinds)
        if table.values(kind)[0]
    ]
    chart.series.append(ring)
    chart.legend.position = "r"
    chart.legend.txPr = text(9)
    frame(chart, "All markers by status", 14.6)
    chart.height = CHART_HEIGHT
    return chart


def government_shares(table: Table, *, has_target: bool) -> Any:
    """Return columns of the governments' shares, with the target as a line across them."""
    chart: Any = BarChart()
    chart.type = "col"
    chart.gapWidth = 60
    drawn = series(table, "label", "share")
    drawn.graphicalProperties = solid(LIGHT.accent)
    drawn.dLbls = labels("0.0 %", LIGHT.text, is_bold=True, position="outEnd")
    chart.series.append(drawn)
    plain_axes(chart)
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = "0 %"
    chart.y_axis.numFmt.sourceLinked = False
    if has_target:
        line: Any = LineChart()
        target = series(table, "label", "target")
        target.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=LIGHT.text[1:], w=19050, prstDash="dash")
        )
        target.marker.symbol = "none"
        target.smooth = False
        line.series.append(target)
        chart += line
    chart.legend.position = "b"
    chart.legend.txPr = text(9)
    frame(chart, "Government share of work-plan activities", SHARES_WIDTH)
    chart.height = CHART_HEIGHT
    return chart


def money_by_type(table: Table, keys: Sequence[str]) -> Any:
    """Return 100 % bars: for each country its money by type of source."""
    chart: Any = BarChart()
    chart.type = "bar"
    chart.grouping = "percentStacked"
    chart.overlap = 100
    chart.gapWidth = 45
    for place, key in enumerate(keys):
        if not any(table.values(key)):
            continue
        drawn = series(table, "unit", key)
        shade = LIGHT.shades[place % len(LIGHT.shades)]
        pattern = _SHADE_PATTERNS[place % len(_SHADE_PATTERNS)]
        drawn.graphicalProperties = patterned(shade, pattern) if pattern else solid(shade)
        on_shade = LIGHT.surface if place < 2 else LIGHT.text
        drawn.dLbls = labels("#,##0;;;", on_shade)
        chart.series.append(drawn)
    plain_axes(chart)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.delete = True
    chart.legend.position = "b"
    chart.legend.txPr = text(9)
    frame(chart, "Money by type of source", 16.5)
    rows = table.last - table.first + 1
    chart.height = min(CHART_HEIGHT, 4.0 + rows * 1.0)
    return chart
