"""The entry sheet: what is asked, what is answered, how it stands while it is typed."""

from decimal import Decimal
from fractions import Fraction

import pytest

from spa_me.domain.checks import ProblemKind
from spa_me.domain.errors import NotFoundError
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import BLANK, Value, ValueState, reported, reported_level, reported_ratio
from spa_me.reports.entry import EntrySheet, make_sheet
from tests.countries import countries
from tests.example import un_act_2014


@pytest.fixture
def sheet() -> EntrySheet:
    return make_sheet(countries(), "A", "2016")


def test_a_country_is_asked_only_what_it_reports(sheet: EntrySheet) -> None:
    assert "R.1" not in sheet.rows
    assert list(make_sheet(countries(), "RS", "2016").rows) == ["R.1"]


def test_questions_stand_under_their_output(sheet: EntrySheet) -> None:
    assert [(s.level, s.result.code, s.rows) for s in sheet.sections] == [
        ("Output", "1", ("1.1a", "1.1b", "1.2", "1.3")),
        ("Output", "2", ("2.1", "2.2", "2.3", "2.4")),
        ("Output", "3", ("3.1", "3.2", "3.3")),
    ]


def test_the_outcome_has_its_own_section_in_un_act() -> None:
    sheet = make_sheet(un_act_2014(), "RS", "2014")
    assert [(s.level, s.result.code) for s in sheet.sections] == [
        ("Outcome", "O"),
        ("Output", "1"),
        ("Output", "2"),
        ("Output", "3"),
        ("Output", "4"),
    ]


def test_zero_and_reasons_are_answers_and_blanks_are_not(sheet: EntrySheet) -> None:
    assert (sheet.answered, sheet.asked) == (7, 11)
    reason = Value(ValueState.NOT_APPLICABLE, reason="No plan is due")
    after = sheet.with_values({"2.3": reason, "3.1": reported(0)})
    assert after.answered == 9
    assert [row.code for row in after.missing] == ["2.4", "3.3"]


def test_each_row_has_the_status_of_its_own_leg(sheet: EntrySheet) -> None:
    assert sheet.rows["1.1a"].standing.kind is Status.FULLY
    assert sheet.rows["1.1b"].standing.kind is Status.PARTLY
    assert sheet.rows["1.1b"].standing.achievement == Fraction(9, 10)


def test_units_judged_one_by_one_see_their_own_achievement(sheet: EntrySheet) -> None:
    row = sheet.rows["1.2"]
    assert (row.standing.kind, row.standing.achievement) == (Status.FULLY, Fraction(9, 4))
    assert str(row.target.used) == "20 %"


def test_a_zero_is_not_met_and_a_blank_is_not_reported(sheet: EntrySheet) -> None:
    assert sheet.rows["2.1"].standing.kind is Status.NOT
    assert sheet.rows["2.4"].standing.kind is NoStatus.NOT_REPORTED


def test_targets_that_are_shared_are_nobodys_own(sheet: EntrySheet) -> None:
    target = sheet.rows["3.1"].target
    assert target.used is None
    assert str(target.shared) == "12"
    assert sheet.rows["3.1"].standing.kind is NoStatus.NO_TARGET
    assert str(sheet.rows["1.3"].target.used) == "120"


def test_cumulative_values_are_carried_until_something_is_entered(sheet: EntrySheet) -> None:
    carried = sheet.rows["3.1"].carried
    assert carried is not None
    assert (carried.period, carried.value.number) == ("2015", 5)
    assert sheet.with_values({"3.1": reported(6)}).rows["3.1"].carried is None


def test_the_period_before_stands_beside(sheet: EntrySheet) -> None:
    assert sheet.previous is not None
    assert sheet.rows["3.2"].previous.number == 1844
    assert make_sheet(countries(), "A", "2015").previous is None


def test_only_rows_of_the_same_markers_are_made_again(sheet: EntrySheet) -> None:
    after = sheet.with_values({"1.1b": reported(10)})
    changed = {code for code, row in after.rows.items() if row is not sheet.rows[code]}
    assert changed == {"1.1a", "1.1b"}
    assert after.rows["1.1b"].standing.kind is Status.FULLY
    assert after.rows["1.1a"].lines[0].kind is Status.FULLY
    assert sheet.rows["1.1b"].standing.kind is Status.PARTLY


def test_rows_made_one_by_one_are_those_made_together(sheet: EntrySheet) -> None:
    blank = sheet.with_values(dict.fromkeys(sheet.rows, BLANK))
    again = blank
    for code, row in sheet.rows.items():
        again = again.with_values({code: row.value})
    for code, row in sheet.rows.items():
        assert again.rows[code].standing == row.standing, code
        assert again.rows[code].findings == row.findings, code


def test_levels_give_their_status(sheet: EntrySheet) -> None:
    after = sheet.with_values({"2.2": reported_level("running"), "2.3": reported_level("not")})
    assert after.rows["2.2"].standing.kind is Status.FULLY
    assert after.rows["2.3"].standing.kind is Status.NOT


def test_a_breakdown_that_does_not_add_up_is_found_and_kept(sheet: EntrySheet) -> None:
    found = [finding.what for finding in sheet.rows["1.3"].findings]
    assert found == ["Sex: the parts add up to 135 and the total is 136"]


def test_problems_cover_the_whole_sheet(sheet: EntrySheet) -> None:
    kinds = {(problem.indicator, problem.kind) for problem in sheet.problems}
    assert ("2.4", ProblemKind.MISSING) in kinds
    assert ("1.3", ProblemKind.DOUBTFUL) in kinds
    assert ("2.1", ProblemKind.UNEXPLAINED) in kinds
    fallen = sheet.with_values({"3.1": reported(4)})
    assert ("3.1", ProblemKind.FALL) in {(p.indicator, p.kind) for p in fallen.problems}


def test_percentages_are_judged_by_their_parts(sheet: EntrySheet) -> None:
    after = sheet.with_values({"1.2": reported_ratio(1, 6)})
    row = after.rows["1.2"]
    assert row.standing.kind is Status.NOT
    assert row.standing.achievement == Fraction(100, 6) / 20


def test_falling_indicators_count_from_their_baseline(sheet: EntrySheet) -> None:
    row = sheet.with_values({"2.4": reported(Decimal(25))}).rows["2.4"]
    assert (row.standing.kind, row.standing.achievement) == (Status.PARTLY, Fraction(1, 2))
    assert row.target.words == "at most"


def test_declared_and_prorated_markers_say_so() -> None:
    rows = make_sheet(un_act_2014(), "RS", "2014").rows
    assert str(rows["O-2"].standing.remark) == "declared; the rule gives: not reported"
    assert rows["O-2"].standing.kind is Status.FULLY
    assert rows["1.1"].standing.remark is None
    assert str(rows["3.1a-completed"].standing.remark) == "marker 3.1a declared fully met"
    prorated = rows["3.2-new"].target
    assert prorated.original is not None
    assert str(prorated.original) == "3,500"


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(NotFoundError):
        make_sheet(countries(), "X", "2016")
    with pytest.raises(NotFoundError):
        make_sheet(countries(), "A", "1999")


def test_history_tells_how_a_marker_stood_before(sheet: EntrySheet) -> None:
    told = [(period.code, line.kind) for period, line in sheet.history("1.1")]
    assert told == [("2015", Status.FULLY)]
    assert sheet.history("2.3") == ()
