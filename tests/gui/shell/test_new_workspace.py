"""Starting for my country: a framework, a unit, a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import frameworks
from spa_me.domain.dataset import DataKind
from spa_me.services.frameworks import find
from ui.dialogs.message import MessageDialog
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.structure_copy import copy_to
from ui.main_window import MainWindow
from ui.settings import Settings


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> NewWorkspaceDialog:
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    found = window.findChild(NewWorkspaceDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.framework.count() > 1)
    return found


def choose(dialog: NewWorkspaceDialog, framework: str, unit: str) -> None:
    index = dialog.framework.findText(framework, Qt.MatchFlag.MatchStartsWith)
    dialog.framework.setCurrentIndex(index)
    dialog.unit.setCurrentIndex(dialog.unit.findText(unit))


STRUCTURE = "National Plan of Action: structure to fill in"


def own_file(folder: Path, name: str = "Our own plan") -> Path:
    """Write a plan without units of its own, as a country would fill it in."""
    text = frameworks.definition_text("npa/structure").replace(STRUCTURE, name)
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return file


def take(dialog: NewWorkspaceDialog, file: Path, qtbot: QtBot) -> None:
    before = dialog.framework.count()
    dialog.take_framework(str(file))
    qtbot.waitUntil(lambda: dialog.framework.count() > before)


def test_a_plan_that_comes_with_the_app_is_what_it_begins_with(dialog: NewWorkspaceDialog) -> None:
    """Nobody starts with an empty structure by pressing Enter."""
    assert dialog.definition is not None
    assert dialog.definition.markers
    listed = [dialog.framework.itemText(place) for place in range(dialog.framework.count())]
    assert listed[-1] == "I have a plan of my own"
    assert not any("structure" in title for title in listed)
    dialog.close()


def test_who_has_a_plan_of_their_own_is_told_what_to_do(dialog: NewWorkspaceDialog) -> None:
    choose(dialog, "I have a plan", "")
    assert dialog.definition is None
    assert dialog.own_plan.isVisible()
    assert len(dialog.own_plan.buttons) == 2
    assert not dialog.make.isVisible(), "there is nothing to make a workspace of yet"
    assert not dialog.unit.isVisible()

    choose(dialog, "UN-ACT", "China")
    assert not dialog.own_plan.isVisible()
    assert dialog.make.isVisible()
    dialog.close()


def test_a_country_takes_over_a_structure(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    take(dialog, own_file(tmp_path), qtbot)
    choose(dialog, "Our own plan", "Cambodia")
    assert dialog.name.text() == "NPA Cambodia"
    assert dialog.path.text().endswith("NPA Cambodia.spame")
    assert "to be filled in first" in dialog._framework_row._help.text()

    dialog.path.setText(str(tmp_path / "mine.spame"))
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        dialog.make.click()

    info = window.context.open_workspace.info
    assert (info.title, info.home_unit, info.kind) == ("NPA Cambodia", "KH", DataKind.REAL)
    assert window.context.open_workspace.audit()[-1].person == "Test Officer"


def test_another_framework_keeps_the_country_and_renews_title_and_file(
    dialog: NewWorkspaceDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, "UN-ACT", "Thailand")
    assert dialog.name.text() == "UN-ACT Thailand"
    take(dialog, own_file(tmp_path), qtbot)
    assert dialog.chosen_unit is not None
    assert dialog.chosen_unit.code == "TH"
    assert dialog.name.text() == "NPA Thailand"
    assert dialog.path.text().endswith("NPA Thailand.spame")

    qtbot.keyClicks(dialog.name, " of ours")
    choose(dialog, "UN-ACT", "Thailand")
    assert dialog.name.text() == "NPA Thailand of ours", "what was typed stays"
    dialog.close()


def test_the_countries_of_a_plan_stand_first(
    dialog: NewWorkspaceDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    take(dialog, own_file(tmp_path), qtbot)
    first = [dialog.unit.itemData(place).code for place in range(6)]
    assert sorted(first) == ["CN", "KH", "LA", "MM", "TH", "VN"]
    assert dialog.unit.count() > 200
    dialog.close()


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls", "plan.ods"])
def test_a_plan_in_excel_is_said_to_be_one(
    dialog: NewWorkspaceDialog, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    file = tmp_path / name
    start = b"\xd0\xcf\x11\xe0" if name.endswith(".xls") else b"PK\x03\x04"
    file.write_bytes(start + bytes(200))
    dialog.take_framework(str(file))
    qtbot.waitUntil(lambda: dialog.findChild(MessageDialog) is not None)
    said = dialog.findChild(MessageDialog)
    assert said is not None
    assert said.text.startswith("This is an Excel file. SPA-ME cannot start from it yet.")
    said.close()
    dialog.close()


def test_a_framework_with_units_offers_only_these(dialog: NewWorkspaceDialog) -> None:
    choose(dialog, "UN-ACT", "Viet Nam")

    assert dialog.unit.count() == 7
    assert dialog.chosen_unit is not None
    assert dialog.chosen_unit.code == "VN"
    assert "14 progress marker" in dialog._framework_row._help.text()
    dialog.close()


def test_a_country_first_sees_its_own_figures(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, "UN-ACT", "Viet Nam")
    dialog.path.setText(str(tmp_path / "mine.spame"))
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        dialog.make.click()

    assert window.context.view.question.unit == "VN", "the others have not reported here"


def test_a_unit_is_found_by_typing(
    dialog: NewWorkspaceDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    take(dialog, own_file(tmp_path), qtbot)
    dialog.unit.setEditText("viet nam")
    by_typing = dialog.chosen_unit
    dialog.unit.setEditText("Atlantis")

    assert by_typing is None or by_typing.code == "VN"
    dialog.make.click()
    assert dialog._unit_row.error == "Choose one from the list."
    assert dialog.isVisible()
    dialog.close()


def test_a_file_of_the_same_name_is_never_offered_nor_overwritten(
    dialog: NewWorkspaceDialog, tmp_path: Path
) -> None:
    choose(dialog, "UN-ACT", "Viet Nam")
    taken = tmp_path / "UN-ACT Viet Nam.spame"
    taken.write_text("mine", encoding="utf-8")
    dialog.path.setText(str(tmp_path / "x.spame"))
    dialog._suggest_path()
    assert dialog.path.text() == str(tmp_path / "UN-ACT Viet Nam 2.spame")

    dialog.path.setText(str(taken))
    dialog.make.click()
    assert "There is a file of this name" in dialog._path_row.error
    assert taken.read_text(encoding="utf-8") == "mine"
    dialog.close()


def test_a_structure_is_copied_to_be_filled_in_and_taken_back(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "mine.toml"
    copy_to(window.context, find("NPA"), file, dialog)
    qtbot.waitUntil(lambda: dialog.findChild(MessageDialog) is not None)
    said = dialog.findChild(MessageDialog)
    assert said is not None
    assert "The copy is ready to be filled in." in said.text
    assert "#> " in file.read_text(encoding="utf-8")
    said.close()

    take(dialog, file, qtbot)
    assert dialog.framework.currentText() == STRUCTURE
    dialog.close()


def test_a_copy_never_takes_the_place_of_a_file(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("filled in", encoding="utf-8")
    copy_to(window.context, find("NPA"), file, dialog)
    qtbot.waitUntil(lambda: dialog.findChild(MessageDialog) is not None)

    said = dialog.findChild(MessageDialog)
    assert said is not None
    assert "There is a file mine.toml already." in said.text
    assert file.read_text(encoding="utf-8") == "filled in"
    said.close()
    dialog.close()


def test_every_problem_of_a_framework_file_is_listed(
    dialog: NewWorkspaceDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('format = 1\ncode = "X"\nnonsense = 2\n', encoding="utf-8")
    dialog.take_framework(str(file))
    qtbot.waitUntil(lambda: dialog.findChild(MessageDialog) is not None)

    said = dialog.findChild(MessageDialog)
    assert said is not None
    assert "wrong.toml has" in said.text
    assert "nonsense" in said.text
    said.close()
    dialog.close()


def test_the_name_is_asked_before_a_workspace_is_made(
    window: MainWindow, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    settings._store.remove("person/name")
    window.files.new()
    dialog = window.findChild(NewWorkspaceDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.framework.count() > 1)
    choose(dialog, "UN-ACT", "China")
    dialog.path.setText(str(tmp_path / "china.spame"))
    dialog.make.click()
    person = dialog.findChild(PersonDialog)
    assert person is not None
    assert not (tmp_path / "china.spame").exists()

    person.form.name.setText("Li Wei")
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        person.save_button.click()

    assert window.context.open_workspace.audit()[-1].person == "Li Wei"
