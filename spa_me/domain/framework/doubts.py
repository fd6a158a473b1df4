"""What is allowed in a framework and makes for trouble: its checker warns of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spa_me.domain.errors import Finding, Severity
from spa_me.domain.framework.definition import FrameworkDefinition
from spa_me.domain.reading.codes import alike


def doubts(definition: FrameworkDefinition) -> tuple[Finding, ...]:
    """Return what is doubtful in a framework that is otherwise right."""
    return (
        *_alike("indicators", definition.indicator_by_code),
        *_alike("results", definition.result_by_code),
    )


def _alike(key: str, codes: Iterable[str]) -> Iterator[Finding]:
    """Yield codes that a spreadsheet makes alike, each pair once."""
    listed = list(codes)
    for code, others in alike(listed).items():
        after = [other for other in others if listed.index(other) > listed.index(code)]
        if after:
            what = f"a spreadsheet that saves a CSV file writes {code} and {', '.join(after)} alike"
            expected = "codes that stay apart, such as 1.01 and 1.10; the Excel form protects them"
            yield Finding(f"{key}[{code}]", what, expected, Severity.WARNING)
