"""Ids made from content: the same file gives the same ids each time and on every machine."""

from __future__ import annotations

from collections import Counter
from uuid import UUID, uuid5

_NAMESPACE = UUID("6f1b7f0c-6d0e-5c8f-9a55-2f6f0f0a2014")
_BETWEEN = "\x1f"  # no cleaned text contains it, so ("a", "b") and ("ab",) stay apart


class Identities:
    """Gives ids; entries of equal content get different ones, in their order."""

    def __init__(self) -> None:
        self._given: Counter[tuple[str, ...]] = Counter()

    def of(self, *content: object) -> str:
        """Return the id of an entry with this content."""
        key = tuple(str(part) for part in content)
        self._given[key] += 1
        return str(uuid5(_NAMESPACE, _BETWEEN.join([*key, str(self._given[key])])))
