"""What the file menu does with real files, and that closing loses nothing."""

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Actor
from spa_me.domain.progress import Progress
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow
from ui.settings import Settings

KEY = ValueKey("KH", "2014", "1.3")


def answer(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Choose a path in the file dialog that is open."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    (dialog,) = [d for d in window.findChildren(QFileDialog) if d.isVisible()]
    dialog.fileSelected.emit(str(path))
    dialog.close()


def said(window: MainWindow, qtbot: QtBot) -> MessageDialog:
    qtbot.waitUntil(lambda: window.findChild(MessageDialog) is not None, timeout=20_000)
    found = window.findChild(MessageDialog)
    assert found is not None
    return found


def test_a_backup_is_made_at_once_and_stands_in_the_footer(
    opened: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opened.files.backed_up):
        qtbot.keyClick(opened, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)

    assert opened.footer.text.startswith("Backup made: example ")
    qtbot.waitUntil(lambda: "backup" in opened.footer._saved.text())


def test_everything_goes_out_as_open_files_and_comes_back(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    before = opened.context.open_workspace.dataset()
    opened.files.dump()
    answer(opened, tmp_path, qtbot)
    said(opened, qtbot).close()
    folder = tmp_path / "example open files"
    assert (folder / "manifest.json").is_file()

    opened.files.load()
    answer(opened, folder, qtbot)
    with qtbot.waitSignal(opened.session.opened, timeout=20_000):
        answer(opened, tmp_path / "again.spame", qtbot)

    assert opened.context.open_workspace.path == tmp_path / "again.spame"
    after = opened.context.open_workspace.dataset()
    assert dict(after.values.items()) == dict(before.values.items())
    assert after.contributions == before.contributions


def test_a_file_is_chosen_and_opened(window: MainWindow, example_path: Path, qtbot: QtBot) -> None:
    window.start()
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.session.opened):
        answer(window, example_path, qtbot)


def test_recent_workspaces_are_in_the_menu(
    opened: MainWindow, settings: Settings, example_path: Path, qtbot: QtBot
) -> None:
    opened.files.close()
    menu = opened.actions_._recent
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    assert action.text() == "example.spame"

    with qtbot.waitSignal(opened.session.opened):
        action.trigger()


def test_what_needs_a_workspace_is_off_without_one(window: MainWindow, qtbot: QtBot) -> None:
    window.start()
    off = {
        action.text().replace("&", "")
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        if not action.isEnabled() and not action.isSeparator()
    }

    assert {"Export donor workbook…", "Back up now", "Close workspace", "Overview"} <= off
    assert "Open…" not in off


def test_what_was_typed_last_is_on_disk_when_the_window_closes(
    opened: MainWindow, example_path: Path
) -> None:
    workspace = opened.context.open_workspace
    for number in range(20):
        change = ValueChange(KEY, reported(number))

        def work(_: Progress, change: ValueChange = change) -> object:
            return record_values(workspace, [change])

        opened.context.runner.write(work, lambda _: None, owner=opened)
    opened.close()

    with Workspace.open(example_path, Actor("Somebody")) as again:
        assert not again.access.is_read_only
        assert again.dataset().values.get("1.3", "KH", "2014").number == 19


def test_what_was_typed_last_is_on_disk_when_another_workspace_is_opened(
    opened: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    workspace = opened.context.open_workspace
    change = ValueChange(KEY, reported(42))
    opened.context.runner.write(
        lambda _: record_values(workspace, [change]), lambda _: None, owner=opened
    )
    with qtbot.waitSignal(opened.session.opened, timeout=20_000):
        opened.files.open_example()
    qtbot.waitUntil(lambda: not opened.context.runner.is_busy)

    with Workspace.open(example_path, Actor("Somebody")) as again:
        assert again.dataset().values.get("1.3", "KH", "2014").number == 42


def test_the_file_is_held_until_what_was_typed_is_written(
    opened: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    """Else another window could begin to write in between."""
    workspace, go_on = opened.context.open_workspace, threading.Event()

    def slow(_: Progress) -> object:
        go_on.wait(10)
        return record_values(workspace, [ValueChange(KEY, reported(7))])

    opened.context.runner.write(slow, lambda _: None, owner=opened)
    opened.files.close()
    with Workspace.open(example_path, Actor("Somebody")) as early:
        is_held = early.access.is_read_only
    go_on.set()
    opened.context.runner.close()

    assert is_held
    with Workspace.open(example_path, Actor("Somebody")) as late:
        assert not late.access.is_read_only
        assert late.dataset().values.get("1.3", "KH", "2014").number == 7
