"""The format document: its example is one that the reader takes, and it names every key."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from spa_me.domain.framework import (
    FrameworkDefinition,
    Indicator,
    Leg,
    Marker,
    MarkerChange,
    Rules,
    read_framework,
)

DOCUMENT = (Path(__file__).parents[3] / "docs" / "framework-format.md").read_text(encoding="utf-8")


def test_the_example_is_read() -> None:
    examples = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(examples) == 1
    definition = read_framework(examples[0], "docs/framework-format.md")
    assert [marker.code for marker in definition.markers] == ["1.1", "1.2"]
    assert definition.reporters["1.1"] == ("A", "B")


@pytest.mark.parametrize(
    "model", [FrameworkDefinition, Rules, Indicator, Marker, Leg, MarkerChange]
)
def test_every_key_is_named(model: type[BaseModel]) -> None:
    outside_of_blocks = re.sub(r"```.*?```", "", DOCUMENT, flags=re.DOTALL)
    shown = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`]+`", outside_of_blocks))))
    assert set(model.model_fields) - shown == set()
