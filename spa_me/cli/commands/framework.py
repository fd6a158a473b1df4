"""`spa-me framework`: the definitions that are shipped, and the check of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import PATH, example, json_option
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.shapes import finding_json, framework_json
from spa_me.domain.errors import InputError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.services.frameworks import find, packaged

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
    """List and check framework definitions."""


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

    Everything that is wrong is listed with its key and what is expected there.
    """
    try:
        definition = find(file)
    except InputError as error:
        return _tell_findings(file, error, as_json=as_json)
    if as_json:
        print_json({"file": str(file), "findings": [], "framework": framework_json(definition)})
    else:
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
