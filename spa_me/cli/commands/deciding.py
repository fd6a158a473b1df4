"""`spa-me inbox accept`, `return` and `choose`: what the region decides about a submission."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    DAY,
    WORDS,
    example,
    json_option,
    needed_unit_option,
    period_option,
    person_options,
    reason_why_option,
    workspace_argument,
)
from spa_me.cli.output import print_json
from spa_me.cli.saving import encrypt_option, output_option, saved
from spa_me.cli.shapes_exchange import decision_json, package_json
from spa_me.cli.signing import Signing, signing_options
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import NotFoundError
from spa_me.domain.submission import FieldRemark, Revision
from spa_me.packages.keys import OfficeKey
from spa_me.services.exchange.reviewing import Reviewed, accept, choose, return_submission
from spa_me.services.submissions import standing
from spa_me.services.workspace import Workspace

revision_option = click.option(
    "--revision",
    required=True,
    metavar="DIGEST",
    help="The revision that was looked at, by its digest; “inbox list” shows it.",
)


@click.command(
    name="accept",
    epilog=example("spa-me inbox accept region.spame --unit TH --period 2014 --revision 3f9a2b"),
)
@workspace_argument
@needed_unit_option
@period_option
@revision_option
@click.option("--reason", type=WORDS, default="", metavar="TEXT", help="A remark to the country.")
@output_option
@encrypt_option
@json_option
@signing_options
@person_options
def accept_(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    unit: str,
    period: str,
    *,
    revision: str,
    reason: str,
    output: Path | None,
    signing: Signing,
    actor: Actor,
    is_encrypted: bool,
    as_json: bool,
) -> int:
    """Accept a revision, which is the one that counts.

    It never changes from then on; the answer to the country is written to a file.
    """

    def decide(opened: Workspace, key: OfficeKey | None) -> Reviewed:
        digest = _known(opened, unit, period, revision).digest
        return accept(opened, unit, period, digest, key, reason=reason)

    to = unit if is_encrypted else ""
    return _decided(workspace, actor, signing, decide, output, to, as_json=as_json)


@click.command(
    name="return",
    epilog=example(
        "spa-me inbox return region.spame --unit TH --period 2014 --revision 3f9a2b --reason "
        '"One figure looks wrong" --remark "1.3=Why so few?" --by-when 2015-04-30'
    ),
)
@workspace_argument
@needed_unit_option
@period_option
@revision_option
@reason_why_option
@click.option(
    "--remark",
    "remarks",
    type=WORDS,
    multiple=True,
    metavar="CODE=TEXT",
    help="What is asked about a field; may be given several times.",
)
@click.option("--by-when", type=DAY, help="The day by which it is expected again.")
@output_option
@encrypt_option
@json_option
@signing_options
@person_options
def return_(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    unit: str,
    period: str,
    *,
    revision: str,
    reason: str,
    remarks: tuple[str, ...],
    by_when: datetime | None,
    output: Path | None,
    signing: Signing,
    actor: Actor,
    is_encrypted: bool,
    as_json: bool,
) -> int:
    """Return a revision, which is the one that counts, with remarks on fields.

    Where the period is closed it is reopened for this unit until the day given.
    """
    found = list(_remarks(remarks))

    def decide(opened: Workspace, key: OfficeKey | None) -> Reviewed:
        until = None if by_when is None else by_when.date()
        digest = _known(opened, unit, period, revision).digest
        return return_submission(
            opened, unit, period, digest, key, reason=reason, remarks=found, by_when=until
        )

    to = unit if is_encrypted else ""
    return _decided(workspace, actor, signing, decide, output, to, as_json=as_json)


def _remarks(written: Iterable[str]) -> Iterable[FieldRemark]:
    for text in written:
        code, equals, about = text.partition("=")
        if not equals:
            message = f"--remark “{text}” has no code; write CODE=TEXT."
            raise click.UsageError(message)
        yield FieldRemark(code.strip(), about.strip())


@click.command(
    name="choose",
    epilog=example(
        "spa-me inbox choose region.spame 3f9a2b --unit TH --period 2014 --reason "
        '"The minister signed this one"'
    ),
)
@workspace_argument
@click.argument("revision", metavar="DIGEST")
@needed_unit_option
@period_option
@reason_why_option
@output_option
@encrypt_option
@json_option
@signing_options
@person_options
def choose_(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    revision: str,
    unit: str,
    period: str,
    *,
    reason: str,
    output: Path | None,
    signing: Signing,
    actor: Actor,
    is_encrypted: bool,
    as_json: bool,
) -> int:
    """Choose between two revisions that follow the same one.

    The others are kept, and shown. `spa-me inbox list` shows their digests.
    """

    def decide(opened: Workspace, key: OfficeKey | None) -> Reviewed:
        digest = _known(opened, unit, period, revision).digest
        return choose(opened, unit, period, digest, key, reason=reason)

    to = unit if is_encrypted else ""
    return _decided(workspace, actor, signing, decide, output, to, as_json=as_json)


def _known(opened: Workspace, unit: str, period: str, beginning: str) -> Revision:
    chain = standing(opened.dataset(), unit, period).chain
    known = [*chain.line, *chain.rivals]
    found = [r for r in known if beginning and r.digest.startswith(beginning.lower())]
    if len(found) != 1:
        message = f"{unit} has no revision “{beginning}” for {period}."
        raise NotFoundError(message, do="“spa-me inbox list” shows the digests.")
    return found[0]


def _decided(  # noqa: PLR0913 (what all decisions have in common)
    workspace: Path,
    actor: Actor,
    signing: Signing,
    decide: Callable[[Workspace, OfficeKey | None], Reviewed],
    output: Path | None,
    office: str,
    *,
    as_json: bool,
) -> int:
    with Workspace.open(workspace, actor) as opened:
        done = decide(opened, signing.key(opened.info.home_unit, actor.name))
        path = saved(opened, done.package.digest, output, office)
    decision = done.decision
    if as_json:
        body = decision_json(decision)
        print_json({"file": str(path), "decision": body, "package": package_json(done.package)})
    else:
        where = f"{decision.unit} for {decision.period}"
        click.echo(f"The submission of {where} was {decision.verdict}. The answer is in {path}.")
    return ExitCode.DONE
