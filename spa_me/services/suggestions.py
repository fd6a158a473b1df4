"""Words in place of a figure, such as N/A or tbc: offered as what they say, taken if one agrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spa_me.domain.errors import Finding, InputError, Severity
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.services.entry import ValueChange

REASON_TO_GIVE = "…"
"""Stands in a preview for the reason that a person has still to write."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a person says of words in place of a figure: that they are to be recorded.

    Attributes:
        reason: why there is no figure, where the rows do not say.
        unclear_as: the state that words such as N/A are recorded as, which can mean two; one that
            leaves the count only where the person chose it.
    """

    reason: str = ""
    unclear_as: ValueState = ValueState.NOT_AVAILABLE


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A cell that says in words that there is no figure, offered as the state that it names.

    It is taken only if a person says so; until then its row is left out.

    Attributes:
        where: the cell, for people.
        written: what stands in it.
        states: those that the word can mean; the first one keeps its unit in the count.
        reason: the row's own reason or remark; a person gives one where it has none.
    """

    key: ValueKey
    where: str
    written: str
    states: tuple[ValueState, ...]
    reason: str
    note: str

    @property
    def is_unclear(self) -> bool:
        """Whether the word can mean several states."""
        return len(self.states) > 1

    def state(self, accept: Acceptance) -> ValueState:
        """Return the state that it comes to."""
        return accept.unclear_as if accept.unclear_as in self.states else self.states[0]

    def change(self, accept: Acceptance) -> ValueChange:
        """Return what it comes to; the row's own reason counts before that of the person."""
        state, why = self.state(accept), self.reason or accept.reason.strip()
        return ValueChange(self.key, Value(state, reason=why, note=self.note))


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
    suggestions: Sequence[Suggestion], accept: Acceptance | None, source: str
) -> list[ValueChange]:
    """Return what suggestions come to.

    Args:
        suggestions: all that there are.
        accept: what a person says of them; None leaves them out.
        source: the name of the file.

    Raises:
        InputError: if there is no reason for one of them.
    """
    if accept is None:
        return []
    bare = [suggestion for suggestion in suggestions if not suggestion.reason]
    if bare and not accept.reason.strip():
        findings = [
            Finding(suggestion.where, f"“{suggestion.written}” gives no reason", "a reason")
            for suggestion in bare
        ]
        raise InputError(source, findings, kept="Nothing was changed.")
    return [suggestion.change(accept) for suggestion in suggestions]
