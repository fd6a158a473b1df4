"""Whether the offices know the list of trusted keys as it stands, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.i18n import show_moment

if TYPE_CHECKING:
    from spa_me.domain.submission import TrustEntry
    from spa_me.services.exchange.published import ListStanding


def _tr(text: str) -> str:
    return QCoreApplication.translate("TrustedList", text)


def list_sentence(standing: ListStanding) -> str:
    """Return whether the list was signed, when, and what was changed since then.

    Whether its file was sent, too, nobody can know here.
    """
    if standing.version == 0:
        return _tr("△ The list was never signed: no other office can know of it yet.")
    if standing.signed_at is None:
        return _tr(
            "△ Version {number} was signed last, and its file is not in this workspace: sign and "
            "send the list again."
        ).format(number=standing.version)
    if standing.is_changed:
        text = _tr(
            "△ Changed since version {number} was signed, {moment}: {changes}. No other office can "
            "know of that before the list is signed again and sent."
        )
    else:
        text = _tr(
            "✔ Version {number} was signed, {moment}, by {person}; nothing was changed since then. "
            "Every office needs its file."
        )
    return text.format(
        number=standing.version,
        moment=show_moment(standing.signed_at),
        person=standing.signed_by,
        changes="; ".join(_changes(standing)),
    )


def _changes(standing: ListStanding) -> Iterator[str]:
    for entries, text in (
        (standing.added, _tr("added {names}")),
        (standing.retired, _tr("retired {names}")),
        (standing.revoked, _tr("revoked {names}")),
    ):
        if entries:
            yield text.format(names=_names(entries))


def _names(entries: tuple[TrustEntry, ...]) -> str:
    return ", ".join(entry.key.person for entry in entries)
