"""`spa-me package` and `spa-me receipt`: packages that a workspace keeps, written to files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from spa_me.cli.codes import ExitCode
from spa_me.cli.options import (
    example,
    json_option,
    person_options,
    reader,
    workspace_argument,
)
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.saving import encrypt_option, output_option, saved
from spa_me.cli.shapes_exchange import package_json
from spa_me.cli.signing import Signing, signing_options
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import NotFoundError
from spa_me.domain.submission import PackageKind, PackageRecord
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.letters import mail_text
from spa_me.services.exchange.receipts import make_receipt, may_have_receipt
from spa_me.services.exchange.records import package_called, without_receipt
from spa_me.services.workspace import Workspace

_COLUMNS = (
    Column("Kind"),
    Column("From"),
    Column("To"),
    Column("No.", is_number=True),
    Column("Unit"),
    Column("Period"),
    Column("Signature"),
    Column("Digest"),
)


@click.group(epilog=example("spa-me package list th.spame", "spa-me package save th.spame 3f9a2b"))
def package() -> None:
    """Write packages that a workspace keeps to files again."""


@package.command(name="list", epilog=example("spa-me package list th.spame --json"))
@workspace_argument
@json_option
def list_(workspace: Path, *, as_json: bool) -> int:
    """List every package that came or went."""
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        found = opened.dataset().submissions.packages
    _tell_packages(found, as_json=as_json, name="packages")
    return ExitCode.DONE


def _tell_packages(found: Sequence[PackageRecord], *, as_json: bool, name: str) -> None:
    ordered = sorted(found, key=lambda p: (p.sender, p.recipient, p.sequence, p.digest))
    if as_json:
        print_json({name: [package_json(one) for one in ordered]})
    else:
        click.echo(table(_COLUMNS, map(_row, ordered)) if ordered else "There are none.")


def _row(one: PackageRecord) -> list[str]:
    to = "all" if one.recipient == "*" else one.recipient
    place = [one.unit, one.period, one.signature.value, one.digest[:12]]
    return [one.kind.value, one.sender, to, str(one.sequence), *place]


@package.command(
    epilog=example(
        "spa-me package save th.spame 3f9a2b -o th-2014.spapkg",
        "spa-me package save th.spame 3f9a2b --encrypt --mail",
    )
)
@workspace_argument
@click.argument("digest")
@output_option
@encrypt_option
@click.option("--to", metavar="CODE", help="Encrypt it to this office; else as --encrypt says.")
@click.option("--mail", "shows_mail", is_flag=True, help="Print a text to send with it.")
@json_option
@person_options
def save(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    digest: str,
    output: Path | None,
    to: str | None,
    actor: Actor,
    *,
    is_encrypted: bool,
    shows_mail: bool,
    as_json: bool,
) -> int:
    """Write a package to a file, as often as it is needed."""
    with Workspace.open(workspace, actor, read_only=True) as opened:
        one = package_called(opened.dataset(), digest)
        path = saved(opened, one.digest, output, to or (one.recipient if is_encrypted else ""))
        text = mail_text(opened, one.digest, path.name)
    if as_json:
        print_json({"file": str(path), "package": package_json(one), "mail": text})
    else:
        click.echo(f"The package is in {path}.")
        if shows_mail:
            click.echo(f"\n{text}")
    return ExitCode.DONE


@package.command(epilog=example("spa-me package framework region.spame -o framework.spapkg"))
@workspace_argument
@click.option("--version", metavar="VERSION", help="The framework version; else the latest.")
@output_option
@json_option
@signing_options
@person_options
def framework(
    workspace: Path,
    version: str | None,
    output: Path | None,
    signing: Signing,
    actor: Actor,
    *,
    as_json: bool,
) -> int:
    """Seal the framework with its reporting days, for all countries."""
    with Workspace.open(workspace, actor) as opened:
        known = {one.version: one.digest for one in opened.frameworks}
        wanted = version or opened.dataset().latest_framework.version
        if wanted not in known:
            message = f"There is no framework version “{wanted}”."
            raise NotFoundError(message, do=f"Known versions: {', '.join(known)}.")
        key = signing.key(opened.info.home_unit, actor.name)
        one = seal_framework(opened, known[wanted], key)
        path = saved(opened, one.digest, output)
    if as_json:
        print_json({"file": str(path), "package": package_json(one)})
    else:
        click.echo(f"The framework is in {path}.")
    return ExitCode.DONE


@click.group(
    epilog=example("spa-me receipt save region.spame 3f9a2b", "spa-me receipt list th.spame")
)
def receipt() -> None:
    """Send receipts; see which packages have none."""


@receipt.command(name="list", epilog=example("spa-me receipt list th.spame"))
@workspace_argument
@json_option
def receipts(workspace: Path, *, as_json: bool) -> int:
    """List the submissions and reviews that nobody has said to have taken in.

    To send them again is safe.
    """
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        records = opened.dataset().submissions
    found = without_receipt(records.packages, records.acknowledged)
    _tell_packages(found, as_json=as_json, name="without_receipt")
    return ExitCode.DONE


@receipt.command(name="save", epilog=example("spa-me receipt save region.spame 3f9a2b"))
@workspace_argument
@click.argument("digest")
@output_option
@encrypt_option
@json_option
@signing_options
@person_options
def save_receipt(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    digest: str,
    output: Path | None,
    signing: Signing,
    actor: Actor,
    *,
    is_encrypted: bool,
    as_json: bool,
) -> int:
    """Write the receipt for a package that was taken in; seal it first for a review.

    The digest may be that of the package or of the receipt.
    """
    with Workspace.open(workspace, actor) as opened:
        one = package_called(opened.dataset(), digest)
        if one.kind is not PackageKind.RECEIPT:
            key = None
            if not one.answered_by and may_have_receipt(one):
                key = signing.key(opened.info.home_unit, actor.name)
            receipt = make_receipt(opened, one.digest, key)
            one = package_called(opened.dataset(), receipt)
        path = saved(opened, one.digest, output, one.recipient if is_encrypted else "")
    if as_json:
        print_json({"file": str(path), "package": package_json(one)})
    else:
        click.echo(f"The receipt is in {path}.")
    return ExitCode.DONE
