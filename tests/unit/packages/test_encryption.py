"""Encrypting to recipients: only they can read, and a damaged file is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.errors import RefusedError
from spa_me.packages import age, limits
from spa_me.packages.encryption import decrypt_with, encrypt_to, is_encrypted
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from tests.sealed import COUNTRY, REGION, STRANGER, sealed_once, submission

ENCRYPTED = encrypt_to(sealed_once().file, [REGION.public.encryption])


def refusal(content: bytes, *keys: object) -> Refusal:
    with pytest.raises(PackageRefusedError) as refused:
        open_package(content, keys=[*keys], reader=read_package)  # type: ignore[list-item]
    return refused.value.reason


def test_the_recipient_reads_what_was_sealed() -> None:
    opened = open_package(ENCRYPTED, keys=[STRANGER, REGION], reader=read_package)

    assert opened.was_encrypted
    assert opened.content == submission()
    assert opened.file == sealed_once().file
    assert opened.digest == sealed_once().digest
    assert not open_package(sealed_once().file, reader=read_package).was_encrypted


def test_the_sender_can_be_a_recipient_too() -> None:
    keys = [REGION.public.encryption, COUNTRY.public.encryption]

    assert decrypt_with(encrypt_to(b"x", keys), [COUNTRY]) == b"x"


def test_nobody_else_reads_it() -> None:
    assert is_encrypted(ENCRYPTED)
    assert b"manifest.json" not in ENCRYPTED
    assert refusal(ENCRYPTED, COUNTRY) is Refusal.NO_KEY_FITS
    assert refusal(ENCRYPTED) is Refusal.NO_KEY_FITS


def test_a_recipient_that_is_none_is_refused_before_anything_is_made() -> None:
    for recipients in ([], ["age1nobody"], ["ssh-ed25519 AAAA"], [COUNTRY.identity]):
        with pytest.raises(RefusedError, match="cannot be encrypted"):
            encrypt_to(b"x", recipients)


@given(st.integers(0, len(ENCRYPTED) - 1), st.integers(1, 255))
def test_a_damaged_file_is_refused_and_never_read_otherwise(place: int, change: int) -> None:
    damaged = bytearray(ENCRYPTED)
    damaged[place] ^= change

    assert refusal(bytes(damaged), REGION) in {
        Refusal.DAMAGED,
        Refusal.NO_KEY_FITS,
        Refusal.NOT_A_PACKAGE,
    }


@given(st.integers(22, len(ENCRYPTED) - 1))
def test_a_file_that_is_cut_short_is_refused(length: int) -> None:
    assert refusal(ENCRYPTED[:length], REGION) in {Refusal.DAMAGED, Refusal.NO_KEY_FITS}


def test_a_file_that_asks_for_a_passphrase_is_not_ours() -> None:
    """Working on such a file could take as long as its maker likes."""
    header = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43
    content = header + b"\n--- " + b"A" * 43 + b"\n" + bytes(100)

    assert refusal(content, REGION) in {Refusal.DAMAGED, Refusal.NO_KEY_FITS}


@pytest.mark.parametrize("inner", [b"", b"Dear colleague", ENCRYPTED])
def test_what_is_inside_has_to_be_a_package(inner: bytes) -> None:
    content = encrypt_to(inner, [REGION.public.encryption])

    assert refusal(content, REGION) is Refusal.NOT_A_PACKAGE


def test_limits_hold_before_and_after_decrypting() -> None:
    most = limits.PACKAGE_BYTES
    begin = sealed_once().file[:72]
    large = encrypt_to(begin + bytes(most), [REGION.public.encryption])

    assert refusal(large, REGION) is Refusal.TOO_LARGE
    assert refusal(b"age-encryption.org/v1\n" + bytes(most + 200_000), REGION) is Refusal.TOO_LARGE


def test_encrypting_adds_what_the_format_says_and_no_more() -> None:
    """So what comes out is never larger than what went in: there is no bomb to make."""
    content = bytes(3_000_000)
    added = len(encrypt_to(content, [REGION.public.encryption] * 8)) - len(content)

    assert 0 < added < limits.ENCRYPTION_BYTES * len(content) / limits.PACKAGE_BYTES + 2_000


def test_a_secret_key_is_text_that_makes_its_public_one() -> None:
    secret = age.new_identity()

    assert age.recipient_of(secret).startswith("age1")
    with pytest.raises(age.NotAKeyError):
        age.recipient_of(secret[:-1])
