"""The words for what the region asks about a field, in the sheet, its panel and its problems."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spa_me.services.submissions.remarks import Remark

MARKS = {True: "↩", False: "✓"}
"""The shape beside a remark, by whether it is open."""


def done_text(remark: Remark) -> str:
    """Return what was done about a remark, in a sentence."""
    if remark.is_changed and remark.answer:
        return _tr("The figure was changed, and an answer stands.")
    if remark.is_changed:
        return _tr("The figure was changed; nothing more is needed.")
    if remark.answer:
        return _tr("An answer stands; the figure is as it was.")
    return _tr("Open: enter another figure, or answer here.")


def short_text(remark: Remark) -> str:
    """Return what stands in the cell: that it was returned, or what was done about it."""
    if remark.is_open:
        return f"{MARKS[True]} {_tr('returned')}"
    done = _tr("changed") if remark.is_changed else _tr("answered")
    return f"{MARKS[False]} {_tr('returned, {done}').format(done=done)}"


def whole_text(remark: Remark) -> str:
    """Return all of it, for the tool tip of a cell and for screen readers."""
    asked = _tr("The region asks: {text}").format(text=remark.remark.text)
    answer = _tr("Answer: {text}").format(text=remark.answer) if remark.answer else ""
    return "\n".join(part for part in (asked, done_text(remark), answer) if part)


def asked_text(remark: Remark) -> str:
    """Return the remark as an entry of the problems list."""
    return _tr("The region asks: {text}").format(text=remark.remark.text)


def spoken(remark: Remark) -> str:
    """Return the remark as a line of a list, with its shape."""
    about = remark.remark.indicator or _tr("The whole submission")
    return f"{MARKS[remark.is_open]} {about} · {remark.remark.text}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Remarks", text)
