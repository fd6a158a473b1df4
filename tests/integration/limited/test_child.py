"""What a limited child can do and cannot, with real processes."""

import io
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from spa_me.domain.progress import Cancelled
from spa_me.limited.child import FLAG
from spa_me.limited.framing import FrameError, Message, read_message, write_message
from spa_me.limited.running import ChildFailedError, ChildReason, Limits, child_command, run_limited
from tests.stopping import Watching

ROOT = Path(__file__).parents[3]
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="the system holds no such limits")


def reason_of(way: str, **limits: int) -> ChildReason:
    with pytest.raises(ChildFailedError) as failed:
        run_limited("probe", Message(way), Limits(**limits))
    assert failed.value.kept == "Nothing was changed."
    return failed.value.reason


def test_bytes_come_back_as_they_went_in() -> None:
    blobs = [b"", bytes(range(256)), os.urandom(3_000_000)]

    answer = run_limited("probe", Message("echo", blobs))

    assert answer == Message("echo", tuple(blobs))


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("sleep", ChildReason.TOO_SLOW),
        ("answer much", ChildReason.TOO_LARGE),
        ("vanish", ChildReason.CRASHED),
        ("babble", ChildReason.CRASHED),
        ("recurse", ChildReason.FAILED),
    ],
)
def test_a_task_that_misbehaves_ends_with_its_reason(way: str, reason: ChildReason) -> None:
    assert reason_of(way, patience=1 if way == "sleep" else 20) is reason


@pytest.mark.timeout(30)  # left alone, one of them would sleep for a minute
@pytest.mark.parametrize("way", ["sleep", "spin", "allocate"])
def test_work_that_is_stopped_ends_the_child_and_leaves_nothing(way: str) -> None:
    person, threads = Watching(lambda seen: bool(seen.children)), set(threading.enumerate())

    with pytest.raises(Cancelled):
        run_limited("probe", Message(way, [bytes(3_000_000)]), progress=person)

    assert person.told[-1] == (0, ""), "it was stopped while the child was at work"
    assert person.children
    assert not any(child.is_running() for child in person.children)
    assert set(threading.enumerate()) == threads


def test_a_child_that_ends_with_the_work_is_no_fault_of_the_file() -> None:
    """As after Ctrl+C, which a terminal sends to both."""

    person = Watching(lambda seen: seen.told[-1][0] == 1)

    with pytest.raises(Cancelled):
        run_limited("probe", Message("vanish"), progress=person)


@only_linux
def test_memory_has_a_limit() -> None:
    assert reason_of("allocate") is ChildReason.TOO_MUCH_MEMORY


@only_linux
def test_processor_time_has_a_limit_of_its_own() -> None:
    began = time.perf_counter()

    assert reason_of("spin", seconds=1, patience=60) is ChildReason.TOO_SLOW
    assert time.perf_counter() - began < 30


@only_linux
def test_no_file_can_be_opened() -> None:
    with pytest.raises(ChildFailedError) as failed:
        run_limited("probe", Message("open a file"))
    assert failed.value.place.startswith("OSError in ")


@only_linux
def test_the_child_inherits_no_handle_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPA_ME_PASSPHRASE", "not for children")
    with (tmp_path / "open").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        seen = run_limited("probe", Message("environment")).value

    assert seen["handles"] == [0, 1, 2]
    assert set(seen["variables"]) <= {"LD_LIBRARY_PATH", "LC_CTYPE"}


def test_too_large_an_input_starts_nothing() -> None:
    with pytest.raises(ChildFailedError) as failed:
        run_limited("probe", Message("echo", [bytes(11)]), Limits(input_bytes=10))
    assert failed.value.reason is ChildReason.TOO_LARGE


def test_only_registered_tasks_can_be_asked_for() -> None:
    with pytest.raises(ChildFailedError) as failed:
        run_limited("os:system", Message("echo"))
    assert failed.value.reason is ChildReason.CRASHED


def test_several_children_at_once_do_not_disturb_each_other() -> None:
    answers: dict[int, Message] = {}

    def ask(number: int) -> None:
        answers[number] = run_limited("probe", Message("echo", [bytes([number]) * 100_000]))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {n: set(answer.blobs[0]) for n, answer in answers.items()} == {n: {n} for n in range(6)}


def test_a_packaged_app_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert child_command() == [sys.executable, FLAG]


@pytest.mark.parametrize("module", ["ui", "spa_me.cli"])
def test_the_app_becomes_the_child_when_it_is_started_with_the_flag(module: str) -> None:
    order = io.BytesIO()
    write_message(order, Message({"task": "probe", "memory": 10**8, "seconds": 5, "input": 10}))
    write_message(order, Message("echo", [b"abc"]))

    done = subprocess.run(
        [sys.executable, "-m", module, FLAG],
        input=order.getvalue(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )

    answer = io.BytesIO(done.stdout)
    assert read_message(answer, 0).value == "done"
    assert read_message(answer, 10) == Message("echo", (b"abc",))


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\0\0\0",
        b"\xff\xff\xff\xff{}",
        b"\0\0\0\x02{}",
        b"\0\0\0\x08[1,[99]]",
        b'\0\0\0\x0a[1,["a"]]',
        b"\0\0\0\x08[1,[-1]]",
        b"\0\0\0\x07[1,[3]]ab",
    ],
)
def test_what_is_not_a_message_is_not_read(frame: bytes) -> None:
    with pytest.raises(FrameError):
        read_message(io.BytesIO(frame), 10)


def test_the_child_loads_nothing_heavy_to_read_a_package() -> None:
    """It is started for every file: what it imports is waited for each time."""
    heavy = {"pydantic", "sqlalchemy", "sqlmodel", "cryptography", "openpyxl", "PySide6"}
    code = (
        "import sys, spa_me.limited.child, spa_me.packages.child_task;"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
