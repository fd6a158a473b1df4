"""Encrypting a sealed package to its recipients with age, and reading it again.

Encrypting comes last: it hides a package on its way and proves nothing about who sent it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spa_me.domain.errors import RefusedError
from spa_me.packages import limits
from spa_me.packages.age import CannotDecryptError, NotAKeyError, decrypt, encrypt
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.keys import OfficeKey

_HEADER = b"age-encryption.org/v1\n"


def is_encrypted(content: bytes) -> bool:
    """Return whether a file is encrypted with age, as its first line says."""
    return content.startswith(_HEADER)


def encrypt_to(content: bytes, recipients: Iterable[str]) -> bytes:
    """Return a package encrypted so that the owner of any of the recipients can read it.

    Args:
        content: the sealed package.
        recipients: the `encryption` of public keys.

    Raises:
        RefusedError: if there is no recipient, or one of them is not an age recipient.
    """
    listed = list(recipients)
    try:
        if listed:
            return encrypt(content, listed)
    except NotAKeyError:
        pass
    raise RefusedError(
        "The package cannot be encrypted: the recipient's public key is not one.",
        kept="The sealed package was not changed.",
        do="Ask the recipient for their public key once more.",
    )


def decrypt_with(content: bytes, keys: Sequence[OfficeKey]) -> bytes:
    """Return the sealed package in an encrypted file.

    Encrypting adds a little and compresses nothing, so that what comes out is never larger.

    Raises:
        PackageRefusedError: if it is too large, damaged, or for nobody's key that was given.
    """
    if len(content) > limits.PACKAGE_BYTES + limits.ENCRYPTION_BYTES:
        most = limits.PACKAGE_BYTES // limits.MEGABYTE
        raise PackageRefusedError(Refusal.TOO_LARGE, f"The file is larger than {most} MB.")
    if not keys:
        raise PackageRefusedError(
            Refusal.NO_KEY_FITS,
            "The file is encrypted, and the office's key is not open.",
            do="If it is for your office, open the office's key with its passphrase, and try "
            "again. If your own office sealed it, send it on: only the office that it is for can "
            "open it.",
        )
    try:
        return decrypt(content, [key.identity for key in keys])
    except CannotDecryptError as error:
        raise _refusal(fits=error.fits) from None


def _refusal(*, fits: bool) -> PackageRefusedError:
    """Return why it cannot be read.

    Nothing in an encrypted file tells for whom it is, so that one that this office sealed itself
    for another one looks the same as one that was sealed for a key that it had before.
    """
    if fits:
        what = "The package is encrypted, and was damaged on its way."
        return PackageRefusedError(Refusal.DAMAGED, what)
    what = "The file is encrypted, and this office's key does not open it."
    return PackageRefusedError(Refusal.NO_KEY_FITS, what)
