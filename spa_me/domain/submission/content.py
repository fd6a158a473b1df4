"""What travels between offices: the content of each kind of package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.submission.confirmations import Confirmation
from spa_me.domain.submission.evidence import Evidence
from spa_me.domain.submission.revisions import Answer, Decision
from spa_me.domain.submission.windows import Reopening, ReportingWindow
from spa_me.domain.values import Value, ValueKey


class PackageKind(StrEnum):
    """What a package carries."""

    FRAMEWORK = "framework"
    SUBMISSION = "submission"
    REVIEW = "review"
    RECEIPT = "receipt"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class SubmissionContent:
    """Everything that one reporting unit reports for one period.

    Attributes:
        values: with who entered each and when.
        rates: the exchange rates for its money of this period.
        answers: what it says to the remarks of the last return.
        confirmations: what a check found doubtful and a person confirmed as right.
        message: a few lines from the approver to the region.
    """

    values: tuple[tuple[ValueKey, Value], ...] = ()
    activities: tuple[Activity, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    printed_shares: tuple[PrintedShare, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[Answer, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    message: str = ""

    @property
    def value_by_indicator(self) -> Mapping[str, Value]:
        """Its values by the code of their indicator."""
        return {key.indicator: value for key, value in self.values}


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """What the region decided about a revision.

    Attributes:
        decision: the acceptance or return, with its remarks on fields.
        reopening: where the period is closed, until when this unit may report again.
    """

    decision: Decision
    reopening: Reopening | None = None


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """What an office says of a package that it took in.

    Attributes:
        package: its id, and `digest` its digest.
        taken_at: as this office's clock says.
    """

    package: str
    digest: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class FrameworkContent:
    """A framework version and when its periods are reported on.

    Attributes:
        definition: the canonical JSON of the version.
    """

    definition: bytes
    windows: tuple[ReportingWindow, ...] = ()
    reopenings: tuple[Reopening, ...] = ()


class KeyStatus(StrEnum):
    """How far a key is trusted.

    A retired key was replaced: what it signed before and arrives only now is still taken in. Of a
    revoked one nothing is taken in any more.
    """

    TRUSTED = "trusted"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of an office's key: who it belongs to, to sign and to encrypt to.

    Attributes:
        office: the code of the reporting unit.
        signing: Ed25519 public key, 32 bytes in hexadecimal.
        encryption: an age recipient (`age1…`).
        fingerprint: SHA-256 over both, in hexadecimal; computed by `spa_me.packages.keys`.
    """

    office: str
    person: str
    signing: str
    encryption: str
    fingerprint: str
    role: str = ""
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrustEntry:
    """A key in a list of trusted keys.

    Attributes:
        last_numbers: for a retired key, each recipient with the number of the last package to it
            that was known when it was retired; it signs no later one, and none to others.
        reason: why it was retired or revoked.
    """

    key: PublicKey
    status: KeyStatus = KeyStatus.TRUSTED
    last_numbers: tuple[tuple[str, int], ...] = ()
    reason: str = ""

    def may_sign(self, recipient: str, number: int) -> bool:
        """Whether a package to a recipient with this number may have been signed with it."""
        match self.status:
            case KeyStatus.TRUSTED:
                return True
            case KeyStatus.RETIRED:
                return number <= dict(self.last_numbers).get(recipient, 0)
            case KeyStatus.REVOKED:
                return False


@dataclass(frozen=True, slots=True)
class TrustList:
    """The keys that an office trusts.

    Attributes:
        version: 1, 2, 3 …; 0 for a list that nobody has signed yet.
        region: the code of the office that keeps the list.
        supersedes: digest of the package with the version before; empty for the first.
        digest: of the package in which the version came or went; empty where it was in none. What
            was changed since then keeps it.
    """

    region: str
    version: int = 0
    entries: tuple[TrustEntry, ...] = ()
    supersedes: str = ""
    digest: str = ""
