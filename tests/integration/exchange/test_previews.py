"""What is seen before anything is taken in, of a framework and of what would not count."""

from datetime import date
from pathlib import Path

import pytest

from spa_me.cli.arrivals import arrival_json, arrival_lines
from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import reported
from spa_me.services.exchange.arrivals import Arrival, Standing, look
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.taking import TakenIn
from spa_me.services.framework_versions import change_sentences, main_sentences
from spa_me.services.frameworks import install
from spa_me.services.submissions import begin_correction, close_period, reopen_for, withdraw
from tests.integration.exchange.offices import Office, accept, plan, taken, trusting_region


def lines(arrival: Arrival) -> str:
    return "\n".join(arrival_lines(TakenIn(arrival), is_dry_run=True))


def second_version() -> FrameworkDefinition:
    content = plan("2").model_dump(mode="json", exclude_defaults=True)
    content["in_force_from"] = "2015-01-01"
    content["indicators"][0]["title"] = "Victims identified"
    content["markers"][0]["legs"][0]["targets"]["2015"] = 12
    return read_definition(content, "test")


@pytest.fixture
def framework(region: Office, country: Office) -> Arrival:
    """Return a package of the region's as it arrives: a second version, and a period reopened."""
    version = second_version()
    install(region.workspace, version)
    close_period(region.workspace, "2014", "It is published")
    reopen_for(region.workspace, "A", "2014", date(2026, 6, 30), "A figure was wrong")
    sealed = seal_framework(region.workspace, version.digest, region.key)
    (arrival,) = look(country.workspace, [region.file_of(sealed.digest)])
    return arrival


def test_a_framework_says_what_it_would_change(framework: Arrival) -> None:
    assert framework.version is not None
    assert [str(sentence) for sentence in main_sentences(framework.version)][:2] == [
        "Test plan, version 2, is in force from 2015-01-01.",
        "Period 2015 is then judged by it and no longer by version 1.",
    ]
    assert [str(sentence) for sentence in change_sentences(framework.version)] == [
        "Worded anew: indicator count: Victims identified",
        "Target of marker M1 (count) for 2015: 10, then 12",
    ]


def test_the_command_line_says_it_too(framework: Arrival) -> None:
    text, shape = lines(framework), arrival_json(TakenIn(framework), is_dry_run=True)

    assert "Worded anew: indicator count: Victims identified" in text
    assert "2014 is reopened for A until 2026-06-30: A figure was wrong" in text
    assert (shape["version"]["before"], shape["version"]["added"]) == ("1", False)
    assert shape["version"]["indicators"]["reworded"] == ["count"]
    assert [entry["unit"] for entry in shape["version"]["reopenings"]] == ["A"]


def test_a_framework_that_cannot_be_added_is_refused_before(
    region: Office, country: Office
) -> None:
    content = plan("2").model_dump(mode="json", exclude_defaults=True)
    content["units"] = [unit for unit in content["units"] if unit["code"] != "A"]
    version = read_definition(content, "test")
    install(region.workspace, version)
    sealed = seal_framework(region.workspace, version.digest, region.key)
    (arrival,) = look(country.workspace, [region.file_of(sealed.digest)])

    assert (arrival.standing, arrival.version) == (Standing.REFUSED, None)
    assert isinstance(arrival.refusal, RefusedError)
    assert "no reporting unit “A”" in str(arrival.refusal)


def test_a_submission_that_waits_shows_what_it_would_change(
    region: Office, country: Office, tmp_path: Path
) -> None:
    country.enter()
    (done,) = taken(region, country.file_of(country.submit().package.digest))
    accepted = accept(region.workspace, "A", "2014", region.key)
    taken(country, region.file_of(done.receipt), region.file_of(accepted.package.digest))
    begin_correction(country.workspace, "A", "2014", "A file was found")
    country.enter({"count": reported(7)})
    second = country.file_of(country.submit().package.digest)
    elsewhere = trusting_region(tmp_path / "elsewhere")
    (arrival,) = look(elsewhere.workspace, [second])
    elsewhere.close()

    assert (arrival.standing, arrival.counts) == (Standing.HELD, False)
    assert arrival.preview is not None
    assert [cell.new.number for cell in arrival.preview.cells] == [7]
    assert "It does not count now. What it would change if it did:" in lines(arrival)
    assert arrival_json(TakenIn(arrival), is_dry_run=True)["counts"] is False


def test_a_submission_that_was_taken_back_shows_what_it_says(
    region: Office, country: Office
) -> None:
    country.enter()
    first = country.file_of(country.submit().package.digest)
    withdraw(country.workspace, "A", "2014", "A typing error")
    country.enter({"count": reported(6)})
    taken(region, country.file_of(country.submit().package.digest))
    (arrival,) = look(region.workspace, [first])

    assert not arrival.counts
    assert arrival.preview is not None
    assert [(c.old.number, c.new.number) for c in arrival.preview.cells] == [(6, 5)]
