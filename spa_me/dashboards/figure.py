"""A figure: a chart as plain data, and beside it the same content as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spa_me.domain.numbers import Number
from spa_me.domain.status import NoStatus, Status

Json = dict[str, Any]
Kind = Status | NoStatus

Target = Mapping[str, str]
"""Where a click leads: `{"page": "results", "marker": "1.3"}`; keys besides `page` are codes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: what it shows.
        value: what it sorts by and what a program reads; None sorts last.
        kind: the status whose shape stands before the text, if it is one.
    """

    text: str
    value: Number | int | str | None = None
    kind: Kind | None = None

    @property
    def order(self) -> Fraction | str | None:
        """The value as one of two types that can be compared."""
        if self.value is None or isinstance(self.value, str):
            return self.value
        return Fraction(self.value)


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of a column; numbers stand on the right."""

    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row and where it leads."""

    cells: tuple[Cell, ...]
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The figure's content to be read, sorted and copied."""

    headers: tuple[Header, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence below a figure; warnings carry a sign."""

    text: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Another view of the same figure, such as another unit's sources."""

    text: str
    target: Target
    is_chosen: bool = False


@dataclass(frozen=True)
class FigureSpec:
    """A question, its answer, and what shows it.

    Attributes:
        name: what the figure is known by: `results`, `matrix`.
        title: the question; `answer`: one sentence made from the data.
        summary: what the chart shows, in one sentence for those who cannot see it.
        chart: `data`, `layout` and `config` as Plotly takes them; None where only a table is shown.
            The `customdata` of each point that can be clicked is
            `{"target": Target, "label": what the point says}`; the page shows the label as text.
        table: the same content as a table.
        remarks: what a reader has to know beside it.
        choices: other views of the figure; empty where there is only this one.
        is_wide: whether it takes the whole width of a page.
        shows_table: whether the table is shown under the chart, too.
        empty: what will be here and how to get it, while there is nothing to show.
    """

    name: str
    title: str
    answer: str
    summary: str
    chart: Json | None
    table: Table
    remarks: tuple[Remark, ...] = ()
    choices: tuple[Choice, ...] = ()
    is_wide: bool = False
    shows_table: bool = False
    empty: str = ""

    @property
    def points(self) -> list[Json]:
        """The `customdata` of every point that can be clicked, in drawing order."""
        if self.chart is None:
            return []
        return [point for trace in self.chart["data"] for point in trace.get("customdata", [])]
