"""The illustrative region, from the start page."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import DataKind
from spa_me.services.region_example import PASSPHRASE, ExamplePlaces, places_of, units_folder
from ui.dialogs.message import MessageDialog
from ui.dialogs.region_example import region_example_message
from ui.main_window import MainWindow


def buttons_of(window: MainWindow) -> dict[str, QPushButton]:
    return {button.text(): button for button in window.banner.findChildren(QPushButton)}


@pytest.mark.slow
def test_it_is_built_once_and_opened_after_that(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=110_000):
        window.files.open_region_example()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    workspace = window.context.open_workspace
    assert (workspace.info.kind, workspace.info.home_unit) == (DataKind.ILLUSTRATIVE, "RS")
    made = workspace.info.id
    (told,) = (d for d in window.findChildren(MessageDialog) if d.isVisible())
    folder = units_folder(workspace.path)
    assert PASSPHRASE in told.text
    assert str(folder) in told.text.replace("\u200b", "")
    assert "&Open Country F" in told.buttons
    told.buttons["&Copy the passphrase"].click()
    assert QGuiApplication.clipboard().text() == PASSPHRASE
    told.buttons["Copy the fo&lder"].click()
    assert QGuiApplication.clipboard().text() == str(folder)
    told.buttons["Close"].click()
    qtbot.waitUntil(lambda: "How to try everything" in buttons_of(window))
    buttons_of(window)["How to try everything"].click()
    (again,) = (d for d in window.findChildren(MessageDialog) if d.isVisible())
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        again.buttons["&Open Country F"].click()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    assert window.context.open_workspace.info.home_unit == "F"
    assert places_of(window.context.open_workspace.path) == places_of(workspace.path)

    window.session.close()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_region_example()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    assert window.context.open_workspace.info.id == made
    assert not any(d.isVisible() for d in window.findChildren(MessageDialog)), "it was said before"


def test_each_of_its_workspaces_offers_the_next_one(qtbot: QtBot, tmp_path: Path) -> None:
    region = tmp_path / "Illustrative region.spame"
    places = ExamplePlaces(region, units_folder(region))
    draft = places.folder / "F.spame"
    (places.folder / "keys").mkdir(parents=True)
    for path in (region, draft):
        path.touch()
    opened: list[Path] = []
    for current, wanted, offer in (
        (region, draft, "&Open Country F"),
        (draft, region, "&Open the region"),
    ):
        told = region_example_message(places, current, opened.append)
        qtbot.addWidget(told)
        told.show()
        assert sum("Open" in text for text in told.buttons) == 1
        told.buttons["Copy the fo&lder"].click()
        assert QGuiApplication.clipboard().text() == str(places.folder)
        told.buttons[offer].click()
        assert opened.pop() == wanted


@pytest.mark.slow
def test_a_country_to_practise_with_opens_on_the_year_to_report(
    window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=110_000):
        window.files.open_practice()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    workspace = window.context.open_workspace
    assert (workspace.info.kind, workspace.info.home_unit) == (DataKind.ILLUSTRATIVE, "F")
    assert window.context.view.question.period == "2025"
    (told,) = (d for d in window.findChildren(MessageDialog) if d.isVisible())
    assert "A new key, made now" in told.text
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        told.buttons["&Open the region"].click()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    assert window.context.open_workspace.info.home_unit == "RS"
    window.files.about_region_example()
    (back,) = (d for d in window.findChildren(MessageDialog) if d.isVisible())
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        back.buttons["&Open Country F"].click()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    assert window.context.open_workspace.path == workspace.path
