"""All that a workspace knows of submissions, and each of them made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from spa_me.domain.submission.confirmations import Confirmation
from spa_me.domain.submission.content import KeyStatus, PackageKind, TrustList
from spa_me.domain.submission.evidence import Evidence
from spa_me.domain.submission.life import Step, Submission, submission_of
from spa_me.domain.submission.people import Member
from spa_me.domain.submission.revisions import Answer, Decision, Revision
from spa_me.domain.submission.windows import Reopening, ReportingWindow

R = TypeVar("R", Revision, Decision, Step, Answer, Evidence, Confirmation)
Place = tuple[str, str]
"""A reporting unit and a period."""


class Direction(StrEnum):
    """Whether a package came or went."""

    IN = "in"
    OUT = "out"


class SignatureState(StrEnum):
    """Whether any copy of a package had a signature that counts, or was sealed here with one."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"


class RevisionSignature(StrEnum):
    """What the signature of a revision is worth today, by the list of trusted keys in use."""

    SIGNED = "signed"
    REVOKED_LATER = "revoked_later"
    UNSIGNED = "unsigned"


REVISION_SIGNATURE_TITLES: dict[RevisionSignature, str] = {
    RevisionSignature.SIGNED: "Signed by a trusted key",
    RevisionSignature.REVOKED_LATER: "Signed by a key that was revoked later",
    RevisionSignature.UNSIGNED: "Not signed",
}


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A package that was sealed here or taken in; its file is kept in the workspace.

    Attributes:
        digest: SHA-256 of its manifest.
        sequence: its number among those of its sender to its recipient.
        file: SHA-256 of the file as it is kept, not encrypted.
        signed_with: fingerprint of the key that signed it; empty where unsigned.
        answered_by: digest of the receipt that this office made for it; empty for other kinds.
        person, office, role, at: who sealed it here or took it in, and when.
    """

    digest: str
    id: str
    kind: PackageKind
    direction: Direction
    sender: str
    recipient: str
    unit: str
    period: str
    sequence: int
    file: str
    signature: SignatureState
    signed_with: str = ""
    answered_by: str = ""
    person: str = ""
    office: str = ""
    role: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """That another office took in a package of ours."""

    digest: str
    receipt: str
    taken_by: str = ""
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Restatement:
    """What an accepted revision says and a later accepted revision says otherwise.

    Attributes:
        indicator: the code of the figure's indicator; of a record of money or of the work plan what
            it is called, such as `contribution Ministry of Interior`.
        number: of the later revision.
        old, new: as readable text; empty where there is none.
    """

    unit: str
    period: str
    indicator: str
    number: int
    old: str
    new: str
    revision: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule that the people of a workspace chose, such as to take in unsigned packages."""

    name: str
    value: str
    person: str = ""
    at: datetime | None = None


TAKE_UNSIGNED = "take_unsigned"
"""The policy under which the region takes in unsigned packages; they show as such everywhere."""


@dataclass(frozen=True)
class SubmissionRecords:
    """What a workspace holds beside the figures: submissions, windows, people, keys, packages."""

    revisions: tuple[Revision, ...] = ()
    decisions: tuple[Decision, ...] = ()
    steps: tuple[Step, ...] = ()
    answers: tuple[Answer, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    windows: tuple[ReportingWindow, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    members: tuple[Member, ...] = ()
    packages: tuple[PackageRecord, ...] = ()
    receipts: tuple[ReceiptRecord, ...] = ()
    policies: tuple[Policy, ...] = ()
    trust: TrustList | None = field(default=None)

    def window(self, period: str) -> ReportingWindow | None:
        """Return when a period is reported on; None where nobody has set it."""
        return next((window for window in self.windows if window.period == period), None)

    def policy(self, name: str) -> str:
        """Return what was chosen for a policy; empty where nothing was."""
        return next((policy.value for policy in self.policies if policy.name == name), "")

    def package(self, digest: str) -> PackageRecord | None:
        """Return the package with a digest."""
        return next((package for package in self.packages if package.digest == digest), None)

    def signature(self, revision: Revision) -> RevisionSignature:
        """Return what the signature of a revision is worth today."""
        if not revision.is_signed:
            return RevisionSignature.UNSIGNED
        package = self.package(revision.digest)
        is_revoked = package is not None and package.signed_with in self._revoked
        return RevisionSignature.REVOKED_LATER if is_revoked else RevisionSignature.SIGNED

    @cached_property
    def _revoked(self) -> frozenset[str]:
        """The fingerprints of the keys that were revoked."""
        entries = () if self.trust is None else self.trust.entries
        return frozenset(e.key.fingerprint for e in entries if e.status is KeyStatus.REVOKED)

    @cached_property
    def acknowledged(self) -> frozenset[str]:
        """The digests of our packages that came to whom they were for.

        By a receipt; where it was lost, a submission by a decision on it, and a review by a further
        revision, which goes on from the one that it decided about.
        """
        received = {receipt.digest for receipt in self.receipts}
        decided = {decision.revision for decision in self.decisions}
        followed = {revision.supersedes for revision in self.revisions}
        gone_on = {d.package for d in self.decisions if d.revision in followed}
        reviews = (p.digest for p in self.packages if p.id in gone_on)
        return frozenset(received.union(decided, reviews))

    def evidence_of(self, unit: str, period: str) -> tuple[Evidence, ...]:
        """Return the evidence of a unit in a period, in the order in which it was added."""
        return self._evidence.get((unit, period), ())

    def answers_of(self, unit: str, period: str) -> tuple[Answer, ...]:
        """Return what a unit said to the remarks on its submission."""
        return self._answers.get((unit, period), ())

    def confirmations_of(self, unit: str, period: str) -> tuple[Confirmation, ...]:
        """Return what was confirmed of what a unit reports for a period."""
        return self._confirmations.get((unit, period), ())

    @cached_property
    def provisional(self) -> frozenset[Place]:
        """The units and periods whose figures were submitted and not accepted."""
        return frozenset(
            place
            for place in self._revisions
            if self.submission(*place, has_content=True).is_provisional
        )

    def submission(self, unit: str, period: str, *, has_content: bool) -> Submission:
        """Return how a submission stands.

        Args:
            unit: code of the reporting unit.
            period: code of the period.
            has_content: whether any figure, activity or contribution is recorded for it.
        """
        place = (unit, period)
        return submission_of(
            unit,
            period,
            self._revisions.get(place, ()),
            self._decisions.get(place, ()),
            self._steps.get(place, ()),
            has_content=has_content,
            acknowledged=self.acknowledged,
        )

    @cached_property
    def _revisions(self) -> Mapping[Place, tuple[Revision, ...]]:
        return _by_place(self.revisions)

    @cached_property
    def _decisions(self) -> Mapping[Place, tuple[Decision, ...]]:
        return _by_place(self.decisions)

    @cached_property
    def _steps(self) -> Mapping[Place, tuple[Step, ...]]:
        return _by_place(self.steps)

    @cached_property
    def _answers(self) -> Mapping[Place, tuple[Answer, ...]]:
        return _by_place(self.answers)

    @cached_property
    def _evidence(self) -> Mapping[Place, tuple[Evidence, ...]]:
        return _by_place(self.evidence)

    @cached_property
    def _confirmations(self) -> Mapping[Place, tuple[Confirmation, ...]]:
        return _by_place(self.confirmations)


def _by_place(records: Iterable[R]) -> Mapping[Place, tuple[R, ...]]:
    found: dict[Place, list[R]] = {}
    for record in records:
        found.setdefault((record.unit, record.period), []).append(record)
    return {place: tuple(entries) for place, entries in found.items()}
