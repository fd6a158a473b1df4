"""What a package may say is what the app can hold: the format repeats it, since it is published."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from spa_me.domain.checks.values import MAX_TEXT
from spa_me.domain.cofunding import Form, SourceType, Stage
from spa_me.domain.numbers import MAX_DECIMALS, MAX_INTEGER_DIGITS
from spa_me.domain.submission import (
    MOST_BYTES,
    MOST_FILES,
    KeyStatus,
    PackageKind,
    Verdict,
)
from spa_me.domain.values import ValueState
from spa_me.packages import checks, limits, reading_manifest
from spa_me.packages.shapes import CONTRIBUTIONS, DECISION, PARTS, TRUST, VALUES

WORDS: list[tuple[type[StrEnum], checks.Check]] = [
    (ValueState, VALUES.fields["state"]),
    (SourceType, CONTRIBUTIONS.fields["source_type"]),
    (Stage, CONTRIBUTIONS.fields["stage"]),
    (Form, CONTRIBUTIONS.fields["form"]),
    (Verdict, DECISION.fields["verdict"]),
    (KeyStatus, TRUST.fields["status"]),
]


def words(check: checks.Check, among: Iterable[str]) -> list[str]:
    return [word for word in among if check(word)]


@pytest.mark.parametrize(("known", "check"), WORDS)
def test_words_are_those_of_the_domain(known: type[StrEnum], check: checks.Check) -> None:
    everything = {word.value for enum, _ in WORDS for word in enum}

    assert set(words(check, everything)) == {word.value for word in known}


def test_kinds_are_those_of_the_domain() -> None:
    assert set(reading_manifest.KINDS) == {kind.value for kind in PackageKind} == set(PARTS)


def test_limits_are_those_of_the_domain() -> None:
    assert (limits.NUMBER_DIGITS, limits.NUMBER_DECIMALS) == (MAX_INTEGER_DIGITS, MAX_DECIMALS)
    assert (limits.EVIDENCE_BYTES, limits.EVIDENCE_FILES) == (MOST_BYTES, MOST_FILES)
    assert limits.TEXT >= MAX_TEXT
