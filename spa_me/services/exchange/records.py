"""The packages that a workspace keeps: written, found, and read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, RefusedError
from spa_me.domain.framework import FrameworkDefinition, UnitKind
from spa_me.domain.submission import (
    Direction,
    PackageKind,
    PackageRecord,
    SignatureState,
    SubmissionContent,
)
from spa_me.packages.manifest import Manifest
from spa_me.packages.opening import OpenedPackage, open_package
from spa_me.packages.reading import read_package
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.files import put_file, read_file
from spa_me.storage.writer import Writer

PACKAGE_SUFFIX = ".spapkg"
RECEIPTED = frozenset({PackageKind.SUBMISSION, PackageKind.REVIEW})
"""What an office that takes it in returns a receipt for; the rest goes to everyone."""


def region_of(definition: FrameworkDefinition) -> str:
    """Return the code of the regional secretariat of a framework.

    Raises:
        RefusedError: if the framework names none.
    """
    for unit in definition.units:
        if unit.kind is UnitKind.REGION:
            return unit.code
    raise RefusedError(
        f"{definition.title} names no regional secretariat to send to.",
        kept="Nothing was sealed.",
        do="Say which office it is for.",
    )


def is_region(dataset: Dataset) -> bool:
    """Return whether a workspace is kept by the regional secretariat."""
    unit = dataset.latest_framework.unit_by_code.get(dataset.info.home_unit)
    return unit is not None and unit.kind is UnitKind.REGION


def keep_package(  # noqa: PLR0913 (what a package is kept with)
    writer: Writer,
    manifest: Manifest,
    digest: str,
    file: bytes,
    *,
    direction: Direction,
    signed_with: str,
    answered_by: str = "",
) -> PackageRecord:
    """Keep a package that goes or came, with its audit row.

    Args:
        writer: of the command.
        manifest: what it says of itself.
        digest: of the manifest's bytes, as they were sealed.
        file: as it was sealed.
        direction: whether it goes or came.
        signed_with: fingerprint of the key whose signature counts; empty for none.
        answered_by: digest of the receipt that this office made for it.
    """
    who = writer.actor
    record = PackageRecord(
        digest=digest,
        id=manifest.package,
        kind=PackageKind(manifest.kind),
        direction=direction,
        sender=manifest.sender,
        recipient=manifest.recipient,
        unit=manifest.unit,
        period=manifest.period,
        sequence=manifest.sequence,
        file=put_file(writer, file),
        signature=SignatureState.SIGNED if signed_with else SignatureState.UNSIGNED,
        signed_with=signed_with,
        answered_by=answered_by,
        person=who.name,
        office=who.office,
        role=who.role,
        at=writer.at,
    )
    action = "seal package" if direction is Direction.OUT else "take in package"
    save(writer, stored.PACKAGE, record, action)
    return record


def package_called(dataset: Dataset, beginning: str) -> PackageRecord:
    """Return the package whose digest begins so.

    Raises:
        NotFoundError: if none does, or several do.
    """
    wanted = beginning.strip().lower()
    found = [p for p in dataset.submissions.packages if wanted and p.digest.startswith(wanted)]
    if len(found) != 1:
        what = "no package" if not found else "more than one package"
        raise NotFoundError(
            f"This workspace keeps {what} “{beginning}”.",
            do="Give more of its digest; “spa-me package list” shows them.",
        )
    return found[0]


def package_file(workspace: Workspace, digest: str) -> bytes:
    """Return the file of a package that this workspace keeps, as it was sealed.

    Raises:
        NotFoundError: if it keeps none with this digest.
    """
    record = workspace.dataset().submissions.package(digest)
    with workspace.store.reading() as connection:
        content = None if record is None else read_file(connection, record.file)
    if content is None:
        raise NotFoundError("This workspace does not keep that package.", do="Look again.")
    return content


def kept_package(workspace: Workspace, digest: str) -> OpenedPackage:
    """Return a package that this workspace keeps.

    Its bytes were checked when it was taken in and again on opening the workspace, so they are read
    here and not in a child.

    Raises:
        NotFoundError: if it keeps none with this digest.
    """
    return open_package(package_file(workspace, digest), reader=read_package)


def kept_content(workspace: Workspace, digest: str) -> SubmissionContent:
    """Return what a sealed revision says."""
    return submission_in(kept_package(workspace, digest))


def submission_in(opened: OpenedPackage) -> SubmissionContent:
    """Return what a submission package says; raises `NotFoundError` for another kind."""
    if not isinstance(opened.content, SubmissionContent):
        raise NotFoundError("That package is not a submission.", do="Look again.")
    return opened.content


def kept_evidence(workspace: Workspace, digest: str) -> Mapping[str, bytes]:
    """Return the evidence files of a sealed revision by the SHA-256 of their content."""
    return kept_package(workspace, digest).evidence


def without_receipt(
    packages: Iterable[PackageRecord], acknowledged: frozenset[str]
) -> list[PackageRecord]:
    """Return the submissions and reviews sealed here that nobody has said to have taken in."""
    return [
        package
        for package in packages
        if package.direction is Direction.OUT
        and package.kind in RECEIPTED
        and package.recipient != package.sender  # the region decides about its own figures, too
        and package.digest not in acknowledged
    ]
