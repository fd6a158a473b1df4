"""The envelope: DSSE's own vectors, and everything that is not one."""

import base64
from typing import Any

import pytest

from spa_me.packages.canonical import canonical
from spa_me.packages.envelope import (
    PAYLOAD_TYPE,
    Envelope,
    Signature,
    read_envelope,
    to_be_signed,
    write_envelope,
)
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.trust import is_signed_with
from tests.sealed import COUNTRY, STRANGER


def test_what_is_signed_is_what_the_specification_prints() -> None:
    assert (
        to_be_signed(b"hello world", "http://example.com/HelloWorld")
        == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
    # Lengths count bytes and not letters.
    assert to_be_signed("é".encode(), "ü") == b"DSSEv1 2 \xc3\xbc 2 \xc3\xa9"
    assert to_be_signed(b"", "") == b"DSSEv1 0  0 "


def test_length_and_type_cannot_be_shifted_into_each_other() -> None:
    assert to_be_signed(b"b 1 c", "a") != to_be_signed(b"c", "a 5 b")


def test_an_envelope_comes_back_with_the_same_bytes() -> None:
    payload = b'{"any":"bytes \\u00e9"}\n\x00'
    envelope = Envelope(payload, (COUNTRY.sign(payload), STRANGER.sign(payload)))

    assert read_envelope(write_envelope(envelope)) == envelope
    assert is_signed_with(COUNTRY.public.signing, payload, envelope.signatures[0])
    assert not is_signed_with(COUNTRY.public.signing, payload, envelope.signatures[1])
    assert not is_signed_with(COUNTRY.public.signing, payload + b" ", envelope.signatures[0])


def test_a_signature_over_the_payload_without_its_type_is_worth_nothing() -> None:
    bare = Signature(COUNTRY.public.fingerprint, COUNTRY.signing.sign(b"{}"))

    assert not is_signed_with(COUNTRY.public.signing, b"{}", bare)


@pytest.mark.parametrize("key", ["", "zz" * 32, "00" * 31, "00" * 32, "ff" * 32, "01" + "00" * 31])
def test_a_key_that_is_none_verifies_nothing(key: str) -> None:
    assert not is_signed_with(key, b"{}", COUNTRY.sign(b"{}"))


def table(**fields: Any) -> dict[str, Any]:
    signature = {"keyid": "a" * 64, "sig": base64.b64encode(bytes(64)).decode()}
    whole = {"payload": "e30=", "payloadType": PAYLOAD_TYPE, "signatures": [signature]}
    return {**whole, **fields}


SIGNATURE = table()["signatures"][0]
WRONG: dict[str, Any] = {
    "no table": [],
    "a field more": table(extra=1),
    "no signatures": {"payload": "e30=", "payloadType": PAYLOAD_TYPE},
    "signatures are none": table(signatures=None),
    "nine signatures": table(signatures=[SIGNATURE] * 9),
    "a signature with a field more": table(signatures=[{**SIGNATURE, "cert": ""}]),
    "a signature without a key": table(signatures=[{"sig": SIGNATURE["sig"]}]),
    "upper-case key": table(signatures=[{**SIGNATURE, "keyid": "A" * 64}]),
    "short signature": table(signatures=[{**SIGNATURE, "sig": "AAAA"}]),
    "payload is a number": table(payload=1),
    "no base64": table(payload="e30"),
    "base64 with line": table(payload="e3\n0="),
    "base64 for addresses": table(payload="-_-_"),
    "base64 with loose bits": table(payload="e31="),
}


@pytest.mark.parametrize("envelope", WRONG.values(), ids=WRONG)
def test_what_is_not_exactly_an_envelope_is_refused(envelope: Any) -> None:
    with pytest.raises(PackageRefusedError) as refused:
        read_envelope(canonical(envelope))
    assert refused.value.reason is Refusal.ENVELOPE


def test_another_payload_type_is_refused_by_name() -> None:
    with pytest.raises(PackageRefusedError) as refused:
        read_envelope(canonical(table(payloadType="application/json")))
    assert refused.value.reason is Refusal.PAYLOAD_TYPE


def test_a_large_envelope_is_not_even_parsed() -> None:
    with pytest.raises(PackageRefusedError) as refused:
        read_envelope(b"[" * 1_000_001)
    assert refused.value.reason is Refusal.TOO_LARGE


def test_the_envelope_itself_has_one_wording() -> None:
    with pytest.raises(PackageRefusedError) as refused:
        read_envelope(canonical(table()).replace(b":", b": ", 1))
    assert refused.value.reason is Refusal.JSON
