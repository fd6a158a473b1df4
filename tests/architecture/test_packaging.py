"""What is installed holds all that the app shows: guide, pictures, frameworks, chart page."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("spa_me", "ui", "frameworks", "exports", "docs")
DATA = {".toml", ".json", ".md", ".png", ".html", ".js", ".svg", ".qm"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what a wheel of the sources holds."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, source)
    for name in (*PACKAGES, "requirements"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    offline = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    command = [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", "out", "."]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = (source / "out").glob("*.whl")
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.slow
def test_every_file_that_is_shown_or_read_is_installed(installed: Path) -> None:
    needed = [
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in DATA
    ]
    assert len(needed) > 40
    assert [str(path) for path in needed if not (installed / path).is_file()] == []


@pytest.mark.slow
def test_the_installed_window_finds_its_guide(installed: Path) -> None:
    code = "from ui.dialogs.guide import CONTENTS, GUIDE; print(GUIDE / CONTENTS)"
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", code]
    found = subprocess.run(
        command, cwd=installed, env=environment, check=True, capture_output=True, text=True
    )
    path = Path(found.stdout.strip())
    assert path.is_relative_to(installed)
    assert path.is_file()
