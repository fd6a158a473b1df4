"""What came from a region before it lost all and began anew with another list of keys.

Its packages count from 1 again then, and so do its decisions. What it sent before is told by the
key that signed it: the list that a person let take the place of the old one does not name it.
"""

from __future__ import annotations

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import PackageRecord
from spa_me.services.exchange.region import trust_in_use


def is_from_before(dataset: Dataset, package: PackageRecord) -> bool:
    """Return whether a package was signed with a key that the list of keys in use never named."""
    trust = trust_in_use(dataset)
    entries = () if trust is None else trust.entries
    signed_with = package.signed_with
    return bool(signed_with) and all(e.key.fingerprint != signed_with for e in entries)


def decisions_before(dataset: Dataset, unit: str, period: str) -> int:
    """Return the number of the last decision on a submission from before the new beginning.

    It is 0 where there is none. Those of the new beginning are counted on from it.
    """
    records = dataset.submissions
    before = {p.id for p in records.packages if is_from_before(dataset, p)}
    numbers = (
        decision.number
        for decision in records.decisions
        if (decision.unit, decision.period) == (unit, period) and decision.package in before
    )
    return max(numbers, default=0)
