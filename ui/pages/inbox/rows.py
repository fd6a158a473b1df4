"""What the tables of the inbox list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import (
    Direction,
    KeyStatus,
    PackageKind,
    PackageRecord,
    PublicKey,
    ReceiptContent,
    Reopening,
    ReportingWindow,
    ReviewContent,
    Revision,
    RevisionSignature,
    Submission,
    SubmissionState,
    Timing,
    TrustEntry,
    TrustList,
    due_day,
    expectation_of,
    reopening_of,
    timing_of,
)
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.services.exchange.arrivals import Arrival, Standing
from spa_me.services.exchange.records import is_region, without_receipt
from spa_me.services.exchange.region import region_code, trust_in_use
from spa_me.services.exchange.streams import Gap, Stream, missing_numbers
from spa_me.services.submissions import passed_over, standings, today_of


@dataclass(frozen=True)
class Names:
    """Units and periods by their code, as people call them; the numbers of revisions by digest.

    Attributes:
        decided: by the digest of a review the number of the revision that it decided about.
        keys: by the fingerprint of a key how the list in use trusts it.
    """

    units: Mapping[str, str]
    periods: Mapping[str, str]
    revisions: Mapping[str, int] = field(default_factory=dict[str, int])
    decided: Mapping[str, int] = field(default_factory=dict[str, int])
    keys: Mapping[str, KeyStatus] = field(default_factory=dict[str, KeyStatus])

    def unit(self, code: str) -> str:
        """Return a unit's name; its code where no framework knows it."""
        return self.units.get(code, code)

    def period(self, code: str) -> str:
        """Return a period's title; its code where no framework knows it."""
        return self.periods.get(code, code)


def names_of(data: Dataset) -> Names:
    """Return the names of all units and periods of a workspace."""
    records = data.submissions
    numbers = {revision.digest: revision.number for revision in records.revisions}
    decisions = {decision.package: decision.revision for decision in records.decisions}
    reviews = [package for package in records.packages if package.id in decisions]
    return Names(
        {code: str(u.name) for d in data.frameworks for code, u in d.unit_by_code.items()},
        {code: str(period.title) for code, period in data.periods.items()},
        numbers,
        {p.digest: numbers.get(decisions[p.id], 0) for p in reviews},
        {entry.key.fingerprint: entry.status for entry in _entries(data)},
    )


def _entries(data: Dataset) -> tuple[TrustEntry, ...]:
    trust = trust_in_use(data)
    return () if trust is None else trust.entries


def unconfirmed_key(arrival: Arrival) -> PublicKey | None:
    """Return the key whose words are to be compared before a package is taken in.

    That is the key that it brings, or of a list of keys that of the region which signed it; None
    where there is nothing to compare.
    """
    if arrival.new_key is not None:
        return arrival.new_key.key
    opened = arrival.opened
    if opened is None or not isinstance(opened.content, TrustList):
        return None
    if arrival.standing is not Standing.REFUSED or arrival.is_signed or starts_anew(arrival):
        return None
    signers = {signature.key for signature in opened.envelope.signatures}
    found = (entry.key for entry in opened.content.entries if entry.key.fingerprint in signers)
    return next((key for key in found if key.office == opened.content.region), None)


def starts_anew(arrival: Arrival) -> bool:
    """Return whether it is a list of keys that replaces the one in use if a person says so."""
    error = arrival.refusal
    return isinstance(error, PackageRefusedError) and error.reason is Refusal.STARTS_ANEW


def place_of(arrival: Arrival) -> tuple[str, str]:
    """Return the unit and period that a package is about; empty where it is about none."""
    if arrival.opened is None:
        return "", ""
    content, manifest = arrival.opened.content, arrival.opened.manifest
    if isinstance(content, ReviewContent):
        return content.decision.unit, content.decision.period
    return manifest.unit, manifest.period


def revision_number(arrival: Arrival, names: Names) -> int:
    """Return the number of the revision that a package is or is about; 0 where none is known."""
    if arrival.opened is None:
        return 0
    match arrival.opened.content:
        case ReviewContent(decision):
            return names.revisions.get(decision.revision, 0)
        case ReceiptContent():
            digest = arrival.opened.content.digest
            return names.revisions.get(digest) or names.decided.get(digest, 0)
        case _:
            return arrival.opened.manifest.revision


@dataclass(frozen=True)
class BoardRow:
    """How the submission of a unit for a period stands here.

    Attributes:
        shown: the revision that counts, or its first rival; None before the first.
        at: when it was taken in; of an office's own one, when it was sealed.
        signature: what its signature is worth today.
        rivals: how many revisions wait for a choice.
        missing: gaps between the packages of the other side that came: at the region those of this
            unit, at a country those of the region, to it and to everyone.
        review: at the region the package of the decision about what is shown, at a country of the
            last decision about any revision; None before.
        lacks_receipt: whether what was sealed here last about it has no receipt: at a country its
            submission, at the region the decision.
        is_own: whether the office that looks at it reports it, and does not review it.
        passed_over: what this computer sealed, where the region goes on with another revision.
        window: when its period is reported on; None where no day is set.
        reopened: what lets its office report on the closed period today; None for nothing.
        late_for: the day that it missed, if it came after the day on which it was expected. It is
            only shown: nothing is decided by the clock of an office.
    """

    unit: str
    unit_name: str
    period: str
    period_title: str
    submission: Submission
    timing: Timing
    due: date | None
    shown: Revision | None
    at: datetime | None
    signature: RevisionSignature | None
    rivals: int
    missing: tuple[Gap, ...] = ()
    review: PackageRecord | None = None
    lacks_receipt: bool = False
    is_own: bool = False
    passed_over: Revision | None = None
    window: ReportingWindow | None = None
    reopened: Reopening | None = None
    late_for: date | None = None

    @property
    def state(self) -> SubmissionState:
        """Where the submission stands."""
        return self.submission.state

    @property
    def is_overdue(self) -> bool:
        """Whether it is expected and has not come."""
        return self.timing is Timing.OVERDUE

    @property
    def waits_for_review(self) -> bool:
        """Whether somebody of the region has to decide something."""
        return self.rivals > 0 or (
            self.shown is not None and self.state is SubmissionState.SUBMITTED
        )


@dataclass(frozen=True)
class Board:
    """How the submissions stand that an office looks at.

    Attributes:
        is_region: whether they are those of other offices, and not this one's own.
        periods: code and title of each period, in time order.
        has_unsent_keys: whether the list of trusted keys that this office keeps is to be signed.
    """

    is_region: bool
    rows: tuple[BoardRow, ...]
    periods: tuple[tuple[str, str], ...]
    names: Names
    has_trust: bool
    framework: str
    has_unsent_keys: bool = False


def make_board(data: Dataset, today: date) -> Board:
    """Return how the submissions stand that the office of a workspace looks at."""
    names, region, home = names_of(data), is_region(data), data.info.home_unit
    periods = [(code, title) for code, title in names.periods.items()]
    gaps = missing_numbers(data.submissions.packages, data.submissions.revisions)
    records = data.submissions
    unsaid = {p.digest for p in without_receipt(records.packages, records.acknowledged)}
    rows: list[BoardRow] = []
    for submission in standings(data, names.periods).values():
        unit = submission.unit
        is_own = unit == home
        row = _row(data, names, submission, today)
        # The region's own figures need not be sealed; where they are, they stand with the rest.
        if is_own is region and (not region or row.shown is None):
            continue
        over = passed_over(data, submission)
        review = _review(data, row)
        if region:
            lacks = review is not None and review.digest in unsaid
        else:
            lacks = row.shown is not None and row.shown.digest in unsaid
            lacks = lacks and not (submission.is_acknowledged or over is row.shown)
        missing = _gaps_of(gaps, unit if region else region_code(data))
        row = replace(
            row,
            missing=missing,
            review=review,
            lacks_receipt=lacks,
            is_own=not region,
            passed_over=over,
        )
        rows.append(row)
    order = {code: place for place, code in enumerate(names.periods)}
    rows.sort(key=lambda row: -order[row.period])
    latest = data.latest_framework.digest
    return Board(
        region, tuple(rows), tuple(periods), names, data.submissions.trust is not None, latest
    )


def _gaps_of(gaps: Mapping[Stream, tuple[Gap, ...]], sender: str) -> tuple[Gap, ...]:
    return tuple(gap for stream, found in gaps.items() if stream.sender == sender for gap in found)


def _row(data: Dataset, names: Names, submission: Submission, today: date) -> BoardRow:
    unit, period = submission.unit, submission.period
    window, chain = data.submissions.window(period), submission.chain
    shown = submission.head or next(iter(chain.rivals), None)
    return BoardRow(
        unit,
        names.unit(unit),
        period,
        names.period(period),
        submission,
        timing_of(submission, window, today),
        _due(submission, shown, window),
        shown,
        None if shown is None else _when(data, shown),
        None if shown is None else data.submissions.signature(shown),
        len(chain.rivals) if chain.is_forked else 0,
        window=window,
        reopened=reopening_of(window, data.submissions.reopenings, unit, today),
        late_for=None if shown is None else _late_for(data, submission, shown, window),
    )


def _review(data: Dataset, row: BoardRow) -> PackageRecord | None:
    chain = row.submission.chain
    decision = None if row.shown is None else chain.decision(row.shown.digest)
    if row.unit == data.info.home_unit:  # its receipt can be sent again after a further revision
        made = [decision for of_one in chain.decisions.values() for decision in of_one]
        decision = max(made, key=lambda one: one.number, default=None)
    if decision is None:
        return None
    return next((p for p in data.submissions.packages if p.id == decision.package), None)


def _due(
    submission: Submission, shown: Revision | None, window: ReportingWindow | None
) -> date | None:
    """Return by when it is or was expected: an answer to a return by the day that it said."""
    if shown is None or submission.return_ is not None:
        return due_day(submission, window)
    return expectation_of(submission.chain, shown, window)[1]


def _late_for(
    data: Dataset, submission: Submission, shown: Revision, window: ReportingWindow | None
) -> date | None:
    if submission.return_ is not None:
        return None  # it is due again, by another day
    revision, day = expectation_of(submission.chain, shown, window)
    came = _when(data, revision)
    is_late = came is not None and day is not None and today_of(came) > day
    return day if is_late else None


def _when(data: Dataset, revision: Revision) -> datetime | None:
    package = data.submissions.package(revision.digest)
    if revision.unit == data.info.home_unit and revision.sealed_at is not None:
        return revision.sealed_at  # on whichever computer of this office
    return None if package is None else package.at


def outgoing_of(data: Dataset, unit: str, period: str) -> Iterator[str]:
    """Yield the digests of what this office sealed about a submission, the latest first."""
    sent = [
        package
        for package in data.submissions.packages
        if package.direction is Direction.OUT
        and (package.unit, package.period) == (unit, period)
        and package.kind in {PackageKind.REVIEW, PackageKind.RECEIPT}
    ]
    yield from (p.digest for p in sorted(sent, key=lambda p: -p.sequence))
