"""Sealing: content and a manifest become a file that never changes again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spa_me import __version__
from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import (
    FrameworkContent,
    PackageKind,
    ReceiptContent,
    ReviewContent,
    SubmissionContent,
    TrustList,
)
from spa_me.packages.envelope import Envelope, write_envelope
from spa_me.packages.failures import PackageRefusedError
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import (
    MAJOR,
    Manifest,
    PartEntry,
    digest_of,
)
from spa_me.packages.names import ENVELOPE, EVIDENCE, data_name
from spa_me.packages.needs import needs_of
from spa_me.packages.reading import read_package
from spa_me.packages.rows import minor_of, totals_of, write_rows
from spa_me.packages.shapes import FRAMEWORK_PART
from spa_me.packages.to_rows import Content, rows_of
from spa_me.packages.writing_zip import write_container

_KINDS: dict[type[Any], PackageKind] = {
    SubmissionContent: PackageKind.SUBMISSION,
    ReviewContent: PackageKind.REVIEW,
    ReceiptContent: PackageKind.RECEIPT,
    FrameworkContent: PackageKind.FRAMEWORK,
    TrustList: PackageKind.TRUST,
}


@dataclass(frozen=True)
class SealedPackage:
    """A sealed package: the bytes of its file, and what it says of itself."""

    file: bytes
    digest: str
    manifest: Manifest


def seal(
    content: Content,
    manifest: Manifest,
    *,
    keys: Sequence[OfficeKey] = (),
    evidence: Mapping[str, bytes] | None = None,
) -> SealedPackage:
    """Return content as a sealed package, opened once to see that it can be.

    The same content, manifest and keys give the same bytes.

    Args:
        content: what it says.
        manifest: everything but parts, totals and kind, which are found here; of a review also unit
            and period, and of a list of keys its version and the one before.
        keys: to sign with; without one the package is unsigned, and is shown as such.
        evidence: the files by their SHA-256.

    Raises:
        RefusedError: if what is to be sealed does not fit the format, with the place.
    """
    rows = rows_of(content)
    members = {data_name(part): write_rows(listed) for part, listed in rows.items()}
    if isinstance(content, FrameworkContent):
        members[data_name(FRAMEWORK_PART)] = content.definition + b"\n"
        rows[FRAMEWORK_PART] = [json.loads(content.definition)]
    members.update({f"{EVIDENCE}{name}": file for name, file in (evidence or {}).items()})
    parts = [
        PartEntry(name, len(member), digest_of(member)) for name, member in sorted(members.items())
    ]
    kind = _KINDS[type(content)]
    whole = replace(
        manifest,
        **_of_content(content),
        kind=kind.value,
        format=f"{MAJOR}.{max(minor_of(kind, rows), manifest.least_minor)}",
        made_with=manifest.made_with or f"SPA-ME {__version__}",
        entered_by=tuple(sorted(set(manifest.entered_by))),
        withdraws=tuple(sorted(set(manifest.withdraws))),
        parts=tuple(parts),
        totals=totals_of(rows),
    )
    whole = replace(whole, must_understand=needs_of(whole, rows))
    payload = whole.payload
    envelope = Envelope(payload, tuple(key.sign(payload) for key in keys))
    file = write_container({ENVELOPE: write_envelope(envelope), **members})
    _open_once(file)
    return SealedPackage(file, digest_of(payload), whole)


def _of_content(content: Content) -> dict[str, Any]:
    """Return the fields of a manifest that its content says already."""
    match content:
        case ReviewContent(decision):
            return {"unit": decision.unit, "period": decision.period}
        case TrustList():
            return {
                "sender": content.region,
                "revision": content.version,
                "supersedes": content.supersedes,
            }
        case _:
            return {}


def _open_once(file: bytes) -> None:
    try:
        read_package(file)
    except PackageRefusedError as error:
        place = f"{error.where}: " if error.where else ""
        raise RefusedError(
            f"This cannot be sealed. {place}{error.problem}",
            kept="No package was made, and nothing was changed.",
            do="Mend it, and seal again.",
        ) from error
