"""What a person sends when something went wrong: versions and the log, and nobody's data."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from ui.logs import frames_of, log_tail
from ui.settings import Settings

_PACKAGES = ("spa-me", "pyside6-essentials", "pyside6-addons", "sqlmodel", "openpyxl")


def versions(settings: Settings) -> str:
    """Return what the app runs on and how it is set, a fact a line."""
    screens = ", ".join(
        f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    facts = {
        "System": f"{QSysInfo.prettyProductName()}, {platform.machine()}",
        "Python": sys.version.split()[0],
        "Qt": f"{qVersion()} ({QGuiApplication.platformName()})",
        **{package: _version(package) for package in _PACKAGES},
        "Language": QLocale().name(),
        "Screens": screens,
        "Theme": f"{settings.theme}, text {settings.text_size} %",
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed as a package"


def problem_report(settings: Settings, error: BaseException | None = None) -> str:
    """Return the report of a problem; of an exception only its kind and where it came from."""
    parts = ["SPA-ME problem report (no data of any workspace is in it)", versions(settings)]
    if error is not None:
        parts.append(f"What failed:\n{frames_of(error)}")
    parts.append(f"Log:\n{log_tail() or 'empty'}")
    return "\n\n".join(parts) + "\n"
