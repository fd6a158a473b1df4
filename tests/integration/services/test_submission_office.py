"""When periods are reported on, who may do what, and what a lock keeps from being changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from spa_me.domain.changes import Topic
from spa_me.domain.cofunding import Activity, Contribution, PrintedShare, SourceType
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import InputError, NotFoundError, RefusedError, Severity
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.status import Status
from spa_me.domain.submission import TAKE_UNSIGNED, LockKind, Right
from spa_me.services import funding, judging, submissions
from spa_me.services.entry import record_values
from spa_me.services.importing import enter_values
from spa_me.services.workspace import Workspace
from tests.integration.exchange.offices import Office
from tests.integration.making import ACTOR, Clock, change

ALL = frozenset(Right)
OTHER = Actor("Keo Sophea")
ACTIVITY = Activity("11111111-1111-4111-8111-111111111111", "A", "2014", "1", "Train", "1")
CONTRIBUTION = Contribution(
    "22222222-2222-4222-8222-222222222222", "A", "2014", "Ministry", SourceType.GOVERNMENT,
    amount=Decimal(5), currency="USD",
)  # fmt: skip
SHARE = PrintedShare("A", "2014", "Ministry", Decimal(40), "Figure 5")
Act = Callable[[Workspace], object]


def refused(workspace: Workspace, act: Act, match: str, kind: type = RefusedError) -> None:
    before = workspace.path.read_bytes()
    with pytest.raises(kind, match=match):
        act(workspace)
    assert workspace.path.read_bytes() == before


def close(workspace: Workspace) -> None:
    submissions.close_period(workspace, "2014", "SOM 12 took note.")


def lock(workspace: Workspace, unit: str = "A", period: str = "2014") -> LockKind | None:
    today = submissions.today_of(workspace.now())
    found = submissions.lock_for(workspace.dataset(), unit, period, today)
    return found and found.kind


FUNDED: dict[str, Act] = {
    "an activity": lambda w: funding.save_activity(w, replace(ACTIVITY, title="Other")),
    "an activity moved away": lambda w: funding.save_activity(w, replace(ACTIVITY, period="2015")),
    "an activity removed": lambda w: funding.remove_activity(w, ACTIVITY.id),
    "a contribution": lambda w: funding.save_contribution(w, replace(CONTRIBUTION, source="X")),
    "a contribution moved here": lambda w: funding.save_contribution(
        w, replace(CONTRIBUTION, id="33333333-3333-4333-8333-333333333333", unit="A")
    ),
    "a contribution removed": lambda w: funding.remove_contribution(w, CONTRIBUTION.id),
    "a printed share": lambda w: funding.save_printed_share(w, replace(SHARE, share=Decimal(41))),
    "a printed share removed": lambda w: funding.remove_printed_share(w, SHARE),
}
JUDGED: dict[str, Act] = {
    "a declaration": lambda w: judging.declare(
        w, Declaration("M1", "2014", Status.FULLY, "minutes")
    ),
    "pro rata": lambda w: judging.set_pro_rata(
        w, ProRata("M1", "2014", date(2014, 9, 1), date(2014, 12, 31), "late", "count")
    ),
    "an explanation": lambda w: judging.explain(w, Explanation("M1", "2014", "floods")),
    "a rating": lambda w: judging.rate_result(w, ResultRating("1", "2014", Status.PARTLY, "so")),
    "a declaration withdrawn": lambda w: judging.withdraw_declaration(w, "M2", "2014"),
}


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    record_values(workspace, [change(5), change(5, "B")])
    funding.save_activity(workspace, ACTIVITY)
    funding.save_contribution(workspace, CONTRIBUTION)
    funding.save_printed_share(workspace, SHARE)
    judging.declare(workspace, Declaration("M2", "2014", Status.PARTLY, "minutes"))
    return workspace


@pytest.mark.parametrize("act", FUNDED.values(), ids=FUNDED)
@pytest.mark.parametrize("how", ["ready", "closed", "not open"])
def test_a_lock_keeps_funding_as_it_is(filled: Workspace, act: Act, how: str) -> None:
    if how == "ready":
        submissions.mark_ready(filled, "A", "2014")
    elif how == "closed":
        close(filled)
    else:
        submissions.set_window(filled, "2014", date(2026, 4, 1), None)

    refused(filled, act, "The figures of Country A in 2014 are locked")


@pytest.mark.parametrize("act", JUDGED.values(), ids=JUDGED)
def test_a_closed_period_keeps_its_judgements(filled: Workspace, act: Act) -> None:
    close(filled)
    refused(filled, act, "The period 2014 is closed")
    submissions.open_period(filled, "2014", "a mistake")
    act(filled)


def test_rates_and_other_periods_stay_open(filled: Workspace) -> None:
    close(filled)

    record_values(filled, [change(5, period="2015")])
    funding.save_activity(filled, replace(ACTIVITY, id="", code="2", period="2015"))
    judging.explain(filled, Explanation("M1", "2015", "floods"))
    assert lock(filled, "A", "2015") is None


def test_a_file_of_values_is_refused_like_typing(filled: Workspace) -> None:
    close(filled)
    file = filled.path.with_name("values.csv")
    file.write_text("unit,period,indicator,value\nA,2014,count,9\n")

    outcome = enter_values(filled, file)

    assert outcome.written == 0
    assert [f.severity for f in outcome.findings] == [Severity.CRITICAL]
    assert filled.dataset().values.get("count", "A", "2014").number != 9


def test_the_days_of_a_period(filled: Workspace, clock: Clock) -> None:
    changes = submissions.set_window(filled, "2014", date(2026, 3, 1), date(2026, 3, 31))
    assert changes.topics == {Topic.SUBMISSIONS}
    assert changes.audit[0].new == "open; opens on 2026-03-01; due on 2026-03-31"
    assert lock(filled) is None
    clock.forward(days=60)
    assert lock(filled) is None  # late figures are taken
    submissions.set_window(filled, "2014", date(2026, 6, 1), None)
    assert lock(filled) is LockKind.NOT_OPEN
    submissions.set_window(filled, "2014", None, None)
    assert lock(filled) is None

    backwards = (date(2026, 4, 2), date(2026, 4, 1))
    refused(filled, lambda w: submissions.set_window(w, "2014", *backwards), "before it opens")
    refused(filled, lambda w: submissions.set_window(w, "1999", None, None), "1999", NotFoundError)


def test_closing_keeps_the_days_and_opening_gives_them_back(filled: Workspace) -> None:
    submissions.set_window(filled, "2014", date(2026, 3, 1), date(2026, 3, 31))
    close(filled)
    window = filled.dataset().submissions.window("2014")
    assert window is not None
    assert (window.due_on, window.is_closed, window.reason) == (
        date(2026, 3, 31),
        True,
        "SOM 12 took note.",
    )
    assert window.person == ACTOR.name
    assert lock(filled) is lock(filled, "B") is LockKind.PERIOD_CLOSED
    submissions.open_period(filled, "2014", "a mistake")
    assert lock(filled) is None
    for act in (submissions.close_period, submissions.open_period):
        refused(filled, lambda w, act=act: act(w, "2014", " "), "reason", InputError)


DAYS: list[Act] = [
    lambda w: submissions.set_window(w, "2014", date(2026, 3, 1), None),
    lambda w: submissions.close_period(w, "2014", "so"),
    lambda w: submissions.open_period(w, "2014", "so"),
    lambda w: submissions.reopen_for(w, "A", "2014", date(2026, 3, 9), "so"),
]


@pytest.mark.parametrize("act", DAYS)
def test_the_days_of_a_country_are_those_of_its_region(tmp_path: Path, act: Act) -> None:
    country, region = Office(tmp_path, "A"), Office(tmp_path, "RS")
    refused(country.workspace, act, "Regional secretariat sets the reporting days")
    act(region.workspace)
    for office in (country, region):
        office.close()


def test_a_closed_period_opens_for_one_unit_until_a_day(filled: Workspace, clock: Clock) -> None:
    close(filled)
    submissions.reopen_for(filled, "A", "2014", date(2026, 3, 5), "a province was late")

    assert (lock(filled), lock(filled, "B")) == (None, LockKind.PERIOD_CLOSED)
    record_values(filled, [change(6)])
    refused(filled, lambda w: record_values(w, [change(6, "B")]), "figures of Country B in 2014")
    clock.forward(days=4)
    assert lock(filled) is None
    clock.forward(days=1)
    assert lock(filled) is LockKind.PERIOD_CLOSED
    submissions.reopen_for(filled, "A", "2014", date(2026, 3, 9), "and another")
    assert lock(filled) is None
    assert len(filled.dataset().submissions.reopenings) == 1

    day = date(2026, 3, 9)
    refused(filled, lambda w: submissions.reopen_for(w, "Z", "2014", day, "x"), "Z", NotFoundError)
    refused(filled, lambda w: submissions.reopen_for(w, "A", "2014", day, ""), "reason", InputError)


RIGHTS: list[tuple[Right, Act]] = [
    (Right.ENTER, lambda w: record_values(w, [change(9)])),
    (Right.ENTER, lambda w: submissions.mark_ready(w, "A", "2014")),
    (Right.ENTER, lambda w: submissions.recall(w, "A", "2014")),
    (Right.ENTER, lambda w: submissions.begin_correction(w, "A", "2014", "x")),
    (Right.ENTER, lambda w: submissions.answer(w, "A", "2014", "count", "x")),
    (Right.APPROVE, lambda w: submissions.withdraw(w, "A", "2014", "x")),
    (Right.ADMINISTER, lambda w: submissions.set_window(w, "2014", None, None)),
    (Right.ADMINISTER, close),
    (Right.ADMINISTER, lambda w: submissions.open_period(w, "2014", "x")),
    (Right.ADMINISTER, lambda w: submissions.reopen_for(w, "A", "2014", date(2026, 3, 9), "x")),
    (Right.ADMINISTER, lambda w: submissions.set_member(w, "X", ALL)),
    (Right.ADMINISTER, lambda w: submissions.remove_member(w, "X")),
    (Right.ADMINISTER, lambda w: submissions.set_policy(w, TAKE_UNSIGNED, "yes")),
]


@pytest.mark.parametrize(("right", "act"), RIGHTS)
def test_each_command_needs_its_right(filled: Workspace, right: Right, act: Act) -> None:
    submissions.set_member(filled, ACTOR.name, ALL)
    submissions.set_member(filled, OTHER.name, ALL - {right})
    filled.actor = OTHER

    refused(filled, act, f"{OTHER.name} may not do this")


def test_people_are_listed_with_an_audit_row(filled: Workspace) -> None:
    changes = submissions.set_member(filled, f" {ACTOR.name} ", ALL)
    assert changes.topics == {Topic.OFFICE}
    assert changes.audit[0].subject == f"person {ACTOR.name}"
    submissions.set_member(filled, OTHER.name, frozenset())
    written = submissions.set_member(filled, "KEO  Sophea", frozenset({Right.ENTER}))
    assert [(e.action, e.subject) for e in written.audit] == [
        ("remove rights", "person Keo Sophea"),
        ("set rights", "person KEO Sophea"),
    ]
    assert len(filled.dataset().submissions.members) == 2
    submissions.remove_member(filled, "KEO  Sophea")
    refused(filled, lambda w: submissions.remove_member(w, "Nobody"), "not listed", NotFoundError)


def test_somebody_can_always_administer(filled: Workspace) -> None:
    enter = frozenset({Right.ENTER})
    refused(filled, lambda w: submissions.set_member(w, "X", enter), "Nobody could administer")
    submissions.set_member(filled, ACTOR.name, ALL)
    submissions.set_member(filled, "X", enter)
    refused(filled, lambda w: submissions.remove_member(w, ACTOR.name), "Nobody could administer")
    refused(filled, lambda w: submissions.set_member(w, ACTOR.name, enter), "Nobody could")
    submissions.remove_member(filled, "X")
    submissions.remove_member(filled, ACTOR.name)  # the list is empty: everybody may everything
    assert filled.dataset().submissions.members == ()


def test_a_rule_is_chosen(filled: Workspace) -> None:
    submissions.set_policy(filled, TAKE_UNSIGNED, "yes", key="k")
    submissions.set_policy(filled, TAKE_UNSIGNED, "yes", key="k")
    assert filled.dataset().submissions.policy(TAKE_UNSIGNED) == "yes"
    assert filled.audit(limit=1)[0].subject == "rule take_unsigned"
    assert submissions.set_policy(filled, TAKE_UNSIGNED, "yes").audit == ()


KEYED: dict[str, Act] = {
    "days": lambda w: submissions.set_window(w, "2014", date(2026, 3, 1), None, key="k"),
    "close": lambda w: submissions.close_period(w, "2014", "so", key="k"),
    "reopen": lambda w: submissions.reopen_for(w, "A", "2014", date(2026, 3, 9), "so", key="k"),
    "member": lambda w: submissions.set_member(w, ACTOR.name, ALL, key="k"),
    "policy": lambda w: submissions.set_policy(w, TAKE_UNSIGNED, "yes", key="k"),
    "ready": lambda w: submissions.mark_ready(w, "A", "2014", key="k"),
}


@pytest.mark.parametrize("act", KEYED.values(), ids=KEYED)
def test_a_command_with_the_same_key_is_done_once(filled: Workspace, act: Act) -> None:
    first = act(filled)
    content = filled.path.read_bytes()

    assert act(filled) == first
    assert filled.path.read_bytes() == content
    refused(filled, lambda w: judging.explain(w, Explanation("M1", "2014", "x"), key="k"), "before")
