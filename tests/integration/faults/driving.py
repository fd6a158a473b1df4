"""Lets stories be cut off, and tells what was found that must never be found.

Run as `python -m tests.integration.faults.driving FOLDER POINTS STORY,… HARNESS…`, in a process of
its own in which everything is imported once. Prints JSON: for each harness and story how many
states were looked at, and the complaints.
"""

import errno
import json
import random
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from spa_me.domain.errors import OutcomeUnknownError, SavedButError, UserError
from spa_me.services.errors import DamagedWorkspaceError
from spa_me.storage import engine
from tests.integration.faults.recording import Disk
from tests.integration.faults.stories import CONTROLS, NEW, OLD, STORIES, Story
from tests.integration.faults.tracing import KILL, Call, Ended, watch

DONE, SAVED, UNKNOWN, REFUSED, FAULT = "done", "saved", "unknown", "refused", "fault"
_LOCKING = {5, 6, 7, 36, 37, 38}  # what fcntl does with locks


def told(story: Story, folder: Path) -> str:
    """Let a story act, and return what it says has become of it."""
    try:
        story.act(folder)
    except SavedButError as error:
        return f"{SAVED}: {error}"
    except OutcomeUnknownError as error:
        return f"{UNKNOWN}: {error}"
    except UserError as error:
        return f"{REFUSED}: {error}"
    except OSError as error:  # told in the system's words
        return f"{REFUSED}: {error}"
    except BaseException:  # noqa: BLE001 (told to the one who watches)
        return f"{FAULT}: {traceback.format_exc()[-2_000:]}"
    return DONE


class Driver:
    """One story, made once and acted as often as wanted, each time in a copy of its folder."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.story = {**STORIES, **CONTROLS}[name]()
        self.looked = 0
        self.complaints: list[str] = []
        self.dice = random.Random(name)  # noqa: S311
        self._prepared = folder / name / "prepared"
        self._prepared.mkdir(parents=True)
        self.story.prepare(self._prepared)
        self._runs = 0

    def fresh(self) -> Path:
        """Return a new copy of the folder, always with the same name."""
        path = self._prepared.with_name("run")
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self._prepared, path, symlinks=True)
        return path

    def watched(self, folder: Path, on_call: Callable[[Call], int | None]) -> Ended:
        return watch(lambda: told(self.story, folder), folder, on_call)

    def calls(self, is_wanted: Callable[[Call], bool]) -> int:
        """Return how many calls the whole of it makes."""
        seen: list[str] = []

        def note(call: Call) -> None:
            if is_wanted(call):
                seen.append(call.name)

        ended = self.watched(self.fresh(), note)
        if ended.said != DONE:
            self.complaints.append(f"undisturbed it says {ended}")
        return len(seen)

    def places(self, count: int, points: int) -> list[int]:
        """Return where to cut: everywhere if there is time for it, else by the dice."""
        return sorted(self.dice.sample(range(count), min(points, count)))

    def look(self, folder: Path, where: str, said: str, *, may_be_damaged: bool = False) -> None:
        """Look at what is left, and hold it against what was said."""
        self.looked += 1
        word = said.partition(":")[0]
        wanted = {DONE: {NEW}, SAVED: {NEW}, REFUSED: {OLD}}.get(word, {OLD, NEW})
        try:
            found = self.story.look(folder)
        except BaseException as error:  # noqa: BLE001 (any error is what is looked for)
            if may_be_damaged and isinstance(error, DamagedWorkspaceError):
                return
            where_in = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {error} (line {where_in.lineno} {where_in.name})"
            self.complaints.append(f"{where}: {kind}; it said {said!r}")
            return
        if found not in wanted:
            self.complaints.append(f"{where}: it is {found}, and it said {said!r}")


def kill_points(driver: Driver, points: int) -> None:
    """End the process right before a call that changes something, and look."""
    count = driver.calls(lambda call: call.is_changing)
    for place in driver.places(count, points):
        folder = driver.fresh()
        driver.watched(folder, _ending(place, lambda call: call.is_changing))
        driver.look(folder, f"killed at {place} of {count}", UNKNOWN)


def _ending(place: int, is_wanted: Callable[[Call], bool]) -> Callable[[Call], int | None]:
    seen = iter(range(-place, 1))
    return lambda call: KILL if is_wanted(call) and next(seen) == 0 else None


def lost_journals(driver: Driver, points: int) -> None:
    """End the process between writes to the file itself, and let somebody remove the journal."""

    def is_page(call: Call) -> bool:
        return call.name == "pwrite64" and call.paths[0].name == "plan.spame"

    count = driver.calls(is_page)
    for place in sorted({*range(min(3, count)), *driver.places(count, points)}):
        folder = driver.fresh()
        driver.watched(folder, _ending(place, is_page))
        (folder / "plan.spame-journal").unlink(missing_ok=True)
        driver.look(folder, f"no journal at {place} of {count}", UNKNOWN, may_be_damaged=True)


def power_cuts(driver: Driver, points: int) -> None:
    """Record what is written, and look at what power cuts leave of it."""
    folder = driver.fresh()
    disk = Disk(folder)
    cut = folder.with_name("cut")
    count = driver.calls(lambda call: call.is_changing)
    folder = driver.fresh()
    wanted, seen = set(driver.places(count, points)), iter(range(count + 1))

    def look(where: str, said: str) -> None:
        shutil.rmtree(cut, ignore_errors=True)
        disk.after_cut(cut, driver.dice)
        driver.look(cut, where, said)

    def note(call: Call) -> None:
        if call.is_changing:
            number = next(seen)
            if number in wanted:
                look(f"power cut at {number} of {count}", UNKNOWN)
            disk.note(call)

    ended = driver.watched(folder, note)
    for _ in range(max(2, points // 4)):
        look("power cut after it", ended.said)


def failing_calls(driver: Driver, points: int) -> None:
    """Let a call fail, or all from one on, and hold what is said against what is there."""
    count = driver.calls(_can_fail)
    for number, place in enumerate(driver.places(count, points)):
        is_once = number % 2 == 0  # else it is the disk that is gone
        folder, failed = driver.fresh(), list[str]()
        ended = driver.watched(folder, _failing(place, failed, is_once=is_once))
        how = "once" if is_once else "and all after it"
        where = f"{' '.join(failed[:1])}, {place} of {count}, failed {how}"
        driver.look(folder, where, ended.said)
        _complain_of_end(driver, folder, where, ended, is_once=is_once)


def _can_fail(call: Call) -> bool:
    return call.name != "fcntl" or call.arguments[1] in _LOCKING


def _failing(place: int, failed: list[str], *, is_once: bool) -> Callable[[Call], int | None]:
    seen = 0

    def fail(call: Call) -> int | None:
        nonlocal seen
        if not _can_fail(call):
            return None
        seen += 1
        if seen <= place or (is_once and seen > place + 1):
            return None
        failed.append(f"{call.name} {call.paths[0].name}")
        if call.name in {"fcntl", "flock"}:
            return errno.ENOLCK
        is_write = call.name in {"write", "pwrite64", "writev"}
        return errno.ENOSPC if is_write and place % 2 else errno.EIO

    return fail


def _complain_of_end(
    driver: Driver, folder: Path, where: str, ended: Ended, *, is_once: bool
) -> None:
    if ended.signal:
        hung = ended.signal == signal.SIGALRM
        driver.complaints.append(f"{where}: it {'hung' if hung else f'ended by {ended.signal}'}")
    if ended.said.startswith(FAULT):
        driver.complaints.append(f"{where}: {ended.said}")
    left = [path.name for path in folder.rglob("*.part*")]
    if is_once and left and not ended.said.startswith(DONE):
        driver.complaints.append(f"{where}: it left {left}, and it said {ended.said!r}")


HARNESSES = {
    "kill": kill_points,
    "power": power_cuts,
    "fail": failing_calls,
    "journal": lost_journals,
}


def main(folder: str, points: str, stories: str, *harnesses: str) -> None:
    """Run harnesses over stories and print what came of it."""
    engine._SETTINGS["busy_timeout"] = 200  # else each lock that fails is waited for
    found: dict[str, object] = {}
    for name in stories.split(","):
        driver = Driver(name, Path(folder))
        for harness in harnesses:
            driver.looked, driver.complaints = 0, []
            HARNESSES[harness](driver, int(points))
            found[f"{harness} {name}"] = [driver.looked, driver.complaints]
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
