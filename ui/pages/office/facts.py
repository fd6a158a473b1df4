"""What the office page shows, looked up beside the window."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import UnitKind
from spa_me.domain.submission import (
    TAKE_UNSIGNED,
    KeyStatus,
    Member,
    Reopening,
    ReportingWindow,
    Right,
    TrustEntry,
    TrustList,
    rights_of,
)
from spa_me.services.exchange.region import trust_in_use
from spa_me.services.submissions import region_that_sets_days

if TYPE_CHECKING:
    from spa_me.services.exchange.keyring import StoredKey
    from spa_me.services.exchange.published import DaysStanding, ListStanding

YES = "yes"


@dataclass(frozen=True)
class PeriodFacts:
    """A reporting period with its days.

    Attributes:
        window: None where nobody has set them.
        reopenings: for single units, the latest for each.
    """

    code: str
    title: str
    window: ReportingWindow | None
    reopenings: tuple[Reopening, ...]

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        return self.window is not None and self.window.is_closed


@dataclass(frozen=True)
class KeyFacts:
    """A key of this office on this computer.

    Attributes:
        status: how far the list of trusted keys trusts it; None where it is not listed.
    """

    stored: StoredKey
    status: KeyStatus | None


@dataclass(frozen=True)
class OfficeFacts:
    """All that the page shows.

    Attributes:
        units: codes and names of the reporting units other than the region.
        listed: how the list that this office keeps stands to the version that it signed last.
        days: how the region's reporting days stand to those that it sealed; None at a country.
        days_set_by: name of the region whose days this office gets; empty where it sets them.
        may_administer: whether the person at work may change any of it.
    """

    office: str
    office_name: str
    is_region: bool
    members: tuple[Member, ...]
    periods: tuple[PeriodFacts, ...]
    units: tuple[tuple[str, str], ...]
    names: dict[str, str]
    keys: tuple[KeyFacts, ...]
    trust: TrustList | None
    listed: ListStanding | None
    takes_unsigned: bool
    days: DaysStanding | None
    days_set_by: str
    may_administer: bool

    @property
    def may_set_days(self) -> bool:
        """Whether the person at work may change the reporting days."""
        return self.may_administer and not self.days_set_by

    @property
    def entries(self) -> tuple[TrustEntry, ...]:
        """The trusted keys, by office."""
        entries = () if self.trust is None else self.trust.entries
        return tuple(sorted(entries, key=lambda e: (e.key.office, e.status, e.key.person)))


def facts_of(
    data: Dataset,
    keys: Iterable[StoredKey],
    person: str,
    listed: ListStanding | None,
    days: DaysStanding | None,
    *,
    is_read_only: bool,
) -> OfficeFacts:
    """Return what the page shows.

    Args:
        data: the workspace's content.
        keys: of the office that keeps it, on this computer.
        person: the name of who is at work; empty before they were asked.
        listed: how the list of trusted keys stands to what was sent, where the office keeps it.
        days: how the region's reporting days stand to what was sent.
        is_read_only: whether nothing can be changed.
    """
    records, latest, trust = data.submissions, data.latest_framework, trust_in_use(data)
    home = latest.unit_by_code.get(data.info.home_unit)
    status = {
        entry.key.fingerprint: entry.status for entry in (() if trust is None else trust.entries)
    }
    region = region_that_sets_days(data)
    may = Right.ADMINISTER in rights_of(person, records.members)
    return OfficeFacts(
        office=data.info.home_unit,
        office_name=data.info.home_unit if home is None else str(home.name),
        is_region=home is not None and home.kind is UnitKind.REGION,
        members=records.members,
        periods=_periods(data),
        units=tuple((u.code, str(u.name)) for u in latest.units if u.kind is not UnitKind.REGION),
        names={unit.code: str(unit.name) for unit in latest.units},
        keys=tuple(KeyFacts(key, status.get(key.public.fingerprint)) for key in keys),
        trust=trust,
        listed=listed,
        takes_unsigned=records.policy(TAKE_UNSIGNED) == YES,
        days=days,
        days_set_by="" if region is None else str(region.name),
        may_administer=may and not is_read_only,
    )


def _periods(data: Dataset) -> tuple[PeriodFacts, ...]:
    records = data.submissions
    return tuple(
        PeriodFacts(
            period.code,
            str(period.title),
            records.window(period.code),
            _latest(entry for entry in records.reopenings if entry.period == period.code),
        )
        for period in reversed(list(data.periods.values()))
    )


def _latest(reopenings: Iterable[Reopening]) -> tuple[Reopening, ...]:
    found: dict[str, Reopening] = {}
    for entry in reopenings:
        if entry.unit not in found or found[entry.unit].until < entry.until:
            found[entry.unit] = entry
    return tuple(found.values())
