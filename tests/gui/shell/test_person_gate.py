"""The first change waits for a name; looking does not."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spa_me.domain.errors import ReadOnlyError
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from ui.dialogs.person import PersonDialog
from ui.main_window import MainWindow
from ui.settings import Settings

KEY = ValueKey("KH", "2014", "1.3")


@pytest.fixture
def nobody(window: MainWindow, settings: Settings, example_path: Path, qtbot: QtBot) -> MainWindow:
    """Return a window with the example, in which nobody was asked for a name."""
    settings._store.remove("person/name")
    with qtbot.waitSignal(window.session.opened):
        window.files.open(example_path)
    return window


def write(window: MainWindow, failed: list[Exception] | None = None) -> list[object]:
    workspace = window.context.open_workspace
    written: list[object] = []
    window.context.runner.write(
        lambda _: record_values(workspace, [ValueChange(KEY, reported(25))]),
        written.append,
        owner=window,
        failed=None if failed is None else failed.append,
    )
    return written


def asked(window: MainWindow, qtbot: QtBot) -> PersonDialog:
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(PersonDialog)))
    (found,) = [d for d in window.findChildren(PersonDialog) if d.isVisible()]
    return found


def test_the_first_change_asks_and_then_goes_on(nobody: MainWindow, qtbot: QtBot) -> None:
    written = write(nobody)
    dialog = asked(nobody, qtbot)
    assert nobody.context.open_workspace.dataset().values.get("1.3", "KH", "2014").number is None

    qtbot.keyClicks(dialog.form.name, "Sokha Chan")
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(written))

    entry = nobody.context.open_workspace.audit(1)[0]
    assert (entry.person, entry.subject) == ("Sokha Chan", "value KH 2014 1.3")
    actor = nobody.context.settings.actor
    assert actor is not None
    assert actor.name == "Sokha Chan"


def test_it_asks_once_for_all_changes(nobody: MainWindow, qtbot: QtBot) -> None:
    first, second = write(nobody), write(nobody)
    dialog = asked(nobody, qtbot)
    dialog.form.name.setText("Sokha Chan")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(first and second))

    third = write(nobody)
    qtbot.waitUntil(lambda: bool(third))
    assert not [d for d in nobody.findChildren(PersonDialog) if d.isVisible()]


def test_without_a_name_nothing_is_written(nobody: MainWindow, qtbot: QtBot) -> None:
    failed: list[Exception] = []
    write(nobody, failed)
    asked(nobody, qtbot).reject()

    assert "since nobody's name was given" in str(failed[0])
    assert nobody.context.settings.actor is None


def test_an_empty_name_is_not_taken(nobody: MainWindow, qtbot: QtBot) -> None:
    write(nobody, [])
    dialog = asked(nobody, qtbot)
    dialog.form.name.setText("   ")
    dialog.save_button.click()

    assert dialog.isVisible()
    assert dialog.form._name_row.error == "A name is needed."
    dialog.reject()


def test_it_asks_once_the_key_is_done_with(nobody: MainWindow, qtbot: QtBot) -> None:
    """Else a cell's editor closes under the dialog, and the focus is lost when that goes."""
    write(nobody, [])
    assert not [d for d in nobody.findChildren(PersonDialog) if d.isVisible()]
    asked(nobody, qtbot).reject()


def test_the_window_stays_while_the_name_is_asked(nobody: MainWindow, qtbot: QtBot) -> None:
    write(nobody, [])
    nobody.close()

    assert nobody.isVisible()
    asked(nobody, qtbot).reject()


def test_a_read_only_workspace_refuses_without_asking(
    window: MainWindow, settings: Settings, example_path: Path, qtbot: QtBot
) -> None:
    settings._store.remove("person/name")
    with qtbot.waitSignal(window.session.opened):
        window.session.open(example_path, read_only=True)
    failed: list[Exception] = []
    write(window, failed)
    qtbot.waitUntil(lambda: bool(failed))

    assert isinstance(failed[0], ReadOnlyError)
    assert not [d for d in window.findChildren(PersonDialog) if d.isVisible()]
