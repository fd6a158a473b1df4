"""An office's key: made, kept in a file under a passphrase, opened again."""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from spa_me.domain.errors import RefusedError, UserError
from spa_me.domain.submission import PublicKey
from spa_me.packages.age import NotAKeyError, new_identity, recipient_of
from spa_me.packages.canonical import canonical
from spa_me.packages.cards import card_fields, key_of_card
from spa_me.packages.envelope import Signature, to_be_signed
from spa_me.packages.fingerprints import fingerprint_of

LEAST_PASSPHRASE = 12
"""Characters of a passphrase; four or five words have more."""
KEY_FORMAT = "spa-me-key-file-1"
KEY_FILE_BYTES = 20_000
_NONCE, _SALT = 12, 16


class WrongPassphraseError(UserError):
    """A passphrase that does not open the key."""

    def __init__(self) -> None:
        super().__init__(
            "This is not the passphrase of the key.",
            kept="The key was not changed.",
            do="Try again; look at the keyboard's language and at Caps Lock. Nobody can open the "
            "key without it: if it is lost, make a new key and ask the region to trust it.",
        )


class KeyFileError(UserError):
    """A file that is not a key file, or a damaged one."""

    def __init__(self) -> None:
        super().__init__(
            "This is not a key file of SPA-ME, or it was damaged.",
            kept="The file was not changed.",
            do="Choose another copy of the key file. If there is none, make a new key and ask the "
            "region to trust it.",
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """What opening a key costs, so that guessing its passphrase is slow (Argon2id).

    Attributes:
        memory: in KiB.
    """

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_bearable(self) -> bool:
        """Return whether a file may ask for it: it comes from outside, too."""
        return (
            1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory <= 1024 * 1024
        ) and 1 <= self.passes <= 20


@dataclass(frozen=True)
class OfficeKey:
    """An office's key, open: it can sign, and decrypt what is encrypted to it."""

    public: PublicKey
    signing: Ed25519PrivateKey = field(repr=False)
    identity: str = field(repr=False)

    def sign(self, payload: bytes) -> Signature:
        """Return the signature over a manifest's bytes and their type."""
        return Signature(self.public.fingerprint, self.signing.sign(to_be_signed(payload)))


def new_key(office: str, person: str, *, role: str = "", made_on: date) -> OfficeKey:
    """Return a new key of a person of an office."""
    whose = PublicKey(office, person, "", "", "", role, made_on)
    return _key(Ed25519PrivateKey.generate(), new_identity(), whose)


def _key(signing: Ed25519PrivateKey, identity: str, whose: PublicKey) -> OfficeKey:
    shown = signing.public_key().public_bytes_raw().hex()
    recipient = recipient_of(identity)
    public = replace(
        whose,
        signing=shown,
        encryption=recipient,
        fingerprint=fingerprint_of(shown, recipient),
    )
    return OfficeKey(public, signing, identity)


def check_passphrase(passphrase: str) -> None:
    """Raise `RefusedError` if a passphrase is too short."""
    length = len(_composed(passphrase))
    if length < LEAST_PASSPHRASE:
        raise RefusedError(
            f"The passphrase has {length} characters; it needs {LEAST_PASSPHRASE} or more.",
            do="Take four or five words that nobody would guess, with spaces between them.",
        )


def _composed(passphrase: str) -> str:
    # The same letters typed on another system must open the key, too.
    return unicodedata.normalize("NFC", passphrase)


def write_key_file(key: OfficeKey, passphrase: str, cost: Cost | None = None) -> str:
    """Return the text of a key file; nobody can use it without the passphrase.

    Raises:
        RefusedError: if the passphrase is too short.
    """
    check_passphrase(passphrase)
    cost = cost or Cost()
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    shown = {
        "format": KEY_FORMAT,
        "key": card_fields(key.public),
        "kdf": {
            "name": "argon2id",
            "memory_kib": cost.memory,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": _base64(salt),
        },
        "cipher": {"name": "chacha20-poly1305", "nonce": _base64(nonce)},
    }
    secret = canonical({"signing": key.signing.private_bytes_raw().hex(), "identity": key.identity})
    hidden = _cipher(passphrase, salt, cost).encrypt(nonce, secret, canonical(shown))
    return json.dumps({**shown, "secret": _base64(hidden)}, indent=2, ensure_ascii=False) + "\n"


def public_key_of_file(text: str) -> PublicKey:
    """Return whose key a file holds, without opening it.

    Raises:
        KeyFileError: if it is not a key file.
    """
    return _read(text)[0]


def open_key_file(text: str, passphrase: str) -> OfficeKey:
    """Return the key in a file.

    Raises:
        WrongPassphraseError: if the passphrase does not open it.
        KeyFileError: if it is not a key file.
    """
    public, file = _read(text)
    try:
        kdf, nonce = file["kdf"], _bytes(file["cipher"]["nonce"])
        cost = Cost(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"]))
        hidden, salt = _bytes(file["secret"]), _bytes(kdf["salt"])
        shown = canonical({name: entry for name, entry in file.items() if name != "secret"})
    except (KeyError, TypeError, ValueError):
        raise KeyFileError from None
    if not cost.is_bearable() or len(nonce) != _NONCE or len(salt) != _SALT:
        raise KeyFileError
    try:
        secret = json.loads(_cipher(passphrase, salt, cost).decrypt(nonce, hidden, shown))
    except InvalidTag:
        raise WrongPassphraseError from None
    return _opened(public, secret)


def _opened(public: PublicKey, secret: Any) -> OfficeKey:
    try:
        signing = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret["signing"]))
        key = _key(signing, secret["identity"], public)
    except (KeyError, TypeError, ValueError, NotAKeyError):
        raise KeyFileError from None
    if key.public != public:
        raise KeyFileError
    return key


def change_passphrase(text: str, old: str, new: str, cost: Cost | None = None) -> str:
    """Return a key file with another passphrase; copies of the old file keep the old one.

    Raises:
        WrongPassphraseError: if the old passphrase does not open it.
        RefusedError: if the new one is too short.
        KeyFileError: if it is not a key file.
    """
    return write_key_file(open_key_file(text, old), new, cost)


def _read(text: str) -> tuple[PublicKey, dict[str, Any]]:
    if len(text) > KEY_FILE_BYTES:
        raise KeyFileError
    try:
        file = json.loads(text)
    except (ValueError, RecursionError):
        raise KeyFileError from None
    if not isinstance(file, dict):
        raise KeyFileError
    table = cast("dict[str, Any]", file)
    public = key_of_card(table.get("key"))
    if table.get("format") != KEY_FORMAT or public is None:
        raise KeyFileError
    return public, table


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> ChaCha20Poly1305:
    derive = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return ChaCha20Poly1305(derive.derive(_composed(passphrase).encode()))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
