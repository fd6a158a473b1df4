"""Groups whose commands are imported only when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """Where a command is, and the line that says what it does.

    Attributes:
        module: under `spa_me.cli.commands`.
        name: of the command object in it.
        help: one line for the list of commands; the command's own help begins with it.
    """

    module: str
    name: str
    help: str


class LazyGroup(click.Group):
    """A group that knows its commands' names and first lines without importing them."""

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are told."""
        del ctx
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None for a name that is not known."""
        del ctx
        entry = self.lazy.get(cmd_name)
        if entry is None:
            return None
        found = getattr(import_module(f"spa_me.cli.commands.{entry.module}"), entry.name)
        assert isinstance(found, click.Command)  # noqa: S101 (the table is ours)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.lazy.items()])
