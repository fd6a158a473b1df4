"""What stands in the sheets: the figures of the book, as real numbers and dates."""

from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from spa_me.reports import ReportBook
from tests.exports.reading import header_row, plain, records


@pytest.fixture
def matrix(opened: dict[str, Workbook]) -> list[dict[str, Any]]:
    return records(opened["sweden"]["Results matrix"])


def _texts(book: Workbook, sheet: str) -> str:
    return "\n".join(
        str(value)
        for row in book[sheet].iter_rows(values_only=True)
        for value in row
        if value is not None
    )


def test_the_cover_answers_first_and_has_lines_to_sign(opened: dict[str, Workbook]) -> None:
    text = _texts(opened["sweden"], "Cover")

    for words in (
        "Report to Sweden: 1 April to 31 December 2014",
        "8 of 13 markers with a status are fully met; 3 partly met and 2 not met.",
        "Embassy of Sweden",
        "UN-ACT results framework 2014, version 2014",
        "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar.",
        "Prepared by",
        "Approved by",
        "Received by",
        "An officer (M&E officer, Secretariat)",
    ):
        assert words in text
    assert "Norway" not in text


def test_the_cover_leaves_open_what_nobody_told(opened: dict[str, Workbook]) -> None:
    cover = opened["sweden"]["Cover"]
    labels = {row[1].value: row[2] for row in cover.iter_rows(min_col=1, max_col=9)}

    for label in ("Agreement number", "Title of the agreement", "Signed on"):
        assert labels[label].value is None
        assert labels[label].border.bottom.style == "thin"
    assert isinstance(labels["Data as of (UTC)"].value, datetime)


def test_the_cover_counts_every_kind_apart(opened: dict[str, Workbook]) -> None:
    cover = opened["sweden"]["Cover"]
    rows = list(cover.iter_rows(values_only=True))
    place = next(number for number, row in enumerate(rows) if row[1] == "Progress markers")

    assert dict(zip(rows[place][1:], rows[place + 1][1:], strict=True)) == {
        "Progress markers": 14,
        "Fully met": 8,
        "Partly met": 3,
        "Not met": 2,
        "No target": 1,
        "Not due": 0,
        "Not applicable": 0,
        "Not reported": 0,
    }


def test_the_matrix_has_the_statuses_of_the_reference(matrix: list[dict[str, Any]]) -> None:
    first = {row["Marker"]: row for row in matrix if row["Leg"] == 1}

    assert len(matrix) == 17
    assert len(first) == 14
    found = {
        code: (row["Computed status"], row["Reported status"], row["Status"])
        for code, row in first.items()
    }
    assert found["3.1a"] == ("Partly met", "Fully met", "Fully met")
    assert found["O-1"] == ("No target", "None declared", "No target")
    assert found["O-2"] == ("Not reported", "Fully met", "Fully met")
    assert found["1.1"] == ("Not met", "Not met", "Not met")
    further = [row for row in matrix if row["Leg"] == 2]
    assert {row["Status"] for row in further} == {None}, "each marker has one status"


def test_pro_rata_shows_original_factor_and_target_in_use(matrix: list[dict[str, Any]]) -> None:
    returning = next(row for row in matrix if row["Marker"] == "3.2")

    assert returning["Target agreed"] == 1500
    assert returning["Pro-rata factor"] == pytest.approx(4 / 9)
    assert returning["Target in use"] == pytest.approx(2000 / 3)
    assert returning["Actual"] == 1844
    assert returning["Achievement"] == pytest.approx(2.766)
    assert "Target prorated" in returning["Reason for the status"]


def test_units_that_reach_a_target_are_counted(matrix: list[dict[str, Any]]) -> None:
    shares = next(row for row in matrix if row["Marker"] == "1.3")

    assert shares["Unit of measure"] == "reporting units with at least 20 %"
    assert (shares["Target in use"], shares["Actual"], shares["Deviation"]) == (6, 3, -3)
    assert shares["Achievement"] == 0.5
    assert shares["Units included"] == "3 of 6; not reported: Cambodia, Lao PDR, Myanmar"


def test_a_zero_is_a_number_and_a_missing_figure_an_empty_cell(
    matrix: list[dict[str, Any]],
) -> None:
    actual = {(row["Marker"], row["Leg"]): row["Actual"] for row in matrix}

    assert actual["1.1", 1] == 0
    assert actual["3.1a", 2] == 0
    assert actual["O-1", 1] is None


def test_formats_belong_to_what_the_numbers_are(opened: dict[str, Workbook]) -> None:
    sheet = opened["rich"]["Results matrix"]
    top = header_row(sheet, "No.")
    formats = {
        (sheet.cell(row, 2).value, str(sheet.cell(top, column).value)): sheet.cell(
            row, column
        ).number_format
        for row in range(top + 1, sheet.max_row + 1)
        for column in range(1, sheet.max_column + 1)
    }

    assert formats["2.4", "Base-\nline"] == "#,##0"
    assert formats["2.4", "Year of base-\nline"] == "0"
    assert formats["3.3", "Target in use"] == "0.0 %"
    assert formats["3.3", "Devia-\ntion"] == "+0.0 %;-0.0 %;0.0 %"
    assert formats["1.3", "Pro-rata factor"] == "# ??/??"
    assert formats["2.4", "Actual"] == "#,##0.00"


def test_percentages_are_fractions_that_show_as_per_cent(opened: dict[str, Workbook]) -> None:
    rows = records(opened["sweden"]["Reported values"], "Row of the matrix")
    shares = {row["Unit"]: row for row in rows if row["Marker"] == "1.3"}

    assert shares["CN"]["Value"] == 0.37
    assert shares["CN"]["Target of this unit"] == 0.2
    assert shares["CN"]["Reaches it"] == "yes"
    assert shares["KH"]["Value"] is None
    assert shares["KH"]["What was reported"] == "Not available"
    assert shares["KH"]["Has to report"] == "yes"


def test_values_tell_state_level_parts_and_what_was_carried(opened: dict[str, Workbook]) -> None:
    rows = records(opened["rich"]["Reported values"], "Row of the matrix")
    by_key = {(row["Marker"], row["Unit"]): row for row in rows}

    assert by_key["3.1", "A"]["What was reported"] == "Carried forward from 2015"
    assert by_key["2.2", "A"]["What was reported"] == "Reported: Pilot in some provinces"
    assert by_key["2.1", "C"]["What was reported"] == "Not applicable"
    assert by_key["2.1", "C"]["Has to report"] == "no"
    assert by_key["2.1", "D"]["What was reported"] == "Not yet due"
    assert by_key["1.2", "A"]["Numerator"] == 9
    assert "women 61" in by_key["1.3", "A"]["Reason, breakdown, note"]


def test_chinas_shares_stand_on_every_precision(opened: dict[str, Workbook]) -> None:
    sheet = opened["sweden"]["Co-funding"]
    rows = [
        [cell.value for cell in row]
        for row in sheet.iter_rows()
        if row[2].value == "Money, as recorded" and row[3].value != "not printed"
    ]

    assert [row[8] for row in rows] == pytest.approx([0.401307, 0.212256, 0.202362, 0.184075], 1e-4)
    assert [row[9] for row in rows] == pytest.approx([0.401, 0.212, 0.202, 0.184])
    assert [row[10] for row in rows] == pytest.approx([0.40, 0.21, 0.20, 0.19])
    assert [row[11] for row in rows] == pytest.approx([0.40, 0.21, 0.21, 0.19])
    assert [row[12] for row in rows] == pytest.approx([0.13, 0.23, 0.76, 0.59])


@pytest.mark.parametrize("title", ["Co-funding", "Contributions"])
@pytest.mark.parametrize("book", ["sweden", "norway"])
def test_money_says_who_has_any(opened: dict[str, Workbook], book: str, title: str) -> None:
    said = "1 of 6 countries have actual money recorded; none recorded: Cambodia, "

    assert said in _texts(opened[book], title)


def test_both_bases_stand_with_the_reason_why_they_differ(opened: dict[str, Workbook]) -> None:
    text = _texts(opened["sweden"], "Co-funding")

    assert "3 of 6 countries reach the target of 20 %" in text
    assert "paid 40.1 % of the money and supported 37 % of the activities" in text
    assert "The printed shares add up to 101 % and not to 100 %" in text
    assert "4 amounts cannot be converted to SEK" in text
    assert "USD" in text


def test_every_contribution_is_listed_and_says_why_it_does_not_count(
    opened: dict[str, Workbook],
) -> None:
    rows = records(opened["sweden"]["Contributions"])

    assert len(rows) == 16
    uncounted = [row for row in rows if row["Counted as"] is None]
    assert len(uncounted) == 12
    assert all(row["Why it is not counted in money"] for row in uncounted)
    money = [row for row in rows if row["Amount"] is not None]
    assert all("Not converted" in row["Date and source of the rate"] for row in money)


def test_conversions_show_rate_date_and_source(opened: dict[str, Workbook]) -> None:
    rows = records(opened["rich"]["Contributions"])

    assert rows[0]["In SEK"] == 8100
    assert rows[0]["Rate"] == pytest.approx(8.1)
    assert rows[0]["Date and source of the rate"] == "1 USD = 8.1 SEK, 2016-04-01: A bank, April"
    over_dollars = rows[1]
    assert over_dollars["In SEK"] == pytest.approx(250.5 * 1.1 * 8.1)
    assert over_dollars["Counted as"] == pytest.approx(250.5 * 1.1)
    assert rows[2]["Date"] == datetime(2016, 5, 1)  # noqa: DTZ001 (Excel knows no time zones)


def test_without_a_currency_nothing_is_converted(opened: dict[str, Workbook]) -> None:
    assert "In NOK" not in records(opened["norway"]["Contributions"])[0]
    assert "40.1 % is the government's share" in _texts(opened["norway"], "Co-funding")


def test_every_discrepancy_is_in_the_data_notes(opened: dict[str, Workbook]) -> None:
    real = records(opened["sweden"]["Data notes"])
    kinds = {row["Kind"] for row in real}

    assert len([row for row in real if row["Kind"] == "Note"]) == 34
    assert kinds >= {
        "Computed and reported status differ",
        "Declared without a figure",
        "Precondition unmet",
        "About the calculation",
        "No figure",
        "Co-funding",
        "Contribution not counted",
    }
    texts = " ".join(str(row["What has to be known"]) for row in real)
    assert "printed as 21 % but is 20.24 %" in texts
    made_up = records(opened["rich"]["Data notes"])
    assert {row["Kind"] for row in made_up} >= {
        "Carried forward",
        "Breakdown does not add up",
        "Cumulative value fell",
    }


def test_the_record_of_changes_is_complete_and_dated(opened: dict[str, Workbook]) -> None:
    rows = records(opened["rich"]["Record of changes"])

    assert [row["No."] for row in rows] == list(range(12, 0, -1))
    assert all(isinstance(row["When (UTC)"], datetime) for row in rows)


def test_the_scoreboard_has_the_card_of_the_rules(
    opened: dict[str, Workbook], books: dict[str, ReportBook]
) -> None:
    sheet = opened["sweden"]["Scoreboard"]
    rows = [
        row for row in sheet.iter_rows(values_only=True) if row[12] in {"Amber", "Green", "Red"}
    ]
    cards = {row[0]: (row[11], row[12]) for row in rows}

    assert cards["1"] == (pytest.approx(0.5), "Amber")
    assert cards["2"] == (pytest.approx(8 / 15), "Amber")
    assert cards["3"] == (pytest.approx(16 / 27), "Amber")
    assert cards["4"] == (pytest.approx(1), "Green")
    assert len(rows) == len(books["sweden"].results)


def _row(sheet: Worksheet, marker: str) -> dict[str, Any]:
    """Return a row of the matrix by the titles of its columns."""
    top = header_row(sheet, "No.")
    titles = [plain(cell.value) for cell in sheet[top]]
    for row in sheet.iter_rows(min_row=top + 1):
        if row[1].value == marker:
            return dict(zip(titles, row, strict=True))
    pytest.fail(f"there is no row of {marker}")


def test_a_count_of_units_is_a_number_in_its_cells(opened: dict[str, Workbook]) -> None:
    """The cells held 0.01 and 0.02, shown as 1.0 % and 2.0 %, and a baseline of values."""
    row = _row(opened["corners"]["Results matrix"], "count")
    assert (row["Actual"].value, row["Target in use"].value) == (1, 2)
    assert "%" not in str(row["Actual"].number_format) + str(row["Target in use"].number_format)
    assert row["Baseline"].value is None
    assert row["Unit of measure"].value == "reporting units with at least 40 %"
    assert (row["Achievement"].value, row["Achievement is part of"].value) == (0.5, "units")


def test_who_has_no_target_does_not_have_to_report(opened: dict[str, Workbook]) -> None:
    row = _row(opened["corners"]["Results matrix"], "own")
    assert row["Units included"].value == "1 of 1"
    assert (row["Actual"].value, row["Target in use"].value, row["Achievement"].value) == (1, 1, 1)


def test_what_an_achievement_is_part_of_stands_beside_it(opened: dict[str, Workbook]) -> None:
    sheet = opened["corners"]["Results matrix"]
    found = {code: _row(sheet, code)["Achievement is part of"].value for code in ("few", "kept")}
    assert found == {"few": "way", "kept": "target"}
    assert _row(sheet, "kept")["Baseline"].value == 60
