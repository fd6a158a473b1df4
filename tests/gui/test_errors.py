"""Faults of the app: told once, with a report that holds nobody's data."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from spa_me.domain.errors import Finding, InputError
from ui import logs
from ui.dialogs.message import MessageDialog
from ui.errors import ErrorDesk, fault_message
from ui.report import problem_report
from ui.settings import Settings

TYPED = "Country A reported 4711"


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def desk(window: QMainWindow, settings: Settings) -> Iterator[ErrorDesk]:
    hooks = sys.excepthook, threading.excepthook
    yield ErrorDesk(settings, window)
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Log into the test's own home, as the app does."""
    root = logging.getLogger()
    known = list(root.handlers)
    logs.start_log()
    yield logs.log_file()
    logs.qInstallMessageHandler(None)
    for handler in set(root.handlers) - set(known):
        handler.close()
        root.removeHandler(handler)


def said(window: QMainWindow) -> list[MessageDialog]:
    return [found for found in window.findChildren(MessageDialog) if found.isVisible()]


def fail() -> None:
    raise ValueError(TYPED)


def caught() -> ValueError:
    try:
        fail()
    except ValueError as error:
        return error
    raise AssertionError


def test_findings_are_listed_one_by_one(desk: ErrorDesk, window: QMainWindow) -> None:
    findings = [Finding(f"row {n}", "is wrong", "a number") for n in range(1, 4)]
    desk.show(InputError("values.csv", findings, kept="Nothing was entered."))

    (dialog,) = said(window)
    assert dialog.text.splitlines() == [
        "values.csv has 3 problems.",
        "Nothing was entered.",
        *(f"row {n}: is wrong; expected a number" for n in range(1, 4)),
    ]
    dialog.close()


def test_a_fault_is_told_with_a_report_to_copy(
    desk: ErrorDesk, window: QMainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    desk.show(caught())
    (dialog,) = said(window)
    dialog.buttons["Copy report"].click()

    report = QGuiApplication.clipboard().text()
    assert dialog.isVisible()
    assert "builtins.ValueError" in report
    assert "test_errors.py" in report
    assert "PySide6".lower() in report.lower()
    assert TYPED not in report
    assert TYPED not in dialog.text
    dialog.close()


def test_faults_do_not_pile_up(desk: ErrorDesk, window: QMainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        desk.show(caught())
    (dialog,) = said(window)

    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    desk.show(caught())
    assert len(said(window)) == 1
    said(window)[0].close()


def test_what_nobody_handled_ends_here(desk: ErrorDesk, window: QMainWindow) -> None:
    desk.catch_all()
    error = caught()
    sys.excepthook(ValueError, error, error.__traceback__)

    (dialog,) = said(window)
    dialog.close()


def test_a_thread_that_fails_is_told_on_the_windows_thread(
    desk: ErrorDesk, window: QMainWindow, qtbot: QtBot
) -> None:
    desk.catch_all()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(said(window)))

    said(window)[0].close()


def test_ctrl_c_in_the_terminal_is_no_fault(
    desk: ErrorDesk, window: QMainWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.catch_all()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert said(window) == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_the_log_says_where_and_not_what(log: Path, settings: Settings) -> None:
    try:
        try:
            fail()
        except ValueError as cause:
            raise RuntimeError(TYPED) from cause
    except RuntimeError:
        logging.getLogger("ui.anything").exception("It failed")

    text = log.read_text(encoding="utf-8")
    assert "It failed" in text
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "in fail" in text or "fail" in text
    assert TYPED not in text
    assert TYPED not in problem_report(settings)


def test_the_log_does_not_name_the_person(log: Path) -> None:
    logging.getLogger("ui.anything").warning("Opened %s", Path.home() / "Documents" / "x.spame")

    text = log.read_text(encoding="utf-8")
    assert str(Path.home()) not in text
    assert "~/Documents/x.spame" in text.replace("\\", "/")


def test_the_log_never_grows_without_end(log: Path) -> None:
    logger = logging.getLogger("ui.anything")
    for _ in range(3_000):
        logger.warning("x" * 500)

    files = sorted(log.parent.glob("spa-me.log*"))
    assert len(files) <= 3
    assert sum(file.stat().st_size for file in files) < 1_600_000


def test_the_report_names_versions(settings: Settings) -> None:
    report = problem_report(settings)

    assert "(no data of any workspace is in it)" in report
    for name in ("System:", "Python:", "Qt:", "pyside6-essentials:", "Language:", "Theme: light"):
        assert name in report


def test_a_fault_without_a_window_can_still_be_read(settings: Settings, qtbot: QtBot) -> None:
    dialog = fault_message(caught(), settings)
    qtbot.addWidget(dialog)

    assert "did not work as it should" in dialog.text
