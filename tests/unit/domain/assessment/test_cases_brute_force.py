"""Worst and best case against every completion on a grid (rules, section 4).

What is missing comes in anywhere between nothing and its target; a falling figure anywhere from its
target upward. The expectation is found by trying: each missing unit takes each of some values, the
framework is assessed anew, and the worst and best status of all tries are what was to be told. The
grid is fine where a status can change, and knows nothing of how the cases are computed.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest

from spa_me.domain.assessment import MarkerAssessment
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.status import Status
from spa_me.domain.values import Value, ValueState, reported, reported_ratio
from tests.unit.domain.building import PERIOD, framework, indicator, judged, leg, marker, units

TINY = Decimal("0.000001")
ENDLESS = Decimal(1000)
ACROSS = ("sum", "mean", "min", "max", "count_reaching", "ratio")
COMPARATORS = {"rising": (">=", ">", "="), "falling": ("<=", "<", "=")}
TARGETS = (Decimal(0), Decimal(5), Decimal(12))


class Try:
    """One framework of one leg, with what is known of it."""

    def __init__(self, random: Random, across: str, direction: str, comparator: str) -> None:
        self.across, self.direction, self.comparator = across, direction, comparator
        self.target = random.choice(TARGETS)
        known, missing = random.choice([(0, 1), (0, 2), (1, 1), (1, 1), (1, 2), (2, 1)])
        self.names = ("A", "B", "C")[: known + missing]
        self.known = {
            unit: Decimal(random.choice([0, 2, 5, 8, 12, 20])) for unit in self.names[:known]
        }
        self.missing = self.names[known:]
        self.own = {
            unit: random.choice(TARGETS)
            for unit in self.missing
            if across != "count_reaching" and random.random() < 0.4
        }
        self.baseline = random.choice([None, None, Decimal(0), Decimal(3), Decimal(15)])
        self.bound = random.choice([0, 0, 50])
        self.keep = random.random() < 0.3
        self.definition = self._definition()

    def _definition(self) -> FrameworkDefinition:
        is_ratio = self.across == "ratio"
        keys: dict[str, Any] = {} if self.across != "count_reaching" else {"reaching": 5}
        raw = indicator(
            measure="percentage" if is_ratio else "amount",
            across_units=self.across,
            direction=self.direction,
            baseline=None if self.baseline is None else {"value": self.baseline},
            **keys,
        )
        is_count = self.across == "count_reaching"
        comparator = self.comparator.replace("<", ">") if is_count else self.comparator
        target = min(self.target, Decimal(2)) if is_count else self.target
        unit_targets = {unit: {PERIOD: own} for unit, own in self.own.items()}
        one = leg("i", target, comparator=comparator, unit_targets=unit_targets, keep=self.keep)
        return framework(
            [raw], [marker("m", one)], units=units(*self.names), rules={"partly_above": self.bound}
        )

    def judged(self, more: dict[str, Value]) -> MarkerAssessment:
        """Return how the marker stands with what is known and what came in."""
        is_ratio = self.across == "ratio"
        known = {
            unit: reported_ratio(number / 10, 10) if is_ratio else reported(number)
            for unit, number in self.known.items()
        }
        return judged(self.definition, {(unit, "i"): v for unit, v in (known | more).items()})

    def statuses(self, now: MarkerAssessment) -> Iterator[Status]:
        """Yield the status of every completion."""
        for chosen in product(*(self.numbers(unit) for unit in self.missing)):
            if self.across == "ratio":
                yield from map(now.legs[0].status_at, self._ratios(chosen))
                continue
            more = {
                unit: reported(number) for unit, number in zip(self.missing, chosen, strict=True)
            }
            found = self.judged(more).computed
            if found is not None:
                yield found

    def _ratios(self, chosen: Sequence[Decimal]) -> Iterator[Fraction]:
        """Yield ratios of sums with denominators of any size, also one that hits the target."""
        known = [(Fraction(number), Fraction(10)) for number in self.known.values()]
        for sizes in product((1, 10, 10**9), repeat=len(chosen)):
            asked = zip(map(Fraction, chosen), map(Fraction, sizes), strict=True)
            parts = [*known, *asked]
            yield _ratio(parts)
            for place in range(len(known), len(parts)):
                number, rest = parts[place][0], [*parts[:place], *parts[place + 1 :]]
                lack = sum((size * (Fraction(self.target) - n) for n, size in rest), Fraction(0))
                size = (
                    lack / (number - Fraction(self.target)) if number != self.target else lack * 0
                )
                if size > 0:
                    yield _ratio([*rest, (number, size)])

    def numbers(self, unit: str) -> list[Decimal]:
        """Return what one unit may come in at: the ends, and wherever a status could change."""
        is_total = self.across == "sum"
        target = self.own.get(unit, None if is_total else self.target)
        if self.across == "count_reaching":
            return [Decimal(0), Decimal(5), Decimal(9)]
        low, high = Decimal(0), ENDLESS
        is_strict = self.comparator in {"<", ">"}
        if target is not None and self.direction == "rising":
            high = target + (TINY if is_strict and self.across != "ratio" else 0)
        elif target is not None:
            low = target - (TINY if is_strict and self.across != "ratio" else 0)
        wanted = {low, high, *self._telling()}
        return [number for number in sorted(wanted) if low <= number <= high]

    def _telling(self) -> Iterator[Decimal]:
        """Yield what brings the figure right to where its status changes, or a little past it."""
        present = sum(self.known.values(), Decimal(0))
        start = self.baseline or Decimal(0)
        partly = start + (self.target - start) * self.bound / 100
        for goal in (self.target, partly):
            rest = {"sum": goal - present, "mean": goal * len(self.names) - present}
            for count in range(1, len(self.missing) + 1):
                exact = rest.get(self.across, goal) / count
                for nudge in (-TINY, Decimal(0), TINY):
                    yield (exact + nudge).quantize(Decimal("1e-9"))


def _ratio(parts: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    nothing = Fraction(0)
    whole = sum((size for _, size in parts), nothing)
    return sum((n * size for n, size in parts), nothing) / whole


def _span(found: Sequence[Status]) -> tuple[Status, Status]:
    ranked = sorted(found, key=lambda status: status.rank)
    return ranked[0], ranked[-1]


COMBINATIONS = [
    (across, direction, comparator)
    for across in ACROSS
    for direction, comparators in COMPARATORS.items()
    for comparator in comparators
]


@pytest.mark.parametrize(("across", "direction", "comparator"), COMBINATIONS)
def test_no_completion_is_worse_or_better_and_one_is_as_bad_and_one_as_good(
    across: str, direction: str, comparator: str
) -> None:
    random = Random(f"{across} {direction} {comparator}")  # noqa: S311 (no secret hangs on it)
    for _ in range(60):
        one = Try(random, across, direction, comparator)
        now = one.judged({})
        possible = list(one.statuses(now))
        if now.computed is not None:  # a case never lies on the wrong side of what is known
            possible.append(now.computed)
        assert (now.worst, now.best) == _span(possible), vars(one)


# --- The rows of an audit -------------------------------------------------------------------------


def _two(target: int, entered: Value | int, **keys: Any) -> MarkerAssessment:
    own = keys.pop("own", {})
    comparator = keys.pop("comparator", None)
    one = leg("i", target, unit_targets=own, comparator=comparator)
    definition = framework([indicator(**keys)], [marker("m", one)], units=units("A", "B"))
    return judged(definition, {("A", "i"): entered})


def test_a_falling_sum_that_is_passed_already_is_not_met_at_best() -> None:
    assert _two(10, 20, direction="falling").best is Status.NOT


def test_exactly_five_with_seven_already_is_not_met_at_best() -> None:
    found = _two(5, 7, comparator="=")
    assert (found.computed, found.best) == (Status.NOT, Status.NOT)
    assert _two(5, 3, comparator="=").best is Status.FULLY


def test_a_ratio_is_lifted_as_far_as_the_own_target_of_who_is_missing() -> None:
    ratio = {"measure": "percentage", "across_units": "ratio"}
    own = {"B": {PERIOD: 90}}
    assert _two(50, reported_ratio(10, 100), own=own, **ratio).best is Status.FULLY
    assert _two(90, reported_ratio(10, 100), own=own, **ratio).best is Status.PARTLY


def test_own_targets_that_do_not_add_up_to_the_total_bound_the_best_case() -> None:
    own = {"A": {PERIOD: 3}, "B": {PERIOD: 4}}
    definition = framework(
        [indicator()], [marker("m", leg("i", 10, unit_targets=own))], units=units("A", "B")
    )
    found = judged(definition, {})
    assert (found.worst, found.best) == (Status.NOT, Status.PARTLY)


def test_a_target_of_nothing_is_reached_by_nothing() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 0))], units=units("A", "B"))
    assert judged(definition, {}).worst is Status.FULLY


def test_a_rubric_cannot_become_what_no_level_of_it_gives() -> None:
    levels = [
        {"code": "a", "title": "A", "status": "partly"},
        {"code": "b", "title": "B", "status": "not"},
    ]
    definition = framework(
        [indicator(measure="scale", levels=levels)],
        [marker("m", leg("i"), rule="rubric")],
        units=units("A", "B"),
    )
    assert judged(definition, {}).best is Status.PARTLY


def test_k_of_n_cannot_be_met_by_fewer_than_k() -> None:
    definition = framework(
        [indicator()], [marker("m", leg("i", 5), rule="k_of_n", k=3)], units=units("A", "B", "C")
    )
    outside = Value(ValueState.NOT_APPLICABLE, reason="no coast")
    found = judged(definition, {("A", "i"): outside})
    assert found.best is Status.PARTLY
    assert found.needed == 3
    assert Fraction(found.reaching, found.needed) == 0
