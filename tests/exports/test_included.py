"""Every sheet with figures says who is in them and whose are a draft, provisional or not signed."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from exports.donors import donor
from exports.xlsx import write_donor_workbook
from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import Decision, Revision, SubmissionRecords, Verdict
from spa_me.reports import BookQuestion, make_book
from tests.exports.rich import rich

UNITS = (
    "3 of 6 reporting units included; not reported: Country D, Country E, Country F; "
    "draft, not sealed: Country A; provisional, submitted and not accepted: Country B; "
    "not signed: Country C; carried forward from a draft that is not sealed: Country A (2015)."
)
NONE = "none recorded: Country C, Country D, Country E, Country F"
MONEY = (
    f"2 of 6 countries have actual money recorded; {NONE}; draft, not sealed: Country A; "
    "provisional, submitted and not accepted: Country B."
)
PLANS = MONEY.replace("actual money", "activities")
SAID = {
    "Cover": UNITS,
    "Scoreboard": UNITS,
    "Results matrix": UNITS,
    "Reported values": UNITS,
    "Co-funding": MONEY,
    "Contributions": MONEY,
    "Work plan": PLANS,
}


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str | None, Workbook]:
    """Return the workbook of Country A, whose draft stands beside what two others sealed."""
    revisions = (
        Revision("B", "2016", "b", "package b", 1, is_signed=True),
        Revision("C", "2016", "c", "package c", 1),
    )
    accepted = Decision("C", "2016", "c", 1, Verdict.ACCEPTED, person="R")
    data = replace(rich(), submissions=SubmissionRecords(revisions, (accepted,)))
    folder = tmp_path_factory.mktemp("drafts")
    return {currency: _written(data, currency, folder) for currency in ("SEK", None)}


def _written(data: Dataset, currency: str | None, folder: Path) -> Workbook:
    book = make_book(data, BookQuestion("2016", currency=currency))
    return load_workbook(write_donor_workbook(book, donor("sweden"), folder / f"{currency}.xlsx"))


def _rows(workbook: Workbook, sheet: str) -> list[int]:
    """Return the rows in which a sheet says it, one for each time."""
    rows = enumerate(workbook[sheet].iter_rows(values_only=True), 1)
    return [number for number, row in rows for value in row if SAID[sheet] in str(value)]


@pytest.mark.parametrize("currency", ["SEK", None])
@pytest.mark.parametrize("sheet", SAID)
def test_a_sheet_says_whose_figures_are_not_settled(
    workbooks: dict[str | None, Workbook], sheet: str, currency: str | None
) -> None:
    assert _rows(workbooks[currency], sheet)


@pytest.mark.parametrize("sheet", ["Results matrix", "Contributions"])
def test_both_pages_beside_each_other_say_it_above_their_table(
    workbooks: dict[str | None, Workbook], sheet: str
) -> None:
    workbook = workbooks["SEK"]
    above = int(str(workbook[sheet].print_title_rows).split(":")[0].strip("$"))
    first, second = _rows(workbook, sheet)

    assert first == second < above


def test_a_workbook_of_settled_figures_names_nobody(opened: dict[str, Workbook]) -> None:
    for workbook in (opened["sweden"], opened["norway"]):
        for sheet in ("Cover", "Results matrix", "Reported values", "Contributions"):
            cells = [str(cell.value) for row in workbook[sheet].iter_rows() for cell in row]
            assert not [text for text in cells if "not sealed" in text or "provisional" in text]
