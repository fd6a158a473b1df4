"""Results: counts of their markers and the card of achievements (rules, section 5)."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from spa_me.domain.assessment import (
    Card,
    CardColour,
    Judgements,
    PeriodAssessment,
    StatusCounts,
    assess,
    card,
    count,
)
from spa_me.domain.judgements import Declaration, ResultRating
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import Value, ValueState
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
    assert top.uncapped.achievement == Fraction(1, 2)
    assert (top.uncapped.is_capped, top.capped.is_capped) == (False, True)


def _card(achieved: Sequence[int], *, is_capped: bool) -> Card:
    codes = [f"m{place}" for place in range(len(achieved))]
    definition = framework(
        [indicator(code) for code in codes], [marker(code, leg(code, 1000)) for code in codes]
    )
    values = book({("A", code): n for code, n in zip(codes, achieved, strict=True)})
    return card(assess(definition, PERIOD, values).markers, is_capped=is_capped)


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
    found = card([], is_capped=is_capped)
    assert (found.achievement, found.colour) == (None, CardColour.GREY)


def test_an_achievement_that_cannot_be_computed_is_left_out() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 0))])
    markers = assess(definition, PERIOD, book({("A", "i"): 0})).markers
    assert card(markers, is_capped=True).colour is CardColour.GREY


def test_k_of_n_goes_in_as_units_reaching_of_units() -> None:
    definition = framework(
        [share()], [marker("m", leg("i", 20), rule="k_of_n")], units=units("A", "B", "C")
    )
    markers = assess(definition, PERIOD, book({("A", "i"): 33})).markers
    assert card(markers, is_capped=False).achievement == Fraction(1, 3)


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
