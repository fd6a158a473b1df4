"""The start page offers what can be done first, each with one click."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.pages.conftest import FilesAsked
from ui.pages.welcome import WelcomePage
from ui.settings import Settings

Show = Callable[[type[WelcomePage]], WelcomePage]


def buttons(page: WelcomePage) -> dict[str, QPushButton]:
    found = [button for button in page.findChildren(QPushButton) if button.isVisibleTo(page)]
    return {button.accessibleName() or button.text(): button for button in found}


def test_each_way_is_one_click(show: Show, files: FilesAsked, qtbot: QtBot) -> None:
    page = show(WelcomePage)
    for button in (page.example, page.region, page.practice, page.new, page.open):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert files.asked == ["example", "region", "practice", "new", "choose"]


def test_the_example_is_a_key_away(show: Show, files: FilesAsked, qtbot: QtBot) -> None:
    page = show(WelcomePage)

    assert page.example.hasFocus()
    qtbot.keyClick(page.example, Qt.Key.Key_Space)
    assert files.asked == ["example"]


def test_recent_workspaces_open_with_a_click(
    show: Show, files: FilesAsked, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "NPA & more.spame"
    path.touch()
    settings.remember(path)
    page = show(WelcomePage)

    buttons(page)["Open NPA & more"].click()
    assert files.asked == [path]


def test_a_recent_one_that_is_gone_is_greyed_and_can_be_removed(
    show: Show, files: FilesAsked, settings: Settings, tmp_path: Path
) -> None:
    settings.remember(tmp_path / "gone.spame")
    page = show(WelcomePage)
    found = buttons(page)

    assert found["Open gone"].text() == "gone – not found"
    assert not found["Open gone"].isEnabled()

    found["Remove gone from the list"].click()
    assert settings.recent == []
    assert "Open gone" not in buttons(page)


@pytest.mark.usefixtures("files")
def test_without_recent_ones_there_is_no_list(show: Show) -> None:
    page = show(WelcomePage)

    assert page._recent_card.isHidden()
