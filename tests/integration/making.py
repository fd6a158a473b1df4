"""Real workspaces for tests: a small framework, an actor, and a clock that tests move."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from spa_me.domain.dataset import Actor
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange
from spa_me.services.workspace import Workspace

ACTOR = Actor("Sok Dara", "Ministry of Interior", "Officer")


class Clock:
    """A time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def _indicator(code: str, **keys: object) -> dict[str, object]:
    known = {"result": "1", "title": f"Indicator {code}", "unit": "things", "scope": "countries"}
    return {"code": code, **known, **keys}


_SEX = {
    "code": "sex",
    "title": "Sex",
    "categories": [{"code": "female", "title": "Female"}, {"code": "male", "title": "Male"}],
}
_LEVELS = [
    {"code": "good", "title": "Good", "status": "fully"},
    {"code": "bad", "title": "Bad", "status": "not"},
]


@cache
def definition(version: str = "1", in_force_from: str = "2014-01-01") -> FrameworkDefinition:
    """Return a framework with a count, a percentage, a rubric and a breakdown, for A and B."""
    return read_definition(
        {
            "format": 1,
            "code": "TEST",
            "version": version,
            "title": "Test plan",
            "in_force_from": in_force_from,
            "plan": {"code": "TEST", "kind": "programme", "title": "Test plan", "owner": "Nobody"},
            "levels": [{"code": "outcome", "title": "Outcome"}],
            "results": [{"code": "1", "level": "outcome", "title": "A result"}],
            "units": [{"code": code, "name": f"Country {code}"} for code in ("A", "B")],
            "periods": [
                {"code": year, "title": year, "start": f"{year}-01-01", "end": f"{year}-12-31"}
                for year in ("2014", "2015", "2016")
            ],
            "dimensions": [_SEX],
            "indicators": [
                _indicator("count", dimensions=["sex"]),
                _indicator("share", measure="percentage", across_units="ratio"),
                _indicator("scale", measure="scale", levels=_LEVELS),
            ],
            "markers": [
                {
                    "code": "M1",
                    "result": "1",
                    "title": "Marker one",
                    "legs": [{"indicator": "count", "targets": {"2014": 10, "2015": 10}}],
                },
                {
                    "code": "M2",
                    "result": "1",
                    "title": "Marker two",
                    "legs": [{"indicator": "share", "targets": {"2014": 50}}],
                },
            ],
        },
        "test",
    )


def new_workspace(path: Path, clock: Clock | None = None) -> Workspace:
    """Make a workspace of unit A."""
    return Workspace.create(path, definition(), "A", ACTOR, clock=clock or Clock())


def change(
    number: int | Decimal = 5, unit: str = "A", period: str = "2014", note: str = ""
) -> ValueChange:
    """Return a count as it is to be recorded."""
    return ValueChange(ValueKey(unit, period, "count"), reported(number, note))
