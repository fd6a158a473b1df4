"""`spa-me record`: what is recorded one by one, such as notes, declared statuses and rates.

Each kind of record has the same commands, whose options are the fields of the kind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import EnumType
from pathlib import Path
from typing import Any

import click
from pydantic.fields import FieldInfo

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    PATH,
    WORDS,
    example,
    json_option,
    person_options,
    reader,
    workspace_argument,
)
from spa_me.cli.output import Column, counted, print_json, table
from spa_me.cli.shapes import finding_json
from spa_me.domain.dataset import Actor
from spa_me.services.record_entry import (
    Entered,
    Given,
    add_records,
    given_in,
    matching,
    plain_type,
    remove_record,
    rows,
)
from spa_me.services.record_kinds import RECORD_KINDS, RecordKind
from spa_me.services.workspace import Workspace

Function = Callable[..., Any]


@click.group(
    epilog=example(
        "spa-me record note list region.spame",
        "spa-me record declaration add region.spame --marker 3.1a --period 2014"
        ' --status fully --reason "The second leg was met in January"',
        "spa-me record rate add region.spame --csv rates.csv",
        "spa-me record rating remove region.spame --result 3 --period 2014",
    )
)
def record() -> None:
    """Enter notes, declared statuses, rates and more, one by one.

    The kinds of records are activities, contributions, data notes, declared statuses, exchange
    rates, explanations, printed shares, ratings of results, and targets shortened to the tracked
    period. Each is entered, listed and taken back.
    """


_EXAMPLES = {
    "note": ("--about 1.3", '--text "Two ministries changed places."'),
    "declaration": ("--marker 3.1a --period 2014", '--status fully --reason "It was met late"'),
    "pro-rata": (
        "--marker 3.2 --period 2014",
        '--tracked-from 2014-09-01 --tracked-to 2014-12-31 --reason "No data before"',
    ),
    "explanation": ("--marker 2.3 --period 2014", '--text "The fair was put off."'),
    "rating": ("--result 3 --period 2014", '--status partly --reason "Half is done"'),
    "activity": ("--unit TH --period 2014 --code A-1", '--title "A training" --budget 1500'),
    "contribution": (
        '--unit TH --period 2014 --source "Ministry of Interior"',
        "--source-type government --amount 1200 --currency THB",
    ),
    "rate": (
        "--base USD --quote THB --date 2014-12-31",
        '--rate 32.9 --document "Bank of Thailand"',
    ),
    "printed-share": ("--unit TH --period 2014 --source UNIAP", "--share 12.5"),
}
"""For each kind the fields that tell a record from the others, and the rest of one."""


def _examples(kind: RecordKind, *commands: str) -> str:
    key, rest = _EXAMPLES[kind.name]
    calls = {"list": "W.spame", "add": f"W.spame {key} {rest}", "remove": f"W.spame {key}"}
    return example(*(f"spa-me record {kind.name} {name} {calls[name]}" for name in commands))


def _commands(kind: RecordKind) -> click.Group:
    group = click.Group(
        kind.name,
        help=f"Records: {kind.title}. {_meaning(kind)}",
        epilog=_examples(kind, "list", "add", "remove"),
    )
    group.add_command(_list(kind))
    group.add_command(_add(kind))
    group.add_command(_remove(kind))
    return group


def _meaning(kind: RecordKind) -> str:
    return (kind.entry.__doc__ or "").strip().partition("\n")[0]


def _list(kind: RecordKind) -> click.Command:
    @click.command(
        "list",
        help=f"List each {kind.title}, or those whose fields say the same.",
        epilog=_examples(kind, "list"),
    )
    @workspace_argument
    @_field_options(kind, is_needed=False)
    @json_option
    def command(workspace: Path, *, as_json: bool, **fields: str | None) -> int:
        with Workspace.open(workspace, reader(), read_only=True) as opened:
            dataset = opened.dataset()
            found = rows(kind, dataset, matching(kind, dataset, _given(fields)))
        if as_json:
            print_json({"kind": kind.name, "records": found})
        else:
            click.echo(_table(kind, found) if found else "Nothing is recorded.")
        return ExitCode.DONE

    return command


def _table(kind: RecordKind, found: list[dict[str, str]]) -> str:
    """Return a table of the fields that some record has, the longest of them broken."""
    used = [name for name in kind.fields if any(row[name] for row in found)]
    longest = max(used, key=lambda name: max(len(row[name]) for row in found))
    columns = [
        Column(
            name.replace("_", " ").capitalize(),
            is_number=plain_type(kind.entry.model_fields[name].annotation) is Decimal,
            wraps=name == longest,
        )
        for name in used
    ]
    return table(columns, ([" ".join(row[name].split()) for name in used] for row in found))


def _add(kind: RecordKind) -> click.Command:
    @click.command(
        "add",
        help=f"Record: {kind.title}. The fields are options, or the columns of a CSV file. Rows "
        "that are wrong are left out and listed.",
        epilog=_examples(kind, "add"),
    )
    @workspace_argument
    @_field_options(kind, is_needed=True)
    @click.option("--csv", "path", type=PATH, metavar="FILE", help="A row for each; else options.")
    @click.option("--all-or-nothing", is_flag=True, help="Record nothing if any row is wrong.")
    @json_option
    @person_options
    def command(
        workspace: Path,
        *,
        path: Path | None,
        all_or_nothing: bool,
        as_json: bool,
        actor: Actor,
        **fields: str | None,
    ) -> int:
        texts = _given(fields)
        if (path is None) == (not texts):
            message = "Give either its fields or a file with --csv."
            raise click.UsageError(message)
        given, findings = [Given(texts, _option)], ()
        if path is not None:
            given, findings = given_in(path, kind)
        with Workspace.open(workspace, actor) as opened:
            entered = add_records(opened, kind, given, all_or_nothing=all_or_nothing)
        return _tell(kind, entered, [*findings, *entered.findings], as_json=as_json)

    return command


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}" if field else "the record"


def _tell(kind: RecordKind, entered: Entered, findings: list[Any], *, as_json: bool) -> int:
    recorded, unchanged = _counts(entered)
    if as_json:
        body = {"kind": kind.name, "recorded": recorded, "unchanged": unchanged}
        print_json({**body, "findings": [finding_json(finding) for finding in findings]})
    else:
        for finding in findings:
            click.echo(f"{finding.severity.value.capitalize()}: {finding}")
        was = counted(recorded, "record was kept", "records were kept")
        before = counted(unchanged, "was recorded so already", "were recorded so already")
        click.echo(f"{was}; {before}; {entered.left_out} left out.")
    return ExitCode.FINDINGS if entered.left_out else ExitCode.DONE


def _counts(entered: Entered) -> tuple[int, int]:
    """Return how many records were written, and how many were there as they are."""
    recorded = len(entered.changes.audit)
    if entered.left_out and not recorded:
        return 0, 0
    return recorded, entered.given - entered.left_out - recorded


def _remove(kind: RecordKind) -> click.Command:
    @click.command(
        "remove",
        help=f"Take back one record: {kind.title}. Give as many fields as tell it from the others.",
        epilog=_examples(kind, "remove"),
    )
    @workspace_argument
    @_field_options(kind, is_needed=False)
    @json_option
    @person_options
    def command(workspace: Path, *, as_json: bool, actor: Actor, **fields: str | None) -> int:
        texts = _given(fields)
        if not texts:
            message = "Say by at least one field which record it is."
            raise click.UsageError(message)
        with Workspace.open(workspace, actor) as opened:
            remove_record(opened, kind, texts)
        if as_json:
            print_json({"kind": kind.name, "removed": texts})
        else:
            click.echo("It was taken back.")
        return ExitCode.DONE

    return command


def _given(fields: dict[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text is not None}


def _field_options(kind: RecordKind, *, is_needed: bool) -> Callable[[Function], Function]:
    """Add an option for each field; where it is entered, its help says whether it is needed."""

    def add(command: Function) -> Function:
        for name in reversed(kind.fields):
            field = kind.entry.model_fields[name]
            said = field.description or name.replace("_", " ")
            said = f"{said[0].upper()}{said[1:]}"
            said += "; needed." if is_needed and field.is_required() else "."
            command = click.option(
                _option(name), name, type=WORDS, metavar=_metavar(field), help=said
            )(command)
        return command

    return add


def _metavar(field: FieldInfo) -> str:
    kind = plain_type(field.annotation)
    if isinstance(kind, EnumType):
        return "|".join(str(member.value) for member in kind)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportUnknownArgumentType, reportAttributeAccessIssue]
    return {Decimal: "NUMBER", date: "YYYY-MM-DD", bool: "yes|no"}.get(kind, "TEXT")


for _kind in RECORD_KINDS.values():
    record.add_command(_commands(_kind))
