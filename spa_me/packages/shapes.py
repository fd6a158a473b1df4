"""The parts of a package's content: which fields a row has, its key, and how its fields fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any, cast

from spa_me.packages import checks, limits
from spa_me.packages.checks import Check

Row = Mapping[str, Any]


def _no_rule(_row: Row) -> str:
    return ""


@dataclass(frozen=True)
class Shape:
    """One part.

    Attributes:
        fields: every field with its check; a field that is empty is left out of its row.
        required: fields that no row lacks.
        key: fields that tell one row from another; rows stand in ascending order of them. Without
            a key the order of the rows is part of the content.
        rule: what is wrong with a row whose fields are right one by one; empty if nothing is.
        most: rows that there can be.
        since: the minor version of the format that first had the part.
        later: fields that it did not have at first, with the minor version that brought them.
    """

    fields: Mapping[str, Check]
    required: frozenset[str]
    key: tuple[str, ...] = ()
    rule: Callable[[Row], str] = _no_rule
    most: int = limits.ROWS
    since: int = 0
    later: Mapping[str, int] = field(default_factory=dict[str, int])
    get_key: Callable[[Row], Any] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "get_key", self._key_getter())

    def _key_getter(self) -> Callable[[Row], Any] | None:
        if not self.key:
            return None
        if self.required.issuperset(self.key):
            return cast("Callable[[Row], Any]", itemgetter(*self.key))
        return lambda row: tuple(row.get(name, "") for name in self.key)

    def fields_in(self, minor: int) -> frozenset[str]:
        """Return the fields that a row can have in a minor version of the format."""
        return frozenset(name for name in self.fields if self.later.get(name, 0) <= minor)

    def minor_of(self, rows: Iterable[Row]) -> int:
        """Return the lowest minor version of the format that can hold some rows."""
        if not self.later:
            return self.since
        used = set[str]().union(*rows)
        return max((self.later[name] for name in used & self.later.keys()), default=self.since)


def _shape(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    key: Iterable[str] = (),
    **more: Any,
) -> Shape:
    return Shape({**required, **(optional or {})}, frozenset(required), tuple(key), **more)


_FIGURES = frozenset({"number", "numerator", "denominator", "level", "parts"})


def value_rule(row: Row) -> str:
    """Tell what is wrong with a value: a figure where none can be, or none where one has to be."""
    state = row["state"]
    if state == "reported":
        if not ("number" in row or "level" in row or "numerator" in row):
            return "the value is reported without a figure"
        if ("numerator" in row) is not ("denominator" in row):
            return "a percentage has both of its parts or neither"
        return ""
    if not _FIGURES.isdisjoint(row):
        return f"there is a figure although the state is {state}"
    if state != "blank" and "reason" not in row:
        return f"the state {state} needs a reason"
    return ""


def evidence_rule(row: Row) -> str:
    """Tell what is wrong with a piece of evidence: it is a file or a reference."""
    if ("file" in row) is not ("file_name" in row) or ("file" in row) is not ("size" in row):
        return "a file has its hash, its name and its size"
    return "" if "file" in row or "reference" in row else "it is neither a file nor a reference"


_BY = {"person": checks.person, "at": checks.moment}
_BY_OFFICE = {"office": checks.name, "role": checks.name, **_BY}
_PAY_FORM = checks.word("cash", "in_kind", "parallel")
_SOURCE = checks.word("government", "un_agency", "programme", "ingo", "donor", "private")
_STATE = checks.word("reported", "not_available", "not_applicable", "not_yet_due", "blank")

VALUES = _shape(
    {"indicator": checks.code, "state": _STATE},
    {
        "number": checks.number,
        "numerator": checks.number,
        "denominator": checks.number,
        "level": checks.code,
        "reason": checks.text,
        "note": checks.text,
        "parts": checks.breakdown,
        "entered_by": checks.person,
        "entered_at": checks.moment,
    },
    ["indicator"],
    rule=value_rule,
)
ACTIVITIES = _shape(
    {"id": checks.identity, "code": checks.label, "title": checks.text},
    {
        "result": checks.code,
        "budget": checks.number,
        "currency": checks.currency,
        "is_shared": checks.yes,
        "note": checks.text,
    },
    ["id"],
)
CONTRIBUTIONS = _shape(
    {
        "id": checks.identity,
        "source": checks.name,
        "source_type": _SOURCE,
        "stage": checks.word("planned", "committed", "actual"),
        "form": _PAY_FORM,
    },
    {
        "activity": checks.identity,
        "amount": checks.number,
        "currency": checks.currency,
        "date": checks.day,
        "note": checks.text,
    },
    ["id"],
)
PRINTED_SHARES = _shape(
    {"source": checks.name, "share": checks.number},
    {"source_type": _SOURCE, "document": checks.text},
    ["source", "source_type"],
    later={"source_type": 2},
)
RATES = _shape(
    {
        "base": checks.currency,
        "quote": checks.currency,
        "rate": checks.positive,
        "date": checks.day,
        "document": checks.text,
    },
    {"entered_at": checks.moment},
    ["base", "quote", "date", "document"],
)
EVIDENCE = _shape(
    {"id": checks.identity, "about": checks.code, "title": checks.text},
    {
        "reference": checks.text,
        "file": checks.sha256,
        "file_name": checks.name,
        "size": checks.whole(0, limits.EVIDENCE_BYTES),
        **_BY,
    },
    ["id"],
    rule=evidence_rule,
)
ANSWERS = _shape(
    {"revision": checks.sha256, "text": checks.text},
    {"indicator": checks.code, **_BY},
)
CONFIRMATIONS = _shape(
    {
        "finding": checks.code,
        "about": checks.text,
        "digest": checks.sha256,
        "reason": checks.text,
    },
    _BY,
    ["finding", "about"],
    since=2,
)
MESSAGE = _shape({"text": checks.text}, most=1)

DECISION = _shape(
    {
        "revision": checks.sha256,
        "number": checks.whole(0, 1_000_000),
        "verdict": checks.word("accepted", "returned", "chosen"),
    },
    {"reason": checks.text, "by_when": checks.day, **_BY_OFFICE},
    most=1,
)
REMARKS = _shape({"text": checks.text}, {"indicator": checks.code})
REOPENINGS = _shape(
    {"unit": checks.code, "period": checks.code, "until": checks.day, "reason": checks.text}, _BY
)
RECEIPT = _shape(
    {"package": checks.identity, "digest": checks.sha256, "taken_at": checks.moment},
    {"taken_by": checks.person},
    most=1,
)
WINDOWS = _shape(
    {"period": checks.code},
    {
        "opens_on": checks.day,
        "due_on": checks.day,
        "is_closed": checks.yes,
        "reason": checks.text,
        **_BY,
    },
    ["period"],
)


def trust_rule(row: Row) -> str:
    """Tell what is wrong with a key in a list: only a retired one has last numbers."""
    if row["status"] != "retired" and "last_numbers" in row:
        return "only a retired key has last package numbers that it may have signed"
    return ""


TRUST = _shape(
    {
        "fingerprint": checks.sha256,
        "office": checks.code,
        "person": checks.person,
        "signing": checks.signing_key,
        "encryption": checks.text_up_to(100),
        "status": checks.word("trusted", "retired", "revoked"),
    },
    {
        "role": checks.name,
        "made_on": checks.day,
        "last_numbers": checks.last_numbers,
        "reason": checks.text,
    },
    ["fingerprint"],
    rule=trust_rule,
)

FRAMEWORK_PART = "framework"
"""One row, the framework version itself; its fields are those of the framework's own schema."""

PARTS: dict[str, dict[str, Shape]] = {
    "submission": {
        "values": VALUES,
        "activities": ACTIVITIES,
        "contributions": CONTRIBUTIONS,
        "printed_shares": PRINTED_SHARES,
        "rates": RATES,
        "evidence": EVIDENCE,
        "answers": ANSWERS,
        "confirmations": CONFIRMATIONS,
        "message": MESSAGE,
    },
    "review": {
        "decision": DECISION,
        "remarks": REMARKS,
        "reopenings": replace(REOPENINGS, most=1),
    },
    "receipt": {"receipt": RECEIPT},
    "framework": {"windows": WINDOWS, "reopenings": REOPENINGS},
    "trust": {"keys": TRUST},
}
"""The parts of each kind, in the order of the format's description."""

NEEDED_PARTS = {
    "review": "decision",
    "receipt": "receipt",
    "framework": FRAMEWORK_PART,
    "trust": "keys",
}
"""The part without which a package of a kind says nothing; a submission may report nothing."""
