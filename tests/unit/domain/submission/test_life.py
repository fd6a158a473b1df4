"""Where a submission stands, and which step leads where."""

import pytest

from spa_me.domain.submission import (
    Decision,
    Revision,
    Step,
    StepKind,
    Submission,
    SubmissionRecords,
    SubmissionState,
    submission_of,
)
from tests.unit.domain.submission.making import (
    PERIOD,
    UNIT,
    accepted,
    chosen,
    returned,
    revision,
)

READY, RECALLED = StepKind.READY, StepKind.RECALLED
CORRECTED, WITHDRAWN = StepKind.CORRECTED, StepKind.WITHDRAWN
A = revision("a")
B = revision("b", "a", 2)
X = revision("x", "", 2)


def steps(*taken: tuple[StepKind, str]) -> list[Step]:
    return [Step(UNIT, PERIOD, n, kind, head) for n, (kind, head) in enumerate(taken, 1)]


def submission(
    revisions: list[Revision],
    decisions: list[Decision],
    taken: list[Step],
    *,
    has_content: bool = True,
    acknowledged: frozenset[str] = frozenset(),
) -> Submission:
    return submission_of(
        UNIT,
        PERIOD,
        revisions,
        decisions,
        taken,
        has_content=has_content,
        acknowledged=acknowledged,
    )


@pytest.mark.parametrize(
    ("revisions", "decisions", "taken", "state"),
    [
        ([], [], [], "draft"),
        ([], [], [(READY, "")], "ready"),
        ([], [], [(READY, ""), (RECALLED, "")], "draft"),
        ([A], [], [(READY, "")], "submitted"),
        ([A], [], [(READY, ""), (WITHDRAWN, "a")], "draft"),
        ([A], [], [(READY, ""), (WITHDRAWN, "a"), (READY, "")], "ready"),
        ([A, X], [], [(READY, ""), (WITHDRAWN, "a"), (READY, "")], "submitted"),
        ([A], [accepted("a")], [(READY, "")], "accepted"),
        ([A], [accepted("a")], [(CORRECTED, "a")], "draft"),
        ([A], [accepted("a")], [(CORRECTED, "a"), (READY, "a")], "ready"),
        ([A], [accepted("a")], [(CORRECTED, "a"), (READY, "a"), (RECALLED, "a")], "draft"),
        ([A, B], [accepted("a")], [(CORRECTED, "a"), (READY, "a")], "submitted"),
        ([A, B], [accepted("a")], [(READY, "a"), (WITHDRAWN, "b")], "draft"),
        ([A], [returned("a")], [(READY, "")], "returned"),
        ([A], [returned("a")], [(READY, "a")], "ready"),
        ([A], [returned("a")], [(READY, "a"), (RECALLED, "a")], "returned"),
        ([A], [returned("a", 1), accepted("a", 2)], [(READY, "")], "accepted"),
        ([A, X], [], [(READY, "")], "submitted"),  # a fork
        ([A, X], [chosen("x")], [(READY, "")], "submitted"),
        ([A, X], [accepted("x")], [], "accepted"),
        ([B], [], [], "draft"),  # held: what it follows has not come
    ],
)
def test_states(
    revisions: list[Revision],
    decisions: list[Decision],
    taken: list[tuple[StepKind, str]],
    state: str,
) -> None:
    found = submission(revisions, decisions, steps(*taken))

    assert found.state == state
    assert found.may_edit == (state in {"draft", "returned", "not_started"})
    again = submission(revisions[::-1], decisions[::-1], steps(*taken)[::-1])
    assert again.state == state


def test_without_content_it_is_not_started() -> None:
    assert submission([], [], [], has_content=False).state is SubmissionState.NOT_STARTED
    assert submission([A], [], [], has_content=False).state is SubmissionState.SUBMITTED


def test_a_return_asks_until_the_next_revision() -> None:
    assert submission([A], [returned("a")], []).return_ == returned("a")
    assert submission([A], [returned("a")], steps((READY, "a"))).return_ == returned("a")
    assert submission([A, B], [returned("a")], []).return_ is None
    assert submission([A], [returned("a", 1), accepted("a", 2)], []).return_ is None


def test_what_was_sent_and_not_accepted_is_provisional() -> None:
    assert not submission([], [], []).is_provisional
    assert submission([A], [], []).is_provisional
    assert submission([A], [returned("a")], []).is_provisional
    assert not submission([A], [accepted("a")], []).is_provisional
    assert submission([A, B], [accepted("a")], []).is_provisional


def test_numbers_go_on_after_everything_that_is_known() -> None:
    assert submission([], [], []).next_number == 1
    assert submission([A, B], [], []).next_number == 3
    assert submission([A, B, X], [], []).next_number == 3
    assert submission([revision("q", "lost", 7)], [], []).next_number == 8
    beside = revision("y", "x", 5)
    assert submission([A, X, beside], [accepted("a")], []).next_number == 6


def test_a_receipt_counts_for_the_head_alone() -> None:
    assert submission([A], [], [], acknowledged=frozenset("a")).is_acknowledged
    assert not submission([A, B], [], [], acknowledged=frozenset("a")).is_acknowledged


def test_each_submission_has_its_own_records() -> None:
    other = Revision("B", PERIOD, "o", "package", 1)
    records = SubmissionRecords(revisions=(A, other), decisions=(accepted("a"),))

    assert records.submission(UNIT, PERIOD, has_content=True).state is SubmissionState.ACCEPTED
    assert records.submission("B", PERIOD, has_content=True).state is SubmissionState.SUBMITTED
    assert records.submission("B", "2015", has_content=False).state is SubmissionState.NOT_STARTED
