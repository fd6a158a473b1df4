"""The problems list of a unit's period."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spa_me.domain.assessment import Judgements
from spa_me.domain.checks import Problem, ProblemKind, check_period
from spa_me.domain.errors import NotFoundError, Severity
from spa_me.domain.judgements import Declaration, Explanation, ProRata
from spa_me.domain.status import Status
from spa_me.domain.values import Value, ValueBook, ValueKey, ValueState, reported
from tests.example import un_act_2014
from tests.unit.domain.building import (
    book,
    framework,
    indicator,
    leg,
    marker,
    series,
    share,
    units,
    years,
)

TWO_YEARS = years("2026", "2027")
SIMPLE = framework([indicator()], [marker("m", leg("i", 10))], periods=TWO_YEARS)


def check(
    definition: Any, values: Mapping[tuple[str, str], Any] | ValueBook, **keys: Any
) -> list[Problem]:
    entered = values if isinstance(values, ValueBook) else book(values)
    return check_period(definition, entered, "A", "2026", **keys)


def kinds(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.kind.value, problem.indicator) for problem in problems]


def test_a_complete_period_has_no_problems() -> None:
    assert check(SIMPLE, {("A", "i"): 10}) == []


def test_what_is_blank_is_missing_and_names_its_marker() -> None:
    (problem,) = check(SIMPLE, {})
    assert (problem.kind, problem.severity) == (ProblemKind.MISSING, Severity.WARNING)
    assert (problem.indicator, problem.field, problem.marker) == ("i", "value", "m")
    assert str(problem.what).startswith("Nothing is entered; enter a figure (0 is one)")


def test_an_indicator_without_a_marker_is_asked_all_the_same() -> None:
    (problem,) = check(framework([indicator()]), {})
    assert (problem.kind, problem.marker) == (ProblemKind.MISSING, "")


def test_what_is_not_due_yet_is_not_missing() -> None:
    later = {"indicator": "i", "targets": {"2027": 5}}
    definition = framework([indicator()], [marker("m", later)], periods=TWO_YEARS)
    assert check(definition, {}) == []
    also_due = framework(
        [indicator()], [marker("m", later), marker("n", leg("i", 1))], periods=TWO_YEARS
    )
    assert kinds(check(also_due, {})) == [("missing", "i")]


def test_a_target_of_all_together_is_due_for_each_that_adds_to_it() -> None:
    common = {"indicator": "i", "targets": {"2026": 10, "2027": 10}}
    definition = framework(
        [indicator()], [marker("m", common)], periods=TWO_YEARS, units=units("A", "B")
    )
    assert kinds(check(definition, {})) == [("missing", "i")]


def test_a_reason_is_an_answer() -> None:
    gone = Value(ValueState.NOT_AVAILABLE, reason="lost in the flood")
    assert check(SIMPLE, {("A", "i"): gone}) == []


def test_a_state_without_its_reason_is_an_error() -> None:
    (problem,) = check(SIMPLE, {("A", "i"): Value(ValueState.NOT_AVAILABLE)})
    assert (problem.kind, problem.severity, problem.field) == (
        ProblemKind.INVALID,
        Severity.ERROR,
        "reason",
    )


def test_parts_that_do_not_add_up_are_doubtful() -> None:
    sex = {"code": "sex", "title": "Sex", "categories": [{"code": "female", "title": "Female"}]}
    definition = framework([indicator(dimensions=["sex"])], dimensions=[sex])
    value = replace(reported(10), parts={"sex": {"female": Decimal(9)}})
    (problem,) = check(definition, {("A", "i"): value})
    assert (problem.kind, problem.field) == (ProblemKind.DOUBTFUL, "parts[sex]")
    assert "add up to 9 and the total is 10" in str(problem.what)


def test_errors_stand_before_warnings_and_in_the_order_of_the_sheet() -> None:
    definition = framework([indicator("z"), share("a"), indicator("m")])
    entered = {("A", "z"): reported(Decimal("-1.5")), ("A", "a"): 33}
    found = check(definition, entered)
    assert kinds(found) == [("invalid", "z"), ("doubtful", "a"), ("missing", "m")]
    percentage = check(definition, {("A", "z"): 1, ("A", "a"): -33, ("A", "m"): 1})
    assert [p.severity for p in percentage] == [Severity.ERROR, Severity.WARNING]


def test_a_cumulative_value_that_falls_is_a_problem_of_its_period_only() -> None:
    definition = framework(
        [indicator(across_periods="cumulative")], units=units("A", "B"), periods=TWO_YEARS
    )
    values = series("i", {("A", "2026"): 5, ("A", "2027"): 4, ("B", "2026"): 9, ("B", "2027"): 1})
    (problem,) = check_period(definition, values, "A", "2027")
    assert (problem.kind, problem.indicator) == (ProblemKind.FALL, "i")
    assert str(problem.what).startswith("4 is less than 5 in 2026, and a cumulative value")
    assert check_period(definition, values, "A", "2026") == []


def test_a_fall_of_what_the_unit_is_no_longer_asked_is_nobodys_problem() -> None:
    definition = framework(
        [indicator(across_periods="cumulative", reporters=["B"])],
        units=units("A", "B"),
        periods=TWO_YEARS,
    )
    values = series("i", {("A", "2026"): 5, ("A", "2027"): 4})
    assert check_period(definition, values, "A", "2027") == []


def test_a_missed_target_wants_an_explanation() -> None:
    (problem,) = check(SIMPLE, {("A", "i"): 4})
    assert (problem.kind, problem.severity) == (ProblemKind.UNEXPLAINED, Severity.WARNING)
    assert (problem.indicator, problem.field, problem.marker) == ("i", "note", "m")
    assert str(problem.what) == (
        "Marker m is partly met; explain in the note why its target is missed"
    )


@pytest.mark.parametrize(
    ("entered", "explanations", "is_explained"),
    [
        (replace(reported(4), note="the flood"), (), True),
        (replace(reported(4), note="  "), (), False),
        (reported(4), (Explanation("m", "2026", "the flood"),), True),
        (reported(4), (Explanation("m", "2026", " "),), False),
        (reported(4), (Explanation("m", "2025", "the flood"),), False),
        (reported(4), (Explanation("n", "2026", "the flood"),), False),
    ],
)
def test_a_note_or_an_explanation_explains(
    entered: Value, explanations: Sequence[Explanation], is_explained: bool
) -> None:
    found = check(SIMPLE, {("A", "i"): entered}, explanations=explanations)
    assert (found == []) is is_explained


def test_the_explanation_is_asked_at_the_leg_that_is_behind() -> None:
    definition = framework(
        [indicator("i"), indicator("j")], [marker("m", leg("i", 5), leg("j", 5))]
    )
    assert kinds(check(definition, {("A", "i"): 5, ("A", "j"): 1})) == [("unexplained", "j")]


def test_a_declared_status_that_differs_asks_at_the_first_leg() -> None:
    declared = Judgements(declarations=(Declaration("m", "2026", Status.PARTLY, "still open"),))
    found = check(SIMPLE, {("A", "i"): 10}, judgements=declared)
    assert kinds(found) == [("unexplained", "i")]


def test_a_target_that_is_prorated_is_not_missed() -> None:
    late = ProRata("m", "2026", date(2026, 10, 1), date(2026, 12, 31), "tracked late")
    assert check(SIMPLE, {("A", "i"): 4}, judgements=Judgements(pro_ratas=(late,))) == []


def test_a_unit_is_held_against_its_own_target_in_k_of_n() -> None:
    definition = framework(
        [share()],
        [marker("m", leg("i", 20), rule="k_of_n", k=1)],
        units=units("A", "B"),
    )
    values = ValueBook([(ValueKey("A", "2026", "i"), reported(5))])
    assert kinds(check(definition, values)) == [("doubtful", "i"), ("unexplained", "i")]


def test_an_unknown_unit_or_period_is_refused() -> None:
    with pytest.raises(NotFoundError):
        check_period(SIMPLE, ValueBook(), "X", "2026")
    with pytest.raises(NotFoundError):
        check_period(SIMPLE, ValueBook(), "A", "1999")


def test_the_example_has_only_the_doubts_of_its_bare_percentages() -> None:
    dataset = un_act_2014()
    definition = dataset.framework_for("2014")
    found = [
        problem
        for unit in definition.unit_by_code
        for problem in check_period(
            definition,
            dataset.values,
            unit,
            "2014",
            judgements=dataset.judgements,
            explanations=dataset.explanations,
        )
    ]
    assert kinds(found) == [("doubtful", "1.3")] * 3
