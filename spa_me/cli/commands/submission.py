"""`spa-me submission`: where reports stand, and the steps until a sealed file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    WORDS,
    example,
    json_option,
    period_option,
    person_options,
    reader,
    reason_why_option,
    unit_option,
    workspace_argument,
)
from spa_me.cli.output import NOTHING, Column, print_json, table
from spa_me.cli.saving import encrypt_option, output_option, saved
from spa_me.cli.shapes_exchange import check_json, package_json, revision_json, submission_json
from spa_me.cli.signing import Signing, signing_options
from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Actor, Dataset
from spa_me.domain.errors import Finding
from spa_me.domain.framework import UnitKind
from spa_me.domain.sentences import say
from spa_me.domain.submission import (
    STATE_TITLES,
    Lock,
    LockKind,
    RevisionSignature,
    Submission,
    SubmissionState,
    Timing,
    due_day,
    timing_of,
)
from spa_me.packages.fingerprints import words_of
from spa_me.services.exchange.region import is_new_to_region
from spa_me.services.exchange.sealing import seal_submission
from spa_me.services.submissions import (
    begin_correction,
    check_submission,
    lock_for,
    mark_ready,
    recall,
    standings,
    today_of,
    withdraw,
)
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Period"),
    Column("Unit"),
    Column("State"),
    Column("Revision", is_number=True),
    Column("Signed"),
    Column("Due"),
    Column("To know", wraps=True),
)
_TIMING = {Timing.OVERDUE: "overdue", Timing.NOT_OPEN: "not open yet"}


@click.group(
    epilog=example(
        "spa-me submission status th.spame", "spa-me submission seal th.spame --period 2014"
    )
)
def submission() -> None:
    """Check, approve and seal what an office reports."""


@submission.command(epilog=example("spa-me submission status region.spame --period 2014 --json"))
@workspace_argument
@click.option("--period", metavar="CODE", help="One reporting period; else all.")
@click.option("--unit", metavar="CODE", help="One reporting unit; else all that are kept here.")
@json_option
def status(workspace: Path, period: str | None, unit: str | None, *, as_json: bool) -> int:
    """Show where every submission stands.

    The workspace of a country shows its own, that of the region shows all.
    """
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        dataset, today = opened.dataset(), today_of(opened.now())
        found = _wanted(dataset, period, unit)
    if as_json:
        body = [
            submission_json(dataset, s, lock_for(dataset, s.unit, s.period, today), today)
            for s in found
        ]
        print_json({"submissions": body})
    else:
        click.echo(table(_COLUMNS, (_row(dataset, one, today) for one in found)))
    return ExitCode.DONE


def _wanted(dataset: Dataset, period: str | None, unit: str | None) -> list[Submission]:
    latest = dataset.latest_framework
    periods = list(dataset.periods) if period is None else [period]
    home = latest.unit_by_code.get(dataset.info.home_unit)
    is_country = home is not None and home.kind is not UnitKind.REGION
    only = unit or (dataset.info.home_unit if is_country else None)
    return [s for s in standings(dataset, periods).values() if only in {None, s.unit}]


_SIGNED = {
    RevisionSignature.SIGNED: "yes",
    RevisionSignature.REVOKED_LATER: "yes, key revoked later",
    RevisionSignature.UNSIGNED: "no",
}


def _row(dataset: Dataset, one: Submission, today: date) -> list[str]:
    head, window = one.head, dataset.submissions.window(one.period)
    due = due_day(one, window)
    return [
        one.period,
        one.unit,
        STATE_TITLES[one.state],
        NOTHING if head is None else str(head.number),
        NOTHING if head is None else _SIGNED[dataset.submissions.signature(head)],
        NOTHING if due is None else due.isoformat(),
        "; ".join(_to_know(one, timing_of(one, window, today))) or NOTHING,
    ]


def _to_know(one: Submission, timing: Timing) -> list[str]:
    chain = one.chain
    found = [_TIMING[timing]] if timing in _TIMING else []
    if chain.is_forked:
        rivals = ", ".join(rival.digest[:12] for rival in chain.rivals)
        found.append(f"choose between the rival revisions {rivals}")
    if chain.held:
        found.append(
            f"{len(chain.held)} held, waiting for {', '.join(d[:12] for d in chain.missing)}"
        )
    if one.return_ is not None:
        found.append(f"returned: {one.return_.reason}")
    return found


@submission.command(epilog=example("spa-me submission check th.spame --unit TH --period 2014"))
@workspace_argument
@unit_option
@period_option
@json_option
def check(workspace: Path, unit: str | None, period: str, *, as_json: bool) -> int:
    """List what is still to do before sealing.

    Ends with 1 while anything keeps it from being sealed; warnings do not.
    """
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        home = unit or opened.info.home_unit
        found = check_submission(opened, home, period)
        lock = _lock_of_sealing(opened, found.submission)
    may_be_sealed = found.may_be_sealed and lock is None
    if as_json:
        print_json(check_json(found, lock))
    else:
        for problem in found.problems:
            said = Finding(problem.where, str(problem.what))
            click.echo(f"{problem.severity.value.capitalize()}: {said}")
        for remark in found.open_remarks:
            about = remark.remark.indicator or "the submission"
            click.echo(f"Error: the region asks about {about}: {remark.remark.text}")
        if lock is not None:
            click.echo(f"It cannot be sealed. {lock.why} {lock.who}")
        else:
            click.echo("It can be sealed." if may_be_sealed else "It cannot be sealed yet.")
    return ExitCode.DONE if may_be_sealed else ExitCode.FINDINGS


def _lock_of_sealing(workspace: Workspace, submission: Submission) -> Lock | None:
    """Return what keeps it from being sealed whatever its figures are; None where nothing does."""
    if submission.unit != workspace.info.home_unit:
        why = say("Only its own office seals the submission of {unit}.", unit=submission.unit)
        who = say("Take in the file that it sends.")
        return Lock(LockKind.OF_ANOTHER_OFFICE, why, who)
    if submission.state is SubmissionState.READY:
        return None
    today = today_of(workspace.now())
    return lock_for(workspace.dataset(), submission.unit, submission.period, today)


_Step = Callable[[Workspace, str, str], ChangeSet]


def _step(
    workspace: Path, unit: str | None, period: str, actor: Actor, step: _Step, *, as_json: bool
) -> int:
    with Workspace.open(workspace, actor) as opened:
        home = unit or opened.info.home_unit
        step(opened, home, period)
        (found,) = _wanted(opened.dataset(), period, home)
    if as_json:
        print_json({"unit": home, "period": period, "state": found.state.value})
    else:
        click.echo(f"The submission of {home} for {period} is “{STATE_TITLES[found.state]}”.")
    return ExitCode.DONE


@submission.command(epilog=example("spa-me submission ready th.spame --unit TH --period 2014"))
@workspace_argument
@unit_option
@period_option
@click.option("--recall", "is_recalled", is_flag=True, help="Take it back to draft instead.")
@json_option
@person_options
def ready(
    workspace: Path,
    unit: str | None,
    period: str,
    actor: Actor,
    *,
    is_recalled: bool,
    as_json: bool,
) -> int:
    """Give a draft to the approver, or take it back.

    It is locked until it is sealed or taken back.
    """
    step: _Step = recall if is_recalled else mark_ready
    return _step(workspace, unit, period, actor, step, as_json=as_json)


@submission.command(
    epilog=example(
        'spa-me submission seal th.spame --unit TH --period 2014 --person "Head of Office"',
        "spa-me submission seal th.spame --period 2014 --passphrase-file secret -o th-2014.spapkg",
    )
)
@workspace_argument
@unit_option
@period_option
@click.option(
    "--message", type=WORDS, default="", metavar="TEXT", help="A few lines to go with it."
)
@output_option
@encrypt_option
@json_option
@signing_options
@person_options
def seal(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    unit: str | None,
    period: str,
    *,
    message: str,
    output: Path | None,
    signing: Signing,
    actor: Actor,
    is_encrypted: bool,
    as_json: bool,
) -> int:
    """Approve and seal what is ready, and write the file to send.

    The person at work approves, and is not who entered the figures unless the framework allows it.
    If the file cannot be written, `spa-me package save` writes it later.
    """
    with Workspace.open(workspace, actor) as opened:
        home = unit or opened.info.home_unit
        key = signing.key(home, actor.name)
        sealed = seal_submission(opened, home, period, key, message=message)
        office = sealed.package.recipient if is_encrypted else ""
        path = saved(opened, sealed.package.digest, output, office)
        signed_with = sealed.package.signed_with
        is_new = is_new_to_region(opened.dataset(), signed_with)
    if as_json:
        revision = revision_json(sealed.revision)
        print_json(
            {"file": str(path), "package": package_json(sealed.package), "revision": revision}
        )
    else:
        click.echo(f"Revision {sealed.revision.number} of {home} for {period} is in {path}.")
        if is_new:
            click.echo("The key is new to the region and goes along; it will ask you by phone for:")
            click.echo(f"  {' '.join(words_of(signed_with))}")
    return ExitCode.DONE


@submission.command(
    name="withdraw",
    epilog=example('spa-me submission withdraw th.spame --period 2014 --reason "A typing error"'),
)
@workspace_argument
@unit_option
@period_option
@reason_why_option
@json_option
@person_options
def withdraw_(
    workspace: Path, unit: str | None, period: str, reason: str, actor: Actor, *, as_json: bool
) -> int:
    """Take back what was sealed and the region has not taken in.

    It is a draft again; the next revision says that this one was withdrawn.
    """
    return _step(
        workspace, unit, period, actor, lambda w, u, p: withdraw(w, u, p, reason), as_json=as_json
    )


@submission.command(
    epilog=example('spa-me submission correct th.spame --period 2014 --reason "A file was found"')
)
@workspace_argument
@unit_option
@period_option
@reason_why_option
@json_option
@person_options
def correct(
    workspace: Path, unit: str | None, period: str, reason: str, actor: Actor, *, as_json: bool
) -> int:
    """Begin a further revision of what the region took in.

    The sealed one never changes; the correction is a draft until it is sealed.
    """
    return _step(
        workspace,
        unit,
        period,
        actor,
        lambda w, u, p: begin_correction(w, u, p, reason),
        as_json=as_json,
    )
