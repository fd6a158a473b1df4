"""Money that may be counted twice is pointed out once, in every guise, and nothing else is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from spa_me.domain.checks.doubts import FindingKind
from spa_me.domain.checks.twice import Twice, name_key, twice_among, twice_in
from spa_me.domain.cofunding import NO_CURRENCY, Activity, Contribution, Form, SourceType, Stage

GOVERNMENT = SourceType.GOVERNMENT
IDS = count(1)
PLAN = [Activity(code, "A", "2026", code, "Training") for code in ("1", "2", "3")]


def given(amount: object = 500, source: str = "Ministry of Interior", **keys: Any) -> Contribution:
    keys = {"currency": "USD", "date": date(2026, 3, 1), **keys}
    number = None if amount is None else Decimal(str(amount))
    unit = keys.pop("unit", "A")
    return Contribution(str(next(IDS)), unit, "2026", source, GOVERNMENT, amount=number, **keys)


def found(*contributions: Contribution) -> list[Twice]:
    return twice_in(contributions, PLAN)


GUISES: dict[str, dict[str, Any]] = {
    "equal in every field": {},
    "another day": {"date": date(2026, 4, 1)},
    "no day": {"date": None},
    "another case": {"source": "MINISTRY OF interior"},
    "another spacing": {"source": " Ministry  of Interior"},
    "signs": {"source": "Ministry-of-Interior."},
    "misspelled": {"source": "Ministry of Interiour"},
    "another form": {"form": Form.IN_KIND},
    "another sort of source": {"source_type": SourceType.DONOR},
    "another note": {"note": "by cheque"},
    "as decimals": {"amount": Decimal("500.00")},
    "a currency that is not printed": {"currency": NO_CURRENCY},
    "for an activity and for the plan": {"activity": "1"},
}
OTHER: dict[str, dict[str, Any]] = {
    "another amount": {"amount": Decimal(501)},
    "another currency": {"currency": "THB"},
    "planned and actual": {"stage": Stage.PLANNED},
    "another source": {"source": "Ministry of Justice"},
    "another number in its name": {"source": "Ministry of Interior 2"},
}


@pytest.mark.parametrize("guise", GUISES)
def test_the_same_money_in_another_guise_is_pointed_out(guise: str) -> None:
    one = given()
    other = replace(one, id="other", **GUISES[guise])
    (twice,) = found(one, other)

    assert twice.doubt.finding is FindingKind.MONEY_TWICE
    assert set(twice.contributions) == {one, other}


@pytest.mark.parametrize("case", OTHER)
def test_other_money_is_not(case: str) -> None:
    one = given()
    assert found(one, replace(one, id="other", **OTHER[case])) == []


@pytest.mark.parametrize("amount", [None, 0])
def test_what_has_no_amount_is_counted_no_times(amount: int | None) -> None:
    assert found(given(amount), given(amount)) == []


def test_equal_instalments_are_one_question() -> None:
    months = [given(date=date(2026, month, 1)) for month in range(1, 13)]
    (twice,) = found(*months)

    assert str(twice.what) == "Ministry of Interior: 500 USD stands 12 times. Is it counted twice?"


def test_the_same_amount_for_each_of_several_activities_is_a_work_plan() -> None:
    assert found(*(given(activity=code) for code in "123")) == []
    (twice,) = found(given(activity="1"), given(activity="2"), given(activity="2"))
    assert len(twice.contributions) == 2


def test_money_for_the_plan_that_is_the_sum_of_that_for_activities() -> None:
    parts = [given(300, activity="1"), given(200, activity="2")]
    (twice,) = found(given(), *parts)

    assert twice.doubt.finding is FindingKind.MONEY_AND_PARTS
    assert len(twice.contributions) == 3
    assert found(given(501), *parts) == []


def test_a_total_beside_its_instalments() -> None:
    parts = [given("100.10"), given("99.90"), given("300")]
    (twice,) = found(given(500), *parts)
    assert twice.doubt.finding is FindingKind.MONEY_AND_PARTS


def test_it_is_asked_again_only_when_something_of_it_changes() -> None:
    one, other = given(), given(date=date(2026, 4, 1))
    (before,) = found(one, other)
    (turned,) = found(other, replace(one, id="as it is called elsewhere"))
    assert turned.doubt == before.doubt
    (noted,) = found(one, replace(other, note="the second half"))
    (third,) = found(one, other, given())
    digests = {before.doubt.digest, noted.doubt.digest, third.doubt.digest}
    assert len(digests) == 3
    assert {noted.doubt.about, third.doubt.about} == {before.doubt.about}


def shared(unit: str, code: str = "9") -> Activity:
    return Activity(f"{unit}{code}", unit, "2026", code, "Joint meeting", is_shared=True)


def test_money_for_a_shared_activity_in_two_countries() -> None:
    plan = [shared("A"), shared("B"), Activity("B1", "B", "2026", "1", "Own")]
    one, other = given(activity="A9"), given(unit="B", activity="B9", date=None)
    (twice,) = twice_among([one, other], plan)

    assert twice.doubt.finding is FindingKind.MONEY_SHARED
    assert "A, B" in str(twice.what)
    assert list(twice_among([one, replace(other, activity="B1")], plan)) == []
    assert list(twice_among([one, replace(other, amount=Decimal(1))], plan)) == []


def test_names_in_scripts_whose_vowels_are_marks_stay_apart() -> None:
    assert name_key("ກະຊວງ") != name_key("ກຊວງ")
    assert name_key("Bộ Công an") == name_key("BO CONG AN")


AMOUNTS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from("abc"), st.sampled_from(["", "1", "2"])),
    max_size=7,
)


@generated(AMOUNTS)
def test_two_that_are_equal_are_always_in_a_question_and_never_in_two_of_a_kind(
    rows: list[tuple[int, str, str]],
) -> None:
    entered = [given(n, source, activity=activity) for n, source, activity in rows]
    twice = [t for t in found(*entered) if t.doubt.finding is FindingKind.MONEY_TWICE]

    asked = [entry.id for question in twice for entry in question.contributions]
    assert len(asked) == len(set(asked))
    for entry, row in zip(entered, rows, strict=True):
        is_equal = rows.count(row) > 1
        assert not is_equal or entry.id in asked


def test_a_thousand_equal_amounts_are_looked_through_at_once() -> None:
    entered = [given(500, f"Village fund of commune {n}") for n in range(1000)]
    assert found(*entered) == []
