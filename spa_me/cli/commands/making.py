"""`spa-me example` and `spa-me new`: the two ways to a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import WORDS, person_options, workspace_argument
from spa_me.cli.options import example as example_of
from spa_me.cli.progress import Told
from spa_me.domain.dataset import Actor
from spa_me.services.example import create_example
from spa_me.services.frameworks import find, for_country
from spa_me.services.region_example import (
    PASSPHRASE,
    create_practice,
    create_region_example,
    practice_region,
    units_folder,
)
from spa_me.services.workspace import Workspace


@click.command(
    epilog=example_of(
        "spa-me example un-act.spame",
        "spa-me example --region region.spame",
        "spa-me example --practice practice.spame",
    )
)
@workspace_argument
@click.option(
    "--region",
    "is_region",
    is_flag=True,
    help="An illustrative region instead: six invented countries, three years.",
)
@click.option(
    "--practice",
    "is_practice",
    is_flag=True,
    help="An illustrative country instead, to practise a whole report with its region.",
)
@person_options
def example(workspace: Path, actor: Actor, *, is_region: bool, is_practice: bool) -> int:
    """Make a workspace with the UN-ACT 2014 data.

    It holds the real framework and figures of the UN-ACT Annual Progress Report 2014. With --region
    it is that of an illustrative secretariat, built of sealed packages: a folder beside it holds
    each country's workspace, the keys and the files. With --practice it is that of an illustrative
    country that has its last year to report; its region is made beside it. What is there already is
    left alone.
    """
    if is_region and is_practice:
        message = "Give --region or --practice; the region of a practice is made with it."
        raise click.UsageError(message)
    if is_practice:
        return _practice(workspace, actor)
    if is_region:
        return _region(workspace, actor)
    with create_example(workspace, actor) as made:
        click.echo(f"{made.info.title} is in {workspace}.")
    return ExitCode.DONE


def _region(workspace: Path, actor: Actor) -> int:
    with Told() as told:
        made = create_region_example(workspace, actor, progress=told)
    with made:
        click.echo(f"{made.info.title} is in {workspace}; every figure in it is invented.")
    click.echo(f"The countries, keys and packages are in {units_folder(workspace)}.")
    click.echo(f"The passphrase of every key in it: {PASSPHRASE}")
    return ExitCode.DONE


def _practice(workspace: Path, actor: Actor) -> int:
    with Told() as told:
        made = create_practice(workspace, actor, progress=told)
    with made:
        click.echo(f"{made.info.title} is in {workspace}; every figure in it is invented.")
    region = practice_region(workspace)
    click.echo(f"Its region, which takes in what you seal, is in {region}.")
    click.echo(f"The keys are in {units_folder(region) / 'keys'}.")
    click.echo(f"The passphrase of every key in it: {PASSPHRASE}")
    return ExitCode.DONE


@click.command(
    epilog=example_of(
        "spa-me new th.spame --framework un-act/2014 --unit TH",
        'spa-me new kh.spame --framework npa.toml --unit KH --title "NPA of Cambodia"',
    )
)
@workspace_argument
@click.option(
    "--framework",
    "code_or_file",
    required=True,
    metavar="CODE_OR_FILE",
    help="A framework that is shipped (see `spa-me framework list`) or a definition file.",
)
@click.option(
    "--unit", required=True, metavar="CODE", help="The reporting unit whose office keeps it."
)
@click.option(
    "--title", type=WORDS, default="", help="What the workspace is called; else the framework."
)
@person_options
def new(workspace: Path, code_or_file: str, unit: str, title: str, actor: Actor) -> int:
    """Make an empty workspace for a reporting unit.

    A structure without reporting units of its own is taken over for the country that `--unit`
    names. A file that is there already is left alone.
    """
    definition = find(code_or_file)
    if not definition.units:
        definition = for_country(definition, unit)
        unit = definition.units[0].code
    with Workspace.create(workspace, definition, unit, actor, title=title) as made:
        click.echo(f"{made.info.title} is in {workspace}.")
    return ExitCode.DONE
