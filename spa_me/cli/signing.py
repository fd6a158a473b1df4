"""The key that a command signs with: found in the folder of keys, opened by a passphrase.

A passphrase is never an argument: arguments can be read by every user of the computer and stay in
the shell's history.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from spa_me.cli.options import PATH
from spa_me.domain.errors import NotFoundError, UserError
from spa_me.domain.submission import same_name
from spa_me.packages.keys import OfficeKey
from spa_me.services.exchange.keyring import KeyRing, StoredKey

PASSPHRASE = "SPA_ME_PASSPHRASE"  # noqa: S105 (the name of the variable)
_MOST_BYTES = 10_000

Function = Callable[..., Any]

keys_option = click.option(
    "--keys",
    type=PATH,
    envvar="SPA_ME_KEYS",
    metavar="FOLDER",
    help="The folder of keys [env: SPA_ME_KEYS; else that of this user].",
)

_passphrase_option = click.option(
    "--passphrase-file",
    type=PATH,
    metavar="FILE",
    help=f"Its first line is the passphrase [env: {PASSPHRASE}; else it is asked for].",
)


@dataclass(frozen=True)
class Secrets:
    """Where keys lie, and where the passphrase comes from.

    Attributes:
        folder: of the keys; None for that of this computer's user.
        passphrase_file: whose first line is the passphrase; None to ask or to take the variable.
    """

    folder: Path | None
    passphrase_file: Path | None

    @property
    def ring(self) -> KeyRing:
        """The keys in the folder."""
        return KeyRing(self.folder)

    def passphrase(self, about: str, *, is_new: bool = False) -> str:
        """Return the passphrase: from the file, the variable, or asked for at the terminal."""
        if self.passphrase_file is not None:
            return first_line(self.passphrase_file)
        if PASSPHRASE in os.environ:
            return os.environ[PASSPHRASE]
        return asked(about, is_new=is_new)


@dataclass(frozen=True)
class Signing:
    """How a command signs.

    Attributes:
        fingerprint: with which the key begins; empty for the only key of the person at work.
        is_unsigned: whether nothing is signed, which shows wherever the figures do.
    """

    secrets: Secrets
    fingerprint: str
    is_unsigned: bool

    def key(self, office: str, person: str) -> OfficeKey | None:
        """Return the open key of a person of an office; None where nothing is to be signed."""
        if self.is_unsigned:
            return None
        stored = self._stored(office, person)
        about = f"Passphrase of the key of {stored.public.person}"
        return self.secrets.ring.unlock(stored, self.secrets.passphrase(about))

    def _stored(self, office: str, person: str) -> StoredKey:
        ring = self.secrets.ring
        if self.fingerprint:
            return ring.find(self.fingerprint.lower())
        found = _of_person(ring.keys(office), person)
        if len(found) == 1:
            return found[0]
        what = "There is no key" if not found else "There are several keys"
        raise NotFoundError(
            f"{what} of {person} for {office} in {ring.folder}.",
            do="Make one with “spa-me key new”, name one with --key, or give --unsigned."
            if not found
            else "Name one with --key; “spa-me key show” lists them.",
        )


def _of_person(keys: Iterable[StoredKey], person: str) -> list[StoredKey]:
    return [key for key in keys if same_name(key.public.person) == same_name(person)]


def first_line(path: Path) -> str:
    """Return the first line of a file with a passphrase, without its end."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline(_MOST_BYTES).rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UserError(f"{path.name} is not UTF-8 text.", do="Choose another file.") from error


def asked(about: str, *, is_new: bool = False) -> str:
    """Ask for a passphrase at the terminal; a new one twice."""
    if not sys.stdin.isatty():
        message = f"No passphrase was given. Use --passphrase-file or the variable {PASSPHRASE}."
        raise click.UsageError(message)
    return click.prompt(about, hide_input=True, confirmation_prompt=is_new, err=True)


def secret_options(command: Function) -> Function:
    """Add the options that say where keys and passphrases are; the command is given `secrets`."""

    @keys_option
    @_passphrase_option
    @functools.wraps(command)
    def with_secrets(
        *args: Any, keys: Path | None, passphrase_file: Path | None, **kwargs: Any
    ) -> Any:
        return command(*args, secrets=Secrets(keys, passphrase_file), **kwargs)

    return with_secrets


def signing_options(command: Function) -> Function:
    """Add the options that say what is signed with; the command is given `signing`."""

    @click.option(
        "--key",
        "fingerprint",
        default="",
        metavar="FINGERPRINT",
        help="The key to sign with, or how its fingerprint begins; else your only one.",
    )
    @click.option("--unsigned", "is_unsigned", is_flag=True, help="Sign nothing; it shows as such.")
    @secret_options
    @functools.wraps(command)
    def with_signing(
        *args: Any, fingerprint: str, is_unsigned: bool, secrets: Secrets, **kwargs: Any
    ) -> Any:
        return command(*args, signing=Signing(secrets, fingerprint, is_unsigned), **kwargs)

    return with_signing
