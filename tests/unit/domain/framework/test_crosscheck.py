"""What has to hold between the parts of a framework."""

from collections.abc import Mapping
from typing import Any

import pytest

from spa_me.domain.errors import InputError
from tests.unit.domain.building import framework, indicator, leg, marker, share, units, years

REGION = {"code": "RS", "name": "Region", "kind": "region"}
PLAN = {"code": "P", "kind": "spa", "title": "P", "owner": "O"}
FEMALE = {"code": "female", "title": "Female"}
UNKNOWN = {"code": "unknown", "title": "Unknown"}
SEX = {"code": "sex", "title": "Sex", "categories": [FEMALE]}
RUBRIC = {"measure": "scale", "levels": [{"code": "a", "title": "A", "status": "fully"}]}


def findings(
    indicators: list[Mapping[str, Any]] | None = None,
    markers: list[Mapping[str, Any]] | None = None,
    **keys: Any,
) -> list[str]:
    with pytest.raises(InputError) as error:
        framework(indicators or [], markers or [], **keys)
    return [str(finding) for finding in error.value.findings]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"units": units("A", "A")}, "units[A]: the code is used 2 times; expected each code once"),
        ({"periods": years("2026", "2026")}, "periods[2026]: the code is used 2 times"),
        (
            {"dimensions": [{**SEX, "categories": [UNKNOWN, UNKNOWN]}]},
            "dimensions[sex].categories[unknown]: the code is used 2 times",
        ),
        (
            {"plan": {**PLAN, "start": "2026-01-02", "end": "2026-01-01"}},
            "plan.end: it is before plan.start; expected a later day",
        ),
        (
            {"periods": [{"code": "p", "title": "p", "start": "2026-02-01", "end": "2026-01-01"}]},
            "periods[p].end: it is before the start",
        ),
        (
            {
                "periods": [
                    *years("2026"),
                    {"code": "h2", "title": "h2", "start": "2026-12-31", "end": "2027-06-30"},
                ]
            },
            "periods[h2].start: it overlaps with period 2026",
        ),
        (
            {"results": [{"code": "1", "level": "goal", "title": "R"}]},
            "results[1].level: there is no level “goal”; expected a known level (outcome)",
        ),
        (
            {"results": [{"code": "1", "level": "outcome", "title": "R", "parent": "1"}]},
            "results[1].parent: there is no result “1” above it",
        ),
        ({"notes": [{"about": "x", "text": "T"}]}, "notes[1].about: there is no part “x”"),
        (
            {"rules": {"co_funding_indicator": "x"}},
            "rules.co_funding_indicator: there is no indicator “x”; expected",
        ),
    ],
)
def test_parts_around_the_results(keys: Mapping[str, Any], expected: str) -> None:
    found = findings(**keys)
    assert any(entry.startswith(expected) for entry in found), found


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (indicator(result="9"), "indicators[i].result: there is no result “9”"),
        (indicator(reporters=["X"]), "indicators[i].reporters: there is no unit “X”"),
        (indicator(dimensions=["age"]), "indicators[i].dimensions: there is no dimension “age”"),
        (indicator(scope="region"), "indicators[i].scope: nobody is asked"),
        (indicator(measure="scale"), "indicators[i].levels: it does not fit the measure"),
        (indicator(levels=RUBRIC["levels"]), "indicators[i].levels: it does not fit the measure"),
        (
            indicator(across_units="count_reaching"),
            "indicators[i].reaching: it does not fit across_units",
        ),
        (indicator(reaching=5), "indicators[i].reaching: it does not fit across_units"),
        (indicator(across_units="ratio"), "indicators[i].across_units: a ratio needs a percentage"),
        (
            indicator(measure="percentage"),
            "indicators[i].across_units: percentages are never summed or averaged",
        ),
        (
            indicator(measure="percentage", across_units="mean"),
            "indicators[i].across_units: percentages are never summed or averaged",
        ),
    ],
)
def test_indicators(raw: Mapping[str, Any], expected: str) -> None:
    found = findings([raw], dimensions=[SEX])
    assert any(entry.startswith(expected) for entry in found), found


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({**marker("m", leg("i")), "result": "9"}, "markers[m].result: there is no result “9”"),
        (marker("m", leg("x")), "markers[m].legs[x].indicator: there is no indicator “x”"),
        (
            marker("m", leg("i"), leg("j"), rule="k_of_n"),
            "markers[m].legs: k_of_n takes one leg; expected one leg, or rule all_of",
        ),
        (marker("m", leg("i"), k=1), "markers[m].k: it has no meaning here"),
        (
            marker("m", leg("i"), rule="k_of_n", k=3),
            "markers[m].k: only 2 units are asked; expected at most 2",
        ),
        (
            marker("m", leg("i"), leg("i")),
            "markers[m].legs: indicator i stands in two legs",
        ),
        (
            marker("m", leg("i"), rule="rubric"),
            "markers[m].legs[i].indicator: rule rubric cannot judge it; expected measure scale",
        ),
        (
            marker("m", leg("i"), rule="declared"),
            "markers[m].legs[i].indicator: rule declared cannot judge it",
        ),
        (marker("m", leg("r")), "markers[m].legs[r].indicator: rule all_of needs numbers"),
        (
            marker("m", leg("i", comparator="<=")),
            "markers[m].legs[i].comparator: <= goes against a rising indicator",
        ),
        (
            marker("m", leg("f", comparator=">")),
            "markers[m].legs[f].comparator: > goes against a falling indicator",
        ),
        (
            marker("m", leg("c", comparator="<=")),
            "markers[m].legs[c].comparator: <= goes against a count of units",
        ),
        (
            marker("m", {"indicator": "i", "targets": {"1999": 5}}),
            "markers[m].legs[i].targets: there is no period “1999”",
        ),
        (
            marker("m", {"indicator": "i", "unit_targets": {"A": {"1999": 5}}}),
            "markers[m].legs[i].targets: there is no period “1999”",
        ),
        (
            marker("m", {"indicator": "i", "unit_targets": {"RS": {"2026": 5}}}),
            "markers[m].legs[i].unit_targets: “RS” is not asked for i",
        ),
    ],
)
def test_markers(raw: Mapping[str, Any], expected: str) -> None:
    indicators = [
        indicator("i"),
        indicator("j"),
        indicator("r", **RUBRIC),
        indicator("f", direction="falling"),
        {**indicator("c", across_units="count_reaching", direction="falling"), "reaching": 5},
    ]
    found = findings(indicators, [raw], units=[*units("A", "B"), REGION])
    assert any(entry.startswith(expected) for entry in found), found


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"kind": "kept", "old": ["a"], "new": ["x"]},
            "changes[1].new: there is no marker “x”",
        ),
        (
            {"kind": "retired", "old": ["a"], "new": ["m"]},
            "changes[1]: “retired” names 1 old and 1 new markers; expected some old, none new",
        ),
        ({"kind": "added", "old": ["a"], "new": ["m"]}, "changes[1]: “added” names 1 old"),
        ({"kind": "split", "old": ["a"], "new": ["m"]}, "changes[1]: “split” names 1 old"),
        ({"kind": "merged", "old": ["a"], "new": ["m"]}, "changes[1]: “merged” names 1 old"),
        ({"kind": "kept", "old": ["a", "b"], "new": ["m"]}, "changes[1]: “kept” names 2 old"),
        ({"kind": "reworded", "old": [], "new": ["m"]}, "changes[1]: “reworded” names 0 old"),
    ],
)
def test_changes(change: Mapping[str, Any], expected: str) -> None:
    found = findings([indicator()], [marker("m", leg("i", 1))], changes=[change])
    assert any(entry.startswith(expected) for entry in found), found


def test_all_findings_come_together() -> None:
    found = findings([indicator(result="9"), indicator("j", result="8")])
    assert len(found) == 2


def test_everything_that_is_allowed_at_once() -> None:
    definition = framework(
        [
            indicator("i", dimensions=["sex"], scope="all"),
            indicator("f", direction="falling", reporters=["A"]),
            indicator("e"),
            indicator("r", **RUBRIC),
            indicator("d", measure="declaration"),
            {**indicator("c", across_units="count_reaching", direction="falling"), "reaching": 5},
            share("s"),
        ],
        [
            marker("m", leg("i", 1, comparator=">"), leg("f", 2, comparator="<")),
            marker("e", leg("e", 3, comparator="=")),
            marker("k", leg("s", 20, unit_targets={"B": {"2026": 10}}), rule="k_of_n", k=2),
            marker("r", leg("r"), rule="rubric"),
            marker("d", leg("d"), rule="declared"),
            marker("c", leg("c", 1, comparator=">=")),
            marker("cf", leg("c", 4), rule="k_of_n"),
        ],
        units=[*units("A", "B"), REGION],
        dimensions=[SEX],
        notes=[{"about": "framework", "text": "T"}, {"about": "RS", "text": "T"}],
        changes=[
            {"kind": "split", "old": ["x"], "new": ["m", "e"]},
            {"kind": "merged", "old": ["y", "z"], "new": ["k"]},
            {"kind": "retired", "old": ["w"]},
            {"kind": "added", "new": ["r"]},
        ],
        rules={"co_funding_indicator": "s", "co_funding_target": 20},
    )
    assert definition.reporters["i"] == ("A", "B", "RS")
    assert definition.reporters["f"] == ("A",)


def test_a_structure_without_units_asks_nobody_yet() -> None:
    definition = framework([indicator(scope="region")], units=[])
    assert definition.reporters == {"i": ()}
