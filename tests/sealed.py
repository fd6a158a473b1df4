"""Content, keys and packages for tests. The keys are for tests only: their secrets stand here."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare, SourceType
from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Decision,
    Evidence,
    FieldRemark,
    FrameworkContent,
    PublicKey,
    ReceiptContent,
    Reopening,
    ReportingWindow,
    ReviewContent,
    SubmissionContent,
    TrustEntry,
    TrustList,
    Verdict,
)
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.packages.age import recipient_of
from spa_me.packages.canonical import canonical
from spa_me.packages.container import read_container
from spa_me.packages.envelope import Envelope, read_envelope, write_envelope
from spa_me.packages.fingerprints import fingerprint_of
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import EVERYONE, Approver, FrameworkReference, Manifest
from spa_me.packages.names import ENVELOPE
from spa_me.packages.sealing import SealedPackage, seal
from spa_me.packages.to_rows import Content
from spa_me.packages.writing_zip import write_container

AT = datetime(2026, 3, 31, 8, 15, tzinfo=UTC)
MOMENT = "2026-03-31T08:15:00.000000Z"
SCAN = b"%PDF-1.7 a scanned page \x00\xff" * 40
SCAN_HASH = sha256(SCAN).hexdigest()
FRAMEWORK = canonical({"code": "SPA", "version": "1", "title": {"en": "A plan", "lo": "ແຜນ"}})
BEFORE, RETURNED = "b" * 64, "c" * 64
_SECRETS = (
    "AGE-SECRET-KEY-14QA22LQJZJEP6DH8RT8VKUF339SX7F3QVYUWQD0UYZ55DPK0QMQQGYGHDX",
    "AGE-SECRET-KEY-1W6K0978LEXMVA9LT4X0J78YJJTZALQQLWFHPC44EZS3CTFN6WH8QJCTP04",
    "AGE-SECRET-KEY-15L2JRLAKG0LU3DJ46MFCRJ3LY0266NJ39RFVMHX8VHKMEEAAAU2Q9ZMQWM",
)
_ID = "00000000-0000-4000-8000-{:012d}"


def an_id(number: int) -> str:
    return _ID.format(number)


def key_of(office: str, person: str, number: int, identity: str) -> OfficeKey:
    signing = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    shown, recipient = signing.public_key().public_bytes_raw().hex(), recipient_of(identity)
    fingerprint = fingerprint_of(shown, recipient)
    public = PublicKey(
        office, person, shown, recipient, fingerprint, "Head of task force", date(2026, 1, 5)
    )
    return OfficeKey(public, signing, identity)


COUNTRY = key_of("CA", "Approver of A", 1, _SECRETS[0])
REGION = key_of("RS", "Secretary of the region", 2, _SECRETS[1])
STRANGER = key_of("CB", "Approver of B", 3, _SECRETS[2])


PLACE: dict[str, Any] = {"unit": "CA", "period": "2026"}


def _rate() -> ExchangeRate:
    day = date(2026, 1, 1)
    return ExchangeRate("CA", "2026", "USD", "LAK", Decimal(21500), day, "Central bank", AT)


def submission() -> SubmissionContent:
    """Return content with every field of every part."""
    return SubmissionContent(
        values=tuple((ValueKey("CA", "2026", code), value) for code, value in values().items()),
        activities=activities(),
        contributions=contributions(),
        printed_shares=printed_shares(),
        rates=(_rate(),),
        evidence=evidence(),
        answers=(Answer("CA", "2026", RETURNED, "1.1", "Counted again", "Officer of A", AT),),
        confirmations=(
            Confirmation(
                "CA", "2026", "money_twice", "Ministry", "f" * 64, "Two parts", "Officer of A", AT
            ),
        ),
        message="As agreed on the phone.",
    )


def printed_shares() -> tuple[PrintedShare, ...]:
    government = SourceType.GOVERNMENT
    return (
        PrintedShare("CA", "2026", "Fund", Decimal("49.7")),
        PrintedShare("CA", "2026", "Ministry", Decimal("50.3"), "Report, p. 4", government),
    )


def values() -> dict[str, Value]:
    reported, missing = ValueState.REPORTED, ValueState.NOT_AVAILABLE
    parts = {"sex": {"female": Decimal(3), "male": Decimal("4.50"), "unknown": Decimal(0)}}
    by: dict[str, Any] = {"entered_by": "Officer of A", "entered_at": AT}
    return {
        "1.1": Value(reported, Decimal("7.50"), parts=parts, note="A note\nof two lines", **by),
        "1.2": Value(reported, numerator=Decimal(1), denominator=Decimal(3), **by),
        "1.3": Value(reported, level="fully", **by),
        "1.4": Value(missing, reason="The survey was not made", **by),
        "2.1": Value(reported, Decimal(0), **by),
        "2.2": Value(ValueState.BLANK, note="ຖ້າຕົວເລກ"),
        "ຕ.1": Value(reported, Decimal(-5), note="“quoted” \\ / \U0001f600"),
    }


def activities() -> tuple[Activity, ...]:
    shared: dict[str, Any] = {"result": "1", "currency": "USD", "note": "with B"}
    return (
        Activity(an_id(1), **PLACE, code="A1", title="Training", budget=Decimal("1200.00")),
        Activity(an_id(2), **PLACE, code="A2", title="Joint meeting", is_shared=True, **shared),
    )


def contributions() -> tuple[Contribution, ...]:
    ours = Contribution(
        an_id(3),
        **PLACE,
        source="Ministry",
        source_type=SourceType.GOVERNMENT,
        activity=an_id(1),
        amount=Decimal("600.00"),
        currency="LAK",
        date=date(2026, 3, 1),
        note="in two parts",
    )
    theirs = Contribution(an_id(4), **PLACE, source="Fund", source_type=SourceType.DONOR)
    return ours, theirs


def evidence() -> tuple[Evidence, ...]:
    scan = Evidence(
        an_id(5),
        **PLACE,
        about="1.1",
        title="Signed list",
        file=SCAN_HASH,
        file_name="list ສະບັບ.pdf",
        size=len(SCAN),
        person="Officer of A",
        at=AT,
    )
    law = Evidence(an_id(6), **PLACE, about="1.2", title="Law", reference="Gazette 12/2026")
    return scan, law


def review() -> ReviewContent:
    remarks = (FieldRemark("1.1", "Where does the half come from?"), FieldRemark("", "Thank you"))
    decision = Decision(
        "CA",
        "2026",
        RETURNED,
        3,
        Verdict.RETURNED,
        "One figure is not clear",
        remarks,
        date(2026, 4, 30),
        "Reviewer",
        "RS",
        "Programme officer",
        AT,
        an_id(100),
    )
    return ReviewContent(decision, Reopening("CA", "2026", date(2026, 4, 30), "returned", "R", AT))


def receipt() -> ReceiptContent:
    return ReceiptContent(an_id(100), BEFORE, "Reviewer", AT)


def framework() -> FrameworkContent:
    windows = (
        ReportingWindow("2025", is_closed=True, reason="The meeting was held"),
        ReportingWindow("2026", date(2027, 1, 1), date(2027, 2, 28), person="Reviewer", at=AT),
    )
    reopening = Reopening("CB", "2025", date(2026, 5, 1), "A new survey", "Reviewer", AT)
    return FrameworkContent(FRAMEWORK, windows, (reopening,))


def trust_list(
    version: int = 1, *entries: TrustEntry, supersedes: str = "", region: str = "RS"
) -> TrustList:
    listed = entries or (TrustEntry(REGION.public), TrustEntry(COUNTRY.public))
    ordered = sorted(listed, key=lambda entry: entry.key.fingerprint)
    return TrustList(region, version, tuple(ordered), supersedes)


def draft(**fields: Any) -> Manifest:
    """Return the manifest of a submission of country A to the region, to be sealed."""
    whole: dict[str, Any] = {
        "package": an_id(100),
        "sender": "CA",
        "recipient": "RS",
        "sequence": 4,
        "made_at": MOMENT,
        "made_with": "tests",
        "unit": "CA",
        "period": "2026",
        "framework": FrameworkReference("SPA", "1", "a" * 64),
        "revision": 2,
        "supersedes": BEFORE,
        "withdraws": ("d" * 64,),
        "reason": "A table was missing",
        "entered_by": ("Officer of A", "Another officer"),
        "on_behalf_of": "The ministry",
        "approved_by": Approver("Approver of A", "Task force of A", "Head of task force"),
        "audit_head": "e" * 64,
    }
    return Manifest(**{**whole, **fields})


def draft_of(content: Content) -> Manifest:
    """Return a manifest that fits a kind of content."""
    plain = Manifest(an_id(100), "RS", "CA", 7, MOMENT, made_with="tests")
    match content:
        case SubmissionContent():
            return draft()
        case FrameworkContent(definition):
            named = FrameworkReference("SPA", "1", sha256(definition).hexdigest())
            return replace(plain, recipient=EVERYONE, framework=named)
        case TrustList():
            return replace(plain, recipient=EVERYONE)
        case _:
            return plain


def sealed(content: Content | None = None, *keys: OfficeKey, **fields: Any) -> SealedPackage:
    """Return a sealed package: of country A by default, signed by the fitting key."""
    content = content or submission()
    manifest = replace(draft_of(content), **fields)
    has_files = isinstance(content, SubmissionContent) and any(e.is_file for e in content.evidence)
    signing = keys or ((COUNTRY,) if isinstance(content, SubmissionContent) else (REGION,))
    return seal(content, manifest, keys=signing, evidence={SCAN_HASH: SCAN} if has_files else {})


@lru_cache(maxsize=1)
def sealed_once() -> SealedPackage:
    """Return the same submission each time."""
    return sealed()


Members = dict[str, bytes]
Change = Callable[[dict[str, Any], Members], None]


def unsealed(file: bytes) -> tuple[dict[str, Any], Members]:
    """Return the manifest as a table, and the other members."""
    members = read_container(file)
    envelope = read_envelope(members.pop(ENVELOPE))
    return json.loads(envelope.payload), members


def changed(
    file: bytes, change: Change, *, keys: Sequence[OfficeKey] = (COUNTRY,), relist: bool = True
) -> bytes:
    """Return a package that somebody changed and signed rightly.

    Args:
        relist: whether the parts are listed anew, with the sizes and hashes that they now have.
    """
    table, members = unsealed(file)
    change(table, members)
    if relist:
        table["parts"] = [
            {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in sorted(members.items())
        ]
        if not members:
            del table["parts"]
    return packed(canonical(table), members, keys)


def packed(payload: bytes, members: Mapping[str, bytes], keys: Sequence[OfficeKey]) -> bytes:
    """Return a package of a payload and members, signed."""
    envelope = Envelope(payload, tuple(key.sign(payload) for key in keys))
    return write_container({ENVELOPE: write_envelope(envelope), **members})


def with_envelope(file: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Return a package whose envelope was changed and nothing else."""
    members = read_container(file)
    envelope = json.loads(members[ENVELOPE])
    change(envelope)
    return write_container({**members, ENVELOPE: canonical(envelope)})


def payload_of(envelope: dict[str, Any]) -> bytes:
    return base64.b64decode(envelope["payload"])
