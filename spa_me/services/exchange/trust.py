"""The list of trusted keys: kept and signed by the region, taken over by the countries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, RefusedError, after_saving
from spa_me.domain.framework import clean_text
from spa_me.domain.submission import (
    KeyStatus,
    PackageRecord,
    PublicKey,
    Right,
    TrustEntry,
    TrustList,
)
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import EVERYONE
from spa_me.packages.trust import region_keys
from spa_me.services import wording
from spa_me.services.exchange.outgoing import manifest_to, seal_and_keep
from spa_me.services.exchange.region import keeper_of_list, trust_in_use
from spa_me.services.exchange.sealing import refuse_other_key
from spa_me.services.exchange.streams import last_numbers
from spa_me.services.requests import request_digest
from spa_me.services.saving import needed, refuse
from spa_me.services.workspace import Workspace
from spa_me.storage.submissions import put_trust
from spa_me.storage.writer import Writer

_KEPT = "Nothing was changed."


def trust_key(workspace: Workspace, public: PublicKey, *, key: str | None = None) -> ChangeSet:
    """Add a key whose words were compared by phone to the list of trusted keys.

    At the region the list has to be published afterwards, so that the countries know it. In a
    country the key is one of the region: it is confirmed, so that the region's list can be taken
    in, which says whose keys are trusted beside it.

    Raises:
        RefusedError: if it stands in the list already, or is of an office of which the region says
            whether its keys are trusted.
    """

    def change(trust: TrustList) -> TrustList:
        _refuse_of_other(workspace, trust, public)
        others = [e for e in trust.entries if e.key.fingerprint != public.fingerprint]
        if len(others) < len(trust.entries):
            raise RefusedError(
                f"The key of {public.person} stands in the list already.",
                kept=_KEPT,
                do="A retired or revoked key is not trusted again: add a new one.",
            )
        return replace(trust, entries=(*others, TrustEntry(public)))

    return _change(workspace, "trust key", public.fingerprint, change, key)


def _refuse_of_other(workspace: Workspace, trust: TrustList, public: PublicKey) -> None:
    """Refuse a key in a country unless it is one of the region, which keeps the list."""
    if workspace.info.home_unit != trust.region != public.office:
        region, owner = map(workspace.dataset().unit_name, (trust.region, public.office))
        raise RefusedError(
            f"The list of trusted keys is kept by {region}, and the key belongs to {owner}.",
            kept=_KEPT,
            do=f"Send the card to {region}, and take in the next list that it sends.",
        )


def retire_key(
    workspace: Workspace, fingerprint: str, reason: str, *, key: str | None = None
) -> ChangeSet:
    """Retire a key that was replaced: what it signed and is taken in already stays valid.

    What it signed before and arrives only now is taken in up to the last number that is known of
    its office, for each recipient by itself.
    """
    why = clean_text(reason)

    def change(trust: TrustList) -> TrustList:
        refuse("The retirement", needed("reason", why, "it stands in the list"))
        entry = _entry(trust, fingerprint)
        packages = workspace.dataset().submissions.packages
        last = last_numbers(packages, entry.key.office)
        retired = replace(entry, status=KeyStatus.RETIRED, last_numbers=last, reason=why)
        return _with(trust, retired)

    return _change(workspace, "retire key", (fingerprint, why), change, key)


def revoke_key(
    workspace: Workspace, fingerprint: str, reason: str, *, key: str | None = None
) -> ChangeSet:
    """Revoke a key that was lost or stolen: nothing that it signed is taken in any more."""
    why = clean_text(reason)

    def change(trust: TrustList) -> TrustList:
        refuse("The revocation", needed("reason", why, "it stands in the list"))
        entry = _entry(trust, fingerprint)
        revoked = replace(entry, status=KeyStatus.REVOKED, last_numbers=(), reason=why)
        return _with(trust, revoked)

    return _change(workspace, "revoke key", (fingerprint, why), change, key)


def _change(
    workspace: Workspace,
    action: str,
    asked: object,
    change: Callable[[TrustList], TrustList],
    key: str | None,
) -> ChangeSet:
    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        found = dataset.submissions.trust
        current = trust_in_use(dataset) or TrustList(keeper_of_list(dataset))
        wanted = change(current)
        put_trust(writer, wanted)
        before = "" if found is None else wording.text(found)
        writer.note(action, wording.subject(wanted), before, wording.text(wanted))

    request = request_digest(asked)
    return workspace.change(action, work, key=key, request=request, needs=Right.ADMINISTER)


def _entry(trust: TrustList, fingerprint: str) -> TrustEntry:
    found = [e for e in trust.entries if e.key.fingerprint.startswith(fingerprint) and fingerprint]
    if len(found) != 1:
        message = f"There is no key “{fingerprint}” in the list."
        raise NotFoundError(message, do="“spa-me key trust” shows the list.")
    return found[0]


def _with(trust: TrustList, entry: TrustEntry) -> TrustList:
    entries = [
        entry if other.key.fingerprint == entry.key.fingerprint else other
        for other in trust.entries
    ]
    return replace(trust, entries=tuple(entries))


def publish_trust(
    workspace: Workspace, signer: OfficeKey, *, key: str | None = None
) -> PackageRecord:
    """Sign the list of trusted keys as its next version, for all countries.

    Raises:
        RefusedError: unless the workspace is the region's and the signer's key is in the list, or
            was in the one before.
    """

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        trust = trust_in_use(dataset)
        home = dataset.info.home_unit
        if trust is None or trust.region != home:
            raise RefusedError(
                "There is no list of trusted keys of this office.",
                kept=_KEPT,
                do="Add this office's own key and those of the countries first.",
            )
        refuse_other_key(dataset, signer.public, writer.actor.name)
        known = {entry.key.fingerprint for entry in region_keys(trust)}
        if signer.public.fingerprint not in known:
            raise RefusedError(
                "The key that is to sign the list is not a trusted key of this office in it.",
                kept=_KEPT,
                do="Add this office's own key to the list first.",
            )
        version = replace(trust, version=trust.version + 1, supersedes=trust.digest)
        # Every key stands in the list itself, so none goes along.
        manifest = manifest_to(workspace, writer, EVERYONE, None)
        sealed = seal_and_keep(writer, version, manifest, signer)
        put_trust(writer, replace(version, digest=sealed.digest))
        text = wording.text(version)
        writer.note("publish keys", wording.subject(version), wording.text(trust), text)

    workspace.change("publish keys", work, key=key, needs=Right.ADMINISTER)
    with after_saving("The list of trusted keys was sealed"):
        dataset = workspace.dataset()
    found = dataset.submissions.package(list_digest(dataset))
    if found is None:
        raise NotFoundError("The list of trusted keys was not sealed.")
    return found


def keys_to_encrypt(dataset: Dataset, office: str) -> list[PublicKey]:
    """Return the keys that an office can open an encrypted package with.

    Raises:
        NotFoundError: if no key of the office is trusted.
    """
    trust = dataset.submissions.trust
    entries = () if trust is None else trust.entries
    found = [
        entry.key
        for entry in entries
        if entry.key.office == office and entry.status is KeyStatus.TRUSTED
    ]
    if not found:
        raise NotFoundError(
            f"No key of {dataset.unit_name(office)} is trusted, so nothing can be encrypted to it.",
            kept="No file was written.",
            do="Add the office's key to the list first, or write the file without encryption.",
        )
    return found


def list_digest(dataset: Dataset) -> str:
    """Return the digest of the package that the list of keys in use came or went in."""
    trust = trust_in_use(dataset)
    return "" if trust is None else trust.digest
