"""Words of the inbox, in the app's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from spa_me.domain.dataset import Dataset
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.trust import VERDICT_TITLES, Judgement, SignatureVerdict
from spa_me.services.exchange.arrivals import Arrival, Standing
from spa_me.services.exchange.region import is_unlisted
from ui.i18n import domain_text, show_sentence
from ui.open_keys import OpenKeys
from ui.pages.inbox.rows import unconfirmed_key

NOTHING = "–"
"""Stands where there is nothing to say."""


def tr(text: str) -> str:
    """Return a text of this page in the app's language."""
    return QCoreApplication.translate("InboxPage", text)


def about_keys(
    keys: OpenKeys, data: Dataset, person: str, *, is_region: bool, has_unsent: bool
) -> str:
    """Return what is to be known of the keys here before something is sent; empty for nothing.

    From the inbox of a country only a receipt is signed: whoever approves a submission signs it.

    Args:
        keys: on this computer.
        data: of the open workspace.
        person: who is at work.
        is_region: whether its office keeps the list of trusted keys.
        has_unsent: whether that list is to be signed and sent.
    """
    office = data.info.home_unit
    if has_unsent and keys.stored(office, person):
        return tr("△ Trusted keys were changed: sign the list and send it (“Trusted keys…”).")
    if not is_region:
        return "" if keys.stored(office) else tr("△ There is no key of your office here yet.")
    signer = keys.signer(office, person)
    if signer is not None and is_unlisted(data, signer.public.fingerprint):
        return tr(
            "△ Your key is not in the list of trusted keys: the countries refuse what it signs."
        )
    if signer is not None:
        return tr("✔ Your key is open: what you send is signed.")
    if keys.stored(office, person):
        return tr("Your key is locked. Its passphrase is asked for when you sign something.")
    return tr("△ You have no key on this computer: what you send would not be signed.")


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun; both texts are translated, `many` holds `{n}`."""
    return one if number == 1 else many.format(n=number)


def standing_title(standing: Standing) -> str:
    """Return how an arrived package stands: a shape and a word."""
    return {
        Standing.NEXT: tr("● Good"),
        Standing.KNOWN: tr("= Taken in before"),
        Standing.SIGNED_LATER: tr("● Good, now signed"),
        Standing.HELD: tr("◐ Good, waits"),
        Standing.RIVAL: tr("◆ Good, rival revision"),
        Standing.QUARANTINED: tr("■ Kept out"),
        Standing.NEW_KEY: tr("? New key"),
        Standing.REFUSED: tr("✕ Refused"),
    }[standing]


def arrival_title(arrival: Arrival) -> str:
    """Return how an arrived package stands, and whether its period is closed to its office.

    One that nobody here has read yet is locked, and not bad.
    """
    if needs_open_key(arrival):
        return tr("◌ Locked")
    if unconfirmed_key(arrival) is not None:
        return tr("? New key")
    title = tr("= Your own file") if arrival.is_ours else standing_title(arrival.standing)
    return title if arrival.closed is None else tr("{state}, closed").format(state=title)


def standing_sentence(arrival: Arrival) -> str:
    """Return in sentences what may be done with a package, why, and what else to know."""
    parts = [_standing_sentence(arrival)]
    if arrival.closed is not None:
        parts += [show_sentence(arrival.closed.why), show_sentence(arrival.closed.who)]
    return " ".join(parts)


def _standing_sentence(arrival: Arrival) -> str:
    key = unconfirmed_key(arrival)
    if key is not None and arrival.new_key is None:
        text = tr(
            "The list is signed with a key that nobody here has compared yet: compare its eight "
            "words by phone with {person}, then it can be taken in."
        )
        return text.format(person=key.person)
    if arrival.why is not None:
        return show_sentence(arrival.why)
    if arrival.refusal is not None:
        what = arrival.refusal.what
        return what[:1].upper() + what[1:] + ("" if what.endswith((".", "!", "?")) else ".")
    return tr("It can be taken in.")


_MARKS = {
    SignatureVerdict.SIGNED: "✔",
    SignatureVerdict.UNSIGNED: "△",
    SignatureVerdict.UNKNOWN_KEY: "?",
    SignatureVerdict.NEW_KEY: "?",
}


def signature_title(judgement: Judgement | None) -> str:
    """Return what a signature is worth: a shape and words."""
    if judgement is None:
        return NOTHING
    mark = _MARKS.get(judgement.verdict, "✕")
    return f"{mark} {domain_text(VERDICT_TITLES[judgement.verdict])}"


def needs_open_key(arrival: Arrival) -> bool:
    """Return whether a package is encrypted and could not be read with the keys that are open."""
    error = arrival.refusal
    return isinstance(error, PackageRefusedError) and error.reason is Refusal.NO_KEY_FITS
