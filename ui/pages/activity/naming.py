"""What the codes in the name of a change stand for: `value KH 2014 1.3` is of Cambodia."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spa_me.domain.framework import FrameworkDefinition

_OF_UNIT = (
    "value",
    "answer",
    "evidence",
    "restatement",
    "activity",
    "contribution",
    "exchange rate",
    "printed share",
    "revision",
    "decision",
    "submission",
    "reopening",
    "package submission",
    "package review",
    "package receipt",
)
"""Kinds of changes whose unit stands after the kind, before the period."""
_ASKED = {"value", "answer", "evidence", "restatement"}
"""Of these, the ones that name a question or marker last."""
_OF_PERIOD = ("declaration", "explanation", "pro rata", "rating")
"""Kinds whose period stands after the kind, before what is judged."""
_OF_CODE = ("data note",)
"""Kinds that name first what they are about."""


class Naming:
    """The names of units, questions, markers and results, by their codes."""

    def __init__(self, frameworks: Iterable[FrameworkDefinition] = ()) -> None:
        known = list(frameworks)
        self._units: Mapping[str, str] = {
            code: str(unit.name) for d in known for code, unit in d.unit_by_code.items()
        }
        self._asked: Mapping[str, str] = {
            code: str(found.title)
            for d in known
            for titled in (d.result_by_code, d.marker_by_code, d.indicator_by_code)
            for code, found in titled.items()
        }

    def names(self, subject: str) -> str:
        """Return what the codes of a change stand for, in a line; empty where nothing is known."""
        return " · ".join(self._names(subject))

    def told(self, subject: str) -> str:
        """Return the name of a change, and in a line below it what its codes stand for."""
        return "\n".join(filter(None, (subject, self.names(subject))))

    def _names(self, subject: str) -> Iterator[str]:
        kind = next(
            (k for k in (*_OF_UNIT, *_OF_PERIOD, *_OF_CODE) if subject.startswith(f"{k} ")), ""
        )
        codes = subject.removeprefix(kind).split()
        if not kind or not codes:
            return
        if kind in _OF_UNIT and codes[0] in self._units:
            yield self._units[codes[0]]
        for code in codes[_places(kind)]:
            if code in self._asked:
                yield f"{code} {self._asked[code]}"


def _places(kind: str) -> slice:
    """Return where in the codes of a kind questions, markers and results stand."""
    if kind in _ASKED:
        return slice(2, None)
    if kind in _OF_PERIOD:
        return slice(1, None)
    return slice(0, 1 if kind in _OF_CODE else 0)
