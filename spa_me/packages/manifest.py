"""The manifest: who sends what to whom, and the size and hash of every part."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from spa_me.packages.canonical import canonical

MAJOR, MINOR = 1, 2
FORMAT = f"{MAJOR}.{MINOR}"
KNOWN_MINORS = frozenset({0, MINOR})
"""The minor versions of which this app knows every field; no release wrote 1.1."""
CODES = "codes"
"""In `must_understand`: a code has marks, or an activity's code signs and spaces, too."""
PRINTED_SHARE_TYPES = "printed_share_types"
"""In `must_understand`: two rows of printed shares differ in nothing but their source type."""
SINCE = {"card": 2}
"""The minor version that first had a field of the manifest; those of 1.0 are not in it."""
EVERYONE = "*"
"""The recipient of what a region sends to all offices: a framework, a list of keys."""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A member of the package: its name, its size in bytes, its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Approver:
    """Who sealed the package."""

    name: str
    office: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkReference:
    """The framework version by which figures were entered."""

    code: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and a control sum, computed again on opening.

    Attributes:
        rows: number of rows of each part, by its name.
        states: number of values in each state.
        sum: of all numbers, numerators and denominators of values, as exact decimal text.
    """

    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    states: Mapping[str, int] = field(default_factory=dict[str, int])
    sum: str = "0"


@dataclass(frozen=True)
class Manifest:
    """What is signed. An empty text stands for what does not apply.

    Attributes:
        format: the lowest one that can hold the content, so that older versions read what they can.
        kind: `framework`, `submission`, `review`, `receipt` or `trust`.
        package: a UUID made when it was sealed.
        sender, recipient: codes of offices, which are those of reporting units; or `EVERYONE`.
        sequence: 1, 2, 3 …, counted by the sender for each recipient.
        made_at: a time in UTC as the sender's clock says; shown, and never decided by.
        revision: of a submission, or the version of a list of keys; 0 where there is none.
        supersedes: digest of the package that this one follows.
        withdraws: digests of packages that the sender took back before they were taken in.
        reason: why the sender took those back, or corrects what it sent before.
        card: the public key of who signs, for a recipient that may not have it yet: its fields as
            in a card, since 1.2. It proves nothing until a person has compared its words.
        audit_head: the seal at the end of the sender's audit when this was sealed.
        must_understand: names of what a reader has to know to read this rightly.
        extra: fields of a later minor version, kept as they are and written back.
    """

    package: str
    sender: str
    recipient: str
    sequence: int
    made_at: str
    kind: str = ""
    format: str = FORMAT
    made_with: str = ""
    unit: str = ""
    period: str = ""
    framework: FrameworkReference | None = None
    revision: int = 0
    supersedes: str = ""
    withdraws: tuple[str, ...] = ()
    reason: str = ""
    entered_by: tuple[str, ...] = ()
    on_behalf_of: str = ""
    approved_by: Approver | None = None
    card: Mapping[str, str] = field(default_factory=dict[str, str])
    audit_head: str = ""
    must_understand: tuple[str, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    totals: Totals = field(default_factory=Totals)
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def minor(self) -> int:
        """The minor number of its format."""
        return int(self.format.partition(".")[2])

    @property
    def least_minor(self) -> int:
        """The lowest minor number of a format that has every field of it."""
        return max((SINCE[name] for name in SINCE if getattr(self, name)), default=0)

    @property
    def payload(self) -> bytes:
        """The bytes that are signed: canonical JSON in which empty fields are left out."""
        return canonical(manifest_table(self))

    @property
    def digest(self) -> str:
        """SHA-256 of the payload, in hexadecimal: what this package is known by."""
        return digest_of(self.payload)


def digest_of(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def without_empty(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table without what is empty: an absent field and an empty one are the same."""
    return {
        name: value
        for name, value in table.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def manifest_table(manifest: Manifest) -> dict[str, Any]:
    """Return a manifest as it stands in JSON."""
    framework, approver, totals = manifest.framework, manifest.approved_by, manifest.totals
    table: dict[str, Any] = {
        "format": manifest.format,
        "kind": manifest.kind,
        "package": manifest.package,
        "sender": manifest.sender,
        "recipient": manifest.recipient,
        "sequence": manifest.sequence,
        "made_at": manifest.made_at,
        "made_with": manifest.made_with,
        "unit": manifest.unit,
        "period": manifest.period,
        "revision": manifest.revision or None,
        "supersedes": manifest.supersedes,
        "withdraws": list(manifest.withdraws),
        "reason": manifest.reason,
        "entered_by": list(manifest.entered_by),
        "on_behalf_of": manifest.on_behalf_of,
        "card": dict(manifest.card),
        "audit_head": manifest.audit_head,
        "must_understand": list(manifest.must_understand),
        "parts": [
            {"name": part.name, "size": part.size, "sha256": part.sha256} for part in manifest.parts
        ],
        "totals": without_empty(
            {"rows": dict(totals.rows), "states": dict(totals.states), "sum": totals.sum}
        ),
    }
    if framework is not None:
        table["framework"] = {
            "code": framework.code,
            "version": framework.version,
            "digest": framework.digest,
        }
    if approver is not None:
        table["approved_by"] = without_empty(
            {"name": approver.name, "office": approver.office, "role": approver.role}
        )
    return {**without_empty(table), **manifest.extra}
