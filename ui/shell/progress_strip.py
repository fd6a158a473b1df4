"""The strip that shows long work: what is done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.tasks.job import Job, Step
from ui.tasks.runner import Runner
from ui.widgets.labels import label


class ProgressStrip(QFrame):
    """Shows the titled job that began last; hidden while there is none."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._jobs: list[Job] = []
        self._text = label(wraps=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setFixedHeight(8)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 12, 5)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        runner.started.connect(self._begin)
        runner.progressed.connect(self._go_on)
        runner.ended.connect(self._end)
        self.hide()

    def _begin(self, job: Job) -> None:
        self._jobs.append(job)
        self._show(job, Step(0, 0, ""))

    def _go_on(self, job: Job, step: Step) -> None:
        if self._jobs and self._jobs[-1] is job:
            self._show(job, step)

    def _end(self, job: Job) -> None:
        if job not in self._jobs:
            return
        self._jobs.remove(job)
        if self._jobs:
            self._show(self._jobs[-1], Step(0, 0, ""))
        else:
            self.hide()

    def _show(self, job: Job, step: Step) -> None:
        text = f"{job.title}: {step.what}" if step.what else f"{job.title} …"
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        # 0 of 0 lets the bar run to and fro while the amount of work is not known.
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        self._cancel.setEnabled(not job.is_cancelled)
        self._cancel.setAccessibleName(self.tr("Cancel: {title}").format(title=job.title))
        self.show()

    def _stop(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()
            self._cancel.setEnabled(False)
            self._text.setText(self.tr("Stopping …"))
