"""The preview of a framework version: everything that it says otherwise, and what comes of it."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

import pytest
from pydantic import BaseModel

from spa_me.domain.errors import InputError
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import ValueKey, reported
from spa_me.domain.version_changes import compare_versions
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.framework_versions import (
    VersionPreview,
    change_sentences,
    effect_sentences,
    main_sentences,
    preview,
)
from spa_me.services.frameworks import install
from spa_me.services.workspace import Workspace
from tests.integration.making import ACTOR, Clock
from tests.unit.domain.building import framework, indicator, leg, marker, units, years

Raw = dict[str, Any]

SEX = {
    "code": "sex",
    "title": {"en": "Sex", "th": "เพศ"},
    "categories": [{"code": "f", "title": "Female"}, {"code": "m", "title": "Male"}],
}
WHOLE: Raw = {
    "format": 1,
    "code": "TEST",
    "version": "2",
    "title": {"en": "Test plan", "th": "แผน"},
    "in_force_from": "2026-01-01",
    "adopted": "2025-12-01",
    "adopted_by": "The meeting",
    "source": "A document",
    "plan": {
        "code": "TEST",
        "kind": "programme",
        "title": "Test plan",
        "owner": "Nobody",
        "start": "2026-01-01",
        "end": "2028-12-31",
    },
    "rules": {
        "partly_above": 10,
        "cap_achievement": False,
        "co_funding_target": 20,
        "co_funding_indicator": "share",
        "author_may_approve": True,
        "missing_allowed": 30,
    },
    "levels": [{"code": "outcome", "title": "Outcome"}, {"code": "output", "title": "Output"}],
    "units": [
        {
            "code": "A",
            "name": "Country A",
            "kind": "country",
            "currency": "THB",
            "income_class": "low",
        },
        {"code": "B", "name": "Country B"},
    ],
    "periods": years("2026", "2027"),
    "dimensions": [SEX],
    "results": [
        {"code": "1", "level": "outcome", "title": "A result"},
        {"code": "1.1", "level": "output", "title": "Below it", "parent": "1"},
        {"code": "1.2", "level": "output", "title": "Beside it", "parent": "1"},
    ],
    "indicators": [
        indicator(
            "count",
            measure="amount",
            across_periods="cumulative",
            across_units="count_reaching",
            reaching=3,
            baseline={"value": 1, "year": 2025},
            dimensions=["sex"],
            means_of_verification="Registers",
            responsible="The ministry",
            guidance="Count each person once",
        ),
        indicator(
            "share",
            measure="percentage",
            across_units="ratio",
            direction="falling",
            numerator="Those trained",
            denominator="All",
            baseline={"value": 4},
            scope="all",
            reporters=["A"],
        ),
        indicator(
            "grade",
            measure="scale",
            levels=[
                {"code": "good", "title": "Good", "status": "fully"},
                {"code": "bad", "title": "Bad", "status": "not"},
            ],
        ),
    ],
    "markers": [
        {
            **marker("m1", leg("count", 2, comparator=">", unit_targets={"A": {"2026": 1}})),
            "rule": "k_of_n",
            "k": 1,
            "grade": "like",
            "precondition": "The law is in force",
        },
        marker("m2", leg("share", 5, keep=True), leg("count", 1)),
        marker("m3", leg("grade"), rule="rubric"),
    ],
    "changes": [
        {
            "kind": "reworded",
            "old": ["m0"],
            "new": ["m1"],
            "reason": "clearer",
            "series": [{"new": "count", "old": ["number"], "dimension": "sex", "category": "f"}],
        }
    ],
    "notes": [{"about": "1", "text": "Mind this", "source": "Page 3"}],
}
BEFORE = read_definition(
    {
        **WHOLE,
        "version": "1",
        "in_force_from": "2025-01-01",
        "changes": [],
        "indicators": [
            *WHOLE["indicators"],
            indicator("number", measure="amount", across_periods="cumulative"),
        ],
        "markers": [*WHOLE["markers"], marker("m0", leg("number", 1))],
    },
    "before",
)


def _said(raw: Raw) -> list[str]:
    definition = read_definition(raw, "test")
    found = VersionPreview(definition, False, compare_versions(BEFORE, definition), (), ())
    return [str(said) for said in [*main_sentences(found), *change_sentences(found)]]


def _leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, one in cast("dict[str, object]", value).items():
            yield from _leaves(one, (*path, key))
    elif isinstance(value, list) and value:
        for place, one in enumerate(cast("list[object]", value)):
            yield from _leaves(one, (*path, place))
    else:
        yield path


def _others(value: Any) -> list[Any]:
    """Return what may stand in the place of a value of a definition."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    text = str(value)
    try:
        return [(date.fromisoformat(text) + timedelta(days=days)).isoformat() for days in (1, -1)]
    except ValueError:
        pass
    words = [
        *("count", "amount", "percentage", "sum", "mean", "min", "max", "periodic", "snapshot"),
        *("cumulative", "rising", "falling", "region", "countries", "all", "country", "spa"),
        *("all_of", "k_of_n", "rubric", "declared", ">=", "<", "=", "fully", "partly", "not"),
        *("expect", "love", "USD", "A", "B", "1", "1.1", "1.2", "outcome", "output", "count"),
        *("share", "m1", "m2", "2027", "sex", "m", "f", "kept"),
    ]
    return [*(word for word in words if word != text), f"{text}x"]


def _mutated(path: tuple[str | int, ...]) -> Iterator[Raw]:
    """Yield definitions that differ in one place: another value, or none."""
    for other in (*_others(_at(WHOLE, path)), None):
        raw = copy.deepcopy(WHOLE)
        parent = _at(raw, path[:-1])
        if other is not None:
            parent[path[-1]] = other
        elif isinstance(parent, dict):
            del parent[path[-1]]
        yield raw


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


PATHS = list(_leaves(WHOLE))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_whatever_a_version_says_otherwise_is_listed(path: tuple[str | int, ...]) -> None:
    known = set(_said(WHOLE))
    same = read_definition(WHOLE, "test")
    for raw in _mutated(path):
        try:
            definition = read_definition(raw, "test")
        except InputError:
            continue
        if definition != same:
            assert set(_said(raw)) != known, raw


def test_every_key_that_a_version_may_have_is_tried() -> None:
    """A key that comes to the format has to come here, too."""
    tried = {key for path in PATHS for key in path if isinstance(key, str)}
    asked: set[str] = set()
    queue: list[type[BaseModel]] = [FrameworkDefinition]
    while queue:
        model = queue.pop()
        asked |= set(model.model_fields)
        queue += [
            part
            for field in model.model_fields.values()
            for part in _models(field.annotation)
            if part.__module__.startswith("spa_me") and part.__name__ != "Text"
        ]
    assert asked - tried == set()


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


# --- What comes of it -----------------------------------------------------------------------------


def _plan(version: str = "1", since: str = "2026-01-01", **keys: Any) -> FrameworkDefinition:
    raw = indicator("i", **keys)
    targets = {"2026": 8, "2027": 8}
    return framework(
        [raw],
        [marker("m", {"indicator": "i", "targets": targets})],
        units=units("A", "B"),
        periods=years("2026", "2027"),
        version=version,
        in_force_from=since,
    )


@pytest.fixture
def office(path: Any, clock: Clock) -> Iterator[Workspace]:
    with Workspace.create(
        path, _plan(across_periods="cumulative"), "A", ACTOR, clock=clock
    ) as made:
        entered = {("A", "2026"): 3, ("B", "2026"): 4, ("A", "2027"): 5}
        changes = [
            ValueChange(ValueKey(unit, period, "i"), reported(number))
            for (unit, period), number in entered.items()
        ]
        record_values(made, changes)
        yield made


def test_a_cumulative_indicator_that_becomes_periodic_is_told_with_what_comes_of_it(
    office: Workspace,
) -> None:
    """Issue 10, 2.12."""
    found = preview(office, _plan("2", "2027-01-01"))

    said = [str(sentence) for sentence in change_sentences(found)]
    assert "Indicator i, across periods: cumulative, then periodic" in said
    assert any("begin anew" in sentence for sentence in said)
    effects = [str(sentence) for sentence in effect_sentences(found)]
    assert "2027, all together, marker m: fully met, 9 of 8, then partly met, 5 of 8" in effects
    assert not any(sentence.startswith("2026") for sentence in effects)


def test_the_effects_are_what_is_there_afterwards(office: Workspace) -> None:
    from spa_me.reports import BookQuestion, make_book

    version = _plan("2", "2027-01-01")
    before = make_book(office.dataset(), BookQuestion("2027")).marker("m")
    found = preview(office, version)
    install(office, version)
    after = make_book(office.dataset(), BookQuestion("2027")).marker("m")

    (effect,) = [e for e in found.effects if (e.unit, e.part) == (None, "marker")]
    for text, line in ((effect.before, before), (effect.after, after)):
        assert text.startswith(line.status_title.lower())
        assert str(line.actual_text) in text


def test_a_version_that_changes_nothing_so_far_has_no_effects(office: Workspace) -> None:
    found = preview(office, _plan("2", "2027-01-01", across_periods="cumulative"))
    assert found.effects == ()
    assert change_sentences(found) == []


def test_a_marker_with_another_code_is_reworded_and_neither_gone_nor_new(
    office: Workspace,
) -> None:
    """Issue 10, 1.2."""
    version = framework(
        [indicator("C2", across_periods="cumulative")],
        [marker("M2", {"indicator": "C2", "targets": {"2027": 8}})],
        units=units("A", "B"),
        periods=years("2027"),
        version="2",
        in_force_from="2027-01-01",
        changes=[{"kind": "reworded", "old": ["m"], "new": ["M2"], "reason": "clearer"}],
    )
    said = [str(sentence) for sentence in change_sentences(preview(office, version))]

    assert any("m reworded to M2" in sentence for sentence in said)
    assert "The indicator i became C2" in said
    assert not any(
        sentence.startswith(
            (
                "New progress",
                "New indicator",
                "Gone since version 1: progress",
                "Gone since version 1: indicator",
            )
        )
        for sentence in said
    )
    assert not any("legs" in sentence or sentence.startswith("Target") for sentence in said)
    # A has reported only under the old code by then; nothing of it is lost.
    effects = [str(sentence) for sentence in effect_sentences(preview(office, version))]
    assert not any("all together" in sentence for sentence in effects)


def test_a_marker_that_the_version_before_does_not_have_is_told(office: Workspace) -> None:
    content = _plan("2", "2027-01-01", across_periods="cumulative").model_dump(
        mode="json", exclude_defaults=True
    )
    content["changes"] = [{"kind": "reworded", "old": ["n"], "new": ["m"]}]
    said = change_sentences(preview(office, read_definition(content, "test")))
    assert any("progress marker n, which is not in version 1" in str(sentence) for sentence in said)
