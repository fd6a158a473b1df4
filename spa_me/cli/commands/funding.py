"""`spa-me funding`: who pays, and the governments' share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from exports.json_shapes import funding_json
from spa_me.cli.codes import ExitCode
from spa_me.cli.funding_text import funding_text
from spa_me.cli.options import example, json_option, period_option, reader, workspace_argument
from spa_me.cli.output import print_json
from spa_me.domain.cofunding import Base, Stage
from spa_me.reports import BookQuestion
from spa_me.services.reporting import book, own_country
from spa_me.services.workspace import Workspace


@click.command(
    epilog=example(
        "spa-me funding un-act.spame --period 2014 --unit CN",
        "spa-me funding un-act.spame --period 2014 --unit CN --without-programme --json",
    )
)
@workspace_argument
@period_option
@click.option(
    "--unit",
    metavar="CODE",
    help="One reporting unit, such as CN; else all together, at a country its own.",
)
@click.option(
    "--base",
    type=click.Choice([base.value for base in Base]),
    default=Base.MONEY.value,
    show_default=True,
    help="What the shares are shares of.",
)
@click.option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    default=Stage.ACTUAL.value,
    show_default=True,
    help="How firm the money is; the three are never mixed.",
)
@click.option("--currency", metavar="CODE", help="Convert to a currency, such as SEK.")
@click.option(
    "--without-programme", is_flag=True, help="Leave the programme's own money out of the base."
)
@json_option
def funding(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    period: str,
    unit: str | None,
    base: str,
    stage: str,
    currency: str | None,
    *,
    without_programme: bool,
    as_json: bool,
) -> int:
    """Show who pays, and the governments' share.

    Every share names its base, money or activities. Shares of money are shown exact to one decimal,
    and as whole per cent that add up to 100 by largest remainder. What is not counted is listed.
    """
    question = BookQuestion(
        period,
        unit=unit,
        currency=None if currency is None else currency.upper(),
        stage=Stage(stage),
        without_programme=without_programme,
    )
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        unit = unit or own_country(opened)
        found = book(opened, replace(question, unit=unit))
    if as_json:
        print_json(funding_json(found, unit, Base(base)))
    else:
        click.echo(funding_text(found, Base(base)))
    return ExitCode.DONE
