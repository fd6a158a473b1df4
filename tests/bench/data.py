"""A framework and values of a size that no programme has yet."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import Value, ValueKey, ValueState

UNITS = [f"U{number}" for number in range(1, 7)]
OUTPUTS = 20


def framework(markers: int, periods: int, units: list[str] | None = None) -> FrameworkDefinition:
    """Return a framework whose every marker asks every unit, each kind of sum in turn."""
    years = [2000 + number for number in range(periods)]
    return read_definition(
        {
            "format": 1,
            "code": "BENCH",
            "version": "1",
            "title": "A large framework",
            "plan": {"code": "P", "kind": "programme", "title": "Plan", "owner": "Region"},
            "in_force_from": "2000-01-01",
            "levels": [{"code": "output", "title": "Output"}],
            "units": [{"code": code, "name": f"Country {code}"} for code in units or UNITS],
            "periods": [
                {"code": str(y), "title": str(y), "start": f"{y}-01-01", "end": f"{y}-12-31"}
                for y in years
            ],
            "results": [
                {"code": str(n), "level": "output", "title": f"Output {n}"} for n in range(OUTPUTS)
            ],
            "indicators": [_indicator(number) for number in range(markers)],
            "markers": [_marker(number, years) for number in range(markers)],
        },
        "bench",
    )


def _indicator(number: int) -> dict[str, object]:
    kinds = ("periodic", "cumulative", "snapshot")
    return {
        "code": f"I{number}",
        "result": str(number % OUTPUTS),
        "title": f"Indicator {number}",
        "unit": "activities",
        "scope": "countries",
        "across_periods": kinds[number % 3],
    }


def _marker(number: int, years: list[int]) -> dict[str, object]:
    return {
        "code": f"M{number}",
        "result": str(number % OUTPUTS),
        "title": f"Marker {number}",
        "rule": "k_of_n" if number % 4 == 0 else "all_of",
        "legs": [{"indicator": f"I{number}", "targets": {str(y): 20 + number % 7 for y in years}}],
    }


def values(definition: FrameworkDefinition) -> Iterator[tuple[ValueKey, Value]]:
    """Yield a value of every unit for every indicator and period."""
    at = datetime(2026, 1, 2, tzinfo=UTC)
    for place, unit in enumerate(definition.unit_by_code):
        for turn, period in enumerate(definition.period_by_code):
            for number, code in enumerate(definition.indicator_by_code):
                figure = Decimal((number * 7 + place * 3 + turn) % 50)
                value = Value(ValueState.REPORTED, figure, entered_by="Officer", entered_at=at)
                yield ValueKey(unit, period, code), value
