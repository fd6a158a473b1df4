"""Start a child, give it one task, and come back with its answer or a reason within the time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress, silent
from spa_me.limited.child import DONE, FLAG, OUT_OF_MEMORY
from spa_me.limited.framing import HEADER_LIMIT, FrameError, Message, read_message, write_message

MEGABYTE = 1_000_000
_GLANCE = 0.05
"""Seconds after which it is asked again whether the work is to stop; no person notices them."""
_START = "import sys; sys.path[:] = sys.argv[1:]; from spa_me.limited.child import serve; serve()"
_KEPT_VARIABLES = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "MALLOC_ARENA_MAX")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use.

    Attributes:
        seconds: of processor time; not held on Windows.
        patience: seconds until it is ended whatever it does; more than the seconds that it may
            work, since an honest file must not be refused because the computer is busy.
        memory: bytes beside what the interpreter and the task's modules take.
        input_bytes, answer_bytes: of the messages' blobs.
    """

    seconds: int = 5
    patience: int = 20
    memory: int = 256 * MEGABYTE
    input_bytes: int = 64 * MEGABYTE
    answer_bytes: int = 64 * MEGABYTE


class ChildReason(StrEnum):
    """Why there is no answer."""

    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    TOO_LARGE = "too_large"
    CRASHED = "crashed"
    FAILED = "failed"


_SENTENCES = {
    ChildReason.TOO_SLOW: "Reading the file took longer than {seconds} seconds and was stopped.",
    ChildReason.TOO_MUCH_MEMORY: "Reading the file took more than {memory} MB and was stopped.",
    ChildReason.TOO_LARGE: "What the file holds is larger than {answer} MB.",
    ChildReason.CRASHED: "The program that reads the file broke down on it.",
    ChildReason.FAILED: "The file holds something that cannot be read.",
}


class ChildFailedError(UserError):
    """A child that gave no answer.

    Attributes:
        place: kind and place of an error in the task, for the log; empty otherwise.
    """

    def __init__(self, reason: ChildReason, limits: Limits, place: str = "") -> None:
        what = _SENTENCES[reason].format(
            seconds=limits.seconds,
            memory=limits.memory // MEGABYTE,
            answer=limits.answer_bytes // MEGABYTE,
        )
        super().__init__(what, kept="Nothing was changed.")
        self.reason = reason
        self.place = place


def child_command() -> list[str]:
    """Return the command that starts a child.

    The interpreter starts without the user's settings and site folders, and looks for modules where
    this process does. A packaged app has no interpreter beside it: it starts itself with a
    flag that its entry looks for first (`serve_if_asked`).
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    folders = [folder for folder in sys.path if folder]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, *folders]


def run_limited(
    task: str, message: Message, limits: Limits | None = None, *, progress: Progress = silent
) -> Message:
    """Do a task in a child process and return its answer.

    Args:
        task: its name in `TASKS`.
        message: what the task gets.
        limits: of this child; the defaults are those of packages.
        progress: told again and again while the child works.

    Raises:
        ChildFailedError: if there is no answer within the limits.
        Cancelled: when the work is to stop; the child has ended then.
    """
    limits = limits or Limits()
    if sum(len(blob) for blob in message.blobs) > limits.input_bytes:
        raise ChildFailedError(ChildReason.TOO_LARGE, limits)
    order = Message(
        {
            "task": task,
            "memory": limits.memory,
            "seconds": limits.seconds,
            "input": limits.input_bytes,
        }
    )
    return _Child(limits).run(order, message, progress)


class _Child:
    """One child from its start to its end; nothing of it is left behind."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.is_late = False
        self.answer = b""
        self.process = subprocess.Popen(  # noqa: S603 (our own interpreter and text)
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
            creationflags=subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0,
        )

    def run(self, order: Message, message: Message, progress: Progress) -> Message:
        """Return the answer to a message; without one, end the child all the same."""
        writer = threading.Thread(target=self._write, args=(order, message), daemon=True)
        reader = threading.Thread(target=self._read, daemon=True)
        with self.process:
            writer.start()
            reader.start()
            try:
                self._wait_for(reader, progress)
            finally:
                self.process.kill()
                reader.join()
                writer.join()
        return self._judge()

    def _wait_for(self, reader: threading.Thread, progress: Progress) -> None:
        end = time.monotonic() + self.limits.patience
        while reader.is_alive() and not self.is_late:
            progress.step(0, 0, "")
            reader.join(_GLANCE)
            self.is_late = reader.is_alive() and time.monotonic() > end
        # Ctrl+C at a terminal ends the child, too: that is then no fault of the file.
        progress.step(1, 1, "")

    def _write(self, order: Message, message: Message) -> None:
        assert self.process.stdin is not None  # noqa: S101 (asked for above)
        # A child that has ended does not listen; why it ended is told by what it answered.
        with suppress(OSError), self.process.stdin as stream:
            write_message(stream, order)  # pyright: ignore[reportArgumentType]
            write_message(stream, message)  # pyright: ignore[reportArgumentType]

    def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 (asked for above)
        self.answer = self.process.stdout.read(self.limits.answer_bytes + HEADER_LIMIT + 1)
        if len(self.answer) <= self.limits.answer_bytes + HEADER_LIMIT:
            # It has closed its output, so its own end is near: its exit code is worth waiting for.
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)

    def _judge(self) -> Message:
        if self.is_late or self.process.returncode == -getattr(signal, "SIGXCPU", 0):
            raise ChildFailedError(ChildReason.TOO_SLOW, self.limits)
        if len(self.answer) > self.limits.answer_bytes + HEADER_LIMIT:
            raise ChildFailedError(ChildReason.TOO_LARGE, self.limits)
        stream = BytesIO(self.answer)
        try:
            outcome = read_message(stream, 0).value
            if outcome == DONE:
                return read_message(stream, self.limits.answer_bytes)
        except FrameError:
            raise ChildFailedError(ChildReason.CRASHED, self.limits) from None
        if outcome == OUT_OF_MEMORY:
            raise ChildFailedError(ChildReason.TOO_MUCH_MEMORY, self.limits)
        raise ChildFailedError(ChildReason.FAILED, self.limits, str(outcome[1]))
