"""The definition files that are shipped: complete, readable, and free of invented wording."""

import ast
import json
from pathlib import Path

import pytest

import frameworks
from spa_me.domain.framework import FrameworkDefinition, read_definition, read_framework

STRUCTURES = ("commit-spa/structure", "npa/structure")
PILLARS = ["policy", "prevention", "protection", "prosecution", "partnership"]
EXAMPLE_MARK = "#> "


def _read(name: str) -> FrameworkDefinition:
    return read_framework(frameworks.definition_text(name), f"{name}.toml")


def test_the_shipped_definitions_are_listed_by_name() -> None:
    assert sorted(frameworks.packaged()) == [*sorted(STRUCTURES), "un-act/2014"]
    assert list(frameworks.examples()) == ["un-act-2014"]


@pytest.mark.parametrize("name", frameworks.packaged())
def test_every_definition_reads_without_a_finding(name: str) -> None:
    definition = _read(name)
    assert definition.title
    assert definition.periods


@pytest.mark.parametrize("name", frameworks.packaged())
def test_canonical_form_reads_back_to_the_same_digest(name: str) -> None:
    definition = _read(name)
    again = read_definition(json.loads(definition.canonical), name)
    assert again.digest == definition.digest
    assert again == definition


def test_names_that_are_not_shipped_are_refused() -> None:
    with pytest.raises(KeyError):
        frameworks.definition_text("un-act/2015")
    with pytest.raises(KeyError):
        frameworks.example_text("un-act-2015")


@pytest.mark.parametrize("name", STRUCTURES)
def test_structures_hold_the_pillars_and_nothing_official(name: str) -> None:
    definition = _read(name)
    assert [result.code for result in definition.results] == PILLARS
    assert {result.level for result in definition.results} == {"pillar"}
    assert [level.code for level in definition.levels] == ["pillar", "outcome", "output"]
    assert (definition.indicators, definition.markers) == ((), ())
    assert [period.code for period in definition.periods] == [str(y) for y in range(2026, 2031)]


def test_an_npa_has_no_units_and_an_spa_the_six_countries() -> None:
    assert _read("npa/structure").units == ()
    assert [u.code for u in _read("commit-spa/structure").units] == [
        *("KH", "CN", "LA", "MM", "TH", "VN"),
        "RS",
    ]


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_commented_examples_work_when_they_are_taken_in(name: str) -> None:
    lines = frameworks.definition_text(name).splitlines()
    taken_in = "\n".join(line.removeprefix(EXAMPLE_MARK) for line in lines)
    definition = read_framework(taken_in, name)
    assert definition.markers
    added = [*definition.indicators, *definition.markers]
    assert all(part.code.startswith("example-") for part in added)
    assert all(str(part.title).startswith("Example") for part in added)


def test_country_names_carry_their_own_language() -> None:
    names = {unit.code: unit.name for unit in _read("un-act/2014").units}
    assert names["KH"].in_language("km") == "កម្ពុជា"
    assert names["VN"].in_language("vi") == "Việt Nam"
    assert str(names["LA"]) == "Lao PDR"


def test_un_act_2014_notes_name_their_place_in_the_source() -> None:
    notes = _read("un-act/2014").notes
    assert len(notes) >= 20
    assert all("Annual Progress Report 2014" in note.source for note in notes)
    about = {note.about for note in notes}
    assert {"framework", "O-1", "O-2", "1.1", "1.2", "1.3", "3.1a", "3.2", "4.2", "CN"} <= about


@pytest.mark.parametrize("name", frameworks.packaged())
def test_files_point_editors_to_the_schema(name: str) -> None:
    first, _, _ = frameworks.definition_text(name).partition("\n")
    assert first == "#:schema ../schema.json"


def test_the_package_knows_nothing_of_the_program() -> None:
    assert frameworks.__file__ is not None
    tree = ast.parse(Path(frameworks.__file__).read_text(encoding="utf-8"))
    imported = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    imported += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    assert not any(name.split(".")[0] in {"spa_me", "ui", "exports"} for name in imported)
