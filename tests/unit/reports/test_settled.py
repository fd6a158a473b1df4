"""Consolidated figures say who is in them and what is not settled: money, and what is carried."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from spa_me.domain.cofunding import Contribution, SourceType, Stage
from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import Decision, Revision, SubmissionRecords, Verdict
from spa_me.domain.values import ValueBook
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.countries import answers_of_a, countries

AT = datetime(2026, 3, 4, tzinfo=UTC)
PAID = Contribution(
    "1", "A", "2016", "Treasury", SourceType.GOVERNMENT, amount=Decimal(10), currency="USD"
)


def sealed(period: str, digest: str = "one", *, is_signed: bool = True) -> Revision:
    return Revision("A", period, digest, f"package {digest}", 1, is_signed=is_signed)


def accepted(revision: Revision) -> Decision:
    return Decision(
        revision.unit, revision.period, revision.digest, 1, Verdict.ACCEPTED, person="R", at=AT
    )


def book(data: Dataset, stage: Stage = Stage.ACTUAL) -> ReportBook:
    return make_book(data, BookQuestion("2016", stage=stage))


def money(records: SubmissionRecords, stage: Stage = Stage.ACTUAL) -> str:
    data = replace(countries(), values=ValueBook([]), contributions=(PAID,), submissions=records)
    return str(book(data, stage).funding.included)


WITHOUT = "none recorded: Country B, Country C, Country D, Country E, Country F"


def test_money_says_who_has_any_and_who_has_none() -> None:
    assert money(SubmissionRecords()) == (
        f"1 of 6 countries have actual money recorded; {WITHOUT}; draft, not sealed: Country A"
    )
    assert money(SubmissionRecords(), Stage.PLANNED).startswith(
        "0 of 6 countries have planned money recorded; none recorded: Country A, "
    )


def test_money_that_is_submitted_and_not_accepted_is_provisional() -> None:
    revision = sealed("2016")

    provisional = "provisional, submitted and not accepted: Country A"
    assert money(SubmissionRecords((revision,))).endswith(f"; {provisional}")
    assert "provisional" not in money(SubmissionRecords((revision,), (accepted(revision),)))


def test_money_of_an_unsigned_submission_says_so() -> None:
    revision = sealed("2016", is_signed=False)

    assert money(SubmissionRecords((revision,), (accepted(revision),))).endswith(
        "; not signed: Country A"
    )


def test_money_says_which_revisions_wait_for_a_choice() -> None:
    rivals = (sealed("2016"), sealed("2016", "two"))

    assert "two revisions wait for a choice: Country A" in money(SubmissionRecords(rivals))


def test_the_overview_names_what_is_not_settled_in_co_funding() -> None:
    data = replace(
        countries(),
        values=ValueBook([]),
        contributions=(PAID,),
        submissions=SubmissionRecords((sealed("2016"),)),
    )
    said = [str(sentence) for sentence in book(data).subline]

    assert said[-1] == "Co-funding: provisional, submitted and not accepted: Country A."


def test_whom_the_inclusion_names_already_is_not_named_twice() -> None:
    data = replace(
        countries(), contributions=(PAID,), submissions=SubmissionRecords((sealed("2016"),))
    )

    assert "provisional" in str(book(data).inclusion.sentence)
    assert not any("Co-funding" in str(sentence) for sentence in book(data).subline)


@pytest.mark.parametrize(
    ("revision", "is_accepted", "remark"),
    [
        (sealed("2015"), False, "carried forward from a submission that is not accepted"),
        (
            sealed("2015", is_signed=False),
            True,
            "carried forward from a submission that is not signed",
        ),
    ],
)
def test_what_is_carried_forward_says_whether_it_was_settled(
    revision: Revision, remark: str, *, is_accepted: bool
) -> None:
    decisions = (accepted(revision),) if is_accepted else ()
    records = SubmissionRecords((revision,), decisions)
    said = str(book(replace(countries(), submissions=records)).inclusion.sentence)

    assert said.endswith(f"; {remark}: Country A (2015)")


def test_settled_figures_are_carried_forward_without_a_remark() -> None:
    revision = sealed("2015")
    data = replace(
        countries(),
        values=ValueBook(answers_of_a()),
        submissions=SubmissionRecords((revision,), (accepted(revision),)),
    )

    assert "carried forward" not in str(book(data).inclusion.sentence)
