"""Things that people do, each with what may be found after it, whatever came in between.

A story makes what is there before, does one thing, and looks at what is left: `old`, `new`, or an
`AssertionError` for anything that must never be found.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from spa_me.atomic import write_whole
from spa_me.domain.errors import FileError, UserError
from spa_me.domain.submission import SubmissionState
from spa_me.packages.keys import Cost, write_key_file
from spa_me.packages.reading import read_package
from spa_me.services.backups import backup_now, restore
from spa_me.services.dumping import dump, load
from spa_me.services.entry import record_values
from spa_me.services.errors import DamagedWorkspaceError
from spa_me.services.exchange import keyring
from spa_me.services.exchange.arrivals import look
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.records import package_file
from spa_me.services.exchange.sealing import save_package, seal_submission
from spa_me.services.exchange.taking import take_in
from spa_me.services.submissions import mark_ready, standing
from spa_me.services.workspace import Workspace
from spa_me.storage import verification
from spa_me.storage.backup import is_good
from spa_me.storage.engine import Store
from spa_me.storage.format import FORMAT
from spa_me.storage.identify import format_in
from tests.integration.exchange.offices import (
    Office,
    accept,
    approver,
    key_of,
    officer,
    trusting_region,
)
from tests.integration.making import ACTOR, Clock, change, new_workspace

ROOT = Path(__file__).parents[3]
PERIOD = "2014"
WORDS = "four words nobody guesses"
OLD, NEW = "old", "new"

# Opening a key takes a tenth of a second on purpose; here nobody guesses its passphrase.
keyring.write_key_file = partial(write_key_file, cost=Cost(memory=64, passes=1, lanes=1))


class Story:
    """What is done in a folder; a subclass is one thing that people do."""

    def prepare(self, folder: Path) -> None:
        """Make what is there before."""

    def act(self, folder: Path) -> None:
        """Do the one thing; return when it is done."""
        raise NotImplementedError

    def look(self, folder: Path) -> str:
        """Return whether what is there is old or new."""
        raise NotImplementedError


def number_in(path: Path) -> int:
    """Return the figure of a workspace, of which every part is checked; both units have it."""
    with Workspace.open(path, ACTOR, clock=Clock()) as workspace:
        values = workspace.dataset().values
        both = {values.get("count", unit, PERIOD).number for unit in ("A", "B")}
        audit = workspace.audit(limit=2)
    (number,) = both
    assert {entry.new for entry in audit} == {str(number)}, "the audit tells of another figure"
    return int(number or 0)


def record(workspace: Workspace, number: int) -> None:
    record_values(workspace, [change(number), change(number, unit="B")])


def older(state: int, old: int, new: int) -> str:
    assert state in {old, new}, f"the figure is {state}"
    return NEW if state == new else OLD


class Entering(Story):
    def prepare(self, folder: Path) -> None:
        with new_workspace(folder / "plan.spame") as workspace:
            record(workspace, 5)

    def act(self, folder: Path) -> None:
        with Workspace.open(folder / "plan.spame", ACTOR, clock=Clock()) as workspace:
            record(workspace, 6)

    def look(self, folder: Path) -> str:
        return older(number_in(folder / "plan.spame"), 5, 6)


class Creating(Story):
    def act(self, folder: Path) -> None:
        new_workspace(folder / "plan.spame").close()

    def look(self, folder: Path) -> str:
        path = folder / "plan.spame"
        if not path.exists():
            return OLD
        Workspace.open(path, ACTOR).close()
        return NEW


class BackingUp(Entering):
    def act(self, folder: Path) -> None:
        with Workspace.open(folder / "plan.spame", ACTOR, read_only=True) as workspace:
            backup_now(workspace, folder / "backup.spame")

    def look(self, folder: Path) -> str:
        assert number_in(folder / "plan.spame") == 5
        if not (folder / "backup.spame").exists():
            return OLD
        assert is_good(folder / "backup.spame"), "the backup is not good"
        return NEW


class Restoring(Entering):
    """Going back from 6 to the backup with 5, the file with 6 being sound."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        with Workspace.open(folder / "plan.spame", ACTOR, clock=Clock()) as workspace:
            backup_now(workspace, folder / "good.spame")
            record(workspace, 6)

    def act(self, folder: Path) -> None:
        restore(folder / "good.spame", folder / "plan.spame", clock=Clock())

    def look(self, folder: Path) -> str:
        assert (folder / "plan.spame").exists(), "the workspace's name is gone"
        found = older(number_in(folder / "plan.spame"), 6, 5)
        # A disk that does not return a page is damage, too, as SQLite sees it.
        kept = [*folder.glob("plan before *.spame"), *folder.glob("plan damaged *.spame")]
        if found == NEW:
            assert [number_in(path) for path in kept] == [6], "what was there is not kept"
        else:
            assert not kept, "a second name is left"
        return found


class RestoringDamaged(Restoring):
    """The same, the file with 6 being damaged and a journal lying beside it."""

    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        path = folder / "plan.spame"
        path.write_bytes(self.damaged(path.read_bytes()))
        path.with_name("plan.spame-journal").write_bytes(b"\0 a journal")

    @staticmethod
    def damaged(content: bytes) -> bytes:
        return content.replace(b"Test plan", b"Best plan")

    def look(self, folder: Path) -> str:
        path = folder / "plan.spame"
        assert path.exists(), "the workspace's name is gone"
        try:
            found = older(number_in(path), 6, 5)
        except DamagedWorkspaceError:
            assert path.with_name("plan.spame-journal").exists(), "the journal is gone"
            assert not list(folder.glob("plan damaged *")), "a second name is left"
            return OLD
        # Where the disk does not say that the file is damaged, it is kept under the other name.
        names = ("plan damaged *.spame", "plan before restoring *.spame")
        (kept,) = (file for name in names for file in folder.glob(name))
        assert b"Best plan" in kept.read_bytes()
        assert kept.with_name(f"{kept.name}-journal").exists()
        return found


class Dumping(Entering):
    def act(self, folder: Path) -> None:
        with Workspace.open(folder / "plan.spame", ACTOR, read_only=True) as workspace:
            dump(workspace, folder / "dump")

    def look(self, folder: Path) -> str:
        if not (folder / "dump").exists():
            return OLD
        again = folder / "again.spame"
        load(folder / "dump", again, ACTOR).close()
        assert number_in(again) == 5
        names = [
            entry["file"]
            for entry in json.loads((folder / "dump/manifest.json").read_text())["parts"]
        ]
        assert all((folder / "dump" / "data" / name).exists() for name in names)
        assert list((folder / "dump" / "tables").iterdir())
        return NEW


class Loading(Dumping):
    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        super().act(folder)

    def act(self, folder: Path) -> None:
        load(folder / "dump", folder / "loaded.spame", ACTOR).close()

    def look(self, folder: Path) -> str:
        if not (folder / "loaded.spame").exists():
            return OLD
        assert number_in(folder / "loaded.spame") == 5
        return NEW


class Updating(Story):
    """A file of an older format is brought up to date as it is opened."""

    def prepare(self, folder: Path) -> None:
        source = ROOT / "tests" / "data" / "workspaces" / "format-1.spame"
        shutil.copyfile(source, folder / "plan.spame")

    def act(self, folder: Path) -> None:
        Workspace.open(folder / "plan.spame", ACTOR, clock=Clock()).close()

    def look(self, folder: Path) -> str:
        path = folder / "plan.spame"
        found = NEW if format_in(Store(path)) == FORMAT else OLD
        with Workspace.open(path, ACTOR) as workspace:
            actions = [entry.action for entry in workspace.audit(limit=1_000)]
        assert actions.count("update format") == 1, "a command is missing"
        return found


class Sealing(Story):
    def prepare(self, folder: Path) -> None:
        country = Office(folder, "A")
        country.enter()
        mark_ready(country.workspace, "A", PERIOD)
        country.close()

    def act(self, folder: Path) -> None:
        with Workspace.open(folder / "A" / "A.spame", approver("A")) as workspace:
            seal_submission(workspace, "A", PERIOD, key_of("A"), key="seal")

    def look(self, folder: Path) -> str:
        with Workspace.open(folder / "A" / "A.spame", approver("A")) as workspace:
            found = standing(workspace.dataset(), "A", PERIOD)
            if found.state is SubmissionState.READY:
                # A repeat is safe, and does what was asked for.
                seal_submission(workspace, "A", PERIOD, key_of("A"), key="seal")
                return OLD
            assert found.state is SubmissionState.SUBMITTED
            assert found.head is not None
            assert found.head.number == 1
            assert package_file(workspace, found.head.digest)
        return NEW


class TakingIn(Sealing):
    def prepare(self, folder: Path) -> None:
        trusting_region(folder).close()
        super().prepare(folder)
        super().act(folder)
        with Workspace.open(folder / "A" / "A.spame", officer("A")) as workspace:
            head = standing(workspace.dataset(), "A", PERIOD).head
            assert head is not None
            save_package(workspace, head.digest, folder / "sent.spapkg")

    def act(self, folder: Path) -> None:
        with Workspace.open(folder / "RS" / "RS.spame", approver("RS")) as region:
            (arrival,) = look(region, [folder / "sent.spapkg"], reader=read_package)
            if arrival.refusal is not None:
                raise arrival.refusal
            (done,) = take_in(region, [arrival], key_of("RS"))
            if done.error is not None:
                raise done.error

    def look(self, folder: Path) -> str:
        with Workspace.open(folder / "RS" / "RS.spame", approver("RS")) as region:
            dataset = region.dataset()
            number = dataset.values.get("count", "A", PERIOD).number
            head = standing(dataset, "A", PERIOD).head
        assert (head is not None) is (number == 5)
        return OLD if head is None else NEW


class Accepting(TakingIn):
    def prepare(self, folder: Path) -> None:
        super().prepare(folder)
        super().act(folder)

    def act(self, folder: Path) -> None:
        with Workspace.open(folder / "RS" / "RS.spame", approver("RS")) as region:
            accept(region, "A", PERIOD, key_of("RS"), key="accept")

    def look(self, folder: Path) -> str:
        assert super().look(folder) == NEW
        with Workspace.open(folder / "RS" / "RS.spame", approver("RS")) as region:
            state = standing(region.dataset(), "A", PERIOD).state
        assert state in {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED}
        return NEW if state is SubmissionState.ACCEPTED else OLD


class MakingKey(Story):
    def act(self, folder: Path) -> None:
        made_on = Clock().now.date()
        KeyRing(folder / "keys").create("A", "Somebody", WORDS, made_on=made_on)

    def look(self, folder: Path) -> str:
        ring = KeyRing(folder / "keys")
        files = list(folder.glob("keys/*.spakey"))
        if not files:
            return OLD
        (stored,) = ring.keys()
        ring.unlock(stored, WORDS)
        return NEW


class ChangingPassphrase(MakingKey):
    def prepare(self, folder: Path) -> None:
        super().act(folder)

    def act(self, folder: Path) -> None:
        ring = KeyRing(folder / "keys")
        ring.change_passphrase(ring.find(self.beginning(folder)), WORDS, f"{WORDS} now")

    @staticmethod
    def beginning(folder: Path) -> str:
        (path,) = (folder / "keys").iterdir()
        return path.stem.rpartition(" ")[2]

    def look(self, folder: Path) -> str:
        ring = KeyRing(folder / "keys")
        (stored,) = ring.keys()
        try:
            ring.unlock(stored, WORDS)
        except UserError:
            ring.unlock(stored, f"{WORDS} now")
            return NEW
        return OLD


class WritingFile(Story):
    """A workbook, a package or a picture takes the place of one of the same name."""

    def prepare(self, folder: Path) -> None:
        (folder / "report.xlsx").write_bytes(OLD.encode() * 10_000)

    def act(self, folder: Path) -> None:
        write_whole(folder / "report.xlsx", NEW.encode() * 20_000)

    def look(self, folder: Path) -> str:
        content = (folder / "report.xlsx").read_bytes()
        assert content in {OLD.encode() * 10_000, NEW.encode() * 20_000}, "half a file is there"
        return NEW if content.startswith(NEW.encode()) else OLD


STORIES: dict[str, Callable[[], Story]] = {
    found.__name__: found
    for found in (
        Entering, Creating, BackingUp, Restoring, RestoringDamaged, Dumping, Loading, Updating,
        Sealing, TakingIn, Accepting, MakingKey, ChangingPassphrase, WritingFile,
    )
}  # fmt: skip


class Naive(WritingFile):
    """A control: written in place and not brought to the disk, as nobody should."""

    def act(self, folder: Path) -> None:
        (folder / "report.xlsx").write_bytes(NEW.encode() * 20_000)


class RenamedAway(Restoring):
    """A control: the old file makes room before the new one is there."""

    def act(self, folder: Path) -> None:
        path = folder / "plan.spame"
        path.rename(folder / "plan before restoring 2026-03-01 08-00-00Z.spame")
        shutil.copyfile(folder / "good.spame", path)


class NumberFirst(Updating):
    """A control: the number of the format is raised first, and nobody compares it with the tables.

    As pages are written in their order, an update that lost its journal can look the same.
    """

    def act(self, folder: Path) -> None:
        with sqlite3.connect(folder / "plan.spame") as connection:
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("UPDATE workspace SET title = 'More follows'")
        connection.close()

    def look(self, folder: Path) -> str:
        check, verification._format_findings = verification._format_findings, lambda *_: iter(())
        try:
            return super().look(folder)
        finally:
            verification._format_findings = check


class SaysNotSaved(WritingFile):
    """A control: what fails after the file was saved says that nothing was."""

    def act(self, folder: Path) -> None:
        super().act(folder)
        try:
            (folder / "log.txt").write_text("written")
        except OSError as error:
            message = "It could not be saved."
            raise FileError(message, kept="Nothing was written.") from error


CONTROLS: dict[str, Callable[[], Story]] = {
    found.__name__: found for found in (Naive, RenamedAway, SaysNotSaved, NumberFirst)
}
