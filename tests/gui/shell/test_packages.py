"""Packages reach the inbox from the menu and from a drop anywhere on the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.dropping import dropped, said
from tests.integration.exchange.offices import Office, approver, trusting_region
from ui.main_window import MainWindow
from ui.pages.inbox import InboxPage

SLOW = 20_000


@pytest.fixture
def files(tmp_path: Path) -> Iterator[list[Path]]:
    """Return files of countries A and B for the region."""
    offices = [Office(tmp_path, code) for code in ("A", "B")]
    for office in offices:
        office.enter()
    yield [o.file_of(o.submit().package.digest, f"{o.code} 2014") for o in offices]
    for office in offices:
        office.close()


@pytest.fixture
def region_window(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    region = trusting_region(tmp_path)
    region.close()
    window.context.settings.actor = approver("RS")
    with qtbot.waitSignal(window.session.opened, timeout=SLOW):
        window.files.open(region.workspace.path)
    return window


def listed(window: MainWindow, qtbot: QtBot) -> list[str]:
    page = window.pages.page
    assert isinstance(page, InboxPage)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=SLOW)
    return [arrival.path.name for arrival in page.presenter.arrivals]


def test_several_packages_dropped_anywhere_are_looked_at(
    region_window: MainWindow, files: list[Path], qtbot: QtBot
) -> None:
    assert region_window.pages.name == "overview"
    assert dropped(region_window, *files)

    assert listed(region_window, qtbot) == ["A 2014.spapkg", "B 2014.spapkg"]
    assert region_window.pages.name == "inbox"


def test_a_letter_among_the_packages_holds_none_of_them_up(
    region_window: MainWindow, files: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Please find our figures below.")
    assert dropped(region_window, letter, *files)

    names = ["letter.txt", "A 2014.spapkg", "B 2014.spapkg"]
    assert sorted(listed(region_window, qtbot)) == sorted(names)
    page = region_window.pages.page
    assert isinstance(page, InboxPage)
    assert sum(arrival.may_be_taken for arrival in page.presenter.arrivals) == 2


def test_without_a_workspace_a_package_is_not_taken(window: MainWindow, files: list[Path]) -> None:
    assert dropped(window, *files)
    text = said(window)
    assert text.startswith("Nothing was done with 2 files.")
    assert "Open the workspace of your office first" in text
    assert "A 2014.spapkg" in text


def test_a_file_or_folder_that_cannot_be_dropped_is_named(
    region_window: MainWindow, tmp_path: Path
) -> None:
    scan = tmp_path / "Minutes.pdf"
    scan.write_bytes(b"%PDF-1.7")
    assert dropped(region_window, scan)
    text = said(region_window)
    assert text.startswith("Nothing was done with “Minutes.pdf”.")
    assert "files that other offices sealed (.spapkg)" in text

    folder = tmp_path / "From A.spapkg"
    folder.mkdir()
    assert dropped(region_window, folder)
    text = said(region_window)
    assert text.startswith("Nothing was done with “From A.spapkg”.")
    assert "drop the files that are in it" in text
    assert region_window.pages.name == "overview"


def test_a_form_among_the_packages_is_to_be_dropped_by_itself(
    region_window: MainWindow, files: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    form, folder = tmp_path / "form.xlsx", tmp_path / "Older"
    form.write_bytes(b"")
    folder.mkdir()
    assert dropped(region_window, form, folder, *files)
    text = said(region_window)
    assert text.startswith("Nothing was done with 2 files.")
    assert "form.xlsx" in text
    assert "Older" in text
    assert "Drop an Excel form, a CSV file or a workspace by itself" in text
    assert listed(region_window, qtbot) == ["A 2014.spapkg", "B 2014.spapkg"]


def test_the_menu_asks_for_several_files(
    region_window: MainWindow, files: list[Path], qtbot: QtBot
) -> None:
    region_window.files.take_packages()
    dialog = region_window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(file) for file in files])
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()

    assert listed(region_window, qtbot) == ["A 2014.spapkg", "B 2014.spapkg"]


def test_a_review_is_a_page_under_the_inbox(
    region_window: MainWindow, files: list[Path], qtbot: QtBot
) -> None:
    region_window.pages.go_to("review", {"unit": "A", "period": "2014"})
    qtbot.waitUntil(lambda: not region_window.context.runner.is_busy, timeout=SLOW)

    assert region_window.pages.name == "review"
    assert region_window.sidebar._buttons["inbox"].isChecked()
