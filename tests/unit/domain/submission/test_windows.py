"""Due and overdue, and what locks a sheet."""

from dataclasses import replace
from datetime import date

import pytest

from spa_me.domain.submission import (
    LockKind,
    Reopening,
    ReportingWindow,
    Step,
    StepKind,
    Submission,
    Timing,
    chain_of,
    due_day,
    expectation_of,
    lock_of,
    submission_of,
    timing_of,
)
from tests.unit.domain.submission.making import PERIOD, UNIT, accepted, returned, revision

A, X = revision("a"), revision("x")
WINDOW = ReportingWindow(PERIOD, date(2015, 1, 10), date(2015, 3, 1))
CLOSED = replace(WINDOW, is_closed=True, reason="SOM 12 took note")


def day(text: str) -> date:
    return date.fromisoformat(text)


def plain(step: StepKind | None = None) -> Submission:
    taken = (Step(UNIT, PERIOD, 1, step),) if step else ()
    return Submission(UNIT, PERIOD, chain_of([]), has_content=True, steps=taken)


def sent(*decisions: str, step: StepKind | None = None, receipt: bool = False) -> Submission:
    made = {"accepted": accepted("a"), "returned": returned("a")}
    taken = [Step(UNIT, PERIOD, 1, step, "a")] if step else []
    known = frozenset("a") if receipt else frozenset[str]()
    found = [made[name] for name in decisions]
    return submission_of(UNIT, PERIOD, [A], found, taken, has_content=True, acknowledged=known)


FORKED = submission_of(UNIT, PERIOD, [A, X], [], [], has_content=True)


@pytest.mark.parametrize(
    ("submission", "window", "today", "timing"),
    [
        (plain(), None, "2015-01-01", Timing.NO_DATE),
        (plain(), ReportingWindow(PERIOD), "2015-01-01", Timing.NO_DATE),
        (plain(), WINDOW, "2015-01-09", Timing.NOT_OPEN),
        (plain(), WINDOW, "2015-01-10", Timing.OPEN),
        (plain(), WINDOW, "2015-03-01", Timing.OPEN),
        (plain(), WINDOW, "2015-03-02", Timing.OVERDUE),
        (plain(StepKind.READY), WINDOW, "2015-03-02", Timing.OVERDUE),
        (sent(), WINDOW, "2015-03-02", Timing.SENT),
        (sent("accepted"), WINDOW, "2015-03-02", Timing.SENT),
        (sent("accepted", step=StepKind.CORRECTED), WINDOW, "2015-03-02", Timing.SENT),
        (sent("returned"), WINDOW, "2015-02-28", Timing.OPEN),
        (sent("returned"), WINDOW, "2015-03-02", Timing.OVERDUE),
        (FORKED, WINDOW, "2015-03-02", Timing.SENT),
    ],
)
def test_timing(
    submission: Submission, window: ReportingWindow | None, today: str, timing: Timing
) -> None:
    assert timing_of(submission, window, day(today)) is timing


def test_a_return_has_a_day_of_its_own() -> None:
    asked = replace(returned("a"), by_when=day("2015-04-01"))
    submission = submission_of(UNIT, PERIOD, [A], [asked], [], has_content=True)

    assert due_day(submission, WINDOW) == day("2015-04-01")
    assert due_day(submission, None) == day("2015-04-01")
    assert timing_of(submission, WINDOW, day("2015-04-01")) is Timing.OPEN
    assert timing_of(submission, WINDOW, day("2015-04-02")) is Timing.OVERDUE


@pytest.mark.parametrize(
    ("submission", "window", "today", "kind"),
    [
        (plain(), None, "2015-01-01", None),
        (plain(), WINDOW, "2015-01-09", LockKind.NOT_OPEN),
        (plain(), WINDOW, "2015-01-10", None),
        (plain(), WINDOW, "2016-01-01", None),  # overdue is no lock
        (plain(), CLOSED, "2015-02-01", LockKind.PERIOD_CLOSED),
        (plain(StepKind.READY), WINDOW, "2015-02-01", LockKind.READY),
        (plain(StepKind.RECALLED), WINDOW, "2015-02-01", None),
        (sent(), WINDOW, "2015-02-01", LockKind.SUBMITTED),
        (sent(), CLOSED, "2015-02-01", LockKind.PERIOD_CLOSED),
        (sent("accepted"), None, "2015-02-01", LockKind.ACCEPTED),
        (sent("accepted", step=StepKind.CORRECTED), None, "2015-02-01", None),
        (sent("returned"), None, "2015-02-01", None),
        (sent("returned", step=StepKind.READY), None, "2015-02-01", LockKind.READY),
        (FORKED, None, "2015-02-01", LockKind.SUBMITTED),
    ],
)
def test_locks_of_its_own_office(
    submission: Submission, window: ReportingWindow | None, today: str, kind: LockKind | None
) -> None:
    lock = lock_of(submission, window, (), day(today), is_own=True)

    assert (lock and lock.kind) == kind


@pytest.mark.parametrize(
    ("submission", "is_locked"), [(plain(), False), (sent(), True), (FORKED, True)]
)
def test_others_may_enter_until_its_own_office_has_sealed(
    submission: Submission, *, is_locked: bool
) -> None:
    lock = lock_of(submission, WINDOW, (), day("2015-02-01"), is_own=False)

    assert (lock is not None and lock.kind is LockKind.OF_ANOTHER_OFFICE) == is_locked


def test_a_closed_period_is_open_again_for_one_until_a_day() -> None:
    def kind(reopening: Reopening, today: str) -> LockKind | None:
        lock = lock_of(plain(), CLOSED, [reopening], day(today), is_own=True)
        return lock and lock.kind

    mine = Reopening(UNIT, PERIOD, day("2015-05-01"), "late figures of one province")
    assert kind(mine, "2015-05-01") is None
    assert kind(mine, "2015-05-02") is LockKind.PERIOD_CLOSED
    assert kind(replace(mine, unit="B"), "2015-05-01") is LockKind.PERIOD_CLOSED
    assert kind(replace(mine, period="2015"), "2015-05-01") is LockKind.PERIOD_CLOSED


def test_a_lock_says_why_and_who_can_open_it() -> None:
    today = day("2015-06-01")
    found = [
        lock_of(plain(), CLOSED, (), today, is_own=True),
        lock_of(sent(), None, (), today, is_own=True),
        lock_of(sent(receipt=True), None, (), today, is_own=True),
        lock_of(FORKED, None, (), today, is_own=True),
    ]
    reopened = [Reopening(UNIT, PERIOD, day("2015-05-01"), "why")]
    found.append(lock_of(plain(), CLOSED, reopened, today, is_own=True))

    assert [str(lock.why) for lock in found if lock] == [
        "The period is closed: SOM 12 took note",
        "Revision 1 was sealed and submitted.",
        "Revision 1 was sealed and submitted.",
        "Two or more revisions follow the same one, and nobody has chosen between them.",
        "The period is closed; it was reopened until 2015-05-01.",
    ]
    assert [str(lock.who) for lock in found if lock] == [
        "The regional secretariat can reopen it for one reporting unit until a day.",
        "Withdraw it, if it has not been sent, or wait for the region's answer.",
        "The region has taken it in. Begin a correction to report a further revision.",
        "The regional secretariat chooses which one counts.",
        "The regional secretariat can reopen it for one reporting unit until a day.",
    ]


def test_two_answers_to_a_return_are_no_longer_due() -> None:
    """They wait for the region's choice, and not for their office."""
    rivals = [A, revision("b", "a", 2), revision("c", "a", 2)]
    found = submission_of(UNIT, PERIOD, rivals, [returned("a")], [], has_content=True)

    assert found.chain.is_forked
    assert found.return_ is None
    assert timing_of(found, WINDOW, day("2015-06-01")) is Timing.SENT


def test_what_is_expected_is_the_first_revision_or_the_answer_to_a_return_with_a_day() -> None:
    second, third = revision("b", "a", 2), revision("c", "b", 3)
    asked = replace(returned("a"), by_when=day("2015-05-01"))
    plain_return, corrected = chain_of([A, second, third], [returned("a")]), chain_of([A, second])
    answered = chain_of([A, second, third], [asked])

    assert expectation_of(corrected, A, WINDOW) == (A, WINDOW.due_on)
    assert expectation_of(corrected, second, WINDOW) == (A, WINDOW.due_on)
    assert expectation_of(plain_return, third, WINDOW) == (A, WINDOW.due_on)
    assert expectation_of(answered, A, WINDOW) == (A, WINDOW.due_on)
    assert expectation_of(answered, second, WINDOW) == (second, day("2015-05-01"))
    assert expectation_of(answered, third, WINDOW) == (second, day("2015-05-01"))
    assert expectation_of(corrected, A, None) == (A, None)
