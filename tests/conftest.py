"""Guards around every test: no real home, no network, repeatable random data.

Set before the first QApplication exists, so a bare `pytest` and `make test` run alike.
"""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings, QStandardPaths

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # Chromium refuses root with its sandbox on. In tests only, never in the product.
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
}
_INTERNET = {socket.AF_INET, socket.AF_INET6}


def _move_home(home: Path, patch: pytest.MonkeyPatch) -> None:
    for variable, below in _HOME_VARIABLES.items():
        patch.setenv(variable, str(home / below))
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(home / ".config"))


@pytest.fixture(autouse=True, scope="session")
def _guards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Cover what wider fixtures do, too: a home that is not the user's, and no internet."""

    def guarded(name: str) -> Callable[..., object]:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *args: object) -> object:
            if self.family in _INTERNET:
                raise AssertionError(f"a test tried to reach the network: {name}{args}")
            return original(self, *args)

        return call

    with pytest.MonkeyPatch.context() as patch:
        QStandardPaths.setTestModeEnabled(True)
        _move_home(tmp_path_factory.mktemp("session-home"), patch)
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(name))
        yield


@pytest.fixture(autouse=True)
def _fresh_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test its own home, so that no setting or backup leaks into the next."""
    _move_home(tmp_path_factory.mktemp("home"), monkeypatch)
