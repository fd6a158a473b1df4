"""Every command tells what it does with an example, and help shows without the rest."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from spa_me.cli.running import COMMANDS
from tests.commands import Command

GROUPS = {
    name: getattr(import_module(f"spa_me.cli.commands.{entry.module}"), entry.name)
    for name, entry in COMMANDS.items()
}


def _calls(
    call: tuple[str, ...], command: click.Command
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield call, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _calls((*call, name), below)


CALLS = dict(call for name, group in GROUPS.items() for call in _calls((name,), group))
"""Every command and group by the words that call it."""


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_help_has_an_example(spa_me: Command, call: tuple[str, ...]) -> None:
    ran = spa_me(*call, "--help")

    assert (ran.code, ran.err) == (0, "")
    shown = ran.out.partition("Example:\n")[2].splitlines()
    assert shown
    assert all(
        line.split()[: len(call) + 1] == ["spa-me", *call] for line in shown if "spa-me" in line
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says(name: str) -> None:
    assert (GROUPS[name].help or "").startswith(COMMANDS[name].help)


def test_help_imports_nothing_heavy() -> None:
    probe = (
        "import sys; from spa_me.cli import run; code = run(['--help']); "
        "heavy = {'pydantic', 'sqlalchemy', 'sqlmodel', 'openpyxl', 'babel', 'PySide6'}; "
        "print(sorted(heavy & set(sys.modules)), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], check=True, capture_output=True, text=True, encoding="utf-8"
    )

    assert done.stdout.splitlines()[-1] == "[] 0"
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_without_a_command_the_help_is_shown_as_wrong_usage(spa_me: Command) -> None:
    ran = spa_me()

    assert ran.code == 2
    assert "Commands:" in ran.out + ran.err
