"""Whether the signature of a package that arrived lets it be taken in, and what to do if not."""

from __future__ import annotations

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import TAKE_UNSIGNED, PackageKind
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.opening import OpenedPackage
from spa_me.packages.trust import VERDICT_TITLES, Judgement, SignatureVerdict
from spa_me.services.exchange.region import has_trusted_key, keeper_of_list


def refuse_signature(
    dataset: Dataset, opened: OpenedPackage, judgement: Judgement, confirmed: frozenset[str]
) -> None:
    """Raise `PackageRefusedError` unless the signature of a package lets it be taken in.

    Args:
        dataset: with the list of trusted keys, and the rule on unsigned packages.
        opened: the package.
        judgement: what its signature is worth.
        confirmed: fingerprints of region keys whose words a person has just compared.
    """
    if judgement.is_trusted:
        return
    if opened.manifest.kind == PackageKind.TRUST:
        # The list itself is checked when it is taken in: its signer may have just been confirmed.
        if confirmed & {signature.key for signature in opened.envelope.signatures}:
            return
    elif judgement.verdict is SignatureVerdict.UNSIGNED and _takes_unsigned(
        dataset, opened.manifest.sender
    ):
        return
    raise PackageRefusedError(
        Refusal.SIGNATURE,
        f"{VERDICT_TITLES[judgement.verdict]}.",
        do=_advice(dataset, opened, judgement),
    )


def _takes_unsigned(dataset: Dataset, sender: str) -> bool:
    """Return whether unsigned packages are allowed, to an office that has no trusted key yet."""
    is_allowed = bool(dataset.submissions.policy(TAKE_UNSIGNED))
    return is_allowed and not has_trusted_key(dataset, sender)


def _advice(dataset: Dataset, opened: OpenedPackage, judgement: Judgement) -> str:
    sender = opened.manifest.sender
    if judgement.verdict is SignatureVerdict.UNSIGNED and has_trusted_key(dataset, sender):
        name = dataset.unit_name(sender)
        return f"Ask {name} to sign it: a key of its people is trusted, so it can."
    if judgement.verdict not in {SignatureVerdict.UNKNOWN_KEY, SignatureVerdict.NEW_KEY}:
        return _ABOUT_SIGNATURE.get(judgement.verdict, "")
    region = keeper_of_list(dataset)
    if opened.manifest.kind == PackageKind.TRUST:
        return "Call the regional secretariat, and compare the eight words of its key."
    if region == dataset.info.home_unit:
        return (
            "Ask the office for the card of its key, compare its words by phone, and add it to the "
            "list of trusted keys."
        )
    sender = dataset.unit_name(region)
    return f"Take in the list of trusted keys that {sender} sent last, then look at it again."


_ABOUT_SIGNATURE = {
    SignatureVerdict.UNSIGNED: "Ask for a signed one, or let whoever administers the workspace "
    "allow unsigned packages while offices are getting ready.",
    SignatureVerdict.RETIRED: "Ask the office to seal it again with its present key.",
    SignatureVerdict.REVOKED: "Call the office: somebody may be using a stolen key.",
}
