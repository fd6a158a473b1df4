"""How figures look and speak: colours, font, words; and the parts that every chart shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from spa_me.dashboards.figure import Json, Kind
from spa_me.dashboards.theme import LIGHT, Palette
from spa_me.domain.numbers import rounded
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status

SHAPES: dict[Kind, str] = {
    Status.FULLY: "●",
    Status.PARTLY: "◐",
    Status.NOT: "○",
}
"""The shape of a status inside a chart's text; what has no status is hatched instead."""

CONFIG: Json = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "responsive": True,
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,
    "displayNotifier": False,
    "typesetMath": False,
}
"""Nothing of a chart leaves it: no tool bar, no logo, no button that sends it out."""

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Look:
    """What a figure is drawn and written with.

    Attributes:
        words: puts a sentence into the reader's language and locale.
        font: a CSS font family.
        size: the size of text in pixels.
    """

    palette: Palette = LIGHT
    words: Callable[[Sentence], str] = str
    font: str = "sans-serif"
    size: float = 12

    def say(self, template: str, **values: object) -> str:
        """Return a sentence in the reader's language; as it stands, not yet escaped."""
        return self.words(say(template, **values))

    def status(self, kind: Kind) -> str:
        """Return a status in words: `Partly met`."""
        return self.words(say(STATUS_TITLES[kind]))

    def shaped(self, kind: Kind, text: str) -> str:
        """Return a text behind the shape of its status."""
        shape = SHAPES.get(kind)
        return text if shape is None else f"{shape} {text}"

    def percent(self, share: Fraction | None, decimals: int = 1) -> str:
        """Return a share as per cent; a dash for None."""
        if share is None:
            return "–"
        number = rounded(share * 100, decimals)
        # A sentence shows 37.0 as 37, as a person writes it.
        return self.say("{share}", share=Amount(number, "%"))

    def scaled(self, pixels: float) -> int:
        """Return a length that grows with the text."""
        return round(pixels * self.size / 12)

    def listed(self, names: list[str]) -> str:
        """Return names as a list in words: `China, Thailand and Viet Nam`."""
        if len(names) < 2:
            return "".join(names)
        return self.say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def escaped(text: str) -> str:
    """Return a text that Plotly shows as it stands, instead of following tags in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bold(text: str) -> str:
    """Return an escaped text in bold."""
    return f"<b>{text}</b>"


def muted(text: str, look: Look, size: float = 11) -> str:
    """Return an escaped text in the colour of what is said beside."""
    return f'<span style="color:{look.palette.muted};font-size:{look.scaled(size)}px">{text}</span>'


def layout(look: Look, height: int, **changes: object) -> Json:
    """Return a chart's layout without axes; `changes` replace its parts.

    Args:
        look: colours and font.
        height: in pixels at a text size of 12; it grows with the text.
        **changes: parts that differ from what all charts share.
    """
    palette = look.palette
    text = {"family": look.font, "size": look.size, "color": palette.text}
    shared: Json = {
        "autosize": True,
        "height": look.scaled(height),
        "font": text,
        "paper_bgcolor": palette.surface,
        "plot_bgcolor": palette.surface,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "barcornerradius": 3,
    }
    return {**shared, **changes}


def bare_axis(**changes: object) -> Json:
    """Return an axis that shows nothing of itself and cannot be moved."""
    shown: Json = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
    }
    return {**shown, **changes}


def row_label(row: int, text: str, width: float, look: Look) -> Json:
    """Return the label of a row of a chart, which begins at the chart's left edge.

    Plotly's own labels end at the axis, so that their beginnings stand in no line.

    Args:
        row: the row's place from the top; Plotly would take the name `1.1` for a place, too.
        text: escaped, with its line breaks.
        width: of the left margin, in pixels at a text size of 12.
        look: for the size of text.
    """
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -look.scaled(width),
        "y": row,
        "text": text,
        "align": "left",
        "borderpad": 0,
        "borderwidth": 0,
        "showarrow": False,
    }


def chart(data: list[Json], made: Json) -> Json:
    """Return a chart as Plotly takes it."""
    return {"data": data, "layout": made, "config": dict(CONFIG)}


def marker_of(kind: Kind, look: Look) -> Json:
    """Return the fill of a status: plain for a status, hatched for having none."""
    if isinstance(kind, NoStatus):
        return hatched(look)
    return {"color": look.palette.fill(kind), "line": {"width": 0}}


def hatched(look: Look) -> Json:
    """Return the fill of what is not there; it never looks like a status."""
    palette = look.palette
    pattern = {
        "shape": "/",
        "size": look.scaled(8),
        "solidity": 0.4,
        "fgcolor": palette.hatch,
        "bgcolor": palette.hatch_ground,
        "fillmode": "replace",
    }
    return {
        "color": palette.hatch_ground,
        "pattern": pattern,
        "line": {"width": 1, "color": palette.hatch},
    }
