"""Why a marker stands as it does, in sentences and as a table, for every rule."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from spa_me.domain.assessment import Judgements
from spa_me.domain.derivation import Derivation, derive, facts_of, recompute
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration, ProRata
from spa_me.domain.status import Status
from spa_me.domain.values import Value, ValueBook, ValueState, reported_level
from tests.unit.domain.building import (
    PERIOD,
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

Entered = Mapping[tuple[str, str], Any] | ValueBook
ONE = framework([indicator()], [marker("m", leg("i", 10))])
TWO = framework([indicator("i"), indicator("j")], [marker("m", leg("i", 2), leg("j", 10))])
IN_EACH = framework(
    [share()], [marker("m", leg("i", 20), rule="k_of_n")], units=units("A", "B", "C")
)
LEVELS = [
    {"code": "done", "title": "Done", "status": "fully"},
    {"code": "open", "title": "Open", "status": "not"},
]
RUBRIC = framework(
    [indicator(measure="scale", levels=LEVELS)], [marker("m", leg("i"), rule="rubric")]
)


def explain(definition: FrameworkDefinition, entered: Entered, **keys: Any) -> Derivation:
    return derive(definition, judged(definition, entered, **keys))


def lines(found: tuple[object, ...]) -> list[str]:
    return [str(sentence) for sentence in found]


def test_the_title_is_the_question_and_the_answer_gives_the_reason() -> None:
    found = explain(ONE, {("A", "i"): 4})
    assert str(found.title) == "Why is m “Partly met”?"
    assert str(found.answer) == "i: 4 against at least 10 is partly met (40 % of the target)."
    assert lines(found.steps) == [str(found.answer)]
    assert (found.status, found.no_status) == (Status.PARTLY, None)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (None, "No status: nothing has been reported."),
        (ValueState.NOT_AVAILABLE, "No status: nothing has been reported."),
        (ValueState.NOT_YET_DUE, "No status: it is not due in this period."),
        (ValueState.NOT_APPLICABLE, "No status: it does not apply to those who are asked."),
    ],
)
def test_the_answer_without_a_status(value: ValueState | None, answer: str) -> None:
    entered = {} if value is None else {("A", "i"): Value(value, reason="a reason")}
    assert str(explain(ONE, entered).answer) == answer


def test_a_marker_without_a_target_says_what_it_needs() -> None:
    definition = framework([indicator()], [marker("m", leg("i"))])
    found = explain(definition, {("A", "i"): 4})
    assert str(found.answer) == "No status: no target is agreed for this period."
    assert lines(found.steps) == ["i: 4; no target for this period."]
    assert lines(found.changes) == ["i needs a target in the framework."]
    assert lines(explain(definition, {}).steps) == ["i: no target for this period."]


def test_what_is_not_due_needs_no_target_yet() -> None:
    later = {"indicator": "i", "targets": {"2027": 5}}
    definition = framework([indicator()], [marker("m", later)], periods=years("2026", "2027"))
    assert explain(definition, {}).changes == ()


def test_legs_are_counted_and_what_is_missing_is_named() -> None:
    found = explain(TWO, {("A", "i"): 2})
    assert str(found.answer) == "1 of 2 legs meet their target."
    assert lines(found.steps) == [
        "i: 2 against at least 2 is met (100 % of the target).",
        "j: not reported; the target is at least 10.",
    ]
    assert lines(found.missing) == ["1 not reported for j: Country A"]
    assert lines(found.changes) == [
        "i: it stays met as long as it is at least 2.",
        "j: at least 10 would meet it.",
    ]
    assert len(found.cases) == 2


def test_a_distance_is_told_in_the_direction_of_the_target() -> None:
    raw = indicator(direction="falling", baseline={"value": "40.5"})
    definition = framework([raw], [marker("m", leg("i", 10))])
    assert lines(explain(definition, {("A", "i"): 25}).changes) == [
        "i: to be met it would have to be at most 10, 15 less than now."
    ]


@pytest.mark.parametrize(
    ("raw", "target", "entered", "remark"),
    [
        (indicator(), 0, 0, "i: no achievement can be computed, since the target is 0."),
        (
            indicator(baseline={"value": 5}),
            5,
            4,
            "i: no achievement can be computed, since the target equals the baseline.",
        ),
        (
            indicator(direction="falling"),
            5,
            9,
            "i: a falling indicator without a baseline can only be met or not met.",
        ),
    ],
)
def test_what_cannot_be_computed_is_said(
    raw: Mapping[str, Any], target: int, entered: int, remark: str
) -> None:
    definition = framework([raw], [marker("m", leg("i", target))])
    assert remark in lines(explain(definition, {("A", "i"): entered}).remarks)


def test_bare_percentages_are_remarked() -> None:
    definition = framework([share()], [marker("m", leg("i", 20))])
    found = explain(definition, {("A", "i"): 33})
    assert lines(found.remarks) == [
        "i: the percentage of A is given without numerator and denominator."
    ]
    assert str(found.answer) == "i: 33 % against at least 20 % is met (165 % of the target)."


def test_units_are_told_one_by_one() -> None:
    found = explain(IN_EACH, {("A", "i"): 33, ("B", "i"): 5})
    assert str(found.answer) == "1 of 3 reporting units reach the target."
    assert lines(found.steps) == [
        "i: the target is at least 20 %.",
        "Country A reaches its target of at least 20 % with 33 %.",
        "Country B does not reach its target of at least 20 % with 5 %.",
    ]
    assert lines(found.changes) == [
        "2 more reporting units would have to reach the target.",
        "Country B would have to reach at least 20 %.",
    ]


@pytest.mark.parametrize(
    ("number", "answer", "change"),
    [
        (33, "It reaches the target.", "It stays met as long as it is at least 20 %."),
        (5, "It does not reach the target.", "To be met it would have to be at least 20 %."),
    ],
)
def test_one_unit_alone_is_spoken_of_as_one(number: int, answer: str, change: str) -> None:
    found = explain(IN_EACH, {("A", "i"): number}, unit="A")
    assert (str(found.answer), lines(found.changes)) == (answer, [change])


def test_one_unit_without_a_target_has_nothing_to_change() -> None:
    definition = framework([share()], [marker("m", leg("i"), rule="k_of_n")], units=units("A", "B"))
    assert explain(definition, {("A", "i"): 33}, unit="A").changes == ()


def test_one_more_unit_is_counted_in_the_singular() -> None:
    found = explain(IN_EACH, {("A", "i"): 33, ("B", "i"): 33})
    assert lines(found.changes) == ["1 more reporting unit would have to reach the target."]


def test_what_is_only_just_fully_met_can_be_lost() -> None:
    everybody = {(unit, "i"): 33 for unit in "ABC"}
    assert lines(explain(IN_EACH, everybody).changes) == [
        "It is no longer fully met when one unit no longer reaches the target."
    ]
    easy = framework(
        [share()], [marker("m", leg("i", 20), rule="k_of_n", k=1)], units=units("A", "B", "C")
    )
    assert explain(easy, everybody).changes == ()


@pytest.mark.parametrize(
    ("level", "changes"),
    [("done", []), ("open", ["Another level, reported with its evidence, would change it."])],
)
def test_a_rubric_is_explained_by_its_level(level: str, changes: list[str]) -> None:
    found = explain(RUBRIC, {("A", "i"): reported_level(level)})
    assert str(found.answer) == "The level that was reported gives this status."
    assert (found.steps, lines(found.changes)) == ((), changes)


def test_the_table_says_how_each_figure_stands() -> None:
    definition = framework(
        [indicator(across_periods="cumulative")],
        [marker("m", leg("i", 10))],
        units=units("A", "B", "C", "D"),
        periods=years("2025", PERIOD),
    )
    lost = Value(
        ValueState.NOT_AVAILABLE,
        reason="lost",
        entered_by="Office C",
        entered_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    found = explain(
        definition, series("i", {("A", PERIOD): 4, ("B", "2025"): 3, ("C", PERIOD): lost})
    )
    rows = [(row.unit_name, str(row.amount), str(row.stands)) for row in found.inputs]
    assert rows == [
        ("Country A", "4", "Reported"),
        ("Country B", "3", "Carried forward from 2025"),
        ("Country C", "None", "Not available: lost"),
        ("Country D", "None", "Not reported"),
    ]
    assert (found.inputs[2].entered_by, found.inputs[2].entered_at) == (
        "Office C",
        datetime(2026, 3, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("entered", "person", "remarks"),
    [
        (
            {("A", "i"): 4},
            "Office A",
            [
                "Declared fully met (Office A): seen",
                "A precondition was unmet: the law",
                "The rule gives partly met; the reported status stands and is counted.",
            ],
        ),
        (
            {},
            "",
            [
                "Declared fully met (the reporting unit): seen",
                "A precondition was unmet: the law",
                "The status is declared without a value; it rests on its evidence alone.",
            ],
        ),
    ],
)
def test_a_declaration_is_told_beside_the_rule(
    entered: Entered, person: str, remarks: list[str]
) -> None:
    declaration = Declaration("m", PERIOD, Status.FULLY, "seen", "the law", person)
    found = explain(ONE, entered, judgements=Judgements(declarations=(declaration,)))
    assert lines(found.remarks) == remarks


def test_pro_rata_is_remarked_with_original_factor_and_result() -> None:
    late = ProRata("m", PERIOD, date(2026, 9, 1), date(2026, 12, 31), "tracked late")
    found = explain(ONE, {("A", "i"): 4}, judgements=Judgements(pro_ratas=(late,)))
    (remark,) = lines(found.remarks)
    assert remark.startswith("i: the target of 10 is prorated to 3.3 for 4 tracked months (1/3 of")
    assert remark.endswith(": tracked late")


def test_a_declaration_without_an_unmet_precondition_speaks_of_none() -> None:
    declaration = Declaration("m", PERIOD, Status.FULLY, "seen")
    found = explain(ONE, {("A", "i"): 10}, judgements=Judgements(declarations=(declaration,)))
    assert lines(found.remarks) == ["Declared fully met (the reporting unit): seen"]


def test_facts_recompute_with_a_baseline_that_is_no_whole_number() -> None:
    raw = indicator(direction="falling", baseline={"value": "40.5"})
    definition = framework([raw], [marker("m", leg("i", 10))])
    for entered in (9, 25, 41):
        found = judged(definition, {("A", "i"): entered})
        assert recompute(facts_of(found)) == found.computed
