"""Reporting days and reopenings: the ones that were said last stand, whichever came first."""

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from spa_me.packages.reading import read_package
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.published import DaysStanding, days_standing
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest
from spa_me.services.submissions import close_period, reopen_for, set_window
from tests.integration.exchange.offices import (
    Office,
    approver,
    key_of,
    return_submission,
    trusting_region,
)


def taken(office: Office, *paths: Path) -> None:
    office.workspace.actor = approver(office.code)
    words = frozenset({key_of("RS").public.fingerprint})
    for path in paths:
        arrivals = look(office.workspace, [path], confirmed=words, reader=read_package)
        (done,) = take_in(office.workspace, arrivals, office.key, confirmed=words)
        assert done.is_done, done.error


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Office]:
    office = trusting_region(tmp_path)
    yield office
    office.close()


def sent(region: Office) -> Path:
    workspace = region.workspace
    sealed = seal_framework(workspace, workspace.frameworks[0].digest, region.key)
    return region.file_of(sealed.digest)


def test_in_any_order(region: Office, tmp_path: Path) -> None:
    keys = region.file_of(list_digest(region.workspace.dataset()))
    set_window(region.workspace, "2014", None, date(2015, 3, 31))
    files = [sent(region)]
    close_period(region.workspace, "2014", "It is published")
    files.append(sent(region))
    reopen_for(region.workspace, "A", "2014", date(2026, 6, 30), "A figure was wrong")
    set_window(region.workspace, "2014", None, date(2015, 4, 30))
    files.append(sent(region))
    found: list[object] = []
    for number, order in enumerate(permutations(files)):
        country = Office(tmp_path / str(number), "A")
        taken(country, keys, *order)
        records = country.workspace.dataset().submissions
        found.append((records.windows, records.reopenings))
        country.close()

    assert all(state == found[0] for state in found)
    records = region.workspace.dataset().submissions
    assert found[0] == (records.windows, records.reopenings)


def test_a_return_reopens_until_the_later_day(region: Office, tmp_path: Path) -> None:
    keys = region.file_of(list_digest(region.workspace.dataset()))
    country = Office(tmp_path, "A")
    taken(country, keys)
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    close_period(region.workspace, "2014", "It is published")
    reopen_for(region.workspace, "A", "2014", date(2026, 6, 30), "A figure was wrong")
    files = [sent(region)]
    reviewed = return_submission(
        region.workspace, "A", "2014", region.key, reason="Look again", by_when=date(2026, 4, 1)
    )
    files.append(region.file_of(reviewed.package.digest))
    taken(country, *files)
    (reopened,) = country.workspace.dataset().submissions.reopenings
    country.close()

    assert reopened.until == date(2026, 6, 30)


def days(region: Office) -> DaysStanding:
    return days_standing(region.workspace, region.workspace.dataset())


def test_what_the_countries_cannot_know_of_the_days_is_said(region: Office, tmp_path: Path) -> None:
    assert days(region) == DaysStanding(), "nothing was sealed"
    workspace = region.workspace
    set_window(workspace, "2014", None, date(2026, 3, 31))
    sent(region)
    assert days(region).sealed_at is not None
    assert days(region).changed == ()

    set_window(workspace, "2014", None, date(2026, 4, 30))
    assert days(region).changed == ("2014",)
    set_window(workspace, "2014", None, date(2026, 3, 31))
    assert days(region).changed == (), "as it was"
    close_period(workspace, "2014", "Published")
    assert days(region).changed == ("2014",)
    sent(region)
    reopen_for(workspace, "B", "2014", date(2027, 1, 31), "A new survey")
    assert days(region).changed == ("2014",)
    sent(region)
    assert days(region).changed == ()


def test_a_return_tells_its_country_of_the_day_itself(region: Office, tmp_path: Path) -> None:
    country = Office(tmp_path, "A")
    taken(country, region.file_of(list_digest(region.workspace.dataset())))
    country.enter()
    taken(region, country.file_of(country.submit().package.digest))
    close_period(region.workspace, "2014", "Published")
    sent(region)
    return_submission(
        region.workspace, "A", "2014", region.key, reason="Why?", by_when=date(2027, 1, 31)
    )
    assert len(region.workspace.dataset().submissions.reopenings) == 1
    assert days(region).changed == ()
    country.close()
