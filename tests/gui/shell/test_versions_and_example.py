"""A further version of the framework, and the example made afresh, through the window."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

import frameworks
from spa_me.domain.dataset import Actor
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow
from ui.shell.session import example_path

KEY = ValueKey("CN", "2014", "1.3")


def action(window: MainWindow, text: str) -> QAction:
    return next(a for a in window.actions_.findChildren(QAction) if text in a.text())


def asked(window: MainWindow, qtbot: QtBot) -> MessageDialog:
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None, timeout=20_000)
    found = window.findChild(MessageDialog)
    assert found is not None
    return found


@pytest.fixture
def opened(window: MainWindow, example_path: Path, qtbot: QtBot) -> MainWindow:
    window.context.settings.actor = Actor("Sok Dara")
    with qtbot.waitSignal(window.standing.known):
        window.files.open(example_path)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    return window


def test_a_version_is_looked_at_and_added(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "revised.toml"
    text = frameworks.definition_text("un-act/2014").replace('"2014"', '"2014-2"', 1)
    file.write_text(text.replace("1500", "1200"), encoding="utf-8")
    action(opened, "framework version").trigger()
    (dialog,) = opened.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()

    message = asked(opened, qtbot)
    assert "Add version 2014-2, in force from" in message.text
    details = message.findChild(QPlainTextEdit)
    assert details is not None
    assert "Target of marker 3.2 (3.2-returning) for 2014: 1,500, then 1,200" in message.text
    with qtbot.waitSignal(opened.context.hub.changed, timeout=20_000):
        message.buttons["Add this version"].click()

    versions = [known.version for known in opened.context.open_workspace.frameworks]
    assert versions == ["2014", "2014-2"]


def test_the_example_comes_back_fresh_and_the_changed_one_is_kept(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.context.settings.actor = Actor("Sok Dara")
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_example()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    workspace = window.context.open_workspace
    record_values(workspace, [ValueChange(KEY, reported(12))])

    action(window, "example afresh").trigger()
    message = asked(window, qtbot)
    assert "is kept" in message.text
    assert str(example_path().parent) in message.text
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        message.buttons["Start afresh"].click()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)

    fresh = window.context.open_workspace
    assert fresh.path == example_path().resolve()
    assert dict(fresh.dataset().values.items())[KEY].number == 37
    (kept,) = example_path().parent.glob("UN-ACT 2014 example kept *.spame")
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open(kept)
    old = window.context.open_workspace.dataset()
    assert dict(old.values.items())[KEY].number == 12


def test_without_a_changed_example_it_is_just_opened(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        action(window, "example afresh").trigger()

    assert window.findChild(MessageDialog) is None
