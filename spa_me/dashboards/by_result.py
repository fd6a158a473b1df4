"""Which results are on track: one bar for each, cut into the statuses of its markers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

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
    muted,
    row_label,
)
from spa_me.dashboards.wrapping import wrapped
from spa_me.domain.assessment import ResultAssessment
from spa_me.domain.framework import FrameworkDefinition, Result
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine

KINDS: tuple[Kind, ...] = (*Status, *NoStatus)

SEGMENT_WORDS: dict[Kind, str] = {
    Status.FULLY: "{count} fully",
    Status.PARTLY: "{count} partly",
    Status.NOT: "{count} not",
    NoStatus.NO_TARGET: "{count} no target",
    NoStatus.NOT_DUE: "{count} not due",
    NoStatus.NOT_APPLICABLE: "{count} not applicable",
    NoStatus.NOT_REPORTED: "{count} not reported",
}
_NARROW = Fraction(1, 8)
"""Below this part of a bar a segment has room for its number only."""
_ROW, _LABEL = 54, 222
"""The height of a row and the width of its label, in pixels at a text size of 12."""


@dataclass(frozen=True, slots=True)
class ResultBar:
    """One bar: a result and the markers that it counts; over all bars each marker counts once."""

    result: Result
    markers: tuple[MarkerLine, ...]

    def of(self, kind: Kind) -> list[MarkerLine]:
        """Return its markers of one kind."""
        return [line for line in self.markers if line.kind is kind]


def result_bars(book: ReportBook) -> tuple[ResultBar, ...]:
    """Return the results at the top of the view, cut so that every marker is in one of them.

    A single result at the top (an outcome) stands with its own markers above the results below it,
    which count all that is theirs. Several at the top (pillars) count all that is theirs.
    """
    if not book.results:
        return ()
    top = min(result.depth for result in book.results)
    roots = [result for result in book.results if result.depth == top]
    if len(roots) > 1:
        return tuple(_bars(book, roots))
    children = [result for result in book.results if result.depth == top + 1]
    own = tuple(line for line in book.markers if line.result_code == roots[0].result.code)
    if not children:
        return tuple(_bars(book, roots))
    first = (ResultBar(roots[0].result, own),) if own else ()
    return (*first, *_bars(book, children))


def _bars(book: ReportBook, results: list[ResultAssessment]) -> Iterator[ResultBar]:
    for entry in results:
        codes = {marker.marker.code for marker in entry.markers}
        if codes:
            markers = tuple(line for line in book.markers if line.code in codes)
            yield ResultBar(entry.result, markers)


def result_name(definition: FrameworkDefinition, result: Result) -> str:
    """Return what people call a result: `Output 1`; `Outcome` where there is only one."""
    level = next(str(level.title) for level in definition.levels if level.code == result.level)
    several = sum(other.level == result.level for other in definition.results) > 1
    return f"{level} {result.code}" if several else level


def by_result(book: ReportBook, look: Look) -> FigureSpec:
    """Return the stacked bars of the statuses by result."""
    bars = result_bars(book)
    answer = _answer(book, bars, look)
    return FigureSpec(
        name="results",
        title=look.say("Which results are on track?"),
        answer=answer,
        summary=answer,
        chart=_chart(book, bars, look) if bars else None,
        table=_table(book, bars, look),
        empty=look.say("Results stand here once the framework has progress markers in this period.")
        if not bars
        else "",
    )


def _answer(book: ReportBook, bars: tuple[ResultBar, ...], look: Look) -> str:
    def names(chosen: list[ResultBar]) -> str:
        return look.listed([result_name(book.definition, bar.result) for bar in chosen])

    done = [bar for bar in bars if bar.of(Status.FULLY) == list(bar.markers)]
    behind = [bar for bar in bars if bar.of(Status.NOT)]
    parts: list[str] = []
    if bars and len(done) == len(bars):
        return look.say("All markers of every result are fully met.")
    if done:
        parts.append(look.say("All markers are fully met: {names}.", names=names(done)))
    if behind:
        parts.append(look.say("With markers that are not met: {names}.", names=names(behind)))
    if bars and not parts:
        parts.append(look.say("No result is fully met, and none has a marker that is not met."))
    return " ".join(parts)


def _chart(book: ReportBook, bars: tuple[ResultBar, ...], look: Look) -> Json:
    made = layout(
        look,
        _ROW * len(bars) + 8,
        barmode="stack",
        bargap=0.5,
        margin={"l": look.scaled(_LABEL), "r": look.scaled(78), "t": 4, "b": 4, "pad": 0},
        xaxis=bare_axis(range=[0, 1], showticklabels=False),
        yaxis=bare_axis(
            autorange="reversed",
            type="category",
            categoryarray=[bar.result.code for bar in bars],
            showticklabels=False,
        ),
        annotations=[
            *(_label(book.definition, bar.result, row, look) for row, bar in enumerate(bars)),
            *(_total(bar, row, look) for row, bar in enumerate(bars)),
        ],
    )
    present = [kind for kind in KINDS if any(bar.of(kind) for bar in bars)]
    return chart([_trace(book, kind, bars, look) for kind in present], made)


def _label(definition: FrameworkDefinition, result: Result, row: int, look: Look) -> Json:
    name = bold(escaped(result_name(definition, result)))
    title = "<br>".join(escaped(line) for line in wrapped(str(result.title), 36, 2))
    return row_label(row, f"{name}<br>{muted(title, look, 10.5)}", _LABEL, look)


def _total(bar: ResultBar, row: int, look: Look) -> Json:
    count = len(bar.markers)
    text = look.say("1 marker") if count == 1 else look.say("{count} markers", count=count)
    return {
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 8,
        "y": row,
        "text": muted(escaped(text), look),
        "showarrow": False,
    }


def _trace(book: ReportBook, kind: Kind, bars: tuple[ResultBar, ...], look: Look) -> Json:
    found = [(bar, bar.of(kind)) for bar in bars if bar.of(kind)]
    points = [_point(book, bar, kind, look) for bar, _ in found]
    return {
        "type": "bar",
        "orientation": "h",
        "name": look.status(kind),
        "y": [bar.result.code for bar, _ in found],
        "x": [len(lines) / len(bar.markers) for bar, lines in found],
        "marker": marker_of(kind, look),
        "text": [_segment(kind, len(lines), len(bar.markers), look) for bar, lines in found],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": look.palette.text_on(kind), "size": look.size},
        "hoverinfo": "none",
        "customdata": points,
    }


def _segment(kind: Kind, count: int, total: int, look: Look) -> str:
    template = SEGMENT_WORDS[kind] if Fraction(count, total) > _NARROW else "{count}"
    return bold(escaped(look.shaped(kind, look.say(template, count=count))))


def _point(book: ReportBook, bar: ResultBar, kind: Kind, look: Look) -> Json:
    lines = bar.of(kind)
    label = look.say(
        "{result}: {count} of {total} {status}: {codes}",
        result=result_name(book.definition, bar.result),
        count=len(lines),
        total=len(bar.markers),
        status=look.status(kind).lower(),
        codes=", ".join(line.code for line in lines),
    )
    return {"target": _target(bar, kind), "label": label}


def _target(bar: ResultBar, kind: Kind) -> Target:
    lines = bar.of(kind)
    if len(lines) == 1:
        return {"page": "results", "marker": lines[0].code}
    return {"page": "results", "result": bar.result.code, "kind": kind.value}


def _table(book: ReportBook, bars: tuple[ResultBar, ...], look: Look) -> Table:
    # Every status has its column; a reason for having none only where there is such a marker.
    kinds = [kind for kind in KINDS if isinstance(kind, Status) or book.counts.of(kind)]
    headers = (
        Header(look.say("Result")),
        Header(look.say("Title")),
        *(Header(look.status(kind), is_number=True) for kind in kinds),
        Header(look.say("Markers"), is_number=True),
    )
    return Table(headers, tuple(_row(book, bar, kinds, look) for bar in bars))


def _row(book: ReportBook, bar: ResultBar, kinds: list[Kind], look: Look) -> TableRow:
    name = result_name(book.definition, bar.result)
    counts = [len(bar.of(kind)) for kind in kinds]
    cells = (
        Cell(name, name),
        Cell(str(bar.result.title), str(bar.result.title)),
        *(_number(count, look) for count in (*counts, len(bar.markers))),
    )
    return TableRow(cells, {"page": "results", "result": bar.result.code})


def _number(count: int, look: Look) -> Cell:
    return Cell(look.say("{count}", count=count), count)
