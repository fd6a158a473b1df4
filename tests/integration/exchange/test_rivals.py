"""A person who chooses between two revisions is told in what they differ."""

from datetime import UTC, datetime

from spa_me.domain.submission import Answer, SubmissionContent
from spa_me.domain.values import ValueKey, reported
from spa_me.services.exchange.rivals import disputed, is_rest_disputed

AT = datetime(2026, 3, 2, tzinfo=UTC)


def claim(count: int, said: str = "", message: str = "") -> SubmissionContent:
    values = {"count": reported(count), "share": reported(60)}
    answer = Answer("A", "2014", "1" * 64, "share", said, "Officer", AT)
    return SubmissionContent(
        values=tuple((ValueKey("A", "2014", code), value) for code, value in values.items()),
        answers=(answer,) if said else (),
        message=message,
    )


def test_equal_revisions_differ_in_nothing() -> None:
    claims = [claim(4, "Yes", "Hello"), claim(4, "Yes", "Hello")]
    assert list(disputed(claims)) == []
    assert not is_rest_disputed(claims)


def test_other_figures_are_told() -> None:
    (found,) = disputed([claim(4), claim(9)])
    assert (found.indicator, found.words) == ("count", ())
    assert [value.number for value in found.values] == [4, 9]


def test_other_words_to_the_region_are_told() -> None:
    found = {d.indicator: d for d in disputed([claim(4, "Nine."), claim(4, "", "In haste")])}
    assert found["share"].words == ("Nine.", "")
    assert found[""].words == ("", "In haste")
    assert all(not d.values for d in found.values())
