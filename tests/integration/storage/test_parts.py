"""Parts and their canonical JSON."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from spa_me.services.workspace import Workspace
from spa_me.storage.parts import (
    DIVIDED_BY,
    LAYOUT,
    Part,
    canonical,
    read_all_parts,
    read_part,
    stored_layout,
)
from spa_me.storage.tables import METADATA

texts = st.text(st.characters(exclude_categories=["Cs"]))
cells = st.none() | texts | st.integers(-(2**53) + 1, 2**53 - 1)


@given(st.dictionaries(texts.filter(str.isascii), st.lists(st.lists(cells))))
def test_canonical_json_is_that_of_rfc_8785(content: Any) -> None:
    assert canonical(content) == rfc8785.dumps(content)


@given(st.lists(texts.filter(bool), min_size=2, max_size=2))
def test_a_part_is_found_by_its_name(codes: list[str]) -> None:
    part = Part("values", (codes[0], codes[1]))

    assert Part.named(part.name) == part


@given(st.tuples(texts, texts), st.tuples(texts, texts))
def test_different_parts_have_different_names(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (Part("values", one).name == Part("values", other).name) == (one == other)


@pytest.mark.parametrize("name", ["", "values", "values/A", "values/A/B/C", "secrets", "rates/x"])
def test_other_names_are_no_parts(name: str) -> None:
    with pytest.raises(ValueError, match="there is no part"):
        Part.named(name)


def test_every_table_is_in_a_part_or_guarded_by_the_audit() -> None:
    divided = {name for tables in DIVIDED_BY.values() for name in tables}

    # The content of a file is guarded by its own name, the SHA-256, and by whoever refers to it.
    guarded = {"command", "audit", "part_digest", "stored_file"}

    assert divided | guarded == set(METADATA.tables)


def test_the_layout_of_a_new_file_is_the_current_one(workspace: Workspace) -> None:
    with workspace.store.reading() as connection:
        assert stored_layout(connection) == LAYOUT


def test_all_parts_are_read_as_each_is(workspace: Workspace) -> None:
    with workspace.store.reading() as connection:
        together = read_all_parts(connection)
        for part, tables in together.items():
            alone = {name: rows for name, rows in read_part(connection, part).items() if rows}
            assert alone == tables
