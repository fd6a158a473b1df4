"""`spa-me period`: when periods are reported on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    DAY,
    example,
    json_option,
    needed_unit_option,
    period_option,
    person_options,
    reader,
    reason_why_option,
    workspace_argument,
)
from spa_me.cli.output import NOTHING, Column, print_json, table
from spa_me.cli.shapes_exchange import period_json
from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Actor, Dataset
from spa_me.services.submissions import close_period, open_period, reopen_for, set_window
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Period"),
    Column("Opens"),
    Column("Due"),
    Column("State"),
    Column("To know", wraps=True),
)


@click.group(epilog=example("spa-me period days region.spame --period 2014 --due 2015-03-31"))
def period() -> None:
    """Say when periods are reported on; close and reopen them."""


@period.command(name="list", epilog=example("spa-me period list region.spame"))
@workspace_argument
@json_option
def list_(workspace: Path, *, as_json: bool) -> int:
    """List the periods with their days."""
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        dataset = opened.dataset()
    found = [period_json(dataset, code) for code in dataset.periods]
    if as_json:
        print_json({"periods": found})
    else:
        click.echo(table(_COLUMNS, map(_row, found)))
    return ExitCode.DONE


def _row(found: dict[str, Any]) -> list[str]:
    known = [f"for {r['unit']} until {r['until']}: {r['reason']}" for r in found["reopened"]]
    if found["reason"]:
        known.insert(0, found["reason"])
    return [
        found["period"],
        found["opens_on"] or NOTHING,
        found["due_on"] or NOTHING,
        "closed" if found["closed"] else "open",
        "; ".join(known) or NOTHING,
    ]


def _change(
    workspace: Path,
    code: str,
    actor: Actor,
    change: Callable[[Workspace], ChangeSet],
    *,
    as_json: bool,
) -> int:
    with Workspace.open(workspace, actor) as opened:
        change(opened)
        dataset: Dataset = opened.dataset()
    found = period_json(dataset, code)
    if as_json:
        print_json(found)
    else:
        click.echo(table(_COLUMNS, [_row(found)]))
    return ExitCode.DONE


@period.command(
    epilog=example(
        "spa-me period days region.spame --period 2014 --opens 2015-01-05 --due 2015-03-31"
    )
)
@workspace_argument
@period_option
@click.option("--opens", type=DAY, help="The first day on which figures can be entered.")
@click.option("--due", type=DAY, help="The day by which submissions are expected.")
@json_option
@person_options
def days(
    workspace: Path,
    period: str,
    opens: datetime | None,
    due: datetime | None,
    actor: Actor,
    *,
    as_json: bool,
) -> int:
    """Set from when a period is reported on and by when it is due.

    A day that is not given is taken away.
    """
    opens_on, due_on = (None if day is None else day.date() for day in (opens, due))
    return _change(
        workspace,
        period,
        actor,
        lambda opened: set_window(opened, period, opens_on, due_on),
        as_json=as_json,
    )


@period.command(
    epilog=example('spa-me period close region.spame --period 2014 --reason "It is published"')
)
@workspace_argument
@period_option
@reason_why_option
@json_option
@person_options
def close(workspace: Path, period: str, reason: str, actor: Actor, *, as_json: bool) -> int:
    """Close a period: no figure of it is entered any more."""
    return _change(
        workspace,
        period,
        actor,
        lambda opened: close_period(opened, period, reason),
        as_json=as_json,
    )


@period.command(
    name="open",
    epilog=example('spa-me period open region.spame --period 2014 --reason "Closed too early"'),
)
@workspace_argument
@period_option
@reason_why_option
@json_option
@person_options
def open_(workspace: Path, period: str, reason: str, actor: Actor, *, as_json: bool) -> int:
    """Open a closed period again, for everybody."""
    return _change(
        workspace,
        period,
        actor,
        lambda opened: open_period(opened, period, reason),
        as_json=as_json,
    )


@period.command(
    epilog=example(
        "spa-me period reopen region.spame --period 2014 --unit TH --until 2015-06-30 --reason "
        '"A figure was found to be wrong"'
    )
)
@workspace_argument
@period_option
@needed_unit_option
@click.option("--until", type=DAY, required=True, help="The last day of it.")
@reason_why_option
@json_option
@person_options
def reopen(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    period: str,
    unit: str,
    until: datetime,
    reason: str,
    actor: Actor,
    *,
    as_json: bool,
) -> int:
    """Let one reporting unit report on a closed period until a day."""
    return _change(
        workspace,
        period,
        actor,
        lambda opened: reopen_for(opened, unit, period, until.date(), reason),
        as_json=as_json,
    )
