"""The one place that tells pages what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet


class ChangeHub(QObject):
    """Says after every committed change what it touched; pages whose topics match ask again."""

    changed = Signal(object)
    """Emitted with a `ChangeSet`, always on the window's thread."""

    def tell(self, changes: ChangeSet) -> None:
        """Tell everybody, unless nothing changed."""
        if changes.topics:
            self.changed.emit(changes)
