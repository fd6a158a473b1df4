"""The illustrative region, from the start page."""

import pytest
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import DataKind
from ui.main_window import MainWindow


@pytest.mark.slow
def test_it_is_built_once_and_opened_after_that(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=110_000):
        window.files.open_region_example()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    workspace = window.context.open_workspace
    assert (workspace.info.kind, workspace.info.home_unit) == (DataKind.ILLUSTRATIVE, "RS")
    made = workspace.info.id

    window.session.close()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_region_example()
    qtbot.waitUntil(lambda: not window.context.runner.is_busy)
    assert window.context.open_workspace.info.id == made
