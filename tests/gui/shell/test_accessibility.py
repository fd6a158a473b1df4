"""Every control has a name, and Tab reaches every one of them in the order in which one reads."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from spa_me.domain.errors import Finding, InputError
from tests.gui.entry.region import key_of
from ui.dialogs.export import ExportDialog
from ui.dialogs.key_words import KeyWordsDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.message import message_for
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.office_key import NewKeyDialog
from ui.dialogs.person import PersonDialog
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.reporting_days import ReopeningDialog, ReportingDaysDialog
from ui.dialogs.sealed_file import SealedFile, SealedFileDialog
from ui.main_window import MainWindow

PAGES = ["welcome", "settings", "activity", "office"]
DIALOGS: list[Callable[[MainWindow], QDialog]] = [
    lambda window: PersonDialog(window.context.settings, window),
    lambda window: ExportDialog(window.context, window),
    lambda window: NewWorkspaceDialog(window.context, window),
    KeysDialog,
    lambda window: NewKeyDialog(window.context, "RS", window),
    lambda window: KeyWordsDialog(window.context, key_of("RS").public, parent=window),
    lambda window: ReasonDialog("Withdraw it?", ["It is a draft again."], "Withdraw", window),
    lambda window: ReportingDaysDialog("2014", None, window),
    lambda window: ReopeningDialog("2014", [("KH", "Cambodia")], window),
    lambda window: SealedFileDialog(
        window.context,
        SealedFile("ab", "a.spapkg", None, 1, True, "Region", "Please find attached"),
        window,
    ),
    lambda window: message_for(InputError("x.csv", [Finding("row 1", "is wrong")]), window),
]


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield what can have the focus by Tab."""
    for widget in root.findChildren(QWidget):
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        stands_for_another = cast("QWidget | None", widget.focusProxy()) is not None
        if takes_tab and widget.isEnabled() and widget.isVisibleTo(root) and not stands_for_another:
            yield widget


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip()


def tabbed(root: QWidget, first: QWidget, qtbot: QtBot) -> list[QWidget]:
    """Return what Tab reaches within `root`, beginning with `first`."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    focused = root.window().focusWidget()
    while focused not in found and root.isAncestorOf(focused):
        found.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = root.window().focusWidget()
    return found


@pytest.fixture
def opened(window: MainWindow, example_path: Path, qtbot: QtBot) -> MainWindow:
    with qtbot.waitSignal(window.standing.known):
        window.files.open(example_path)
    return window


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, opened: MainWindow, qtbot: QtBot) -> QWidget:
    opened.pages_go_to(request.param)
    qtbot.waitUntil(lambda: not opened.context.runner.is_busy)
    found = opened.pages.page
    assert found is not None
    return found


@pytest.fixture(params=DIALOGS)
def dialog(request: pytest.FixtureRequest, opened: MainWindow, qtbot: QtBot) -> Iterator[QDialog]:
    made: QDialog = request.param(opened)
    with qtbot.waitActive(made):
        made.open()
    qtbot.waitUntil(lambda: not opened.context.runner.is_busy)
    yield made
    made.close()


def test_every_control_of_a_page_has_a_name(page: QWidget) -> None:
    assert [c for c in controls(page) if not name_of(c)] == []


def test_every_control_of_a_dialog_has_a_name(dialog: QDialog) -> None:
    assert [c for c in controls(dialog) if not name_of(c)] == []


def test_tab_reaches_everything_on_a_page(page: QWidget, qtbot: QtBot) -> None:
    wanted = list(controls(page))
    found = tabbed(page, wanted[0], qtbot)

    assert [name_of(c) for c in wanted if c not in found] == []


def test_tab_follows_reading_in_a_dialog(dialog: QDialog, qtbot: QtBot) -> None:
    wanted = list(controls(dialog))
    found = tabbed(dialog, min(wanted, key=lambda c: _place(dialog, c)), qtbot)
    places = [_place(dialog, c) for c in found]

    assert set(wanted) <= set(found)
    assert places == sorted(places)


def _place(root: QWidget, widget: QWidget) -> tuple[int, int]:
    """Return where a control is: the middle of its row, then its left edge."""
    middle = widget.mapTo(root, QPoint(0, widget.height() // 2))
    return middle.y() // 12, middle.x()


def test_the_window_itself_is_named(opened: MainWindow) -> None:
    outside = [c for c in controls(opened) if not opened.pages.isAncestorOf(c)]

    assert len(outside) > 5
    assert [c for c in outside if not name_of(c)] == []
