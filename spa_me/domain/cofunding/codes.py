"""The code of a new line of a work plan: the next free one, in the pattern of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_NUMBERED = re.compile(r"(.*?)([0-9]{1,9})\Z", re.DOTALL)
_FIRST = "A-1"


def next_code(codes: Iterable[str]) -> str:
    """Return a code that follows those in use: `A-4` after `A-3`, `R 10` after `R 9`.

    Of several patterns the one with most codes is followed; zeros before a number are kept.
    """
    used = list(codes)
    found = [match for code in used if (match := _NUMBERED.match(code))]
    if not found:
        return _FIRST
    ((stem, _),) = Counter(match[1] for match in found).most_common(1)
    last = max((match[2] for match in found if match[1] == stem), key=int)
    return f"{stem}{int(last) + 1:0{len(last)}d}"
