"""How each reporting unit stands in each marker: a matrix of shapes, words and colours."""

from __future__ import annotations

from spa_me.dashboards.figure import (
    Cell,
    FigureSpec,
    Header,
    Json,
    Kind,
    Table,
    TableRow,
    Target,
)
from spa_me.dashboards.look import (
    Look,
    bare_axis,
    bold,
    chart,
    escaped,
    layout,
    marker_of,
    row_label,
)
from spa_me.dashboards.units import has_remarks, remark_lines, standing_of, unit_name, with_remark
from spa_me.dashboards.wrapping import wrapped
from spa_me.domain.framework import ReportingUnit
from spa_me.domain.sentences import say
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine, UnitCell

NEUTRAL = "neutral"
"""The kind of a cell that contributes to a total without a target of its own."""

_CELL_WORDS: dict[Kind, str] = {
    Status.FULLY: "fully",
    Status.PARTLY: "partly",
    Status.NOT: "not",
    NoStatus.NO_TARGET: "no target",
    NoStatus.NOT_DUE: "not due",
    NoStatus.NOT_APPLICABLE: "not applicable",
    NoStatus.NOT_REPORTED: "not reported",
}
_ROW, _LABEL = 38, 268
_LEAST_COLUMNS = 4
"""A matrix has room for so many units, although it may have fewer: else one cell fills a row."""
_GAP = 0.04
"""The space beside a cell, as part of a column."""

Place = tuple[MarkerLine, int, UnitCell]


def matrix(book: ReportBook, look: Look) -> FigureSpec:
    """Return the matrix of reporting units and markers."""
    units = _units(book)
    sentence = look.words(book.inclusion.sentence)
    answer = look.say(
        "{inclusion}. A blank cell means that the unit is not asked for the marker.",
        inclusion=sentence,
    )
    return FigureSpec(
        name="matrix",
        title=look.say("How does each reporting unit stand?"),
        answer=answer,
        summary=look.say(
            "A table of {markers} markers and {units} reporting units with the status of each.",
            markers=len(book.markers),
            units=len(units),
        ),
        chart=_chart(book, units, look) if units else None,
        table=_table(book, units, look),
        is_wide=True,
        empty=""
        if units
        else look.say("Each unit’s own standing is shown here once it is asked to report."),
    )


def _units(book: ReportBook) -> list[ReportingUnit]:
    asked = {unit for cells in book.matrix.values() for unit in cells}
    return [unit for code, unit in book.definition.unit_by_code.items() if code in asked]


def _chart(book: ReportBook, units: list[ReportingUnit], look: Look) -> Json:
    column = {unit.code: number for number, unit in enumerate(units)}
    places: list[Place] = [
        (line, column[code], cell)
        for line in book.markers
        for code, cell in book.matrix.get(line.code, {}).items()
    ]
    kinds = [*Status, *NoStatus, NEUTRAL]
    traces = [_trace(book, kind, places, look) for kind in kinds]
    made = _layout(book, units, look)
    return chart([trace for trace in traces if trace is not None], made)


def _layout(book: ReportBook, units: list[ReportingUnit], look: Look) -> Json:
    codes = [line.code for line in book.markers]
    head, foot = 56 if has_remarks(book.inclusion.units) else 40, 34
    return layout(
        look,
        _ROW * len(codes) + head + foot,
        barmode="overlay",
        bargap=0.14,
        margin={
            "l": look.scaled(_LABEL),
            "r": 2,
            "t": look.scaled(head),
            "b": look.scaled(foot),
            "pad": 0,
        },
        xaxis=bare_axis(
            side="top",
            range=[0, max(len(units), _LEAST_COLUMNS)],
            tickvals=[number + 0.5 for number in range(len(units))],
            ticktext=[_unit_label(book, unit, look) for unit in units],
            tickangle=0,
        ),
        yaxis=bare_axis(
            autorange=False,
            range=[len(codes) - 0.5, -0.5],
            type="category",
            categoryarray=codes,
            showticklabels=False,
        ),
        annotations=[_marker_label(line, row, look) for row, line in enumerate(book.markers)],
        shapes=[
            _line(number, max(len(units), _LEAST_COLUMNS), look) for number in range(len(codes) + 1)
        ],
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "top",
            "xanchor": "left",
            "itemclick": False,
            "itemdoubleclick": False,
            "bgcolor": look.palette.surface,
            "traceorder": "normal",
        },
    )


def _line(number: int, columns: int, look: Look) -> Json:
    """Return a thin line between rows, which leads the eye across blank cells."""
    return {
        "type": "line",
        "layer": "below",
        "x0": 0,
        "x1": columns,
        "y0": number - 0.5,
        "y1": number - 0.5,
        "line": {"color": look.palette.border, "width": 1},
    }


def _unit_label(book: ReportBook, unit: ReportingUnit, look: Look) -> str:
    lines = [bold(escaped(line)) for line in wrapped(str(unit.name), 11, 2)]
    return "<br>".join([*lines, *remark_lines(standing_of(book, unit.code), look)])


def _marker_label(line: MarkerLine, row: int, look: Look) -> Json:
    lines = [escaped(part) for part in wrapped(f"{line.code}  {line.title}", 42, 2)]
    code = escaped(line.code)
    lines[0] = lines[0].replace(code, bold(code), 1)
    text = f'<span style="font-size:{look.scaled(11.5)}px">{"<br>".join(lines)}</span>'
    return row_label(row, text, _LABEL, look)


def _kind(cell: UnitCell) -> Kind | str:
    return NEUTRAL if cell.contributes else cell.kind


def _trace(book: ReportBook, kind: Kind | str, places: list[Place], look: Look) -> Json | None:
    found = [place for place in places if _kind(place[2]) == kind]
    if not found:
        return None
    points = [_point(book, line, cell, look) for line, _, cell in found]
    colour = look.palette.text if kind == NEUTRAL else look.palette.text_on(found[0][2].kind)
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(_legend(kind, look)),
        "y": [line.code for line, _, _ in found],
        "base": [number + _GAP for _, number, _ in found],
        "x": [1 - 2 * _GAP] * len(found),
        "marker": _fill(kind, look),
        "text": [_text(cell, look) for _, _, cell in found],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": colour, "size": look.size * 0.95},
        "hoverinfo": "none",
        "customdata": points,
    }


def _fill(kind: Kind | str, look: Look) -> Json:
    if isinstance(kind, Status | NoStatus):
        return marker_of(kind, look)
    palette = look.palette
    return {"color": palette.raised, "line": {"width": 1, "color": palette.border}}


def _legend(kind: Kind | str, look: Look) -> str:
    if isinstance(kind, Status | NoStatus):
        return look.shaped(kind, look.status(kind))
    return look.say("Contributes; no target of its own")


def _text(cell: UnitCell, look: Look) -> str:
    figure = _figure(cell, look)
    if cell.contributes:
        return bold(escaped(figure))
    word = look.words(say(_CELL_WORDS[cell.kind]))
    if isinstance(cell.kind, NoStatus):
        return "<br>".join(escaped(line) for line in wrapped(word, 11, 2))
    lines = wrapped(look.shaped(cell.kind, figure or word), 16, 2)
    return bold("<br>".join(escaped(line) for line in lines))


def _figure(cell: UnitCell, look: Look) -> str:
    return "" if cell.text is None else look.words(cell.text)


def _point(book: ReportBook, line: MarkerLine, cell: UnitCell, look: Look) -> Json:
    unit = str(book.definition.unit_by_code[cell.unit].name)
    label = look.say(
        "{unit}, {code} {title}: {standing}",
        unit=unit,
        code=line.code,
        title=line.title,
        standing=_standing(cell, look),
    )
    said = with_remark(standing_of(book, cell.unit), label, look)
    return {"target": _target(line, cell.unit), "label": said}


def _standing(cell: UnitCell, look: Look) -> str:
    figure = _figure(cell, look)
    if cell.contributes:
        return look.say("{figure}, which counts toward a common target", figure=figure)
    status = look.status(cell.kind).lower()
    return f"{status} ({figure})" if figure else status


def _target(line: MarkerLine, unit: str) -> Target:
    return {"page": "results", "marker": line.code, "unit": unit}


def _table(book: ReportBook, units: list[ReportingUnit], look: Look) -> Table:
    headers = (
        Header(look.say("Marker")),
        Header(look.say("Title")),
        *(Header(unit_name(unit, standing_of(book, unit.code), look)) for unit in units),
    )
    return Table(headers, tuple(_row(book, line, units, look) for line in book.markers))


def _row(book: ReportBook, line: MarkerLine, units: list[ReportingUnit], look: Look) -> TableRow:
    cells = book.matrix.get(line.code, {})
    return TableRow(
        (
            Cell(line.code, line.code),
            Cell(line.title, line.title),
            *(_cell(cells.get(unit.code), look) for unit in units),
        ),
        {"page": "results", "marker": line.code},
    )


def _cell(cell: UnitCell | None, look: Look) -> Cell:
    if cell is None:
        return Cell("")
    figure = _figure(cell, look)
    if cell.contributes:
        return Cell(figure, figure)
    text = look.status(cell.kind)
    return Cell(f"{text} · {figure}" if figure else text, text, cell.kind)
