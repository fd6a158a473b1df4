"""What the charts are put together from: series, fills, labels, axes, titles.

Types are `Any` where openpyxl's objects change while they are used (its published types do not).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from exports.xlsx.sheet import Table
from exports.xlsx.styles import FONT
from spa_me.dashboards.theme import LIGHT
from spa_me.domain.status import NoStatus, Status

_HATCHES = {
    NoStatus.NO_TARGET: "wdUpDiag",
    NoStatus.NOT_DUE: "dkHorz",
    NoStatus.NOT_APPLICABLE: "pct20",
    NoStatus.NOT_REPORTED: "ltDnDiag",
}


def series(table: Table, categories: str, values: str) -> Any:
    """Return a series of a table's column, named by its header, over another column's words."""
    letter = table.letters[values]
    name = words(f"'{table.sheet}'!${letter}${table.header}", [table.titles[values]])
    return Series(
        val=numbers(table.range(values), table.values(values)),
        cat=AxDataSource(strRef=words(table.range(categories), table.values(categories))),
        tx=SeriesLabel(strRef=name),
    )


def numbers(cells: str, values: Sequence[Any]) -> NumDataSource:
    """Return numbers that a chart takes from cells, with a copy for programs that only preview."""
    points = [NumVal(idx=i, v=str(v)) for i, v in enumerate(values) if v is not None]
    cache = NumData(formatCode="General", ptCount=len(values), pt=points)
    return NumDataSource(numRef=NumRef(f=cells, numCache=cache))


def words(cells: str, values: Sequence[Any]) -> StrRef:
    """Return words that a chart takes from cells, with a copy for programs that only preview."""
    points = [StrVal(idx=i, v=str(v)) for i, v in enumerate(values) if v is not None]
    return StrRef(f=cells, strCache=StrData(ptCount=len(values), pt=points))


def status_fill(kind: Status | NoStatus) -> GraphicalProperties:
    """Return a status' colour; kinds without status are hatched, each in its own way."""
    if isinstance(kind, Status):
        return solid(LIGHT.fill(kind))
    return patterned(LIGHT.muted, _HATCHES[kind])


def solid(colour: str) -> GraphicalProperties:
    """Return a plain fill."""
    properties: Any = GraphicalProperties(solidFill=colour[1:])
    properties.line = LineProperties(solidFill="FFFFFF", w=9525)
    return properties


def patterned(colour: str, pattern: Any) -> GraphicalProperties:
    """Return a hatched fill on white; `pattern` is a name of DrawingML such as `wdUpDiag`."""
    fill: Any = PatternFillProperties(prst=pattern)
    fill.foreground = _colour(colour[1:])
    fill.background = _colour("FFFFFF")
    properties: Any = GraphicalProperties(pattFill=fill)
    properties.line = LineProperties(solidFill=LIGHT.muted[1:], w=9525)
    return properties


def labels(
    number_format: str, colour: str, *, is_bold: bool = False, position: str | None = None
) -> DataLabelList:
    """Return labels that show values and nothing else."""
    labels: Any = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showPercent=False, showLegendKey=False
    )
    labels.numFmt = number_format
    labels.to_tree = partial(_with_own_format, labels.to_tree)
    labels.txPr = text(9, colour, is_bold=is_bold)
    labels.position = position
    return labels


def label_of(place: int, colour: str) -> DataLabel:
    """Return the label of one point, counted from 0, in a colour of its own."""
    label: Any = DataLabel(
        idx=place,
        showVal=True,
        showSerName=False,
        showCatName=False,
        showPercent=False,
        showLegendKey=False,
    )
    label.txPr = text(9, colour, is_bold=True)
    return label


def _colour(code: Any) -> ColorChoice:
    return ColorChoice(srgbClr=code)


def _with_own_format(to_tree: Callable[..., Any], *args: Any, **names: Any) -> Any:
    """Say that the labels' format is not that of the cells, which LibreOffice wants to be told."""
    tree = to_tree(*args, **names)
    tree.find("numFmt").set("sourceLinked", "0")
    return tree


def text(size: int, colour: str = LIGHT.text, *, is_bold: bool = False) -> RichText:
    """Return how text looks, in points."""
    properties = _characters(size, colour, is_bold=is_bold)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)
    return RichText(p=[paragraph])


def _characters(size: int, colour: str, *, is_bold: bool) -> CharacterProperties:
    return CharacterProperties(
        latin=Font(typeface=FONT), sz=size * 100, b=is_bold, solidFill=colour[1:]
    )


def plain_axes(chart: Any) -> None:
    """Show both axes, quietly and without grid."""
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.title = None
        axis.majorGridlines = None
        axis.txPr = text(9)
        axis.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=LIGHT.border[1:])
        )


def frame(chart: Any, title: str, width: float) -> None:
    """Give a chart its title, its border and its width in centimetres."""
    properties = _characters(11, LIGHT.text, is_bold=True)
    run = RegularTextRun(rPr=properties, t=title)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), r=[run])
    heading: Any = Title()
    heading.tx = Text(rich=RichText(p=[paragraph]))
    heading.overlay = False
    heading.layout = Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.02, y=0.02))
    chart.title = heading
    chart.width = width
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(
        solidFill="FFFFFF", ln=LineProperties(solidFill=LIGHT.border[1:])
    )
