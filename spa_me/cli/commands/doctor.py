"""`spa-me doctor`: what is wrong with a workspace file, and what can be told about it."""

from __future__ import annotations

from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import example, json_option, workspace_argument
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.shapes import doctor_json
from spa_me.services.doctor import CheckedBackup, Report, examine

_FACTS = (Column("About"), Column("What is so", wraps=True))
_BACKUPS = (
    Column("Backup of (UTC)"),
    Column("State"),
    Column("Kilobytes", is_number=True),
    Column("File", wraps=True),
)


@click.command(epilog=example("spa-me doctor th.spame", "spa-me doctor th.spame --json"))
@workspace_argument
@json_option
def doctor(workspace: Path, *, as_json: bool) -> int:
    """Check a workspace for damage.

    Every part is held against the digest that was saved with it, and every backup beside it is
    checked. Nothing is written. The answer holds no data, so it can be sent to support.
    """
    report = examine(workspace)
    if as_json:
        print_json(doctor_json(report))
    else:
        _tell(report)
    return ExitCode.DONE if report.is_sound else ExitCode.FINDINGS


def _tell(report: Report) -> None:
    sound = (
        "The content is as it was saved." if report.is_sound else "This is not a sound workspace."
    )
    click.echo(sound)
    for finding in report.findings:
        click.echo(f"{finding.severity.value.capitalize()}: {finding}")
    click.echo()
    click.echo(table(_FACTS, ([fact.name, fact.value] for fact in report.facts)))
    if report.backups:
        click.echo()
        click.echo(table(_BACKUPS, (_backup(checked) for checked in report.backups)))
    if not report.is_sound and any(checked.is_good for checked in report.backups):
        good = next(checked.backup for checked in report.backups if checked.is_good)
        click.echo()
        click.echo(f'To go back to the latest good backup: spa-me backup "{report.path}" '
                   f'--restore "{good.path}"')  # fmt: skip


def _backup(checked: CheckedBackup) -> list[str]:
    entry = checked.backup
    state = "● good" if checked.is_good else "○ damaged"
    return [f"{entry.at:%Y-%m-%d %H:%M:%S}", state, f"{entry.size // 1024:,}", entry.path.name]
