"""Rules read values through `Dataset.values_for`: as the version that judges asks them.

`Dataset.values` are as they were recorded; read by a rule they would end each series at the version
that is in force, and no figure would say so.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = {"assess", "assess_markers", "check_period", "falls", "aggregate", "unit_inputs"}
RULES |= {"total_over_periods"}


def _found(source: str) -> list[int]:
    """Return the lines where a rule is given the values of a dataset as they were recorded."""
    return [
        argument.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RULES
        for argument in [*node.args, *(key.value for key in node.keywords)]
        if isinstance(argument, ast.Attribute) and argument.attr == "values"
    ]


def test_rules_read_values_as_the_version_that_judges_asks_them() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("spa_me", "exports", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in _found(path.read_text(encoding="utf-8"))
        if path.name != "legs.py"  # reads what it was given
    ]

    assert found == []


@pytest.mark.parametrize(
    "source", ["assess(d, p, data.values)", "check_period(d, values=workspace.dataset().values)"]
)
def test_the_rule_bites(source: str) -> None:
    assert _found(source)
