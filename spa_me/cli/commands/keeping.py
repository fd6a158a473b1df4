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
from spa_me.cli.shapes import backup_json, finding_json
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import Finding
from spa_me.services.backups import Backup, backup_now, list_backups, restore
from spa_me.services.data_file import make_from_data, read_file
from spa_me.services.dumping import dump as write_dump
from spa_me.services.dumping import load as read_dump
from spa_me.services.frameworks import find
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


@click.command(
    epilog=example(
        "spa-me load th-dump th.spame",
        "spa-me load un-act-2014.toml un-act.spame",
        "spa-me load data.toml ours.spame --framework ours.toml",
    )
)
@click.argument("source", type=PATH)
@workspace_argument
@click.option(
    "--framework",
    metavar="FILE",
    help="For a data file: the framework that it is about; else the one that comes with the app.",
)
@json_option
@person_options
def load(
    source: Path, workspace: Path, actor: Actor, *, framework: str | None, as_json: bool
) -> int:
    """Make a workspace from a dump or a file of data.

    A dump is a folder; a file of reporting data is TOML, as docs/framework-format.md says. What
    is there already is left alone. A dump that was changed since is refused; of a data
    file everything that is wrong is listed, and no workspace is made.
    """
    if source.is_dir() and framework is not None:
        message = "A dump has its own framework: leave out --framework."
        raise click.UsageError(message)
    warnings: tuple[Finding, ...] = ()
    if source.is_file():
        found = read_file(source, None if framework is None else find(framework))
        warnings = found.warnings
        made = make_from_data(workspace, found, actor)
    else:
        made = read_dump(source, workspace, actor)
    with made as loaded:
        title = loaded.info.title
    if as_json:
        listed = [finding_json(finding) for finding in warnings]
        print_json({"workspace": str(workspace), "title": title, "findings": listed})
    else:
        for finding in warnings:
            click.echo(f"{finding.severity.value.capitalize()}: {finding}")
        click.echo(f"{title} is in {workspace}.")
    return ExitCode.DONE
