"""The fields of a public key in a file or a manifest; apart, since the child reads manifests."""

from __future__ import annotations

import re

from spa_me.packages import checks

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
