"""What an office confirmed as right is kept, taken back, and goes with its submission."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from spa_me.domain.errors import InputError, NotFoundError, RefusedError
from spa_me.domain.submission import Confirmation
from spa_me.packages.reading import read_package
from spa_me.services.confirming import confirm, take_back_confirmation
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.records import kept_content
from spa_me.services.submissions import mark_ready, recall
from spa_me.services.submissions.standing import writers_of
from tests.integration.exchange.offices import (
    Office,
    approver,
    officer,
    return_submission,
    taken,
    trusting_country,
    trusting_region,
)

TWICE = Confirmation("A", "2014", "money_twice", "ministry 5 USD", "a" * 64, "Two parts")


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, "A")
    office.enter()
    yield office
    office.close()


def kept(office: Office) -> list[tuple[str, str, str]]:
    found = office.workspace.dataset().submissions.confirmations_of("A", "2014")
    return [(each.digest, each.reason, each.person) for each in found]


def test_it_is_kept_with_who_said_it_replaced_and_taken_back(country: Office) -> None:
    confirm(country.workspace, TWICE)
    confirm(country.workspace, replace(TWICE, digest="b" * 64, reason="Three parts"))
    assert kept(country) == [("b" * 64, "Three parts", officer("A").name)]
    newest = country.workspace.audit(limit=1)[0]
    assert (newest.action, newest.old, newest.new) == ("confirm", "Two parts", "Three parts")

    take_back_confirmation(country.workspace, TWICE)
    assert kept(country) == []
    with pytest.raises(NotFoundError):
        take_back_confirmation(country.workspace, TWICE)


def test_it_needs_a_reason_and_an_open_submission(country: Office) -> None:
    with pytest.raises(InputError, match="reason"):
        confirm(country.workspace, replace(TWICE, reason="  "))
    mark_ready(country.workspace, "A", "2014")
    with pytest.raises(RefusedError, match="locked"):
        confirm(country.workspace, TWICE)
    recall(country.workspace, "A", "2014")
    confirm(country.workspace, TWICE)
    mark_ready(country.workspace, "A", "2014")
    with pytest.raises(RefusedError, match="locked"):
        take_back_confirmation(country.workspace, TWICE)


def test_who_confirms_has_written_something_of_the_submission(country: Office) -> None:
    country.workspace.actor = approver("A")
    assert approver("A").name not in writers_of(country.workspace, "A", "2014")
    confirm(country.workspace, TWICE)
    assert approver("A").name in writers_of(country.workspace, "A", "2014")


def test_it_goes_with_the_submission_and_is_seen_before_it_is_taken_in(tmp_path: Path) -> None:
    region = trusting_region(tmp_path)
    country = trusting_country(tmp_path, "A", region)
    country.enter()
    confirm(country.workspace, TWICE)
    file = country.file_of(country.submit().package.digest)
    (arrival,) = look(region.workspace, [file], reader=read_package)
    assert arrival.preview is not None
    changes = [(change.subject, change.new) for change in arrival.preview.records]
    assert ("confirmation money_twice ministry 5 USD", "Two parts") in changes

    taken(region, file)
    said = region.workspace.dataset().submissions.confirmations_of("A", "2014")
    assert said == country.workspace.dataset().submissions.confirmations_of("A", "2014")

    returned = return_submission(region.workspace, "A", "2014", region.key, reason="Once more")
    taken(country, region.file_of(returned.package.digest))
    take_back_confirmation(country.workspace, TWICE)
    again = country.submit()
    assert kept_content(country.workspace, again.package.digest).confirmations == ()
    taken(region, country.file_of(again.package.digest))
    assert region.workspace.dataset().submissions.confirmations == ()
    region.close()
    country.close()
