"""What is remembered between sessions, outside any workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from spa_me.domain.dataset import Actor

MAX_RECENT = 8
_NOBODY = ("", "", "")


class Settings:
    """The person, the looks and the recent workspaces, kept by `QSettings`.

    Attributes:
        person_changed: called when somebody else is at work.
    """

    def __init__(self, store: QSettings | None = None) -> None:
        self.person_changed: Callable[[], object] = _nothing
        self._store = store or QSettings("SPA-ME", "SPA-ME")

    @property
    def person(self) -> tuple[str, str, str]:
        """Name, office and role of who works here; all empty until they were asked."""
        name = self._text("person/name")
        return (name, self._text("person/office"), self._text("person/role")) if name else _NOBODY

    @property
    def actor(self) -> Actor | None:
        """Who works here; None until they were asked."""
        if not self.person[0]:
            return None
        from spa_me.domain.dataset import Actor

        return Actor(*self.person)

    @actor.setter
    def actor(self, actor: Actor) -> None:
        from spa_me.domain.submission import same_name

        before = self.person[0]
        self._store.setValue("person/name", actor.name)
        self._store.setValue("person/office", actor.office)
        self._store.setValue("person/role", actor.role)
        if same_name(before) != same_name(actor.name):
            self.person_changed()

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        chosen = self._text("look/theme")
        return chosen if chosen in {"light", "dark"} else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("look/theme", theme)

    @property
    def text_size(self) -> int:
        """The size of text in per cent, 90 to 200."""
        try:
            size = int(self._text("look/text_size") or 100)
        except ValueError:
            return 100
        return min(200, max(90, size))

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._store.setValue("look/text_size", percent)

    @property
    def language(self) -> str:
        """The language of the app, such as `en`; empty to follow the system."""
        return self._text("look/language")

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("look/language", language)

    @property
    def framework_language(self) -> str:
        """The language of frameworks' texts, such as `km`; empty for that of the app."""
        return self._text("look/framework_language")

    @framework_language.setter
    def framework_language(self, language: str) -> None:
        self._store.setValue("look/framework_language", language)

    @property
    def recent(self) -> list[Path]:
        """Workspaces that were opened before, latest first; some may be gone."""
        found = self._text("recent/workspaces")
        return [Path(line) for line in found.splitlines() if line]

    def remember(self, path: Path) -> None:
        """Put a workspace in front of the recent ones."""
        others = [known for known in self.recent if known != path]
        self._keep([path, *others][:MAX_RECENT])

    def forget(self, path: Path) -> None:
        """Take a workspace off the recent ones; the file itself is not touched."""
        self._keep([known for known in self.recent if known != path])

    def _keep(self, paths: list[Path]) -> None:
        self._store.setValue("recent/workspaces", "\n".join(str(path) for path in paths))

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size; empty before the first session."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    def draft(self, name: str) -> str:
        """Return a text that was begun and is not recorded yet, such as remarks of a review."""
        return self._text(f"draft/{name}")

    def keep_draft(self, name: str, text: str) -> None:
        """Keep a text that was begun over the end of the session; an empty one is forgotten."""
        if text:
            self._store.setValue(f"draft/{name}", text)
        else:
            self._store.remove(f"draft/{name}")

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else str(value or "")


def _nothing() -> None:
    """Stand in until somebody wants to know."""
