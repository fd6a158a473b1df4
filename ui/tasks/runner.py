"""Running work beside the window: one lane for writing, one for reading.

A runnable that owns its signals loses results in PySide6, so results go through one long-lived
object, this runner, whose signal is queued to the window's thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from spa_me.domain.errors import OutcomeUnknownError, SavedButError
from spa_me.domain.progress import Cancelled, Progress
from ui.tasks.job import Job, Step

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Delivery:
    job: Job
    call: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Held:
    start: Callable[[], object]
    refuse: Callable[[Exception], None]


class _JobProgress:
    """The progress that work reports into; only changes are sent on."""

    def __init__(self, job: Job, send: Callable[[Job, Step], None]) -> None:
        self._job = job
        self._send = send
        self._last: tuple[int, str] | None = None

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total`; raise `Cancelled` once the person asked for it."""
        self._job.check()
        percent = done * 100 // total if total else -1
        if (percent, what) != self._last:
            self._last = (percent, what)
            self._send(self._job, Step(done, total, what))


class Runner(QObject):
    """Runs callables in one of two lanes and hands their results to the window's thread."""

    started = Signal(object)
    """Emitted with a titled `Job` when it begins."""
    progressed = Signal(object, object)
    """Emitted with a titled `Job` and its `Step`."""
    ended = Signal(object)
    """Emitted with every `Job` after its result was handed over, and when it was cancelled."""
    failed = Signal(object)
    """Emitted with an exception that nobody else handles; the window shows it."""
    saved_anyhow = Signal()
    """Emitted when a job failed after it had saved something, or perhaps had."""
    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._running: set[Job] = set()
        self._unwritten: set[Job] = set()
        self._gate: Callable[[], bool] | None = None
        self._held: list[_Held] = []
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any job has not been handed over yet."""
        return bool(self._running)

    def read(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
    ) -> Job:
        """Run `work` in the reader lane; see `write`."""
        return self._submit(self._reader, work, done, failed, Job(title), owner)

    def guard_writing(self, gate: Callable[[], bool] | None) -> None:
        """Ask `gate` before each write whether it may begin; None lets everything through.

        A write that may not begin is held until `release_held` or `refuse_held`: so a page can
        write without knowing that somebody has to be asked for their name first.
        """
        self._gate = gate

    @property
    def has_held(self) -> bool:
        """Whether writes wait at the gate."""
        return bool(self._held)

    def release_held(self) -> None:
        """Begin the writes that wait at the gate, in their order."""
        held, self._held = self._held, []
        for entry in held:
            entry.start()

    def refuse_held(self, error: Exception) -> None:
        """Let the writes that wait at the gate fail with `error`."""
        held, self._held = self._held, []
        for entry in held:
            entry.refuse(error)

    def write(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
        title: str = "",
    ) -> Job:
        """Run `work` in the writer lane, after all that was given to it before.

        Args:
            work: called in a worker thread with a progress to report into; touches no Qt object.
            done: called on the window's thread with what `work` returned.
            owner: results are dropped once this object was destroyed.
            failed: called on the window's thread with the exception; without it `self.failed` is
                emitted. Cancelling calls neither.
            title: what is being done, for the progress bar; empty for short work.
        """
        job = Job(title)
        if self._gate is None or self._gate():
            return self._submit(self._writer, work, done, failed, job, owner)

        def refuse(error: Exception) -> None:
            if shiboken6.isValid(owner):
                (failed or self.failed.emit)(error)

        self._held.append(
            _Held(lambda: self._submit(self._writer, work, done, failed, job, owner), refuse)
        )
        return job

    def _submit(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
        job: Job,
        owner: QObject,
    ) -> Job:
        self._running.add(job)
        if lane is self._writer and not job.title:
            self._unwritten.add(job)
        if job.title:
            self.started.emit(job)

        def finish(future: Future[T]) -> None:
            self._send(_Delivery(job, lambda: self._hand_over(future, done, failed, owner)))

        progress = _JobProgress(job, self._report)
        lane.submit(self._run, job, work, progress).add_done_callback(finish)
        return job

    @staticmethod
    def _run(job: Job, work: Callable[[Progress], T], progress: Progress) -> T:
        job.check()
        return work(progress)

    def _report(self, job: Job, step: Step) -> None:
        if job.title and shiboken6.isValid(self):
            self.progressed.emit(job, step)

    def _send(self, delivery: _Delivery) -> None:
        if shiboken6.isValid(self):
            self._delivered.emit(delivery)

    def _deliver(self, delivery: _Delivery) -> None:
        self._running.discard(delivery.job)
        self._unwritten.discard(delivery.job)
        try:
            delivery.call()
        finally:
            self.ended.emit(delivery.job)

    def _hand_over(
        self,
        future: Future[Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        owner: QObject,
    ) -> None:
        if future.cancelled() or not shiboken6.isValid(owner):
            return
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Cancelled):
            _log.info("A job was cancelled")
        elif isinstance(error, Exception):
            if isinstance(error, (SavedButError, OutcomeUnknownError)):
                self.saved_anyhow.emit()
            (failed or self.failed.emit)(error)
        else:
            raise error

    def after_writing(self, work: Callable[[], None]) -> None:
        """Run `work` after all that is being written, such as letting go of the file.

        It passes no gate and nobody waits for it; a failure is logged.
        """
        self._writer.submit(work).add_done_callback(_log_failure)

    def close(self) -> None:
        """Stop both lanes: cancel what reads and what is long, but write what was typed."""
        for job in self._running - self._unwritten:
            job.cancel()
        self._writer.shutdown(wait=True)
        self._reader.shutdown(wait=True, cancel_futures=True)


def _log_failure(future: Future[None]) -> None:
    error = future.exception()
    if error is not None:
        _log.error("Could not finish after writing", exc_info=error)
