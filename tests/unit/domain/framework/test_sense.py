"""What a new framework file is asked about, and what published versions are not."""

import json
from typing import Any

import pytest

from spa_me.domain.errors import InputError
from spa_me.domain.framework import FrameworkDefinition, read_definition, read_framework
from spa_me.domain.framework.sense import sense_check
from tests.unit.domain.building import PERIOD, framework, indicator, leg, marker, units

TWO = units("A", "B")
NEW_FILE = """
format = 1
code = "T"
version = "1"
title = "T"
in_force_from = 2026-01-01
[plan]
code = "T"
kind = "programme"
title = "T"
owner = "O"
[[levels]]
code = "o"
title = "O"
[[periods]]
code = "2026"
title = "2026"
start = 2026-01-01
end = 2026-12-31
[[units]]
code = "A"
name = "Country A"
[[results]]
code = "1"
level = "o"
title = "R"
[[indicators]]
code = "i"
result = "1"
title = "I"
unit = "things"
scope = "countries"
baseline = { value = 100 }
[[markers]]
code = "m"
result = "1"
title = "M"
legs = [{ indicator = "i", targets = { 2026 = 60 } }]
"""


def _asked(raw: dict[str, Any], one: dict[str, Any], **keys: Any) -> list[str]:
    definition = framework([raw], [marker("m", one, **keys)], units=TWO)
    return [str(finding) for finding in sense_check(definition)]


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "expected"),
    [
        (
            "rising",
            100,
            60,
            "the target of 60 lies below the baseline of 100 of a rising",
        ),
        ("falling", 5, 10, "the target of 10 lies above the baseline of 5 of a falling"),
        ("rising", 50, 50, "the baseline of 50 meets it already"),
        ("falling", 50, 50, "the baseline of 50 meets it already"),
    ],
)
def test_a_target_that_is_no_progress_is_asked_about(
    direction: str, baseline: int, target: int, expected: str
) -> None:
    raw = indicator(direction=direction, baseline={"value": baseline})
    (found,) = _asked(raw, leg("i", target))
    assert found.startswith(f"markers[m].legs[i].targets.{PERIOD}: {expected}")
    assert "keep = true" in found
    assert _asked(raw, leg("i", target, keep=True)) == []


@pytest.mark.parametrize(
    ("raw", "one", "keys"),
    [
        (indicator(baseline={"value": 40}), leg("i", 60), {}),
        (indicator(baseline={"value": 50}), leg("i", 50, comparator=">"), {}),
        (indicator(direction="falling", baseline={"value": 40}), leg("i", 10), {}),
        (indicator(), leg("i", 10), {}),
        # The baseline of a count of units is a value, and that of a total is nobody's own.
        (
            indicator(across_units="count_reaching", reaching=40, baseline={"value": 10}),
            leg("i", 2),
            {},
        ),
        (
            indicator(baseline={"value": 40}),
            leg("i", 60, unit_targets={"A": {PERIOD: 20}}),
            {},
        ),
    ],
)
def test_what_makes_sense_is_not_asked_about(
    raw: dict[str, Any], one: dict[str, Any], keys: dict[str, Any]
) -> None:
    assert _asked(raw, one, **keys) == []


def test_a_units_own_target_is_asked_about_where_units_are_judged_one_by_one() -> None:
    one = leg("i", 60, unit_targets={"A": {PERIOD: 20}})
    (found,) = _asked(indicator(baseline={"value": 40}), one, rule="k_of_n")
    assert found.startswith(
        f"markers[m].legs[i].unit_targets.A.{PERIOD}: the target of 20 lies below"
    )


def test_there_is_no_level_to_keep_without_a_baseline() -> None:
    (found,) = _asked(indicator(), leg("i", 10, keep=True))
    assert "there is no level to keep" in found


def test_units_that_are_counted_have_no_targets_of_their_own() -> None:
    raw = indicator(across_units="count_reaching", reaching=40)
    (found,) = _asked(raw, leg("i", 2, unit_targets={"A": {PERIOD: 60}}))
    assert "rule k_of_n" in found


def _wrong_side() -> FrameworkDefinition:
    return framework([indicator(baseline={"value": 100})], [marker("m", leg("i", 60))])


def test_a_published_version_is_taken_as_it_is_and_a_new_file_is_asked() -> None:
    definition = _wrong_side()
    stored = read_definition(json.loads(definition.canonical), "the stored framework")
    assert stored.digest == definition.digest

    with pytest.raises(InputError, match="lies below the baseline of 100"):
        read_framework(NEW_FILE, "new.toml")
    kept = NEW_FILE.replace("targets = { 2026 = 60 }", "targets = { 2026 = 60 }, keep = true")
    assert read_framework(kept, "new.toml").markers[0].legs[0].keep


def test_what_no_version_said_before_changes_no_digest() -> None:
    """`keep` and `missing_allowed` are written only where they are said."""
    content = json.loads(_wrong_side().canonical)
    assert "keep" not in content["markers"][0]["legs"][0]
    assert "rules" not in content
