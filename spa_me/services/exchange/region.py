"""Who the region is for an office, and which list of trusted keys it goes by."""

from __future__ import annotations

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import UnitKind
from spa_me.domain.submission import KeyStatus, TrustList


def region_code(dataset: Dataset) -> str:
    """Return the code of the regional secretariat: by the list of keys, else by the framework."""
    trust = trust_in_use(dataset)
    return _named_region(dataset) if trust is None else trust.region


def trust_in_use(dataset: Dataset) -> TrustList | None:
    """Return the list of keys that an office goes by; None before the first.

    A country is not the keeper of a list. Where an earlier version of the app made it one, its keys
    are those that people have confirmed, as before the first list of the region.
    """
    trust, named = dataset.submissions.trust, _named_region(dataset)
    if trust is None or not named or named == trust.region:
        return trust
    is_own = trust.region == dataset.info.home_unit
    return TrustList(named, entries=trust.entries) if is_own else trust


def keeper_of_list(dataset: Dataset) -> str:
    """Return the office that keeps the list of trusted keys: the region, or this office if none."""
    return region_code(dataset) or dataset.info.home_unit or ""


def has_trusted_key(dataset: Dataset, office: str) -> bool:
    """Return whether a key of an office is trusted."""
    trust = trust_in_use(dataset)
    return trust is not None and any(
        entry.key.office == office and entry.status is KeyStatus.TRUSTED for entry in trust.entries
    )


def is_unlisted(dataset: Dataset, fingerprint: str) -> bool:
    """Return whether a list of keys is in use that does not trust a key.

    Offices that have this list refuse what the key signs. Before there is a list, no key is missed.
    """
    trust = trust_in_use(dataset)
    entries = () if trust is None else trust.entries
    trusted = {e.key.fingerprint for e in entries if e.status is KeyStatus.TRUSTED}
    return bool(entries) and fingerprint not in trusted


def brings_card(dataset: Dataset, fingerprint: str) -> bool:
    """Return whether a key's card goes along with what it signs here.

    Once the list in use trusts a country's key, the region knows it. Who has the region's own list,
    the region cannot know.
    """
    trust = trust_in_use(dataset)
    entries = () if trust is None else trust.entries
    trusted = {e.key.fingerprint for e in entries if e.status is KeyStatus.TRUSTED}
    return fingerprint not in trusted or keeper_of_list(dataset) == dataset.info.home_unit


def is_new_to_region(dataset: Dataset, fingerprint: str) -> bool:
    """Return whether the region is to compare the words of a key of this country, once.

    Args:
        dataset: with the list of keys in use.
        fingerprint: of the key; empty for no key.
    """
    is_country = keeper_of_list(dataset) != dataset.info.home_unit
    return bool(fingerprint) and is_country and brings_card(dataset, fingerprint)


def _named_region(dataset: Dataset) -> str:
    units = dataset.latest_framework.units
    return next((unit.code for unit in units if unit.kind is UnitKind.REGION), "")
