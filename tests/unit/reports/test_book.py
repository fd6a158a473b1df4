"""The report book on the real example: what every screen and workbook shows."""

from dataclasses import replace
from fractions import Fraction

import pytest

from spa_me.domain.errors import NotFoundError
from spa_me.domain.judgements import Explanation
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import ValueBook, ValueKey, reported
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.countries import countries
from tests.example import un_act_2014


@pytest.fixture(scope="module")
def book() -> ReportBook:
    return make_book(un_act_2014(), BookQuestion("2014"))


def test_headline_counts_the_statuses(book: ReportBook) -> None:
    assert str(book.headline) == (
        "8 of 13 markers with a status are fully met; 3 partly met and 2 not met."
    )
    assert [str(sentence) for sentence in book.subline] == [
        "1 marker has no target.",
        "1 reported status differs from the computed one.",
        "3 of 6 countries gave co-funding figures.",
    ]


def test_who_has_not_reported_is_named(book: ReportBook) -> None:
    assert str(book.inclusion.sentence) == (
        "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar"
    )


def test_attention_begins_with_what_is_not_met_and_leaves_out_what_has_no_target(
    book: ReportBook,
) -> None:
    assert [line.code for line in book.attention] == ["1.1", "2.2", "1.3", "2.3", "3.1b"]


def test_a_compound_marker_shows_all_its_legs(book: ReportBook) -> None:
    line = book.marker("1.2")
    assert str(line.target_text) == "2 and 10"
    assert str(line.actual_text) == "2 and 11"


def test_prorated_targets_say_that_they_are(book: ReportBook) -> None:
    assert str(book.marker("3.2").target_text) == "666.7 and 1,555.6 (prorated)"


def test_units_judged_one_by_one_are_counted_and_never_averaged(book: ReportBook) -> None:
    line = book.marker("1.3")
    assert str(line.target_text) == "20 % in 6 units"
    assert str(line.actual_text) == "3 of 6 units"
    assert str(line.included) == "3 of 6"


def test_what_is_not_reported_shows_a_dash_and_never_a_zero(book: ReportBook) -> None:
    assert str(book.marker("O-1").actual_text) == "–"
    assert str(book.marker("1.1").actual_text) == "0"


def test_the_only_difference_between_computed_and_reported_is_3_1a(book: ReportBook) -> None:
    assert [line.code for line in book.differences] == ["3.1a"]


def test_matrix_gives_each_unit_its_own_standing(book: ReportBook) -> None:
    cells = book.matrix["1.3"]
    assert {unit: cell.kind for unit, cell in cells.items()} == {
        "KH": NoStatus.NOT_REPORTED,
        "CN": Status.FULLY,
        "LA": NoStatus.NOT_REPORTED,
        "MM": NoStatus.NOT_REPORTED,
        "TH": Status.FULLY,
        "VN": Status.FULLY,
    }
    assert str(cells["CN"].text) == "37 %"
    assert set(book.matrix["2.1"]) == {"RS"}


def test_one_result_narrows_markers_and_counts() -> None:
    book = make_book(un_act_2014(), BookQuestion("2014", result="2"))
    assert [line.code for line in book.markers] == ["2.1", "2.2", "2.3"]
    assert book.counts.total == 3
    assert [result.result.code for result in book.results] == ["2", "2.1", "2.2", "2.3"]


def test_one_unit_is_judged_by_its_own_figures() -> None:
    book = make_book(un_act_2014(), BookQuestion("2014", unit="TH"))
    assert [(line.code, line.kind) for line in book.markers] == [("1.3", Status.FULLY)]
    assert str(book.markers[0].actual_text) == "33 %"
    assert [entry.unit.code for entry in book.funding.units] == ["TH"]


@pytest.mark.parametrize("question", [BookQuestion("1999"), BookQuestion("2014", result="9")])
def test_unknown_codes_are_refused(question: BookQuestion) -> None:
    with pytest.raises(NotFoundError):
        make_book(un_act_2014(), question)


def test_deviation_is_actual_less_the_target_in_use(book: ReportBook) -> None:
    legs = {line.leg.indicator.code: line for line in book.legs}
    assert legs["2.3"].deviation == -2
    assert legs["4.1"].deviation == 50
    assert legs["3.2-new"].deviation == 3425 - Fraction(3500 * 4, 9)
    assert legs["O-2"].deviation is None


def test_funding_holds_both_bases_and_says_why_they_differ(book: ReportBook) -> None:
    china = book.funding.of("CN")
    assert china is not None
    assert china.share_of_activities == Fraction(37, 100)
    assert china.money.government_share == Fraction(66930, 166780)
    said = "The government paid 40.1 % of the money and supported 37 % of the activities."
    assert said in map(str, china.remarks)
    assert book.funding.target == Fraction(1, 5)
    assert (book.funding.reported, book.funding.reaching) == (3, 3)


def test_notes_name_what_they_are_about(book: ReportBook) -> None:
    titles = {note.about: note.title for note in book.notes}
    assert titles["CN"] == "China"
    assert titles["framework"] == str(book.definition.title)


def test_what_each_unit_noted_stands_with_the_explanation_of_the_leg() -> None:
    data = countries()
    explained = replace(data, explanations=(Explanation("1.1", "2016", "Two steps were late."),))
    entered = {key: replace(value, note="") for key, value in data.values.items()}
    for unit, period, note in (("A", "2016", "The law is new."), ("B", "2015", "Of last year.")):
        entered[ValueKey(unit, period, "1.1a")] = replace(reported(1), note=note)
    found = make_book(replace(explained, values=ValueBook(entered.items())), BookQuestion("2016"))
    legs = [leg.explanation for leg in found.legs if leg.marker.code == "1.1"]

    assert legs == ["Two steps were late.\nCountry A: The law is new.", ""]
