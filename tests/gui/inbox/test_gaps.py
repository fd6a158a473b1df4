"""What the table of submissions says of packages that did not arrive, here and in a country."""

from datetime import date
from pathlib import Path

from tests.integration.exchange.offices import (
    Office,
    accept,
    numbered,
    return_submission,
    taken,
    trusting_country,
)
from ui.pages.inbox.columns import to_do
from ui.pages.inbox.rows import make_board


def what_to_do(office: Office) -> str:
    board = make_board(office.workspace.dataset(), date(2026, 3, 1))
    return to_do(next(row for row in board.rows if (row.unit, row.period) == ("A", "2014")))


def test_a_country_is_told_what_the_region_sent_in_vain(region: Office, tmp_path: Path) -> None:
    country = trusting_country(tmp_path, "A", region)
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    return_submission(region.workspace, "A", "2014", region.key, reason="Why so few?")
    accepted = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(accepted.package.digest))

    assert "Packages 1–2 of the region have not arrived" in what_to_do(country)
    country.close()


def test_the_region_is_told_of_a_gap_and_of_a_number_that_nobody_counts_to(
    region: Office, country: Office
) -> None:
    country.enter()
    digest = country.submit().package.digest
    taken(region, numbered(country, digest, 2))
    assert what_to_do(region) == "Review it; package 1 has not arrived"

    taken(region, numbered(country, digest, 1_000_000_000))
    said = what_to_do(region)
    assert "package 1 has not arrived" in said
    assert "ask about package 1000000000: the one before it is 2" in said
