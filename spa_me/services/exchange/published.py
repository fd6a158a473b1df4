"""Whether what the region sends to all offices is what it sealed last: trusted keys, and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError
from spa_me.domain.submission import (
    Direction,
    FrameworkContent,
    KeyStatus,
    PackageKind,
    PackageRecord,
    Reopening,
    ReportingWindow,
    TrustEntry,
    TrustList,
)
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


@dataclass(frozen=True)
class DaysStanding:
    """How the reporting days stand to those in the framework that this office sealed last.

    Attributes:
        sealed_at: when that was; None where none was sealed yet.
        changed: codes of the periods whose days the countries cannot know as they are now.
    """

    sealed_at: datetime | None = None
    changed: tuple[str, ...] = ()


def days_standing(workspace: Workspace, dataset: Dataset) -> DaysStanding:
    """Return how the reporting days of the latest framework stand to what was sealed.

    A period that a return reopened for its unit is not counted: the return itself says so.

    Args:
        workspace: the region's, which has the packages.
        dataset: its content.
    """
    package = _framework_sealed_last(dataset)
    if package is None:
        return DaysStanding()
    content = kept_package(workspace, package.digest).content
    if not isinstance(content, FrameworkContent):
        return DaysStanding()
    records, periods = dataset.submissions, dataset.latest_framework.period_by_code
    returned = {(d.unit, d.period, d.by_when) for d in records.decisions}
    windows = _said(records.windows) ^ _said(content.windows)
    reopened = _opened(records.reopenings) - _opened(content.reopenings) - returned
    other = {period for period, *_ in windows} | {period for _, period, _ in reopened}
    return DaysStanding(package.at, tuple(code for code in periods if code in other))


def _framework_sealed_last(dataset: Dataset) -> PackageRecord | None:
    sent = (
        package
        for package in dataset.submissions.packages
        if (package.kind, package.direction) == (PackageKind.FRAMEWORK, Direction.OUT)
    )
    return max(sent, key=lambda package: package.sequence, default=None)


def _said(windows: Iterable[ReportingWindow]) -> set[tuple[str, date | None, date | None, bool]]:
    return {(w.period, w.opens_on, w.due_on, w.is_closed) for w in windows}


def _opened(reopenings: Iterable[Reopening]) -> set[tuple[str, str, date | None]]:
    return {(r.unit, r.period, r.until) for r in reopenings}
