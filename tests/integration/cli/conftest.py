"""Commands run in this process, with their exit code and both streams."""

from pathlib import Path

import pytest

from spa_me.cli import run
from tests.commands import Command, Ran


@pytest.fixture
def spa_me(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return `spa-me` as a function of its arguments."""

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return command


@pytest.fixture(scope="session")
def made_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with the example, made once and never changed."""
    path = tmp_path_factory.mktemp("example") / "un-act.spame"
    assert run(["example", str(path), "--person", "Example Maker"]) == 0
    return path


@pytest.fixture
def example(made_example: Path, tmp_path: Path) -> Path:
    """Return a copy of the example that a test may change."""
    copy = tmp_path / "un-act.spame"
    copy.write_bytes(made_example.read_bytes())
    return copy
