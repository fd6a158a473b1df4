"""A key's fingerprint, and the eight words that two people compare by phone."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from spa_me.domain.errors import UserError

WORDS = 8
_BITS = 11


def fingerprint_of(signing: str, encryption: str) -> str:
    """Return the SHA-256, in hexadecimal, over both public keys of an office.

    Args:
        signing: Ed25519 public key, 32 bytes in hexadecimal.
        encryption: the age recipient.
    """
    return hashlib.sha256(f"spa-me-key-1\n{signing}\n{encryption}\n".encode()).hexdigest()


def words_of(fingerprint: str) -> tuple[str, ...]:
    """Return the first 88 bits of a fingerprint as eight words of BIP 39's English list.

    To make another key with the same words somebody would have to try 2^88 keys.
    """
    number = int(fingerprint, 16) >> (256 - WORDS * _BITS)
    places = [number >> (_BITS * place) & (1 << _BITS) - 1 for place in reversed(range(WORDS))]
    return tuple(_word_list()[place] for place in places)


def same_words(text: str, fingerprint: str) -> bool:
    """Return whether somebody typed the words of a fingerprint, in whatever case and spacing."""
    return tuple(text.casefold().replace(",", " ").split()) == words_of(fingerprint)


@lru_cache(maxsize=1)
def _word_list() -> list[str]:
    try:
        from mnemonic import Mnemonic
        from mnemonic.mnemonic import ConfigurationError
    except ImportError as error:
        raise _NoWordsError from error
    try:
        return Mnemonic("english").wordlist
    except (OSError, ValueError, ConfigurationError) as error:
        raise _NoWordsError from error


class _NoWordsError(UserError):
    def __init__(self) -> None:
        super().__init__(
            "The list of words by which keys are compared cannot be read.",
            kept="Nothing was changed.",
            do="Check the disk, then install SPA-ME again.",
        )
