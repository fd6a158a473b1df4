"""The manifest's envelope: DSSE version 1, its signatures over the exact bytes and their type.

Departing from DSSE in one thing, an envelope may have no signature at all. Such a package is
unsigned, and is called so wherever its figures stand.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, NamedTuple, cast

from spa_me.packages import limits
from spa_me.packages.canonical import canonical, read_value
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.names import ENVELOPE

PAYLOAD_TYPE = "application/vnd.spa-me.manifest+json"
_FINGERPRINT = re.compile("[0-9a-f]{64}")
_SIGNATURE_BYTES = 64


class Signature(NamedTuple):
    """A signature as it stands in a package: whose it says it is, and its 64 bytes."""

    key: str
    value: bytes


class Envelope(NamedTuple):
    """The manifest as the exact bytes that were signed, and the signatures over them."""

    payload: bytes
    signatures: tuple[Signature, ...] = ()


def to_be_signed(payload: bytes, payload_type: str = PAYLOAD_TYPE) -> bytes:
    """Return what a signature is made over: DSSE's pre-authentication encoding."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def write_envelope(envelope: Envelope) -> bytes:
    """Return an envelope as canonical JSON."""
    return canonical(
        {
            "payload": base64.b64encode(envelope.payload).decode(),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [
                {"keyid": signature.key, "sig": base64.b64encode(signature.value).decode()}
                for signature in envelope.signatures
            ],
        }
    )


def read_envelope(content: bytes) -> Envelope:
    """Return the envelope that stands in some bytes.

    Raises:
        PackageRefusedError: if it is not exactly an envelope of a manifest.
    """
    if len(content) > limits.ENVELOPE_BYTES:
        raise PackageRefusedError(Refusal.TOO_LARGE, "the manifest is too large", ENVELOPE)
    table = _table(read_value(content, ENVELOPE), {"payload", "payloadType", "signatures"})
    if table["payloadType"] != PAYLOAD_TYPE:
        raise PackageRefusedError(
            Refusal.PAYLOAD_TYPE, "what was signed is not the manifest of a package", ENVELOPE
        )
    signatures = table["signatures"]
    if not isinstance(signatures, list):
        raise _no_envelope()
    listed = cast("list[Any]", signatures)
    if len(listed) > limits.SIGNATURES:
        raise _no_envelope()
    return Envelope(_bytes(table["payload"]), tuple(_signature(entry) for entry in listed))


def _no_envelope() -> PackageRefusedError:
    return PackageRefusedError(Refusal.ENVELOPE, "this is not an envelope of a manifest", ENVELOPE)


def _table(value: Any, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _no_envelope()
    table = cast("dict[str, Any]", value)
    if set(table) != names:
        raise _no_envelope()
    return table


def _signature(value: Any) -> Signature:
    table = _table(value, {"keyid", "sig"})
    key, signed = table["keyid"], _bytes(table["sig"])
    is_key = isinstance(key, str) and _FINGERPRINT.fullmatch(key)
    if not is_key or len(signed) != _SIGNATURE_BYTES:
        raise _no_envelope()
    return Signature(key, signed)


def _bytes(value: Any) -> bytes:
    """Return the bytes of a base64 text; of its many spellings only the canonical one is taken."""
    if not isinstance(value, str):
        raise _no_envelope()
    try:
        found = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise _no_envelope() from None
    if base64.b64encode(found).decode() != value:
        raise _no_envelope()
    return found
