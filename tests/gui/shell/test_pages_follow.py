"""Each page in front shows what the same page opened anew would show, after every kind of change.

A command that leaves the page where it is asks it first to finish what is typed, as taking in a
form does: the page is still in front then, and has to follow.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.cofunding import Contribution, SourceType
from spa_me.domain.dataset import DataNote
from spa_me.domain.judgements import Declaration, Explanation
from spa_me.domain.status import Status
from spa_me.domain.submission import Right
from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.frameworks import install
from spa_me.services.funding import save_contribution
from spa_me.services.judging import declare, explain
from spa_me.services.notes import add_note
from spa_me.services.submissions import mark_ready
from spa_me.services.submissions.office import set_member, set_window
from spa_me.services.workspace import Workspace
from tests.gui.inbox.sending import submitted
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    plan,
    taken,
    trusting_country,
    trusting_region,
)
from ui.main_window import MainWindow
from ui.page import Page
from ui.pages.overview import OverviewPage
from ui.settings import Settings
from ui.shell.navigation import BY_NAME

# As ui.app does before the application object exists; test modules are read before it is made.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

SLOW = 20_000
A = {"unit": "A", "period": "2014"}
Change = Callable[[Office], ChangeSet]


class Desk:
    """A window in front of an office's workspace."""

    def __init__(self, window: MainWindow, office: Office, bot: QtBot) -> None:
        self.window, self.office, self.bot = window, office, bot

    def rest(self, page: Page | None = None) -> None:
        """Wait until nothing is read, written or put off for a moment."""

        looks = 0

        def is_at_rest() -> bool:
            nonlocal looks
            waits = page is not None and any(
                timer.isActive() and timer.isSingleShot() for timer in page.findChildren(QTimer)
            )
            is_calm = not waits and not self.window.context.runner.is_busy
            looks = looks + 1 if is_calm else 0
            return looks > 1  # between two looks what was added comes up, and what was left goes

        self.bot.waitUntil(is_at_rest, timeout=SLOW)

    def show(self, name: str) -> Page:
        self.window.pages.prepare(name)
        page = self.window.pages.made(name)
        assert page is not None
        _without_charts(page)
        self.window.pages.go_to(name, dict(A))
        self.rest(page)
        return page

    def anew(self, name: str, beside: Page) -> Page:
        """Return the page as it stands when it is made and entered now."""
        entry = BY_NAME[name]
        made: Page = getattr(import_module(entry.module), entry.class_name)(self.window.context)
        made.resize(beside.size())
        _without_charts(made)
        made.show_workspace()
        made.show()
        made.enter(dict(A))
        self.rest(made)
        return made

    def tell(self, changes: ChangeSet) -> None:
        """Tell of a change as a command does that was begun from the menu."""
        assert self.window.pages.leave()
        self.window.context.hub.tell(changes)
        self.rest(self.window.pages.page)


def _without_charts(page: Page) -> None:
    if isinstance(page, OverviewPage):
        page.show_tables()


def portrait(page: Page) -> list[str]:
    """Return all that can be read on a page, in the order in which its parts were made."""
    said: list[str] = []
    for part in page.findChildren(QWidget):
        if part.isVisibleTo(page):
            said.extend(_texts(part))
    return said


def _texts(part: QWidget) -> Iterator[str]:
    match part:
        case QLabel() | QLineEdit():
            yield part.text()
        case QAbstractButton():
            yield f"{part.text()} {'' if part.isEnabled() else 'off'}"
        case QPlainTextEdit():
            yield part.toPlainText()
        case QComboBox():
            yield part.currentText()
        case QAbstractItemView():
            yield from _cells(part.model(), QModelIndex())
        case _:
            pass


def _cells(model: QAbstractItemModel | None, parent: QModelIndex) -> Iterator[str]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        cells = [model.index(row, column, parent) for column in range(columns)]
        yield " | ".join(str(cell.data()) for cell in cells)
        yield from _cells(model, cells[0])


# --- The changes -----------------------------------------------------------------------------


def _values(office: Office) -> ChangeSet:
    return record_values(
        office.workspace, [ValueChange(ValueKey("A", "2014", "count"), reported(7))]
    )


def _money(office: Office) -> ChangeSet:
    money = Contribution(
        "", "A", "2014", "Government", SourceType.GOVERNMENT, amount=Decimal(10), currency="USD"
    )
    return save_contribution(office.workspace, money)


def _note(office: Office) -> ChangeSet:
    return add_note(office.workspace, DataNote("M1", "Printed otherwise", period="2014"))


def _ready(office: Office) -> ChangeSet:
    return mark_ready(office.workspace, "A", "2014")


def _people(office: Office) -> ChangeSet:
    return set_member(office.workspace, office.workspace.actor.name, frozenset(Right))


def _days(office: Office) -> ChangeSet:
    return set_window(office.workspace, "2014", None, date(2026, 2, 1))


def _declared(office: Office) -> ChangeSet:
    return declare(office.workspace, Declaration("M1", "2014", Status.NOT, "It was seen otherwise"))


def _explained(office: Office) -> ChangeSet:
    return explain(office.workspace, Explanation("M1", "2014", "Late"))


def _version(office: Office) -> ChangeSet:
    return install(office.workspace, plan("2"))


def _accepted(office: Office) -> ChangeSet:
    accept(office.workspace, "A", "2014", key_of("RS"))
    return ChangeSet(frozenset(Topic))


def _package(office: Office) -> ChangeSet:
    (done,) = taken(office, office.folder / "A 2014.spapkg")
    assert done.is_done, done.error
    return ChangeSet(frozenset(Topic))


AT_THE_REGION: tuple[Change, ...] = (
    _package, _note, _declared, _explained, _days, _people, _version, _accepted
)  # fmt: skip
IN_THE_COUNTRY: tuple[Change, ...] = (_values, _money, _people, _ready)
PAGES = ("overview", "results", "entry", "cofunding", "inbox", "activity", "office", "settings")


# --- The offices and their windows -----------------------------------------------------------


@pytest.fixture
def region(tmp_path: Path) -> Office:
    """Return the region, which has a file of country A to take in."""
    office = trusting_region(tmp_path)
    country = trusting_country(tmp_path, "A", office)
    submitted(country).rename(office.folder / "A 2014.spapkg")
    country.close()
    return office


@pytest.fixture
def country(tmp_path: Path) -> Office:
    return Office(tmp_path, "A")


@pytest.fixture
def window(qapp: QApplication, settings: Settings, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(settings)
    made.fill()
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    shiboken6.delete(made)  # a web page has to go before its profile


def _at(window: MainWindow, office: Office, bot: QtBot) -> Desk:
    path, desk = office.workspace.path, Desk(window, office, bot)
    office.close()
    window.context.settings.actor = approver(office.code)
    window.pages.prepare("overview")
    page = window.pages.made("overview")
    assert isinstance(page, OverviewPage)
    page.show_tables()

    def make(_: object) -> Workspace:
        return Workspace.open(path, approver(office.code), clock=office.clock)

    window.session.run("", path, make)
    bot.waitUntil(lambda: window.context.workspace is not None, timeout=SLOW)
    window.context.view.refine(period="2014")
    desk.rest()
    office.workspace = window.context.open_workspace
    return desk


def _follows(desk: Desk, name: str, changes: tuple[Change, ...]) -> None:
    page = desk.show(name)
    for change in changes:
        before = portrait(page)
        desk.tell(change(desk.office))
        anew = desk.anew(name, page)
        now, fresh = portrait(page), portrait(anew)
        shiboken6.delete(anew)
        assert now == fresh, f"{name} did not follow {change.__name__}"
        assert before != now or name not in _SHOWS.get(change, ()), change.__name__


_SHOWS: dict[Change, tuple[str, ...]] = {
    _package: ("overview", "results", "inbox", "activity"),
    _values: ("overview", "results", "entry", "activity"),
    _money: ("cofunding", "activity"),
    _ready: ("entry", "inbox", "activity"),
    _people: ("office", "activity"),
    _declared: ("overview", "results", "activity"),
}
"""Where a change has to be seen: else this test would pass with pages that show nothing."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_region_follows_every_change(
    window: MainWindow, region: Office, qtbot: QtBot, name: str
) -> None:
    _follows(_at(window, region, qtbot), name, AT_THE_REGION)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_country_follows_every_change(
    window: MainWindow, country: Office, qtbot: QtBot, name: str
) -> None:
    _follows(_at(window, country, qtbot), name, IN_THE_COUNTRY)
