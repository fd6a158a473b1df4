"""Evidence beside the sheet: added, opened after asking, saved, removed and undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spa_me.domain.submission import Evidence, ReportingWindow
from spa_me.services import evidence as service
from spa_me.services.saving import save
from spa_me.services.submissions import mark_ready
from spa_me.storage.submissions import WINDOW
from tests.gui.entry.hand import CTRL, Hand
from ui.dialogs.evidence_entry import EvidenceEntryDialog
from ui.dialogs.message import MessageDialog
from ui.evidence import shown_name, suggested_path
from ui.files import start_folder
from ui.pages.entry.evidence import EvidencePanel
from ui.pages.entry.looks import Column
from ui.pages.entry.side import EVIDENCE, WHY

CODE = "1.3"


class Desktop(QObject):
    """Stands for the programs of the system: told which files are to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    del qapp
    found = Desktop()
    QDesktopServices.setUrlHandler("file", found, "take")  # pyright: ignore[reportArgumentType]
    yield found
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Minutes.pdf"
    path.write_bytes(b"%PDF-1.7 minutes")
    return path


@pytest.fixture
def panel(hand: Hand) -> EvidencePanel:
    hand.go(CODE)
    hand.table.commands.evidence_wanted.emit()
    hand.qtbot.waitUntil(hand.table.side.evidence.isVisible)
    return hand.table.side.evidence


def settled(hand: Hand, count: int) -> tuple[Evidence, ...]:
    """Wait until the panel shows so much evidence, and return what is in the file."""
    panel = hand.table.side.evidence
    hand.qtbot.waitUntil(lambda: len(panel.list.entries) == count)
    hand.qtbot.waitUntil(lambda: not hand.page.context.runner.is_busy)
    return hand.read_file().submissions.evidence


def dialog(hand: Hand, kind: type) -> Any:
    def found() -> list[Any]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    hand.qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def test_a_file_is_added_marked_undone_and_done_again(
    hand: Hand, panel: EvidencePanel, scan: Path
) -> None:
    assert not panel.list.isVisible()
    panel.add_files([scan])

    (entry,) = settled(hand, 1)
    assert (entry.about, entry.title, entry.file_name) == (CODE, "Minutes.pdf", "Minutes.pdf")
    assert "File: 16\u00a0bytes" in panel.list.item(0).text()
    look = hand.look(CODE, Column.NOTE)
    assert (look.clips, look.hint) == (1, "1 piece of evidence")
    assert hand.said[-1] == f"Added as evidence for {CODE}: Minutes.pdf"
    hand.go(CODE)
    hand.press(Qt.Key.Key_Z, CTRL)
    assert settled(hand, 0) == ()
    assert hand.look(CODE, Column.NOTE).clips == 0
    hand.press(Qt.Key.Key_Y, CTRL)
    assert settled(hand, 1)[0].id == entry.id


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Z,), (Qt.Key.Key_Z, Qt.Key.Key_Y)])
def test_what_cannot_be_taken_back_is_not_offered_again(
    hand: Hand, panel: EvidencePanel, scan: Path, keys: tuple[Qt.Key, ...]
) -> None:
    """The period was closed by a file that was just taken in, and the sheet does not know yet."""
    wrong: list[Exception] = []
    hand.page.context.notices.went_wrong.connect(wrong.append)
    panel.add_files([scan])
    settled(hand, 1)
    hand.go(CODE)
    for key in keys[:-1]:
        hand.press(key, CTRL)
        settled(hand, 0)
    closed = ReportingWindow("2016", is_closed=True, reason="It was adopted")
    workspace = hand.page.context.open_workspace
    workspace.change("take in package", lambda writer: save(writer, WINDOW, closed, "close"))
    before = hand.read_file().submissions.evidence
    hand.press(keys[-1], CTRL)
    hand.qtbot.waitUntil(lambda: bool(wrong))

    assert "The period is closed" in str(wrong[0])
    assert hand.read_file().submissions.evidence == before
    stack = hand.table.desk.undo_stack
    assert not stack.canUndo()
    assert not stack.canRedo()


def test_several_files_at_once_and_a_bad_one_among_them(
    hand: Hand, panel: EvidencePanel, scan: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "Table.csv").write_text("a,b")
    (tmp_path / "sneaky.pdf").write_bytes(b"MZ\x90\x00\x03")
    (tmp_path / "Again.pdf").write_bytes(scan.read_bytes())
    names = ("empty.txt", "Table.csv", "sneaky.pdf", "Again.pdf")
    panel.add_files([scan, *(tmp_path / name for name in names)])

    assert {entry.title for entry in settled(hand, 2)} == {"Minutes.pdf", "Table.csv"}
    said = dialog(hand, MessageDialog)
    assert isinstance(said, MessageDialog)
    heading, kept, *why = said.text.splitlines()
    assert heading == "3 of 5 files were not added"
    assert kept == f"2 were added as evidence for {CODE}."
    assert [line.split(". ")[0] for line in why] == [
        "empty.txt: empty.txt is empty",
        "sneaky.pdf: sneaky.pdf is a program, a script or a shortcut, and not evidence",
        "Again.pdf: Again.pdf is the same file as Minutes.pdf, which is there already",
    ]
    said.close()


def test_files_are_dropped_on_the_panel(hand: Hand, panel: EvidencePanel, scan: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    action |= Qt.DropAction.MoveAction
    enter = QDragEnterEvent(panel.rect().center(), action, data, button, none)
    enter.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(panel, enter)
    assert enter.isAccepted()
    assert enter.dropAction() is Qt.DropAction.CopyAction, "the file stays where it is"
    QApplication.sendEvent(
        panel, QDropEvent(QPointF(panel.rect().center()), action, data, button, none)
    )

    assert len(settled(hand, 1)) == 1


def test_a_reference_is_added_and_changed(hand: Hand, panel: EvidencePanel) -> None:
    hand.qtbot.mouseClick(panel.refer, Qt.MouseButton.LeftButton)
    asks = dialog(hand, EvidenceEntryDialog)
    asks.title.setText("Letter 14")
    asks.save.click()
    assert asks.isVisible()  # it has to say where
    asks.reference.setText("Archive, box 7")
    asks.save.click()
    (entry,) = settled(hand, 1)
    assert (entry.title, entry.reference) == ("Letter 14", "Archive, box 7")
    assert not panel.open.isEnabled()

    hand.qtbot.mouseClick(panel.change, Qt.MouseButton.LeftButton)
    asks = dialog(hand, EvidenceEntryDialog)
    assert asks.reference.text() == "Archive, box 7"
    asks.reference.setText("Archive, box 8")
    asks.save.click()
    hand.qtbot.waitUntil(lambda: "box 8" in panel.list.item(0).text())


def test_a_document_is_opened_as_a_copy_only_after_asking(
    hand: Hand, panel: EvidencePanel, scan: Path, desktop: Desktop
) -> None:
    panel.add_files([scan])
    settled(hand, 1)
    hand.qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    asks = dialog(hand, MessageDialog)
    assert isinstance(asks, MessageDialog)
    assert "A file of the type PDF, 16\u00a0bytes" in asks.text
    assert desktop.opened == []
    asks.buttons["Open"].click()

    hand.qtbot.waitUntil(lambda: len(desktop.opened) == 1)
    (copy,) = desktop.opened
    assert copy.name == "Minutes.pdf"
    assert copy.read_bytes() == scan.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o400
    assert not copy.is_relative_to(hand.path.parent)


def test_a_name_that_came_with_a_package_is_no_path() -> None:
    name = "../../outside/scan\u202efdp.exe"
    entry = Evidence("1", "A", "2016", CODE, "t", file="f", file_name=name, size=1)

    assert shown_name(entry) == "scanfdp.exe"
    assert suggested_path(entry) == start_folder() / "scanfdp.exe"


@pytest.mark.parametrize(
    ("name", "content"),
    [("tool.exe", b"MZ"), ("Minutes.pdf.bat", b"%PDF-1.7"), ("scan.pdf", b"MZ"), ("a.docm", b"PK")],
)
def test_programs_are_never_opened(
    hand: Hand, panel: EvidencePanel, tmp_path: Path, desktop: Desktop, name: str, content: bytes
) -> None:
    (tmp_path / "Minutes").write_bytes(content)
    panel.add_files([tmp_path / "Minutes"])
    (entry,) = settled(hand, 1)
    entry = replace(entry, file_name=name)  # as it may come from another office
    panel.list.opened.emit(entry)

    asks = dialog(hand, MessageDialog)
    assert isinstance(asks, MessageDialog)
    assert list(asks.buttons) == ["Save a copy…", "Close"]
    assert "is not opened from here" in asks.text
    asks.close()
    assert desktop.opened == []
    panel.files.save_to(entry, tmp_path / "copy")
    hand.qtbot.waitUntil((tmp_path / "copy").exists)


def test_removing_keeps_the_way_back(hand: Hand, panel: EvidencePanel, scan: Path) -> None:
    panel.add_files([scan])
    settled(hand, 1)
    panel.list.setFocus()
    hand.press(Qt.Key.Key_Delete)
    assert settled(hand, 0) == ()
    assert hand.said[-1] == "Removed: Minutes.pdf. Ctrl+Z adds it again."
    assert panel.isAncestorOf(hand.focus)
    hand.press(Qt.Key.Key_Z, CTRL)
    (entry,) = settled(hand, 1)
    with hand.page.context.open_workspace.store.reading():
        assert service.content_of(hand.page.context.open_workspace, entry) == scan.read_bytes()


def test_nothing_is_added_where_the_sheet_is_locked(
    hand: Hand, panel: EvidencePanel, scan: Path
) -> None:
    panel.add_files([scan])
    settled(hand, 1)
    workspace = hand.page.context.open_workspace
    hand.page.context.hub.tell(mark_ready(workspace, "A", "2016"))
    hand.qtbot.waitUntil(lambda: hand.model.is_locked and not hand.page.is_loading)

    hand.qtbot.waitUntil(lambda: not panel.add.isEnabled())
    assert not panel.remove.isEnabled()
    assert panel.open.isEnabled()
    panel.add_files([scan])
    assert len(settled(hand, 1)) == 1


def test_each_question_has_its_own(hand: Hand, panel: EvidencePanel, scan: Path) -> None:
    panel.add_files([scan])
    settled(hand, 1)
    other = next(code for code in hand.sheet.rows if code != CODE)
    hand.go(other)
    hand.qtbot.waitUntil(lambda: panel.list.entries == ())
    hand.go(CODE)
    hand.qtbot.waitUntil(lambda: len(panel.list.entries) == 1)
    assert hand.table.side.view == EVIDENCE


def test_evidence_for_a_marker_is_marked_on_the_questions_under_it(
    hand: Hand, panel: EvidencePanel, scan: Path
) -> None:
    code, marker = next(
        (code, line.code)
        for code, row in hand.sheet.rows.items()
        for line in row.lines
        if line.code != code
    )
    hand.go(code)
    panel.work.add_files(marker, [scan])
    settled(hand, 1)
    assert hand.look(code, Column.NOTE).clips == 1


def test_the_explanation_shows_what_supports_it(
    hand: Hand, panel: EvidencePanel, scan: Path
) -> None:
    why = hand.table.side.why
    hand.table.open_panel(WHY)
    hand.qtbot.waitUntil(why.isVisible)
    assert why.evidence.isHidden()
    panel.add_files([scan])
    hand.qtbot.waitUntil(lambda: len(why.evidence.list.entries) == 1)

    assert why.evidence.isVisible()
    assert why.evidence.box.open.isEnabled()
    why.evidence.list.removed.emit(why.evidence.list.entries[0])
    assert len(settled(hand, 1)) == 1  # only looked at here
    other = next(code for code in hand.sheet.rows if code != CODE)
    hand.go(other)
    hand.qtbot.waitUntil(why.evidence.isHidden)


def test_another_period_has_its_own(
    open_page: Callable[..., Hand], path: Path, scan: Path, qtbot: QtBot
) -> None:
    hand = open_page(path, period="2016")
    hand.go(CODE)
    hand.table.side.evidence.show_question(CODE)
    hand.table.side.evidence.add_files([scan])
    settled(hand, 1)
    hand.page.enter({"period": "2015"})
    hand.wait_for_sheet()
    qtbot.waitUntil(lambda: hand.table.side.evidence.work.entries == ())
