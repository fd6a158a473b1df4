"""What has to hold between a file of reporting data and the framework that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spa_me.domain.checks import check_value
from spa_me.domain.dataset_file.entries import FileEntries
from spa_me.domain.dataset_file.records import key_of, pro_rata_of, value_of
from spa_me.domain.errors import Finding, RefusedError, Severity
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import check_pro_rata, may_be_prorated


def problems(entries: FileEntries, definition: FrameworkDefinition) -> list[Finding]:
    """Return everything that keeps a file out."""
    mismatch = list(_framework(entries, definition))
    if mismatch:  # held against another framework nothing else would mean anything
        return mismatch
    return [
        *_codes(entries, definition),
        *_repeated(entries),
        *(f for f in _values(entries, definition) if f.severity is Severity.ERROR),
        *_pro_rata(entries, definition),
        *_activities(entries),
    ]


def doubts(entries: FileEntries, definition: FrameworkDefinition) -> tuple[Finding, ...]:
    """Return what is doubtful and does not keep a file out."""
    found = _values(entries, definition)
    return tuple(finding for finding in found if finding.severity is Severity.WARNING)


def _framework(entries: FileEntries, definition: FrameworkDefinition) -> Iterator[Finding]:
    for key, given, wanted in (
        ("framework", entries.framework, definition.code),
        ("version", entries.version, definition.version),
    ):
        if given != wanted:
            yield Finding(key, f"the data is about “{given}”", f"“{wanted}”")


def _codes(entries: FileEntries, definition: FrameworkDefinition) -> Iterator[Finding]:
    """Yield every code that refers to nothing; those of values are checked with the value."""
    known: dict[str, Mapping[str, object]] = {
        "unit": definition.unit_by_code,
        "period": definition.period_by_code,
        "marker": definition.marker_by_code,
        "result": definition.result_by_code,
        "indicator": definition.indicator_by_code,
    }
    if entries.home_unit not in definition.unit_by_code:
        yield _unknown("home_unit", "unit", entries.home_unit, definition.unit_by_code)
    for table in _TABLES:
        for place, entry in _numbered(entries, table):
            for field, codes in known.items():
                code = getattr(entry, field, None)
                if code is not None and code not in codes:
                    yield _unknown(f"{place}.{field}", field, code, codes)
    for position, note in enumerate(entries.notes, start=1):
        if note.about not in definition.notable:
            yield _unknown(f"notes[{position}].about", "part", note.about, definition.notable)


_TABLES = (
    "declarations",
    "pro_rata",
    "ratings",
    "explanations",
    "activities",
    "contributions",
    "printed_shares",
    "rates",
    "notes",
)

_UNIQUE = {
    "values": ("unit", "period", "indicator"),
    "declarations": ("marker", "period"),
    "pro_rata": ("marker", "period", "indicator"),
    "ratings": ("result", "period"),
    "explanations": ("marker", "period"),
    "activities": ("unit", "period", "code"),
    "printed_shares": ("unit", "period", "source", "source_type"),
    "rates": ("unit", "period", "base", "quote", "date", "document"),
}


def _numbered(entries: FileEntries, table: str) -> Iterator[tuple[str, object]]:
    rows: Sequence[object] = getattr(entries, table)
    for position, entry in enumerate(rows, start=1):
        yield f"{table}[{position}]", entry


def _repeated(entries: FileEntries) -> Iterator[Finding]:
    for table, fields in _UNIQUE.items():
        seen: Counter[tuple[object, ...]] = Counter()
        for place, entry in _numbered(entries, table):
            key = tuple(getattr(entry, field) for field in fields)
            seen[key] += 1
            if seen[key] == 2:
                words = " ".join(str(part) for part in key if part is not None)
                yield Finding(place, f"{words} stands twice", "each once")


def _values(entries: FileEntries, definition: FrameworkDefinition) -> Iterator[Finding]:
    for position, entry in enumerate(entries.values, start=1):
        for finding in check_value(definition, key_of(entry), value_of(entry, "")):
            yield replace(finding, where=f"values[{position}].{finding.where}")


def _pro_rata(entries: FileEntries, definition: FrameworkDefinition) -> Iterator[Finding]:
    for position, entry in enumerate(entries.pro_rata, start=1):
        place = f"pro_rata[{position}]"
        period = definition.period_by_code.get(entry.period)
        marker = definition.marker_by_code.get(entry.marker)
        if period is None or marker is None:
            continue  # found with the codes
        pro_rata = pro_rata_of(entry, "")
        try:
            check_pro_rata(pro_rata, period)
        except RefusedError as error:
            yield Finding(f"{place}.tracked_from", error.what, error.do)
        indicators = [definition.indicator_by_code[leg.indicator] for leg in marker.legs]
        if not any(pro_rata.applies_to(indicator) for indicator in indicators):
            allowed = [i.code for i in indicators if may_be_prorated(i)]
            problem = f"no target of marker {entry.marker} may be shortened by it"
            expected = f"one of {', '.join(allowed)}" if allowed else "a marker of periodic counts"
            yield Finding(f"{place}.indicator", problem, expected)


def _activities(entries: FileEntries) -> Iterator[Finding]:
    known = {(a.unit, a.period, a.code) for a in entries.activities}
    for position, entry in enumerate(entries.contributions, start=1):
        if entry.activity and (entry.unit, entry.period, entry.activity) not in known:
            own = [a.code for a in entries.activities if a.unit == entry.unit]
            yield _unknown(f"contributions[{position}].activity", "activity", entry.activity, own)


def _unknown(place: str, what: str, code: str, known: Iterable[str]) -> Finding:
    examples = ", ".join(sorted(known)[:8]) or "none are defined"
    return Finding(place, f"there is no {what} “{code}”", f"a known {what} ({examples})")
