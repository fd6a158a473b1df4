"""The framework definitions and examples that are shipped, as texts.

Definitions are data: this package finds and reads files and knows nothing of their format.
`spa_me.domain.framework` reads the definitions, `spa_me.domain.dataset_file` the examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

_EXAMPLES = "examples"
_SUFFIX = ".toml"


def packaged() -> dict[str, Traversable]:
    """Return the definition files by name: `un-act/2014` for the file `un-act/2014.toml`."""
    folders = sorted(
        (node for node in files(__name__).iterdir() if node.is_dir() and node.name != _EXAMPLES),
        key=lambda folder: folder.name,
    )
    return {
        f"{folder.name}/{name}": file for folder in folders for name, file in _toml_files(folder)
    }


def examples() -> dict[str, Traversable]:
    """Return the files of example data by name: `un-act-2014`."""
    return dict(_toml_files(files(__name__) / _EXAMPLES))


def definition_text(name: str) -> str:
    """Return the TOML text of a packaged definition; raises `KeyError` for another name."""
    return packaged()[name].read_text(encoding="utf-8")


def example_text(name: str) -> str:
    """Return the TOML text of an example's data; raises `KeyError` for another name."""
    return examples()[name].read_text(encoding="utf-8")


def region_framework_text() -> str:
    """Return the TOML text of the illustrative framework of the region example."""
    return (files(__name__) / _EXAMPLES / "region" / "framework.toml").read_text(encoding="utf-8")


def schema_text() -> str:
    """Return the JSON Schema of definition files, as editors and other programs use it."""
    return (files(__name__) / "schema.json").read_text(encoding="utf-8")


def _toml_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for file in sorted(folder.iterdir(), key=lambda node: node.name):
        if file.is_file() and file.name.endswith(_SUFFIX):
            yield file.name.removesuffix(_SUFFIX), file
