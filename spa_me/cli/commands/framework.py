"""`spa-me framework`: the definitions that are shipped, the check of one's own, a new version."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import PATH, example, json_option, person_options, workspace_argument
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.shapes import finding_json, framework_json, version_preview_json
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import InputError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.framework.doubts import doubts
from spa_me.services.framework_versions import preview, sentences
from spa_me.services.frameworks import find, install, packaged
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Framework"),
    Column("Version"),
    Column("Units", is_number=True),
    Column("Indicators", is_number=True),
    Column("Markers", is_number=True),
    Column("Title", wraps=True),
)


@click.group(epilog=example("spa-me framework list", "spa-me framework check npa.toml"))
def framework() -> None:
    """List, check and add framework definitions."""


@framework.command("list", epilog=example("spa-me framework list"))
@json_option
def list_(*, as_json: bool) -> int:
    """List the framework versions that are shipped.

    A structure without reporting units is to be taken over by a country: see `spa-me new --help`.
    """
    found = [entry.definition for entry in packaged()]
    if as_json:
        print_json({"frameworks": [framework_json(definition) for definition in found]})
    else:
        click.echo(table(_COLUMNS, (_row(definition) for definition in found)))
    return ExitCode.DONE


def _row(definition: FrameworkDefinition) -> list[str]:
    counts = (definition.units, definition.indicators, definition.markers)
    numbers = [str(len(parts)) for parts in counts]
    return [definition.code, definition.version, *numbers, str(definition.title)]


@framework.command(epilog=example("spa-me framework check npa.toml"))
@click.argument("file", type=PATH)
@json_option
def check(file: Path, *, as_json: bool) -> int:
    """Check a framework definition file.

    Everything that is wrong is listed with its key and what is expected there, and what is
    allowed and doubtful, such as codes that a spreadsheet makes alike.
    """
    try:
        definition = find(file)
    except InputError as error:
        return _tell_findings(file, error, as_json=as_json)
    doubtful = doubts(definition)
    if as_json:
        found = [finding_json(finding) for finding in doubtful]
        print_json({"file": str(file), "findings": found, "framework": framework_json(definition)})
    else:
        for finding in doubtful:
            click.echo(f"{finding.severity.value.capitalize()}: {finding}")
        click.echo(
            f"{file} is right: {definition.title}, version {definition.version}, with "
            f"{len(definition.indicators)} indicators and {len(definition.markers)} markers."
        )
    return ExitCode.DONE


def _tell_findings(file: Path, error: InputError, *, as_json: bool) -> int:
    if as_json:
        findings = [finding_json(finding) for finding in error.findings]
        print_json({"file": str(file), "findings": findings, "framework": None})
    else:
        click.echo(str(error))
    return ExitCode.FINDINGS


@framework.command(
    epilog=example(
        "spa-me framework add th.spame un-act-2.toml --dry-run",
        'spa-me framework add th.spame un-act-2.toml --person "Somchai D."',
    )
)
@workspace_argument
@click.argument("file", type=PATH)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@json_option
@person_options
def add(workspace: Path, file: Path, actor: Actor, *, dry_run: bool, as_json: bool) -> int:
    """Add a further version of its framework to a workspace.

    Shown are the day from which it is in force, the periods that it judges from then on, everything
    that it says otherwise than the version before, and every figure and status of the periods so
    far that changes because of it. What was recorded is kept. A version that is installed can
    neither be changed nor taken away.
    """
    with Workspace.open(workspace, actor, read_only=dry_run) as opened:
        try:
            definition = find(file)
        except InputError as error:
            return _tell_findings(file, error, as_json=as_json)
        found = preview(opened, definition)
        if not dry_run:
            install(opened, definition)
    is_added = not dry_run and not found.is_known
    if as_json:
        print_json(version_preview_json(found, is_added=is_added))
        return ExitCode.DONE
    for sentence in sentences(found):
        click.echo(str(sentence))
    if not found.is_known:
        click.echo("It was added." if is_added else "Nothing was changed (--dry-run).")
    return ExitCode.DONE
