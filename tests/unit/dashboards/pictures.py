"""Books and figures that the tests of dashboards share."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from spa_me.dashboards.figure import FigureSpec
from spa_me.dashboards.look import Look
from spa_me.dashboards.overview import overview
from spa_me.dashboards.theme import DARK, LIGHT
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.countries import countries
from tests.example import un_act_2014

LOOKS = {"light": Look(LIGHT), "dark": Look(DARK)}
HOSTILE = '<b onclick="x">&amp; <a href="https://example.org">%{y} $x$</a>'


@cache
def un_act_book() -> ReportBook:
    """Return the book of the real example."""
    return make_book(un_act_2014(), BookQuestion("2014"))


@cache
def countries_book() -> ReportBook:
    """Return a book of illustrative data with every kind of marker."""
    return make_book(countries(), BookQuestion("2016"))


def hostile_book() -> ReportBook:
    """Return the example with tags and entities in every name and title."""
    data = un_act_2014()
    definition = data.latest_framework
    content = definition.model_dump(mode="json", exclude_defaults=True)
    for part in ("units", "results", "indicators", "markers", "levels"):
        for entry in content[part]:
            key = "name" if part == "units" else "title"
            entry[key] = f"{HOSTILE} {entry['code']}"
    bad = FrameworkDefinition.model_validate(content)
    money = [replace(c, source=f"{HOSTILE} {c.source}") for c in data.contributions]
    return make_book(_with(data, bad, money), BookQuestion("2014"))


def _with(data: Dataset, definition: FrameworkDefinition, money: list[Any]) -> Dataset:
    return replace(data, frameworks=(definition,), contributions=money, printed_shares=())


def figure(book: ReportBook, name: str, look: Look | None = None) -> FigureSpec:
    """Return one figure of the overview."""
    return next(found for found in overview(book, look or Look()) if found.name == name)


def texts(content: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a chart that Plotly draws, with its key."""
    if isinstance(content, dict):
        for name, inner in content.items():
            if name not in {"customdata", "config", "font", "insidetextfont"}:
                yield from texts(inner, name)
    elif isinstance(content, list | tuple):
        for inner in content:
            yield from texts(inner, key)
    elif isinstance(content, str) and key in {"text", "ticktext", "name", "title"}:
        yield key, content
