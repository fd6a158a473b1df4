"""What the chart page is given: figures and looks as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spa_me.dashboards.figure import FigureSpec, Table, TableRow, Target
from spa_me.dashboards.theme import Palette

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageCard:
    """A figure on the page.

    Attributes:
        span: how many of the page's twelve columns it takes; narrow pages give it all.
        asks: whether each row of its table carries a "why?".
        row_limit: how many rows of its table the card shows; the rest is behind `more`.
        more: what leads to the other rows, and where; `{count}` is the number of all rows.
        counts: whether the rows of its table, a status and a number each, are shown as buttons.
        action: what can be done about it, and where that leads.
    """

    figure: FigureSpec
    span: int = 12
    asks: bool = False
    row_limit: int | None = None
    more: tuple[str, Target] | None = None
    counts: bool = False
    action: tuple[str, Target] | None = None


@dataclass(frozen=True, slots=True)
class PageLook:
    """How the page looks and speaks.

    Attributes:
        font: a CSS font family; `size`: of text in pixels.
        language: of the texts, such as `en`.
        words: the page's own words: `copy`, `choose`, `why`.
    """

    palette: Palette
    font: str
    size: float
    language: str
    words: Mapping[str, str]


def page_json(cards: Sequence[PageCard], look: PageLook) -> tuple[list[Json], Json]:
    """Return the cards and the look as the page's script takes them."""
    return [_card(card) for card in cards], _look(look)


def _card(card: PageCard) -> Json:
    figure = card.figure
    shows_table = figure.shows_table and bool(figure.table.rows)
    limit = card.row_limit
    is_cut = shows_table and limit is not None and len(figure.table.rows) > limit
    return {
        "name": figure.name,
        "title": figure.title,
        "answer": figure.answer,
        "summary": figure.summary,
        "span": card.span,
        "chart": figure.chart,
        "empty": figure.empty,
        "table": _table(figure.table, card) if shows_table else None,
        "counts": [_row(row) for row in figure.table.rows] if card.counts else None,
        "more": _more(card) if is_cut else None,
        "action": _action(card.action),
        "remarks": [{"text": r.text, "warning": r.is_warning} for r in figure.remarks],
        "choices": [
            {"text": c.text, "target": dict(c.target), "chosen": c.is_chosen}
            for c in figure.choices
        ],
    }


def _more(card: PageCard) -> Json | None:
    if card.more is None:
        return None
    text, target = card.more
    return _action((text.format(count=len(card.figure.table.rows)), target))


def _action(action: tuple[str, Target] | None) -> Json | None:
    return None if action is None else {"text": action[0], "target": dict(action[1])}


def _table(table: Table, card: PageCard) -> Json:
    return {
        "headers": [{"text": h.text, "number": h.is_number} for h in table.headers],
        "rows": [_row(row) for row in table.rows[: card.row_limit]],
        "asks": card.asks,
    }


def _row(row: TableRow) -> Json:
    return {
        "cells": [{"text": cell.text, "kind": cell.kind} for cell in row.cells],
        "target": None if row.target is None else dict(row.target),
    }


def _look(look: PageLook) -> Json:
    palette = look.palette
    return {
        "variables": {
            "background": palette.background,
            "surface": palette.surface,
            "raised": palette.raised,
            "border": palette.border,
            "text": palette.text,
            "muted": palette.muted,
            "accent": palette.accent,
            "warning": palette.warning,
            "fully": palette.fully,
            "partly": palette.partly,
            "unmet": palette.unmet,
            "hatch": palette.hatch,
            "hatch-ground": palette.hatch_ground,
            "font": look.font,
            "size": f"{look.size:g}px",
        },
        "language": look.language,
        "words": dict(look.words),
        "narrowBelow": round(look.size * 80),
    }
