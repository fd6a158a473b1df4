"""A dialog stays in front when Qt makes the native window anew, as for the first charts."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QWindow
from pytestqt.qtbot import QtBot

from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow


def test_an_open_dialog_is_bound_to_the_new_native_window(window: MainWindow, qtbot: QtBot) -> None:
    dialog = MessageDialog("Try the whole way of a report", parent=window)
    dialog.add_button("Close", is_primary=True)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.open()
    its_own = dialog.windowHandle()
    its_own.setTransientParent(QWindow())  # as after the old native window is gone

    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.WinIdChange))

    qtbot.waitUntil(lambda: its_own.transientParent() is window.windowHandle())
    assert dialog.isVisible()
    assert dialog.isModal()
    assert closed == [], "it was not answered"
    dialog.buttons["Close"].click()
    assert closed == [0]
