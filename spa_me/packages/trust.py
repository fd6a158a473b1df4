"""Whether a signature counts: judged by the list of trusted keys, and never by a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from spa_me.domain.submission import KeyStatus, PackageKind, PublicKey, TrustEntry, TrustList
from spa_me.packages import checks
from spa_me.packages.cards import card_fields, key_of_card
from spa_me.packages.envelope import Envelope, Signature, to_be_signed
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import Manifest, digest_of


class SignatureVerdict(StrEnum):
    """What a signature says of a package."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    UNKNOWN_KEY = "unknown_key"
    NEW_KEY = "new_key"
    OTHER_OFFICE = "other_office"
    RETIRED = "retired"
    REVOKED = "revoked"
    BAD_SIGNATURE = "bad_signature"


VERDICT_TITLES: dict[SignatureVerdict, str] = {
    SignatureVerdict.SIGNED: "Signed by a trusted key",
    SignatureVerdict.UNSIGNED: "Not signed",
    SignatureVerdict.UNKNOWN_KEY: "Signed by a key that is not in the list",
    SignatureVerdict.NEW_KEY: "Signed by a new key",
    SignatureVerdict.OTHER_OFFICE: "Signed by the key of another office",
    SignatureVerdict.RETIRED: "Signed by a retired key",
    SignatureVerdict.REVOKED: "Signed by a revoked key",
    SignatureVerdict.BAD_SIGNATURE: "The signature is wrong",
}
# Of several signatures the best stands, since anybody can add a worthless one to a file.
_BEST_FIRST = (
    SignatureVerdict.SIGNED,
    SignatureVerdict.REVOKED,
    SignatureVerdict.RETIRED,
    SignatureVerdict.NEW_KEY,
    SignatureVerdict.BAD_SIGNATURE,
    SignatureVerdict.OTHER_OFFICE,
    SignatureVerdict.UNKNOWN_KEY,
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is made of a package's signature.

    Attributes:
        entry: whose key it is, where the list knows it.
        fingerprint: of the key that it says it is; empty where unsigned.
        card: the key that the list does not know, as the package brings it with it. Whoever made
            the package made the card: whose key it is, nobody knows before its words are compared.
    """

    verdict: SignatureVerdict
    fingerprint: str = ""
    entry: TrustEntry | None = None
    card: PublicKey | None = None

    @property
    def is_trusted(self) -> bool:
        """Whether the package comes from whom it says."""
        return self.verdict is SignatureVerdict.SIGNED

    @property
    def is_by_retired_key(self) -> bool:
        """Whether it is trusted for having been signed before its key was retired."""
        is_retired = self.entry is not None and self.entry.status is KeyStatus.RETIRED
        return self.is_trusted and is_retired


def judge_signature(
    payload: bytes, signature: Signature, manifest: Manifest, trust: TrustList
) -> Judgement:
    """Return what one signature over a manifest is worth."""
    found = [entry for entry in trust.entries if entry.key.fingerprint == signature.key]
    if not found:
        return _of_unknown(payload, signature, key_of_card(dict(manifest.card)))
    entry = found[0]
    return Judgement(_verdict(payload, signature, manifest, entry), signature.key, entry)


def _of_unknown(payload: bytes, signature: Signature, card: PublicKey | None) -> Judgement:
    """Return what a signature is worth of which the list does not know the key."""
    if card is None or card.fingerprint != signature.key:
        return Judgement(SignatureVerdict.UNKNOWN_KEY, signature.key)
    if not is_signed_with(card.signing, payload, signature):
        return Judgement(SignatureVerdict.BAD_SIGNATURE, signature.key)
    return Judgement(SignatureVerdict.NEW_KEY, signature.key, card=card)


def _verdict(
    payload: bytes, signature: Signature, manifest: Manifest, entry: TrustEntry
) -> SignatureVerdict:
    if not is_signed_with(entry.key.signing, payload, signature):
        return SignatureVerdict.BAD_SIGNATURE
    if entry.status is KeyStatus.REVOKED:
        return SignatureVerdict.REVOKED
    if entry.key.office != manifest.sender:
        return SignatureVerdict.OTHER_OFFICE
    if not entry.may_sign(manifest.recipient, manifest.sequence):
        return SignatureVerdict.RETIRED
    return SignatureVerdict.SIGNED


def is_signed_with(signing: str, payload: bytes, signature: Signature) -> bool:
    """Return whether a signature over a manifest was made by a key, by its public half."""
    if not checks.signing_key(signing):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing))
        key.verify(signature.value, to_be_signed(payload))
    except (InvalidSignature, ValueError):
        return False
    return True


def judge(envelope: Envelope, manifest: Manifest, trust: TrustList) -> Judgement:
    """Return what the signatures of a package are worth together."""
    judged = [
        judge_signature(envelope.payload, signature, manifest, trust)
        for signature in envelope.signatures
    ]
    by_rank = sorted(judged, key=lambda one: _BEST_FIRST.index(one.verdict))
    return by_rank[0] if by_rank else Judgement(SignatureVerdict.UNSIGNED)


_ONLY_REGION = {PackageKind.FRAMEWORK, PackageKind.REVIEW, PackageKind.TRUST}


def refuse_wrong_sender(manifest: Manifest, region: str, names: Callable[[str], str] = str) -> None:
    """Refuse a framework, review or list of keys that does not come from the region's office.

    Args:
        manifest: of the package.
        region: code of the region's office.
        names: gives an office's name for its code, for what is said to people.
    """
    if manifest.kind in _ONLY_REGION and manifest.sender != region:
        raise PackageRefusedError(
            Refusal.WRONG_SENDER,
            f"A {manifest.kind} package comes from {names(region)}, and this one from "
            f"{names(manifest.sender)}.",
        )


def next_list(
    found: TrustList,
    envelope: Envelope,
    *,
    current: TrustList | None = None,
    confirmed: Iterable[str] = (),
    names: Callable[[str], str] = str,
) -> TrustList:
    """Return the list of keys to trust from now on.

    A list is taken when the region key that signed it is trusted by the list in use and it follows
    that one, or when a person has compared that key's words by phone: so the first one, and so
    after one between was lost. One that follows no list in use, signed by a key that it does not
    know, starts anew: it takes the place of that list if a person has said so, knowing that.

    Args:
        found: what the package says.
        envelope: of the package.
        current: the list in use; None before the first.
        confirmed: fingerprints of region keys whose words a person has just compared, and digests
            of lists that may take the place of the one in use.
        names: gives an office's name for its code, for what is said to people.

    Raises:
        PackageRefusedError: if it is an older one (`REPLAYED`), if one is missing between them, if
            it starts anew (`STARTS_ANEW`), or if nobody who may sign it did.
    """
    digest, agreed = digest_of(envelope.payload), set(confirmed)
    if current is not None and digest == current.digest:
        return current
    _check_entries(found)
    compared = _signers(found, envelope) & agreed
    if current is None:
        if not compared:
            raise _not_signed_by_region()
    elif compared:
        _check_compared(found, current, compared, may_replace=digest in agreed, names=names)
    else:
        _check_follows(found, envelope, current, names)
    return replace(found, digest=digest)


def _check_compared(
    found: TrustList,
    current: TrustList,
    compared: set[str],
    *,
    may_replace: bool,
    names: Callable[[str], str],
) -> None:
    """Check a list that a key signed whose words were compared just now."""
    if compared & {entry.key.fingerprint for entry in region_keys(current)}:
        # Whoever has a key that is in use also has the older lists that it signed.
        _refuse_older(found, current)
    elif compared & {entry.key.fingerprint for entry in current.entries}:
        raise _not_signed_by_region()
    elif not (may_replace or _follows(found, current)):
        raise PackageRefusedError(Refusal.STARTS_ANEW, _anew(found, current, names))


def _follows(found: TrustList, current: TrustList) -> bool:
    """Return whether a list is the next one, or any after keys that were only confirmed."""
    is_next = found.version > current.version and found.supersedes == current.digest
    return found.region == current.region and (is_next or not current.version)


def _anew(found: TrustList, current: TrustList, names: Callable[[str], str]) -> str:
    return (
        f"This is list {found.version} of trusted keys, with those of {_listed(found, names)}. It "
        f"is signed by a key that the list in use does not know, and does not follow it. It would "
        f"replace that list, {current.version}, with the keys of {_listed(current, names)}."
    )


def _listed(trust: TrustList, names: Callable[[str], str]) -> str:
    return ", ".join(f"{entry.key.person} ({names(entry.key.office)})" for entry in trust.entries)


def _check_follows(
    found: TrustList, envelope: Envelope, current: TrustList, names: Callable[[str], str]
) -> None:
    if found.region != current.region:
        raise PackageRefusedError(
            Refusal.WRONG_SENDER,
            f"The list of keys comes from {names(found.region)} and not from "
            f"{names(current.region)}.",
        )
    trusted = {entry.key.fingerprint for entry in region_keys(current)}
    if not _signers(current, envelope) & trusted:
        raise _not_signed_by_region()
    _refuse_older(found, current)
    if not _follows(found, current):
        raise PackageRefusedError(
            Refusal.LIST_BEFORE_MISSING,
            f"This is list {found.version} of trusted keys; list {current.version} is in use, and "
            "one between them is missing.",
        )


def region_keys(trust: TrustList) -> list[TrustEntry]:
    """Return the trusted keys of the office that keeps the list."""
    return [
        entry
        for entry in trust.entries
        if entry.key.office == trust.region and entry.status is KeyStatus.TRUSTED
    ]


def _not_signed_by_region() -> PackageRefusedError:
    return PackageRefusedError(
        Refusal.SIGNATURE,
        "The list of keys is not signed by a key of the region that this office trusts.",
        do="Call the region and compare the words of its key.",
    )


def _refuse_older(found: TrustList, current: TrustList | None) -> None:
    if current is not None and found.version <= current.version:
        raise PackageRefusedError(
            Refusal.REPLAYED,
            f"This is list {found.version} of trusted keys; list {current.version} is in use.",
        )


def _check_entries(found: TrustList) -> None:
    for entry in found.entries:
        # The fingerprint is computed and never believed: else one key could stand for another.
        if key_of_card(card_fields(entry.key)) != entry.key:
            raise PackageRefusedError(
                Refusal.CONTENT, f"The key of {entry.key.person} is not the one it says it is."
            )
    if not region_keys(found):
        raise PackageRefusedError(
            Refusal.CONTENT, "The list holds no trusted key of the region, so none could follow it."
        )


def _signers(trust: TrustList, envelope: Envelope) -> set[str]:
    """Return the fingerprints of those of the region's keys in a list that have signed."""
    keys = {e.key.fingerprint: e.key.signing for e in trust.entries if e.key.office == trust.region}
    return {
        signature.key
        for signature in envelope.signatures
        if signature.key in keys
        and is_signed_with(keys[signature.key], envelope.payload, signature)
    }
