"""Random frameworks and values for properties that have to hold for all of them.

A case is made from a seed and not drawn piece by piece: that is twenty times faster and covers far
more of the space, at the price that a failing case is not shrunk. Cases are small enough to read.
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from spa_me.domain.assessment import Judgements
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration
from spa_me.domain.status import Status
from spa_me.domain.values import (
    Value,
    ValueBook,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from tests.unit.domain.building import COUNTRIES, PERIOD, framework, indicator, marker, units, years

PERIODS = ("2025", PERIOD, "2027")
NUMBERS = st.decimals(min_value=0, max_value=200, places=1)
TARGETS = st.decimals(min_value=0, max_value=100, places=1)
LEVELS = [
    {"code": "high", "title": "High", "status": "fully"},
    {"code": "middle", "title": "Middle", "status": "partly"},
    {"code": "low", "title": "Low", "status": "not"},
]
MEASURES = {
    "all_of": ("count", "amount", "percentage"),
    "k_of_n": ("count", "amount", "percentage"),
    "rubric": ("scale",),
    "declared": ("declaration",),
}


@dataclass(frozen=True)
class Case:
    """A framework with one marker and the values of two periods.

    One marker is enough, since no rule looks at two.
    """

    definition: FrameworkDefinition
    values: tuple[tuple[ValueKey, Value], ...]
    judgements: Judgements

    @property
    def book(self) -> ValueBook:
        return ValueBook(self.values)


def ratios() -> st.SearchStrategy[Value]:
    """Return percentages with their parts."""
    parts = st.tuples(st.integers(1, 50), st.integers(0, 50))
    return parts.map(lambda pair: reported_ratio(min(pair), pair[0]))


def cases() -> st.SearchStrategy[Case]:
    """Return frameworks of any rule with up to four units, and values in every state."""
    return st.integers(0, 2**32).map(case_of)


def case_of(seed: int) -> Case:
    """Return the case of a seed, the same one each time."""
    random = Random(seed)  # noqa: S311 (no secret hangs on it)
    names = COUNTRIES[: random.randint(1, 4)]
    rule = random.choice(["all_of", "all_of", "k_of_n", "k_of_n", "rubric", "declared"])
    codes = [f"i{place}" for place in range(random.randint(1, 3) if rule == "all_of" else 1)]
    keys: dict[str, Any] = {"rule": rule}
    if rule == "k_of_n":
        keys["k"] = random.choice([None, random.randint(1, len(names))])
    legs = [_leg(random, code, names, rule) for code in codes]
    definition = framework(
        [_indicator(random, code, random.choice(MEASURES[rule])) for code in codes],
        [marker("m", *legs, **keys)],
        units=units(*names),
        periods=years(*PERIODS),
        rules={"partly_above": random.choice([0, 0, 50])},
    )
    status = random.choice([None, None, *Status])
    declared = () if status is None else (Declaration("m", PERIOD, status, "a reason"),)
    return Case(definition, tuple(_values(random, definition)), Judgements(declarations=declared))


def _number(random: Random, most: int = 100) -> Decimal:
    return (
        Decimal(random.choice([0, random.randint(0, most * 10), 10 * random.randint(0, 10)])) / 10
    )


def _indicator(random: Random, code: str, measure: str) -> dict[str, Any]:
    keys: dict[str, Any] = {"measure": measure, "levels": LEVELS if measure == "scale" else []}
    keys["across_periods"] = random.choice(["periodic", "cumulative", "snapshot"])
    if measure in {"scale", "declaration"}:
        return indicator(code, **keys)
    keys["direction"] = random.choice(["rising", "rising", "falling"])
    if random.random() < 0.4:
        keys["baseline"] = {"value": _number(random)}
    ways = ["min", "max", "count_reaching"]
    ways += ["ratio"] * 3 if measure == "percentage" else ["sum", "sum", "mean"]
    keys["across_units"] = random.choice(ways)
    if keys["across_units"] == "count_reaching":
        keys["reaching"] = _number(random)
    return indicator(code, **keys)


def _leg(random: Random, code: str, names: tuple[str, ...], rule: str) -> dict[str, Any]:
    if rule in {"rubric", "declared"}:
        return {"indicator": code}
    period = random.choice([PERIOD, PERIOD, PERIOD, PERIOD, PERIODS[2]])
    targets = {} if random.random() < 0.1 else {period: _number(random)}
    own = {name: {PERIOD: _number(random)} for name in names if random.random() < 0.2}
    found: dict[str, Any] = {"indicator": code, "targets": targets, "unit_targets": own}
    if random.random() < 0.15:
        found["comparator"] = "="
    return found


def _values(random: Random, definition: FrameworkDefinition) -> list[tuple[ValueKey, Value]]:
    found: list[tuple[ValueKey, Value]] = []
    for entry in definition.indicators:
        for unit in definition.unit_by_code:
            for period in PERIODS[:2]:
                value = _value(random, entry.measure.value)
                if value is not None:
                    found.append((ValueKey(unit, period, entry.code), value))
    return found


WITHOUT_FIGURE = (ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE, ValueState.NOT_YET_DUE)


def _value(random: Random, measure: str) -> Value | None:
    if random.random() < 0.2:
        return None
    if random.random() < 0.2:
        return Value(random.choice(WITHOUT_FIGURE), reason="a reason")
    match measure:
        case "scale":
            return reported_level(random.choice(["high", "middle", "low"]))
        case "declaration":
            return reported_level(random.choice([*Status]))
        case "percentage" if random.random() < 0.8:
            denominator = random.randint(1, 50)
            return reported_ratio(random.randint(0, denominator), denominator)
        case _:
            return reported(_number(random, 120))
