"""What an office has entered and not sealed says so, and only where there is anything to seal."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import (
    Decision,
    Revision,
    Step,
    StepKind,
    SubmissionRecords,
    Verdict,
)
from spa_me.domain.values import ValueBook
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.countries import UNITS, countries, countries_definition
from tests.example import un_act_2014

AT = datetime(2026, 3, 4, tzinfo=UTC)
OTHERS = "Country B, Country C, Country D, Country E, Country F"
ONE_OF_SIX = f"1 of 6 reporting units included; not reported: {OTHERS}"
CARRIED = "carried forward from a draft that is not sealed: Country A (2015)"


def revision(unit: str = "A", *, is_signed: bool = True) -> Revision:
    return Revision(unit, "2016", "one", "package one", 1, is_signed=is_signed)


def decided(verdict: Verdict) -> Decision:
    return Decision("A", "2016", "one", 1, verdict, person="R", at=AT)


def step(kind: StepKind, head: str = "") -> Step:
    return Step("A", "2016", 1, kind, head)


def book(
    revisions: Iterable[Revision] = (),
    decisions: Iterable[Decision] = (),
    steps: Iterable[Step] = (),
    *,
    home: str = "A",
) -> ReportBook:
    records = SubmissionRecords(tuple(revisions), tuple(decisions), tuple(steps))
    values = ValueBook(pair for pair in countries().values.items() if pair[0].period == "2016")
    data = replace(countries(home), values=values, submissions=records)
    return make_book(data, BookQuestion("2016"))


def said(made: ReportBook) -> str:
    return str(made.inclusion.sentence)


def stands(made: ReportBook) -> str:
    (own,) = (e for e in made.marker("1.3").derivation.inputs if e.unit == "A")
    return str(own.stands)


def test_what_a_country_entered_and_never_sealed_is_a_draft() -> None:
    made = book()

    assert said(made) == f"{ONE_OF_SIX}; draft, not sealed: Country A"
    assert str(made.inclusion.brief) == "1 of 6 reporting units included; draft: Country A"
    assert stands(made) == "Reported; draft, not sealed"


def test_what_waits_for_approval_is_a_draft() -> None:
    made = book(steps=[step(StepKind.READY)])

    assert said(made) == f"{ONE_OF_SIX}; draft, not sealed: Country A"


def test_what_was_sealed_is_provisional_and_then_settled() -> None:
    sent, accepted = book([revision()]), book([revision()], [decided(Verdict.ACCEPTED)])

    assert said(sent) == f"{ONE_OF_SIX}; provisional, submitted and not accepted: Country A"
    assert str(sent.inclusion.brief) == "1 of 6 reporting units included; 1 provisional"
    assert stands(sent) == "Reported; provisional, not accepted"
    assert said(accepted) == ONE_OF_SIX
    assert stands(accepted) == "Reported"


@pytest.mark.parametrize("kind", [StepKind.CORRECTED, StepKind.READY])
@pytest.mark.parametrize("is_signed", [True, False])
def test_a_correction_is_a_draft_whatever_the_revision_before_it_was(
    kind: StepKind, *, is_signed: bool
) -> None:
    sealed, accepted = revision(is_signed=is_signed), decided(Verdict.ACCEPTED)

    for made in (
        book([sealed], [accepted], [step(kind, "one")]),
        book([sealed], (), [step(kind, "one")]),
    ):
        assert said(made) == f"{ONE_OF_SIX}; draft of a further revision, not sealed: Country A"
        assert stands(made) == "Reported; draft, not sealed"


def test_what_was_withdrawn_is_a_draft_again() -> None:
    made = book([revision()], steps=[step(StepKind.WITHDRAWN, "one")])

    assert said(made) == f"{ONE_OF_SIX}; draft, not sealed: Country A"


def test_what_was_returned_is_not_sure_to_be_what_was_sealed() -> None:
    returned = decided(Verdict.RETURNED)
    made = book([revision()], [returned])

    assert said(made) == f"{ONE_OF_SIX}; returned, not sealed again: Country A"


def test_in_the_region_only_what_was_sealed_by_others_is_judged() -> None:
    returned = decided(Verdict.RETURNED)

    assert said(book([revision()], [returned], home="RS")).endswith(
        "; provisional, submitted and not accepted: Country A"
    )
    assert "draft" not in said(book(home="RS"))
    assert "draft" not in said(book(home="B"))


def test_a_secretariat_that_types_in_all_figures_has_no_drafts() -> None:
    made = make_book(un_act_2014(), BookQuestion("2014"))

    assert un_act_2014().drafts == frozenset()
    assert said(made) == (
        "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar"
    )


def test_a_country_that_keeps_its_own_plan_has_nobody_to_seal_for() -> None:
    alone = countries_definition().model_copy(
        update={"units": tuple(u for u in countries_definition().units if u.code in UNITS)}
    )
    data = replace(countries(), frameworks=(alone,))

    assert data.drafts == frozenset()


def test_a_secretariat_that_began_to_seal_its_own_report_has_a_draft() -> None:
    ready = Step("RS", "2014", 1, StepKind.READY)
    data = replace(un_act_2014(), submissions=SubmissionRecords(steps=(ready,)))
    name = data.unit_name("RS")

    assert said(make_book(data, BookQuestion("2014"))).endswith(f"; draft, not sealed: {name}")


def test_a_secretariat_that_seals_has_a_draft_in_a_period_not_begun() -> None:
    ready = Step("RS", "2015", 1, StepKind.READY)
    data = replace(countries("RS"), submissions=SubmissionRecords(steps=(ready,)))

    assert data.drafts == {("RS", "2015"), ("RS", "2016")}


def test_figures_carried_forward_from_a_draft_say_so() -> None:
    made = make_book(countries(), BookQuestion("2016"))
    (carried,) = (e for e in made.marker("3.1").derivation.inputs if e.unit == "A")

    assert said(made).endswith(f"; draft, not sealed: Country A; {CARRIED}")
    assert str(carried.stands) == "Carried forward from 2015; draft, not sealed"


def with_money(**records: object) -> ReportBook:
    paid = Contribution(
        "1", "A", "2016", "Treasury", SourceType.GOVERNMENT, amount=Decimal(10), currency="USD"
    )
    data: Dataset = replace(countries(), values=ValueBook([]), contributions=(paid,))
    return make_book(replace(data, **records), BookQuestion("2016"))


def test_money_that_is_a_draft_is_said_beside_who_is_included() -> None:
    made = with_money()

    assert str(made.funding.included).endswith("; draft, not sealed: Country A")
    assert [str(sentence) for sentence in made.included] == [
        f"0 of 6 reporting units included; not reported: Country A, {OTHERS}",
        "Co-funding: draft, not sealed: Country A.",
    ]


def test_the_work_plan_says_who_has_one() -> None:
    none, planned = (
        with_money(),
        with_money(activities=(Activity("1", "A", "2016", "1", "Training"),)),
    )

    assert str(none.funding.in_work_plan) == (
        f"0 of 6 countries have activities recorded; none recorded: Country A, {OTHERS}"
    )
    assert str(planned.funding.in_work_plan) == (
        f"1 of 6 countries have activities recorded; none recorded: {OTHERS}; "
        "draft, not sealed: Country A"
    )
