"""Files and functions stay small enough to be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("spa_me", "ui", "exports", "frameworks", "scripts")
MAX_FILE, MAX_TEST_FILE, MAX_FUNCTION = 400, 500, 50


def _files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines"


def _long_files(limit: int, *folders: str) -> list[str]:
    counted = (
        (path, len(path.read_text(encoding="utf-8").splitlines())) for path in _files(*folders)
    )
    return [f"{path.relative_to(ROOT)}: {lines} lines" for path, lines in counted if lines > limit]


def test_the_folders_are_the_real_ones() -> None:
    """A limit on a folder that was renamed would guard nothing."""
    assert all(any(_files(folder)) for folder in SOURCES)


def test_files_are_short() -> None:
    assert _long_files(MAX_FILE, *SOURCES) == []
    assert _long_files(MAX_TEST_FILE, "tests") == []


def test_functions_are_short() -> None:
    found = [entry for path in _files(*SOURCES, "tests") for entry in _long_functions(path)]

    assert found == []
