"""The JSON Schemas: made from the models, current, and true of what is shipped."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from make_schema import SCHEMAS, schema_text

import frameworks

ROOT = Path(__file__).parents[3]


def _validator(path: str) -> Draft202012Validator:
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _as_json(node: Any) -> Any:
    """Return TOML data as a schema sees it: dates as texts, numbers as numbers."""
    match node:
        case dict():
            return {str(key): _as_json(value) for key, value in node.items()}
        case list():
            return [_as_json(value) for value in node]
        case date():
            return node.isoformat()
        case Decimal():
            return float(node)
        case _:
            return node


def _problems(path: str, text: str) -> list[str]:
    data = _as_json(tomllib.loads(text))
    return [f"{e.json_path}: {e.message}" for e in _validator(path).iter_errors(data)]


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_schema_is_current(path: str) -> None:
    found = (ROOT / path).read_text(encoding="utf-8")
    assert found == schema_text(path), "run scripts/make_schema.py"


def test_the_packaged_schema_is_the_one_for_definitions() -> None:
    assert frameworks.schema_text() == schema_text("frameworks/schema.json")


@pytest.mark.parametrize("name", frameworks.packaged())
def test_definitions_validate(name: str) -> None:
    assert _problems("frameworks/schema.json", frameworks.definition_text(name)) == []


@pytest.mark.parametrize("name", frameworks.examples())
def test_examples_validate(name: str) -> None:
    assert _problems("frameworks/examples/schema.json", frameworks.example_text(name)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "programme"', 'kind = "project"'),
        ("format = 1", "format = 2"),
        ('owner = "', 'ownr = "'),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(old: str, new: str) -> None:
    text = frameworks.definition_text("un-act/2014")
    assert old in text
    assert _problems("frameworks/schema.json", text.replace(old, new, 1))
