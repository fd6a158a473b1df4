"""What of the record of changes is told outside: content, and not what offices write each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from spa_me.domain.dataset import AuditEntry
from spa_me.domain.submission import SubmissionRecords
from spa_me.services.workspace import Workspace

_TOLD = (
    "activity",
    "contribution",
    "data note",
    "declaration",
    "exchange rate",
    "explanation",
    "framework",
    "period",
    "printed share",
    "pro rata",
    "rating",
    "restatement",
    "value",
    "workspace",
)
"""How the subjects begin of what is told as it stands."""
_DECISION, _REOPENING = "decision", "reopening"
_FINGERPRINT = re.compile("(; )?(digest|revision):? [0-9a-f]{64}")
_ACCEPTED = re.compile("accepted; revision: ([0-9a-f]{64})")
_REASON = re.compile("; reason: .*", re.DOTALL)


def told_changes(workspace: Workspace, limit: int) -> tuple[AuditEntry, ...]:
    """Return the latest changes of figures, judgements, framework, periods, and what was accepted.

    Remarks, answers, evidence, people, keys and packages stay in the workspace.
    """
    entries = workspace.audit(limit, kinds=(*_TOLD, _DECISION, _REOPENING))
    numbers = _numbers(workspace.dataset().submissions)
    return tuple(told for entry in entries for told in _told(entry, numbers))


def _numbers(records: SubmissionRecords) -> Mapping[str, int]:
    return {revision.digest: revision.number for revision in records.revisions}


def _told(entry: AuditEntry, numbers: Mapping[str, int]) -> Iterator[AuditEntry]:
    kind = entry.subject.partition(" ")[0]
    if kind == _DECISION:
        yield from _accepted(entry, numbers)
    elif kind == _REOPENING:  # that of a return has the reason of the return
        yield replace(entry, old=_REASON.sub("", entry.old), new=_REASON.sub("", entry.new))
    else:
        yield replace(
            entry, old=_FINGERPRINT.sub("", entry.old), new=_FINGERPRINT.sub("", entry.new)
        )


def _accepted(entry: AuditEntry, numbers: Mapping[str, int]) -> Iterator[AuditEntry]:
    """Yield that a revision was accepted, without the words to its office."""
    found = _ACCEPTED.match(entry.new)
    if found is None:
        return
    place = entry.subject.removeprefix(f"{_DECISION} ").rpartition(" ")[0]
    said = f"Revision {numbers[found[1]]} was accepted" if found[1] in numbers else "Accepted"
    yield replace(entry, subject=f"submission {place}", old="", new=said)
