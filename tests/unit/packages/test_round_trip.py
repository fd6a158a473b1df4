"""Whatever the domain can hold comes back from a package as it was."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    Form,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.framework import clean_name, clean_text
from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Decision,
    FieldRemark,
    KeyStatus,
    Reopening,
    ReviewContent,
    SubmissionContent,
    TrustEntry,
    Verdict,
)
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.packages.keys import OfficeKey
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from tests.sealed import COUNTRY, REGION, STRANGER, sealed, trust_list

TEXTS = st.text(max_size=30).map(clean_text)
FILLED = TEXTS.filter(bool)
CODES = st.from_regex(r"[A-Za-z0-9ກຂຄ][A-Za-z0-9._/-]{0,8}", fullmatch=True)
NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15
) | st.integers(-(10**17), 10**17).map(Decimal)
NAMES = st.text(max_size=30).map(clean_name)
TIMES = st.none() | st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 (Hypothesis adds the zone)
    datetime(2999, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
DAYS = st.none() | st.dates()
PARTS = st.dictionaries(CODES, st.dictionaries(CODES, NUMBERS, min_size=1, max_size=3), max_size=2)
IDS = st.uuids().map(str)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
CURRENCIES = st.from_regex("[A-Z]{3}", fullmatch=True)
PLACE: dict[str, Any] = {"unit": st.just("CA"), "period": st.just("2026")}
BY: dict[str, Any] = {"entered_by": NAMES, "entered_at": TIMES, "note": TEXTS}
FIGURES = (
    {"number": NUMBERS, "parts": PARTS},
    {"numerator": NUMBERS, "denominator": NUMBERS, "parts": PARTS},
    {"level": CODES},
)
MISSING = st.sampled_from([state for state in ValueState if state.needs_reason])
VALUES = st.one_of(
    *(st.builds(Value, state=st.just(ValueState.REPORTED), **BY, **each) for each in FIGURES),
    st.builds(Value, state=MISSING, reason=FILLED, **BY),
    st.builds(Value, state=st.just(ValueState.BLANK), **BY),
)
KEYED = st.dictionaries(CODES, VALUES, max_size=5).map(
    lambda found: tuple((ValueKey("CA", "2026", code), found[code]) for code in sorted(found))
)


def ordered(entries: st.SearchStrategy[Any], *key: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return records without repetition, in the order in which a package holds them."""

    def key_of(entry: Any) -> tuple[Any, ...]:
        return tuple(getattr(entry, name) or "" for name in key)

    return st.lists(entries, max_size=3, unique_by=key_of).map(
        lambda found: tuple(sorted(found, key=key_of))
    )


def repeats(entries: Iterable[str]) -> bool:
    listed = list(entries)
    return len(set(listed)) < len(listed)


ACTIVITY = st.builds(
    Activity,
    id=IDS,
    **PLACE,
    code=CODES,
    title=FILLED,
    result=st.just("") | CODES,
    budget=st.none() | NUMBERS,
    currency=CURRENCIES,
    is_shared=st.booleans(),
    note=TEXTS,
)
CONTRIBUTION = st.builds(
    Contribution,
    id=IDS,
    **PLACE,
    source=FILLED,
    source_type=st.sampled_from(SourceType),
    stage=st.sampled_from(Stage),
    form=st.sampled_from(Form),
    activity=st.just(""),
    amount=st.none() | NUMBERS,
    currency=CURRENCIES,
    date=DAYS,
    note=TEXTS,
)
SHARE = st.builds(
    PrintedShare,
    **PLACE,
    source=FILLED,
    share=NUMBERS,
    document=TEXTS,
    source_type=st.none() | st.sampled_from(SourceType),
)
CONFIRMATION = st.builds(
    Confirmation,
    **PLACE,
    finding=CODES,
    about=FILLED,
    digest=HASHES,
    reason=FILLED,
    person=NAMES,
    at=TIMES,
)
RATE = st.builds(
    ExchangeRate,
    **PLACE,
    base=CURRENCIES,
    quote=CURRENCIES,
    rate=NUMBERS.map(abs).filter(bool),
    date=DAYS.filter(bool),
    document=FILLED,
    entered_at=TIMES,
)
ANSWER = st.builds(
    Answer,
    **PLACE,
    revision=HASHES,
    indicator=st.just("") | CODES,
    text=FILLED,
    person=NAMES,
    at=TIMES,
)
SUBMISSIONS = st.builds(
    SubmissionContent,
    values=KEYED,
    activities=ordered(ACTIVITY, "id").filter(lambda found: not repeats(a.code for a in found)),
    contributions=ordered(CONTRIBUTION, "id"),
    printed_shares=ordered(SHARE, "source", "source_type"),
    rates=ordered(RATE, "base", "quote", "date"),
    answers=st.lists(ANSWER, max_size=3).map(tuple),
    confirmations=ordered(CONFIRMATION, "finding", "about"),
    message=TEXTS,
)


def read_back(content: Any) -> Any:
    return open_package(sealed(content).file, reader=read_package).content


@given(SUBMISSIONS)
def test_a_submission_comes_back(content: SubmissionContent) -> None:
    assert read_back(content) == content


@given(SUBMISSIONS)
def test_digits_come_back_as_they_were_typed(content: SubmissionContent) -> None:
    """1.50 stays 1.50: only so is the content's own digest the same in both offices."""
    found = read_back(content)
    for (_key, was), (_same, now) in zip(content.values, found.values, strict=True):
        if was.number:
            assert str(now.number) == format(was.number, "f")


@given(st.permutations(range(4)), st.data())
def test_the_order_in_which_content_is_given_does_not_matter(
    order: list[int], data: st.DataObject
) -> None:
    values = tuple((ValueKey("CA", "2026", f"1.{n}"), data.draw(VALUES)) for n in range(len(order)))
    shuffled = SubmissionContent(values=tuple(values[place] for place in order))

    assert sealed(shuffled).file == sealed(SubmissionContent(values=values)).file


DECISIONS = st.builds(
    Decision,
    **PLACE,
    revision=HASHES,
    number=st.integers(0, 99),
    verdict=st.sampled_from(Verdict),
    reason=TEXTS,
    remarks=st.lists(st.builds(FieldRemark, indicator=st.just("") | CODES, text=FILLED)).map(tuple),
    by_when=DAYS,
    person=NAMES,
    office=TEXTS,
    role=TEXTS,
    at=TIMES,
    package=st.just("00000000-0000-4000-8000-000000000100"),
)
REOPENINGS = st.builds(
    Reopening,
    **PLACE,
    until=DAYS.filter(bool),
    reason=FILLED,
    person=NAMES,
    at=TIMES,
)


@given(st.builds(ReviewContent, decision=DECISIONS, reopening=st.none() | REOPENINGS))
def test_a_review_comes_back(content: ReviewContent) -> None:
    assert read_back(content) == content


LAST = st.dictionaries(st.sampled_from("*AB"), st.integers(1, 99)).map(
    lambda numbers: tuple(sorted(numbers.items()))
)
STATUSES = st.just((KeyStatus.REVOKED, ())) | st.tuples(st.just(KeyStatus.RETIRED), LAST)


def entry_of(key: OfficeKey, status: tuple[KeyStatus, Any], reason: str) -> TrustEntry:
    return TrustEntry(key.public, *status, reason)


ENTRIES = st.tuples(
    *(st.builds(partial(entry_of, key), STATUSES, TEXTS) for key in (COUNTRY, STRANGER))
)


@given(st.integers(1, 99), ENTRIES, st.just("") | HASHES)
def test_a_list_of_keys_comes_back(version: int, entries: Any, supersedes: str) -> None:
    content = trust_list(version, TrustEntry(REGION.public), *entries, supersedes=supersedes)

    assert read_back(content) == content
