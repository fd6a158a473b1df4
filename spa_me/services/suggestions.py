"""Words in place of a figure, such as N/A: offered as *not applicable*, taken if one agrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spa_me.domain.errors import Finding, InputError, Severity
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.services.entry import ValueChange

REASON_TO_GIVE = "…"
"""Stands in a preview for the reason that a person has still to write."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cell that says in words that there is no figure, offered as *not applicable*.

    It is taken only if a person says so; until then its row is left out.

    Attributes:
        where: the cell, for people.
        written: what stands in it.
        reason: the row's own reason or remark; a person gives one where it has none.
    """

    key: ValueKey
    where: str
    written: str
    reason: str
    note: str

    def change(self, reason: str = REASON_TO_GIVE) -> ValueChange:
        """Return what it comes to; `reason` counts where the row has none of its own."""
        why = self.reason or reason
        return ValueChange(self.key, Value(ValueState.NOT_APPLICABLE, reason=why, note=self.note))


def errors_left(findings: Iterable[Finding], accepted: Iterable[Suggestion]) -> tuple[Finding, ...]:
    """Return what keeps rows out once some suggestions are accepted."""
    offered = {suggestion.where for suggestion in accepted}
    return tuple(
        finding
        for finding in findings
        if finding.severity is not Severity.WARNING and finding.where not in offered
    )


def findings_left(
    findings: Iterable[Finding], accepted: Iterable[Suggestion]
) -> tuple[Finding, ...]:
    """Return what was found; what an accepted suggestion answers is found no more."""
    answered = {suggestion.where for suggestion in accepted}
    return tuple(finding for finding in findings if finding.where not in answered)


def accepted_changes(
    suggestions: Sequence[Suggestion], reason: str, source: str
) -> list[ValueChange]:
    """Return what suggestions come to.

    Args:
        suggestions: that a person accepts.
        reason: why they do not apply, where their rows do not say.
        source: the name of the file.

    Raises:
        InputError: if there is no reason for one of them.
    """
    bare = [suggestion for suggestion in suggestions if not suggestion.reason]
    if bare and not reason.strip():
        findings = [
            Finding(suggestion.where, f"“{suggestion.written}” gives no reason", "a reason")
            for suggestion in bare
        ]
        raise InputError(source, findings, kept="Nothing was changed.")
    return [suggestion.change(reason) for suggestion in suggestions]
