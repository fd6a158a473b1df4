"""How long the window was held: the longest time in which no event could be handled.

A timer beats in the window's event loop; a thread looks where the loop is while no beat comes.
"""

import sys
import threading
import time
import traceback
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, QTimer

_BEAT = 5
_LOOK = 0.008
_SUSPECT = 0.03


@dataclass(frozen=True)
class Hold:
    """A time in which the loop handled nothing.

    Attributes:
        seconds: how long an event had to wait at most.
        cpu_seconds: what the window's thread computed in it; other programs hardly change it.
        stacks: where the window's thread was, seen every few milliseconds.
    """

    seconds: float
    cpu_seconds: float
    stacks: tuple[str, ...]


class Watch(QObject):
    """Watches the event loop of the thread that makes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.get_ident()
        self._stacks: list[str] = []
        self._worst = Hold(0, 0, ())
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self._take)
        self._beat.start()
        threading.Thread(target=self._look, daemon=True).start()

    def worst(self) -> Hold:
        """Return the longest hold since this was asked last."""
        found, self._worst = self._worst, Hold(0, 0, ())
        return found

    def _take(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        stacks, self._stacks = self._stacks, []
        held = now - self._last - _BEAT / 1000
        if held > self._worst.seconds:
            self._worst = Hold(held, cpu - self._last_cpu, tuple(stacks))
        self._last, self._last_cpu = now, cpu

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK)
            if time.perf_counter() - self._last > _SUSPECT:
                frame = sys._current_frames().get(self._thread)
                if frame is not None:
                    self._stacks.append(_written(frame))


def _written(frame: FrameType) -> str:
    """Return the calls of a stack below the event loop, the innermost last."""
    calls = traceback.extract_stack(frame)
    return " > ".join(f"{_short(call.filename)}:{call.lineno} {call.name}" for call in calls[1:])


def _short(file: str) -> str:
    return "/".join(file.rsplit("/", 2)[-2:])
