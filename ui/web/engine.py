"""The web engine, brought up ahead of the first chart: a page that waits, loaded, to be taken."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication

from ui.web.page import ChartPage
from ui.web.profile import ChartProfile
from ui.web.scheme import register


class _Spare:
    """The page that waits, if there is one; it goes with the application."""

    def __init__(self) -> None:
        self.kept: tuple[ChartProfile, ChartPage] | None = None

    def make(self) -> tuple[ChartProfile, ChartPage]:
        register()
        profile = ChartProfile()
        page = ChartPage(profile)
        page.start()
        return profile, page

    def drop(self) -> None:
        if self.kept is None:
            return
        profile, page = self.kept
        self.kept = None
        # The page before its profile.
        for part in (page, profile):
            if shiboken6.isValid(part):
                shiboken6.delete(part)


_spare = _Spare()


def warm_up() -> ChartPage:
    """Bring the engine up and load a page, so that the next view draws at once; return it."""
    if _spare.kept is None:
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(_spare.drop)
        _spare.kept = _spare.make()
    return _spare.kept[1]


def take() -> tuple[ChartProfile, ChartPage]:
    """Return a page that is loaded or loading, with its profile, which has to outlive it.

    Both belong to the caller from now on.
    """
    found, _spare.kept = _spare.kept, None
    return found or _spare.make()
