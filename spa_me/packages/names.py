"""What the members of a package are called; nothing else may be in one."""

from __future__ import annotations

import re

MIMETYPE = "mimetype"
MIMETYPE_CONTENT = b"application/vnd.spa-me.package+zip"
ENVELOPE = "manifest.json"
DATA, EVIDENCE = "data/", "evidence/"

_DATA_NAME = re.compile(r"data/[a-z][a-z0-9_]{0,39}\.ndjson")
_EVIDENCE_NAME = re.compile(r"evidence/[0-9a-f]{64}")


def data_name(part: str) -> str:
    """Return the member that holds a part of the content: `data/values.ndjson`."""
    return f"{DATA}{part}.ndjson"


def part_of(name: str) -> str:
    """Return the part that a member under `data/` holds: `values`."""
    return name.removeprefix(DATA).removesuffix(".ndjson")


def is_member_name(name: str) -> bool:
    """Return whether a member of a package may be called so."""
    if name in {MIMETYPE, ENVELOPE}:
        return True
    return bool(_DATA_NAME.fullmatch(name) or _EVIDENCE_NAME.fullmatch(name))


def order_of(name: str) -> tuple[int, str]:
    """Return what members are ordered by: `mimetype`, the manifest, data, evidence."""
    first = (name != MIMETYPE) + (name not in {MIMETYPE, ENVELOPE})
    return first, name
