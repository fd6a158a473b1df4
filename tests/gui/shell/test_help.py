"""Help without the internet: the guide, the keys, the report of a problem."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from spa_me import __version__
from ui.dialogs.guide import GuideWindow
from ui.dialogs.keys import KeysDialog
from ui.dialogs.message import MessageDialog
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_f1_shows_the_guide_once(window: MainWindow, qtbot: QtBot) -> None:
    window.help.guide()
    (guide,) = window.findChildren(GuideWindow)
    window.sidebar.help.click()

    assert window.findChildren(GuideWindow) == [guide]
    text = guide.findChild(QTextBrowser)
    assert text is not None
    assert "SPA-ME" in text.toPlainText()
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_the_keys_are_listed_as_they_are(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Question, CONTROL)  # a real keyboard adds Shift by itself
    (dialog,) = window.findChildren(KeysDialog)
    shown = {found.text() for found in dialog.findChildren(QLabel)}
    keys = {
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for action in window.actions_.all
        for key in action.shortcuts()[:1]
    }

    in_words = {"Ctrl++", "Ctrl+-", "Ctrl+0"}
    assert keys - in_words <= shown
    dialog.close()


def test_the_report_of_a_problem_is_on_the_clipboard(window: MainWindow) -> None:
    window.help.report()
    (dialog,) = window.findChildren(MessageDialog)

    report = QGuiApplication.clipboard().text()
    assert report.startswith("SPA-ME problem report (no data of any workspace is in it)")
    assert all(line in dialog.text for line in report.splitlines())
    assert dialog.buttons["Close"].hasFocus() or not dialog.isActiveWindow()
    dialog.close()


def test_about_names_the_version(window: MainWindow) -> None:
    window.help.about()
    (dialog,) = window.findChildren(MessageDialog)

    assert __version__ in dialog.text
    dialog.close()


def test_no_key_of_the_window_is_one_that_fields_keep_for_themselves(window: MainWindow) -> None:
    """On Linux `Ctrl+E` moves the cursor; `QKeySequence` gives such keys only on its own system."""
    kept = {"Ctrl+A", "Ctrl+E", "Ctrl+Shift+E", "Ctrl+D", "Ctrl+K", "Ctrl+U", "Ctrl+Y", "Ctrl+Z"}
    keys = {key.toString() for action in window.actions_.all for key in action.shortcuts()}

    assert "Ctrl+Shift+X" in keys
    assert not keys & kept
