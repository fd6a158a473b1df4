"""`spa-me assess`: the scoreboard."""

from __future__ import annotations

from pathlib import Path

import click

from exports.json_shapes import assessment_json
from spa_me.cli.codes import ExitCode
from spa_me.cli.options import example, json_option, period_option, reader, workspace_argument
from spa_me.cli.output import print_json
from spa_me.cli.scoreboard import scoreboard
from spa_me.reports import BookQuestion
from spa_me.services.reporting import book, own_country
from spa_me.services.workspace import Workspace


@click.command(
    epilog=example(
        "spa-me assess un-act.spame --period 2014",
        "spa-me assess un-act.spame --period 2014 --unit TH --json",
    )
)
@workspace_argument
@period_option
@click.option(
    "--unit",
    metavar="CODE",
    help="Look at one reporting unit alone, such as TH.",
)
@json_option
def assess(workspace: Path, period: str, unit: str | None, *, as_json: bool) -> int:
    """Show the status of every progress marker.

    Each marker stands with its computed and its reported status, target, actual, achievement, and
    how many of the reporting units are in it; then the counts by result. Without --unit the office
    of a country that keeps no figures of the others looks at its own.
    """
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        found = book(opened, BookQuestion(period, unit=unit or own_country(opened)))
    if as_json:
        print_json(assessment_json(found))
    else:
        click.echo(scoreboard(found))
    return ExitCode.DONE
