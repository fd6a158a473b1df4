"""Texts of people and files reach Qt as plain text: in tool tips, in labels, in message boxes.

Qt follows what looks like HTML, and loads images that it names: from a disk, on Windows also from
another computer.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTERS = {"setToolTip", "setWhatsThis", "setTabToolTip", "showText"}
SAFE_CALLS = {"as_tooltip", "tr", "translate", "_tr"}


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_plain(node: ast.expr | None) -> bool:
    """Return whether a text is a literal, a translated literal, or went through `as_tooltip`."""
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) and _is_plain(node.orelse)
    if isinstance(node, ast.Call):
        return _name(node.func) in SAFE_CALLS
    return node is None or isinstance(node, ast.Constant)


def _unsafe_calls(tree: ast.Module) -> Iterator[int]:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in SETTERS:
            text = node.args[1] if _name(node.func) == "showText" else node.args[-1]
            if not _is_plain(text):
                yield node.lineno
        elif isinstance(node, ast.Attribute) and node.attr in SETTERS and id(node) not in called:
            yield node.lineno  # handed on, as to a signal


def _unsafe_roles(tree: ast.Module) -> Iterator[int]:
    """Yield where a model answers, or an item is given, a tool tip that may be more than text."""
    answered: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If):
            asked, body = node.test, node.body
        elif isinstance(node, ast.match_case):
            asked, body = node.pattern, node.body
        else:
            continue
        returned = [part for part in body if isinstance(part, ast.Return)]
        if returned and all(_is_plain(part.value) for part in returned):
            answered |= {id(part) for part in ast.walk(asked)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "ToolTipRole"
            and id(node) not in answered
        ):
            yield node.lineno


def _unsafe_labels(tree: ast.Module) -> Iterator[int]:
    """Yield labels and message boxes made where nothing says that their texts are plain."""
    says = any(
        isinstance(node, ast.Attribute) and node.attr == "setTextFormat" for node in ast.walk(tree)
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not says:
            is_label = _name(node.func) == "QLabel" and bool(node.args)
            if is_label or _name(node.func) == "QMessageBox":
                yield node.lineno
        if isinstance(node, ast.Attribute) and node.attr == "RichText":
            yield node.lineno


def _found(source: str) -> list[int]:
    tree = ast.parse(source)
    return sorted({*_unsafe_calls(tree), *_unsafe_roles(tree), *_unsafe_labels(tree)})


def test_no_text_of_others_is_shown_as_html() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for line in _found(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "item.setToolTip(entry.text)",
        "item.setToolTip(self.tr('{name}').format(name=name))",
        "tabs.setTabToolTip(0, entry.text)",
        "changed.connect(button.setToolTip)",
        "QToolTip.showText(place, entry.text)",
        "item.setData(Qt.ItemDataRole.ToolTipRole, entry.text)",
        "if role == Qt.ItemDataRole.ToolTipRole:\n    shown = text",
        "def data(role):\n match role:\n  case Q.DisplayRole | Q.ToolTipRole:\n   return text",
        "QLabel(entry.title)",
        "box = QMessageBox(self)",
    ],
)
def test_the_rule_bites(source: str) -> None:
    assert _found(source)


@pytest.mark.parametrize(
    "source",
    [
        "item.setToolTip(self.tr('Close (Esc)'))",
        "item.setToolTip(as_tooltip(entry.text))",
        "def data(role):\n match role:\n  case Q.ToolTipRole:\n   return as_tooltip(text)",
    ],
)
def test_the_rule_lets_pass_what_is_plain(source: str) -> None:
    assert not _found(source)
