"""A chart as a picture that stands by itself: with its question, its answer and its footing."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from spa_me.dashboards.figure import FigureSpec, Json
from spa_me.dashboards.look import Look, escaped, muted
from spa_me.dashboards.wrapping import wrapped

_SIDE = 16
_LINE = 17
_HEADING = 20
_TOP = 24


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the size it is to be drawn in, in pixels before any scaling."""

    chart: Json
    width: int
    height: int


def framed(figure: FigureSpec, look: Look, width: int, footing: Sequence[str] = ()) -> Picture:
    """Return a chart as a picture for another document.

    Args:
        figure: with a chart.
        look: what it was made with.
        width: of the picture in pixels.
        footing: lines below the chart: who is included, which version, whether it is illustrative.

    Raises:
        ValueError: if the figure has no chart.
    """
    if figure.chart is None:
        message = f"The figure {figure.name} has no chart."
        raise ValueError(message)
    letters = round((width - 2 * _SIDE) / (look.size * 0.55))
    answer = wrapped(figure.answer, letters, 4) if figure.answer else []
    remarks = [remark.text for remark in figure.remarks]
    foot = [line for text in (*remarks, *footing) for line in wrapped(text, letters, 3)]
    above = look.scaled(_HEADING + _LINE * len(answer) + _SIDE)
    below = look.scaled(_LINE * len(foot) + _SIDE)
    chart = copy.deepcopy(figure.chart)
    made = chart["layout"]
    margin = made["margin"]
    if foot:
        made.setdefault("annotations", []).append(_foot(foot, margin, look))
    height = made["height"] + above + below
    made["title"] = _title(figure.title, answer, 1 - look.scaled(_TOP) / height, look)
    margin["l"] += _SIDE
    margin["r"] += _SIDE
    margin["t"] += above
    margin["b"] += below
    return Picture(chart, width, height)


def _title(title: str, answer: list[str], top: float, look: Look) -> Json:
    below = "".join(f"<br>{muted(escaped(line), look, 12)}" for line in answer)
    return {
        "text": f"<b>{escaped(title)}</b>{below}",
        "font": {"size": look.scaled(15)},
        "xref": "container",
        "x": 0,
        "xanchor": "left",
        "yref": "container",
        "y": top,
        "yanchor": "top",
        "pad": {"l": _SIDE},
    }


def _foot(lines: list[str], margin: Json, look: Look) -> Json:
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -margin["l"],
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -margin["b"],
        "align": "left",
        "text": muted("<br>".join(escaped(line) for line in lines), look, 11),
        "borderpad": 0,
        "borderwidth": 0,
        "showarrow": False,
    }
