"""Arguments and options that several commands share."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from spa_me.domain.dataset import Actor

Function = Callable[..., Any]

PATH = click.Path(path_type=Path)
"""A file or folder; that it is there and can be read is found out by who uses it."""


class Words(click.ParamType[str]):
    """Text in UTF-8, also where the locale is none and Python could only keep its bytes."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text; what is no UTF-8 stays as it is."""
        del param, ctx
        try:
            return os.fsencode(value).decode("utf-8").strip()
        except UnicodeDecodeError:
            return str(value).strip()


WORDS = Words()

workspace_argument = click.argument("workspace", metavar="W.spame", type=PATH)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON; docs/command-line.md tells its shape."
)

period_option = click.option(
    "--period", required=True, metavar="CODE", help="The reporting period, such as 2014."
)

unit_option = click.option(
    "--unit", metavar="CODE", help="The reporting unit, such as TH; else that of the workspace."
)

needed_unit_option = click.option(
    "--unit", required=True, metavar="CODE", help="The reporting unit, such as TH."
)

reason_why_option = click.option(
    "--reason", type=WORDS, required=True, metavar="TEXT", help="Why; it is kept and shown."
)

DAY = click.DateTime(["%Y-%m-%d"])
"""A day such as 2026-03-31."""


def example(*lines: str) -> str:
    """Return the end of a command's help that shows how it is called."""
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


def person_options(command: Function) -> Function:
    """Add the options that say who works; the command is given an `actor`."""

    @click.option(
        "--person",
        type=WORDS,
        envvar="SPA_ME_PERSON",
        metavar="NAME",
        help="Who works, for the record of changes [env: SPA_ME_PERSON; else the user name].",
    )
    @_detail("--office", "SPA_ME_OFFICE")
    @_detail("--role", "SPA_ME_ROLE")
    @functools.wraps(command)
    def with_actor(*args: Any, person: str | None, office: str, role: str, **kwargs: Any) -> Any:
        actor = Actor(person or user_name(), office, role)
        return command(*args, actor=actor, **kwargs)

    return with_actor


def _detail(name: str, variable: str) -> Callable[[Function], Function]:
    return click.option(name, type=WORDS, envvar=variable, default="", help=f"[env: {variable}]")


def user_name() -> str:
    """Return the name under which the operating system knows the person."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "unknown user"


def reader() -> Actor:
    """Return who reads; reading leaves no trace in the workspace."""
    return Actor(user_name())
