"""Framework versions and data notes in a workspace; countries that take over a structure."""

from dataclasses import replace
from pathlib import Path

import pytest

from spa_me.domain.changes import Topic
from spa_me.domain.dataset import DataNote
from spa_me.domain.errors import InputError, NotFoundError, RefusedError, UserError
from spa_me.services import frameworks
from spa_me.services.notes import add_note, remove_note
from spa_me.services.workspace import Workspace
from tests.integration.making import definition


def test_what_is_shipped_is_found_by_code_and_version() -> None:
    names = [entry.name for entry in frameworks.packaged()]
    assert "un-act/2014" in names
    for wanted in ("UN-ACT", "un-act", "UN-ACT/2014", "un-act/2014"):
        assert frameworks.find(wanted).code == "UN-ACT"
    with pytest.raises(NotFoundError, match="no framework “UN-ACT/1999”"):
        frameworks.find("UN-ACT/1999")


def test_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    source = Path(__file__).parents[3] / "frameworks" / "un-act" / "2014.toml"
    copy = tmp_path / "ours.toml"
    copy.write_bytes(b"\xef\xbb\xbf" + source.read_bytes())

    assert frameworks.find(copy).digest == frameworks.find("UN-ACT").digest
    assert frameworks.find(str(copy)).code == "UN-ACT"


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"\xff\xfe", "not UTF-8"), (b"nonsense", "1 problem")],
)
def test_a_file_that_is_none(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(content)

    with pytest.raises(UserError, match=says):
        frameworks.find(path)


def test_a_version_is_installed_once_and_never_changes(workspace: Workspace) -> None:
    later = definition("2", "2015-01-01")
    changes = frameworks.install(workspace, later)

    assert changes.topics == {Topic.FRAMEWORK}
    assert workspace.dataset().framework_for("2014").version == "1"
    assert workspace.dataset().framework_for("2015").version == "2"
    assert frameworks.install(workspace, later).is_empty
    other = later.model_copy(update={"source": "another wording"})
    changed = type(later).model_validate(other.model_dump(mode="json", exclude_defaults=True))
    with pytest.raises(RefusedError, match="Another wording of TEST 2"):
        frameworks.install(workspace, changed)


def test_the_unit_that_keeps_the_workspace_has_to_be_in_it(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match="no reporting unit “A”"):
        frameworks.install(workspace, frameworks.find("UN-ACT"))


def structure() -> str:
    return next(e.name for e in frameworks.packaged() if not e.definition.units)


@pytest.mark.parametrize(
    ("code", "name", "currency"), [("LA", "Laos", "LAK"), ("kh", "Cambodia", "KHR")]
)
def test_a_country_takes_over_a_structure(code: str, name: str, currency: str, path: Path) -> None:
    from tests.integration.making import ACTOR

    adapted = frameworks.for_country(frameworks.find(structure()), code)

    (unit,) = adapted.units
    assert (unit.code, str(unit.name), unit.currency) == (code.upper(), name, currency)
    with Workspace.create(path, adapted, unit.code, ACTOR) as workspace:
        assert workspace.info.home_unit == unit.code


@pytest.mark.parametrize("code", ["XX", "ZZ", "EU", "", "419", "LAO"])
def test_codes_that_are_no_country(code: str) -> None:
    with pytest.raises(NotFoundError, match="no country with the code"):
        frameworks.for_country(frameworks.find(structure()), code)


def test_a_framework_that_names_its_units_is_not_for_one_country() -> None:
    with pytest.raises(RefusedError, match="names its reporting units itself"):
        frameworks.for_country(frameworks.find("UN-ACT"), "LA")


def test_notes(workspace: Workspace) -> None:
    first = DataNote("M1", "The figure is an estimate.", "office", "2014")
    second = DataNote("A", "Two offices reported together.")
    assert add_note(workspace, first).topics == {Topic.NOTES}
    add_note(workspace, second)
    assert add_note(workspace, first).is_empty
    assert workspace.dataset().notes == (first, second)

    remove_note(workspace, first)
    add_note(workspace, first)
    assert workspace.dataset().notes == (second, first)
    with pytest.raises(NotFoundError, match="no such note"):
        remove_note(workspace, replace(first, text="other"))
    with pytest.raises(InputError, match="1 problem"):
        add_note(workspace, DataNote("M1", " "))
