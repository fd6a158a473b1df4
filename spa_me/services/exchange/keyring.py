"""The keys of the people at this computer: files of their own, never inside a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spa_me import paths
from spa_me.atomic import make_folder, replacing
from spa_me.domain.errors import NotFoundError, RefusedError, UserError
from spa_me.domain.framework import clean_name, clean_text
from spa_me.domain.submission import PublicKey
from spa_me.packages.cards import read_card, write_card
from spa_me.packages.fingerprints import words_of
from spa_me.packages.keys import (
    OfficeKey,
    change_passphrase,
    check_passphrase,
    new_key,
    open_key_file,
    public_key_of_file,
    write_key_file,
)

KEY_SUFFIX = ".spakey"
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class StoredKey:
    """A key that lies on this computer, locked.

    Attributes:
        words: the eight words to compare by phone.
    """

    path: Path
    public: PublicKey

    @property
    def words(self) -> tuple[str, ...]:
        """The eight words of its fingerprint, to be compared by phone."""
        return words_of(self.public.fingerprint)


class KeyRing:
    """The folder of this computer's keys.

    Attributes:
        folder: it may not exist yet.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = paths.data_folder() / "keys" if folder is None else folder

    def keys(self, office: str = "") -> tuple[StoredKey, ...]:
        """Return the keys that lie here, of one office if given; broken ones are left out."""
        found = (self._stored(path) for path in sorted(self.folder.glob(f"*{KEY_SUFFIX}")))
        return tuple(k for k in found if k is not None and office in {"", k.public.office})

    def create(
        self, office: str, person: str, passphrase: str, *, role: str = "", made_on: date
    ) -> StoredKey:
        """Make a key for a person of an office and keep it, locked by a passphrase.

        Raises:
            RefusedError: if the passphrase is too short or the name is empty.
            UserError: if the file cannot be written, or the list of words cannot be read.
        """
        name = clean_name(person)
        if not name:
            raise RefusedError("A key needs the name of the person.", do="Enter the name.")
        check_passphrase(passphrase)
        key = new_key(office, name, role=clean_text(role), made_on=made_on)
        stored = StoredKey(self._path_of(key.public), key.public)
        _ = stored.words  # a key of which nobody can tell the words is of no use to anybody
        self._write(stored.path, write_key_file(key, passphrase))
        return stored

    def unlock(self, key: StoredKey, passphrase: str) -> OfficeKey:
        """Return a key, open.

        Raises:
            WrongPassphraseError: if the passphrase is not the one it was locked with.
        """
        return open_key_file(self._text(key.path), passphrase)

    def change_passphrase(self, key: StoredKey, old: str, new: str) -> None:
        """Lock a key by another passphrase.

        Raises:
            WrongPassphraseError: if `old` is wrong.
            RefusedError: if `new` is too short.
        """
        self._write(key.path, change_passphrase(self._text(key.path), old, new))

    def bring_back(self, path: Path, office: str) -> StoredKey:
        """Keep a copy of a key file in the folder; it stays locked by the copy's passphrase.

        Args:
            path: of the copy.
            office: whose key it has to be.

        Raises:
            RefusedError: if it is the key of another office, or is here already.
            UserError: if it is no key file, or cannot be read or written.
        """
        text = self._text(path)
        public = public_key_of_file(text)
        if public.office != office:
            raise RefusedError(
                f"{path.name} is a key of the office “{public.office}”, and this workspace belongs "
                f"to the office “{office}”.",
                kept="Nothing was changed.",
                do=f"Open a workspace of “{public.office}”, and bring it back there.",
            )
        if any(key.public.fingerprint == public.fingerprint for key in self.keys(office)):
            raise RefusedError(
                f"The key of {public.person} is on this computer already.",
                kept="Nothing was changed.",
            )
        stored = StoredKey(self._path_of(public), public)
        self._write(stored.path, text)
        return stored

    def find(self, fingerprint: str) -> StoredKey:
        """Return the key with a fingerprint, or the only one whose fingerprint begins so."""
        found = [key for key in self.keys() if key.public.fingerprint.startswith(fingerprint)]
        if len(found) != 1 or not fingerprint:
            message = f"There is no key “{fingerprint}” on this computer."
            raise NotFoundError(message, do="“spa-me key show” lists the keys.")
        return found[0]

    def _path_of(self, public: PublicKey) -> Path:
        name = paths.file_name(f"{public.office} {public.person}")
        return self.folder / f"{name} {public.fingerprint[:8]}{KEY_SUFFIX}"

    def _stored(self, path: Path) -> StoredKey | None:
        try:
            return StoredKey(path, public_key_of_file(self._text(path)))
        except UserError:
            return None

    def _text(self, path: Path) -> str:
        try:
            with path.open(encoding="utf-8") as file:
                return file.read(_MOST_BYTES)
        except (OSError, UnicodeDecodeError) as error:
            message = f"The key {path.name} cannot be read."
            raise UserError(message, do="Bring it back from a copy, or make a new key.") from error

    def _write(self, path: Path, text: str) -> None:
        make_folder(self.folder)
        with replacing(path) as new:
            new.chmod(0o600)
            new.write_text(text, encoding="utf-8")


def card_text(key: PublicKey) -> str:
    """Return the public half of a key as text that can be sent to anybody."""
    return write_card(key)


def card_in(path_or_text: Path | str) -> PublicKey:
    """Return the public key in a card: a file, or text that was pasted.

    Raises:
        UserError: if it is no card.
    """
    if isinstance(path_or_text, str):
        return read_card(path_or_text)
    try:
        with path_or_text.open(encoding="utf-8") as file:
            return read_card(file.read(_MOST_BYTES))
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path_or_text.name} cannot be read as the card of a key."
        raise UserError(message, do="Choose the card that the other office sent.") from error
