"""Whether the region's list of trusted keys is the one that it signed for the countries last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError
from spa_me.domain.submission import KeyStatus, TrustEntry, TrustList
from spa_me.services.exchange.records import kept_package
from spa_me.services.exchange.region import trust_in_use
from spa_me.services.workspace import Workspace


@dataclass(frozen=True)
class ListStanding:
    """How the list that this office keeps stands to the version that it signed last.

    Attributes:
        version: that version; 0 where none was signed yet.
        signed_by: who signed it.
        signed_at: when; None where its package is not in this workspace.
        added, retired, revoked: the keys about which the list says otherwise by now.
    """

    version: int = 0
    signed_by: str = ""
    signed_at: datetime | None = None
    added: tuple[TrustEntry, ...] = ()
    retired: tuple[TrustEntry, ...] = ()
    revoked: tuple[TrustEntry, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether the list is signed as it stands, and its file is here."""
        return self.signed_at is not None and not self.is_changed

    @property
    def is_changed(self) -> bool:
        """Whether offices that took in the version signed last do not know all of the list."""
        return bool(self.added or self.retired or self.revoked)


def list_standing(workspace: Workspace, dataset: Dataset) -> ListStanding | None:
    """Return how the list of trusted keys stands; None where this office keeps none.

    Args:
        workspace: which has the packages.
        dataset: its content.
    """
    trust = trust_in_use(dataset)
    if trust is None or not trust.entries or trust.region != dataset.info.home_unit:
        return None
    if trust.version == 0:
        return ListStanding()
    record = dataset.submissions.package(trust.digest)
    signed = _signed(workspace, trust.digest)
    if record is None or signed is None:
        return ListStanding(trust.version)
    before = {entry.key.fingerprint: entry.status for entry in signed.entries}
    other = [e for e in trust.entries if before.get(e.key.fingerprint) is not e.status]
    by_status = {s: tuple(e for e in other if e.status is s) for s in KeyStatus}
    return ListStanding(
        trust.version,
        record.person,
        record.at,
        added=by_status[KeyStatus.TRUSTED],
        retired=by_status[KeyStatus.RETIRED],
        revoked=by_status[KeyStatus.REVOKED],
    )


def _signed(workspace: Workspace, digest: str) -> TrustList | None:
    try:
        content = kept_package(workspace, digest).content
    except NotFoundError:
        return None
    return content if isinstance(content, TrustList) else None
