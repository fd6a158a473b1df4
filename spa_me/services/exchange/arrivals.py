"""Looking at packages that arrived: what they are, and what may be done; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, UserError
from spa_me.domain.progress import Cancelled, Progress, silent, split
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import (
    Direction,
    FrameworkContent,
    Lock,
    PackageKind,
    PackageRecord,
    Revision,
    SignatureState,
    SubmissionContent,
    chain_of,
)
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.keys import OfficeKey
from spa_me.packages.manifest import Manifest
from spa_me.packages.opening import OpenedPackage, Reader, open_package, read_in_child
from spa_me.packages.trust import (
    Judgement,
    refuse_wrong_sender,
)
from spa_me.services import framework_versions
from spa_me.services.exchange.approval import approval_remarks
from spa_me.services.exchange.closing import closed_to
from spa_me.services.exchange.first_contact import NewKey, about_new_key, new_key_in
from spa_me.services.exchange.fitting import definition_in, refuse_unfit
from spa_me.services.exchange.preview import Preview, preview_of, with_content
from spa_me.services.exchange.quarantine import KEPT, keep_out
from spa_me.services.exchange.records import kept_content
from spa_me.services.exchange.refusing import content_problems, refuse_over_draft
from spa_me.services.exchange.region import region_code
from spa_me.services.exchange.signatures import refuse_signature
from spa_me.services.exchange.streams import Stream, is_used
from spa_me.services.framework_versions import VersionPreview
from spa_me.services.workspace import Workspace
from spa_me.storage.collector import collector_paused
from spa_me.storage.types import read_time


class Standing(StrEnum):
    """How an arrived package stands to what is known.

    Attributes:
        NEXT: it follows what is known, or stands for itself; it can be taken in.
        KNOWN: it was taken in before, or sealed here; a receipt that went back is the same.
        SIGNED_LATER: it was taken in before without a signature, and now has one that counts.
        HELD: it can be taken in, and does not count until the revision before it arrives.
        RIVAL: it can be taken in; a person then has to choose between two revisions.
        QUARANTINED: its id belongs to another package; or its number does, and its key is retired.
        NEW_KEY: it can be taken in once a person has compared the words of the key that it brings.
        REFUSED: it cannot be taken in.
    """

    NEXT = "next"
    KNOWN = "known"
    SIGNED_LATER = "signed_later"
    HELD = "held"
    RIVAL = "rival"
    QUARANTINED = "quarantined"
    NEW_KEY = "new_key"
    REFUSED = "refused"


_TO_BE_TAKEN = {Standing.NEXT, Standing.SIGNED_LATER, Standing.HELD, Standing.RIVAL}


@dataclass(frozen=True)
class Arrival:
    """A file that somebody sent, looked at.

    Attributes:
        opened: what it says; None where it could not be read.
        judgement: what its signature is worth.
        why: why it stands so, in a sentence; None for the usual case.
        refusal: why it cannot be read or taken in, with what to do.
        revision: for a submission, its place among the revisions.
        is_correction: for a submission, whether it corrects one that nobody had returned.
        remarks: for a submission, what has to be known of who approved it.
        closed: for a submission, that its period is closed to its office; it can be taken in.
        preview: for a submission, what it would change.
        counts: whether a submission would count once it is taken in, or could be chosen.
        version: for a framework, what it would change.
        kept: a copy beside the workspace, of a file that may matter later.
        new_key: the key that it brings, which nobody here has compared yet; None for no such key.
        is_ours: whether it is known because this office sealed it itself.
    """

    path: Path
    standing: Standing
    opened: OpenedPackage | None = None
    judgement: Judgement | None = None
    why: Sentence | None = None
    refusal: UserError | None = None
    revision: Revision | None = None
    is_correction: bool = False
    remarks: tuple[Sentence, ...] = ()
    closed: Lock | None = None
    preview: Preview | None = None
    counts: bool = True
    version: VersionPreview | None = None
    kept: Path | None = None
    new_key: NewKey | None = None
    is_ours: bool = False

    @property
    def may_be_taken(self) -> bool:
        """Whether a person may decide to take it in."""
        return self.standing in _TO_BE_TAKEN

    @property
    def kind(self) -> PackageKind | None:
        """What it carries; None where it could not be read."""
        return None if self.opened is None else PackageKind(self.opened.manifest.kind)

    @property
    def is_signed(self) -> bool:
        """Whether a trusted key of the sender signed it."""
        return self.judgement is not None and self.judgement.is_trusted


def look(
    workspace: Workspace,
    paths: Sequence[Path],
    keys: Sequence[OfficeKey] = (),
    *,
    confirmed: Iterable[str] = (),
    reader: Reader | None = None,
    progress: Progress = silent,
) -> tuple[Arrival, ...]:
    """Look at files that arrived, each by itself: a bad one holds up no good one.

    Args:
        workspace: of the office that they are for.
        paths: the files.
        keys: open keys of this office, to decrypt with.
        confirmed: fingerprints of region keys whose words a person has just compared, and digests
            of lists of keys that they let take the place of the one in use.
        reader: reads the bytes where they were sealed by this process; None for the limited child.
        progress: told of each file, while it is read, and every few thousand values. When the work
            is to stop, only what was looked at before is returned.
    """
    found: list[Arrival] = []
    stretches = split(progress, *(path.name for path in paths))
    for path, stretch in zip(paths, stretches, strict=True):
        try:
            with collector_paused():
                arrival = _look(workspace, path, keys, frozenset(confirmed), reader, stretch)
        except Cancelled:
            break
        found.append(_kept_out(workspace, arrival))
    return _after_each_other(found)


def _after_each_other(found: Sequence[Arrival]) -> tuple[Arrival, ...]:
    """Let a list of keys that follows another one of the same drop be taken in after it."""
    good = {a.opened.digest for a in found if a.opened is not None and a.may_be_taken}
    following: dict[str, Arrival] = {
        arrival.opened.manifest.supersedes: arrival
        for arrival in found
        if arrival.opened is not None
        and isinstance(arrival.refusal, PackageRefusedError)
        and arrival.refusal.reason is Refusal.LIST_BEFORE_MISSING
    }
    freed: dict[Path, Arrival] = {}
    while next_ones := good & following.keys():
        arrivals = [following.pop(digest) for digest in next_ones]
        freed.update((a.path, replace(a, standing=Standing.NEXT, refusal=None)) for a in arrivals)
        good = {a.opened.digest for a in arrivals if a.opened is not None}
    return tuple(freed.get(arrival.path, arrival) for arrival in found)


def _kept_out(workspace: Workspace, arrival: Arrival) -> Arrival:
    """Keep a copy of what cannot be taken in now and may matter later."""
    refusal = arrival.refusal
    is_newer = isinstance(refusal, PackageRefusedError) and refusal.reason in KEPT
    if arrival.standing is not Standing.QUARANTINED and not is_newer:
        return arrival
    kept = keep_out(workspace.path, arrival.path)
    if kept is not None and refusal is not None:
        refusal.kept = f"{refusal.kept} A copy is kept in the folder “{kept.parent.name}”."
    return replace(arrival, kept=kept)


def _look(
    workspace: Workspace,
    path: Path,
    keys: Sequence[OfficeKey],
    confirmed: frozenset[str],
    reader: Reader | None,
    progress: Progress,
) -> Arrival:
    reading, judging = split(progress, "read it", "")
    reading.step(0, 1, "")
    try:
        office, names = workspace.info.home_unit, workspace.dataset().unit_name
        wanted = reader or partial(read_in_child, progress=reading)
        opened = open_package(path, keys=keys, office=office, reader=wanted, names=names)
    except PackageRefusedError as error:
        return Arrival(path, Standing.REFUSED, refusal=error)
    except OSError as error:
        what = f"{path.name} cannot be read ({error.strerror})."
        refusal = UserError(what, kept="Nothing was taken in.", do="Copy it to this computer.")
        return Arrival(path, Standing.REFUSED, refusal=refusal)
    return judged(workspace, path, opened, confirmed, progress=judging)


def judged(
    workspace: Workspace,
    path: Path,
    opened: OpenedPackage,
    confirmed: frozenset[str] = frozenset(),
    *,
    previews: bool = True,
    progress: Progress = silent,
) -> Arrival:
    """Return how a package that could be read stands to what this workspace knows.

    Args:
        workspace: of the office that it is for.
        path: the file.
        opened: what it says.
        confirmed: fingerprints of region keys whose words a person has just compared, and digests
            of lists of keys that they let take the place of the one in use.
        previews: whether it is also said what it would change.
        progress: told every few thousand values.

    Raises:
        Cancelled: when the work is to stop.
    """
    dataset = workspace.dataset()
    judgement = opened.judge(dataset.submissions.trust)
    arrival = Arrival(path, Standing.NEXT, opened, judgement)
    known = dataset.submissions.package(opened.digest)
    if known is not None:
        return _known(arrival, known)
    doubt = _doubt_about(dataset, opened.manifest, judgement)
    if doubt is not None:
        return replace(arrival, standing=Standing.QUARANTINED, why=doubt)
    new_key = new_key_in(dataset, judgement)
    try:
        if new_key is None:
            refuse_signature(dataset, opened, judgement, confirmed)
        refuse_wrong_sender(opened.manifest, region_code(dataset), dataset.unit_name)
        refuse_unfit(workspace, dataset, opened, confirmed)
        found = _by_kind(workspace, arrival, opened, previews=previews, progress=progress)
    except UserError as error:
        return replace(arrival, standing=Standing.REFUSED, refusal=error)
    if new_key is None:
        return found
    # Nobody is asked to phone about a file that could not be taken in all the same.
    why = about_new_key(dataset, new_key)
    return replace(found, standing=Standing.NEW_KEY, why=why, new_key=new_key)


def _known(arrival: Arrival, known: PackageRecord) -> Arrival:
    """Return how a package stands that is in; a signature of it may come later than itself."""
    # A list of keys has a signature always: the first one that of a key which no list knew yet.
    was_bare = known.signature is SignatureState.UNSIGNED and known.kind is not PackageKind.TRUST
    if arrival.is_signed and was_bare:
        why = say("It was taken in before without a signature. Now it will show as signed.")
        return replace(arrival, standing=Standing.SIGNED_LATER, why=why)
    is_ours = known.direction is Direction.OUT
    if is_ours:
        why = say("Your own office sealed it, so it is here already. Nothing changes.")
    elif known.answered_by:
        why = say("It was taken in before. Nothing changes; the same receipt can be sent again.")
    else:
        why = say("It was taken in before. Nothing changes.")
    return replace(arrival, standing=Standing.KNOWN, why=why, is_ours=is_ours)


def _doubt_about(dataset: Dataset, manifest: Manifest, judgement: Judgement) -> Sentence | None:
    """Return why a package is kept out although its signature may count; None if it is not."""
    packages = dataset.submissions.packages
    if any(package.id == manifest.package for package in packages):
        return say("Another package was taken in under the same id. Ask the office that sent it.")
    stream = Stream(manifest.sender, manifest.recipient)
    if judgement.is_by_retired_key and is_used(packages, stream, manifest.sequence):
        return say(
            "A retired key signed it, and another package was taken in under the same number. Ask "
            "the office to seal it again with its present key."
        )
    return None


def _by_kind(
    workspace: Workspace,
    arrival: Arrival,
    opened: OpenedPackage,
    *,
    previews: bool,
    progress: Progress,
) -> Arrival:
    if isinstance(opened.content, SubmissionContent):
        checking, comparing = split(progress, "check the figures", "")
        found = _submission(workspace, arrival, opened, checking)
        if not previews:
            return found
        place = (opened.manifest.unit, opened.manifest.period)
        preview = preview_submission(workspace, *place, opened.content, comparing)
        return replace(found, preview=preview)
    if isinstance(opened.content, FrameworkContent) and previews:
        definition = definition_in(opened, opened.content)
        return replace(arrival, version=framework_versions.preview(workspace, definition))
    return arrival


def revision_of(opened: OpenedPackage, judgement: Judgement) -> Revision:
    """Return the revision that a submission package holds."""
    manifest = opened.manifest
    by = manifest.approved_by
    names = (by.name, by.role, by.office) if by else ()
    return Revision(
        unit=manifest.unit,
        period=manifest.period,
        digest=opened.digest,
        package=manifest.package,
        number=manifest.revision,
        supersedes=manifest.supersedes,
        withdraws=manifest.withdraws,
        approved_by=", ".join(name for name in names if name),
        sealed_at=read_time(manifest.made_at) if manifest.made_at else None,
        is_signed=judgement.is_trusted,
    )


def _submission(
    workspace: Workspace, arrival: Arrival, opened: OpenedPackage, progress: Progress
) -> Arrival:
    """Return how a submission stands, and whether it counts, or would if it were chosen."""
    dataset = workspace.dataset()
    refusals = content_problems(dataset, opened, progress)
    if refusals:
        raise PackageRefusedError(Refusal.CONTENT, " ".join(refusals))
    judgement = opened.judge(dataset.submissions.trust)
    revision = revision_of(opened, judgement)
    unit, period = revision.unit, revision.period
    refuse_over_draft(workspace, unit, period)
    place = (unit, period)
    records = dataset.submissions
    known = [r for r in records.revisions if (r.unit, r.period) == place]
    decisions = [d for d in records.decisions if (d.unit, d.period) == place]
    chain = chain_of([*known, revision], decisions)
    arrival = replace(
        arrival,
        revision=revision,
        is_correction=chain.is_correction(revision),
        remarks=tuple(approval_remarks(dataset, opened.manifest, judgement.fingerprint)),
        closed=closed_to(dataset, unit, period),
    )
    if revision in chain.held:
        why = say("The revision that it follows has not arrived; until then it does not count.")
        return replace(arrival, standing=Standing.HELD, why=why, counts=False)
    if revision in chain.withdrawn:
        why = say("Its own office took it back; it is kept and does not count.")
        return replace(arrival, why=why, counts=False)
    if revision in chain.rivals:
        why = say("Another version follows the same revision: take it in, then choose one of them.")
        return replace(arrival, standing=Standing.RIVAL, why=why)
    return arrival


def preview_submission(
    workspace: Workspace,
    unit: str,
    period: str,
    content: SubmissionContent,
    progress: Progress = silent,
) -> Preview:
    """Return what a submission would change against the last accepted revision."""
    dataset = workspace.dataset()
    accepted = dataset.submissions.submission(unit, period, has_content=True).chain.accepted
    before, number = dataset, 0
    if accepted is not None:
        try:
            said = kept_content(workspace, accepted.digest)
            before, number = with_content(dataset, unit, period, said), accepted.number
        except NotFoundError:  # a workspace that was brought back from before it
            pass
    after = with_content(dataset, unit, period, content)
    return preview_of(dataset, before, after, (unit, period), number, progress)
