"""How revisions follow each other, whatever came first, twice or never."""

import itertools
from collections.abc import Iterable, Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.submission import Decision, Revision, Verdict, chain_of
from tests.unit.domain.submission.making import (
    accepted,
    chosen,
    decision,
    letters,
    returned,
    revision,
)

A = revision("a")
B = revision("b", "a", 2)
C = revision("c", "b", 3)
X = revision("x")  # rival of A
Y = revision("y", "x", 2)
Z = revision("z", "a", 2)  # rival of B


def in_letters(
    revisions: Iterable[Revision],
    decisions: Iterable[Decision] = (),
    taken_back: Iterable[str] = (),
) -> str:
    return letters(chain_of(revisions, decisions, taken_back))


@pytest.mark.parametrize(
    ("revisions", "decisions", "expected"),
    [
        pytest.param([], [], "- | - | - | -", id="nothing"),
        pytest.param([A], [], "a | - | - | -", id="one"),
        pytest.param([A, B, C], [], "abc | - | - | -", id="three in a line"),
        pytest.param([A, C], [], "a | - | c | -", id="one is missing"),
        pytest.param([C], [], "- | - | c | -", id="two are missing"),
        pytest.param([A, X], [], "- | ax | - | -", id="two first ones"),
        pytest.param([A, B, Z], [], "a | bz | - | -", id="two second ones"),
        pytest.param([A, X, Y], [], "- | axy | - | -", id="what follows a rival is kept"),
        pytest.param([A, X], [accepted("a")], "a | x | - | -", id="accepted before the rival"),
        pytest.param([A, X], [chosen("x")], "x | a | - | -", id="chosen"),
        pytest.param([A, X], [returned("a")], "- | ax | - | -", id="a return chooses nothing"),
        pytest.param(
            [A, B, X], [accepted("b")], "ab | x | - | -", id="accepting accepts what it follows"
        ),
        pytest.param(
            [A, X, Y],
            [accepted("a", 1), chosen("y", 2)],
            "xy | a | - | -",
            id="the last one counts",
        ),
        pytest.param(
            [A, X, Y], [chosen("y", 1), accepted("a", 2)], "a | xy | - | -", id="also the other way"
        ),
        pytest.param([A, B, Z], [accepted("q")], "a | bz | - | -", id="about one that is missing"),
    ],
)
def test_a_chain(revisions: list[Revision], decisions: list[Decision], expected: str) -> None:
    for order in itertools.permutations(revisions):
        assert in_letters(order, decisions) == expected
        assert in_letters(order * 2, [*decisions, *reversed(decisions)]) == expected


def test_a_fork_says_so_until_it_is_settled() -> None:
    assert chain_of([A, X]).is_forked
    assert chain_of([A, X]).head is None
    assert chain_of([A, B, Z]).head is A
    assert not chain_of([A, X], [accepted("x")]).is_forked
    assert chain_of([A, X], [accepted("x")]).head is X


def test_a_late_rival_does_not_take_an_accepted_one_out() -> None:
    before = chain_of([A, B], [accepted("b")])
    after = chain_of([A, B, X, Y], [accepted("b")])

    assert before.accepted is after.accepted is B
    assert before.line == after.line
    assert after.rivals == (X, Y)


def test_the_missing_are_named_once() -> None:
    late = [revision("d", "c", 4), revision("e", "c", 4), revision("f", "e", 5)]

    assert chain_of([A, *late]).missing == ("c",)
    assert chain_of([A, B, C, *late]).missing == ()


@pytest.mark.parametrize("by_package", [True, False], ids=["in the next revision", "here"])
def test_what_was_taken_back(by_package: bool) -> None:
    again = revision("n", "", 2, ("a",) if by_package else ())
    here = () if by_package else ("a",)

    assert in_letters([A, again], taken_back=here) == "n | - | - | a"
    assert in_letters([A, again], [returned("a")], here) == "n | - | - | a"
    assert in_letters([A, again], [accepted("a")], here) == "a | n | - | -"
    assert in_letters([again, B], taken_back=here) == "n | - | b | -"  # A has not come


def test_what_others_follow_cannot_be_taken_back() -> None:
    again = revision("n", "", 2, ("a",))

    assert in_letters([A, B, again]) == "- | abn | - | -"
    assert in_letters([A, B, again], [chosen("n")]) == "n | ab | - | -"
    assert in_letters([A, B, again], [accepted("b")]) == "ab | n | - | -"
    both = revision("n", "", 3, ("a", "b"))
    assert in_letters([A, B, both]) == "n | - | - | ab"


def test_decisions_about_a_revision() -> None:
    chain = chain_of([A, B], [returned("a", 1), accepted("a", 3), chosen("a", 4), returned("b", 2)])

    assert chain.verdict("a") is Verdict.ACCEPTED
    assert chain.verdict("b") is Verdict.RETURNED
    assert chain.verdict("c") is None
    assert chain.accepted is A
    found = chain.decision("a")
    assert found is not None
    assert found.number == 3


DIGESTS = "abcdefg"


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Revision], list[Decision]]:
    """Return revisions of which each follows an earlier one, a missing one or none."""
    revisions: list[Revision] = []
    for place in range(draw(st.integers(1, len(DIGESTS)))):
        before = ["", *(r.digest for r in revisions), f"lost {place}"]
        withdraws = draw(st.sets(st.sampled_from(DIGESTS), max_size=2))
        revisions.append(
            revision(
                DIGESTS[place],
                draw(st.sampled_from(before)),
                draw(st.integers(1, 4)),
                tuple(sorted(withdraws - {DIGESTS[place]})),
            )
        )
    about = draw(st.lists(st.sampled_from(DIGESTS), max_size=5))
    verdicts = [draw(st.sampled_from(Verdict)) for _ in about]
    return revisions, [decision(*made) for made in zip(about, range(1, 6), verdicts, strict=False)]


@given(histories(), st.randoms(use_true_random=False), st.sets(st.sampled_from(DIGESTS)))
def test_order_and_repetition_do_not_matter(
    history: tuple[list[Revision], list[Decision]], dice: Random, taken: set[str]
) -> None:
    revisions, decisions = history
    expected = chain_of(revisions, decisions, taken)
    mixed: list[Sequence[object]] = []
    for items in (revisions, decisions, sorted(taken)):
        more = [*items, *dice.choices(items, k=3)] if items else []
        dice.shuffle(more)
        mixed.append(more)

    assert chain_of(*mixed) == expected  # type: ignore[arg-type]


@given(histories())
def test_nothing_is_lost_and_nothing_is_twice(
    history: tuple[list[Revision], list[Decision]],
) -> None:
    chain = chain_of(*history)
    shown = [*chain.line, *chain.rivals, *chain.held, *chain.withdrawn]

    assert sorted(r.digest for r in shown) == sorted(r.digest for r in history[0])


@given(histories())
def test_the_line_is_one_way_from_the_first_to_the_head(
    history: tuple[list[Revision], list[Decision]],
) -> None:
    chain = chain_of(*history)

    before = ["", *(r.digest for r in chain.line)]
    assert [r.supersedes for r in chain.line] == before[: len(chain.line)]
    assert chain.is_forked <= bool(chain.rivals)


@given(histories(), histories())
def test_a_further_revision_takes_nothing_accepted_out(
    history: tuple[list[Revision], list[Decision]], other: tuple[list[Revision], list[Decision]]
) -> None:
    revisions, decisions = history
    late = [r for r in other[0] if r.digest not in {known.digest for known in revisions}]
    before = chain_of(revisions, decisions)
    known = {r.digest for r in revisions}
    about = [d for d in decisions if d.revision in known]

    after = chain_of([*revisions, *late], about)

    if before.accepted is not None and chain_of(revisions, about) == before:
        kept = before.line[: before.line.index(before.accepted) + 1]
        assert after.line[: len(kept)] == kept
