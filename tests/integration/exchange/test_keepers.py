"""Who keeps the list of trusted keys: the region, also where it lost all, and never a country."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from spa_me.domain.changes import ChangeSet
from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import PublicKey, SubmissionState, TrustEntry, TrustList
from spa_me.domain.values import reported
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.keys import OfficeKey, new_key
from spa_me.services.exchange.arrivals import Standing, look
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.region import region_code, trust_in_use
from spa_me.services.exchange.trust import list_digest, publish_trust, trust_key
from spa_me.services.submissions import set_window, standing
from spa_me.services.workspace import Workspace
from spa_me.storage.submissions import put_trust
from spa_me.storage.writer import Writer
from tests.integration.exchange.offices import (
    APPROVER,
    Office,
    accept,
    approver,
    key_of,
    return_submission,
    taken,
)

A14 = ("A", "2014")


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Office]:
    """Country A before any list of the region."""
    office = Office(tmp_path, "A")
    yield office
    office.close()


def list_of(region: Office) -> Path:
    return region.file_of(list_digest(region.workspace.dataset()))


def made_keeper(office: Office, *keys: PublicKey) -> ChangeSet:
    """Leave what an earlier version made of a country to which somebody added keys."""
    trust = TrustList(office.code, entries=tuple(map(TrustEntry, keys)))

    def put(writer: Writer) -> None:
        put_trust(writer, trust)
        writer.note("trust key", "trusted keys", "", "by an earlier version")

    return office.workspace.change("trust key", put)


def test_the_card_of_the_region_confirms_its_key_and_its_list_follows(
    alone: Office, region: Office
) -> None:
    trust_key(alone.workspace, key_of("RS").public)
    dataset = alone.workspace.dataset()
    assert (region_code(dataset), list_digest(dataset)) == ("RS", "")

    trust_key(region.workspace, new_key("B", "Another of B", made_on=date(2026, 1, 5)).public)
    publish_trust(region.workspace, region.key)  # list 2 is the first that A sees
    (done,) = taken(alone, list_of(region))

    assert done.is_done, done.error
    trust = alone.workspace.dataset().submissions.trust
    assert trust is not None
    assert (trust.region, trust.version, len(trust.entries)) == ("RS", 2, 4)


@pytest.mark.parametrize("office", ["A", "B"])
def test_a_country_does_not_say_whose_other_keys_count(alone: Office, office: str) -> None:
    with pytest.raises(RefusedError, match="is kept by Regional secretariat, and the key"):
        trust_key(alone.workspace, key_of(office).public)

    assert alone.workspace.dataset().submissions.trust is None


def test_a_country_that_was_made_a_keeper_goes_by_the_region_again(
    alone: Office, region: Office
) -> None:
    made_keeper(alone, key_of("RS").public, key_of("A").public)
    assert region_code(alone.workspace.dataset()) == "RS"
    with pytest.raises(RefusedError, match="no list of trusted keys of this office"):
        publish_trust(alone.workspace, alone.key)

    (done,) = taken(alone, list_of(region))
    assert done.is_done, done.error
    alone.enter()
    taken(region, alone.file_of(alone.submit().package.digest))
    accepted = accept(region.workspace, "A", "2014", region.key)
    (done,) = taken(alone, region.file_of(accepted.package.digest))
    assert done.is_done, done.error


def test_a_list_that_nobody_confirmed_is_not_taken_by_a_country_that_was_made_a_keeper(
    alone: Office, region: Office
) -> None:
    made_keeper(alone, key_of("A").public)

    (arrival,) = look(alone.workspace, [list_of(region)])
    assert arrival.refusal is not None
    assert "eight words" in arrival.refusal.do
    (done,) = taken(alone, list_of(region), confirmed=frozenset({key_of("RS").public.fingerprint}))
    assert done.is_done, done.error


class Anew(Office):
    """The region with another workspace and another key, since both were lost."""

    new: OfficeKey = new_key("RS", APPROVER.format("RS"), made_on=date(2026, 2, 1))

    @property
    def key(self) -> OfficeKey:
        return self.new


@pytest.fixture
def anew(tmp_path: Path) -> Iterator[Office]:
    office = Anew(tmp_path / "anew", "RS")
    trust_key(office.workspace, office.key.public)
    trust_key(office.workspace, key_of("A").public)
    office.workspace.actor = approver("RS")
    publish_trust(office.workspace, office.key)
    yield office
    office.close()


def refusal(workspace: Workspace, file: Path, *confirmed: str) -> PackageRefusedError:
    (arrival,) = look(workspace, [file], confirmed=confirmed)
    assert arrival.standing is Standing.REFUSED
    assert isinstance(arrival.refusal, PackageRefusedError)
    return arrival.refusal


def test_a_region_that_lost_all_starts_anew_once_a_person_has_said_so(
    country: Office, region: Office, anew: Office
) -> None:
    trust_key(region.workspace, new_key("B", "Another of B", made_on=date(2026, 1, 5)).public)
    publish_trust(region.workspace, region.key)
    set_window(region.workspace, "2014", None, due_on=date(2026, 3, 31))
    old = seal_framework(region.workspace, region.workspace.frameworks[0].digest, region.key)
    taken(country, list_of(region), region.file_of(old.digest))
    file, words = list_of(anew), anew.key.public.fingerprint
    digest = list_digest(anew.workspace.dataset())

    assert refusal(country.workspace, file).reason is Refusal.SIGNATURE
    assert refusal(country.workspace, file, digest).reason is Refusal.SIGNATURE
    shown = refusal(country.workspace, file, words)
    assert shown.reason is Refusal.STARTS_ANEW
    assert "would replace that list, 2, with the keys of" in shown.what
    assert "Another of B (Country B)" in shown.what
    (done,) = taken(country, file, confirmed=frozenset({words}))
    assert not done.is_done

    (done,) = taken(country, file, confirmed=frozenset({words, digest}))
    assert done.is_done, done.error
    trust = trust_in_use(country.workspace.dataset())
    assert trust is not None
    assert (trust.version, {e.key.office for e in trust.entries}) == (1, {"RS", "A"})

    # What it sends from now on counts, although its numbers begin anew, and follows that list.
    set_window(anew.workspace, "2014", None, due_on=date(2026, 6, 30))
    sent = seal_framework(anew.workspace, anew.workspace.frameworks[0].digest, anew.key)
    publish_trust(anew.workspace, anew.key)
    for path in (anew.file_of(sent.digest), list_of(anew)):
        (done,) = taken(country, path)
        assert done.is_done, done.error
    window = country.workspace.dataset().submissions.window("2014")
    assert window is not None
    assert window.due_on == date(2026, 6, 30)


def test_what_a_region_decides_after_a_new_beginning_follows_what_it_decided_before(
    country: Office, region: Office, anew: Office
) -> None:
    country.enter()
    first = country.file_of(country.submit().package.digest)
    taken(region, first)
    back = return_submission(region.workspace, *A14, region.key, reason="Why so few?")
    taken(country, region.file_of(back.package.digest))
    country.enter({"count": reported(7)})
    second = country.file_of(country.submit().package.digest)
    agreed = frozenset({anew.key.public.fingerprint, list_digest(anew.workspace.dataset())})
    taken(country, list_of(anew), confirmed=agreed)
    taken(anew, second, first)

    done = return_submission(anew.workspace, *A14, anew.key, reason="Once more?")
    assert done.decision.number == back.decision.number == 1
    again = anew.file_of(done.package.digest)
    (taken_in,) = taken(country, again)

    assert taken_in.is_done, taken_in.error
    found = standing(country.workspace.dataset(), *A14)
    assert (found.state, found.next_number) == (SubmissionState.RETURNED, 3)
    assert found.return_ is not None
    assert (found.return_.reason, found.return_.number) == ("Once more?", 2)
    (arrival,) = look(country.workspace, [again])
    assert arrival.standing is Standing.KNOWN

    accepted = accept(anew.workspace, *A14, anew.key)
    (taken_in,) = taken(country, anew.file_of(accepted.package.digest))
    assert taken_in.is_done, taken_in.error
    assert standing(country.workspace.dataset(), *A14).state is SubmissionState.ACCEPTED


def test_the_lists_of_before_are_not_taken_after_a_new_beginning(
    country: Office, region: Office, anew: Office
) -> None:
    agreed = frozenset({anew.key.public.fingerprint, list_digest(anew.workspace.dataset())})
    (done,) = taken(country, list_of(anew), confirmed=agreed)
    assert done.is_done, done.error
    publish_trust(region.workspace, region.key)  # by whoever found the lost key

    assert refusal(country.workspace, list_of(region)).reason is Refusal.SIGNATURE
