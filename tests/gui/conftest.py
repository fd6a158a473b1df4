"""What the tests of the window share: its services, real workspaces, and guards against leaks."""

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Actor
from spa_me.reports import BookQuestion, ReportBook, make_book
from tests.example import un_act_2014
from ui.context import Context, make_context
from ui.settings import Settings

OFFICER = Actor("Test Officer", "National secretariat", "M&E officer")


@pytest.fixture(autouse=True)
def _no_leaks(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a lane behind."""
    windows = {id(widget) for widget in _windows()}
    threads = set(threading.enumerate())
    timers = {id(timer) for timer in _running_timers()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in _windows() if id(widget) not in windows]
    assert not left, f"windows were left: {left}"
    running = [timer for timer in _running_timers() if id(timer) not in timers]
    assert not running, f"timers were left running: {[(t, t.parent()) for t in running]}"
    lanes = [t for t in set(threading.enumerate()) - threads if not t.daemon]
    assert not lanes, f"threads were left: {lanes}"


def _windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if shiboken6.isValid(widget)]


def _running_timers() -> list[QTimer]:
    found = [thing for thing in gc.get_objects() if issubclass(type(thing), QTimer)]
    return [timer for timer in found if shiboken6.isValid(timer) and timer.isActive()]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings of a person who was asked for their name before."""
    made = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.actor = OFFICER
    made.theme = "light"
    return made


@pytest.fixture
def context(qapp: QApplication, settings: Settings) -> Iterator[Context]:
    """Return a window's services without a window and without a workspace."""
    size = QApplication.font().pointSizeF()
    owner = QObject()
    made = make_context(settings, owner)
    made.theme.apply()
    yield made
    made.runner.close()
    shiboken6.delete(owner)
    font = QApplication.font()
    font.setPointSizeF(size)
    QApplication.setFont(font)


@pytest.fixture
def book() -> ReportBook:
    """Return the report book of UN-ACT 2014, made in memory."""
    return make_book(un_act_2014(), BookQuestion("2014"))


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example workspace on disk; tests copy it and leave it as it is."""
    from spa_me.services.example import create_example

    path = tmp_path_factory.mktemp("example") / "UN-ACT 2014.spame"
    create_example(path, OFFICER).close()
    return path


@pytest.fixture
def example_path(example_file: Path, tmp_path: Path) -> Path:
    """Return a copy of the example workspace that the test may change."""
    return Path(shutil.copy2(example_file, tmp_path / "example.spame"))


@pytest.fixture
def example_context(context: Context, example_path: Path) -> Iterator[Context]:
    """Return the services of a window in which the example is open for writing."""
    from spa_me.services import reporting
    from spa_me.services.workspace import Workspace

    workspace = Workspace.open(example_path, OFFICER)
    context.workspace = workspace
    context.books.serve(lambda question: reporting.book(workspace, question))
    context.view.ask(BookQuestion("2014"))
    yield context
    context.books.serve(None)
    workspace.close()


@pytest.fixture
def book_of(context: Context, qtbot: QtBot) -> Callable[[BookQuestion], ReportBook]:
    """Return a way to wait for a book from the keeper, as pages get theirs."""

    def wait(question: BookQuestion) -> ReportBook:
        found: list[ReportBook] = []
        context.books.request(question, found.append, owner=context.hub)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return wait
