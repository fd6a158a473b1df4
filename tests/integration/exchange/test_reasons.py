"""Why a revision was withdrawn or corrected travels with the one that follows."""

from spa_me.domain.values import reported
from spa_me.services.exchange.arrivals import Arrival, look
from spa_me.services.exchange.records import kept_package
from spa_me.services.exchange.review_sheet import review_sheet
from spa_me.services.exchange.streams import Gap, Stream, missing_numbers
from spa_me.services.submissions import begin_correction, withdraw
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    officer,
    taken,
)

PERIOD = "2014"


def seen(region: Office, country: Office, digest: str) -> Arrival:
    (arrival,) = look(region.workspace, [country.file_of(digest)], [region.key])
    return arrival


def take_back(country: Office, reason: str) -> None:
    country.workspace.actor = approver("A")
    withdraw(country.workspace, "A", PERIOD, reason)
    country.workspace.actor = officer("A")


def correct(region: Office, country: Office, reason: str) -> str:
    """Let a first revision be accepted and corrected; return the digest of the correction."""
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    reviewed = accept(region.workspace, "A", PERIOD, region.key)
    taken(country, region.file_of(reviewed.package.digest))
    country.workspace.actor = officer("A")
    begin_correction(country.workspace, "A", PERIOD, reason)
    country.enter({"count": reported(7)})
    return country.submit().package.digest


def test_why_a_revision_was_withdrawn_stands_in_the_next(region: Office, country: Office) -> None:
    country.enter()
    first = country.submit().package.digest
    take_back(country, "A table was missing")
    country.enter({"count": reported(7)})
    second = country.submit().package.digest

    arrival = seen(region, country, second)

    assert arrival.opened is not None
    assert arrival.opened.manifest.reason == "A table was missing"
    assert arrival.opened.manifest.withdraws == (first,)
    assert not arrival.is_correction
    assert not kept_package(country.workspace, first).manifest.reason


def test_a_correction_says_that_it_is_one_and_why(region: Office, country: Office) -> None:
    second = correct(region, country, "A file was found")

    arrival = seen(region, country, second)
    taken(region, country.file_of(second))
    sheet = review_sheet(region.workspace, "A", PERIOD)

    assert arrival.is_correction
    assert sheet.is_correction(sheet.revision)
    assert not sheet.is_correction(sheet.submission.chain.line[0])
    assert sheet.reason == "A file was found"
    notes = [
        entry.new for entry in region.workspace.audit() if "revision A 2014 2" in entry.subject
    ]
    assert "reason: A file was found" in notes


def test_a_correction_that_was_withdrawn_says_both_reasons(region: Office, country: Office) -> None:
    correct(region, country, "A file was found")
    take_back(country, "The wrong file")
    country.enter({"count": reported(8)})
    third = country.submit().package.digest

    arrival = seen(region, country, third)

    assert arrival.opened is not None
    assert arrival.opened.manifest.reason == "A file was found\nThe wrong file"
    assert arrival.is_correction


def test_nobody_waits_for_a_package_that_its_office_took_back(
    region: Office, country: Office
) -> None:
    country.enter()
    country.submit()
    take_back(country, "A table was missing")
    second = country.submit().package.digest
    taken(region, country.file_of(second))

    records = region.workspace.dataset().submissions

    assert missing_numbers(records.packages) == {Stream("A", "RS"): (Gap(1, 1),)}
    assert missing_numbers(records.packages, records.revisions) == {}


def test_a_lost_package_beside_one_that_was_taken_back_is_asked_for(
    region: Office, country: Office
) -> None:
    country.enter()
    country.submit()
    country.enter(period="2015")
    country.submit("2015")
    take_back(country, "A table was missing")
    second = country.submit().package.digest
    taken(region, country.file_of(second))

    records = region.workspace.dataset().submissions

    assert missing_numbers(records.packages, records.revisions) == {Stream("A", "RS"): (Gap(1, 2),)}
