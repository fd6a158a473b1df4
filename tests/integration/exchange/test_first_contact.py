"""The first file of an office brings its key; a person compares its words; then it counts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import SubmissionState, TrustEntry
from spa_me.packages.fingerprints import words_of
from spa_me.packages.keys import OfficeKey, new_key
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.packages.trust import SignatureVerdict
from spa_me.services.exchange.arrivals import Arrival, Standing, look
from spa_me.services.exchange.letters import mail_text
from spa_me.services.exchange.sealing import seal_submission
from spa_me.services.exchange.trust import list_digest, publish_trust, trust_key
from spa_me.services.submissions import mark_ready, standing
from tests.integration.exchange.offices import (
    APPROVER,
    Office,
    accept,
    approver,
    key_of,
    officer,
    taken,
    trusting_region,
)
from tests.sealed import changed


def _nothing(table: dict[str, Any], members: dict[str, bytes]) -> None:
    """Change nothing: only the signature is another one then."""


def looked_at(office: Office, path: Path) -> Arrival:
    (arrival,) = look(office.workspace, [path], [office.key], reader=read_package)
    return arrival


def sent(office: Office, key: OfficeKey | None = None) -> Path:
    """Enter, make ready and seal, with another key of the approver where one is given."""
    office.enter()
    if key is None:
        return office.file_of(office.submit().package.digest)
    mark_ready(office.workspace, office.code, "2014")
    office.workspace.actor = approver(office.code)
    sealed = seal_submission(office.workspace, office.code, "2014", key)
    office.workspace.actor = officer(office.code)
    return office.file_of(sealed.package.digest)


def card_in(path: Path) -> dict[str, str]:
    return dict(open_package(path, reader=read_package).manifest.card)


@pytest.fixture
def region(tmp_path: Path) -> Office:
    """The region before it knows anybody."""
    return Office(tmp_path, "RS")


@pytest.fixture
def country(tmp_path: Path) -> Office:
    """Country A before it knows anybody."""
    return Office(tmp_path, "A")


def test_the_whole_way_of_two_offices_that_never_met(region: Office, country: Office) -> None:
    file = sent(country)
    asked = looked_at(region, file)
    assert asked.standing is Standing.NEW_KEY
    assert not asked.may_be_taken
    assert asked.new_key is not None
    assert asked.new_key.key == key_of("A").public
    assert asked.preview is not None  # what it would change can be looked at before anybody phones

    trust_key(region.workspace, asked.new_key.key)
    (done,) = taken(region, file)
    assert done.is_done, done.error
    assert done.arrival.is_signed
    decision = accept(region.workspace, "A", "2014", region.key)

    # The other way round: the country never saw a key of the region.
    for digest in (done.receipt, decision.package.digest):
        back = region.file_of(digest)
        arrival = looked_at(country, back)
        if arrival.new_key is not None:
            assert arrival.new_key.key == key_of("RS").public
            trust_key(country.workspace, arrival.new_key.key)
        (answer,) = taken(country, back)
        assert answer.is_done, answer.error
    state = standing(country.workspace.dataset(), "A", "2014").state
    assert state is SubmissionState.ACCEPTED


def test_nothing_is_taken_in_before_the_words_were_compared(
    region: Office, country: Office
) -> None:
    before = region.workspace.dataset()
    (done,) = taken(region, sent(country))

    assert isinstance(done.error, RefusedError)
    assert "compare its eight words by phone" in str(done.error)
    assert region.workspace.dataset() == before


def test_another_key_of_an_office_that_has_a_trusted_one_is_said_as_that(tmp_path: Path) -> None:
    region, country = trusting_region(tmp_path), Office(tmp_path, "A")
    second = new_key("A", APPROVER.format("A"), made_on=date(2026, 2, 1))

    arrival = looked_at(region, sent(country, second))

    assert arrival.standing is Standing.NEW_KEY
    assert arrival.new_key is not None
    assert arrival.new_key.trusted == (key_of("A").public,)
    assert "another key is trusted already (Approver of A)" in str(arrival.why)
    # It is added beside the other one, which stays as it is.
    trust_key(region.workspace, second.public)
    trust = region.workspace.dataset().submissions.trust
    assert trust is not None
    assert TrustEntry(key_of("A").public) in trust.entries
    assert TrustEntry(second.public) in trust.entries


def test_who_sends_the_true_card_of_another_is_not_asked_about(
    region: Office, country: Office
) -> None:
    """A card alone is public: only who has the key can sign what carries it."""
    file = sent(country)
    forged = new_key("A", APPROVER.format("A"), made_on=date(2026, 2, 1))
    opened = open_package(file, reader=read_package)
    copy = file.with_name("forged.spapkg")
    copy.write_bytes(changed(file.read_bytes(), _nothing, keys=[forged]))
    arrival = looked_at(region, copy)

    assert opened.manifest.card
    assert arrival.standing is Standing.REFUSED
    assert arrival.new_key is None
    assert arrival.judgement is not None
    assert arrival.judgement.verdict is SignatureVerdict.UNKNOWN_KEY


def test_a_file_that_does_not_fit_asks_nobody_to_phone(tmp_path: Path, region: Office) -> None:
    country = Office(tmp_path, "A")
    file = sent(country)
    region.clock.forward(minutes=1)

    def of_another(table: dict[str, Any], members: dict[str, bytes]) -> None:
        del members
        table["period"] = "1999"

    copy = file.with_name("other.spapkg")
    copy.write_bytes(changed(file.read_bytes(), of_another, keys=[key_of("A")]))

    assert looked_at(region, copy).standing is Standing.REFUSED


def test_the_card_goes_along_until_the_list_of_the_region_trusts_the_key(tmp_path: Path) -> None:
    region, country = Office(tmp_path, "RS"), Office(tmp_path, "A")
    first = sent(country)
    assert card_in(first)
    assert "call me" in mail_text(country.workspace, country_digest(country), first.name)
    words = " ".join(key_words("A"))
    assert words not in mail_text(country.workspace, country_digest(country), first.name)

    for code in ("RS", "A"):
        trust_key(region.workspace, key_of(code).public)
    region.workspace.actor = approver("RS")
    publish_trust(region.workspace, region.key)
    listed = region.file_of(list_digest(region.workspace.dataset()))
    taken(country, listed, confirmed=frozenset({key_of("RS").public.fingerprint}))

    country.enter(period="2015")
    second = country.file_of(country.submit("2015").package.digest)
    assert not card_in(second)
    said = mail_text(country.workspace, country_digest(country, "2015"), second.name)
    assert "call me" not in said


def key_words(office: str) -> tuple[str, ...]:
    return words_of(key_of(office).public.fingerprint)


def country_digest(office: Office, period: str = "2014") -> str:
    head = standing(office.workspace.dataset(), office.code, period).head
    assert head is not None
    return head.digest


def test_a_country_is_not_asked_about_the_keys_of_other_countries(tmp_path: Path) -> None:
    """Of those the region says whether they are trusted."""
    country, other = Office(tmp_path, "A"), Office(tmp_path, "B")
    other.enter()
    mark_ready(other.workspace, "B", "2014")
    other.workspace.actor = approver("B")
    sealed = seal_submission(other.workspace, "B", "2014", other.key, recipient="A")

    arrival = looked_at(country, other.file_of(sealed.package.digest))

    assert arrival.standing is Standing.REFUSED
    assert arrival.new_key is None
