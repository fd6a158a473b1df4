"""The one place that speaks to `pyrage`, whose module has no types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyrage  # pyright: ignore[reportMissingTypeStubs]

_age: Any = pyrage


class NotAKeyError(Exception):
    """A text that is neither an age identity nor a recipient."""


class CannotDecryptError(Exception):
    """An encrypted file that cannot be read.

    Attributes:
        fits: whether one of the identities fits, so that the file must have been damaged.
    """

    def __init__(self, *, fits: bool) -> None:
        super().__init__("cannot be decrypted")
        self.fits = fits


def new_identity() -> str:
    """Return a new secret key as text."""
    return str(_age.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public key of a secret one; raises `NotAKeyError`."""
    return str(_identity(identity).to_public())


def _identity(text: str) -> Any:
    try:
        return _age.x25519.Identity.from_str(text)
    except _age.IdentityError as error:
        raise NotAKeyError from error


def encrypt(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return content encrypted to recipients; raises `NotAKeyError`."""
    try:
        known = [_age.x25519.Recipient.from_str(text) for text in recipients]
    except _age.RecipientError as error:
        raise NotAKeyError from error
    return _age.encrypt(content, known)


def decrypt(content: bytes, identities: Sequence[str]) -> bytes:
    """Return what is in an encrypted file; raises `CannotDecryptError`."""
    known = [_identity(text) for text in identities]
    try:
        return _age.decrypt(content, known)
    except _age.DecryptError as error:
        raise CannotDecryptError(fits="No matching keys" not in str(error)) from error
