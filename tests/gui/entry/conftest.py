"""A real entry page on a real workspace file, and a hand that works it by keys."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import DataKind
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.values import Value, ValueKey
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.workspace import Workspace
from tests.countries import answers_of_a, countries_definition
from tests.gui.conftest import OFFICER
from tests.gui.entry.hand import Hand
from tests.gui.entry.region import Region
from ui.context import Context
from ui.pages.entry import EntryPage

MakeFile = Callable[..., Path]


def _create(
    path: Path,
    definition: FrameworkDefinition,
    home: str,
    values: list[tuple[ValueKey, Value]],
) -> None:
    with Workspace.create(path, definition, home, OFFICER, kind=DataKind.ILLUSTRATIVE) as made:
        record_values(made, [ValueChange(key, value) for key, value in values])


@pytest.fixture(scope="session")
def countries_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace of Country A on disk; tests copy it and leave it as it is."""
    path = tmp_path_factory.mktemp("countries") / "countries.spame"
    _create(path, countries_definition(), "A", answers_of_a())
    return path


@pytest.fixture
def path(countries_file: Path, tmp_path: Path) -> Path:
    """Return a copy of the workspace of Country A that the test may change."""
    return Path(shutil.copy2(countries_file, tmp_path / "a.spame"))


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Return a way to make another workspace of a framework, without answers."""

    def make(definition: FrameworkDefinition, home: str = "A") -> Path:
        made = tmp_path / "made.spame"
        _create(made, definition, home, [])
        return made

    return make


@pytest.fixture
def open_page(context: Context, qtbot: QtBot) -> Iterator[Callable[..., Hand]]:
    """Return a way to show the page on a workspace file."""
    hands: list[Hand] = []

    def show(path: Path, *, read_only: bool = False, **arguments: object) -> Hand:
        context.workspace = Workspace.open(path, OFFICER, read_only=read_only)
        # Not given to qtbot, which deletes widgets before the last answer is saved.
        page = EntryPage(context)
        page.resize(1180, 680)
        context.hub.changed.connect(page.workspace_changed)
        page.show_workspace()
        page.show()
        hand = Hand(qtbot, page, path)
        hands.append(hand)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.enter(arguments)
        hand.wait_for_sheet()
        return hand

    yield show
    for hand in hands:
        hand.let_go()
        shiboken6.delete(hand.page)
    if context.workspace is not None:
        context.workspace.close()
        context.workspace = None


@pytest.fixture
def region(hand: Hand, tmp_path: Path) -> Iterator[Region]:
    """Return the regional secretariat, which knows the key of Country A and is known to it."""
    made = Region(tmp_path, hand)
    yield made
    made.workspace.close()


@pytest.fixture
def hand(open_page: Callable[..., Hand], path: Path) -> Hand:
    """Return a hand on the sheet of Country A for 2016."""
    return open_page(path, period="2016")
