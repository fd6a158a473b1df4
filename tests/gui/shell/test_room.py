"""At every text size the window fits the smallest screen, and shows what it is there for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.inbox.sending import submitted
from tests.integration.exchange.offices import taken, trusting_country, trusting_region
from ui.main_window import MainWindow
from ui.pages.entry import EntryPage
from ui.settings import Settings
from ui.shell.navigation import BY_NAME
from ui.theme import TEXT_SIZES

# As ui.app does before the application object exists; test modules are read before it is made.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

SCREEN = (1366, 768)
PLACE = {"unit": "A", "period": "2014"}


@pytest.fixture
def window(qapp: QApplication, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    font = QApplication.font()
    made = MainWindow(settings)
    made.fill()
    made.resize(*SCREEN)
    made.show()
    yield made
    made.close()
    shiboken6.delete(made)  # a web page has to go before its profile
    QApplication.setFont(font)


@pytest.fixture
def region_path(tmp_path: Path) -> Path:
    """Return the workspace of a region that has a submission to review."""
    region = trusting_region(tmp_path)
    country = trusting_country(tmp_path, "A", region)
    (done,) = taken(region, submitted(country))
    assert done.is_done
    country.close()
    region.close()
    return region.workspace.path


def _open(window: MainWindow, path: Path, bot: QtBot) -> None:
    window.files.open(path)
    bot.waitUntil(lambda: window.context.workspace is not None, timeout=20_000)
    _rest(window, bot)


def _rest(window: MainWindow, bot: QtBot) -> None:
    looks = 0

    def is_at_rest() -> bool:
        nonlocal looks
        looks = 0 if window.context.runner.is_busy or not window.updatesEnabled() else looks + 1
        return looks > 1

    bot.waitUntil(is_at_rest, timeout=20_000)


def test_every_page_fits_the_smallest_screen_at_every_text_size(
    window: MainWindow, region_path: Path, qtbot: QtBot
) -> None:
    _open(window, region_path, qtbot)
    too_large: list[str] = []
    for size in TEXT_SIZES:
        window.context.theme.choose(text_size=size)
        for name in BY_NAME:
            window.pages.go_to(name, dict(PLACE))
            _rest(window, qtbot)
            page = window.pages.page
            assert page is not None
            needed = page.minimumSizeHint()
            beside = window.sidebar.width()
            above = window.menuBar().sizeHint().height() + window.footer.sizeHint().height()
            width, height = needed.width() + beside, needed.height() + above
            if width > SCREEN[0] or height > SCREEN[1]:
                too_large.append(f"{name} at {size} %: {width} × {height}")
    assert not too_large


@pytest.mark.parametrize("unit", ["RS", "TH"])
def test_at_large_text_at_least_six_questions_are_seen_in_full(
    window: MainWindow, example_path: Path, qtbot: QtBot, unit: str
) -> None:
    window.context.theme.choose(text_size=150)
    _open(window, example_path, qtbot)
    window.pages.go_to("entry", {"unit": unit, "period": "2014"})
    page = window.pages.page
    assert isinstance(page, EntryPage)
    qtbot.waitUntil(lambda: page.table.view.current() is not None)
    _rest(window, qtbot)
    view, room = page.table.view, page.table.view.viewport().rect()
    asked = view.questions()
    seen = [code for code in asked if room.contains(view.visualRect(page.table.model.place(code)))]

    assert len(seen) >= min(6, len(asked)), seen


def test_a_window_is_never_larger_than_its_screen(
    qapp: QApplication, settings: Settings, qtbot: QtBot
) -> None:
    made = MainWindow(settings)
    qtbot.addWidget(made)
    room = made.screen().availableGeometry().size()

    assert made.minimumWidth() <= room.width()
    assert made.minimumHeight() <= room.height()
    assert made.width() <= room.width()
    assert made.height() <= room.height()
