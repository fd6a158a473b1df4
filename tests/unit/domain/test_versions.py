"""Framework versions: which one judges, and how old markers map to new (rules, section 7)."""

from typing import Any

import pytest

from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import ChangeKind, FrameworkDefinition
from spa_me.domain.versions import MarkerMatch, map_versions, version_in_force
from tests.unit.domain.building import framework, indicator, leg, marker, years

BOTH = years("2026", "2027")


def version(name: str, since: str, *codes: str, **keys: Any) -> FrameworkDefinition:
    return framework(
        [indicator()],
        [marker(code, leg("i", 1)) for code in codes],
        version=name,
        in_force_from=since,
        **{"periods": BOTH, **keys},
    )


FIRST = version("1", "2026-01-01")
SECOND = version("2", "2026-07-01")


@pytest.mark.parametrize("versions", [(FIRST, SECOND), (SECOND, FIRST)])
@pytest.mark.parametrize(("period", "judge"), [("2026", "1"), ("2027", "2")])
def test_the_version_in_force_at_the_start_of_a_period_judges_it(
    versions: tuple[FrameworkDefinition, ...], period: str, judge: str
) -> None:
    assert version_in_force(versions, period).version == judge


def test_a_version_in_force_on_the_first_day_judges_the_period() -> None:
    on_the_day = version("2", "2027-01-01")
    a_day_late = version("2", "2027-01-02")
    assert version_in_force((FIRST, on_the_day), "2027").version == "2"
    assert version_in_force((FIRST, a_day_late), "2027").version == "1"


def test_a_period_before_every_version_is_judged_by_the_first() -> None:
    late = version("2", "2030-01-01")
    later = version("3", "2031-01-01")
    assert version_in_force((later, late), "2026").version == "2"


def test_only_a_version_that_knows_the_period_can_judge_it() -> None:
    only_2026 = version("2", "2025-01-01", periods=years("2026"))
    assert version_in_force((FIRST, only_2026), "2027").version == "1"


def test_a_period_that_nobody_knows_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match=r"no reporting period “1999”.*2026, 2027"):
        version_in_force((FIRST, SECOND), "1999")


OLD = version("1", "2026-01-01", "a", "b", "c", "d", "e", "f")
NEW = version(
    "2",
    "2027-01-01",
    *("a", "b1", "b2", "cd", "f", "new"),
    changes=[
        {"kind": "split", "old": ["b"], "new": ["b1", "b2"], "reason": "two countries, two ways"},
        {"kind": "merged", "old": ["c", "d"], "new": ["cd"]},
        {"kind": "retired", "old": ["e"], "reason": "done"},
    ],
)


def shape(match: MarkerMatch) -> tuple[str, str, str, bool]:
    old = "+".join(marker.code for marker in match.old)
    new = "+".join(marker.code for marker in match.new)
    return match.kind.value, old, new, match.is_stated


def test_both_views_stand_side_by_side_in_the_order_of_the_new_version() -> None:
    assert [shape(match) for match in map_versions(OLD, NEW).matches] == [
        ("kept", "a", "a", False),
        ("split", "b", "b1+b2", True),
        ("merged", "c+d", "cd", True),
        ("kept", "f", "f", False),
        ("added", "", "new", False),
        ("retired", "e", "", True),
    ]
    assert map_versions(OLD, NEW).matches[1].reason == "two countries, two ways"
    assert map_versions(OLD, NEW).matches[2].reason == ""


def test_successors_and_predecessors() -> None:
    found = map_versions(OLD, NEW)
    assert found.successors("b") == ("b1", "b2")
    assert found.successors("d") == ("cd",)
    assert found.successors("e") == ()
    assert found.predecessors("cd") == ("c", "d")
    assert found.predecessors("b2") == ("b",)
    assert found.predecessors("new") == ()
    assert (found.retired, found.added) == (("e",), ("new",))


def test_another_title_under_the_same_code_is_a_rewording() -> None:
    new = framework([indicator()], [{**marker("a", leg("i", 1)), "title": "Said better"}])
    (first, *_) = map_versions(OLD, new).matches
    assert (first.kind, first.is_stated) == (ChangeKind.REWORDED, False)


def test_a_code_that_now_means_something_else_is_not_kept() -> None:
    new = version(
        "2",
        "2027-01-01",
        *("a", "b"),
        changes=[{"kind": "reworded", "old": ["a"], "new": ["b"], "reason": "moved up"}],
    )
    old = version("1", "2026-01-01", "a", "b")
    assert [shape(match) for match in map_versions(old, new).matches] == [
        ("added", "", "a", False),
        ("reworded", "a", "b", True),
        ("retired", "b", "", False),
    ]


def test_a_change_of_a_still_older_version_is_left_out() -> None:
    new = version(
        "2", "2027-01-01", "a", changes=[{"kind": "retired", "old": ["z"], "reason": "long ago"}]
    )
    old = version("1", "2026-01-01", "a")
    assert [shape(match) for match in map_versions(old, new).matches] == [("kept", "a", "a", False)]
