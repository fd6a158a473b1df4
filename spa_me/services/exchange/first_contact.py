"""The first file of an office: it brings the card of a key that nobody here has compared yet."""

from __future__ import annotations

from dataclasses import dataclass

from spa_me.domain.dataset import Dataset
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import KeyStatus, PublicKey
from spa_me.packages.trust import Judgement
from spa_me.services.exchange.region import keeper_of_list, trust_in_use


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that came with a package; it proves nothing before a person has compared its words.

    Attributes:
        key: what the package says of it, and its fingerprint.
        trusted: keys of the same office that are trusted already. It is added beside them, and
            takes nobody's place.
    """

    key: PublicKey
    trusted: tuple[PublicKey, ...] = ()


def new_key_in(dataset: Dataset, judgement: Judgement) -> NewKey | None:
    """Return the key that a package brings, if this office is to say whether it is trusted.

    The region says so of every office, a country of the region.
    """
    key, keeper = judgement.card, keeper_of_list(dataset)
    if key is None or (keeper not in {dataset.info.home_unit, key.office}):
        return None
    trust = trust_in_use(dataset)
    trusted = tuple(
        entry.key
        for entry in (() if trust is None else trust.entries)
        if entry.key.office == key.office and entry.status is KeyStatus.TRUSTED
    )
    return NewKey(key, trusted)


def about_new_key(dataset: Dataset, found: NewKey) -> Sentence:
    """Return what is to be done about a new key before its package is taken in."""
    office = dataset.unit_name(found.key.office)
    if not found.trusted:
        return say(
            "New key from {office}: compare its eight words by phone with {person}, then it can be "
            "taken in.",
            office=office,
            person=found.key.person,
        )
    return say(
        "New key from {office}, of which another key is trusted already ({known}). Ask there "
        "whether it has a second key, and compare its eight words by phone with {person}.",
        office=office,
        known=", ".join(key.person for key in found.trusted),
        person=found.key.person,
    )
