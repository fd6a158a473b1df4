"""The rule of a marker in one sentence: the figures in it are those at which the status changes."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.assessment import LegAssessment
from spa_me.domain.derivation import derive
from spa_me.domain.sentences import Amount, Sentence
from spa_me.domain.status import Status
from tests.unit.domain.building import framework, indicator, judged, leg, marker, share, units


def rule_of(*indicators: dict[str, Any], **keys: Any) -> str:
    legs = keys.pop("legs", [leg("i", 2)])
    definition = framework(indicators or [indicator()], [marker("m", *legs, **keys)])
    return str(derive(definition, judged(definition, {})).rule)


def test_a_single_leg_says_at_which_figures_its_status_changes() -> None:
    assert rule_of() == "Fully at 2 or more, not at 0, otherwise partly."


@pytest.mark.parametrize(
    ("keys", "legs", "said"),
    [
        ({"baseline": {"value": 40}}, [leg("i", 60)], "not at 40 or less, otherwise partly"),
        (
            {"direction": "falling", "baseline": {"value": 40}},
            [leg("i", 10)],
            "Fully at 10 or less, not at 40 or more, otherwise partly.",
        ),
        ({"direction": "falling"}, [leg("i", 10)], "Fully at 10 or less, otherwise not."),
        ({}, [leg("i", 90, comparator=">")], "Fully at more than 90, not at 0"),
        ({}, [leg("i")], "Without a target for the period there is no status."),
    ],
)
def test_baseline_direction_and_comparator_are_in_it(
    keys: dict[str, Any], legs: list[dict[str, Any]], said: str
) -> None:
    assert said in rule_of(indicator(**keys), legs=legs)


def test_percentages_keep_their_sign() -> None:
    said = rule_of(share(), legs=[leg("i", 20)])
    assert said == "Fully at 20 % or more, not at 0 %, otherwise partly."


@pytest.mark.parametrize(
    ("k", "said"),
    [
        (None, "when all 3 reporting units reach the target, not when none does"),
        (2, "when at least 2 of 3 reporting units reach the target, not when none does"),
        (1, "when a reporting unit reaches the target, otherwise not"),
    ],
)
def test_a_count_of_units_names_how_many_are_needed(k: int | None, said: str) -> None:
    keys = {} if k is None else {"k": k}
    definition = framework(
        [share()],
        [marker("m", leg("i", 20), rule="k_of_n", **keys)],
        units=units("A", "B", "C"),
    )
    assert said in str(derive(definition, judged(definition, {})).rule)


FIGURES = st.integers(0, 400).map(lambda number: Decimal(number) / 4)


@given(
    target=FIGURES.filter(bool),
    baseline=st.none() | FIGURES,
    bound=st.sampled_from(["0", "25", "50"]),
    is_rising=st.booleans(),
    is_strict=st.booleans(),
    amount=FIGURES,
)
def test_the_sentence_and_the_status_agree_for_every_figure(
    target: Decimal,
    baseline: Decimal | None,
    bound: str,
    amount: Decimal,
    *,
    is_rising: bool,
    is_strict: bool,
) -> None:
    if baseline is not None and (target <= baseline if is_rising else target >= baseline):
        baseline = None  # a target on the wrong side of the baseline is asked about elsewhere
    keys: dict[str, Any] = {"direction": "rising" if is_rising else "falling"}
    if baseline is not None:
        keys["baseline"] = {"value": str(baseline)}
    sign = (">" if is_strict else ">=") if is_rising else ("<" if is_strict else "<=")
    definition = framework(
        [indicator(measure="amount", **keys)],
        [marker("m", leg("i", str(target), comparator=sign))],
        rules={"partly_above": bound},
    )
    assessed = judged(definition, {("A", "i"): amount})

    assert _by_sentence(derive(definition, assessed).rule, amount, assessed.legs[0]) is (
        assessed.legs[0].status
    )


def _by_sentence(rule: Sentence, amount: Decimal, found: LegAssessment) -> Status:
    """Read the status off the sentence alone, as a person would."""
    reached, nothing = rule.values["reached"], rule.values.get("nothing")
    assert isinstance(reached, Sentence)
    if _fits(reached, amount):
        return Status.FULLY
    if nothing is None:
        return Status.NOT
    assert isinstance(nothing, Sentence)
    assert found.target is not None
    return Status.NOT if _fits(nothing, amount) else Status.PARTLY


def _fits(said: Sentence, amount: Decimal) -> bool:
    (figure,) = said.values.values()
    assert isinstance(figure, Amount)
    edge = Fraction(figure.number)
    if said.template.startswith("more than"):
        return amount > edge
    if said.template.startswith("less than"):
        return amount < edge
    if said.template.endswith("or more"):
        return amount >= edge
    return amount <= edge  # “or less”, and 0, below which nothing is counted
