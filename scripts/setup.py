"""Set this checkout up and start one of its tasks: `python scripts/setup.py run`.

Needs nothing but Python's standard library, and runs on the oldest Python that may be the
default somewhere, to say in a sentence which one is needed. `make` calls it on Linux; on Windows
and macOS it is called directly. A stamp in the virtual environment remembers what was
installed, so that later runs start at once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "spa-me.stamp"
WINDOWS = os.name == "nt"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)
USAGE = 2

# What each group installs. `dev` holds all of `run`, so a development checkout can run, too.
LOCKS = {"run": "run.lock", "dev": "dev.lock"}
# Task -> the group that it needs, and the module that does it.
TASKS = {
    "run": ("run", "spa_me.start"),
    "install": ("run", ""),
    "test": ("dev", "checks"),
    "lint": ("dev", "checks"),
    "bench": ("dev", "tests.bench"),
    "screenshots": ("run", "screenshots"),
    "lock": ("dev", "lock"),
}


def stop(sentence: str, code: int = USAGE) -> NoReturn:
    """End after telling what went wrong and what the person can do."""
    print("\n" + sentence, file=sys.stderr, flush=True)
    sys.exit(code)


def digest(group: str) -> str:
    """Fingerprint everything that an installation of the group depends on."""
    sources = [ROOT / "pyproject.toml", ROOT / "requirements" / "bootstrap.lock"]
    sources += [ROOT / "requirements" / LOCKS[group], Path(__file__)]
    sources += [Path(__file__).with_name("system_packages.py")]
    # Scripts in a virtual environment hold its path: a moved checkout is set up anew.
    content = hashlib.sha256(os.fsencode(ROOT))
    for source in sources:
        content.update(source.read_bytes())
    return content.hexdigest()


def installed_group() -> str:
    """Tell which group the stamp names, whether or not it is still up to date."""
    with suppress(OSError):
        return STAMP.read_text(encoding="ascii").split()[0]
    return ""


def is_ready(group: str) -> bool:
    """Tell whether the stamp matches the locks, for this group or the one that holds it."""
    with suppress(OSError, ValueError):
        stamped, fingerprint = STAMP.read_text(encoding="ascii").split()
        return stamped in {group, "dev"} and fingerprint == digest(stamped)
    return False


def find_python() -> tuple[list[str], tuple[int, int]]:
    """Find a Python in the supported range: the running one, or another on the PATH."""
    running = sys.version_info[:2]
    if OLDEST <= running <= NEWEST:
        # In a virtual environment this is the one it was made from, which survives its removal.
        return [getattr(sys, "_base_executable", None) or sys.executable], running
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        command = ["py", f"-3.{minor}"] if WINDOWS else [f"python3.{minor}"]
        # A shim on the PATH may name a version that it does not have: ask it.
        if shutil.which(command[0]) and _succeeds([*command, "-c", "import sys"]):
            return command, (3, minor)
    stop(
        f"SPA-ME needs Python 3.11, 3.12 or 3.13; this is {running[0]}.{running[1]}, and none of "
        "these is on the PATH. Please install one of them and start again."
    )


def _succeeds(command: Sequence[str]) -> bool:
    with suppress(OSError):
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    return False


def _do(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def make_venv(python: Sequence[str]) -> None:
    """Create the virtual environment, or keep the one that works."""
    probe = f"import pip, sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    if _succeeds([str(VENV_PYTHON), "-c", probe]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    _do(*python, "-m", "venv", "--prompt", "spa-me", VENV)


def install_packages(group: str) -> None:
    """Install the locked packages and this project itself, with compiled bytecode."""
    locks = [ROOT / "requirements" / name for name in ("bootstrap.lock", LOCKS[group])]
    pip = (VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    _do(*pip, "--require-hashes", "-r", locks[0])
    uv = (VENV_PYTHON, "-m", "uv", "pip")
    here = ("--python", VENV_PYTHON)
    try:
        _do(*uv, "sync", *here, "--require-hashes", "--compile-bytecode", *locks)
    except subprocess.CalledProcessError:
        # Behind a company's proxy or mirror only pip may know the way.
        print("uv could not install the packages; trying pip, which takes longer.", flush=True)
        _do(*pip, "--require-hashes", "--no-deps", "-r", locks[1])
    # A plain path entry, made without network: new packages are found without installing again.
    editable = ("--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat")
    _do(*pip, *editable, "--editable", ROOT)


def _install_system_packages(group: str, python: Sequence[str], version: tuple[int, int]) -> None:
    import system_packages

    venv_works = _succeeds([*python, "-c", "import ensurepip, venv"])
    try:
        system_packages.ensure(group, None if venv_works else version)
    except system_packages.MissingPackagesError as error:
        stop(str(error))


@contextmanager
def _alone() -> Generator[None]:
    """Keep two terminals from setting up the same checkout at the same time."""
    if WINDOWS:
        yield
        return
    import fcntl

    with (ROOT / "requirements" / "run.lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def set_up(group: str) -> None:
    """Bring the checkout to the state of its locks; nothing is done when it is there."""
    if is_ready(group):
        return
    python, version = find_python()
    with _alone():
        if is_ready(group):
            return
        # A development checkout stays one, whatever was asked for first after a change of locks.
        group = "dev" if installed_group() == "dev" else group
        print("Setting up SPA-ME: needed once, and again when its packages change.", flush=True)
        if sys.platform == "linux":
            _install_system_packages(group, python, version)
        STAMP.unlink(missing_ok=True)
        make_venv(python)
        install_packages(group)
        STAMP.write_text(f"{group} {digest(group)}\n", encoding="ascii")


def start(command: Sequence[str]) -> None:
    """Give this process over to the command, so that its exit code is the real one."""
    os.chdir(ROOT)
    sys.stdout.flush()
    if WINDOWS:
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], list(command))


def main(arguments: Sequence[str]) -> None:
    """Set up what the task needs, then start it with the remaining arguments."""
    task = arguments[0] if arguments else ""
    if task not in TASKS:
        stop(f"Usage: python scripts/setup.py {'|'.join(TASKS)} [arguments]")
    group, module = TASKS[task]
    try:
        set_up(group)
    except subprocess.CalledProcessError as error:
        stop(f"Setting up stopped, because this failed: {' '.join(error.cmd)}", 1)
    python = str(VENV_PYTHON)
    if module in {"checks", "lock", "screenshots"}:
        start([python, str(Path(__file__).with_name(f"{module}.py")), *arguments])
    elif module:
        start([python, "-m", module, *arguments[1:]])


if __name__ == "__main__":
    main(sys.argv[1:])
