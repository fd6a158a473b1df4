"""Words about a sealed revision that more than one page says."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from spa_me.domain.submission import REVISION_SIGNATURE_TITLES, RevisionSignature
from spa_me.packages.manifest import Manifest
from ui.i18n import domain_text


def _tr(text: str) -> str:
    return QCoreApplication.translate("Revisions", text)


_MARK = 6


def mark_of(digest: str) -> str:
    """Return the beginning of a revision’s digest, which tells it from its rivals."""
    return digest[:_MARK]


def why_it_came(manifest: Manifest, *, is_correction: bool) -> Iterator[str]:
    """Yield why a submission follows an earlier one: a correction, a withdrawal, the reason."""
    if is_correction:
        yield _tr("This revision is a correction.")
    if manifest.withdraws:
        yield _tr("It takes the place of a revision that its office withdrew.")
    if manifest.reason:
        yield _tr("Reason: “{text}”").format(text=manifest.reason)


def signature_in_brief(signature: RevisionSignature) -> str:
    """Return the same in so few words that a narrow column holds them."""
    words = {
        RevisionSignature.SIGNED: _tr("✔ Signed"),
        RevisionSignature.REVOKED_LATER: _tr("△ Key revoked"),
        RevisionSignature.UNSIGNED: _tr("△ Not signed"),
    }
    return words[signature]


def signature_words(signature: RevisionSignature) -> str:
    """Return what the signature of a revision is worth: a shape and words."""
    mark = "✔" if signature is RevisionSignature.SIGNED else "△"
    return f"{mark} {domain_text(REVISION_SIGNATURE_TITLES[signature])}"
