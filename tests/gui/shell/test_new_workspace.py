"""Starting for my country: a framework, a unit, a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import DataKind
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
    qtbot.waitUntil(lambda: found.framework.count() > 2)
    return found


def choose(dialog: NewWorkspaceDialog, framework: str, unit: str) -> None:
    index = dialog.framework.findText(framework, Qt.MatchFlag.MatchStartsWith)
    dialog.framework.setCurrentIndex(index)
    dialog.unit.setCurrentIndex(dialog.unit.findText(unit))


def test_a_country_takes_over_a_structure(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, "National Plan of Action", "Cambodia")
    assert dialog.name.text() == "NPA Cambodia"
    assert dialog.path.text().endswith("NPA Cambodia.spame")
    assert "to be filled in first" in dialog._framework_row._help.text()

    dialog.path.setText(str(tmp_path / "mine.spame"))
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        dialog.make.click()

    info = window.context.open_workspace.info
    assert (info.title, info.home_unit, info.kind) == ("NPA Cambodia", "KH", DataKind.REAL)
    assert window.context.open_workspace.audit()[-1].person == "Test Officer"


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


def test_a_unit_is_found_by_typing(dialog: NewWorkspaceDialog) -> None:
    choose(dialog, "National Plan of Action", "")
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


def test_a_framework_of_ones_own_can_be_read_from_a_file(
    dialog: NewWorkspaceDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    import frameworks

    text = frameworks.definition_text("npa/structure").replace(
        'title = "National Plan of Action: structure to fill in"', 'title = "Our own plan"'
    )
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    dialog.take_framework(str(file))
    qtbot.waitUntil(lambda: dialog.framework.currentText() == "Our own plan")
    dialog.close()


def test_a_structure_is_copied_to_be_filled_in_and_taken_back(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, "National Plan of Action", "")
    assert not dialog.copy.isHidden()
    definition = dialog.definition
    assert definition is not None
    file = tmp_path / "mine.toml"
    copy_to(window.context, definition, file, dialog)
    qtbot.waitUntil(lambda: dialog.findChild(MessageDialog) is not None)
    said = dialog.findChild(MessageDialog)
    assert said is not None
    assert "The copy is ready to be filled in." in said.text
    assert "#> " in file.read_text(encoding="utf-8")
    said.close()

    dialog.take_framework(str(file))
    qtbot.waitUntil(lambda: dialog.framework.count() > 3)
    assert dialog.copy.isHidden()  # it is a file already
    choose(dialog, "UN-ACT", "Viet Nam")
    assert dialog.copy.isHidden()
    dialog.close()


def test_a_copy_never_takes_the_place_of_a_file(
    dialog: NewWorkspaceDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(dialog, "National Plan of Action", "")
    definition = dialog.definition
    assert definition is not None
    file = tmp_path / "mine.toml"
    file.write_text("filled in", encoding="utf-8")
    copy_to(window.context, definition, file, dialog)
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
    qtbot.waitUntil(lambda: dialog.framework.count() > 2)
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
