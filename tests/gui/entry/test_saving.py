"""What is typed is on disk when its cell is left, and what cannot be saved is not lost."""

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.errors import RefusedError
from spa_me.domain.values import Value, ValueKey, ValueState, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.gui.conftest import OFFICER
from tests.gui.entry.hand import CTRL, Hand
from tests.gui.entry.typist import CODES
from ui.pages.entry.looks import Column

ENTER = Qt.Key.Key_Return


@pytest.mark.parametrize("lines", [3, 17, 40])
def test_a_kill_costs_at_most_the_cell_under_the_cursor(
    path: Path, tmp_path: Path, lines: int
) -> None:
    command = [sys.executable, "-m", "tests.gui.entry.typist", str(path), str(tmp_path / "s.ini")]
    root = Path(__file__).parents[3]
    said = tmp_path / "typist.txt"
    with (
        said.open("w") as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=root
        ) as typist,
    ):
        assert typist.stdout is not None
        told = [typist.stdout.readline() for _ in range(lines)]
        typist.kill()
        told += list(typist.stdout)
    assert typist.returncode == -9, said.read_text()
    left = [int(line.split()[1]) for line in told if line.strip()]
    with Workspace.open(path, OFFICER) as workspace:
        values = workspace.dataset().values
        for number in left[:-1][-len(CODES) :]:
            kept = values.get(CODES[number % len(CODES)], "A", "2016").number
            assert kept in {number, number + len(CODES)}, f"{number} was left and is {kept}"


@contextmanager
def _full_disk(path: Path) -> Iterator[None]:
    """Let no file grow beyond the size that the workspace has now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _write_note(hand: Hand, code: str, text: str) -> None:
    hand.go(code, Column.NOTE)
    hand.copy_text(text)
    hand.press(Qt.Key.Key_V, CTRL)
    hand.wait_saved()


def test_a_full_disk_loses_nothing_that_was_typed(hand: Hand) -> None:
    long = "a long note " * 400
    with _full_disk(hand.path):
        _write_note(hand, "2.1", long)
        assert hand.value("2.1").note == long.strip()
        assert hand.shows("2.1") == "0\nnot saved"
        (text,) = hand.page.banner.texts
        assert text.startswith("1 answer is on the screen and not saved.")
        hand.answer("3.2", "77")
        hand.wait_saved()
        assert hand.shows("3.2") == "77\nnot saved"
        assert hand.page.banner.texts[0].startswith("2 answers are on the screen and not saved.")
    assert hand.on_disk("3.2").number == 2310
    hand.saver.retry()
    assert hand.on_disk("2.1").note == long.strip()
    assert hand.on_disk("3.2").number == 77
    assert hand.shows("3.2") == "77"
    assert not hand.page.banner.texts


def test_what_could_not_be_saved_outlives_reading_the_workspace_again(hand: Hand) -> None:
    with _full_disk(hand.path):
        _write_note(hand, "2.1", "a long note " * 400)
        hand.page.context.hub.tell(ChangeSet(frozenset({Topic.VALUES})))
        assert hand.page.is_loading
        hand.wait_for_sheet()
    assert hand.value("2.1").note.startswith("a long note")
    assert hand.shows("2.1") == "0\nnot saved"


def test_the_next_answer_takes_along_what_failed_before(hand: Hand) -> None:
    with _full_disk(hand.path):
        _write_note(hand, "2.1", "a long note " * 400)
    hand.answer("3.2", "5")
    assert hand.on_disk("2.1").note.startswith("a long note")
    assert not hand.saver.unsaved


def test_what_waits_for_a_name_stays_in_sight_if_none_is_given(hand: Hand) -> None:
    runner = hand.page.context.runner
    runner.guard_writing(lambda: False)
    hand.answer("3.2", "5")
    runner.guard_writing(None)
    runner.refuse_held(RefusedError("Nobody's name was given."))
    hand.wait_saved()
    assert hand.shows("3.2") == "5\nnot saved"
    assert "Nobody's name was given." in hand.page.banner.texts[0]
    hand.saver.retry()
    assert hand.on_disk("3.2").number == 5


def _answer_box(text: str, asked: list[str]) -> None:
    """Press a button of the next message, once it is there."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, press)
            return
        asked.append(box.informativeText())
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(10, press)


def test_leaving_takes_what_is_being_typed_and_waits_for_it(hand: Hand) -> None:
    hand.go("3.2")
    hand.keys("123")
    assert hand.page.leave()
    assert not hand.saver.is_busy
    with Workspace.open(hand.path, OFFICER, read_only=True) as other:
        assert other.dataset().values.get("3.2", "A", "2016").number == 123


def test_leaving_asks_about_what_is_not_saved(hand: Hand) -> None:
    asked: list[str] = []
    hand.answer("3.2", "about ten")
    _answer_box("Stay and correct", asked)
    assert not hand.page.leave()
    _answer_box("Go without them", asked)
    assert hand.page.leave()
    assert "no answer: 1" in asked[0]
    assert hand.look("3.2").main == "about ten"


def test_texts_that_are_no_answer_outlive_a_look_at_another_period(hand: Hand) -> None:
    hand.answer("3.2", "about ten")
    _answer_box("Go without them", [])
    hand.page.enter({"period": "2015"})
    hand.wait_for_sheet()
    assert hand.shows("3.2") == "1,844"
    _answer_box("Go without them", [])
    hand.page.enter({"period": "2016"})
    hand.wait_for_sheet()
    assert hand.look("3.2").main == "about ten"


def test_other_pages_are_told_once_for_several_answers(hand: Hand) -> None:
    told: list[int] = []
    hand.page.context.hub.changed.connect(lambda changes: told.append(len(changes.audit)))
    for code in ("1.1a", "1.1b", "2.1"):
        hand.answer(code, "42")
    hand.qtbot.waitUntil(lambda: sum(told) == 3)
    assert len(told) <= 2
    assert hand.value("2.1").number == 42


@pytest.fixture
def change_elsewhere(hand: Hand) -> Callable[[str, Value], None]:
    """Return a way to change an answer as an import would: not on this page."""

    def change(code: str, value: Value) -> None:
        key = ValueKey("A", "2016", code)
        done = record_values(hand.page.context.open_workspace, [ValueChange(key, value)])
        hand.page.context.hub.tell(done)
        hand.wait_for_sheet()

    return change


def test_what_changes_elsewhere_is_shown_and_ends_undoing(
    hand: Hand, change_elsewhere: Callable[[str, Value], None]
) -> None:
    hand.answer("3.2", "5")
    hand.wait_saved()
    change_elsewhere("3.2", reported(6))
    assert hand.shows("3.2") == "6"
    hand.go("3.2")
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.on_disk("3.2").number == 6


def test_what_is_being_typed_survives_a_change_elsewhere(
    hand: Hand, change_elsewhere: Callable[[str, Value], None]
) -> None:
    hand.go("3.2")
    hand.keys("12")
    change_elsewhere("2.1", reported(6))
    assert hand.shows("2.1") == "6"
    hand.keys("3")
    hand.press(ENTER)
    assert hand.on_disk("3.2").number == 123


def test_a_reader_sees_the_sheet_and_is_told_why_it_stays_as_it_is(
    open_page: Callable[..., Hand], path: Path
) -> None:
    hand = open_page(path, read_only=True, period="2016")
    assert hand.shows("3.2") == "2,310"
    for act in (
        lambda: hand.keys("5"),
        lambda: hand.press(Qt.Key.Key_F2),
        lambda: hand.press(Qt.Key.Key_Delete),
        lambda: hand.paste("3.2", "1\r\n2"),
    ):
        hand.said.clear()
        hand.go("3.2")
        act()
        assert hand.editor is None
        assert hand.said[0].startswith("This workspace is open for reading only")
    assert hand.shows("3.2") == "2,310"
    assert hand.on_disk("3.2").state is ValueState.REPORTED
    assert not hand.model.flags(hand.model.place("3.2")) & Qt.ItemFlag.ItemIsEditable
