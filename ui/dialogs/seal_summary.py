"""The page of a submission that an approver looks at: names and texts in two columns."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from spa_me.domain.cofunding import NO_CURRENCY
from spa_me.domain.values import STATE_TITLES, ValueState
from ui.evidence import show_size
from ui.i18n import domain_text, show_number, show_status
from ui.theme import Theme
from ui.values import show_value
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.status_icon import SIZE, status_pixmap

if TYPE_CHECKING:
    from spa_me.domain.status import NoStatus, Status
    from spa_me.services.exchange.preview import CellChange
    from spa_me.services.exchange.summary import SealingSummary
    from spa_me.services.submissions import Remark

_MOST_CODES = 8
"""How many changed answers are named; of more, the number is told."""


class SummaryGrid(QWidget):
    """What would be sealed, each fact beside its name."""

    def __init__(
        self, summary: SealingSummary, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self.facts: dict[str, str] = {}
        self._add_all(self._what(summary))
        self._add(self.tr("Progress markers"), self._statuses(summary), "")
        self._add_all(self._facts(summary))
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add_all(self, facts: Iterator[tuple[str, str]]) -> None:
        for name, text in facts:
            self._add(name, label(text, selectable=True), text)

    def _add(self, name: str, shown: QWidget, text: str) -> None:
        row = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label(name, "muted", wraps=False), row, 0, top)
        self._grid.addWidget(shown, row, 1)
        self.facts[name] = text

    def _what(self, summary: SealingSummary) -> Iterator[tuple[str, str]]:
        yield self.tr("Reports"), f"{summary.unit_name}, {summary.period_title}"
        yield self.tr("Framework"), summary.framework
        yield self.tr("Becomes"), self._revision(summary)
        yield self.tr("Answers"), _states_text(summary)

    def _facts(self, summary: SealingSummary) -> Iterator[tuple[str, str]]:
        returned = summary.check.submission.return_
        if returned is not None and returned.reason:
            yield self.tr("Returned with"), f"“{returned.reason}”"
        if summary.reason:
            yield self.tr("Reason"), summary.reason
        if summary.compared:
            yield (
                self.tr("Changed since revision {n}").format(n=summary.compared),
                self._changes(summary),
            )
        if summary.answers:
            yield self.tr("Says to the region"), "\n".join(map(self._answer, summary.answers))
        yield self.tr("To look at"), self._doubtful(summary)
        yield self.tr("Entered by"), ", ".join(summary.entered_by) or "–"
        yield self.tr("On behalf of"), summary.unit_name
        if summary.ready_by:
            yield self.tr("Made ready by"), summary.ready_by
        yield self.tr("Activities"), _count(summary.activities)
        yield self.tr("Money"), self._money(summary)
        yield self.tr("Evidence"), self._evidence(summary)
        yield self.tr("Goes to"), summary.recipient_name

    def _revision(self, summary: SealingSummary) -> str:
        if not summary.since and summary.number > 1:
            text = self.tr("revision {number}; those before it were withdrawn")
            return text.format(number=summary.number)
        if not summary.since:
            return self.tr("revision {number}, the first one").format(number=summary.number)
        text = self.tr("revision {number}, which follows revision {since}")
        return text.format(number=summary.number, since=summary.since)

    def _answer(self, remark: Remark) -> str:
        about = remark.remark.indicator or self.tr("The whole submission")
        said = remark.answer or self.tr("another figure, without a word")
        return f"{about}: “{remark.remark.text}” – {said}"

    def _changes(self, summary: SealingSummary) -> str:
        codes = [f"{c.key.indicator} ({_before_and_now(c)})" for c in summary.changed]
        said: list[str] = []
        if codes:
            more = len(codes) - _MOST_CODES
            named = ", ".join(codes[:_MOST_CODES]) + (f" … (+{more})" if more > 0 else "")
            one, many = self.tr("1 answer: {codes}"), self.tr("{n} answers: {codes}")
            said.append((one if len(codes) == 1 else many).format(n=len(codes), codes=named))
        if count := summary.changed_records:
            one, many = self.tr("1 other record"), self.tr("{n} other records")
            said.append(one if count == 1 else many.format(n=count))
        return "; ".join(said) or self.tr("nothing")

    def _doubtful(self, summary: SealingSummary) -> str:
        count = summary.doubtful
        if not count:
            return self.tr("nothing")
        one, many = self.tr("▲ 1 problem"), self.tr("▲ {n} problems")
        return one if count == 1 else many.format(n=count)

    def _money(self, summary: SealingSummary) -> str:
        count = summary.contributions
        one, many = self.tr("1 contribution"), self.tr("{n} contributions")
        said = [one if count == 1 else many.format(n=_count(count))]
        for (stage, currency), amount in summary.money.items():
            unit = self.tr("without a currency") if currency == NO_CURRENCY else currency
            said.append(f"{show_number(amount)} {unit} ({domain_text(stage).lower()})")
        return "; ".join(said) if count else self.tr("none")

    def _evidence(self, summary: SealingSummary) -> str:
        files, references = summary.evidence_files, summary.evidence_references
        said: list[str] = []
        if files:
            size = show_size(summary.evidence_bytes)
            one, many = self.tr("1 file, {size}"), self.tr("{n} files, {size}")
            said.append((one if files == 1 else many).format(n=files, size=size))
        if references:
            one, many = self.tr("1 reference"), self.tr("{n} references")
            said.append(one if references == 1 else many.format(n=references))
        return "; ".join(said) or self.tr("none")

    def _statuses(self, summary: SealingSummary) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=12)
        for kind, count in summary.statuses.items():
            flow.addWidget(self._status(kind, count))
        if not summary.statuses:
            flow.addWidget(label("–", wraps=False))
        return holder

    def _status(self, kind: Status | NoStatus, count: int) -> QWidget:
        holder, icon = QWidget(), QLabel()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        size = round(SIZE * self._theme.scale)
        icon.setPixmap(status_pixmap(kind, self._theme.palette, size, self.devicePixelRatioF()))
        row.addWidget(icon)
        row.addWidget(label(f"{_count(count)} {show_status(kind).lower()}", wraps=False))
        return holder


def _before_and_now(change: CellChange) -> str:
    """Return a figure before and now; of one that stays, what is other about it."""
    # A fraction stays in one line.
    before, now = (show_value(v).replace(" ", "\u00a0") for v in (change.old, change.new))
    if before != now:
        return f"{before} → {now}"
    parts = (
        (change.old.parts != change.new.parts, _tr("other breakdown")),
        (change.old.reason != change.new.reason, _tr("other reason")),
        (change.old.note != change.new.note, _tr("other note")),
    )
    return ", ".join([now, *(text for is_other, text in parts if is_other)])


def _tr(text: str) -> str:
    return QCoreApplication.translate("SummaryGrid", text)


def _count(number: int) -> str:
    return show_number(Fraction(number))


def _states_text(summary: SealingSummary) -> str:
    always = {ValueState.REPORTED, ValueState.BLANK}
    said = [
        f"{_count(count)} {domain_text(STATE_TITLES[state]).lower()}"
        for state, count in summary.states.items()
        if count or state in always
    ]
    return " · ".join(said)
