"""An office's public key as a small text, to be sent, read and pasted."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, cast

from spa_me.domain.errors import UserError
from spa_me.domain.submission import PublicKey
from spa_me.packages import checks
from spa_me.packages.fingerprints import fingerprint_of, words_of

CARD_FORMAT = "spa-me-public-key-1"
CARD_CHARACTERS = 5_000
_RECIPIENT = re.compile("age1[a-z0-9]{58}")
FIELDS: dict[str, checks.Check] = {
    "office": checks.code,
    "person": checks.person,
    "role": checks.name,
    "signing": checks.signing_key,
    "encryption": lambda value: type(value) is str and bool(_RECIPIENT.fullmatch(value)),
    "made_on": checks.day,
}
REQUIRED = frozenset({"office", "person", "signing", "encryption"})


class CardError(UserError):
    """A text that is not a public key."""

    def __init__(self) -> None:
        super().__init__(
            "This text is not a public key of SPA-ME, or part of it is missing.",
            kept="Nothing was added.",
            do="Copy the whole text, from the first brace to the last, or open the file itself.",
        )


def card_fields(key: PublicKey) -> dict[str, str]:
    """Return a public key as a table; the fingerprint is not in it, since it is computed."""
    made_on = key.made_on.isoformat() if key.made_on else ""
    found = {
        "office": key.office,
        "person": key.person,
        "role": key.role,
        "signing": key.signing,
        "encryption": key.encryption,
        "made_on": made_on,
    }
    return {name: text for name, text in found.items() if text}


def key_of_card(table: Any) -> PublicKey | None:
    """Return the public key in a table, with its fingerprint; None if it is not one."""
    if not checks.table(FIELDS, REQUIRED)(table):
        return None
    fields = cast("dict[str, str]", dict(table))
    day = fields.pop("made_on", "")
    fingerprint = fingerprint_of(fields["signing"], fields["encryption"])
    made_on = date.fromisoformat(day) if day else None
    return PublicKey(**fields, made_on=made_on, fingerprint=fingerprint)


def write_card(key: PublicKey) -> str:
    """Return a public key as text; its words stand in it to be compared by phone."""
    words = " ".join(words_of(key.fingerprint))
    table = {"format": CARD_FORMAT, **card_fields(key), "words": words}
    return json.dumps(table, indent=2, ensure_ascii=False) + "\n"


def read_card(text: str) -> PublicKey:
    """Return the public key in a text; what an e-mail put before or behind it does not matter.

    The words in it are for people: they are computed again, and a card whose words are others was
    changed on its way.

    Raises:
        CardError: if there is none.
    """
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end - start > CARD_CHARACTERS:
        raise CardError
    try:
        found = json.loads(text[start : end + 1])
    except (ValueError, RecursionError):
        raise CardError from None
    if not isinstance(found, dict):
        raise CardError
    table = cast("dict[str, Any]", found)
    said, words = table.pop("format", ""), table.pop("words", "")
    key = key_of_card(table)
    if said != CARD_FORMAT or key is None or words != " ".join(words_of(key.fingerprint)):
        raise CardError
    return key
