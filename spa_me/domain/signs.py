"""Signs of a text that nobody sees, and that change what is seen."""

from __future__ import annotations

import unicodedata

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction in which the rest of a text is shown: `exe.jpg` for `gpj.exe`.

The signs by which scripts join letters and part words, such as U+200B in Khmer, are none of them.
"""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def is_unseen(sign: str) -> bool:
    """Return whether a sign is a control, a joiner or a mark: never part of a person's name."""
    return unicodedata.category(sign) in _UNSEEN
