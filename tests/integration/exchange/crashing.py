"""Kills offices at work again and again, and looks at what is left.

Run as `python -m tests.integration.exchange.crashing FOLDER ROUNDS`: each worker is a fork that
goes on with the story of a country and the region where their files stand (enter, make ready, seal,
take in, accept, correct, back up) and says so after each step. Prints what was found as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from select import select

from spa_me.domain.submission import Direction, PackageKind, SubmissionState, Verdict
from spa_me.domain.values import ValueKey, reported
from spa_me.packages.reading import read_package
from spa_me.services.backups import backup_now
from spa_me.services.doctor import examine
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.records import kept_content
from spa_me.services.exchange.reviewing import last_review
from spa_me.services.exchange.sealing import save_package, seal_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.exchange.trust import list_digest
from spa_me.services.submissions import begin_correction, mark_ready, standing
from spa_me.services.workspace import Workspace
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    officer,
    trusting_region,
)

PERIOD = "2014"
Said = Callable[[str], None]


def opened(folder: Path, code: str) -> Workspace:
    return Workspace.open(folder / code / f"{code}.spame", officer(code))


class Round:
    """One step after the other, each decided by what is there, as after a new start of the app."""

    def __init__(self, folder: Path, say: Said) -> None:
        self.folder, self.say = folder, say
        self.country, self.region = opened(folder, "A"), opened(folder, "RS")

    def close(self) -> None:
        self.country.close()
        self.region.close()

    def step(self) -> None:
        found = standing(self.country.dataset(), "A", PERIOD)
        match found.state:
            case SubmissionState.NOT_STARTED:
                self._enter(1)
            case SubmissionState.DRAFT if self._has_new_figure():
                self.country.actor = officer("A")
                mark_ready(self.country, "A", PERIOD)
            case SubmissionState.DRAFT:
                self._enter(found.next_number)
            case SubmissionState.READY:
                self._seal(found.next_number)
            case SubmissionState.SUBMITTED:
                self._review()
            case _:
                self.country.actor = officer("A")
                begin_correction(self.country, "A", PERIOD, "One more")
        if random.random() < 0.3:  # noqa: S311
            path = self.folder / "backups" / f"{time.monotonic_ns()}.spame"
            backup_now(self.region, path)
            self.say(f"backup {path.name}")

    def _has_new_figure(self) -> bool:
        dataset = self.country.dataset()
        number = standing(dataset, "A", PERIOD).next_number
        return dataset.values.get("count", "A", PERIOD).number == number

    def _enter(self, number: int) -> None:
        self.country.actor = officer("A")
        record_values(self.country, [ValueChange(ValueKey("A", PERIOD, "count"), reported(number))])

    def _seal(self, number: int) -> None:
        self.country.actor = approver("A")
        key = f"seal {number}"  # the same after a crash
        seal_submission(self.country, "A", PERIOD, key_of("A"), key=key)
        self.say(f"seal {number}")

    def _review(self) -> None:
        head = standing(self.country.dataset(), "A", PERIOD).head
        assert head is not None
        key = key_of("RS")
        self.region.actor = approver("RS")
        file = save_package(self.country, head.digest, self.folder / "sent")
        (done,) = take_in(self.region, look(self.region, [file], reader=read_package), key)
        assert done.is_done, done.error
        self.say(f"take {head.number}")
        if standing(self.region.dataset(), "A", PERIOD).state is SubmissionState.SUBMITTED:
            accept(self.region, "A", PERIOD, key, key=f"accept {head.number}")
        self.say(f"accept {head.number}")
        back = [done.receipt, last_review(self.region, "A", PERIOD).package.digest]
        files = [save_package(self.region, d, self.folder / f"back{n}") for n, d in enumerate(back)]
        self.country.actor = approver("A")
        arrivals = look(self.country, files, reader=read_package)
        for done in take_in(self.country, arrivals, key_of("A")):
            assert done.is_done, done.error


def prepare(folder: Path) -> None:
    """Make both offices; their keys stay in this process and so in its forks."""
    (folder / "backups").mkdir()
    region = trusting_region(folder)
    keys = region.file_of(list_digest(region.workspace.dataset()))
    country = Office(folder, "A")
    country.workspace.actor = approver("A")
    words = frozenset({key_of("RS").public.fingerprint})
    arrivals = look(country.workspace, [keys], confirmed=words, reader=read_package)
    (done,) = take_in(country.workspace, arrivals, confirmed=words)
    assert done.is_done
    country.close()
    region.close()


def work_on(folder: Path, acknowledge: int) -> None:
    """Go on with the story until killed."""

    def say(what: str) -> None:
        os.write(acknowledge, f"{what}\n".encode())

    there = Round(folder, say)
    while True:
        there.step()


def kill_one(folder: Path, seconds: float) -> list[str]:
    """Let a worker work for a while, kill it, and return what it acknowledged."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            work_on(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    said = b""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and select([reading], [], [], left)[0]:
        part = os.read(reading, 4096)
        assert part, "the worker ended by itself"
        said += part
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while part := os.read(reading, 4096):
        said += part
    os.close(reading)
    return said.decode().splitlines()


def check(folder: Path, said: list[str]) -> int:
    """Open both files, which checks every digest, and hold them against what was acknowledged."""
    with opened(folder, "A") as country, opened(folder, "RS") as region:
        sealed = [r.number for r in country.dataset().submissions.revisions]
        records = region.dataset().submissions
        taken = [r.number for r in records.revisions]
        accepted = [
            next(r.number for r in records.revisions if r.digest == d.revision)
            for d in records.decisions
            if d.verdict is Verdict.ACCEPTED
        ]
        for numbers in (sealed, taken, accepted):
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), numbers
        _whole(region)
    known = {"seal": sealed, "take": taken, "accept": accepted}
    for what, name in (line.split() for line in said):
        if what == "backup":
            assert examine(folder / "backups" / name).is_sound, name
        else:
            assert int(name) in known[what], f"{what} {name} was acknowledged and is not there"
    return len(sealed)


def _whole(region: Workspace) -> None:
    """See that nothing is half there: each revision with package, receipt and figures."""
    dataset = region.dataset()
    records = dataset.submissions
    came = [
        p
        for p in records.packages
        if (p.direction, p.kind) == (Direction.IN, PackageKind.SUBMISSION)
    ]
    assert {p.digest for p in came} == {r.digest for r in records.revisions}
    assert all(records.package(p.answered_by) for p in came), "a receipt is missing"
    packages = {p.id for p in records.packages}
    assert all(d.package in packages for d in records.decisions), "an answer is missing"
    head = standing(dataset, "A", PERIOD).head
    found = dataset.values.get("count", "A", PERIOD).number
    if head is None:
        assert found is None
    else:
        ((_, value),) = kept_content(region, head.digest).values
        assert (value.number, found) == (head.number, head.number)


def main(folder: Path, rounds: int) -> None:
    """Kill workers at random moments and print what came of it."""
    prepare(folder)
    dice = random.Random(1)  # noqa: S311
    said: list[str] = []
    sealed = 0
    for _ in range(rounds):
        said.extend(kill_one(folder, dice.uniform(0.05, 0.9)))
        sealed = check(folder, said)
    print(json.dumps({"kills": rounds, "sealed": sealed, "acknowledged": len(said)}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
