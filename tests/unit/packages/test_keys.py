"""Keys, key files, cards and fingerprints."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.errors import RefusedError
from spa_me.packages.cards import CardError, read_card, write_card
from spa_me.packages.fingerprints import fingerprint_of, same_words, words_of
from spa_me.packages.keys import (
    Cost,
    KeyFileError,
    WrongPassphraseError,
    change_passphrase,
    new_key,
    open_key_file,
    public_key_of_file,
    write_key_file,
)
from tests.sealed import COUNTRY, REGION

CHEAP = Cost(memory=64, passes=1, lanes=1)
WORDS = "four words nobody guesses"


def key_file(passphrase: str = WORDS) -> str:
    return write_key_file(COUNTRY, passphrase, CHEAP)


def test_a_new_key_signs_and_reads_what_is_encrypted_to_it() -> None:
    key = new_key("CA", "Approver", role="Head", made_on=date(2026, 1, 5))

    assert (key.public.office, key.public.person, key.public.role) == ("CA", "Approver", "Head")
    assert key.public.fingerprint == fingerprint_of(key.public.signing, key.public.encryption)
    assert new_key("CA", "Approver", made_on=date(2026, 1, 5)).public != key.public
    assert key.identity not in repr(key)


def test_a_key_file_opens_with_its_passphrase_only() -> None:
    text = key_file()

    assert open_key_file(text, WORDS).public == COUNTRY.public
    assert open_key_file(text, WORDS).sign(b"{}") == COUNTRY.sign(b"{}")
    assert public_key_of_file(text) == COUNTRY.public
    with pytest.raises(WrongPassphraseError, match="not the passphrase"):
        open_key_file(text, WORDS + " ")


def test_the_secret_is_not_in_the_file() -> None:
    text = key_file()

    assert COUNTRY.identity not in text
    assert COUNTRY.signing.private_bytes_raw().hex() not in text
    assert key_file() != text  # another salt and nonce each time


def test_the_default_cost_is_that_of_the_recommendation() -> None:
    text = write_key_file(COUNTRY, WORDS)

    kdf = json.loads(text)["kdf"]
    assert (kdf["name"], kdf["memory_kib"], kdf["passes"], kdf["lanes"]) == (
        "argon2id",
        65_536,
        3,
        4,
    )
    assert open_key_file(text, WORDS).public == COUNTRY.public


def test_the_same_letters_of_another_system_open_it() -> None:
    assert open_key_file(key_file("café au lait, chaud"), "cafe\u0301 au lait, chaud")


def test_a_short_passphrase_is_refused_with_the_number_it_needs() -> None:
    with pytest.raises(RefusedError, match="has 11 characters; it needs 12 or more"):
        key_file("eleven char")


def test_a_changed_passphrase_replaces_the_old_one() -> None:
    text = change_passphrase(key_file(), WORDS, "another passphrase", CHEAP)

    assert open_key_file(text, "another passphrase").public == COUNTRY.public
    with pytest.raises(WrongPassphraseError):
        open_key_file(text, WORDS)
    with pytest.raises(WrongPassphraseError):
        change_passphrase(text, WORDS, "a third passphrase", CHEAP)


@pytest.mark.parametrize("field", ["office", "person", "role", "made_on"])
def test_nobody_can_rename_the_owner_of_a_key_file(field: str) -> None:
    table = json.loads(key_file())
    table["key"][field] = {"office": "CB", "made_on": "2020-01-01"}.get(field, "Somebody else")

    with pytest.raises(WrongPassphraseError):
        open_key_file(json.dumps(table), WORDS)


@pytest.mark.parametrize(
    ("field", "value"),
    [("memory_kib", 2**31), ("passes", 10**9), ("lanes", 10**6), ("lanes", 0), ("salt", "AAAA")],
)
def test_a_key_file_cannot_ask_for_endless_work(field: str, value: object) -> None:
    table = json.loads(key_file())
    table["kdf"][field] = value

    with pytest.raises(KeyFileError):
        open_key_file(json.dumps(table), WORDS)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "[" * 9_999, "x" * 30_000])
def test_what_is_not_a_key_file_says_so(text: str) -> None:
    with pytest.raises(KeyFileError, match="not a key file"):
        open_key_file(text, WORDS)
    with pytest.raises(KeyFileError):
        public_key_of_file(text)


@given(st.data())
def test_a_damaged_key_file_never_opens_as_another(data: st.DataObject) -> None:
    text = _KEY_FILE
    place = data.draw(st.integers(0, len(text) - 1))
    damaged = text[:place] + data.draw(st.characters(max_codepoint=0x2FF)) + text[place + 1 :]
    try:
        opened = open_key_file(damaged, WORDS)
    except (KeyFileError, WrongPassphraseError):
        return
    assert opened.public == COUNTRY.public


_KEY_FILE = key_file()


def test_a_card_can_be_sent_and_pasted() -> None:
    card = write_card(COUNTRY.public)

    assert read_card(card) == COUNTRY.public
    assert read_card(f"Dear colleague,\n> see below\n\n{card}\n-- \nA.") == COUNTRY.public
    assert " ".join(words_of(COUNTRY.public.fingerprint)) in card


def test_a_card_without_role_and_day_is_one() -> None:
    key = replace(COUNTRY.public, role="", made_on=None)

    assert read_card(write_card(key)) == key


def test_a_card_whose_key_was_changed_on_its_way_is_refused() -> None:
    card = write_card(COUNTRY.public)

    for other in (
        card.replace(COUNTRY.public.signing, REGION.public.signing),
        card.replace(COUNTRY.public.encryption, REGION.public.encryption),
    ):
        with pytest.raises(CardError, match="not a public key"):
            read_card(other)


@pytest.mark.parametrize(
    "text", ["", "no braces", "{}", "{" * 9_000 + "}", "}{", "{" + " " * 9_000 + "}"]
)
def test_what_is_not_a_card_says_so(text: str) -> None:
    with pytest.raises(CardError):
        read_card(text)


def test_words_are_those_of_the_fingerprint_and_nothing_else() -> None:
    words = words_of(COUNTRY.public.fingerprint)

    assert len(words) == 8
    assert words_of("00" * 32) == ("abandon",) * 8
    assert words_of("ff" * 32) == ("zoo",) * 8
    # 00000000001 00000000010 …: each word is eleven bits, the first bits first
    assert words_of(f"{sum(n << 11 * (8 - n) for n in range(1, 9)):022x}".ljust(64, "0")) == (
        *("ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd"),
    )
    assert same_words("  ".join(words).upper(), COUNTRY.public.fingerprint)
    assert same_words(", ".join(words), COUNTRY.public.fingerprint)
    assert not same_words(" ".join(words[:7]), COUNTRY.public.fingerprint)
    assert words != words_of(REGION.public.fingerprint)
