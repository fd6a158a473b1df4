"""Submissions and what belongs to them, of every kind, for the workspace that holds everything."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from spa_me.domain.submission import (
    TAKE_UNSIGNED,
    Answer,
    Confirmation,
    Decision,
    Direction,
    Evidence,
    FieldRemark,
    KeyStatus,
    PackageKind,
    PackageRecord,
    Policy,
    PublicKey,
    ReceiptRecord,
    Reopening,
    ReportingWindow,
    Restatement,
    Revision,
    Right,
    SignatureState,
    Step,
    StepKind,
    TrustEntry,
    TrustList,
    Verdict,
)
from spa_me.services import evidence, submissions, wording
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.files import put_file
from spa_me.storage.submissions import add_decision, put_trust
from spa_me.storage.writer import Writer
from tests.integration.making import ACTOR

KHMER, LAO, THAI = "ការជួញដូរមនុស្ស", "ການຄ້າມະນຸດ", "การค้ามนุษย์"
SCAN = b"%PDF-1.7 \x00\xff " + KHMER.encode()
PACKED = b"PK\x03\x04 a package as it went"
FIRST, SECOND, RIVAL = "1" * 64, "2" * 64, "3" * 64
REVISIONS = (
    Revision("A", "2015", FIRST, "package 1", 1, approved_by=KHMER, is_signed=True),
    Revision("A", "2015", SECOND, "package 2", 2, FIRST, (RIVAL, "4" * 64), LAO),
)
DECISIONS = (
    Decision(
        "A", "2015", FIRST, 1, Verdict.ACCEPTED, "as agreed", (), None, THAI, "Region", "Head"
    ),
    Decision(
        "A", "2015", SECOND, 2, Verdict.RETURNED, THAI,
        (FieldRemark("count", LAO), FieldRemark("", "and as a whole")),
        date(2026, 4, 1), KHMER, "Region", "Officer", package="package 3",
    ),
)  # fmt: skip
STEP = Step("A", "2015", 1, StepKind.READY, "", LAO)
ANSWER = Answer("A", "2015", SECOND, "count", KHMER)
CONFIRMATION = Confirmation("A", "2015", "money_twice", LAO, "e" * 64, KHMER)
RESTATEMENT = Restatement("A", "2015", "count", 2, "7", "", SECOND)
PACKAGE = PackageRecord(
    FIRST, "package 1", PackageKind.SUBMISSION, Direction.OUT, "A", "REG", "A", "2015", 1, "",
    SignatureState.SIGNED, "a" * 64, "b" * 64, KHMER, LAO, "Head",
)  # fmt: skip
RECEIPT = ReceiptRecord(FIRST, "package 9", THAI)
WINDOW = ReportingWindow("2015", date(2026, 1, 1), date(2026, 2, 28), reason=THAI)
CLOSED = ReportingWindow("2016", is_closed=True, reason=LAO)
REOPENING = Reopening("B", "2016", date(2026, 12, 31), KHMER)
POLICY = Policy(TAKE_UNSIGNED, "yes")
TRUST = TrustList(
    "REG",
    3,
    (
        TrustEntry(PublicKey("A", KHMER, "5" * 64, "age1a", "6" * 64, "Head", date(2026, 1, 2))),
        TrustEntry(
            PublicKey("B", LAO, "7" * 64, "age1b", "8" * 64),
            KeyStatus.RETIRED,
            (("*", 3), ("REG", 12)),
            "a new key",
        ),
        TrustEntry(PublicKey("B", THAI, "9" * 64, "age1c", "a" * 64), KeyStatus.REVOKED, (), LAO),
    ),
    "c" * 64,
    "d" * 64,
)
FILE_TITLE, FILE_NAME = THAI, f"{KHMER}.pdf"
REFERENCE = Evidence("", "A", "2014", "M1", LAO, KHMER)
RIGHTS = frozenset(Right)


def make_submitted(workspace: Workspace) -> None:
    """Add something of every kind to a workspace: through services, and as sealing writes it."""
    add_evidence(workspace)
    workspace.change("seal and take in", _fill)
    submissions.set_window(workspace, "2015", WINDOW.opens_on, WINDOW.due_on)
    submissions.close_period(workspace, "2015", "for a day")
    submissions.open_period(workspace, "2015", THAI)
    submissions.close_period(workspace, "2016", LAO)
    submissions.reopen_for(workspace, "B", "2016", REOPENING.until, KHMER)
    submissions.set_policy(workspace, POLICY.name, POLICY.value)
    for name in (workspace.actor.name, ACTOR.name):
        submissions.set_member(workspace, name, RIGHTS)
    submissions.set_member(workspace, KHMER, frozenset())


def add_evidence(workspace: Workspace) -> None:
    """Add a file, which is taken from the folder of the workspace, and a reference."""
    path: Path = workspace.path.with_name(FILE_NAME)
    path.write_bytes(SCAN)
    evidence.add_file(workspace, "A", "2014", "count", path, FILE_TITLE)
    path.unlink()
    place = (REFERENCE.unit, REFERENCE.period, REFERENCE.about)
    evidence.add_reference(workspace, *place, REFERENCE.title, REFERENCE.reference)


def package() -> PackageRecord:
    """Return the package with the name of its file."""
    return replace(PACKAGE, file=sha256(PACKED).hexdigest())


def _fill(writer: Writer) -> None:
    put_file(writer, PACKED)
    save(writer, stored.PACKAGE, package(), "seal submission")
    save(writer, stored.RECEIPT, RECEIPT, "take in receipt")
    for revision in REVISIONS:
        save(writer, stored.REVISION, revision, "seal submission")
    for decision in DECISIONS:
        add_decision(writer, decision)
        writer.note("take in review", wording.subject(decision), "", wording.text(decision))
    save(writer, stored.STEP, STEP, "submission ready")
    save(writer, stored.ANSWER, ANSWER, "answer remark")
    save(writer, stored.CONFIRMATION, CONFIRMATION, "confirm")
    save(writer, stored.RESTATEMENT, RESTATEMENT, "restate")
    put_trust(writer, TRUST)
    writer.note("trust keys", wording.subject(TRUST), "", wording.text(TRUST))
