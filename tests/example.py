"""The real UN-ACT 2014 data, for every test that needs a workspace's content."""

from datetime import UTC, datetime
from functools import cache

import frameworks
from spa_me.domain.dataset import Dataset
from spa_me.domain.dataset_file import DatasetFile, read_dataset
from spa_me.domain.framework import FrameworkDefinition, read_framework

WORKSPACE_ID = "00000000-0000-4000-8000-000000002014"
CREATED_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@cache
def un_act_2014_definition() -> FrameworkDefinition:
    """Return the UN-ACT 2014 framework as it is shipped."""
    return read_framework(frameworks.definition_text("un-act/2014"), "un-act/2014.toml")


@cache
def un_act_2014_file() -> DatasetFile:
    """Return the example data as it is shipped, apart from any workspace."""
    text = frameworks.example_text("un-act-2014")
    return read_dataset(text, "examples/un-act-2014.toml", un_act_2014_definition())


@cache
def un_act_2014() -> Dataset:
    """Return the example as a workspace would hold it, with a fixed id and day."""
    return un_act_2014_file().dataset(WORKSPACE_ID, CREATED_AT)
