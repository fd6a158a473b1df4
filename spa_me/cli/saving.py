"""Packages written to files by commands: where, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from spa_me.cli.options import PATH
from spa_me.services.exchange.sealing import package_name, save_package
from spa_me.services.exchange.trust import keys_to_encrypt
from spa_me.services.workspace import Workspace

Function = Callable[..., Any]

output_option = click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    help="The package; else a name of its own beside the workspace.",
)

encrypt_option = click.option(
    "--encrypt", "is_encrypted", is_flag=True, help="Only the office that it is for can open it."
)


def saved(opened: Workspace, digest: str, output: Path | None, office: str = "") -> Path:
    """Write a package to a file and return it.

    Args:
        opened: the workspace that keeps it.
        digest: of the package.
        output: the file; a folder gets the package under its own name.
        office: the office that it is encrypted to; empty leaves it readable.
    """
    name = package_name(opened, digest)
    if output is None:
        path = opened.path.parent / name
    else:
        path = output / name if output.is_dir() else output
    keys = keys_to_encrypt(opened.dataset(), office) if office else ()
    return save_package(opened, digest, path, keys)
