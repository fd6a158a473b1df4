"""Words of the review page, in the app's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spa_me.domain.submission import Revision, Verdict
from spa_me.packages.trust import VERDICT_TITLES, SignatureVerdict
from spa_me.services.exchange.review_sheet import ReviewSheet
from ui.i18n import domain_text, show_date

NOTHING = "–"
"""Stands where there is nothing to say."""


def tr(text: str) -> str:
    """Return a text of this page in the app's language."""
    return QCoreApplication.translate("ReviewPage", text)


def verdict_title(verdict: Verdict | None) -> str:
    """Return what was decided about a revision, in a shape and a word."""
    if verdict is None:
        return tr("● to review")
    return {
        Verdict.ACCEPTED: tr("✔ accepted"),
        Verdict.RETURNED: tr("↩ returned"),
        Verdict.CHOSEN: tr("◆ chosen"),
    }[verdict]


def revision_title(sheet: ReviewSheet, revision: Revision) -> str:
    """Return a revision with how it stands: `Revision 2, to review`."""
    chain = sheet.submission.chain
    if revision in sheet.rivals:
        state = tr("◆ waits for a choice")
    elif revision in chain.withdrawn:
        state = tr("withdrawn")
    elif revision in chain.held:
        state = tr("◐ waits for the one before")
    elif revision in chain.rivals:
        state = tr("not chosen")
    else:
        state = verdict_title(chain.verdict(revision.digest))
    title = tr("Revision {number}, {state}").format(number=revision.number, state=state)
    # Rivals often have the same number.
    return f"{title} ({revision.digest[:6]})" if revision in sheet.rivals else title


def signature_title(*, is_signed: bool) -> str:
    """Return whether a revision is signed: a shape and words."""
    mark, verdict = ("✔", "SIGNED") if is_signed else ("△", "UNSIGNED")
    return f"{mark} {domain_text(VERDICT_TITLES[SignatureVerdict[verdict]])}"


def people_text(sheet: ReviewSheet, unit_name: str) -> str:
    """Return a revision's signature, who entered it, on whose behalf, and who approved it."""
    manifest, revision = sheet.manifest, sheet.revision
    parts = [
        signature_title(is_signed=revision.is_signed),
        tr("entered by {names}").format(names=", ".join(manifest.entered_by) or NOTHING),
        tr("on behalf of {unit}").format(unit=manifest.on_behalf_of or unit_name),
        tr("approved by {name}").format(name=revision.approved_by or NOTHING),
    ]
    if revision.sealed_at is not None:
        day = show_date(revision.sealed_at.date())
        parts.append(tr("sealed on {day}").format(day=day))
    return " · ".join(parts)
