"""The offices of the region example: each with its people, its key, its workspace and its files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.framework import FrameworkDefinition, UnitKind
from spa_me.domain.submission import FieldRemark, PackageKind
from spa_me.domain.values import Value, ValueKey
from spa_me.packages.keys import OfficeKey
from spa_me.packages.reading import read_package
from spa_me.services import funding
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.receipts import make_receipt
from spa_me.services.exchange.reviewing import accept, return_submission
from spa_me.services.exchange.sealing import package_name, save_package, seal_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.region_example.figures import values_of, work_plan
from spa_me.services.submissions import mark_ready, standing
from spa_me.services.workspace import Workspace

PASSPHRASE = "only for the illustrative region"  # noqa: S105 (it is shown in the guide)
"""Of all keys of the example, so that anybody can go on with it; they protect nothing."""


class StoryClock:
    """The time in the example, which its story moves on."""

    def __init__(self, first: datetime) -> None:
        self.now = first

    def __call__(self) -> datetime:
        """Return the time, a second later each time it is asked for."""
        self.now += timedelta(seconds=1)
        return self.now

    def go_to(self, day: date, hour: int = 9) -> None:
        """Move on to the morning of a day, unless it is later already."""
        self.now = max(self.now, self.now.replace(
            year=day.year, month=day.month, day=day.day, hour=hour, minute=0, second=0
        ))  # fmt: skip


def _title(definition: FrameworkDefinition, code: str) -> str:
    unit = definition.unit_by_code[code]
    is_region = unit.kind is UnitKind.REGION
    return "Illustrative region" if is_region else f"Illustrative work plan, {unit.name}"


class ExampleOffice:
    """An office of the example.

    Attributes:
        code: of its reporting unit.
        sent: the folder into which it writes its packages.
        key: of its head, open.
    """

    def __init__(
        self, path: Path, definition: FrameworkDefinition, code: str, clock: StoryClock
    ) -> None:
        self.code = code
        self.name = str(definition.unit_by_code[code].name)
        self.path = path
        self.sent = path.parent / f"{path.stem} sent"
        self.clock = clock
        self.workspace = Workspace.create(
            path,
            definition,
            code,
            self.officer,
            title=_title(definition, code),
            kind=DataKind.ILLUSTRATIVE,
            source=definition.source,
            clock=clock,
        )
        self.key: OfficeKey | None = None

    @property
    def officer(self) -> Actor:
        """Who enters figures."""
        return Actor(f"Officer of {self.name}", self.name, "Officer")

    @property
    def head(self) -> Actor:
        """Who approves and signs."""
        return Actor(f"Head of {self.name}", self.name, "Head of the task force")

    def make_key(self, ring: KeyRing) -> None:
        """Make the key of the head."""
        day = self.clock.now.date()
        who = self.head
        stored = ring.create(self.code, who.name, PASSPHRASE, role=who.role, made_on=day)
        self.key = ring.unlock(stored, PASSPHRASE)

    def enter(self, changes: Iterable[tuple[ValueKey, Value]]) -> None:
        """Enter figures, as the officer."""
        self.workspace.actor = self.officer
        record_values(self.workspace, [ValueChange(key, value) for key, value in changes])

    def fill(self, period: str) -> None:
        """Enter everything that is asked for a period, and the work plan of a country."""
        dataset = self.workspace.dataset()
        self.enter(values_of(dataset.framework_for(period), self.code, period))
        if dataset.framework_for(period).unit_by_code[self.code].kind is UnitKind.REGION:
            return
        for activity, contributions in work_plan(self.code, period):
            funding.save_activity(self.workspace, activity)
            for contribution in contributions:
                funding.save_contribution(self.workspace, contribution)

    def submit(self, period: str, message: str = "") -> Path:
        """Make ready, approve and seal, and return the file."""
        self.workspace.actor = self.officer
        mark_ready(self.workspace, self.code, period)
        self.workspace.actor = self.head
        sealed = seal_submission(self.workspace, self.code, period, self.key, message=message)
        return self.save(sealed.package.digest)

    def save(self, digest: str) -> Path:
        """Write a package to a file of its own."""
        self.sent.mkdir(parents=True, exist_ok=True)
        path = self.sent / package_name(self.workspace, digest)
        while path.exists():  # two computers of one office count alike
            path = path.with_stem(f"{path.stem} (2)")
        return save_package(self.workspace, digest, path)

    def take(self, *files: Path, confirmed: Iterable[str] = ()) -> list[Path]:
        """Take files in and return the receipts to send back.

        Raises:
            UserError: if one of them is refused.
        """
        self.workspace.actor = self.head
        keys = () if self.key is None else (self.key,)
        words = frozenset(confirmed)
        # The files were sealed by this process, so no limited child is needed to read them.
        arrivals = look(self.workspace, files, keys, confirmed=words, reader=read_package)
        receipts: list[Path] = []
        for done in take_in(self.workspace, arrivals, self.key, confirmed=words):
            if done.error is not None:
                raise done.error
            if done.receipt:
                receipts.append(self.save(done.receipt))
        return receipts

    def confirm(self, file: Path) -> Path:
        """Take in an answer of the region, and return the receipt for it."""
        self.take(file)
        packages = self.workspace.dataset().submissions.packages
        reviews = [p for p in packages if p.kind is PackageKind.REVIEW]
        last = max(reviews, key=lambda package: package.sequence)
        return self.save(make_receipt(self.workspace, last.digest, self.key))

    def accept(self, unit: str, period: str, reason: str = "") -> Path:
        """Accept a submission, as the head of the region, and return the answer's file."""
        self.workspace.actor = self.head
        head = self._head(unit, period)
        done = accept(self.workspace, unit, period, head, self.key, reason=reason)
        return self.save(done.package.digest)

    def send_back(
        self, unit: str, period: str, reason: str, remarks: Iterable[FieldRemark], by_when: date
    ) -> Path:
        """Return a submission, as the head of the region, and return the answer's file."""
        self.workspace.actor = self.head
        done = return_submission(
            self.workspace,
            unit,
            period,
            self._head(unit, period),
            self.key,
            reason=reason,
            remarks=list(remarks),
            by_when=by_when,
        )
        return self.save(done.package.digest)

    def _head(self, unit: str, period: str) -> str:
        head = standing(self.workspace.dataset(), unit, period).head
        return "" if head is None else head.digest

    def close(self) -> None:
        """Let go of the workspace."""
        self.workspace.close()
