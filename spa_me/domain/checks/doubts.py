"""What looks wrong and may be right: a person confirms it, and is asked again when it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from spa_me.domain.submission.confirmations import Confirmation


class FindingKind(StrEnum):
    """Which check found it; the words stand in packages and stay."""

    OVER_100 = "over_100_per_cent"
    MONEY_TWICE = "money_twice"
    MONEY_AND_PARTS = "money_and_its_parts"
    MONEY_SHARED = "money_of_shared_activity"
    DATE = "date_outside_period"
    SHARES_DIFFER = "shares_of_activities_differ"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that a person may confirm as right; see `Confirmation`."""

    finding: FindingKind
    about: str
    digest: str

    @property
    def is_of_several_units(self) -> bool:
        """Whether it lies in what several units report, so that one confirmation is for all."""
        return self.finding is FindingKind.MONEY_SHARED

    def confirmed(self, unit: str, period: str, reason: str) -> Confirmation:
        """Return the record that a person confirms it with."""
        return Confirmation(unit, period, self.finding, self.about, self.digest, reason)

    def find(
        self, confirmations: Iterable[Confirmation], unit: str, period: str
    ) -> Confirmation | None:
        """Return the confirmation of exactly this content; None while it is not confirmed."""
        wanted = (period, self.finding, self.about, self.digest)
        for entry in confirmations:
            is_here = entry.unit == unit or self.is_of_several_units
            if is_here and (entry.period, entry.finding, entry.about, entry.digest) == wanted:
                return entry
        return None


def digest_of(content: object) -> str:
    """Return the SHA-256 of lists, texts and numbers, each as it reads."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
