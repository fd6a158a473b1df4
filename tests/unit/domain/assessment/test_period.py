"""A whole period: what is asked for exists, or the error says what does."""

import pytest

from spa_me.domain.assessment import assess, assess_markers
from spa_me.domain.assessment.period import narrowed
from spa_me.domain.errors import NotFoundError
from tests.unit.domain.building import PERIOD, book, framework, indicator, leg, marker, units

DEFINITION = framework(
    [indicator(), indicator("j")],
    [
        {**marker("m", leg("i", 5)), "result": "1.1"},
        {**marker("n", leg("j", 5)), "result": "2"},
    ],
    results=[
        {"code": "1", "level": "outcome", "title": "One"},
        {"code": "1.1", "level": "outcome", "title": "One point one", "parent": "1"},
        {"code": "2", "level": "outcome", "title": "Two"},
    ],
    units=units("A", "B"),
)
VALUES = book({("A", "i"): 5})


def test_an_unknown_period_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match=r"Test plan has no reporting period “1999”.*2026"):
        assess(DEFINITION, "1999", VALUES)


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match=r"no reporting unit “X”.*A, B"):
        assess(DEFINITION, PERIOD, VALUES, unit="X")


def test_an_unknown_marker_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no progress marker “x”"):
        assess(DEFINITION, PERIOD, VALUES).marker("x")


def test_an_unknown_result_is_refused() -> None:
    with pytest.raises(NotFoundError, match="no result “3”"):
        narrowed(assess(DEFINITION, PERIOD, VALUES), "3")


def test_narrowed_keeps_a_result_and_what_is_below_it() -> None:
    found = narrowed(assess(DEFINITION, PERIOD, VALUES, unit="A"), "1")
    assert [m.marker.code for m in found.markers] == ["m"]
    assert [r.result.code for r in found.results] == ["1", "1.1"]
    assert (found.period, found.unit) == (PERIOD, "A")


def test_only_some_markers_can_be_asked_for() -> None:
    found = assess_markers(DEFINITION, PERIOD, VALUES, only={"n"})
    assert [m.marker.code for m in found] == ["n"]
