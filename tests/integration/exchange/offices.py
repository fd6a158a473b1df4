"""Offices that exchange packages in tests: countries A and B, and the region, with their keys."""

import uuid
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.values import Value, ValueKey, reported
from spa_me.packages.keys import OfficeKey, new_key
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.packages.sealing import seal
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange import reviewing
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.reviewing import Reviewed
from spa_me.services.exchange.sealing import SealedSubmission, save_package, seal_submission
from spa_me.services.exchange.taking import TakenIn, take_in
from spa_me.services.exchange.trust import list_digest, publish_trust, trust_key
from spa_me.services.submissions import mark_ready, standing
from spa_me.services.workspace import Workspace
from tests.integration.making import Clock
from tests.integration.making import definition as countries_only

OFFICER = "Officer of {}"
APPROVER = "Approver of {}"


@cache
def plan(version: str = "1") -> FrameworkDefinition:
    """Return the framework of `making.py` with a regional secretariat."""
    content = countries_only(version).model_dump(mode="json", exclude_defaults=True)
    content["units"].append({"code": "RS", "name": "Regional secretariat", "kind": "region"})
    return read_definition(content, "test")


@cache
def key_of(office: str) -> OfficeKey:
    return new_key(office, APPROVER.format(office), made_on=date(2026, 1, 5))


def officer(office: str) -> Actor:
    return Actor(OFFICER.format(office), f"Office of {office}", "Officer")


def approver(office: str) -> Actor:
    return Actor(APPROVER.format(office), f"Office of {office}", "Head")


class Office:
    """An office with its workspace and its folder of files that go out."""

    def __init__(self, folder: Path, code: str, clock: Clock | None = None) -> None:
        self.code = code
        self.folder = folder / code
        self.folder.mkdir(parents=True)
        self.clock = clock or Clock()
        self.workspace = Workspace.create(
            self.folder / f"{code}.spame",
            plan(),
            code,
            officer(code),
            kind=DataKind.ILLUSTRATIVE,
            clock=self.clock,
        )

    @classmethod
    def at(cls, path: Path, code: str, clock: Clock | None = None) -> "Office":
        """Open the workspace of an office, perhaps a copy of it on another computer."""
        office = cls.__new__(cls)
        office.code, office.folder, office.clock = code, path.parent, clock or Clock()
        office.workspace = Workspace.open(path, officer(code), clock=office.clock)
        return office

    def close(self) -> None:
        self.workspace.close()

    @property
    def key(self) -> OfficeKey:
        return key_of(self.code)

    def enter(self, values: dict[str, Value] | None = None, period: str = "2014") -> None:
        """Enter values by indicator, every question by default."""
        wanted = {"count": reported(5)} if values is None else values
        changes = [ValueChange(ValueKey(self.code, period, c), v) for c, v in wanted.items()]
        self.clock.forward(minutes=1)
        self.workspace.actor = officer(self.code)
        record_values(self.workspace, changes)

    def submit(self, period: str = "2014", *, signed: bool = True) -> SealedSubmission:
        """Make ready, approve and seal."""
        self.clock.forward(minutes=1)
        self.workspace.actor = officer(self.code)
        mark_ready(self.workspace, self.code, period)
        self.workspace.actor = approver(self.code)
        try:
            return seal_submission(
                self.workspace, self.code, period, self.key if signed else None, message="Hello"
            )
        finally:
            self.workspace.actor = officer(self.code)

    def file_of(self, digest: str, name: str = "") -> Path:
        """Write a package to a file and return it."""
        return save_package(self.workspace, digest, self.folder / (name or digest[:12]))


def trusting_region(folder: Path, *offices: str) -> Office:
    """Return the region, which trusts its own key and those of offices and has published them.

    The offices are A and B where none are named.
    """
    region = Office(folder, "RS")
    for code in ("RS", *(offices or ("A", "B"))):
        trust_key(region.workspace, key_of(code).public)
    region.workspace.actor = approver("RS")
    publish_trust(region.workspace, region.key)
    return region


def trusting_country(folder: Path, code: str, region: Office) -> Office:
    """Return a country that has taken in the region's list of keys."""
    office = Office(folder, code)
    trusted = region.file_of(list_digest(region.workspace.dataset()))
    (done,) = taken(office, trusted, confirmed=frozenset({region.key.public.fingerprint}))
    assert done.is_done, done.error
    return office


def taken(
    office: Office, *paths: Path, confirmed: frozenset[str] = frozenset()
) -> tuple[TakenIn, ...]:
    """Take in files at an office, by its approver and with its key.

    They were sealed by this process, so that no child has to read them: a third of a second each.
    """
    arrivals = look(office.workspace, paths, [office.key], confirmed=confirmed, reader=read_package)
    office.workspace.actor = approver(office.code)
    done = take_in(office.workspace, arrivals, office.key, confirmed=confirmed)
    if office.code != "RS":  # what is written next is the officer's
        office.workspace.actor = officer(office.code)
    return done


def new_id() -> str:
    """Return the id of another package."""
    return str(uuid.uuid4())


def numbered(office: Office, digest: str, number: int) -> Path:
    """Return a package of an office, sealed with another number."""
    opened = open_package(office.file_of(digest), reader=read_package)
    manifest = replace(opened.manifest, package=new_id(), sequence=number)
    path = office.folder / f"{number}.spapkg"
    path.write_bytes(seal(opened.content, manifest, keys=(office.key,)).file)
    return path


def head_of(workspace: Workspace, unit: str, period: str) -> str:
    """Return the digest of the revision that counts; empty where none does."""
    head = standing(workspace.dataset(), unit, period).head
    return "" if head is None else head.digest


def accept(
    workspace: Workspace, unit: str, period: str, signer: OfficeKey | None, **said: Any
) -> Reviewed:
    """Accept the revision that counts, as somebody who has just looked at it."""
    head = head_of(workspace, unit, period)
    return reviewing.accept(workspace, unit, period, head, signer, **said)


def return_submission(
    workspace: Workspace, unit: str, period: str, signer: OfficeKey | None, **said: Any
) -> Reviewed:
    """Return the revision that counts, as somebody who has just looked at it."""
    head = head_of(workspace, unit, period)
    return reviewing.return_submission(workspace, unit, period, head, signer, **said)
