"""A country's first report: from the start page to a receipt, with every click and field counted.

Both offices begin with nothing but the plan's file: no key, no list of keys, no card was sent.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import SubmissionState
from spa_me.packages.fingerprints import words_of
from spa_me.services.submissions import standing
from tests.gui.dropping import dropped
from tests.gui.shell.conftest import PlainPage
from ui.dialogs.compare_words import CompareWordsDialog
from ui.dialogs.message import MessageDialog
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.office_key import NewKeyDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.seal import SealDialog
from ui.dialogs.sealed_file import SealedFileDialog
from ui.dialogs.send_packages import SendPackagesDialog
from ui.main_window import MainWindow
from ui.pages.entry import EntryPage
from ui.pages.entry.next_steps import NextStep
from ui.pages.inbox import InboxPage
from ui.pages.review import ReviewPage
from ui.pages.review.decisions import AcceptDialog
from ui.pages.welcome import WelcomePage
from ui.settings import Settings
from ui.shell import navigation
from ui.shell.navigation import PageEntry

D = TypeVar("D", bound=QWidget)
SLOW = 30_000
MOST_ACTIONS = 40
"""Of one office, from the start page to the end; 23 and 25 when it was written."""
PASSPHRASE = "four words in a row"  # noqa: S105 (of keys that are made for one test)
PLAN = Path(__file__).parents[1] / "data" / "small-plan.toml"


class Person:
    """Somebody at a window, whose clicks and typed fields are counted."""

    def __init__(self, bot: QtBot, folder: Path) -> None:
        folder.mkdir()
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.theme = "light"
        self.bot, self.folder, self.actions = bot, folder, 0
        self.failures: list[Exception] = []
        self.window = MainWindow(settings)
        bot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.fill()
        with bot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.context.runner.failed.connect(self.failures.append)
        self.window.start()
        self.wait()

    def wait(self) -> None:
        self.bot.waitUntil(lambda: not self.window.context.runner.is_busy, timeout=SLOW)
        assert not self.failures

    def find(self, kind: type[D]) -> D:
        """Return the part of a kind that has come up."""

        def found() -> list[D]:
            return [part for part in self.window.findChildren(kind) if part.isVisible()]

        self.bot.waitUntil(lambda: bool(found()), timeout=SLOW)
        self.wait()
        return found()[-1]

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        self.actions += 1
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, field: QLineEdit, text: str) -> None:
        assert field.isVisible()
        self.actions += 1
        self.bot.keyClicks(field, text)

    def choose(self, box: QComboBox, text: str) -> None:
        assert box.isVisible()
        self.actions += 1
        place = box.findText(text)
        assert place >= 0, text
        box.setCurrentIndex(place)

    def choose_file(self, path: Path) -> None:
        """Choose a file or folder in the file dialog that is open."""
        self.actions += 1
        dialog = self.find(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.bot.waitUntil(lambda: not shiboken6.isValid(dialog), timeout=SLOW)
        self.wait()

    def drop(self, *files: Path) -> None:
        """Drop files of an e-mail on the window."""
        self.actions += 1
        assert dropped(self.window, *files)
        self.wait()

    def press(self, dialog: MessageDialog, text: str) -> None:
        self.click(dialog.buttons[text])

    def go(self, name: str) -> None:
        self.click(self.window.sidebar._buttons[name])
        self.wait()

    def start(self, unit: str, name: str) -> None:
        """Make the workspace of an office from the plan that somebody sent."""
        self.click(self.find(WelcomePage).new)
        dialog = self.find(NewWorkspaceDialog)
        self.bot.waitUntil(lambda: dialog.framework.count() > 1, timeout=SLOW)
        self.click(dialog._from_file)
        self.choose_file(PLAN)
        self.choose(dialog.unit, unit)
        self.click(dialog.make)
        person = self.find(PersonDialog)
        self.type(person.form.name, name)
        with self.bot.waitSignal(self.window.session.opened, timeout=SLOW):
            self.click(person.save_button)
        self.wait()

    def compare(self, expected: tuple[str, ...]) -> None:
        """Compare the words of a key by phone: the other side reads them out."""
        inbox = self.find(InboxPage)
        self.click(inbox.arrivals.compare)
        dialog = self.find(CompareWordsDialog)
        assert dialog.text.split() == list(expected)
        self.click(dialog.same)
        self.bot.waitUntil(lambda: not shiboken6.isValid(dialog), timeout=SLOW)
        self.wait()

    def take_in(self) -> None:
        self.click(self.find(InboxPage).arrivals.take_all)

    def save_what_goes_out(self, folder: Path) -> list[Path]:
        dialog = self.find(SendPackagesDialog)
        self.click(dialog.save)
        self.choose_file(folder)
        files = list(dialog.files)
        self.actions += 1
        dialog.accept()
        self.wait()
        return files

    def leave(self) -> None:
        QGuiApplication.clipboard().setText("")
        self.window.close()
        self.bot.waitUntil(lambda: not self.window.isVisible(), timeout=SLOW)


@pytest.fixture(autouse=True)
def _no_charts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the page of charts be a plain one: it is not part of this way."""
    plain = {"overview": PageEntry("overview", PlainPage.__module__, "PlainPage")}
    monkeypatch.setattr(navigation, "BY_NAME", {**navigation.BY_NAME, **plain})
    font = QApplication.font()
    yield
    QApplication.setFont(font)


def test_a_first_report_goes_through(qtbot: QtBot, tmp_path: Path) -> None:
    mail = tmp_path / "mail"
    mail.mkdir()
    country = Person(qtbot, tmp_path / "country")
    country.start("Country A", "Dara Sok")
    file, words = report(country)
    assert country.actions < MOST_ACTIONS / 2, "the file is ready to be sent"
    region = Person(qtbot, tmp_path / "region")
    region.start("Regional secretariat", "Rita Ong")
    back, region_words = receive(region, file, words, mail)

    country.window.activateWindow()
    country.drop(*back)
    country.compare(region_words)
    country.take_in()
    country.wait()
    assert _state(country) is SubmissionState.ACCEPTED
    assert standing(_data(country), "A", "2025").is_acknowledged
    assert country.actions < MOST_ACTIONS
    assert region.actions < MOST_ACTIONS
    country.leave()
    region.leave()


def report(country: Person) -> tuple[Path, tuple[str, ...]]:
    """Enter, make ready, approve with a new key, and seal; return the file and the key's words."""
    country.go("entry")
    page = country.find(EntryPage)
    qtbot = country.bot
    for code, text in (("1.1", "120"), ("1.2", "3/4"), ("1.3", "7")):
        country.actions += 1
        assert page.table.go_to(code)
        for key in text:
            qtbot.keyClicks(page.window().focusWidget() or page.table.view, key)
        qtbot.keyClick(page.window().focusWidget() or page.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.table.desk.saver.is_busy, timeout=SLOW)
    page.table.desk.tell()
    country.wait()
    country.click(page.submission.bar.buttons[NextStep.READY])
    country.wait()
    country.click(page.submission.bar.buttons[NextStep.SEAL])
    dialog = country.find(SealDialog)
    asked = dialog.approver
    assert asked.makes_key
    country.type(asked.name, "Chan Vuthy")
    country.type(asked.new_passphrase.first, PASSPHRASE)
    country.type(asked.new_passphrase.again, PASSPHRASE)
    country.click(dialog.seal)
    sealed = country.find(SealedFileDialog)
    assert _state(country) is SubmissionState.SUBMITTED
    path, words = Path(sealed.path.text()), sealed._sealed.words
    country.click(sealed.copy)
    country.click(sealed.close_button)
    country.wait()
    return path, words


def receive(
    region: Person, file: Path, words: tuple[str, ...], mail: Path
) -> tuple[list[Path], tuple[str, ...]]:
    """Take the file in, accept it; return what goes back, and the words of the region's key."""
    region.drop(file)
    assert _standing(region) == ["? New key"]
    region.compare(words)
    assert _standing(region) == ["● Good"]
    region.take_in()
    region.press(region.find(MessageDialog), "Make my key…")
    new = region.find(NewKeyDialog)
    assert new.name.text() == "Rita Ong", "the name is not asked for again"
    region.type(new.passphrase.first, PASSPHRASE)
    region.type(new.passphrase.again, PASSPHRASE)
    region.click(new.make)
    region.press(region.find(MessageDialog), "&Add it to the list, and go on")
    back = region.save_what_goes_out(mail)
    inbox = region.find(InboxPage)
    region.click(inbox.board.review)
    review = region.find(ReviewPage)
    region.click(review.accept)
    region.click(region.find(AcceptDialog).go)
    back += region.save_what_goes_out(mail)
    (stored,) = region.window.context.keys.stored("RS")
    return back, words_of(stored.public.fingerprint)


def _standing(person: Person) -> list[str]:
    model = person.find(InboxPage).arrivals.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _data(person: Person) -> Dataset:
    return person.window.context.open_workspace.dataset()


def _state(person: Person) -> SubmissionState:
    return standing(_data(person), "A", "2025").state
