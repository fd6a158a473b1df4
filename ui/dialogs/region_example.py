"""Where the offices of the illustrative region are, and how to go on with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from spa_me.services.region_example import PASSPHRASE, ExamplePlaces
from ui.dialogs.message import MessageDialog
from ui.files import show_in_folder
from ui.plain_text import breakable


def region_example_message(
    places: ExamplePlaces, open_file: Callable[[Path], None], parent: QWidget | None = None
) -> MessageDialog:
    """Return a message about the folder, the passphrase and the way of a submission; `open` shows.

    Args:
        places: where the example is.
        open_file: opens a workspace.
        parent: the window it belongs to.
    """
    dialog = MessageDialog(
        _tr("Try the whole way of a report"),
        [
            _tr(
                "Each of the six countries has a workspace of its own. They, all keys and every "
                "file that was sent are in this folder:"
            ),
            breakable(str(places.folder)),
            _tr("The passphrase of every key: {passphrase}").format(passphrase=PASSPHRASE),
            _tr(
                "1. Open the workspace of Country F, which has not reported for 2025. On Settings "
                "be “Officer of Country F”. On Enter data, for 2025, press “Ready for approval”."
            ),
            _tr(
                "2. On Settings be “Head of Country F”. On Office press “Bring back a copy…” and "
                "choose the key of F in the folder “keys”. On Enter data press “Approve and seal…”."
            ),
            _tr(
                "3. Open the region again, be “Head of Illustrative regional secretariat”, bring "
                "back the key of RS, and drop the sealed file on the Inbox. The guide has every "
                "step."
            ),
        ],
        parent=parent,
    )
    draft = places.folder / "F.spame"
    if draft.exists():
        dialog.add_button(_tr("&Open Country F"), lambda: open_file(draft))
    dialog.add_button(_tr("&Copy the passphrase"), _copy, closes=False)
    dialog.add_button(_tr("Show the &folder"), lambda: show_in_folder(places.folder), closes=False)
    dialog.add_button(_tr("Close"), is_primary=True)
    return dialog


def _copy() -> None:
    QGuiApplication.clipboard().setText(PASSPHRASE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RegionExample", text)
