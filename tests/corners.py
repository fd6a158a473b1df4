"""Small markers in which a figure is easily shown as what it is not: the rows of an audit."""

from dataclasses import replace
from functools import cache
from typing import Any

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import (
    Value,
    ValueBook,
    ValueKey,
    reported,
    reported_level,
    reported_ratio,
)
from tests.countries import countries
from tests.unit.domain.building import MINIMUM, PERIOD, indicator, leg, marker, share, units, years

REGION = {"code": "RS", "name": "Regional secretariat", "kind": "region"}
LEVELS = [
    {"code": "done", "title": "Done", "status": "fully"},
    {"code": "begun", "title": "Begun", "status": "partly"},
]
_INDICATORS: list[dict[str, Any]] = [
    indicator(
        "count",
        measure="percentage",
        across_units="count_reaching",
        reaching=40,
        baseline={"value": 10},
    ),
    indicator("own"),
    indicator("kept", across_units="mean", baseline={"value": 60}),
    indicator("total", baseline={"value": 30, "year": 2020}),
    indicator("level", scope="region", measure="scale", levels=LEVELS),
    indicator("each"),
    indicator("few", direction="falling", across_units="max", baseline={"value": 40}),
    share("rate", baseline={"value": 5}),
]
_MARKERS: list[dict[str, Any]] = [
    marker("count", leg("count", 2)),
    marker("own", leg("own", unit_targets={"A": {PERIOD: 5}}), rule="k_of_n"),
    marker("kept", leg("kept", 50, keep=True)),
    marker("total", leg("total", 100)),
    marker("level", leg("level"), rule="rubric"),
    marker("one", leg("each", 5), rule="k_of_n", k=1),
    marker("all", leg("each", 5), rule="k_of_n"),
    marker("few", leg("few", 10)),
    marker("rate", leg("rate", 50)),
]


@cache
def corners_definition() -> FrameworkDefinition:
    """Return the framework; its only result has markers of every rule."""
    raw = {
        **MINIMUM,
        "units": [*units("A", "B", "C"), REGION],
        "periods": years(PERIOD),
        "indicators": _INDICATORS,
        "markers": _MARKERS,
    }
    return read_definition(raw, "corners")


_ANSWERS: dict[tuple[str, str], Value | int] = {
    ("A", "count"): reported_ratio(9, 10),
    ("B", "count"): reported_ratio(3, 10),
    ("A", "own"): 7,
    ("B", "own"): 1,
    ("C", "own"): 2,
    ("A", "kept"): 70,
    ("B", "kept"): 80,
    ("C", "kept"): 60,
    ("A", "total"): 40,
    ("B", "total"): 20,
    ("RS", "level"): reported_level("begun"),
    ("A", "each"): 4,
    ("B", "each"): 6,
    ("C", "each"): 3,
    ("A", "few"): 25,
    ("B", "few"): 20,
    ("C", "few"): 8,
    ("A", "rate"): reported_ratio(1, 10),
    ("B", "rate"): reported_ratio(1, 10),
    ("C", "rate"): reported_ratio(1, 10),
}


@cache
def corners() -> Dataset:
    """Return a workspace's content with these markers."""
    values = [
        (ValueKey(unit, PERIOD, code), reported(value) if isinstance(value, int) else value)
        for (unit, code), value in _ANSWERS.items()
    ]
    empty = replace(countries(), frameworks=(corners_definition(),), values=ValueBook(values))
    return replace(empty, activities=(), contributions=(), explanations=(), notes=())
