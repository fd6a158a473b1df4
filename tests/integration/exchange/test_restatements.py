"""An accepted correction leaves what it says otherwise: money, the work plan, shares and rates."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.donors import donor
from exports.xlsx import write_donor_workbook
from spa_me.cli.funding_text import funding_text
from spa_me.domain.cofunding import (
    Activity,
    Base,
    Contribution,
    ExchangeRate,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.submission import Restatement
from spa_me.domain.values import reported
from spa_me.reports import BookQuestion, ReportBook
from spa_me.services import funding
from spa_me.services.dumping import dump
from spa_me.services.exchange.arrivals import look
from spa_me.services.reporting import book
from spa_me.services.submissions import begin_correction
from tests.integration.exchange.offices import (
    Office,
    accept,
    taken,
)

PAID = Contribution(
    "", "A", "2014", "Treasury", SourceType.GOVERNMENT, amount=Decimal(5), currency="USD"
)
RATE = ExchangeRate("A", "2014", "USD", "LAK", Decimal(8000), date(2014, 12, 31), "Central bank")
PLAN = Activity("", "A", "2014", "1.1", "Training")
PRINTED = PrintedShare("A", "2014", "Treasury", Decimal(40), "Report")


def sent(country: Office) -> Path:
    return country.file_of(country.submit().package.digest)


def paid(country: Office, stage: Stage = Stage.ACTUAL) -> Contribution:
    known = country.workspace.dataset().contributions
    return next(entry for entry in known if entry.stage is stage)


@pytest.fixture
def correcting(region: Office, country: Office) -> Office:
    """Country A, whose first revision is accepted, and which has begun a correction."""
    country.enter()
    for stage in (Stage.ACTUAL, Stage.PLANNED):
        funding.save_contribution(country.workspace, replace(PAID, stage=stage))
    (done,) = taken(region, sent(country))
    accepted = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(done.receipt), region.file_of(accepted.package.digest))
    begin_correction(country.workspace, "A", "2014", "A ledger was found")
    return country


def restated(region: Office, country: Office) -> list[Restatement]:
    taken(region, sent(country))
    accept(region.workspace, "A", "2014", region.key)
    return list(region.workspace.dataset().submissions.restatements)


def said(entries: list[Restatement]) -> list[tuple[str, str, str]]:
    return [(entry.indicator, entry.old, entry.new) for entry in entries]


def test_money_that_moved_is_restated(region: Office, correcting: Office) -> None:
    funding.save_contribution(correcting.workspace, replace(paid(correcting), amount=Decimal(7)))

    assert said(restated(region, correcting)) == [
        (
            "contribution Treasury",
            "5 USD; actual, cash; Government",
            "7 USD; actual, cash; Government",
        )
    ]


def test_two_records_of_one_name_are_both_restated(region: Office, correcting: Office) -> None:
    for stage in (Stage.ACTUAL, Stage.PLANNED):
        money = paid(correcting, stage)
        funding.save_contribution(correcting.workspace, replace(money, amount=Decimal(7)))

    names = sorted(entry.indicator for entry in restated(region, correcting))
    assert names == ["contribution Treasury", "contribution Treasury (2)"]


def test_plan_printed_shares_and_rates_are_restated(region: Office, correcting: Office) -> None:
    funding.save_activity(correcting.workspace, PLAN)
    funding.save_printed_share(correcting.workspace, PRINTED)
    funding.save_rate(correcting.workspace, RATE)

    assert {(what, old) for what, old, _ in said(restated(region, correcting))} == {
        ("activity 1.1", ""),
        ("printed share Treasury", ""),
        ("exchange rate USD LAK 2014-12-31", ""),
    }


def test_another_source_is_seen_and_restated(region: Office, correcting: Office) -> None:
    money = replace(paid(correcting), source="Ministry of Labour")
    funding.save_contribution(correcting.workspace, money)
    file = sent(correcting)
    (arrival,) = look(region.workspace, [file])
    taken(region, file)
    accept(region.workspace, "A", "2014", region.key)

    text = "5 USD; actual, cash; Government"
    assert arrival.preview is not None
    assert [(c.subject, c.old, c.new) for c in arrival.preview.records] == [
        ("contribution Treasury", text, ""),
        ("contribution Ministry of Labour", "", text),
    ]
    assert {e.indicator for e in region.workspace.dataset().submissions.restatements} == {
        "contribution Treasury",
        "contribution Ministry of Labour",
    }


def shown(region: Office) -> ReportBook:
    return book(region.workspace, BookQuestion("2014", unit="A"))


def test_a_restatement_of_money_shows_wherever_restatements_show(
    region: Office, correcting: Office, tmp_path: Path
) -> None:
    funding.save_contribution(correcting.workspace, replace(paid(correcting), amount=Decimal(7)))
    restated(region, correcting)
    sentence = (
        "Restated by Country A: contribution Treasury: “5 USD” became “7 USD” with revision 2 of "
        f"its submission, accepted on {region.clock().date()}."
    )

    found = shown(region)
    (note,) = [note for note in found.notes if "Restated" in note.text]
    assert (note.about, note.title, note.text) == ("A", "Country A", sentence)
    assert sentence in funding_text(found, Base.MONEY)
    file = write_donor_workbook(found, donor("sweden"), tmp_path / "sweden.xlsx")
    opened = load_workbook(file)
    for sheet in ("Co-funding", "Data notes"):
        cells = [str(cell.value) for row in opened[sheet].rows for cell in row]
        assert sum(sentence in cell for cell in cells) == 1, sheet
    changes = [str(cell.value) for row in opened["Record of changes"].rows for cell in row]
    assert "restatement A 2014 contribution Treasury" in changes


def test_the_dump_holds_it(region: Office, correcting: Office, tmp_path: Path) -> None:
    funding.save_contribution(correcting.workspace, replace(paid(correcting), amount=Decimal(7)))
    restated(region, correcting)
    dump(region.workspace, tmp_path / "dump")

    (file,) = (tmp_path / "dump").rglob("restatements.csv")
    with file.open(encoding="utf-8-sig", newline="") as rows:
        (row,) = csv.DictReader(rows)
    assert (row["indicator"], row["old"][:5]) == ("contribution Treasury", "5 USD")


def test_a_marker_says_that_a_figure_of_it_was_restated(region: Office, correcting: Office) -> None:
    def marked(unit: str | None = None) -> set[str]:
        made = book(region.workspace, BookQuestion("2014", unit=unit))
        return {line.code for line in made.markers if line.is_restated}

    assert marked() == set()
    correcting.enter({"count": reported(9)})
    assert [entry.indicator for entry in restated(region, correcting)] == ["count"]
    asked = {
        marker.code
        for marker in region.workspace.frameworks[0].markers
        if any(leg.indicator == "count" for leg in marker.legs)
    }
    assert asked
    assert marked() == marked("A") == asked
    assert marked("B") == set(), "it restated nothing"
