"""What the region sees of a revision before it decides, and of a drop that is stopped half-way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spa_me.domain.errors import NotFoundError
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import reported
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.review_sheet import ReviewSheet, review_sheet
from spa_me.services.exchange.taking import TakenIn, take_in
from spa_me.services.exchange.trust import list_digest, publish_trust
from spa_me.services.submissions import answer
from tests.integration.exchange.offices import Office, accept, approver, key_of, return_submission

PERIOD = "2014"


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, "A")
    yield office
    office.close()


def received(region: Office, country: Office, sealed: str) -> TakenIn:
    arrivals = look(region.workspace, [country.file_of(sealed)], [region.key])
    (done,) = take_in(region.workspace, arrivals, region.key)
    assert done.is_done, done.error
    return done


def sheet(region: Office, digest: str = "") -> ReviewSheet:
    return review_sheet(region.workspace, "A", PERIOD, digest)


def given_back(country: Office, region: Office, digest: str) -> None:
    """Let the country take in what the region sent."""
    confirmed = frozenset({key_of("RS").public.fingerprint})
    trusted = region.file_of(list_digest(region.workspace.dataset()), "keys")
    for file in (trusted, region.file_of(digest)):
        arrivals = look(country.workspace, [file], [country.key], confirmed=confirmed)
        (done,) = take_in(country.workspace, arrivals, None, confirmed=confirmed)
        assert done.is_done, done.error


def test_a_first_revision_is_compared_with_nothing(region: Office, country: Office) -> None:
    country.enter({"count": reported(5), "share": reported(60)})
    received(region, country, country.submit().package.digest)

    found = sheet(region)

    assert (found.against, found.may_decide, found.rivals) == (0, True, ())
    rows = {row.code: row for row in found.rows}
    assert list(rows) == ["count", "share", "scale"]
    assert rows["share"].is_changed
    assert (rows["share"].was, rows["share"].stands) == (NoStatus.NOT_REPORTED, Status.FULLY)
    assert not rows["scale"].is_changed
    assert rows["scale"].problems, "a missing answer is said"
    assert found.manifest.entered_by == ("Officer of A",)
    assert found.content.message == "Hello"
    assert {change.marker for change in found.preview.statuses} == {"M1", "M2"}


def test_a_correction_is_compared_with_what_was_accepted_and_carries_the_answers(
    region: Office, country: Office
) -> None:
    country.enter({"count": reported(5), "share": reported(40)})
    received(region, country, country.submit().package.digest)
    asked = [FieldRemark("count", "Why so few?"), FieldRemark("share", "Of how many?")]
    returned = return_submission(
        region.workspace, "A", PERIOD, region.key, reason="Please look again.", remarks=asked
    )
    assert not sheet(region).answers
    given_back(country, region, returned.package.digest)
    answer(country.workspace, "A", PERIOD, "count", "It is right.")
    country.enter({"share": reported(45)})
    second = country.submit()
    received(region, country, second.package.digest)

    found = sheet(region)

    said = [(a.remark.indicator, a.answer, a.is_changed) for a in found.answers]
    assert said == [("count", "It is right.", False), ("share", "", True)]
    assert found.against == 1, "the one that was returned, since none was accepted"
    accept(region.workspace, "A", PERIOD, region.key)
    assert not sheet(region).may_decide
    assert [revision.number for revision in found.choices] == [2, 1]
    first = sheet(region, found.choices[1].digest)
    assert (first.revision.number, first.may_decide) == (1, False)


def test_there_is_nothing_to_review_before_a_file_came(region: Office) -> None:
    with pytest.raises(NotFoundError, match="No submission of Country A for 2014 was taken in"):
        sheet(region)


def test_lists_of_keys_of_one_drop_go_in_by_their_version(region: Office, country: Office) -> None:
    first = list_digest(region.workspace.dataset())
    region.workspace.actor = approver("RS")
    second = publish_trust(region.workspace, region.key).digest
    confirmed = frozenset({key_of("RS").public.fingerprint})
    files = [region.file_of(digest) for digest in (second, first)]
    arrivals = look(country.workspace, files, [], confirmed=confirmed)

    done = take_in(country.workspace, arrivals, None, confirmed=confirmed)

    assert [entry.error for entry in done] == [None, None]
    trust = country.workspace.dataset().submissions.trust
    assert trust is not None
    assert trust.version == 2


def test_what_follows_a_return_is_compared_with_what_was_returned(
    region: Office, country: Office
) -> None:
    country.enter({"count": reported(5), "share": reported(60)})
    received(region, country, country.submit().package.digest)
    returned = return_submission(region.workspace, "A", PERIOD, region.key, reason="Look again")
    given_back(country, region, returned.package.digest)
    country.enter({"count": reported(6)})
    received(region, country, country.submit().package.digest)

    found = sheet(region)

    assert found.against == 1
    assert [row.code for row in found.rows if row.is_changed] == ["count"]
