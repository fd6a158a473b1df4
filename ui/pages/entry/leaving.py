"""Leaving a sheet: what is typed is taken and saved first, and what cannot be is asked about."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from ui.context import Context
from ui.pages.entry.worktable import Worktable

_WAIT_FOR_SAVING = 5_000
"""How long leaving waits for what is being saved, in milliseconds."""


def may_go(context: Context, table: Worktable) -> bool:
    """Take what is being typed, wait until all is saved, and ask about what is not."""
    table.view.finish_editing()
    table.side.breakdown.finish_editing()
    _wait_for_saving(context, table)
    table.desk.tell()
    unread = table.model.unread_everywhere + table.side.breakdown.unread
    unsaved = len(table.desk.saver.unsaved)
    return not (unread or unsaved) or _ask(table, unread, unsaved)


def _wait_for_saving(context: Context, table: Worktable) -> None:
    saver = table.desk.saver
    # What waits for a name waits for a person, and would not be saved in the meantime.
    if not saver.is_busy or context.runner.has_held:
        return
    loop = QEventLoop()
    saver.idle.connect(loop.quit)
    enough = QTimer(singleShot=True, interval=_WAIT_FOR_SAVING)
    enough.timeout.connect(loop.quit)
    enough.start()
    loop.exec()


def _ask(table: Worktable, unread: int, unsaved: int) -> bool:
    lines: list[str] = []
    if unread:
        text = _tr("Cells with a text that is no answer: {n}. The figure before it is kept.")
        lines.append(text.format(n=unread))
    if unsaved:
        lines.append(_tr("Answers that could not be saved: {n}.").format(n=unsaved))
    lines.append(_tr("They stay on their sheet while the app is open, and are gone after that."))
    box = QMessageBox(table)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_tr("Not everything is saved"))
    box.setText(_tr("Not everything on this sheet is saved"))
    box.setInformativeText("\n".join(lines))
    stay = box.addButton(_tr("Stay and correct"), QMessageBox.ButtonRole.RejectRole)
    go = box.addButton(_tr("Go without them"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    goes = box.clickedButton() is go
    box.deleteLater()
    return goes


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaving", text)
