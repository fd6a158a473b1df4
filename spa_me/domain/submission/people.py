"""Who may do what: the roles of the people of an office.

On one shared file these are manners and no protection: whoever has the file can change it with
other programs. What one office proves to another is its signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import clean_name


class Right(StrEnum):
    """What a person may do beside reading."""

    ENTER = "enter"
    APPROVE = "approve"
    REVIEW = "review"
    ADMINISTER = "administer"


RIGHT_TITLES: dict[Right, str] = {
    Right.ENTER: "Enter figures",
    Right.APPROVE: "Approve and seal the office's submissions",
    Right.REVIEW: "Review the submissions of other offices",
    Right.ADMINISTER: "Administer periods, people, keys and framework versions",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the office; without any right they may read."""

    name: str
    rights: frozenset[Right] = frozenset()
    person: str = ""
    at: datetime | None = None


def rights_of(name: str, members: Iterable[Member]) -> frozenset[Right]:
    """Return what a person may do: everything while nobody is listed, else what the list says."""
    listed = tuple(members)
    if not listed:
        return frozenset(Right)
    wanted = same_name(name)
    found = (member.rights for member in listed if same_name(member.name) == wanted)
    return next(found, frozenset[Right]())


def same_name(name: str) -> str:
    """Return a name as names are compared: composed, without case and double spaces."""
    return " ".join(clean_name(name).casefold().split())


def refuse_without(right: Right, name: str, members: Iterable[Member]) -> None:
    """Raise `RefusedError` unless a person has a right."""
    listed = tuple(members)
    if right in rights_of(name, listed):
        return
    able = ", ".join(sorted(member.name for member in listed if right in member.rights))
    raise RefusedError(
        f"{name} may not do this: it needs the right “{RIGHT_TITLES[right]}”.",
        kept="Nothing was changed.",
        do=f"Ask {able}." if able else "Ask whoever administers the workspace.",
    )
