"""`spa-me inbox`: files that arrived, taken in and decided about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import click

from spa_me.cli.arrivals import arrival_json, arrival_lines, is_bad
from spa_me.cli.codes import ExitCode
from spa_me.cli.commands.deciding import accept_, choose_, return_
from spa_me.cli.options import (
    PATH,
    example,
    json_option,
    person_options,
    reader,
    workspace_argument,
)
from spa_me.cli.output import Column, print_json, table
from spa_me.cli.progress import Told
from spa_me.cli.shapes_exchange import package_json, revision_json
from spa_me.cli.signing import Signing, signing_options
from spa_me.domain.dataset import Actor, Dataset
from spa_me.domain.progress import Progress, split
from spa_me.domain.submission import (
    TAKE_UNSIGNED,
    Direction,
    PackageKind,
    PackageRecord,
)
from spa_me.packages.encryption import is_encrypted as is_encrypted_file
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import EVERYONE
from spa_me.services.exchange.arrivals import Arrival, look
from spa_me.services.exchange.receipts import gets_receipt
from spa_me.services.exchange.streams import Gap, Stream, missing_numbers
from spa_me.services.exchange.taking import TakenIn, take_in
from spa_me.services.exchange.trust import trust_key
from spa_me.services.submissions import set_policy, standings
from spa_me.services.workspace import Workspace

_PUBLISH = "Where you keep the list, publish it: spa-me key publish."
_COLUMNS = (
    Column("Kind"),
    Column("From"),
    Column("No.", is_number=True),
    Column("Unit"),
    Column("Period"),
    Column("Signature"),
    Column("Digest"),
    Column("Taken in by", wraps=True),
)


@click.group(epilog=example("spa-me inbox add region.spame *.spapkg --dry-run"))
def inbox() -> None:
    """Take in files that other offices sent; decide about them."""


@inbox.command(
    epilog=example(
        "spa-me inbox add region.spame th-2014.spapkg kh-2014.spapkg --dry-run",
        "spa-me inbox add region.spame *.spapkg --passphrase-file secret",
    )
)
@workspace_argument
@click.argument("files", metavar="FILES…", type=PATH, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Show what would change, and take nothing in.")
@click.option(
    "--confirmed",
    multiple=True,
    metavar="FINGERPRINT",
    help="A key whose words were compared by phone: it is trusted from now on.",
)
@click.option(
    "--replace-keys",
    "replacing",
    multiple=True,
    metavar="DIGEST",
    help="A list of keys with which the region starts anew, to replace the one in use.",
)
@json_option
@signing_options
@person_options
def add(  # noqa: PLR0913 (one argument for each option)
    workspace: Path,
    files: tuple[Path, ...],
    confirmed: tuple[str, ...],
    replacing: tuple[str, ...],
    signing: Signing,
    actor: Actor,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take in what other offices sent, each file by itself.

    Receipts are signed with the key of the person at work; with --unsigned they are not. A key is
    needed only where a receipt is made, for a submission, or where a file is encrypted. The first
    file of an office brings its key: compare its words by phone, then name it with --confirmed.
    Ends with 1 if any file is not taken in; the others are. Ctrl+C undoes the file that is being
    taken in, and those before it stay.
    """
    with Workspace.open(workspace, actor, read_only=dry_run) as opened:
        ask = cache(partial(signing.key, opened.info.home_unit, actor.name))
        key = ask() if any(map(_is_encrypted, files)) else None
        allowed = frozenset((*confirmed, *replacing))
        with Told() as told:
            first, again, rest = split(told, "", "", "")
            arrivals = look(opened, files, _keys(key), confirmed=allowed, progress=first)
            if not dry_run and _trust_confirmed(opened, arrivals, allowed):
                arrivals = look(opened, files, _keys(key), confirmed=allowed, progress=again)
            if dry_run:
                results = [TakenIn(arrival) for arrival in arrivals]
            else:
                key = (
                    ask() if any(gets_receipt(a, opened.info.home_unit) for a in arrivals) else key
                )
                results = _taken(opened, files, arrivals, key, allowed, rest)
    if as_json:
        body = [arrival_json(result, is_dry_run=dry_run) for result in results]
        print_json({"dry_run": dry_run, "files": body})
    else:
        for result in results:
            click.echo("\n".join(arrival_lines(result, is_dry_run=dry_run)))
        click.echo(_summary(results, is_dry_run=dry_run))
    done = {result.arrival.path for result in results}
    left = [path.name for path in dict.fromkeys(files) if path not in done]
    if left:
        click.echo(f"Stopped. Nothing was recorded of {', '.join(left)}.", err=True)
        return ExitCode.STOPPED
    return ExitCode.FINDINGS if any(map(is_bad, results)) else ExitCode.DONE


def _trust_confirmed(
    opened: Workspace, arrivals: Sequence[Arrival], confirmed: Collection[str]
) -> bool:
    """Take the new keys whose words were compared into the list; return whether there were any."""
    new = {arrival.new_key.key for arrival in arrivals if arrival.new_key is not None}
    compared = [key for key in new if key.fingerprint in confirmed]
    for key in sorted(compared, key=attrgetter("fingerprint")):
        trust_key(opened, key)
        click.echo(f"The key of {key.person} for {key.office} is trusted now. {_PUBLISH}", err=True)
    return bool(compared)


def _is_encrypted(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_encrypted_file(file.read(100))
    except OSError:  # told when it is looked at
        return False


def _keys(key: OfficeKey | None) -> tuple[OfficeKey, ...]:
    return () if key is None else (key,)


def _taken(
    opened: Workspace,
    files: Sequence[Path],
    arrivals: Sequence[Arrival],
    key: OfficeKey | None,
    confirmed: frozenset[str],
    told: Progress,
) -> list[TakenIn]:
    """Take in what can be: lists of keys first, since they judge others.

    When the person stops it, only what is done by then is returned.
    """
    lists_in, second, others_in = split(told, "", "", "")
    lists = [a for a in arrivals if a.kind is PackageKind.TRUST]
    taken = [*take_in(opened, lists, key, confirmed=confirmed, progress=lists_in)]
    if lists:
        others = [a.path for a in arrivals if a.kind is not PackageKind.TRUST]
        arrivals = look(opened, others, _keys(key), confirmed=confirmed, progress=second)
    taken += take_in(opened, arrivals, key, confirmed=confirmed, progress=others_in)
    done = {result.arrival.path: result for result in taken}
    return [done[path] for path in dict.fromkeys(files) if path in done]


def _summary(results: Sequence[TakenIn], *, is_dry_run: bool) -> str:
    bad = sum(map(is_bad, results))
    good = len(results) - bad
    what = "can be taken in; nothing was changed (--dry-run)" if is_dry_run else "are in"
    return f"{good} of {len(results)} files {what}." + (f" {bad} refused." if bad else "")


@inbox.command(name="list", epilog=example("spa-me inbox list region.spame --json"))
@workspace_argument
@json_option
def list_(workspace: Path, *, as_json: bool) -> int:
    """List what was taken in, what is missing, and what waits for a choice."""
    with Workspace.open(workspace, reader(), read_only=True) as opened:
        dataset = opened.dataset()
    packages = [p for p in dataset.submissions.packages if p.direction is Direction.IN]
    packages.sort(key=lambda p: (p.sender, p.recipient, p.sequence, p.digest))
    missing = missing_numbers(packages, dataset.submissions.revisions)
    waiting = _waiting(dataset)
    if as_json:
        print_json(
            {
                "packages": [package_json(package) for package in packages],
                "missing": [_gap_json(*entry) for entry in _each(missing)],
                "waiting": waiting,
            }
        )
        return ExitCode.DONE
    click.echo(table(_COLUMNS, map(_row, packages)) if packages else "Nothing was taken in yet.")
    for stream, gap in _each(missing):
        click.echo(_lacks(stream, gap))
    for entry in waiting:
        click.echo(_waits(entry))
    return ExitCode.DONE


def _each(missing: Mapping[Stream, Sequence[Gap]]) -> Iterator[tuple[Stream, Gap]]:
    return ((stream, gap) for stream, gaps in missing.items() for gap in gaps)


def _gap_json(stream: Stream, gap: Gap) -> dict[str, Any]:
    ends = {"first": gap.first, "last": gap.last, "jump": gap.is_jump}
    return {"sender": stream.sender, "recipient": stream.recipient, **ends}


def _lacks(stream: Stream, gap: Gap) -> str:
    to = "everyone" if stream.recipient == EVERYONE else stream.recipient
    if gap.is_jump:
        return (
            f"The numbers from {stream.sender} to {to} jump from {gap.first - 1} to "
            f"{gap.last + 1}. Ask the office about that package."
        )
    return f"Missing from {stream.sender} to {to}: no. {gap}."


def _row(package: PackageRecord) -> list[str]:
    place = [package.unit, package.period]
    by = [package.signature.value, package.digest[:12], package.person]
    return [package.kind.value, package.sender, str(package.sequence), *place, *by]


def _waiting(dataset: Dataset) -> list[dict[str, Any]]:
    places = dict.fromkeys((r.unit, r.period) for r in dataset.submissions.revisions)
    periods = dict.fromkeys(period for _, period in places)
    chains = {place: s.chain for place, s in standings(dataset, periods).items() if place in places}
    return [
        {
            "unit": unit,
            "period": period,
            "rivals": [revision_json(r) for r in chain.rivals] if chain.is_forked else [],
            "held": [revision_json(r) for r in chain.held],
            "missing": list(chain.missing),
        }
        for (unit, period), chain in chains.items()
        if chain.is_forked or chain.held
    ]


def _waits(entry: dict[str, Any]) -> str:
    where = f"{entry['unit']} {entry['period']}"
    if entry["rivals"]:
        rivals = ", ".join(f"{r['number']} ({r['digest'][:12]})" for r in entry["rivals"])
        return f"{where}: choose between the rival revisions {rivals}."
    missing = ", ".join(digest[:12] for digest in entry["missing"])
    return f"{where}: {len(entry['held'])} held until {missing} arrives."


@inbox.command(epilog=example("spa-me inbox unsigned region.spame --allow"))
@workspace_argument
@click.option("--allow/--refuse", "is_allowed", required=True, help="Whether they are taken in.")
@person_options
def unsigned(workspace: Path, actor: Actor, *, is_allowed: bool) -> int:
    """Allow unsigned packages while offices are getting ready, or end that.

    They show as unsigned wherever their figures do.
    """
    with Workspace.open(workspace, actor) as opened:
        set_policy(opened, TAKE_UNSIGNED, "yes" if is_allowed else "")
    what = "are taken in, and show as such" if is_allowed else "are refused"
    click.echo(f"Unsigned packages {what}.")
    return ExitCode.DONE


inbox.add_command(accept_)
inbox.add_command(return_)
inbox.add_command(choose_)
