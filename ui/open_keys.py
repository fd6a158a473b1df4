"""The keys that were opened with their passphrase: in memory, for one person and workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    # Cryptography is imported when a key is first asked for, not when the window starts.
    from spa_me.packages.keys import OfficeKey
    from spa_me.services.exchange.keyring import KeyRing, StoredKey


class OpenKeys(QObject):
    """Knows which keys lie on this computer and which of them are open.

    A passphrase is asked for once, until another workspace is opened or another person is at work;
    nothing of an open key is written anywhere.

    Attributes:
        folder: where the keys lie; None for the usual place.
        turn: grows whenever all keys are locked; what was begun in an earlier turn is for
            somebody who is no longer there.
    """

    changed = Signal()
    """Emitted when a key was opened, made, or all were locked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.turn = 0
        self._open: dict[str, OfficeKey] = {}

    @property
    def ring(self) -> KeyRing:
        """The folder of this computer's keys."""
        from spa_me.services.exchange.keyring import KeyRing

        return KeyRing(self.folder)

    def stored(self, office: str, person: str = "") -> tuple[StoredKey, ...]:
        """Return the keys on this computer of an office, and of a person if one is named."""
        from spa_me.domain.submission import same_name  # imports the frameworks, which take long

        found = self.ring.keys(office)
        wanted = same_name(person)
        return tuple(k for k in found if not wanted or same_name(k.public.person) == wanted)

    def of(self, office: str) -> tuple[OfficeKey, ...]:
        """Return the open keys of an office: what comes encrypted to it can be read with them."""
        return tuple(key for key in self._open.values() if key.public.office == office)

    def signer(self, office: str, person: str) -> OfficeKey | None:
        """Return the key of a person of an office that was opened last; None before that."""
        from spa_me.domain.submission import same_name

        wanted = same_name(person)
        mine = (key for key in self.of(office) if same_name(key.public.person) == wanted)
        return next(reversed(list(mine)), None)

    def add(self, key: OfficeKey) -> None:
        """Keep a key that was just opened or made."""
        self._open[key.public.fingerprint] = key
        self.changed.emit()

    def lock_all(self) -> None:
        """Forget all open keys, as for another workspace or another person at work."""
        self.turn += 1
        self._open.clear()
        self.changed.emit()
