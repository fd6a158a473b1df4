"""`spa-me form`: the Excel form of a reporting unit, out and back in."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.bootstrap import write_excel_form
from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    PATH,
    example,
    json_option,
    period_option,
    person_options,
    workspace_argument,
)
from spa_me.cli.output import Column, counted, print_json, table
from spa_me.cli.progress import Told
from spa_me.cli.shapes_form import form_json
from spa_me.cli.suggested import accept_options, suggestion_lines
from spa_me.domain.dataset import Actor
from spa_me.domain.progress import split
from spa_me.services.file_preview import CellChange
from spa_me.services.forms import FormOutcome, read_form, take_form
from spa_me.services.forms import preview_form as make_preview
from spa_me.services.submissions.standing import today_of
from spa_me.services.suggestions import Acceptance, accepted_changes
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Cell"),
    Column("Code"),
    Column("Column"),
    Column("Recorded"),
    Column("In the form", wraps=True),
)


@click.group(epilog=example("spa-me form export th.spame --unit TH --period 2014 -o th-2014.xlsx"))
def form() -> None:
    """Write the Excel form of a unit; take it back in."""


@form.command(epilog=example("spa-me form export th.spame --unit TH --period 2014 -o th-2014.xlsx"))
@workspace_argument
@click.option("--unit", required=True, metavar="CODE", help="The reporting unit, such as TH.")
@period_option
@click.option(
    "-o", "--output", type=PATH, required=True, metavar="FILE.xlsx",
    help="The form; one that is there is replaced.",
)  # fmt: skip
@click.option("--language", metavar="CODE", default="", help="Of the framework's texts: km, vi.")
@json_option
@person_options
def export(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    unit: str,
    period: str,
    output: Path,
    actor: Actor,
    *,
    language: str,
    as_json: bool,
) -> int:
    """Write the form of a unit and period, with what is recorded already.

    It can be filled in with Excel or LibreOffice on any machine; `spa-me form import` takes it
    back.
    """
    with Workspace.open(workspace, actor, read_only=True) as opened:
        path = write_excel_form(opened, unit, period, output, language=language)
    if as_json:
        print_json({"file": str(path)})
    else:
        click.echo(f"The form is in {path}.")
    return ExitCode.DONE


@form.command(
    name="import",
    epilog=example(
        "spa-me form import th.spame th-2014.xlsx --dry-run",
        "spa-me form import th.spame th-2014.xlsx --accept-suggestions "
        '--reason "The law is not adopted yet"',
    ),
)
@workspace_argument
@click.argument("file", metavar="FILE.xlsx", type=PATH)
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--all-or-nothing", is_flag=True, help="Record nothing if any row has an error.")
@accept_options
@json_option
@person_options
def import_(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    file: Path,
    actor: Actor,
    *,
    dry_run: bool,
    all_or_nothing: bool,
    accept: Acceptance | None,
    as_json: bool,
) -> int:
    """Take a filled-in form back.

    Only cells that were changed in the form count. Rows with errors are left out and listed with
    their cell, the others are recorded. An empty cell says nothing; only the state Blank removes a
    value.
    """
    with Told() as told:
        reading, taking = split(told, f"read {file.name}", "")
        found = read_form(file, reading)
        with Workspace.open(workspace, actor, read_only=dry_run) as opened:
            preview = make_preview(opened.dataset(), found, today_of(opened.now()))
            outcome = FormOutcome(preview)
            if dry_run:
                accepted_changes(preview.suggestions, accept, preview.name)  # refused for its lack
            if not dry_run and not preview.is_refused:
                outcome = take_form(
                    opened,
                    found,
                    preview,
                    accept=accept,
                    all_or_nothing=all_or_nothing,
                    progress=taking,
                )
    has_errors = bool(preview.errors_left(accept))
    if as_json:
        print_json(form_json(outcome, is_dry_run=dry_run, accept=accept))
    else:
        is_kept_back = all_or_nothing and has_errors
        _tell(outcome, accept, is_dry_run=dry_run, is_kept_back=is_kept_back)
    if preview.is_refused:
        return ExitCode.BAD_INPUT
    return ExitCode.FINDINGS if has_errors else ExitCode.DONE


def _tell(
    outcome: FormOutcome, accept: Acceptance | None, *, is_dry_run: bool, is_kept_back: bool
) -> None:
    preview = outcome.preview
    changes = preview.changes_when(accept)
    about = preview.about
    version = f"{about.framework_title}, version {about.version}"
    click.echo(f"Form of {about.unit_name}, {about.period_title} ({version}).")
    if changes:
        click.echo()
        click.echo(table(_COLUMNS, (_row(change) for change in changes)))
    for finding in preview.findings_when(accept):
        click.echo(f"{finding.severity.value.capitalize()}: {finding}")
    for line in suggestion_lines(preview.suggestions, accept):
        click.echo(line)
    click.echo(_summary(outcome, len(changes), is_dry_run=is_dry_run, is_kept_back=is_kept_back))


def _row(change: CellChange) -> list[str]:
    new = change.new or "nothing"
    return [change.where, change.code, change.column, change.old or "nothing", new]


def _summary(outcome: FormOutcome, changes: int, *, is_dry_run: bool, is_kept_back: bool) -> str:
    preview = outcome.preview
    if preview.is_refused:
        return "Nothing was recorded: the form cannot be taken in."
    if is_kept_back:
        what = "Nothing is recorded, because some rows have errors (--all-or-nothing)"
    elif is_dry_run:
        would = counted(changes, "cell would change", "cells would change")
        what = f"{would}; nothing was recorded (--dry-run)"
    else:
        what = counted(outcome.written, "record was changed", "records were changed")
    left = counted(preview.unchanged, "row was left as it is", "rows were left as they are")
    return f"{what}. {left}."
