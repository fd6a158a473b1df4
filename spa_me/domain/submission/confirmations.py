"""That something which a check found doubtful is right: a person said so, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A finding of a check that a person confirmed as right.

    Attributes:
        unit, period: the submission that it belongs to.
        finding: which check found it, such as `money_twice`; a word that stays.
        about: what it found it in, within the unit and period: the code of an indicator, or the
            words by which a record is told from others. Both together name a finding, whatever its
            sentence says.
        digest: SHA-256 of the content that was confirmed. What has another digest is asked about
            again.
        reason: why it is right; never empty.
    """

    unit: str
    period: str
    finding: str
    about: str
    digest: str
    reason: str
    person: str = ""
    at: datetime | None = None
