"""Random frameworks and values for properties that have to hold for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from spa_me.domain.assessment import Judgements
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration
from spa_me.domain.status import Status
from spa_me.domain.values import Value, ValueBook, ValueKey, ValueState, reported, reported_level
from tests.unit.domain.building import COUNTRIES, PERIOD, framework, indicator, marker, units, years

PERIODS = ("2025", PERIOD, "2027")
NUMBERS = st.decimals(min_value=0, max_value=200, places=1)
TARGETS = st.decimals(min_value=0, max_value=100, places=1)
LEVELS = [
    {"code": "high", "title": "High", "status": "fully"},
    {"code": "middle", "title": "Middle", "status": "partly"},
    {"code": "low", "title": "Low", "status": "not"},
]


@dataclass(frozen=True)
class Case:
    """A framework with values of three periods, and judgements on the middle one."""

    definition: FrameworkDefinition
    values: tuple[tuple[ValueKey, Value], ...]
    judgements: Judgements

    @property
    def book(self) -> ValueBook:
        return ValueBook(self.values)


def states() -> st.SearchStrategy[Value]:
    """Return values that are there without a figure."""
    without = [ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE, ValueState.NOT_YET_DUE]
    return st.sampled_from(without).map(lambda state: Value(state, reason="a reason"))


@st.composite
def ratios(draw: st.DrawFn) -> Value:
    denominator = draw(st.integers(1, 50))
    numerator = draw(st.integers(0, denominator))
    return Value(
        ValueState.REPORTED, numerator=Decimal(numerator), denominator=Decimal(denominator)
    )


def figures(measure: str) -> st.SearchStrategy[Value]:
    """Return reported values of a measure."""
    match measure:
        case "percentage":
            return ratios() | NUMBERS.map(reported)
        case "scale":
            return st.sampled_from(["high", "middle", "low"]).map(reported_level)
        case "declaration":
            return st.sampled_from([*Status]).map(reported_level)
        case _:
            return NUMBERS.map(reported)


@st.composite
def indicators(draw: st.DrawFn, code: str, measure: str) -> dict[str, Any]:
    keys: dict[str, Any] = {"measure": measure, "levels": LEVELS if measure == "scale" else []}
    keys["across_periods"] = draw(st.sampled_from(["periodic", "cumulative", "snapshot"]))
    if measure in {"scale", "declaration"}:
        return indicator(code, **keys)
    keys["direction"] = draw(st.sampled_from(["rising", "falling"]))
    keys["baseline"] = draw(st.none() | st.fixed_dictionaries({"value": TARGETS}))
    ways = ["min", "max", "count_reaching", *(["ratio"] if measure == "percentage" else [])]
    keys["across_units"] = draw(
        st.sampled_from(ways if measure == "percentage" else [*ways, "sum", "mean"])
    )
    if keys["across_units"] == "count_reaching":
        keys["reaching"] = draw(TARGETS)
    return indicator(code, **keys)


@st.composite
def legs(draw: st.DrawFn, code: str, names: Sequence[str], *, graded: bool) -> dict[str, Any]:
    if graded:
        return {"indicator": code}
    own = st.dictionaries(st.sampled_from(names), st.dictionaries(st.just(PERIOD), TARGETS))
    return {
        "indicator": code,
        "targets": draw(st.dictionaries(st.sampled_from(PERIODS), TARGETS)),
        "unit_targets": draw(own),
    }


RULES = {
    "k_of_n": ["count", "amount", "percentage"],
    "rubric": ["scale"],
    "declared": ["declaration"],
}


@st.composite
def markers(draw: st.DrawFn, names: Sequence[str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return a marker and the indicators of its legs."""
    rule = draw(st.sampled_from(["all_of", "all_of", "k_of_n", "rubric", "declared"]))
    count = draw(st.integers(1, 3)) if rule == "all_of" else 1
    measures = RULES.get(rule, ["count", "amount", "percentage"])
    codes = [f"i{place}" for place in range(count)]
    measured = [draw(indicators(code, draw(st.sampled_from(measures)))) for code in codes]
    graded = rule in {"rubric", "declared"}
    made = [draw(legs(code, names, graded=graded)) for code in codes]
    keys: dict[str, Any] = {"rule": rule}
    if rule == "k_of_n":
        keys["k"] = draw(st.none() | st.integers(1, len(names)))
    return measured, marker("m", *made, **keys)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a framework of one marker, of any rule, with up to four units.

    One is enough, since no rule looks at two markers, and it keeps the drawing fast.
    """
    names = COUNTRIES[: draw(st.integers(1, 4))]
    measured, made = draw(markers(names))
    definition = framework(
        measured,
        [made],
        units=units(*names),
        periods=years(*PERIODS),
        rules={"partly_above": draw(st.sampled_from([0, 0, 50]))},
    )
    values: list[tuple[ValueKey, Value]] = []
    for found in definition.indicators:
        for unit in names:
            for period in PERIODS[:2]:
                value = draw(st.none() | states() | figures(found.measure))
                if value is not None:
                    values.append((ValueKey(unit, period, found.code), value))
    status = draw(st.none() | st.sampled_from(Status))
    declared = () if status is None else (Declaration("m", PERIOD, status, "a reason"),)
    return Case(definition, tuple(values), Judgements(declarations=declared))
