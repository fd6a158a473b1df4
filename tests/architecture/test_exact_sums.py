"""Decimals are added by `exact_sum` alone: Python's own context rounds away what it does not keep.

A sum is let pass where it is plain that no decimals are added: whole numbers that count something,
or fractions, whose sum starts with one.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("spa_me", "exports", "ui")
HOME = "spa_me/domain/numbers.py"
CONTEXT = {"Context", "getcontext", "setcontext", "localcontext", "fsum", "DefaultContext"}


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _counts(node: ast.expr) -> bool:
    """Return whether each part of a sum is a question that is answered with yes or no."""
    if not isinstance(node, ast.GeneratorExp | ast.ListComp):
        return False
    part = node.elt
    if isinstance(part, ast.UnaryOp):  # not …
        return isinstance(part.op, ast.Not)
    if isinstance(part, ast.Compare | ast.BoolOp | ast.Constant):
        return True
    name = _name(part.func) if isinstance(part, ast.Call) else _name(part)
    return name in {"any", "all", "bool", "len", "reaches"} or name.startswith(
        ("is_", "_is_", "has_")
    )


def _is_of_fractions(call: ast.Call) -> bool:
    start = call.args[1] if len(call.args) > 1 else None
    if isinstance(start, ast.Call) and _name(start.func) == "Fraction":
        return True
    first = call.args[0]
    is_map = isinstance(first, ast.Call) and _name(first.func) == "map"
    return is_map and isinstance(first, ast.Call) and _name(first.args[0]) == "Fraction"


def _found(source: str) -> list[int]:
    """Return the lines with a sum that may be of decimals, or a decimal context."""
    tree = ast.parse(source)
    found: set[int] = set()
    knows = "Decimal" in source or "domain.values" in source or "cofunding" in source
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "decimal":
            found |= {node.lineno for name in node.names if name.name in CONTEXT}
        if not isinstance(node, ast.Call) or _name(node.func) not in {"sum", "fsum"}:
            continue
        if knows and not (_counts(node.args[0]) or _is_of_fractions(node)):
            found.add(node.lineno)
    return sorted(found)


COUNTED = {
    "spa_me/domain/cofunding/shares.py": ("left = 100 - sum(whole)",),
    "spa_me/domain/derivation/facts.py": ('sum(unit["is_expected"]', "sum(judged)"),
    "spa_me/services/exchange/summary.py": ("e.size for e in",),
    "exports/form/sheet.py": ("self.widths",),
    "ui/pages/entry/model.py": ("self._evidence",),
}
"""Sums of whole numbers that the rule cannot tell from decimals."""


def _is_counted(path: str, line: str) -> bool:
    return any(known in line for known in COUNTED.get(path, ()))


def test_decimals_are_added_in_one_place() -> None:
    found: list[str] = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            path, source = file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
            lines = source.splitlines()
            if path != HOME:
                found += [
                    f"{path}:{number}: {lines[number - 1].strip()}"
                    for number in _found(source)
                    if not _is_counted(path, lines[number - 1])
                ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from decimal import Decimal\nsum(parts.values(), Decimal(0))",
        "from decimal import Decimal\nsum(printed)",
        "from decimal import Decimal\nsum(share.amount for share in shares)",
        "from decimal import Context",
        "from spa_me.domain.values import Value\nsum(v.number for v in values)",
    ],
)
def test_the_rule_bites(source: str) -> None:
    assert _found(source)


@pytest.mark.parametrize(
    "source",
    [
        "from decimal import Decimal\nsum(amount > 3 for amount in amounts)",
        "from decimal import Decimal\nsum(amounts, Fraction(0))",
        "from decimal import Decimal\nsum(map(Fraction, amounts))",
        "sum(widths)",
    ],
)
def test_the_rule_lets_pass_what_counts(source: str) -> None:
    assert not _found(source)
