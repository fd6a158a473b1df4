"""The unit of a figure belongs to the figure, and a target of all to all, in every text."""

import pytest

from spa_me.cli.scoreboard import scoreboard
from spa_me.domain.assessment import CardColour
from spa_me.domain.derivation.figures import no_light
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import BookQuestion, ReportBook, make_book
from spa_me.reports.entry import EntrySheet, make_sheet
from tests.corners import corners
from tests.unit.domain.building import PERIOD


@pytest.fixture(scope="module")
def book() -> ReportBook:
    return make_book(corners(), BookQuestion(PERIOD))


@pytest.fixture(scope="module")
def of_a() -> ReportBook:
    return make_book(corners(), BookQuestion(PERIOD, unit="A"))


@pytest.fixture(scope="module")
def sheet() -> EntrySheet:
    return make_sheet(corners(), "A", PERIOD)


def _all_said(book: ReportBook, code: str) -> list[str]:
    found = book.marker(code).derivation
    groups = (found.steps, found.missing, found.cases, found.changes, found.remarks)
    return [str(found.answer), str(found.rule), *(str(s) for group in groups for s in group)]


# --- Row 3: a count of units ----------------------------------------------------------------------


def test_a_count_of_units_is_a_number_of_units_and_never_per_cent(book: ReportBook) -> None:
    """It said "1 % against at least 2 %"."""
    line = book.marker("count")
    assert (str(line.target_text), str(line.actual_text)) == ("2 units", "1 of 3 units")
    said = _all_said(book, "count")
    assert (
        "count: 1 of 3 units against at least 2 units is partly met (50 % of the units needed)."
        in said
    )
    assert "count: a unit counts with at least 40 %." in said
    assert "count: to be met it would have to be at least 2 units, 1 unit more than now." in said
    assert not any("1 %" in text or "2 %" in text for text in said)


def test_of_one_unit_that_is_counted_its_own_value_is_shown(
    book: ReportBook, of_a: ReportBook, sheet: EntrySheet
) -> None:
    line = of_a.marker("count")
    assert (str(line.target_text), str(line.actual_text)) == ("40 %", "90 %")
    assert {unit: str(cell.text) for unit, cell in book.matrix["count"].items()} == {
        "A": "90 %",
        "B": "30 %",
        "C": "None",
    }
    assert str(sheet.rows["count"].target.used) == "40 %"


# --- Rows 6 and 16: of k units --------------------------------------------------------------------


def test_who_has_no_target_is_counted_nowhere(book: ReportBook) -> None:
    """The terminal said "1 of 1", the workbook "3 of 3"."""
    line = book.marker("own")
    (leg,) = line.assessment.legs
    assert str(line.included) == "1 of 1"
    assert (str(line.target_text), str(line.actual_text)) == ("own target in 1 unit", "1 of 1 unit")
    assert line.assessment.expected_in(leg) == ("A",)
    assert (line.kind, line.achievement) == (Status.FULLY, 1)


def test_k_of_n_is_of_the_units_needed(book: ReportBook) -> None:
    assert (book.marker("one").kind, str(book.marker("one").achieved())) == (
        Status.FULLY,
        "100 % of the units needed",
    )
    assert str(book.marker("all").achieved()) == "33.3 % of the units needed"


# --- Rows 9, 12 and 20: achievement ---------------------------------------------------------------


def test_an_achievement_says_what_it_is_a_part_of(book: ReportBook) -> None:
    assert str(book.marker("kept").achieved()) == "140 % of the target"
    assert str(book.marker("kept").achieved(is_capped=True)) == "100 % of the target"
    assert str(book.marker("few").achieved()) == "50 % of the way"
    assert book.marker("level").achieved() is None


def test_a_distance_of_percentages_is_in_points(book: ReportBook) -> None:
    """It said "40 % more than now"."""
    said = _all_said(book, "rate")
    assert "rate: to be met it would have to be at least 50 %, 40 points more than now." in said


# --- Row 17: a target for all together ------------------------------------------------------------


def test_a_target_of_all_is_judged_by_the_region_and_not_missing(
    of_a: ReportBook, sheet: EntrySheet
) -> None:
    """It said "no target is agreed ... needs a target in the framework"."""
    line = of_a.marker("total")
    assert line.kind is NoStatus.NO_TARGET
    assert str(line.status_words) == "Judged by the region"
    assert str(line.target_text) == "100 for all together"
    said = _all_said(of_a, "total")
    assert said[0] == "Judged by the region: 100 for all together."
    told = " ".join(said).lower()
    assert "no target" not in told
    assert "needs a target" not in told
    assert "without a target" not in told
    assert str(line.derivation.title) == "Why is total “Judged by the region”?"

    row = sheet.rows["total"]
    assert (row.target.used, str(row.target.shared)) == (None, "100")
    assert str(row.standing.words) == "Judged by the region"


def test_the_lines_under_the_headline_tell_it_apart_from_no_target(of_a: ReportBook) -> None:
    said = [str(sentence) for sentence in of_a.subline]
    assert "1 marker is judged over all reporting units together." in said
    assert not any("no target" in text for text in said)


def test_the_command_line_says_so_too(of_a: ReportBook) -> None:
    (line,) = (text for text in scoreboard(of_a).splitlines() if text.startswith("total"))
    assert "Judged by the region" in line
    assert "100 for all together" in line
    assert "No target" not in line


def test_the_baseline_of_all_is_not_that_of_one(of_a: ReportBook) -> None:
    (leg,) = of_a.marker("total").assessment.legs
    assert leg.baseline is None


# --- Row 22: no light -----------------------------------------------------------------------------


def test_a_result_says_why_it_has_no_light(book: ReportBook) -> None:
    card = book.results[0].capped
    assert (len(card.markers), card.judged) == (8, 9)
    assert card.colour is not CardColour.GREY
    regional = make_book(corners(), BookQuestion(PERIOD, unit="RS")).results[0].capped
    assert (regional.colour, regional.achievement) == (CardColour.GREY, None)
    assert str(no_light(regional)) == "nothing to go on"
