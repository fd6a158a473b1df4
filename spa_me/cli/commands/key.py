"""`spa-me key`: keys of people, and the list of those that are trusted."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    PATH,
    WORDS,
    example,
    json_option,
    person_options,
    reason_why_option,
    workspace_argument,
)
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.saving import output_option, saved
from spa_me.cli.shapes_exchange import key_json, package_json, trust_json
from spa_me.cli.signing import Secrets, Signing, asked, first_line, secret_options, signing_options
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import PublicKey, TrustEntry, TrustList
from spa_me.packages.fingerprints import same_words, words_of
from spa_me.services.clock import utc_now
from spa_me.services.exchange.keyring import StoredKey, card_in, card_text
from spa_me.services.exchange.published import ListStanding, list_standing
from spa_me.services.exchange.summary import trusted_keys
from spa_me.services.exchange.trust import publish_trust, retire_key, revoke_key, trust_key
from spa_me.services.submissions import today_of
from spa_me.services.workspace import Workspace

_KEYS = (
    Column("Office"),
    Column("Person"),
    Column("Made on"),
    Column("Fingerprint"),
    Column("Words to compare by phone", wraps=True),
)
_LIST = (
    Column("Office"),
    Column("Person"),
    Column("Status"),
    Column("Fingerprint"),
    Column("Words to compare by phone", wraps=True),
)
_PUBLISH = "Publish the list, so that the countries know it: spa-me key publish."


@click.group(
    epilog=example(
        'spa-me key new --unit TH --person "Somchai D."', "spa-me key trust region.spame"
    )
)
def key() -> None:
    """Make keys; say which keys of other offices are trusted."""


@key.command(epilog=example('spa-me key new --unit TH --person "Somchai D." --role "Head"'))
@click.option("--unit", required=True, metavar="CODE", help="The office whose key it is.")
@json_option
@secret_options
@person_options
def new(unit: str, actor: Actor, secrets: Secrets, *, as_json: bool) -> int:
    """Make a key for a person, locked by a passphrase.

    Nobody can open it without the passphrase, and nobody can bring a lost one back. Send its card
    to the region, and compare the words by phone.
    """
    passphrase = secrets.passphrase("A new passphrase, four or five words", is_new=True)
    made_on = today_of(utc_now())
    made = secrets.ring.create(unit, actor.name, passphrase, role=actor.role, made_on=made_on)
    if as_json:
        print_json(_stored_json(made))
    else:
        click.echo(f"The key is in {made.path}; keep a copy of it in a safe place.")
        click.echo(f"Its words: {' '.join(made.words)}")
    return ExitCode.DONE


def _stored_json(stored: StoredKey) -> dict[str, object]:
    return {"file": str(stored.path), **key_json(stored.public)}


@key.command(epilog=example("spa-me key show", "spa-me key show --json"))
@click.option("--unit", default="", metavar="CODE", help="Only the keys of one office.")
@json_option
@secret_options
def show(unit: str, secrets: Secrets, *, as_json: bool) -> int:
    """List the keys on this computer with their words."""
    found = secrets.ring.keys(unit)
    if as_json:
        print_json({"folder": str(secrets.ring.folder), "keys": [_stored_json(k) for k in found]})
    else:
        rows = (_key_row(stored.public) for stored in found)
        click.echo(table(_KEYS, rows) if found else f"There are no keys in {secrets.ring.folder}.")
    return ExitCode.DONE


def _key_row(public: PublicKey) -> list[str]:
    day = "" if public.made_on is None else public.made_on.isoformat()
    words = " ".join(words_of(public.fingerprint))
    return [public.office, public.person, day, public.fingerprint[:16], words]


@key.command(epilog=example("spa-me key card 3f9a2b > th.card", "spa-me key card 3f9a2b"))
@click.argument("fingerprint")
@secret_options
def card(fingerprint: str, secrets: Secrets) -> int:
    """Print the public half of a key, to be sent to the region.

    It is no secret; whoever gets it compares its words by phone.
    """
    click.echo(card_text(secrets.ring.find(fingerprint.lower()).public).rstrip())
    return ExitCode.DONE


@key.command(
    epilog=example(
        "spa-me key trust region.spame",
        'spa-me key trust region.spame th.card --words "abandon ability able about above absent '
        'absorb abstract"',
    )
)
@workspace_argument
@click.argument("card_file", metavar="[CARD]", type=PATH, required=False)
@click.option("--words", type=WORDS, metavar="WORDS", help="The words as they were said by phone.")
@json_option
@person_options
def trust(
    workspace: Path, card_file: Path | None, words: str | None, actor: Actor, *, as_json: bool
) -> int:
    """Add a key to the list of trusted keys; without a card show the list.

    The words have to be those that the owner says by phone. Publish the list afterwards.
    """
    with Workspace.open(workspace, actor, read_only=card_file is None) as opened:
        public = None if card_file is None else card_in(card_file)
        trusted: tuple[PublicKey, ...] = ()
        if public is not None:
            _compare(public, words)
            trusted = trusted_keys(opened.dataset(), public.office)
            trust_key(opened, public)
        dataset = opened.dataset()
        found, kept = dataset.submissions.trust, list_standing(opened, dataset)
    if as_json:
        print_json(trust_json(found))
        return ExitCode.DONE
    if public is not None:
        click.echo(f"The key of {public.person} for {public.office} was added to the list.")
    if trusted:
        others = ", ".join(key.person for key in trusted)
        click.echo(f"Another key of that office is trusted, too ({others}); nothing was replaced.")
    click.echo(f"The list of trusted keys, {_version(found, kept)}:")
    click.echo(table(_LIST, (_list_row(entry) for entry in (found.entries if found else ()))))
    if kept is not None and not kept.is_signed:
        click.echo(_PUBLISH)
    return ExitCode.DONE


def _version(found: TrustList | None, kept: ListStanding | None) -> str:
    """Return which version the list is, and whether it was changed since that was signed."""
    if found is None or not found.version:
        return "not published yet"
    is_changed = kept is not None and kept.is_changed
    return f"version {found.version}" + (", changed since it was published" if is_changed else "")


def _compare(public: PublicKey, words: str | None) -> None:
    said = words
    if said is None:
        message = "Give the words that the owner says by phone with --words."
        raise click.UsageError(message)
    if not same_words(said, public.fingerprint):
        raise RefusedError(
            f"The words do not belong to this key of {public.person}.",
            kept="The key was not added.",
            do="Call the owner on a number that you know, and compare the words again.",
        )


def _list_row(entry: TrustEntry) -> list[str]:
    office, person, _, fingerprint, words = _key_row(entry.key)
    status = f"{entry.status}: {entry.reason}" if entry.reason else str(entry.status)
    return [office, person, status, fingerprint, words]


@key.command(
    epilog=example('spa-me key retire region.spame 3f9a2b --reason "Replaced by a new key"')
)
@workspace_argument
@click.argument("fingerprint")
@reason_why_option
@json_option
@person_options
def retire(workspace: Path, fingerprint: str, reason: str, actor: Actor, *, as_json: bool) -> int:
    """Retire a key that was replaced.

    What it signed and is taken in stays valid. Publish the list afterwards.
    """
    with Workspace.open(workspace, actor) as opened:
        retire_key(opened, fingerprint.lower(), reason)
        return _tell_list(opened, as_json=as_json)


@key.command(
    epilog=example('spa-me key revoke region.spame 3f9a2b --reason "The laptop was stolen"')
)
@workspace_argument
@click.argument("fingerprint")
@reason_why_option
@json_option
@person_options
def revoke(workspace: Path, fingerprint: str, reason: str, actor: Actor, *, as_json: bool) -> int:
    """Revoke a key that was lost or stolen.

    Nothing that it signed is taken in any more. Publish the list afterwards.
    """
    with Workspace.open(workspace, actor) as opened:
        revoke_key(opened, fingerprint.lower(), reason)
        return _tell_list(opened, as_json=as_json)


def _tell_list(opened: Workspace, *, as_json: bool) -> int:
    found = opened.dataset().submissions.trust
    if as_json:
        print_json(trust_json(found))
    else:
        click.echo(table(_LIST, (_list_row(entry) for entry in (found.entries if found else ()))))
        click.echo(_PUBLISH)
    return ExitCode.DONE


@key.command(epilog=example("spa-me key publish region.spame -o keys.spapkg"))
@workspace_argument
@output_option
@json_option
@signing_options
@person_options
def publish(
    workspace: Path, output: Path | None, signing: Signing, actor: Actor, *, as_json: bool
) -> int:
    """Sign the list of trusted keys as its next version, for all countries."""
    with Workspace.open(workspace, actor) as opened:
        signer = signing.key(opened.info.home_unit, actor.name)
        if signer is None:
            message = "A list of trusted keys has to be signed."
            raise click.UsageError(message)
        package = publish_trust(opened, signer)
        path = saved(opened, package.digest, output)
    if as_json:
        print_json({"file": str(path), "package": package_json(package)})
    else:
        click.echo(f"The list of trusted keys is in {path}.")
    return ExitCode.DONE


@key.command(
    epilog=example(
        "spa-me key passphrase 3f9a2b",
        "spa-me key passphrase 3f9a2b --passphrase-file old --new-passphrase-file new",
    )
)
@click.argument("fingerprint")
@click.option(
    "--new-passphrase-file",
    type=PATH,
    metavar="FILE",
    help="Its first line is the new passphrase; else it is asked for.",
)
@secret_options
def passphrase(fingerprint: str, new_passphrase_file: Path | None, secrets: Secrets) -> int:
    """Lock a key by another passphrase; copies of the key file keep the old one."""
    stored = secrets.ring.find(fingerprint.lower())
    old = secrets.passphrase(f"The present passphrase of the key of {stored.public.person}")
    if new_passphrase_file is None:
        wanted = asked("The new passphrase, four or five words", is_new=True)
    else:
        wanted = first_line(new_passphrase_file)
    secrets.ring.change_passphrase(stored, old, wanted)
    click.echo(f"The key of {stored.public.person} has another passphrase.")
    return ExitCode.DONE
