"""The window: what is open, where one is, what is said."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import RefusedError
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.frameworks import find
from spa_me.services.workspace import Workspace
from tests.gui.dropping import dropped, said
from tests.gui.shell.conftest import PlainPage
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow
from ui.settings import Settings


def open_file(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened):
        window.files.open(path)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)


def dialogs(window: MainWindow) -> list[QDialog]:
    return [found for found in window.findChildren(QDialog) if found.isVisible()]


def message(window: MainWindow, qtbot: QtBot) -> MessageDialog:
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    (found,) = dialogs(window)
    assert isinstance(found, MessageDialog)
    return found


def page(window: MainWindow, name: str) -> PlainPage:
    found = window.pages.made(name)
    assert isinstance(found, PlainPage)
    return found


def test_it_starts_on_the_start_page_and_shows_no_workspace(window: MainWindow) -> None:
    window.start()

    assert window.pages.name == "welcome"
    assert window.windowTitle() == "SPA-ME"
    assert window.footer.text == ""


def test_one_click_shows_the_example(window: MainWindow, qtbot: QtBot) -> None:
    window.start()
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        button = next(b for b in window.findChildren(QPushButton) if "example" in b.text())
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "7 reporting units" in window.footer.text)

    assert window.pages.name == "overview"
    assert window.context.view.question.period == "2014"
    assert "Every value is saved when you leave its cell" in window.footer.text
    assert "UN-ACT results framework 2014, version 2014" in window.footer.text
    assert "4 of 7 reporting units included" in window.footer.text
    assert "Saved" in window.footer.text
    assert window.windowTitle() == "UN-ACT 2014 – SPA-ME"
    assert window.banner.texts == ()


def test_the_example_is_opened_again_and_not_made_twice(window: MainWindow, qtbot: QtBot) -> None:
    made: list[str] = []
    for _ in range(2):
        with qtbot.waitSignal(window.session.opened, timeout=20_000):
            window.files.open_example()
        made.append(window.context.open_workspace.info.id)
        window.files.close()

    assert made[0] == made[1]


def test_nobody_is_asked_for_a_name_to_look(
    window: MainWindow, settings: Settings, example_path: Path, qtbot: QtBot
) -> None:
    settings._store.remove("person/name")
    open_file(window, example_path, qtbot)

    assert dialogs(window) == []
    assert window.context.open_workspace.actor.name == ""


def test_keys_lead_to_the_pages_and_back(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    keys = ["overview", "results", "entry", "cofunding", "inbox", "activity", "office"]
    for number, name in enumerate(keys, 1):
        qtbot.keyClick(
            window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier
        )
        assert window.pages.name == name
        button = window.sidebar._buttons[name]
        assert button.isChecked()


def test_a_page_goes_to_another_with_arguments(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    page(window, "overview").go_to.emit("entry", {"unit": "CN"})

    assert window.pages.name == "entry"
    assert page(window, "entry").told == ["example.spame", {"unit": "CN"}]


def test_the_page_in_front_has_the_focus(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Tab)

    assert page(window, "overview").field.hasFocus()


def test_a_page_that_has_to_stay_stays(
    window: MainWindow, example_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    page(window, "overview").may_leave = False

    window.pages_go_to("results")
    assert window.pages.name == "overview"
    assert window.sidebar._buttons["overview"].isChecked()

    window.files.close()
    window.files.open(tmp_path / "other.spame")
    assert window.context.workspace is not None
    assert not window.session.is_opening

    window.close()
    assert window.isVisible()
    page(window, "overview").may_leave = True


def test_every_page_hears_of_a_change(window: MainWindow, example_path: Path, qtbot: QtBot) -> None:
    open_file(window, example_path, qtbot)
    window.pages_go_to("results")
    changes = ChangeSet(frozenset({Topic.VALUES}))
    window.context.hub.tell(changes)

    assert page(window, "overview").told[-1] is changes
    assert page(window, "results").told[-1] is changes


def test_f5_lets_everything_be_read_again(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F5)

    told = page(window, "overview").told[-1]
    assert isinstance(told, ChangeSet)
    assert told.topics == frozenset(Topic)


def test_closing_the_workspace_empties_the_pages(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    window.files.close()
    qtbot.waitUntil(lambda: window.windowTitle() == "SPA-ME")

    assert window.pages.name == "welcome"
    assert page(window, "overview").told[-1] is None
    assert window.footer.text == ""


def test_the_workspace_is_free_again_once_it_was_closed(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    window.files.close()
    window.context.runner.close()

    with Workspace.open(example_path, Actor("Somebody")) as other:
        assert not other.access.is_read_only


def test_a_second_window_reads_only_and_says_why(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(example_path, Actor("Sokha", "Regional secretariat")):
        open_file(window, example_path, qtbot)
        (text,) = window.banner.texts

        assert text.startswith("Open for reading only: nothing can be changed here. Sokha")
        assert "Open for reading only" in window.footer.text
        assert window.context.open_workspace.access.is_read_only


def test_a_reading_window_can_take_over_once_the_other_is_closed(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(example_path, Actor("Sokha")):
        open_file(window, example_path, qtbot)
        again = next(b for b in window.banner.findChildren(QPushButton) if b.text() == "Try again")
    with qtbot.waitSignal(window.session.opened):
        again.click()
    qtbot.waitUntil(lambda: window.banner.texts == ())

    assert not window.context.open_workspace.access.is_read_only


def test_a_reading_window_sees_what_the_other_wrote_after_f5(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    key = ValueKey("KH", "2014", "1.3")
    with Workspace.open(example_path, Actor("Sokha")) as other:
        open_file(window, example_path, qtbot)
        record_values(other, [ValueChange(key, reported(31))])
        qtbot.keyClick(window, Qt.Key.Key_F5)

        values = window.context.open_workspace.dataset().values
        assert values.get("1.3", "KH", "2014").number == 31


def test_advice_can_be_put_away_and_a_warning_cannot(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    folder = example_path.parent / "OneDrive"
    folder.mkdir()
    moved = Path(shutil.copy2(example_path, folder / "x.spame"))
    with Workspace.open(moved, Actor("Sokha")):
        open_file(window, moved, qtbot)
        only_read, advice = window.banner.texts
        assert "OneDrive" in advice
        hide = next(b for b in window.banner.findChildren(QPushButton) if b.text() == "Hide")
        hide.click()

        assert window.banner.texts == (only_read,)


def test_a_file_that_is_no_workspace_is_refused_in_sentences(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.spame"
    path.write_text("Dear colleague", encoding="utf-8")
    window.start(path)

    said = message(window, qtbot)
    assert "letter.spame is not a SPA-ME workspace." in said.text
    assert "The file was not changed." in said.text
    assert window.pages.name == "welcome"
    assert path.read_text(encoding="utf-8") == "Dear colleague"
    said.close()


def test_a_refused_file_leaves_the_open_one_open(
    window: MainWindow, example_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    window.files.open(tmp_path / "gone.spame")

    assert "There is no file" in message(window, qtbot).text
    assert window.context.open_workspace.path.name == "example.spame"
    message(window, qtbot).close()


def test_a_damaged_file_is_told_and_its_backup_restored(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    with qtbot.waitSignal(window.files.backed_up):
        window.files.back_up()
    window.files.close()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    good = example_path.read_bytes()
    example_path.write_bytes(good.replace(b"Three countries", b"Seven countries"))
    damaged = example_path.read_bytes()
    assert damaged != good

    window.files.open(example_path)
    said = message(window, qtbot)
    assert "is damaged" in said.text
    assert "The file was not changed and no figure is shown from it." in said.text
    assert window.context.workspace is None
    assert example_path.read_bytes() == damaged

    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        said.buttons["Restore the backup"].click()
    kept = [p for p in example_path.parent.glob("*.spame") if p.read_bytes() == damaged]
    assert len(kept) == 1, "the damaged file has to be kept"


def test_a_backup_of_another_workspace_asks_by_its_name(
    window: MainWindow, example_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.spame"
    actor = Actor("Somebody")
    definition = find("un-act/2014")
    Workspace.create(other, definition, "TH", actor, title="Another office").close()
    folder = example_path.with_name("example backups")
    folder.mkdir()
    (folder / "example 2026-01-01 00-00-00Z.spame").write_bytes(example_path.read_bytes())
    (folder / "example 2026-02-01 00-00-00Z.spame").write_bytes(other.read_bytes())
    example_path.write_bytes(b"x" * 10_000)  # nothing tells any more whose it was

    window.files.open(example_path)
    message(window, qtbot).buttons["Restore the backup"].click()
    qtbot.waitUntil(lambda: "Another office" in message(window, qtbot).text)
    assert example_path.read_bytes() == b"x" * 10_000

    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        message(window, qtbot).buttons["Put “Another office” there"].click()
    assert window.context.open_workspace.info.title == "Another office"


def test_a_workspace_file_can_be_dropped(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.session.opened):
        assert dropped(window, example_path)


def test_nothing_but_files_can_be_dropped(window: MainWindow) -> None:
    assert not dropped(window)


@pytest.mark.parametrize("names", [["a.xlsx"], ["a.spame", "b.spame"]])
def test_what_cannot_be_dropped_is_said(window: MainWindow, names: list[str]) -> None:
    assert dropped(window, *(Path("/x", name) for name in names))
    text = said(window)
    assert text.startswith("Nothing was done with")
    assert all(name in text for name in names)
    assert window.context.workspace is None


def test_what_was_done_can_be_taken_back_from_the_footer(window: MainWindow, qtbot: QtBot) -> None:
    taken: list[int] = []
    window.context.notices.undoable.emit("One row was removed.", lambda: taken.append(1))
    assert window.footer.text.startswith("One row was removed.")

    undo = next(b for b in window.footer.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert taken == [1]
    assert undo.isHidden()


def test_errors_are_shown_in_their_own_words(window: MainWindow, qtbot: QtBot) -> None:
    error = RefusedError("It cannot be done.", kept="All is kept.", do="Do something else.")
    window.context.runner.write(
        lambda _: (_ for _ in ()).throw(error), lambda _: None, owner=window
    )

    said = message(window, qtbot)
    assert said.text == "It cannot be done.\nAll is kept.\nDo something else."
    said.close()


def test_a_recent_workspace_is_remembered(
    window: MainWindow, example_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    other = Path(shutil.copy2(example_path, example_path.with_name("other.spame")))
    open_file(window, example_path, qtbot)
    open_file(window, other, qtbot)

    assert settings.recent == [other, example_path]


def test_the_window_is_as_large_as_it_was(
    window: MainWindow, settings: Settings, plain_pages: None, qtbot: QtBot
) -> None:
    window.resize(960, 666)
    window.close()
    again = MainWindow(settings)
    qtbot.addWidget(again)

    assert again.height() == 666  # the offscreen screen is narrower than the window may be


def test_enter_on_an_entry_of_the_side_bar_shows_its_page(
    window: MainWindow, example_path: Path, qtbot: QtBot
) -> None:
    open_file(window, example_path, qtbot)
    button = window.sidebar._buttons["settings"]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.pages.name == "settings"
