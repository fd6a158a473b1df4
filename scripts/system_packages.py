"""System libraries that PySide6's wheels expect, installed with apt where that is the system's way.

Only what is missing is installed. Newer releases renamed some libraries (`libasound2t64`), so each
name stands for itself and its `t64` twin, and the one that this system offers is taken.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDGETS = """
    libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
    libbrotli1 fonts-dejavu-core
""".split()
WEB_ENGINE = """
    libnss3 libnspr4 libasound2 libgbm1 libxcomposite1 libxdamage1 libxext6 libxfixes3 libxrandr2
    libxtst6 libxkbfile1 libxcb-dri3-0
""".split()
SCREEN = """
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
    libxcb-glx0 libxkbcommon-x11-0 libx11-xcb1
""".split()
# The languages of the six countries, on screen and in PDF.
SCRIPTS = ["fonts-noto-core", "fonts-noto-cjk"]
# A virtual screen, a second opinion on the workbooks, letters as wide as those of Arial, which the
# workbooks are written in, and eyes for their printed pages.
TESTS = [
    "xvfb",
    "xauth",
    "libreoffice-calc-nogui|libreoffice-calc",
    "fonts-liberation2|fonts-liberation",
    "poppler-utils",
]
GROUPS = {
    "run": [*WIDGETS, *WEB_ENGINE, *SCREEN, *SCRIPTS],
    "dev": [*WIDGETS, *WEB_ENGINE, *SCREEN, *SCRIPTS, *TESTS],
}
# Messages in English, since they are parsed.
PLAIN = {**os.environ, "LC_ALL": "C"}


class MissingPackagesError(Exception):
    """System packages are missing, and the person has to act; the text says what to run."""


def alternatives(wanted: str) -> list[str]:
    """Spell out the names under which a package may exist: `a|b`, and each library's twin."""
    names = wanted.split("|")
    return names + [f"{name}t64" for name in names if name.startswith("lib")]


def _output(*command: str) -> str:
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=PLAIN
    ).stdout


def installed(names: Iterable[str]) -> set[str]:
    """Tell which of the packages are installed."""
    lines = _output("dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}\n", *names)
    rows = (line.split("\t") for line in lines.splitlines())
    return {name for state, name in rows if state.strip() == "ii"}


def offered(names: Iterable[str]) -> set[str]:
    """Tell which of the packages the system's sources offer, going by `apt-cache policy`."""
    found: set[str] = set()
    current = ""
    for line in _output("apt-cache", "policy", *names).splitlines():
        if not line.startswith(" "):
            current = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            found.add(current)
    return found


def missing(wanted: Sequence[str]) -> list[str]:
    """Leave of the wanted packages those that are installed under none of their names."""
    present = installed(name for entry in wanted for name in alternatives(entry))
    return [entry for entry in wanted if present.isdisjoint(alternatives(entry))]


def choose(wanted: Sequence[str]) -> list[str]:
    """Pick for each package the name that this system offers, or else its usual one."""
    known = offered(name for entry in wanted for name in alternatives(entry))
    return [
        next((name for name in alternatives(entry) if name in known), alternatives(entry)[0])
        for entry in wanted
    ]


def _succeeds(command: Sequence[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def as_administrator() -> list[str] | None:
    """Give the words that make a command run as root without a question, or None."""
    if os.geteuid() == 0:
        return ["env"]
    asked = ["sudo", "-n", "true"]
    if shutil.which("sudo") and _succeeds(asked):
        return ["sudo", "-n", "env"]
    return None


def ensure(group: str, venv_for: tuple[int, int] | None) -> None:
    """Install what is missing for the group, where the system has apt.

    Args:
        group: A key of `GROUPS`.
        venv_for: The Python version that lacks its `venv` package, if it does.

    Raises:
        MissingPackagesError: When only the person can install them; its text says how.
    """
    if os.environ.get("SPA_ME_SKIP_SYSTEM") == "1":
        return
    if not shutil.which("apt-get"):
        if venv_for:
            raise MissingPackagesError("Please install the package that brings Python's venv.")
        return
    wanted = list(GROUPS[group])
    if venv_for:
        wanted.append(f"python{venv_for[0]}.{venv_for[1]}-venv|python3-venv")
    needed = missing(wanted)
    if needed:
        _install(needed)


def _install(needed: Sequence[str]) -> None:
    administrator = as_administrator()
    if administrator is None:
        command = f"sudo apt-get update && sudo apt-get install -y {' '.join(choose(needed))}"
        raise MissingPackagesError(f"Some system packages are missing. Please run\n\n  {command}\n")
    print(f"Installing {len(needed)} system packages with apt; this takes minutes.", flush=True)
    apt = [*administrator, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # An old list of packages may still do, so only the installation decides.
    subprocess.run([*apt, "update"], check=False, capture_output=True)
    install = ["install", "-y", "--no-install-recommends", *choose(needed)]
    # apt tells of each file that it unpacks: worth reading only when it fails.
    done = subprocess.run([*apt, *install], check=False, capture_output=True, encoding="utf-8")
    if done.returncode:
        command = f"sudo apt-get {' '.join(install)}"
        raise MissingPackagesError(f"{done.stderr}\napt failed. To see why:\n\n  {command}\n")
