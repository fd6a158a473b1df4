"""Results: counts of their markers and the card of achievements (rules, section 5)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.assessment import (
    Card,
    CardColour,
    Judgements,
    MarkerAssessment,
    NoLight,
    PeriodAssessment,
    StatusCounts,
    assess,
    card,
    count,
)
from spa_me.domain.derivation.figures import no_light
from spa_me.domain.judgements import Declaration, ResultRating
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import Value, ValueState, reported_level
from tests.unit.domain.building import PERIOD, book, framework, indicator, leg, marker, share, units

TREE = [
    {"code": "1", "level": "outcome", "title": "Outcome"},
    {"code": "1.1", "level": "outcome", "title": "Output", "parent": "1"},
    {"code": "1.1.1", "level": "outcome", "title": "Below", "parent": "1.1"},
    {"code": "2", "level": "outcome", "title": "Empty"},
]
CODES = ("top", "mid", "low", "none", "due", "na", "blank")
DEFINITION = framework(
    [indicator(code) for code in CODES],
    [
        {**marker("top", leg("top", 10)), "result": "1"},
        {**marker("mid", leg("mid", 10)), "result": "1.1"},
        {**marker("low", leg("low", 10)), "result": "1.1.1"},
        {**marker("none", leg("none")), "result": "1.1"},
        *({**marker(code, leg(code, 10)), "result": "1.1"} for code in ("due", "na", "blank")),
    ],
    results=TREE,
)
VALUES = book(
    {
        ("A", "top"): 10,
        ("A", "mid"): 5,
        ("A", "low"): 0,
        ("A", "due"): Value(ValueState.NOT_YET_DUE, reason="later"),
        ("A", "na"): Value(ValueState.NOT_APPLICABLE, reason="never"),
    }
)


def _assessed(judgements: Judgements | None = None, unit: str | None = None) -> PeriodAssessment:
    return assess(DEFINITION, PERIOD, VALUES, judgements, unit)


def _result(code: str, judgements: Judgements | None = None) -> StatusCounts:
    return next(r for r in _assessed(judgements).results if r.result.code == code).counts


def test_a_result_counts_its_own_markers_and_those_below() -> None:
    assert _result("1").by_kind == {
        Status.FULLY: 1,
        Status.PARTLY: 1,
        Status.NOT: 1,
        NoStatus.NO_TARGET: 1,
        NoStatus.NOT_DUE: 1,
        NoStatus.NOT_APPLICABLE: 1,
        NoStatus.NOT_REPORTED: 1,
    }
    assert (_result("1.1").total, _result("1.1.1").total, _result("2").total) == (6, 1, 0)


def test_the_kinds_of_no_status_are_outside_of_the_denominator() -> None:
    counts = _assessed().counts
    assert (counts.with_status, counts.without_status, counts.total) == (3, 4, 7)


def test_counts_use_the_reported_status() -> None:
    declared = Judgements(declarations=(Declaration("blank", PERIOD, Status.FULLY, "seen"),))
    assert _result("1", declared).of(Status.FULLY) == 2
    assert _result("1", declared).of(NoStatus.NOT_REPORTED) == 0


def test_nothing_counts_as_nothing() -> None:
    assert count([]).total == 0
    assert StatusCounts().of(Status.FULLY) == 0


def test_results_stand_in_tree_order_with_their_depth() -> None:
    assert [(r.result.code, r.depth) for r in _assessed().results] == [
        ("1", 0),
        ("1.1", 1),
        ("1.1.1", 2),
        ("2", 0),
    ]


def test_the_card_is_the_mean_of_the_markers_that_have_an_achievement() -> None:
    top = _assessed().results[0]
    assert top.uncapped.markers == {"top": Fraction(1), "mid": Fraction(1, 2), "low": Fraction(0)}
    assert top.uncapped.mean == Fraction(1, 2)
    assert (top.uncapped.is_capped, top.capped.is_capped) == (False, True)


def _card_of(markers: Sequence[MarkerAssessment], *, is_capped: bool = True) -> Card:
    return card(markers, is_capped=is_capped, missing_allowed=Fraction(1, 5))


def _card(achieved: Sequence[int], *, is_capped: bool) -> Card:
    codes = [f"m{place}" for place in range(len(achieved))]
    definition = framework(
        [indicator(code) for code in codes], [marker(code, leg(code, 1000)) for code in codes]
    )
    values = book({("A", code): n for code, n in zip(codes, achieved, strict=True)})
    return _card_of(assess(definition, PERIOD, values).markers, is_capped=is_capped)


@pytest.mark.parametrize(
    ("achieved", "is_capped", "expected", "colour"),
    [
        ([2000, 0], False, "1", CardColour.GREEN),
        ([2000, 0], True, "1/2", CardColour.AMBER),
        ([1000], True, "1", CardColour.GREEN),
        ([995], True, "199/200", CardColour.AMBER),  # 99.5 is amber
        ([500], True, "1/2", CardColour.AMBER),
        ([499], True, "499/1000", CardColour.RED),
        ([0], True, "0", CardColour.RED),
    ],
)
def test_colours(
    achieved: Sequence[int], is_capped: bool, expected: str, colour: CardColour
) -> None:
    found = _card(achieved, is_capped=is_capped)
    assert (found.achievement, found.colour) == (Fraction(expected), colour)


@pytest.mark.parametrize("is_capped", [True, False])
def test_nothing_to_go_on_is_grey(is_capped: bool) -> None:
    found = _card_of([], is_capped=is_capped)
    assert (found.achievement, found.colour) == (None, CardColour.GREY)


def test_an_achievement_that_cannot_be_computed_is_left_out() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 0))])
    markers = assess(definition, PERIOD, book({("A", "i"): 0})).markers
    assert _card_of(markers).no_light is NoLight.NOTHING


def _in_each(k: int | None, *reported: int) -> Card:
    keys = {"rule": "k_of_n", **({} if k is None else {"k": k})}
    names = ("A", "B", "C")
    definition = framework([share()], [marker("m", leg("i", 20), **keys)], units=units(*names))
    entered = {(unit, "i"): n for unit, n in zip(names, reported, strict=False)}
    return _card_of(assess(definition, PERIOD, book(entered)).markers, is_capped=False)


@pytest.mark.parametrize(
    ("k", "reported", "expected"),
    [
        (None, (33, 5, 5), Fraction(1, 3)),
        (1, (33, 5, 5), Fraction(1)),  # fully met, and not a third of it
        (2, (33, 5, 5), Fraction(1, 2)),
        (1, (33, 33, 33), Fraction(1)),  # never over 100 %
    ],
)
def test_k_of_n_goes_in_as_units_reaching_of_units_needed(
    k: int | None, reported: Sequence[int], expected: Fraction
) -> None:
    assert _in_each(k, *reported).achievement == expected


# --- No light without data (rules, sections 5 and 12) ---------------------------------------------

RUBRIC = [
    {"code": status, "title": status, "status": status} for status in ("fully", "partly", "not")
]


def _with_rubrics(numbers: Sequence[int], levels: Sequence[str], **keys: Any) -> Card:
    """Return the card of markers with a target of 10 and of markers that are judged by a level."""
    counted = [f"n{place}" for place in range(len(numbers))]
    graded = [f"r{place}" for place in range(len(levels))]
    definition = framework(
        [
            *(indicator(code) for code in counted),
            *(indicator(code, measure="scale", levels=RUBRIC) for code in graded),
        ],
        [
            *(marker(code, leg(code, 10)) for code in counted),
            *(marker(code, leg(code), rule="rubric") for code in graded),
        ],
    )
    entered: dict[tuple[str, str], Value | int] = {
        **{("A", code): n for code, n in zip(counted, numbers, strict=True)},
        **{("A", code): reported_level(level) for code, level in zip(graded, levels, strict=True)},
    }
    return _card_of(assess(definition, PERIOD, book(entered), **keys).markers)


def test_one_marker_by_number_and_one_by_level_give_no_light() -> None:
    """It was "100 % green" beside one partly."""
    found = _with_rubrics([10], ["partly"])
    assert (found.colour, found.achievement) == (CardColour.GREY, None)
    assert found.no_light is NoLight.FEW_PER_CENTS
    assert str(no_light(found)) == "1 of 2 markers have a per cent"


@pytest.mark.parametrize(
    ("numbers", "levels", "colour"),
    [
        ([10, 10, 10, 10], ["fully"], CardColour.GREEN),  # four of five are enough
        ([10, 10, 10], ["fully"], CardColour.GREY),
        ([10, 10, 10, 10], ["partly"], CardColour.GREY),  # green stands beside no partly
        ([10, 10, 10, 10], ["not"], CardColour.GREY),
        ([10, 10, 10, 6], ["partly"], CardColour.AMBER),
        ([0, 0, 0, 0], ["partly"], CardColour.RED),
    ],
)
def test_a_light_needs_a_per_cent_of_four_markers_in_five(
    numbers: Sequence[int], levels: Sequence[str], colour: CardColour
) -> None:
    assert _with_rubrics(numbers, levels).colour is colour


@given(
    st.lists(st.integers(0, 15), max_size=6),
    st.lists(st.sampled_from(["fully", "partly", "not"]), max_size=3),
)
def test_green_never_stands_beside_a_marker_without_a_per_cent_that_is_not_fully_met(
    numbers: list[int], levels: list[str]
) -> None:
    if _with_rubrics(numbers, levels).colour is CardColour.GREEN:
        assert set(levels) <= {"fully"}
        assert all(number >= 10 for number in numbers)


def _reported(count: int, of: int, **rules: int) -> Card:
    codes = [f"m{place}" for place in range(of)]
    definition = framework(
        [indicator(code) for code in codes],
        [marker(code, leg(code, 10)) for code in codes],
        rules=rules,
    )
    values = book({("A", code): 10 for code in codes[:count]})
    return assess(definition, PERIOD, values).results[0].capped


@pytest.mark.parametrize(
    ("count", "of", "colour"), [(4, 5, CardColour.GREEN), (3, 4, CardColour.GREY)]
)
def test_more_than_a_fifth_missing_is_no_light(count: int, of: int, colour: CardColour) -> None:
    assert _reported(count, of).colour is colour


def test_the_share_that_may_be_missing_is_a_rule_of_the_framework() -> None:
    assert _reported(3, 4, missing_allowed=25).colour is CardColour.GREEN
    found = _reported(4, 5, missing_allowed=19)
    assert found.no_light is NoLight.MUCH_MISSING
    assert str(no_light(found)) == "20 % is missing"


def test_units_that_are_missing_in_a_marker_count_as_a_part_of_it() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 10))], units=units("A", "B", "C"))
    found = assess(definition, PERIOD, book({("A", "i"): 12, ("B", "i"): 1})).results[0].capped
    assert (found.missing, found.colour) == (Fraction(1, 3), CardColour.GREY)
    whole = assess(definition, PERIOD, book({(unit, "i"): 12 for unit in "ABC"})).results[0]
    assert (whole.capped.missing, whole.capped.colour) == (0, CardColour.GREEN)


def test_what_is_not_due_or_was_declared_is_not_missing() -> None:
    declared = Judgements(declarations=(Declaration("blank", PERIOD, Status.FULLY, "seen"),))
    assert _assessed(declared).results[0].capped.missing == 0
    assert _assessed().results[0].capped.missing == Fraction(1, 4)


def test_a_rating_stands_apart_from_the_markers() -> None:
    ratings = (
        ResultRating("1.1", PERIOD, Status.PARTLY, "work is done, change is slow"),
        ResultRating("1", "2025", Status.FULLY, "another year"),
    )
    judgements = Judgements(ratings=ratings)
    found = {r.result.code: r.rating for r in _assessed(judgements).results}
    assert (found["1"], found["1.1"]) == (None, ratings[0])
    assert _result("1.1", judgements).by_kind == _result("1.1").by_kind
    assert all(r.rating is None for r in _assessed(judgements, unit="A").results)


def test_every_kind_has_words_of_its_own() -> None:
    assert len(set(STATUS_TITLES.values())) == len([*Status, *NoStatus])
