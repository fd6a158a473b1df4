"""The web engine that waits to be taken."""

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.web import engine
from ui.web.chart_view import ChartView

pytestmark = pytest.mark.web


def test_a_view_takes_the_page_that_waits(qapp: QApplication, qtbot: QtBot) -> None:
    del qapp
    engine.warm_up()
    waiting = engine._spare.kept
    assert waiting is not None
    qtbot.waitUntil(lambda: waiting[1].is_ready, timeout=20_000)

    view = ChartView("Charts")
    view.show()
    qtbot.waitUntil(lambda: view.page is not None)

    assert view.page is waiting[1]
    assert engine._spare.kept is None
    shiboken6.delete(view)
    assert not shiboken6.isValid(waiting[0]), "the profile goes with the view"


def test_one_page_waits_at_most(qapp: QApplication) -> None:
    del qapp
    engine.warm_up()
    waiting = engine._spare.kept
    engine.warm_up()

    assert engine._spare.kept is waiting
    engine._spare.drop()


def test_what_nobody_takes_goes_with_the_application(qapp: QApplication) -> None:
    del qapp
    engine.warm_up()
    waiting = engine._spare.kept
    assert waiting is not None
    engine._spare.drop()

    assert not shiboken6.isValid(waiting[1])
    assert not shiboken6.isValid(waiting[0])
    assert engine._spare.kept is None
