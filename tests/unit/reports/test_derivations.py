"""Every status explains itself, and the explanation leads back to it."""

import json

import pytest

from spa_me.domain.derivation import facts_of, recompute
from spa_me.reports import BookQuestion, make_book
from spa_me.reports.lines import MarkerLine
from tests.example import un_act_2014

MARKERS = make_book(un_act_2014(), BookQuestion("2014")).markers
BY_CODE = {line.code: line.derivation for line in MARKERS}


@pytest.mark.parametrize("line", MARKERS, ids=lambda line: line.code)
def test_facts_survive_json_and_recompute_to_the_computed_status(line: MarkerLine) -> None:
    facts = json.loads(json.dumps(facts_of(line.assessment)))
    assert recompute(facts) == line.assessment.computed


def test_missing_units_and_both_cases_are_named() -> None:
    derivation = BY_CODE["1.3"]
    assert [str(s) for s in derivation.missing] == [
        "3 not reported for 1.3: Cambodia, Lao PDR, Myanmar"
    ]
    assert [str(s) for s in derivation.cases] == [
        "If all that is missing comes in at nothing: partly met.",
        "If all that is missing comes in at target: fully met.",
    ]


def test_inputs_say_who_reported_what() -> None:
    rows = {row.unit: row for row in BY_CODE["1.3"].inputs}
    assert str(rows["TH"].amount) == "33 %"
    assert str(rows["TH"].target) == "20 %"
    assert rows["KH"].amount is None
    assert str(rows["KH"].stands).startswith("Not available: The report gives no share")


def test_a_difference_shows_both_statuses_and_the_reason() -> None:
    derivation = BY_CODE["3.1a"]
    assert str(derivation.answer) == ("It was declared so, although the rule gives another status.")
    remarks = [str(remark) for remark in derivation.remarks]
    assert any(remark.startswith("Declared fully met (") for remark in remarks)
    assert "The rule gives partly met; the reported status stands and is counted." in remarks


def test_pro_rata_shows_original_factor_and_result() -> None:
    remarks = " ".join(str(remark) for remark in BY_CODE["3.2"].remarks)
    assert "1,500 is prorated to 666.7 for 4 tracked months (4/9 of the period)" in remarks


def test_a_precondition_is_a_reason_and_not_a_status() -> None:
    derivation = BY_CODE["1.1"]
    assert derivation.status == "not"
    assert any("precondition was unmet" in str(remark) for remark in derivation.remarks)


def test_what_would_change_a_partly_met_leg_is_a_distance() -> None:
    assert [str(s) for s in BY_CODE["2.3"].changes] == [
        "2.3: to be met it would have to be at least 5, 2 more than now."
    ]


def test_a_status_without_a_value_says_that_it_rests_on_its_declaration() -> None:
    assert "declared so; no value" in str(BY_CODE["O-2"].answer)
    assert BY_CODE["O-1"].status is None
    assert str(BY_CODE["O-1"].answer) == "No status: no target is agreed for this period."
