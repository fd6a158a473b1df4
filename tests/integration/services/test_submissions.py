"""The steps of a submission in its office: each with its rule, and nothing changed on refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from spa_me.domain.changes import Topic
from spa_me.domain.cofunding import Activity, ExchangeRate
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import InputError, NotFoundError, RefusedError
from spa_me.domain.judgements import Explanation
from spa_me.domain.submission import (
    Decision,
    Direction,
    FieldRemark,
    PackageKind,
    PackageRecord,
    ReceiptRecord,
    Revision,
    SignatureState,
    SubmissionState,
    Verdict,
)
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState, reported, reported_level
from spa_me.services import submissions
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.evidence import add_reference
from spa_me.services.funding import save_activity, save_rate
from spa_me.services.judging import explain
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.files import put_file
from spa_me.storage.submissions import add_decision
from spa_me.storage.verification import check_workspace
from spa_me.storage.writer import Writer
from tests.integration.making import Clock, change

HEAD = Actor("Chan Bopha", "Ministry of Interior", "Head of the task force")
A14 = ("A", "2014")
Change = Callable[[Workspace], object]


def by(workspace: Workspace, actor: Actor) -> Workspace:
    workspace.actor = actor
    return workspace


def fill(workspace: Workspace) -> None:
    """Answer everything that is asked of A in 2014."""
    record_values(
        workspace,
        [
            change(5),
            ValueChange(ValueKey(*A14, "share"), Value(ValueState.NOT_AVAILABLE, reason="lost")),
            ValueChange(ValueKey(*A14, "scale"), reported_level("good")),
        ],
    )


def revision(digest: str = "r1", number: int = 1, unit: str = "A", after: str = "") -> Revision:
    return Revision(unit, "2014", digest, f"package {digest}", number, after, (), "Chan Bopha")


def sealed(workspace: Workspace, found: Revision) -> None:
    """Write what sealing leaves behind."""

    def work(writer: Writer) -> None:
        package = PackageRecord(
            found.digest,
            found.package,
            PackageKind.SUBMISSION,
            Direction.OUT,
            "A",
            "REG",
            *A14,
            found.number,
            put_file(writer, found.digest.encode()),
            SignatureState.UNSIGNED,
            at=writer.at,
        )
        save(writer, stored.PACKAGE, package, "seal submission")
        save(writer, stored.REVISION, found, "seal submission")

    workspace.change("seal submission", work)


def decided(workspace: Workspace, verdict: Verdict, *asked: str, number: int = 1) -> None:
    """Write what taking in a review leaves behind."""
    remarks = tuple(FieldRemark(indicator, "Is this right?") for indicator in asked)
    record = Decision(
        *A14, "r1", number, verdict, "see the fields", remarks, at=datetime(2026, 3, 1, tzinfo=UTC)
    )

    def work(writer: Writer) -> None:
        add_decision(writer, record)
        writer.note("take in review", "decision", "", verdict)

    workspace.change("take in review", work)


def acknowledged(workspace: Workspace) -> None:
    record = ReceiptRecord("r1", "receipt 1", "The region")
    workspace.change(
        "take in receipt", lambda writer: save(writer, stored.RECEIPT, record, "take in receipt")
    )


def state(workspace: Workspace) -> SubmissionState:
    return submissions.standing(workspace.dataset(), *A14).state


def refused(workspace: Workspace, act: Change, match: str, kind: type = RefusedError) -> None:
    """See that something is refused and leaves no trace."""
    before = workspace.path.read_bytes()
    with pytest.raises(kind, match=match):
        act(workspace)
    assert workspace.path.read_bytes() == before


def test_from_the_first_figure_to_a_correction(workspace: Workspace, clock: Clock) -> None:
    assert state(workspace) is SubmissionState.NOT_STARTED
    fill(workspace)
    assert state(workspace) is SubmissionState.DRAFT
    submissions.mark_ready(workspace, *A14)
    assert state(workspace) is SubmissionState.READY
    submissions.recall(workspace, *A14, "one more figure")
    assert state(workspace) is SubmissionState.DRAFT
    submissions.mark_ready(workspace, *A14)
    sealed(workspace, revision())
    assert state(workspace) is SubmissionState.SUBMITTED
    decided(workspace, Verdict.RETURNED)
    assert state(workspace) is SubmissionState.RETURNED
    clock.forward(hours=1)
    record_values(workspace, [change(6)])
    submissions.mark_ready(workspace, *A14)
    sealed(workspace, revision("r2", 2, after="r1"))
    assert state(workspace) is SubmissionState.SUBMITTED
    assert submissions.standing(workspace.dataset(), *A14).next_number == 3
    assert check_workspace(workspace.store) == ()


def test_a_step_stands_in_the_audit(workspace: Workspace) -> None:
    fill(workspace)
    changes = submissions.mark_ready(workspace, *A14)
    assert changes.topics == {Topic.SUBMISSIONS}
    assert (changes.units, changes.periods) == ({"A"}, {"2014"})
    submissions.recall(workspace, *A14, "  one more  figure ")

    latest, before = workspace.audit(limit=2)
    assert (before.action, before.subject, before.new) == (
        "submission ready",
        "submission A 2014",
        "Made ready for approval",
    )
    assert (latest.action, latest.old) == ("submission recalled", "")
    assert latest.new.startswith("Taken back to draft; reason: one more")
    assert (latest.person, latest.office) == ("Sok Dara", "Ministry of Interior")
    step = workspace.dataset().submissions.steps[0]
    assert (step.person, step.office, step.at) == (latest.person, latest.office, latest.at)


def test_the_same_command_again_does_nothing(workspace: Workspace) -> None:
    fill(workspace)
    first = submissions.mark_ready(workspace, *A14, key="once")
    assert submissions.mark_ready(workspace, *A14, key="once") == first
    assert len(workspace.dataset().submissions.steps) == 1
    refused(workspace, lambda w: submissions.recall(w, *A14, key="once"), "was used before")


def test_what_is_wrong_is_not_made_ready_and_what_is_missing_may_be(workspace: Workspace) -> None:
    refused(workspace, STEPS["ready"], "“Not started”")
    wrong = (ValueKey(*A14, "scale"), reported_level("splendid"))
    workspace.change("import", lambda writer: spoil(writer, wrong))

    check = submissions.check_submission(workspace, *A14)
    assert {problem.indicator for problem in check.problems} == {"count", "share", "scale"}
    assert [problem.indicator for problem in check.errors] == ["scale"]
    refused(workspace, STEPS["ready"], "splendid", InputError)
    record_values(workspace, [ValueChange(wrong[0], reported_level("good"))])
    assert submissions.check_submission(workspace, *A14).may_be_sealed
    STEPS["ready"](workspace)


def spoil(writer: Writer, value: tuple[ValueKey, Value]) -> None:
    """Write a value that another version of the framework allowed."""
    writer.write_values([value])
    writer.note("record value", "value", "", "splendid")


@pytest.mark.parametrize(
    ("unit", "period", "match", "kind"),
    [
        (
            "B",
            "2014",
            "Only Country B can do this; this workspace is kept by Country A",
            RefusedError,
        ),
        ("Z", "2014", "Only Z can", RefusedError),
        ("A", "1999", "1999", NotFoundError),
    ],
)
def test_only_its_own_office_takes_a_step(
    workspace: Workspace, unit: str, period: str, match: str, kind: type
) -> None:
    record_values(workspace, [change(5, "B")])
    refused(workspace, lambda w: submissions.mark_ready(w, unit, period), match, kind)


def as_draft(_: Workspace) -> None: ...


def as_ready(workspace: Workspace) -> None:
    submissions.mark_ready(workspace, *A14)


def as_submitted(workspace: Workspace) -> None:
    sealed(workspace, revision())


def as_taken_in(workspace: Workspace) -> None:
    as_submitted(workspace)
    acknowledged(workspace)


def as_returned(workspace: Workspace) -> None:
    as_submitted(workspace)
    decided(workspace, Verdict.RETURNED)


def as_accepted(workspace: Workspace) -> None:
    as_taken_in(workspace)
    decided(workspace, Verdict.ACCEPTED)


def as_forked(workspace: Workspace) -> None:
    as_submitted(workspace)
    sealed(workspace, revision("r9"))


STEPS: dict[str, Change] = {
    "ready": lambda w: submissions.mark_ready(w, *A14),
    "recall": lambda w: submissions.recall(w, *A14),
    "correct": lambda w: submissions.begin_correction(w, *A14, "a province was late"),
    "withdraw": lambda w: submissions.withdraw(w, *A14, "the wrong file"),
}
ALLOWED: list[tuple[Change, set[str]]] = [
    (as_draft, {"ready"}),
    (as_ready, {"recall"}),
    (as_submitted, {"withdraw"}),
    (as_taken_in, {"correct"}),
    (as_returned, {"ready"}),
    (as_accepted, {"correct"}),
    (as_forked, set()),
]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("before", "allowed"), ALLOWED, ids=[b.__name__ for b, _ in ALLOWED])
def test_each_state_allows_its_steps_only(
    workspace: Workspace, before: Change, allowed: set[str], step: str
) -> None:
    fill(workspace)
    before(workspace)

    if step in allowed:
        STEPS[step](workspace)
        assert state(workspace) in {SubmissionState.DRAFT, SubmissionState.READY}
    else:
        refused(workspace, STEPS[step], r"\w")


def test_a_reason_is_needed_to_correct_or_withdraw(workspace: Workspace) -> None:
    fill(workspace)
    sealed(workspace, revision())
    refused(workspace, lambda w: submissions.withdraw(w, *A14, " "), "reason", InputError)
    acknowledged(workspace)
    refused(workspace, lambda w: submissions.begin_correction(w, *A14, ""), "reason", InputError)


def test_a_withdrawn_revision_stays_known(workspace: Workspace) -> None:
    fill(workspace)
    sealed(workspace, revision())
    submissions.withdraw(workspace, *A14, "the wrong file")

    found = submissions.standing(workspace.dataset(), *A14)
    assert (found.state, found.next_number) == (SubmissionState.DRAFT, 2)
    assert [r.digest for r in found.chain.withdrawn] == ["r1"]


def test_authors_are_who_entered_what_stands_and_made_it_ready(workspace: Workspace) -> None:
    def authors() -> frozenset[str]:
        return submissions.authors_of(workspace, *A14)

    assert authors() == frozenset()
    fill(workspace)
    assert authors() == {"sok dara"}
    submissions.mark_ready(by(workspace, replace(HEAD, name="Keo Sophea")), *A14)
    assert authors() == {"sok dara", "keo sophea"}
    submissions.recall(workspace, *A14)
    assert authors() == {"sok dara"}
    record_values(
        by(workspace, HEAD),
        [change(7), ValueChange(ValueKey(*A14, "scale"), reported_level("bad"))],
    )
    assert authors() == {"sok dara", "chan bopha"}  # the share is still his


def _enter_money(workspace: Workspace) -> None:
    save_activity(workspace, Activity("", *A14, code="1.1", title="Training"))


def _enter_rate(workspace: Workspace) -> None:
    rate = ExchangeRate(*A14, "USD", "KHR", Decimal(4000), date(2014, 6, 30), "Bank")
    save_rate(workspace, rate)


def _enter_evidence(workspace: Workspace) -> None:
    add_reference(workspace, *A14, "count", "Gazette", "Archive")


def _clear_a_value(workspace: Workspace) -> None:
    record_values(workspace, [ValueChange(ValueKey(*A14, "count"), BLANK)])


def _explain(workspace: Workspace) -> None:
    explain(workspace, Explanation("M1", "2014", "The survey was late"))


@pytest.mark.parametrize(
    "write", [_enter_money, _enter_rate, _enter_evidence, _clear_a_value, _explain]
)
def test_who_changed_any_part_is_an_author(workspace: Workspace, write: Change) -> None:
    fill(workspace)

    write(by(workspace, HEAD))

    assert submissions.authors_of(workspace, *A14) == {"sok dara", "chan bopha"}
    assert submissions.authors_of(workspace, "A", "2015") == frozenset()


def test_another_unit_or_period_is_not_touched(workspace: Workspace) -> None:
    fill(workspace)
    record_values(workspace, [change(5, period="2015"), change(5, "B")])
    submissions.mark_ready(workspace, *A14)

    record_values(workspace, [change(6, period="2015"), change(6, "B")])
    found = submissions.standings(workspace.dataset(), ["2014", "2015"])
    assert {place: s.state.value for place, s in found.items()} == {
        ("A", "2014"): "ready",
        ("B", "2014"): "draft",
        ("A", "2015"): "draft",
        ("B", "2015"): "not_started",
    }
    refused(
        workspace,
        lambda w: record_values(w, [change(9, "B"), change(9)]),
        "The figures of Country A in 2014 are locked. The submission is ready for approval.",
    )
    assert workspace.dataset().values.get("count", "B", "2014").number == reported(6).number


def test_the_region_enters_on_behalf_until_the_office_seals(workspace: Workspace) -> None:
    record_values(workspace, [change(5, "B")])
    sealed(workspace, replace(revision("b1"), unit="B"))
    refused(workspace, lambda w: record_values(w, [change(6, "B")]), "its own office sealed")


def test_a_correction_waits_for_an_open_period(workspace: Workspace, clock: Clock) -> None:
    fill(workspace)
    as_accepted(workspace)
    submissions.close_period(workspace, "2014", "SOM 12 took note.")
    refused(workspace, STEPS["correct"], "The period 2014 is closed")
    submissions.reopen_for(workspace, *A14, date(2026, 3, 31), "late figures of one province")
    STEPS["correct"](workspace)
    record_values(workspace, [change(8)])
    clock.forward(days=31)
    refused(workspace, STEPS["ready"], "it was reopened until 2026-03-31")
