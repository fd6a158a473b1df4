"""Markers under their four rules, beside what was declared (rules, section 4)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from spa_me.domain.assessment import Judgements, MarkerAssessment, NotComputable, assess
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration, ProRata
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import Value, ValueState, reported_level
from tests.unit.domain.building import (
    COUNTRIES,
    PERIOD,
    book,
    framework,
    indicator,
    judged,
    leg,
    marker,
    series,
    share,
    units,
    years,
)

FULLY, PARTLY, NOT = Status.FULLY, Status.PARTLY, Status.NOT
NOT_DUE = Value(ValueState.NOT_YET_DUE, reason="next year")
NOT_APPLICABLE = Value(ValueState.NOT_APPLICABLE, reason="no coast")
NOT_AVAILABLE = Value(ValueState.NOT_AVAILABLE, reason="lost")

TWO_LEGS = framework([indicator("i"), indicator("j")], [marker("m", leg("i", 2), leg("j", 10))])


def _two(first: int | Value | None, second: int | Value | None) -> MarkerAssessment:
    entered = {("A", "i"): first, ("A", "j"): second}
    return judged(TWO_LEGS, {key: v for key, v in entered.items() if v is not None})


@pytest.mark.parametrize(
    ("entered", "status", "worst", "best"),
    [
        ((2, 11), FULLY, FULLY, FULLY),
        ((2, 9), PARTLY, PARTLY, PARTLY),
        ((1, 0), PARTLY, PARTLY, PARTLY),
        ((0, 0), NOT, NOT, NOT),
        ((2, None), PARTLY, PARTLY, FULLY),
        ((0, None), NOT, NOT, PARTLY),
    ],
)
def test_t2_all_of(
    entered: Sequence[int | None], status: Status, worst: Status, best: Status
) -> None:
    """T2: targets 2 and 10."""
    found = _two(*entered)
    assert (found.computed, found.worst, found.best) == (status, worst, best)


def test_t2_the_missing_leg_is_named() -> None:
    found = _two(2, None)
    assert [(m.unit, m.indicator) for m in found.missing] == [("A", "j")]
    assert found.missing_units == ("A",)
    assert found.achievement == 0  # what is missing counts as nothing


@pytest.mark.parametrize(
    ("second", "status"), [(NOT_DUE, FULLY), (NOT_APPLICABLE, FULLY), (NOT_AVAILABLE, PARTLY)]
)
def test_a_leg_that_is_not_due_or_not_applicable_is_outside(second: Value, status: Status) -> None:
    assert _two(2, second).computed is status


@pytest.mark.parametrize(
    ("entered", "reason"),
    [
        ((None, None), NoStatus.NOT_REPORTED),
        ((NOT_DUE, None), NoStatus.NOT_REPORTED),
        ((NOT_DUE, NOT_APPLICABLE), NoStatus.NOT_DUE),
        ((NOT_APPLICABLE, NOT_APPLICABLE), NoStatus.NOT_APPLICABLE),
    ],
)
def test_the_kinds_of_no_status_are_kept_apart(
    entered: Sequence[Value | None], reason: NoStatus
) -> None:
    found = _two(*entered)
    assert (found.computed, found.computed_no_status, found.no_status) == (None, reason, reason)
    is_open = reason is NoStatus.NOT_REPORTED
    assert (found.worst, found.best) == ((NOT, FULLY) if is_open else (None, None))


def test_a_leg_without_a_target_is_outside() -> None:
    definition = framework([indicator("i"), indicator("j")], [marker("m", leg("i", 2), leg("j"))])
    assert judged(definition, {("A", "i"): 2, ("A", "j"): 0}).computed is FULLY
    found = judged(definition, {("A", "i"): 2})
    assert (found.computed, found.achievement) == (FULLY, Fraction(1))


def test_the_achievement_of_a_compound_marker_is_its_lowest_leg() -> None:
    assert _two(2, 9).achievement == Fraction(9, 10)
    assert _two(4, 11).achievement == Fraction(11, 10)


def test_an_achievement_that_cannot_be_computed_is_no_achievement() -> None:
    definition = framework(
        [indicator("i"), indicator("j")], [marker("m", leg("i", 2), leg("j", 0))]
    )
    found = judged(definition, {("A", "i"): 1, ("A", "j"): 0})
    assert (found.computed, found.achievement) == (PARTLY, NotComputable.TARGET_IS_ZERO)


def _in_each(k: int | None = None, **keys: Any) -> FrameworkDefinition:
    rule: Mapping[str, Any] = {"rule": "k_of_n", **({} if k is None else {"k": k})}
    return framework(
        [share()], [marker("m", leg("i", 20, **keys), **rule)], units=units(*COUNTRIES)
    )


THREE_REPORTED: Mapping[tuple[str, str], Value | int | Decimal] = {
    ("C", "i"): 33,
    ("D", "i"): 37,
    ("F", "i"): 45,
}


def test_t3_three_of_six_is_partly_and_three_are_named() -> None:
    """T3: 33, 37 and 45 with three blanks: partly, 3 of 6, 3 not reported."""
    found = judged(_in_each(), THREE_REPORTED)
    assert found.computed is PARTLY
    assert (found.reaching, len(found.expected_units)) == (3, 6)
    assert found.missing_units == ("A", "B", "E")
    assert (found.worst, found.best) == (PARTLY, FULLY)
    assert found.achievement == Fraction(1, 2)


def test_t3_with_k_of_three_it_is_fully() -> None:
    assert judged(_in_each(3), THREE_REPORTED).computed is FULLY
    assert judged(_in_each(4), THREE_REPORTED).computed is PARTLY


def test_t3_twenty_point_zero_counts() -> None:
    found = judged(_in_each(1), {("A", "i"): Decimal("20.0")})
    assert (found.computed, found.reaching) == (FULLY, 1)
    assert judged(_in_each(1), {("A", "i"): Decimal("19.999999999")}).computed is NOT


def test_t3_the_mean_of_reporters_is_never_the_result() -> None:
    found = judged(_in_each(), THREE_REPORTED)
    assert found.legs[0].actual is None
    assert found.legs[0].achievement is None


def test_k_of_n_without_anybody_is_not_reported_and_with_nobody_reaching_not() -> None:
    nobody = judged(_in_each(), {})
    assert (nobody.computed, nobody.no_status) == (None, NoStatus.NOT_REPORTED)
    assert (nobody.worst, nobody.best) == (NOT, FULLY)
    low = judged(_in_each(), {("A", "i"): 5})
    assert (low.computed, low.worst, low.best) == (NOT, NOT, PARTLY)


def test_units_to_whom_it_does_not_apply_are_outside_of_n() -> None:
    others = {(unit, "i"): NOT_APPLICABLE for unit in COUNTRIES if unit not in "CDF"}
    found = judged(_in_each(), {**THREE_REPORTED, **others})
    assert (found.computed, len(found.expected_units)) == (FULLY, 3)
    everybody = judged(_in_each(), {(unit, "i"): NOT_APPLICABLE for unit in COUNTRIES})
    assert (everybody.computed, everybody.no_status) == (None, NoStatus.NOT_APPLICABLE)


def test_units_have_their_own_targets() -> None:
    definition = _in_each(unit_targets={"C": {PERIOD: 34}})
    found = {unit.unit: unit for unit in judged(definition, THREE_REPORTED).units}
    assert (found["C"].target, found["C"].reached) == (34, False)
    assert (found["D"].target, found["D"].reached) == (20, True)
    assert found["A"].reached is None


def test_k_of_n_without_a_target_has_no_status() -> None:
    definition = framework([share()], [marker("m", leg("i"), rule="k_of_n")], units=units("A", "B"))
    found = judged(definition, {("A", "i"): 33})
    assert (found.computed, found.no_status) == (None, NoStatus.NO_TARGET)


OWN_TARGETS = {"indicator": "i", "unit_targets": {"A": {PERIOD: 20}, "B": {PERIOD: 30}}}


def test_a_unit_without_a_target_is_outside_of_n() -> None:
    definition = framework(
        [share()], [marker("m", OWN_TARGETS, rule="k_of_n")], units=units("A", "B", "C")
    )
    found = judged(definition, {("A", "i"): 33, ("C", "i"): 99})
    assert (found.computed, found.reaching) == (PARTLY, 1)
    assert (found.expected_units, found.missing_units) == (("A", "B"), ("B",))
    assert found.achievement == Fraction(1, 2)
    assert judged(definition, {("A", "i"): 33, ("B", "i"): 30}).computed is FULLY


def test_when_those_with_a_target_are_not_applicable_it_is_not_applicable() -> None:
    definition = framework(
        [share()], [marker("m", OWN_TARGETS, rule="k_of_n")], units=units("A", "B", "C")
    )
    found = judged(definition, {("A", "i"): NOT_APPLICABLE, ("B", "i"): NOT_APPLICABLE})
    assert found.no_status is NoStatus.NOT_APPLICABLE


def test_pro_rata_shortens_targets_of_units() -> None:
    definition = framework(
        [indicator()], [marker("m", OWN_TARGETS, rule="k_of_n")], units=units("A", "B")
    )
    half = ProRata("m", PERIOD, date(2026, 7, 1), date(2026, 12, 31), "tracked late")
    entered = {("A", "i"): 10, ("B", "i"): 14}
    found = judged(definition, entered, judgements=Judgements(pro_ratas=(half,)))
    assert [(unit.target, unit.reached) for unit in found.units] == [(10, True), (15, False)]


def test_targets_of_units_that_come_later_are_not_due() -> None:
    later = {"indicator": "i", "unit_targets": {"B": {"2027": 30}}}
    definition = framework(
        [share()],
        [marker("m", later, rule="k_of_n")],
        units=units("A", "B"),
        periods=years("2026", "2027"),
    )
    assert judged(definition, {}).no_status is NoStatus.NOT_DUE
    assert judged(definition, {}, unit="B").no_status is NoStatus.NOT_DUE
    assert judged(definition, {}, unit="A").no_status is NoStatus.NO_TARGET


def test_one_unit_alone_is_judged_against_its_own_target() -> None:
    definition = _in_each(3)
    assert judged(definition, THREE_REPORTED, unit="C").computed is FULLY
    assert judged(definition, THREE_REPORTED, unit="A").no_status is NoStatus.NOT_REPORTED
    assert judged(definition, {("A", "i"): 5}, unit="A").computed is NOT


RUBRIC = indicator(
    measure="scale",
    levels=[
        {"code": "in-force", "title": "In force", "status": "fully"},
        {"code": "adopted", "title": "Adopted", "status": "fully"},
        {"code": "drafted", "title": "Drafted", "status": "partly"},
        {"code": "none", "title": "None", "status": "not"},
    ],
)


@pytest.mark.parametrize(
    ("levels", "status", "worst", "best"),
    [
        (("in-force", "adopted"), FULLY, FULLY, FULLY),
        (("drafted", "drafted"), PARTLY, PARTLY, PARTLY),
        (("none", "none"), NOT, NOT, NOT),
        (("in-force", "none"), PARTLY, PARTLY, PARTLY),
        (("in-force", None), PARTLY, PARTLY, FULLY),
        (("none", None), NOT, NOT, PARTLY),
    ],
)
def test_each_level_of_a_rubric_names_its_status(
    levels: Sequence[str | None], status: Status, worst: Status, best: Status
) -> None:
    definition = framework([RUBRIC], [marker("m", leg("i"), rule="rubric")], units=units("A", "B"))
    entered = {
        (unit, "i"): reported_level(level)
        for unit, level in zip("AB", levels, strict=True)
        if level is not None
    }
    found = judged(definition, entered)
    assert (found.computed, found.worst, found.best) == (status, worst, best)
    assert found.achievement is None


@pytest.mark.parametrize("value", [Value(ValueState.REPORTED), reported_level("other")])
def test_a_level_that_is_missing_or_unknown_gives_nothing(value: Value) -> None:
    definition = framework([RUBRIC], [marker("m", leg("i"), rule="rubric")])
    assert judged(definition, {("A", "i"): value}).computed is None


@pytest.mark.parametrize("status", Status)
def test_a_declared_marker_has_the_status_that_was_declared(status: Status) -> None:
    definition = framework(
        [indicator(measure="declaration")], [marker("m", leg("i"), rule="declared")]
    )
    assert judged(definition, {("A", "i"): reported_level(status)}).computed is status
    assert judged(definition, {}).no_status is NoStatus.NOT_REPORTED


def _declared(status: Status, code: str = "m", period: str = PERIOD) -> Judgements:
    return Judgements(declarations=(Declaration(code, period, status, "a reason"),))


def test_t5_a_reported_status_stands_beside_the_computed_one() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 5))])
    found = judged(definition, {("A", "i"): 3}, judgements=_declared(FULLY))
    assert (found.computed, found.reported, found.status) == (PARTLY, FULLY, FULLY)
    assert found.differs
    assert not found.is_declared_only


def test_a_declaration_without_a_value_shows_as_such() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 5))])
    found = judged(definition, {}, judgements=_declared(FULLY))
    assert (found.status, found.no_status, found.computed_no_status) == (
        FULLY,
        None,
        NoStatus.NOT_REPORTED,
    )
    assert found.is_declared_only
    assert not found.differs


@pytest.mark.parametrize(("code", "period"), [("other", PERIOD), ("m", "2025")])
def test_a_declaration_for_something_else_changes_nothing(code: str, period: str) -> None:
    definition = framework([indicator()], [marker("m", leg("i", 5))])
    found = judged(definition, {("A", "i"): 3}, judgements=_declared(FULLY, code, period))
    assert (found.status, found.reported) == (PARTLY, None)


def test_a_declaration_for_all_units_does_not_speak_for_one_of_several() -> None:
    definition = framework(
        [indicator(), indicator("j", reporters=["A"])],
        [marker("m", leg("i", 5)), marker("own", leg("j", 5))],
        units=units("A", "B"),
    )
    both = Judgements(
        declarations=[Declaration(code, PERIOD, FULLY, "a reason") for code in ("m", "own")]
    )
    found = assess(definition, PERIOD, book({}), both, unit="A")
    assert [found.marker(code).reported for code in ("m", "own")] == [None, FULLY]


def test_a_marker_that_asks_nobody_in_view_is_left_out() -> None:
    definition = framework(
        [indicator(reporters=["A"])], [marker("m", leg("i", 5))], units=units("A", "B")
    )
    assert assess(definition, PERIOD, book({}), unit="B").markers == ()


def test_a_figure_that_is_carried_forward_is_named() -> None:
    definition = framework(
        [indicator(across_periods="cumulative")],
        [marker("m", leg("i", 5))],
        units=units("A", "B"),
        periods=years("2025", "2026"),
    )
    values = series("i", {("A", "2025"): 4, ("B", "2026"): 1})
    found = judged(definition, values)
    assert (found.computed, found.carried_units, found.missing_units) == (FULLY, ("A",), ())
