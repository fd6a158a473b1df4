"""Small frameworks and value books for tests: Country A to Country F, never a real name."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from spa_me.domain.assessment import Judgements, MarkerAssessment, assess
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import Value, ValueBook, ValueKey, reported

COUNTRIES = ("A", "B", "C", "D", "E", "F")
PERIOD = "2026"
MINIMUM: Mapping[str, Any] = {
    "format": 1,
    "code": "TEST",
    "version": "1",
    "title": "Test plan",
    "in_force_from": "2026-01-01",
    "plan": {"code": "TEST", "kind": "programme", "title": "Test plan", "owner": "Nobody"},
    "levels": [{"code": "outcome", "title": "Outcome"}],
    "results": [{"code": "1", "level": "outcome", "title": "A result"}],
}


def years(*codes: str) -> list[dict[str, str]]:
    return [
        {"code": code, "title": code, "start": f"{code}-01-01", "end": f"{code}-12-31"}
        for code in codes
    ]


def units(*codes: str) -> list[dict[str, str]]:
    return [{"code": code, "name": f"Country {code}"} for code in codes]


def indicator(code: str = "i", **keys: Any) -> dict[str, Any]:
    return {
        "code": code,
        "result": "1",
        "title": f"Indicator {code}",
        "unit": "things",
        "scope": "countries",
        **keys,
    }


def share(code: str = "i", **keys: Any) -> dict[str, Any]:
    """Return an indicator of percentages that are combined by their parts."""
    return indicator(code, measure="percentage", across_units="ratio", **keys)


def leg(code: str = "i", target: object = None, **keys: Any) -> dict[str, Any]:
    targets = {} if target is None else {PERIOD: target}
    return {"indicator": code, "targets": targets, **keys}


def marker(code: str = "m", *legs: Mapping[str, Any], **keys: Any) -> dict[str, Any]:
    return {"code": code, "result": "1", "title": f"Marker {code}", "legs": list(legs), **keys}


def framework(
    indicators: Sequence[Mapping[str, Any]] = (),
    markers: Sequence[Mapping[str, Any]] = (),
    **keys: Any,
) -> FrameworkDefinition:
    """Return a framework of these parts, with Country A and the year 2026 by default."""
    raw = {
        **MINIMUM,
        "units": units("A"),
        "periods": years(PERIOD),
        "indicators": list(indicators),
        "markers": list(markers),
        **keys,
    }
    return read_definition(raw, "test")


Entered = Mapping[tuple[str, str], Value | int | Decimal]


def book(entered: Entered, period: str = PERIOD) -> ValueBook:
    """Return the values of one period by (unit, indicator); plain numbers are reported ones."""
    return ValueBook(
        (
            ValueKey(unit, period, code),
            value if isinstance(value, Value) else reported(value),
        )
        for (unit, code), value in entered.items()
    )


def series(code: str, entered: Mapping[tuple[str, str], Value | int | Decimal]) -> ValueBook:
    """Return the values of one indicator by (unit, period)."""
    return ValueBook(
        (
            ValueKey(unit, period, code),
            value if isinstance(value, Value) else reported(value),
        )
        for (unit, period), value in entered.items()
    )


def judged(
    definition: FrameworkDefinition,
    entered: Entered | ValueBook,
    code: str = "m",
    judgements: Judgements | None = None,
    unit: str | None = None,
) -> MarkerAssessment:
    """Return how one marker stands in 2026."""
    values = entered if isinstance(entered, ValueBook) else book(entered)
    return assess(definition, PERIOD, values, judgements, unit).marker(code)
