"""An opened key is for one person and one workspace; with either it is locked again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Actor
from spa_me.packages.keys import write_key_file
from spa_me.services.exchange.sealing import save_package
from tests.gui.inbox.hand import texts
from tests.integration.exchange.offices import Office, approver, key_of, trusting_region
from ui.dialogs.unlock_key import UnlockKeyDialog
from ui.main_window import MainWindow
from ui.pages.inbox import InboxPage

SLOW = 20_000
PASSPHRASE = "correct horse battery staple"  # noqa: S105 (of a key made here)


def open_file(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=SLOW):
        window.files.open(path)
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=SLOW)


@pytest.fixture
def region(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> Path:
    """Open the region in the window, whose approver has opened their key; return its file."""
    office = trusting_region(tmp_path)
    office.close()
    window.context.keys.folder = tmp_path / "keys"
    window.context.settings.actor = approver("RS")
    open_file(window, office.workspace.path, qtbot)
    window.context.keys.add(key_of("RS"))
    return office.workspace.path


@pytest.fixture
def country(tmp_path: Path) -> Path:
    """Return the file of a country's workspace."""
    office = Office(tmp_path, "A")
    office.close()
    return office.workspace.path


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """Return a submission that only the region's key reads."""
    office = Office(tmp_path, "B")
    office.enter()
    digest = office.submit().package.digest
    path = save_package(
        office.workspace, digest, tmp_path / "encrypted.spapkg", [key_of("RS").public]
    )
    office.close()
    return path


def look(window: MainWindow, files: list[Path], qtbot: QtBot) -> InboxPage:
    window.pages_go_to("inbox")
    page = window.pages.page
    assert isinstance(page, InboxPage)
    page.enter({"files": [str(file) for file in files]})
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=SLOW)
    return page


def test_another_workspace_and_another_person_read_nothing_with_it(
    window: MainWindow, region: Path, country: Path, encrypted: Path, qtbot: QtBot
) -> None:
    assert texts(look(window, [encrypted], qtbot).arrivals.model, 0) == ["● Good"]

    open_file(window, country, qtbot)
    assert not window.context.keys.of("RS")
    window.context.settings.actor = Actor("Somebody else", "RS", "Officer")
    open_file(window, region, qtbot)

    page = look(window, [encrypted], qtbot)
    assert page.about.text().startswith("△ You have no key on this computer")
    assert texts(page.arrivals.model, 0) == ["◌ Locked"]


def test_what_was_read_is_locked_for_who_sits_down_next(
    window: MainWindow, region: Path, encrypted: Path, qtbot: QtBot
) -> None:
    page = look(window, [encrypted], qtbot)
    assert texts(page.arrivals.model, 0) == ["● Good"]

    window.context.settings.actor = Actor("Somebody else", "RS", "Officer")
    qtbot.waitUntil(lambda: not window.context.runner.is_busy, timeout=SLOW)

    assert not window.context.keys.of("RS")
    assert texts(page.arrivals.model, 0) == ["◌ Locked"]


def test_it_is_locked_when_the_workspace_is_closed(window: MainWindow, region: Path) -> None:
    window.session.close()

    assert not window.context.keys.of("RS")


def test_the_same_person_in_the_same_workspace_is_not_asked_again(
    window: MainWindow, region: Path, qtbot: QtBot
) -> None:
    window.context.settings.actor = Actor(approver("RS").name, "Another office", "Another role")
    with qtbot.waitSignal(window.session.opened, timeout=SLOW):
        window.session.reopen()

    assert window.context.keys.signer("RS", approver("RS").name) is not None


def test_a_key_that_is_just_being_opened_is_not_kept_for_the_next_person(
    window: MainWindow, region: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    context = window.context
    context.keys.lock_all()
    (tmp_path / "keys").mkdir()
    text = write_key_file(key_of("RS"), PASSPHRASE)
    (tmp_path / "keys" / "rs.spakey").write_text(text, encoding="utf-8")
    dialog = UnlockKeyDialog(context, context.keys.stored("RS"), "Why", parent=window)
    dialog.open()
    dialog.passphrase.setText(PASSPHRASE)
    dialog.go.click()
    with qtbot.waitSignal(dialog.destroyed, timeout=SLOW):
        context.settings.actor = Actor("Somebody else", "RS", "Officer")

    assert not context.keys.of("RS")
