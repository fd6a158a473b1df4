"""`spa-me backup`, `dump` and `load`: keeping a workspace safe, and taking it elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    PATH,
    example,
    json_option,
    person_options,
    reader,
    workspace_argument,
)
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.shapes import backup_json
from spa_me.domain.dataset import Actor
from spa_me.services.backups import Backup, backup_now, list_backups, restore
from spa_me.services.dumping import dump as write_dump
from spa_me.services.dumping import load as read_dump
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Made at (UTC)"),
    Column("Kilobytes", is_number=True),
    Column("Why"),
    Column("File", wraps=True),
)


@click.command(
    epilog=example(
        "spa-me backup th.spame",
        "spa-me backup th.spame --to /media/usb",
        "spa-me backup th.spame --list",
    )
)
@workspace_argument
@click.option(
    "--to", "target", type=PATH, help="A folder or a new file; else the folder beside it."
)
@click.option("--list", "is_list", is_flag=True, help="List the backups that are there.")
@click.option(
    "--restore",
    "source",
    type=PATH,
    metavar="BACKUP",
    help="Go back to a backup; what is in its place is kept under another name.",
)
@click.option(
    "--confirm",
    "confirmed",
    default="",
    metavar="TITLE",
    help="Restore a backup of another workspace, the one of this title.",
)
@json_option
def backup(
    workspace: Path,
    target: Path | None,
    source: Path | None,
    confirmed: str,
    *,
    is_list: bool,
    as_json: bool,
) -> int:
    """Make, list or bring back backups.

    A backup is a whole, checked copy; it can be made while the workspace is open. A backup of
    another office's workspace is restored only with --confirm and its title.
    """
    if confirmed and source is None:
        message = "--confirm belongs to --restore."
        raise click.UsageError(message)
    if sum((target is not None, source is not None, is_list)) > 1:
        message = "--to, --list and --restore cannot be used together."
        raise click.UsageError(message)
    if is_list:
        body, text = _listed(list_backups(workspace))
    elif source is not None:
        restored = restore(source, workspace, confirmed=confirmed)
        kept = None if restored.kept is None else str(restored.kept)
        body = {"workspace": str(restored.path), "kept": kept}
        text = f"{restored.path} is as it was in {source}."
        text += f"\nWhat was there is kept in {kept}." if kept else ""
    else:
        with Workspace.open(workspace, reader(), read_only=True) as opened:
            path = backup_now(opened, target)
        body, text = {"backup": str(path)}, f"The backup is in {path}."
    if as_json:
        print_json(body)
    else:
        click.echo(text)
    return ExitCode.DONE


def _listed(backups: tuple[Backup, ...]) -> tuple[dict[str, Any], str]:
    body = {"backups": [backup_json(entry) for entry in backups]}
    rows = [
        [
            f"{entry.at:%Y-%m-%d %H:%M:%S}",
            f"{entry.size // 1024:,}",
            entry.label or "rolling",
            entry.path.name,
        ]
        for entry in backups
    ]
    return body, table(_COLUMNS, rows) if rows else "There are no backups beside it."


@click.command(epilog=example("spa-me dump th.spame th-dump"))
@workspace_argument
@click.argument("folder", type=PATH)
def dump(workspace: Path, folder: Path) -> int:
    """Write a whole workspace as open JSON and CSV.

    The folder must not be there yet, or be empty. `spa-me load` makes an identical workspace of it.
    """
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        write_dump(opened, folder)
    click.echo(f"The whole content of {workspace} is in {folder}.")
    return ExitCode.DONE


@click.command(epilog=example("spa-me load th-dump th.spame"))
@click.argument("folder", type=PATH)
@workspace_argument
@person_options
def load(folder: Path, workspace: Path, actor: Actor) -> int:
    """Make a workspace from a dump.

    A file that is there already is left alone. A dump that was changed since is refused.
    """
    with read_dump(folder, workspace, actor) as loaded:
        click.echo(f"{loaded.info.title} is in {workspace}.")
    return ExitCode.DONE
