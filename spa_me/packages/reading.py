"""Reading a package that is not encrypted, from bytes to checked rows; needs no key and no domain.

This is what the limited child does. Who signed it is judged afterwards, by the app itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spa_me.packages.container import read_container
from spa_me.packages.envelope import Envelope, read_envelope
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import Manifest, digest_of
from spa_me.packages.names import DATA, ENVELOPE, EVIDENCE, data_name
from spa_me.packages.needs import check_needs
from spa_me.packages.reading_manifest import read_manifest
from spa_me.packages.rows import Rows, read_parts
from spa_me.packages.shapes import FRAMEWORK_PART


class ReadPackage(NamedTuple):
    """A package whose every byte was checked against its manifest, and nobody's signature yet.

    Attributes:
        data: the members under `data/` as they stand, by name.
        rows: the rows of each part by its name.
        evidence: the files by their SHA-256.
    """

    envelope: Envelope
    manifest: Manifest
    data: Mapping[str, bytes]
    rows: Mapping[str, Rows]
    evidence: Mapping[str, bytes]


def read_package(content: bytes) -> ReadPackage:
    """Return what stands in a package file.

    Raises:
        PackageRefusedError: with the first thing that is wrong.
    """
    members = read_container(content)
    if ENVELOPE not in members:
        raise PackageRefusedError(Refusal.MISSING_MEMBER, "The package has no manifest.")
    envelope = read_envelope(members.pop(ENVELOPE))
    manifest = read_manifest(envelope.payload)
    check_members(manifest, members)
    data = {name: members[name] for name in members if name.startswith(DATA)}
    rows = read_parts(manifest, data)
    check_needs(manifest, rows)
    evidence = {
        name.removeprefix(EVIDENCE): file
        for name, file in members.items()
        if name.startswith(EVIDENCE)
    }
    check_evidence(rows, evidence)
    check_references(rows)
    check_framework(manifest, data)
    check_reopening(manifest, rows)
    return ReadPackage(envelope, manifest, data, rows, evidence)


def check_members(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    """Refuse members that are not listed, missing, or not the ones that were listed."""
    listed = {part.name: part for part in manifest.parts}
    for name in members.keys() - listed.keys():
        raise PackageRefusedError(
            Refusal.UNLISTED_MEMBER, "the member is not in the manifest", name
        )
    for name, part in listed.items():
        if name not in members:
            raise PackageRefusedError(Refusal.MISSING_MEMBER, "the member is missing", name)
        found = members[name]
        if len(found) != part.size or digest_of(found) != part.sha256:
            raise PackageRefusedError(
                Refusal.CHANGED_MEMBER, "it is not the one that was sealed", name
            )


def check_evidence(rows: Mapping[str, Rows], evidence: Mapping[str, bytes]) -> None:
    """Refuse evidence files that no row speaks of, and rows whose file is not there."""
    wanted = {row["file"]: row["size"] for row in rows.get("evidence", []) if "file" in row}
    if wanted.keys() != evidence.keys():
        one = min(wanted.keys() ^ evidence.keys())
        what = "is missing" if one in wanted else "belongs to nothing that is reported"
        raise PackageRefusedError(Refusal.EVIDENCE, f"The evidence file {one[:12]}… {what}.")
    for digest, size in wanted.items():
        if len(evidence[digest]) != size:
            raise PackageRefusedError(
                Refusal.EVIDENCE, f"The evidence file {digest[:12]}… has another size."
            )


def check_references(rows: Mapping[str, Rows]) -> None:
    """Refuse activities that share a code, and contributions to activities that are not there."""
    activities = rows.get("activities", [])
    codes = [row["code"] for row in activities]
    if len(set(codes)) != len(codes):
        raise PackageRefusedError(
            Refusal.CONTENT, "two activities have the same code", data_name("activities")
        )
    known = {row["id"] for row in activities}
    for number, row in enumerate(rows.get("contributions", []), 1):
        if "activity" in row and row["activity"] not in known:
            where = f"{data_name('contributions')}, line {number}, activity"
            raise PackageRefusedError(Refusal.CONTENT, "there is no such activity", where)


def check_framework(manifest: Manifest, data: Mapping[str, bytes]) -> None:
    """Refuse a framework package whose manifest names another framework version."""
    content = data.get(data_name(FRAMEWORK_PART))
    if content is None or manifest.framework is None:
        return
    if digest_of(content.removesuffix(b"\n")) != manifest.framework.digest:
        raise PackageRefusedError(
            Refusal.CONTENT, "the framework is not the one that the manifest names"
        )


def check_reopening(manifest: Manifest, rows: Mapping[str, Rows]) -> None:
    """Refuse a review that reopens another period than the one it is about."""
    place = manifest.unit, manifest.period
    listed = rows.get("reopenings", []) if manifest.kind == "review" else []
    if any((row["unit"], row["period"]) != place for row in listed):
        where = data_name("reopenings")
        raise PackageRefusedError(Refusal.CONTENT, "it is not about the submission", where)
