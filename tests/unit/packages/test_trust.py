"""Whose signature counts, and which list of keys may follow another."""

import json
from dataclasses import replace
from typing import Any

import pytest

from spa_me.domain.submission import KeyStatus, TrustEntry, TrustList
from spa_me.packages.canonical import canonical
from spa_me.packages.cards import card_fields, key_of_card
from spa_me.packages.envelope import Envelope, Signature
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.keys import OfficeKey
from spa_me.packages.opening import OpenedPackage, open_package
from spa_me.packages.reading import read_package
from spa_me.packages.trust import SignatureVerdict, judge, next_list, refuse_wrong_sender
from tests.sealed import (
    COUNTRY,
    REGION,
    STRANGER,
    changed,
    framework,
    packed,
    review,
    sealed,
    sealed_once,
    submission,
    trust_list,
    unsealed,
    with_envelope,
)

TRUST = trust_list()


def opened(file: bytes) -> OpenedPackage:
    return open_package(file, reader=read_package)


def verdict(file: bytes, trust: TrustList | None = TRUST) -> SignatureVerdict:
    return opened(file).judge(trust).verdict


def signed_by(*keys: OfficeKey, **fields: Any) -> bytes:
    return sealed(submission(), *keys, **fields).file


def with_entry(key: OfficeKey, **fields: Any) -> TrustList:
    return trust_list(1, TrustEntry(REGION.public), TrustEntry(key.public, **fields))


def test_a_package_signed_by_a_trusted_key_of_its_sender_counts() -> None:
    judgement = opened(sealed_once().file).judge(TRUST)

    assert judgement.is_trusted
    assert judgement.fingerprint == COUNTRY.public.fingerprint
    assert judgement.entry is not None
    assert judgement.entry.key == COUNTRY.public


def test_an_unsigned_package_is_unsigned_and_nothing_else() -> None:
    file = with_envelope(sealed_once().file, lambda envelope: envelope.update(signatures=[]))

    assert verdict(file) is SignatureVerdict.UNSIGNED
    assert opened(file).digest == sealed_once().digest


@pytest.mark.parametrize("trust", [None, TrustList("RS"), with_entry(STRANGER)])
def test_a_key_that_is_not_in_the_list_is_unknown(trust: TrustList | None) -> None:
    assert verdict(sealed_once().file, trust) is SignatureVerdict.UNKNOWN_KEY


def with_card(*keys: OfficeKey, card: OfficeKey = COUNTRY) -> bytes:
    return signed_by(*keys, card=card_fields(card.public))


@pytest.mark.parametrize("trust", [None, TrustList("RS"), with_entry(STRANGER)])
def test_a_key_that_comes_along_is_new_and_proves_nothing(trust: TrustList | None) -> None:
    judgement = opened(with_card(COUNTRY)).judge(trust)

    assert judgement.verdict is SignatureVerdict.NEW_KEY
    assert judgement.card == COUNTRY.public
    assert not judgement.is_trusted


def test_what_the_list_says_of_a_key_counts_and_not_the_card() -> None:
    assert opened(with_card(COUNTRY)).judge(TRUST).card is None
    assert verdict(with_card(COUNTRY)) is SignatureVerdict.SIGNED
    for status in (KeyStatus.REVOKED, KeyStatus.RETIRED):
        judged = opened(with_card(COUNTRY)).judge(with_entry(COUNTRY, status=status))
        assert judged.verdict.value == status.value
        assert judged.card is None


def test_a_card_of_another_key_than_the_one_that_signed_is_none() -> None:
    """Whoever sends somebody's true card under an own signature is asked nothing about it."""
    judged = opened(with_card(STRANGER)).judge(TrustList("RS"))

    assert judged.verdict is SignatureVerdict.UNKNOWN_KEY
    assert judged.card is None


def test_a_card_under_a_signature_that_it_did_not_make_is_wrong() -> None:
    other = _signatures(signed_by(COUNTRY, sequence=9))
    file = with_envelope(with_card(COUNTRY), lambda envelope: envelope.update(other))

    assert verdict(file, TrustList("RS")) is SignatureVerdict.BAD_SIGNATURE


def test_a_worthless_signature_beside_does_not_hide_the_new_key() -> None:
    wrong = _signatures(signed_by(STRANGER))["signatures"]
    file = with_envelope(with_card(COUNTRY), lambda envelope: envelope["signatures"].extend(wrong))

    assert verdict(file, with_entry(STRANGER)) is SignatureVerdict.NEW_KEY


def test_a_key_of_another_office_does_not_count() -> None:
    trust = with_entry(STRANGER)

    assert verdict(signed_by(STRANGER), trust) is SignatureVerdict.OTHER_OFFICE
    # Not even the region's own key signs for a country.
    assert verdict(signed_by(REGION)) is SignatureVerdict.OTHER_OFFICE


def test_a_revoked_key_never_counts() -> None:
    trust = with_entry(COUNTRY, status=KeyStatus.REVOKED, reason="The laptop was stolen")

    assert verdict(sealed_once().file, trust) is SignatureVerdict.REVOKED


def test_a_retired_key_counts_up_to_its_last_number_to_each_recipient() -> None:
    trust = with_entry(COUNTRY, status=KeyStatus.RETIRED, last_numbers=(("CB", 9), ("RS", 4)))

    assert verdict(signed_by(COUNTRY, sequence=4), trust) is SignatureVerdict.SIGNED
    assert verdict(signed_by(COUNTRY, sequence=5), trust) is SignatureVerdict.RETIRED
    assert verdict(signed_by(COUNTRY, recipient="CB", sequence=9), trust) is SignatureVerdict.SIGNED
    assert verdict(signed_by(COUNTRY, recipient="CC", sequence=1), trust) is (
        SignatureVerdict.RETIRED
    )


def test_no_clock_is_asked() -> None:
    old, new = "1990-01-01T00:00:00.000000Z", "2990-01-01T00:00:00.000000Z"

    assert verdict(signed_by(COUNTRY, made_at=old)) is SignatureVerdict.SIGNED
    assert verdict(signed_by(COUNTRY, made_at=new)) is SignatureVerdict.SIGNED


@pytest.mark.parametrize("field", ["recipient", "sequence", "period", "supersedes", "kind"])
def test_a_readdressed_package_has_a_wrong_signature(field: str) -> None:
    """Whoever changes a word of the manifest can only leave the old signature under it."""
    file = sealed_once().file
    table, members = unsealed(file)
    other = {"recipient": "RX", "sequence": 9, "period": "2027", "supersedes": "9" * 64}
    table[field] = other.get(field, "review")
    payload = replace(opened(file).manifest, **{field: table[field]}).payload
    old = opened(file).envelope.signatures
    if field == "kind":
        judged = judge(Envelope(payload, old), opened(file).manifest, TRUST)
        assert judged.verdict is SignatureVerdict.BAD_SIGNATURE
        return
    moved = with_envelope(
        packed(payload, members, []),
        lambda envelope: envelope.update(_signatures(file)),
    )
    assert verdict(moved) is SignatureVerdict.BAD_SIGNATURE


def _signatures(file: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with_envelope(file, lambda envelope: found.update(signatures=envelope["signatures"]))
    return found


def test_a_signature_of_another_package_does_not_count() -> None:
    other = _signatures(signed_by(COUNTRY, sequence=9))
    file = with_envelope(sealed_once().file, lambda envelope: envelope.update(other))

    assert verdict(file) is SignatureVerdict.BAD_SIGNATURE


def test_a_signature_under_another_name_does_not_count() -> None:
    file = signed_by(STRANGER)
    as_country = {"keyid": COUNTRY.public.fingerprint}
    moved = with_envelope(file, lambda envelope: envelope["signatures"][0].update(as_country))

    assert verdict(moved) is SignatureVerdict.BAD_SIGNATURE


def test_a_worthless_signature_beside_a_good_one_does_no_harm_and_no_good() -> None:
    assert verdict(signed_by(STRANGER, COUNTRY)) is SignatureVerdict.SIGNED
    assert verdict(signed_by(STRANGER, REGION)) is SignatureVerdict.OTHER_OFFICE
    bad = Signature(COUNTRY.public.fingerprint, bytes(64))
    package = opened(sealed_once().file)
    both = Envelope(package.envelope.payload, (bad, *package.envelope.signatures))
    assert judge(both, package.manifest, TRUST).verdict is SignatureVerdict.SIGNED


SMALL_ORDER = [
    "00" * 32,
    "01" + "00" * 31,
    "ec" + "ff" * 30 + "7f",
    "ed" + "ff" * 30 + "7f",
    "ee" + "ff" * 30 + "7f",
    "01" + "00" * 30 + "80",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]


@pytest.mark.parametrize("signing", SMALL_ORDER)
def test_keys_that_would_fit_any_message_are_no_keys(signing: str) -> None:
    """With a public key of small order anybody can make a signature, without a secret."""
    nobody = replace(COUNTRY.public, signing=signing)
    package = opened(sealed_once().file)
    neutral = bytes.fromhex("01" + "00" * 31)
    for forged in (neutral + bytes(32), bytes.fromhex(signing) + bytes(32)):
        signature = Signature(nobody.fingerprint, forged)
        envelope = Envelope(package.envelope.payload, (signature,))
        judged = judge(envelope, package.manifest, trust_list(1, TrustEntry(nobody)))
        assert judged.verdict is SignatureVerdict.BAD_SIGNATURE
    assert key_of_card(card_fields(nobody)) is None


@pytest.mark.parametrize("content", [review(), framework(), trust_list()])
def test_only_the_region_reviews_and_sends_frameworks_and_keys(content: Any) -> None:
    manifest = sealed(content).manifest

    refuse_wrong_sender(manifest, "RS")
    with pytest.raises(PackageRefusedError) as refused:
        refuse_wrong_sender(manifest, "CB")
    assert refused.value.reason is Refusal.WRONG_SENDER
    refuse_wrong_sender(sealed_once().manifest, "RS")


# Lists of keys -------------------------------------------------------------------------------

CONFIRMED = [REGION.public.fingerprint]
NEW_REGION = replace(STRANGER, public=replace(STRANGER.public, office="RS"))


def listed(content: TrustList, *keys: OfficeKey) -> OpenedPackage:
    return opened(sealed(content, *(keys or (REGION,))).file)


def take(
    package: OpenedPackage, current: OpenedPackage | None = None, confirmed: Any = ()
) -> TrustList:
    assert isinstance(package.content, TrustList)
    used = current.content if current else None
    assert used is None or isinstance(used, TrustList)
    found = next_list(
        package.content,
        package.envelope,
        current=replace(used, digest=current.digest) if used and current else None,
        confirmed=confirmed,
    )
    assert found.digest == package.digest
    return replace(found, digest="")


def refusal(*arguments: Any, **named: Any) -> Refusal:
    with pytest.raises(PackageRefusedError) as refused:
        take(*arguments, **named)
    return refused.value.reason


FIRST = listed(trust_list())


def following(before: OpenedPackage, *entries: TrustEntry, keys: Any = (REGION,)) -> OpenedPackage:
    version = before.manifest.revision + 1
    return listed(trust_list(version, *entries, supersedes=before.digest), *keys)


def test_the_first_list_needs_words_compared_by_phone() -> None:
    assert take(FIRST, confirmed=CONFIRMED) == trust_list()
    assert refusal(FIRST) is Refusal.SIGNATURE
    assert refusal(FIRST, confirmed=[COUNTRY.public.fingerprint]) is Refusal.SIGNATURE


def test_a_list_that_somebody_else_signed_is_refused_although_it_names_the_right_key() -> None:
    assert refusal(listed(trust_list(), STRANGER), confirmed=CONFIRMED) is Refusal.SIGNATURE
    unsigned = with_envelope(
        sealed(trust_list()).file, lambda envelope: envelope.update(signatures=[])
    )
    assert refusal(opened(unsigned), confirmed=CONFIRMED) is Refusal.SIGNATURE


def test_the_next_list_is_taken_without_asking() -> None:
    second = following(FIRST, TrustEntry(REGION.public), TrustEntry(STRANGER.public))

    assert take(second, FIRST) == second.content


def test_a_country_cannot_send_a_list() -> None:
    theirs = following(FIRST, TrustEntry(REGION.public), keys=(COUNTRY,))
    own = listed(trust_list(2, TrustEntry(COUNTRY.public), region="CA"), COUNTRY)

    assert refusal(theirs, FIRST) is Refusal.SIGNATURE
    assert refusal(own, FIRST) is Refusal.WRONG_SENDER


def test_an_older_list_is_refused_and_the_same_one_changes_nothing() -> None:
    second = following(FIRST, TrustEntry(REGION.public))

    assert refusal(FIRST, second) is Refusal.REPLAYED
    assert refusal(FIRST, second, confirmed=CONFIRMED) is Refusal.REPLAYED
    assert take(second, second) == second.content
    rival = listed(trust_list(1, TrustEntry(REGION.public)))
    assert refusal(rival, FIRST) is Refusal.REPLAYED


def test_a_list_between_is_missed_by_its_number() -> None:
    second = following(FIRST, TrustEntry(REGION.public))
    third = following(second, TrustEntry(REGION.public))

    assert refusal(third, FIRST) is Refusal.LIST_BEFORE_MISSING
    assert take(third, second) == third.content
    # A person who calls the region may skip what was lost.
    assert take(third, FIRST, CONFIRMED) == third.content


def test_the_region_can_change_its_own_key() -> None:
    both = following(FIRST, TrustEntry(REGION.public), TrustEntry(NEW_REGION.public))
    old = TrustEntry(REGION.public, KeyStatus.RETIRED, (("CA", 7),))
    after = following(both, old, TrustEntry(NEW_REGION.public), keys=(NEW_REGION,))
    again = following(after, TrustEntry(NEW_REGION.public), keys=(REGION,))

    assert take(after, both) == after.content
    assert refusal(again, after) is Refusal.SIGNATURE


def test_a_region_that_lost_its_key_starts_anew_by_phone() -> None:
    anew = following(FIRST, TrustEntry(NEW_REGION.public), keys=(NEW_REGION,))

    assert refusal(anew, FIRST) is Refusal.SIGNATURE
    assert take(anew, FIRST, [NEW_REGION.public.fingerprint]) == anew.content


def test_a_region_that_lost_its_workspace_too_replaces_the_list_when_a_person_says_so() -> None:
    second = following(FIRST, TrustEntry(REGION.public), TrustEntry(COUNTRY.public))
    anew = listed(trust_list(1, TrustEntry(NEW_REGION.public)), NEW_REGION)
    words = NEW_REGION.public.fingerprint

    assert refusal(anew, second) is Refusal.SIGNATURE
    assert refusal(anew, second, [anew.digest]) is Refusal.SIGNATURE
    with pytest.raises(PackageRefusedError) as refused:
        take(anew, second, [words])
    assert refused.value.reason is Refusal.STARTS_ANEW
    assert "Approver of A (CA)" in refused.value.problem
    assert take(anew, second, [words, anew.digest]) == anew.content
    # What the lost key signed is an older list from then on.
    assert refusal(following(second, TrustEntry(REGION.public)), anew) is Refusal.SIGNATURE


def test_a_list_that_starts_anew_is_not_taken_for_its_high_number() -> None:
    anew = listed(trust_list(9, TrustEntry(NEW_REGION.public), supersedes="9" * 64), NEW_REGION)
    beside = sealed(anew.content, NEW_REGION, REGION).file

    for package in (anew, opened(beside)):
        assert refusal(package, FIRST, [NEW_REGION.public.fingerprint]) is Refusal.STARTS_ANEW


def test_an_old_list_of_a_key_in_use_is_not_taken_for_a_new_beginning() -> None:
    second = following(FIRST, TrustEntry(REGION.public))

    assert refusal(FIRST, second, [*CONFIRMED, FIRST.digest]) is Refusal.REPLAYED


def test_a_key_that_was_replaced_begins_nothing() -> None:
    old = TrustEntry(REGION.public, KeyStatus.REVOKED)
    second = following(FIRST, old, TrustEntry(NEW_REGION.public))
    theirs = listed(trust_list(9), REGION)

    assert refusal(theirs, second, [*CONFIRMED, theirs.digest]) is Refusal.SIGNATURE


def test_after_a_key_was_confirmed_any_list_that_it_signed_is_the_first() -> None:
    confirmed = TrustList("RS", entries=(TrustEntry(REGION.public),))
    third = listed(trust_list(3, supersedes="9" * 64))
    assert isinstance(third.content, TrustList)

    assert next_list(third.content, third.envelope, current=confirmed).version == 3


def test_a_revoked_region_key_signs_no_list() -> None:
    revoked = TrustEntry(REGION.public, KeyStatus.REVOKED)
    current = following(FIRST, revoked, TrustEntry(NEW_REGION.public))

    assert refusal(following(current, TrustEntry(REGION.public)), current) is Refusal.SIGNATURE


def test_a_list_that_nobody_could_follow_is_refused() -> None:
    assert refusal(listed(trust_list(1, TrustEntry(COUNTRY.public))), confirmed=CONFIRMED) is (
        Refusal.CONTENT
    )


def test_a_fingerprint_is_computed_and_never_believed() -> None:
    """Else a list could show the words of one key and trust another."""
    posing = replace(STRANGER.public, fingerprint=COUNTRY.public.fingerprint)
    content = trust_list(1, TrustEntry(REGION.public), TrustEntry(posing))

    assert refusal(listed(content), confirmed=CONFIRMED) is Refusal.CONTENT


@pytest.mark.parametrize("status", [KeyStatus.TRUSTED, KeyStatus.REVOKED])
def test_only_a_retired_key_has_last_numbers(status: KeyStatus) -> None:
    def change(_table: Any, members: Any) -> None:
        rows = [json.loads(line) for line in members["data/keys.ndjson"].splitlines()]
        rows[0].update(status=status.value, last_numbers=[["RS", 4]])
        members["data/keys.ndjson"] = b"".join(canonical(row) + b"\n" for row in rows)

    with pytest.raises(PackageRefusedError) as refused:
        read_package(changed(sealed(trust_list()).file, change, keys=(REGION,)))
    assert "a retired key" in refused.value.problem


@pytest.mark.parametrize(
    "numbers", [[], [["RS"]], [["RS", 0]], [["r s", 1]], [["RS", 1], ["A", 1]], [["A", 1]] * 2, 4]
)
def test_last_numbers_are_of_recipients_in_order(numbers: Any) -> None:
    def change(_table: Any, members: Any) -> None:
        rows = [json.loads(line) for line in members["data/keys.ndjson"].splitlines()]
        rows[0].update(status="retired", last_numbers=numbers)
        members["data/keys.ndjson"] = b"".join(canonical(row) + b"\n" for row in rows)

    with pytest.raises(PackageRefusedError) as refused:
        read_package(changed(sealed(trust_list()).file, change, keys=(REGION,)))
    assert "last_numbers" in refused.value.where
