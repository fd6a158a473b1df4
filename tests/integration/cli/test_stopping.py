"""Ctrl+C in the middle of a package, and of the file that a child is reading."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from spa_me.cli import run
from spa_me.services.workspace import Workspace
from tests.commands import Command, Ran
from tests.integration.exchange.large import REVIEWER, VALUES, make_large

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_large(tmp_path_factory.mktemp("large"))


@pytest.fixture
def region(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copyfile(made[0], tmp_path / "region.spame"))


@pytest.fixture
def file(made: tuple[Path, Path]) -> Path:
    return made[1]


class Terminal(io.TextIOWrapper):
    """A terminal at which a person presses Ctrl+C once certain words are shown."""

    def __init__(self, words: str) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self._words = words
        self.shown = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        is_new = not re.search(self._words, self.shown)
        self.shown += text
        if is_new and re.search(self._words, self.shown):
            signal.raise_signal(signal.SIGINT)
        return super().write(text)


def stopped_at(
    words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *call: object
) -> Ran:
    before = signal.getsignal(signal.SIGINT)
    terminal = Terminal(words)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        code = run([str(argument) for argument in call])
    assert signal.getsignal(signal.SIGINT) is before
    return Ran(code, capsys.readouterr().out, terminal.shown)


def add(region: Path, *files: Path) -> tuple[object, ...]:
    return ("inbox", "add", region, *files, "--unsigned", "--person", REVIEWER.name)


@pytest.mark.parametrize(
    "words", ["read it", "compare the figures", "record the figures", "write the audit"]
)
def test_ctrl_c_in_the_middle_of_a_package_leaves_the_workspace_as_it_was(
    region: Path,
    file: Path,
    words: str,
    spa_me: Command,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = region.read_bytes()

    ran = stopped_at(words, monkeypatch, capsys, *add(region, file))

    assert ran.code == 130
    assert "Stopped. Nothing was recorded of A 2000.spapkg." in ran.err
    assert region.read_bytes() == before
    again = spa_me(*add(region, file))
    assert (again.code, again.err) == (0, ""), "nothing but what was found goes to a file"
    with Workspace.open(region, REVIEWER) as workspace:
        assert len(list(workspace.dataset().values.items())) == VALUES
        assert len(workspace.dataset().submissions.revisions) == 1


def test_ctrl_c_between_two_files_says_which_is_in(
    region: Path,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    second = Path(shutil.copyfile(file, tmp_path / "Second.spapkg"))

    taking_the_second = r"[89]\d %: Second.spapkg"
    ran = stopped_at(taking_the_second, monkeypatch, capsys, *add(region, file, second))

    assert ran.code == 130
    assert "A 2000.spapkg: submission A 2000, revision 1" in ran.out
    assert "1 of 1 files are in." in ran.out
    assert "Second" not in ran.out
    assert "Stopped. Nothing was recorded of Second.spapkg." in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of this kind")
def test_ctrl_c_at_a_terminal_reaches_the_child_too(region: Path, file: Path) -> None:
    before = region.read_bytes()
    files = [shutil.copyfile(file, region.with_name(f"{n}.spapkg")) for n in range(30)]
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "spa_me.cli", *map(str, add(region, *files))]
    take_terminal = (
        "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", take_terminal, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown = ""
        while part := _read(ours):
            was_there = "read it" in shown
            shown += part
            if "read it" in shown and not was_there:
                os.write(ours, b"\x03")
    os.close(ours)

    assert process.returncode == 130, shown
    assert "Stopped. Nothing was recorded of 0.spapkg, 1.spapkg" in shown
    assert "broke down" not in shown
    assert region.read_bytes() == before


def _read(handle: int) -> str:
    try:
        return os.read(handle, 4096).decode()
    except OSError:  # the last one at the other end has left
        return ""
