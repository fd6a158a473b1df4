"""Every input of a status is in its explanation, whatever the framework and the values are.

Sentences are data, so the test looks for the values themselves and not for any wording.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from spa_me.domain.assessment import Judgements, MarkerAssessment, assess
from spa_me.domain.derivation import COMPARATOR_WORDS, Derivation, derive, facts_of
from spa_me.domain.derivation.facts import LegFacts
from spa_me.domain.derivation.words import DIRECTION_SENTENCES
from spa_me.domain.framework import Comparator, Direction, FrameworkDefinition, MarkerRule
from spa_me.domain.judgements import ProRata
from spa_me.domain.sentences import Amount, Sentence
from tests.unit.domain.building import PERIOD, framework, indicator, judged, leg, marker
from tests.unit.domain.drawing import Case, cases

SHORTENED = ProRata("m", PERIOD, date(2026, 7, 1), date(2026, 12, 31), "tracked late")


def _values(sentence: Sentence) -> Iterator[object]:
    """Yield all that a sentence is made of, those in it included."""
    yield sentence
    for value in sentence.values.values():
        if isinstance(value, Sentence):
            yield from _values(value)
        elif isinstance(value, Amount):
            yield Fraction(value.number)
        elif isinstance(value, Decimal | Fraction | int):
            yield Fraction(value)
        else:
            yield value


def _told(found: Derivation) -> set[object]:
    groups = (found.steps, found.missing, found.cases, found.changes, found.remarks)
    sentences = [found.answer, found.rule, *(sentence for group in groups for sentence in group)]
    known: set[object] = set()
    for sentence in sentences:
        known.update(str(v) if isinstance(v, Sentence) else v for v in _values(sentence))
    return known


def _inputs(fact: LegFacts) -> Iterator[object]:
    """Yield what has to be told of a leg, as it stands among the values of sentences."""
    for key in ("baseline", "target", "actual"):
        if fact[key]:
            yield Fraction(fact[key])
    if Fraction(fact["factor"]) != 1:
        yield fact["factor"]
    if fact["target"]:
        yield COMPARATOR_WORDS[Comparator(fact["comparator"])]
    if fact["direction"] == Direction.FALLING:
        yield str(DIRECTION_SENTENCES[Direction.FALLING])


def _untold(definition: FrameworkDefinition, marker: MarkerAssessment) -> list[object]:
    facts, told = facts_of(marker), _told(derive(definition, marker))
    wanted: list[object] = [value for fact in facts["legs"] for value in _inputs(fact)]
    if facts["k"] is not None:
        wanted.append(Fraction(facts["k"]))
    if facts["partly_above"] != "0":
        wanted.append(Fraction(facts["partly_above"]) * 100)
    for unit in facts["units"]:
        if unit["amount"] and unit["target"]:
            wanted += [Fraction(unit["amount"]), Fraction(unit["target"])]
    return [value for value in wanted if value not in told]


NUMERIC = {MarkerRule.ALL_OF, MarkerRule.K_OF_N}


@settings(max_examples=max(400, settings().max_examples))
@given(cases())
def test_every_input_of_a_status_is_told(case: Case) -> None:
    judgements = replace(case.judgements, pro_ratas=(SHORTENED,))
    for unit in (None, *case.definition.unit_by_code):
        found = assess(case.definition, PERIOD, case.book, judgements, unit)
        for entry in found.markers:
            if entry.marker.rule in NUMERIC:
                assert _untold(case.definition, entry) == []


def test_the_baseline_is_in_the_explanation_with_its_year() -> None:
    raw = indicator(direction="falling", baseline={"value": 40, "year": 2025})
    definition = framework([raw], [marker("m", leg("i", 10))])
    said = _told(derive(definition, judged(definition, {("A", "i"): 25})))
    assert "i: the baseline of 2025 is 40; a lower figure is progress." in said


@pytest.mark.parametrize("keep", [True, False])
def test_a_level_that_is_kept_is_told(keep: bool) -> None:
    definition = framework(
        [indicator(baseline={"value": 60})], [marker("m", leg("i", 50, keep=keep))]
    )
    said = _told(derive(definition, judged(definition, {("A", "i"): 70})))
    assert ("i: a level that the baseline has already is to be kept." in said) is keep
    assert (
        any("does not say that the level is to be kept" in str(text) for text in said) is not keep
    )


def test_the_property_sees_what_is_left_out() -> None:
    """Without the step that tells of a baseline it would have to fail."""
    definition = framework([indicator(baseline={"value": 3})], [marker("m", leg("i", 10))])
    found = judged(definition, {("A", "i"): 4}, judgements=Judgements())
    (fact,) = facts_of(found)["legs"]
    told = {value for value in _told(derive(definition, found)) if value != Fraction(3)}
    assert [value for value in _inputs(fact) if value not in told] == [Fraction(3)]
