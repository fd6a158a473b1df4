"""Searching in texts of any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_LATIN_MARKS = range(0x0300, 0x0370)


def folded(text: str) -> str:
    """Return a text as it is compared: without case and without accents on Latin letters.

    Vowels and tones of Khmer, Lao, Thai and Burmese are marks, too, but carry the meaning: they
    stay.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in apart if ord(letter) not in _LATIN_MARKS)
    # The Vietnamese đ has no accent that could be taken off.
    return unicodedata.normalize("NFC", kept.replace("đ", "d"))


def matches(words: str, texts: Iterable[str]) -> bool:
    """Return whether every word that was typed stands somewhere in the texts."""
    wanted = folded(words).split()
    if not wanted:
        return True
    found = "\n".join(folded(text) for text in texts)
    return all(word in found for word in wanted)
