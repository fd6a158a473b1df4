"""`spa-me enter`: values from a CSV file."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    PATH,
    example,
    json_option,
    person_options,
    workspace_argument,
)
from spa_me.cli.output import Column, counted, print_json, table
from spa_me.cli.progress import Told
from spa_me.cli.shapes import entry_json
from spa_me.cli.suggested import accept_options, suggestion_lines
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import Severity
from spa_me.services.importing import EntryOutcome, ValueComparison, enter_values
from spa_me.services.suggestions import Acceptance, errors_left, findings_left
from spa_me.services.wording import value_text
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Unit"),
    Column("Indicator"),
    Column("Period"),
    Column("Recorded"),
    Column("In the file", wraps=True),
)


_HELP = """Record the values of a CSV file.

The first row holds the names of the columns; the last two are for a breakdown:

\b
  unit,indicator,period,state,value,numerator,denominator,
  reason,note,dimension,category

Rows with errors are left out and listed, the others are recorded. So are
rows of a period that is closed, and of another country in a country's file. The state is reported,
not_available, not_applicable, not_yet_due or blank; the middle three need a reason. A row with
neither state nor figure says nothing; only the state blank removes a value.
"""


@click.command(
    help=_HELP,
    epilog=example(
        "spa-me enter th.spame values.csv --dry-run",
        'spa-me enter th.spame values.csv --person "Somchai D." --office "COMMIT Thailand"',
    ),
)
@workspace_argument
@click.argument("values", metavar="VALUES.csv", type=PATH)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--all-or-nothing", is_flag=True, help="Record nothing if any row has an error.")
@accept_options
@json_option
@person_options
def enter(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    values: Path,
    actor: Actor,
    *,
    dry_run: bool,
    all_or_nothing: bool,
    accept: Acceptance | None,
    as_json: bool,
) -> int:
    """Record the values of a CSV file; the help is given above."""
    with Workspace.open(workspace, actor, read_only=dry_run) as opened, Told() as told:
        outcome = enter_values(
            opened,
            values,
            dry_run=dry_run,
            all_or_nothing=all_or_nothing,
            accept=accept,
            progress=told,
        )
    if as_json:
        print_json(entry_json(outcome, is_dry_run=dry_run, accept=accept))
    else:
        _tell(outcome, accept, is_dry_run=dry_run)
    if any(finding.severity is Severity.CRITICAL for finding in outcome.findings):
        return ExitCode.BAD_INPUT
    accepted = () if accept is None else outcome.suggestions
    return ExitCode.FINDINGS if errors_left(outcome.findings, accepted) else ExitCode.DONE


def _tell(outcome: EntryOutcome, accept: Acceptance | None, *, is_dry_run: bool) -> None:
    if outcome.changes:
        click.echo(table(_COLUMNS, (_row(change) for change in outcome.changes)))
        click.echo()
    accepted = () if accept is None else outcome.suggestions
    findings = findings_left(outcome.findings, accepted)
    for finding in findings:
        click.echo(f"{finding.severity.value.capitalize()}: {finding}")
    for line in suggestion_lines(outcome.suggestions, accept):
        click.echo(line)
    click.echo(_summary(outcome, len(findings), is_dry_run=is_dry_run))


def _row(change: ValueComparison) -> list[str]:
    key = change.key
    recorded = value_text(change.old) or "nothing"
    return [key.unit, key.indicator, key.period, recorded, value_text(change.new) or "nothing"]


def _summary(outcome: EntryOutcome, findings: int, *, is_dry_run: bool) -> str:
    if outcome.is_kept_back:
        what = "Nothing is recorded, because some rows have errors (--all-or-nothing)"
    elif is_dry_run:
        would = counted(len(outcome.changes), "value would change", "values would change")
        what = f"{would}; nothing was recorded (--dry-run)"
    else:
        what = counted(outcome.written, "value was recorded", "values were recorded")
    before = counted(outcome.unchanged, "was recorded so already", "were recorded so already")
    return f"{what}. {before}; {_found(findings)}."


def _found(count: int) -> str:
    return {0: "nothing was found wrong", 1: "1 finding"}.get(count, f"{count} findings")
