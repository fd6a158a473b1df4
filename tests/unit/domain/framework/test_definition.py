"""A definition's look-ups, its tree, and the digest that it is compared by."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from spa_me.domain.framework import (
    UNKNOWN,
    Dimension,
    FrameworkDefinition,
    Period,
    clean_text,
    months_between,
    read_definition,
)
from tests.unit.domain.building import framework, indicator, leg, marker, share, units, years

TREE = [
    {"code": "1", "level": "outcome", "title": "One"},
    {"code": "1.1", "level": "outcome", "title": "One one", "parent": "1"},
    {"code": "1.1.1", "level": "outcome", "title": "One one one", "parent": "1.1"},
    {"code": "2", "level": "outcome", "title": "Two"},
]


def test_below_holds_a_result_and_its_whole_branch() -> None:
    definition = framework(results=TREE)
    assert definition.below("1") == {"1", "1.1", "1.1.1"}
    assert definition.below("1.1") == {"1.1", "1.1.1"}
    assert definition.below("2") == {"2"}


def test_periods_are_known_in_time_order() -> None:
    definition = framework(periods=years("2027", "2026"))
    assert list(definition.period_by_code) == ["2026", "2027"]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2014-04-01", "2014-12-31", 9),
        ("2014-09-01", "2014-12-31", 4),
        ("2014-01-31", "2014-02-01", 2),
        ("2014-12-01", "2015-01-31", 2),
    ],
)
def test_months_are_those_that_are_touched(start: str, end: str, months: int) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert months_between(first, last) == months
    period = Period.model_validate({"code": "p", "title": "p", "start": first, "end": last})
    assert period.months == months


@pytest.mark.parametrize("listed", [["female"], ["female", UNKNOWN]])
def test_unknown_can_always_be_reported(listed: list[str]) -> None:
    categories = [{"code": code, "title": code} for code in listed]
    dimension = Dimension.model_validate({"code": "s", "title": "Sex", "categories": categories})
    assert dimension.category_codes == ("female", UNKNOWN)


def test_a_definition_cannot_be_changed() -> None:
    definition = framework()
    with pytest.raises(ValidationError):
        definition.code = "OTHER"  # type: ignore[misc]


def test_equal_definitions_have_one_digest_and_hash() -> None:
    assert framework().digest == framework().digest
    assert hash(framework()) == hash(framework())
    assert framework(title="Other").digest != framework().digest


def test_what_is_written_as_the_default_changes_no_digest() -> None:
    assert framework([indicator(measure="count")]).digest == framework([indicator()]).digest


def read_again(definition: FrameworkDefinition) -> FrameworkDefinition:
    return read_definition(json.loads(definition.canonical), "again")


NAMES = st.text(min_size=1, max_size=30).filter(lambda text: bool(clean_text(text)))
NUMBERS = st.decimals(min_value=0, max_value=10**6, places=3)


@st.composite
def definitions(draw: st.DrawFn) -> FrameworkDefinition:
    codes = draw(st.lists(st.sampled_from("ABCDEF"), min_size=1, unique=True))
    target = draw(NUMBERS)
    keys: dict[str, Any] = {
        "across_periods": draw(st.sampled_from(["periodic", "cumulative", "snapshot"])),
        "baseline": draw(st.none() | st.fixed_dictionaries({"value": NUMBERS})),
    }
    return framework(
        [indicator(**keys), share("s", guidance=draw(st.none() | NAMES))],
        [
            marker("m", leg("i", target)),
            marker("k", leg("s", target, unit_targets={codes[0]: {"2026": 1}}), rule="k_of_n"),
        ],
        units=units(*codes),
        title={"en": draw(NAMES), "km": draw(NAMES)},
        rules={"partly_above": draw(st.decimals(min_value=0, max_value=99, places=2))},
    )


@given(definitions())
def test_canonical_json_reads_back_to_the_same_digest(definition: FrameworkDefinition) -> None:
    again = read_again(definition)
    assert again == definition
    assert again.digest == definition.digest
