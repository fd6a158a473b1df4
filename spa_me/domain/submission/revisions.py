"""The revisions of one submission: which follows which, which are rivals, which one counts.

Offices exchange files by e-mail, so revisions arrive late, twice or in any order. What counts
follows from the revisions and from what people decided, never from when something arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Revision:
    """One sealed wording of a submission; it never changes.

    Attributes:
        digest: SHA-256 of its signed manifest, which pins every byte of the content.
        package: the id of the package that it came or went in.
        number: 1, 2, 3 …, as its office counts.
        supersedes: digest of the revision that it follows; empty for a first one.
        withdraws: digests of revisions that its own office took back before they were taken in.
        approved_by: the person who sealed it, as they stand in the package.
        sealed_at: as the sender's clock says; shown, and never decided by.
        is_signed: whether a copy of it came with a signature that was valid by the trust list then.
    """

    unit: str
    period: str
    digest: str
    package: str
    number: int
    supersedes: str = ""
    withdraws: tuple[str, ...] = ()
    approved_by: str = ""
    sealed_at: datetime | None = None
    is_signed: bool = False


class Verdict(StrEnum):
    """What a person of the region decides about a revision.

    `CHOSEN` settles which of several rival revisions goes on; it neither accepts nor returns.
    """

    ACCEPTED = "accepted"
    RETURNED = "returned"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class FieldRemark:
    """What is asked about one field of a returned revision.

    Attributes:
        indicator: the code of the indicator; empty where it is about the submission as a whole.
    """

    indicator: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a revision, with its reason; a return also names fields and a date.

    Attributes:
        revision: the digest of the revision.
        number: counts the decisions on a submission; the later one stands.
        by_when: the day by which a returned submission is expected again.
        package: the id of the package that carries it; empty until there is one.
    """

    unit: str
    period: str
    revision: str
    number: int
    verdict: Verdict
    reason: str = ""
    remarks: tuple[FieldRemark, ...] = ()
    by_when: date | None = None
    person: str = ""
    office: str = ""
    role: str = ""
    at: datetime | None = None
    package: str = ""


@dataclass(frozen=True)
class RevisionChain:
    """The revisions of one submission in order, made by `chain_of`.

    Attributes:
        line: the revisions that count, first to last.
        rivals: revisions beside the line: they follow the same one as another, or follow such a
            one. A person has to choose, or has chosen another.
        held: revisions whose predecessor has not arrived; `missing` names the predecessors.
        withdrawn: revisions that their own office took back.
        is_forked: whether rivals wait for a person's choice, so that the line ends before them.
        decisions: the decisions by revision, the one that stands last.
    """

    line: tuple[Revision, ...]
    rivals: tuple[Revision, ...]
    held: tuple[Revision, ...]
    withdrawn: tuple[Revision, ...]
    is_forked: bool
    decisions: Mapping[str, tuple[Decision, ...]]

    @property
    def head(self) -> Revision | None:
        """The revision whose figures count; None before the first one and while rivals wait."""
        return self.line[-1] if self.line else None

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The digests of revisions that others follow and that have not arrived."""
        known = {revision.digest for revision in self.held}
        return tuple(dict.fromkeys(r.supersedes for r in self.held if r.supersedes not in known))

    @cached_property
    def accepted(self) -> Revision | None:
        """The latest revision in the line that was accepted."""
        found = (r for r in reversed(self.line) if self.verdict(r.digest) is Verdict.ACCEPTED)
        return next(found, None)

    @cached_property
    def decided_elsewhere(self) -> Decision | None:
        """The last decision of all, where the revision that it is about has not arrived.

        An office that reports from two computers sealed it on the other one.
        """
        made = [decision for of_one in self.decisions.values() for decision in of_one]
        last = max(made, key=lambda decision: decision.number, default=None)
        known = {r.digest for r in (*self.line, *self.rivals, *self.held, *self.withdrawn)}
        return None if last is None or last.revision in known else last

    def decision(self, digest: str) -> Decision | None:
        """Return the decision to accept or return a revision that stands, if there is one."""
        made = [d for d in self.decisions.get(digest, ()) if d.verdict is not Verdict.CHOSEN]
        return made[-1] if made else None

    def is_correction(self, revision: Revision) -> bool:
        """Return whether a revision corrects one that nobody had returned."""
        verdict = self.verdict(revision.supersedes)
        return bool(revision.supersedes) and verdict is not Verdict.RETURNED

    def verdict(self, digest: str) -> Verdict | None:
        """Return whether a revision was accepted or returned; None while it is open."""
        decision = self.decision(digest)
        return None if decision is None else decision.verdict


def chain_of(
    revisions: Iterable[Revision],
    decisions: Iterable[Decision] = (),
    taken_back: Iterable[str] = (),
) -> RevisionChain:
    """Return how the revisions of one submission follow each other.

    The order in which they are given does not matter. Of rivals, that is revisions that follow the
    same one, the one goes on that the last decision to accept or to choose names, it or one that
    follows it; without such a decision the line ends before them.

    Args:
        revisions: of one reporting unit and period.
        decisions: what was decided about them.
        taken_back: digests of revisions that this office withdrew, before a later one says so.
    """
    known = {revision.digest: revision for revision in revisions}
    decided = _by_revision(decisions)
    stands = _decided_for(known, decided)
    withdrawn = _withdrawn(known, stands, taken_back)
    children = _children(known, withdrawn)
    line: list[Revision] = []
    at, is_forked = "", False
    while candidates := children.get(at, []):
        chosen = _chosen(candidates, stands)
        if chosen is None:
            is_forked = True
            break
        line.append(chosen)
        at = chosen.digest
    reachable = {revision.digest for revision in _reachable(children)}
    beside = reachable.difference(revision.digest for revision in line)
    every = _sorted(known.values())
    return RevisionChain(
        tuple(line),
        tuple(r for r in every if r.digest in beside),
        tuple(r for r in every if r.digest not in reachable | withdrawn),
        tuple(r for r in every if r.digest in withdrawn),
        is_forked,
        decided,
    )


def _by_revision(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, list[Decision]] = {}
    for decision in sorted(set(decisions), key=lambda d: (d.number, d.verdict, d.revision)):
        found.setdefault(decision.revision, []).append(decision)
    return {digest: tuple(made) for digest, made in found.items()}


def _decided_for(
    known: Mapping[str, Revision], decided: Mapping[str, Sequence[Decision]]
) -> Mapping[str, int]:
    """Return the number of the last decision for each revision, or for one that follows it.

    Whoever accepts a revision accepts what it follows, too; so a rival that comes late cannot push
    an accepted revision out of the line.
    """
    found: dict[str, int] = {}
    for digest, made in decided.items():
        for decision in made:
            at = known.get(digest)
            while (
                decision.verdict is not Verdict.RETURNED
                and at is not None
                and found.get(at.digest, -1) < decision.number
            ):
                found[at.digest] = decision.number
                at = known.get(at.supersedes)
    return found


def _withdrawn(
    known: Mapping[str, Revision], stands: Mapping[str, int], taken_back: Iterable[str]
) -> set[str]:
    """Return what was taken back.

    What was accepted before stays, and becomes a rival; so does what another revision follows that
    nobody took back, since its office must have gone on from it elsewhere.
    """
    asked = {digest for revision in known.values() for digest in revision.withdraws}
    asked.update(taken_back)
    kept: set[str] = set()
    for digest in known:
        at = None if digest in asked and digest not in stands else known[digest]
        while at is not None and at.digest not in kept:
            kept.add(at.digest)
            at = known.get(at.supersedes)
    return {digest for digest in asked if digest in known} - kept


def _children(known: Mapping[str, Revision], withdrawn: set[str]) -> Mapping[str, list[Revision]]:
    found: dict[str, list[Revision]] = {}
    for revision in _sorted(known.values()):
        if revision.digest not in withdrawn:
            found.setdefault(revision.supersedes, []).append(revision)
    return found


def _sorted(revisions: Iterable[Revision]) -> list[Revision]:
    return sorted(revisions, key=lambda revision: (revision.number, revision.digest))


def _chosen(candidates: Sequence[Revision], stands: Mapping[str, int]) -> Revision | None:
    if len(candidates) == 1:
        return candidates[0]
    decided = [candidate for candidate in candidates if candidate.digest in stands]
    return max(decided, key=lambda candidate: stands[candidate.digest], default=None)


def _reachable(children: Mapping[str, list[Revision]]) -> Iterator[Revision]:
    waiting = list(children.get("", []))
    while waiting:  # a digest cannot be its own ancestor, so this ends
        revision = waiting.pop()
        yield revision
        waiting.extend(children.get(revision.digest, []))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a country says to a remark on one of its fields, before it reports again.

    Attributes:
        revision: digest of the revision that was returned.
        indicator: as in the remark; empty for the submission as a whole.
    """

    unit: str
    period: str
    revision: str
    indicator: str
    text: str
    person: str = ""
    at: datetime | None = None
