"""Whether the countries can know the region's reporting days as they stand, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.i18n import show_moment

if TYPE_CHECKING:
    from spa_me.services.exchange.published import DaysStanding


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportingDays", text)


def days_sentence(days: DaysStanding, titles: Mapping[str, str]) -> str:
    """Return whether the framework was sealed with these days, and for which periods it was not.

    Args:
        days: how they stand to what was sealed.
        titles: of the periods by their code.
    """
    if days.sealed_at is None:
        return _tr(
            "The countries get these days with the framework, which was never sealed: press “Send "
            "the framework…” on the page Inbox."
        )
    if days.changed:
        text = _tr(
            "△ Changed since the framework was sealed, {moment}: {periods}. No country can know of "
            "that before you send the framework again (page Inbox)."
        )
    else:
        text = _tr(
            "✔ The framework was sealed with these days, {moment}. Every office needs its file."
        )
    periods = ", ".join(titles.get(code, code) for code in days.changed)
    return text.format(moment=show_moment(days.sealed_at), periods=periods)
