"""docs/command-line.md tells what the commands really do."""

import re
from pathlib import Path

from spa_me.cli.running import COMMANDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "command-line.md"


def test_every_command_and_no_other_is_described() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    shown = {match[1] for match in re.finditer(r"^spa-me (\w+)", text, re.MULTILINE)}

    assert shown == set(COMMANDS)


def test_every_option_that_is_shown_exists() -> None:
    from tests.integration.cli.test_help import CALLS

    known = {
        name
        for command in CALLS.values()
        for param in command.params
        for name in (*param.opts, *param.secondary_opts)
    }
    text = DOCUMENT.read_text(encoding="utf-8")
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - {"--help"}

    assert shown <= known
