"""Who may take in what: what changes the rules of an office is for who administers it."""

from pathlib import Path

import pytest

from spa_me.domain.dataset import Actor
from spa_me.domain.submission import Right
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.taking import TakenIn, take_in
from spa_me.services.exchange.trust import list_digest, publish_trust
from spa_me.services.submissions import set_member
from tests.integration.exchange.offices import Office, accept, approver, return_submission, taken

BOSS, CLERK = "Boss", "Clerk"


def as_person(office: Office, name: str, file: Path) -> TakenIn:
    office.workspace.actor = Actor(name)
    (done,) = take_in(office.workspace, look(office.workspace, [file], [office.key]), office.key)
    return done


@pytest.fixture
def staffed(country: Office) -> Office:
    """Country A with somebody who administers it, and somebody who enters figures."""
    country.workspace.actor = Actor(BOSS)
    set_member(country.workspace, BOSS, frozenset({Right.ADMINISTER}))
    set_member(country.workspace, CLERK, frozenset({Right.ENTER}))
    set_member(country.workspace, approver("A").name, frozenset({Right.APPROVE, Right.ENTER}))
    set_member(country.workspace, "Officer of A", frozenset({Right.ENTER}))
    return country


def test_a_framework_and_keys_need_who_administers(staffed: Office, region: Office) -> None:
    digest = region.workspace.frameworks[0].digest
    framework = seal_framework(region.workspace, digest, region.key)
    publish_trust(region.workspace, region.key)
    keys = region.file_of(list_digest(region.workspace.dataset()))

    for file in (region.file_of(framework.digest), keys):
        refused = as_person(staffed, CLERK, file)
        assert "Administer" in str(refused.error)
        assert "Ask Boss" in str(refused.error)
        assert as_person(staffed, BOSS, file).is_done


def test_reviews_and_receipts_need_who_enters(staffed: Office, region: Office) -> None:
    staffed.enter()
    (done,) = taken(region, staffed.file_of(staffed.submit().package.digest))
    returned = return_submission(region.workspace, "A", "2014", region.key, reason="Why?")
    accepted = accept(region.workspace, "A", "2014", region.key)

    for digest in (done.receipt, returned.package.digest, accepted.package.digest):
        assert as_person(staffed, BOSS, region.file_of(digest)).error is not None
        assert as_person(staffed, CLERK, region.file_of(digest)).is_done
