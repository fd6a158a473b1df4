"""Codes, and what a spreadsheet makes of them: it keeps 1.10 as the number 1.1."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from spa_me.domain.reading.signs import common, without_unseen

_NUMBER = re.compile(r"\d{1,30}(\.\d{1,30})?\Z", re.ASCII)


def read_code(text: str, known: Iterable[str] | Mapping[str, object]) -> str:
    """Return the known code that a text writes, or the text without signs that nobody sees.

    A code written in the digits of another script is found, too.
    """
    seen = without_unseen(text)
    if seen in known:
        return seen
    plain = common(text)
    return plain if plain in known else seen


def as_number(code: str) -> Decimal | None:
    """Return the number that a spreadsheet makes of a code; None if it leaves it alone."""
    return Decimal(code) if _NUMBER.match(code) else None


def is_kept(code: str) -> bool:
    """Return whether a code would be written in another way by now had a spreadsheet read it.

    `1.10` and `007` are: they stand there only in a file that no spreadsheet has saved.
    """
    number = as_number(code)
    return number is not None and str(number.normalize()) != code and not _is_round(code)


def _is_round(code: str) -> bool:
    """Return whether a whole number only ends in zeros, which `normalize` writes as 1E+1."""
    return "." not in code and not (code.startswith("0") and len(code) > 1)


def alike(codes: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return each code that a spreadsheet makes equal to others, with those others."""
    by_number: dict[Decimal, list[str]] = defaultdict(list)
    for code in codes:
        number = as_number(code)
        if number is not None:
            by_number[number].append(code)
    return {
        code: [other for other in same if other != code]
        for same in by_number.values()
        if len(same) > 1
        for code in same
    }
