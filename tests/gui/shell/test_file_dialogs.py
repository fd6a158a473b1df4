"""File dialogs propose names of files, on an account without a folder of documents, too."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from spa_me.paths import documents_folder
from ui.dialogs.export import ExportDialog
from ui.files import start_folder
from ui.main_window import MainWindow


def proposed(dialog: QFileDialog) -> tuple[str, str]:
    """Return the folder and the name that a dialog shows."""
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    return dialog.directory().path(), field.text()


def test_documents_is_where_a_dialog_begins_and_never_a_name(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "new account"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    assert not documents_folder().exists()
    opened.files.take_packages()
    (dialog,) = opened.findChildren(QFileDialog)
    assert proposed(dialog) == (str(home), "")
    dialog.reject()

    documents_folder().mkdir()
    assert start_folder() == documents_folder()


def test_the_workbook_is_proposed_where_it_can_be_written(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    dialog = ExportDialog(opened.context, opened)
    assert Path(dialog.path.text()).parent.is_dir()
    dialog._choose_path()
    (chooser,) = dialog.findChildren(QFileDialog)
    folder, name = proposed(chooser)
    assert name == Path(dialog.path.text()).name
    assert Path(folder) == tmp_path
    chooser.reject()
