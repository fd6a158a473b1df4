"""Where the offices of the illustrative region are, and how to go on with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from spa_me.services.region_example import PASSPHRASE, ExamplePlaces
from ui.dialogs.message import MessageDialog
from ui.files import show_in_folder
from ui.plain_text import breakable


def region_example_message(
    places: ExamplePlaces,
    current: Path,
    open_file: Callable[[Path], None],
    parent: QWidget | None = None,
) -> MessageDialog:
    """Return a message about the folder, the passphrase and the way of a submission; `open` shows.

    Args:
        places: where the example is.
        current: the workspace that is open, of the region or of a country.
        open_file: opens a workspace.
        parent: the window it belongs to.
    """
    steps = _steps(places.folder) if places.practice is None else _practice_steps(places.folder)
    dialog = MessageDialog(_tr("Try the whole way of a report"), list(steps), parent=parent)
    country = places.practice or places.folder / "F.spame"
    if current.resolve() == country.resolve():
        dialog.add_button(_tr("&Open the region"), lambda: open_file(places.region))
    elif country.exists():
        dialog.add_button(_tr("&Open Country F"), lambda: open_file(country))
    dialog.add_button(_tr("&Copy the passphrase"), lambda: _copy(PASSPHRASE), closes=False)
    dialog.add_button(_tr("Copy the fo&lder"), lambda: _copy(str(places.folder)), closes=False)
    dialog.add_button(_tr("Show the &folder"), lambda: show_in_folder(places.folder), closes=False)
    dialog.add_button(_tr("Close"), is_primary=True)
    return dialog


def _steps(folder: Path) -> Iterator[str]:
    yield _tr(
        "Each of the six countries has a workspace of its own. They, all keys and every file that "
        "was sent are in this folder. Where a file dialog does not show it, press “Copy the "
        "folder”, and paste it as the name of the file."
    )
    yield breakable(str(folder))
    yield _tr("The passphrase of every key: {passphrase}").format(passphrase=PASSPHRASE)
    yield _tr(
        "1. Open the workspace of Country F, which has not reported for 2025. On Settings enter "
        "the name “Officer of Country F”. On Enter data, for 2025, press “Ready for approval”. If "
        "it asks “Make it ready for approval as it is?”, press “Ready as it is”."
    )
    yield _tr(
        "2. On Settings enter the name “Head of Country F”. On Office press “Bring back a copy…” "
        "and choose the key of F in the folder “keys”. On Enter data press “Approve and seal…”."
    )
    yield _tr(
        "3. Open the region again: File, Open recent, or “How to try everything” in Country F. "
        "Enter the name “Head of Illustrative regional secretariat”, bring back the key of RS, and "
        "drop the sealed file on the Inbox. The guide has every step."
    )


def _practice_steps(folder: Path) -> Iterator[str]:
    yield _tr(
        "You are Country F, which does not exist. Its years before are accepted; 2025 is to be "
        "reported. Everything is invented, and nothing can go wrong."
    )
    yield _tr(
        "1. On Enter data fill in some of the questions for 2025, on Co-funding an activity and "
        "who pays for it. Press “Ready for approval”; what is blank is reported as blank."
    )
    yield _tr(
        "2. Press “Approve and seal…”. Choose “A new key, made now”, with another name than yours: "
        "who enters figures does not approve them. Note where the file is saved."
    )
    yield _tr(
        "3. Open the region. On Settings enter the name “Head of Illustrative regional "
        "secretariat”; on Office press “Bring back a copy…” and choose the key of RS in the folder "
        "“keys” (passphrase: {passphrase})."
    ).format(passphrase=PASSPHRASE)
    yield _tr(
        "4. Drop the sealed file on the Inbox. It asks about the new key: play both sides of the "
        "phone call. Take the file in, review it, and accept it. Then open Country F again and "
        "drop the receipt and the review there."
    )
    yield _tr("The workspaces, keys and files are in this folder:")
    yield breakable(str(folder))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionExample", text)
