"""`spa-me export`: a donor's workbook, a CSV table, or everything as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from exports.csv import write_csv
from exports.donors import donor, donors
from exports.json_file import write_json
from spa_me.bootstrap import write_workbook
from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    PATH,
    example,
    json_option,
    period_option,
    person_options,
    reader,
    workspace_argument,
)
from spa_me.cli.output import print_json
from spa_me.domain.dataset import Actor
from spa_me.reports import BookQuestion, ReportBook
from spa_me.services.reporting import book, own_country
from spa_me.services.workspace import Workspace

Function = Callable[..., Any]


def _output_option(help_text: str) -> Callable[[Function], Function]:
    return click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help=help_text)


@click.group(epilog=example("spa-me export csv un-act.spame --period 2014 -o un-act-2014.csv"))
def export() -> None:
    """Write a donor workbook, CSV tables or JSON."""


@export.command(
    epilog=example(
        "spa-me export xlsx un-act.spame --donor sweden --period 2014 -o sweden-2014.xlsx",
        "spa-me export xlsx un-act.spame --donor norway --period 2014 --currency NOK -o no.xlsx",
    )
)
@workspace_argument
@click.option(
    "--donor",
    "code",
    required=True,
    type=click.Choice(sorted(donors())),
    help="Who the workbook is for.",
)
@period_option
@click.option("--currency", metavar="CODE", help="To convert to; else that of the donor.")
@click.option("--language", metavar="CODE", default="", help="Of the framework's texts: km, vi.")
@_output_option("The workbook; one that is there is replaced.")
@json_option
@person_options
def xlsx(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    code: str,
    period: str,
    currency: str | None,
    output: Path,
    actor: Actor,
    *,
    language: str,
    as_json: bool,
) -> int:
    """Write a donor's workbook.

    Its figures are values that any viewer shows, and its sheet Checks recomputes them. Amounts that
    no rate converts stand in their own currency, and say so.
    """
    question = BookQuestion(
        period, currency=(currency or donor(code).currency).upper(), language=language
    )
    with Workspace.open(workspace, actor, read_only=True) as opened:
        path = write_workbook(opened, code, replace(question, unit=own_country(opened)), output)
    return _tell(path, as_json=as_json)


@export.command(epilog=example("spa-me export csv un-act.spame --period 2014 -o un-act-2014.csv"))
@workspace_argument
@period_option
@_output_option("The file, or a folder in which it gets its own name.")
@json_option
def csv(workspace: Path, period: str, output: Path, *, as_json: bool) -> int:
    """Write one row for each marker, leg and reporting unit.

    The file is UTF-8 with a byte order mark, so that Excel reads every script.
    """
    found = _book(workspace, period)
    return _tell(write_csv(found, output), as_json=as_json)


@export.command(epilog=example("spa-me export json un-act.spame --period 2014 -o un-act-2014.json"))
@workspace_argument
@period_option
@_output_option("The file; one that is there is replaced.")
@json_option
def json(workspace: Path, period: str, output: Path, *, as_json: bool) -> int:
    """Write everything that is known about a period.

    docs/json-shapes.md describes the file.
    """
    found = _book(workspace, period)
    return _tell(write_json(found, output), as_json=as_json)


def _book(workspace: Path, period: str) -> ReportBook:
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        return book(opened, BookQuestion(period, unit=own_country(opened)))


def _tell(path: Path, *, as_json: bool) -> int:
    if as_json:
        print_json({"file": str(path)})
    else:
        click.echo(f"The export is in {path}.")
    return ExitCode.DONE
