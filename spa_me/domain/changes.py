"""What a change touched: told to the pages, so that those concerned look again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from spa_me.domain.dataset import AuditEntry


class Topic(StrEnum):
    """A kind of content that pages show."""

    WORKSPACE = "workspace"
    FRAMEWORK = "framework"
    VALUES = "values"
    JUDGEMENTS = "judgements"
    FUNDING = "funding"
    NOTES = "notes"
    SUBMISSIONS = "submissions"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one command changed.

    Attributes:
        units, periods: the codes of those whose content changed; empty where it belongs to none.
        audit: the audit rows written with it; none means that nothing changed.
        is_filled_in: whether its values stood in a file that was filled in and taken in here, so
            that they can be undone like typed ones.
    """

    topics: frozenset[Topic] = frozenset()
    units: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    audit: Sequence[AuditEntry] = ()
    is_filled_in: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed, because everything was as it should be already."""
        return not self.audit


NO_CHANGE = ChangeSet()
