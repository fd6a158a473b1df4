"""The dialog that shortens a target to the part of the period that was tracked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from spa_me.domain.derivation import of_figure
from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import Period
from spa_me.domain.judgements import ProRata, check_pro_rata
from spa_me.reports.lines import MarkerLine
from ui.i18n import show_amount
from ui.pages.results.allowed import legs_to_prorate
from ui.pages.results.dialogs import JudgeDialog


class ProRataDialog(JudgeDialog):
    """Tracked from and to, for which leg, and why; with the target that follows."""

    def __init__(self, line: MarkerLine, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._period = line, period
        self.before = current_pro_rata(line)
        self.preview = ""
        self.introduce(
            self.tr("Pro rata for {code}").format(code=line.code),
            f"{line.code} {line.title}\n"
            + self.tr(
                "Where data was collected in a part of the period only, the target can be "
                "shortened to that part. The original target stays beside it."
            ),
        )
        self.leg = QComboBox()
        self._fill_legs()
        self.form.add(self.tr("&Target of"), self.leg)
        start = self.before.tracked_from if self.before else period.start
        end = self.before.tracked_to if self.before else period.end
        self.tracked_from, self.tracked_to = self._day(start), self._day(end)
        self.form.add(self.tr("Tracked &from"), self.tracked_from)
        self.to_row = self.form.add(self.tr("Tracked &to"), self.tracked_to)
        self.reason, self.reason_row = self.text_field(
            self.before.reason if self.before else "",
            self.tr("R&eason"),
            self.tr("Why the period was not tracked in full."),
        )
        for field in (self.tracked_from, self.tracked_to):
            field.dateChanged.connect(self._show_target)
        self.leg.currentIndexChanged.connect(self._show_target)
        self._show_target()
        if self.before is not None:
            self.offer_removal(self.tr("Use the full target"))

    def _fill_legs(self) -> None:
        legs = legs_to_prorate(self._line)
        if len(legs) > 1:
            self.leg.addItem(self.tr("every leg"), "")
        for indicator in legs:
            self.leg.addItem(f"{indicator.code} {indicator.title}", indicator.code)
        chosen = self.before.indicator if self.before else ""
        self.leg.setCurrentIndex(max(0, self.leg.findData(chosen)))

    def _day(self, day: date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day))
        first, last = self._period.start, self._period.end
        field.setDateRange(
            QDate(first.year, first.month, first.day), QDate(last.year, last.month, last.day)
        )
        field.setCalendarPopup(True)
        return field

    @property
    def pro_rata(self) -> ProRata:
        """What was entered."""
        marker = self._line.assessment
        return ProRata(
            marker.marker.code,
            marker.period,
            _python_date(self.tracked_from.date()),
            _python_date(self.tracked_to.date()),
            self.reason.toPlainText(),
            str(self.leg.currentData() or ""),
        )

    def _show_target(self) -> None:
        self.preview = self._what_follows()
        self.to_row.set_help(self.preview)

    def _what_follows(self) -> str:
        entered = self.pro_rata
        factor = entered.factor(self._period)
        if not 0 < factor < 1:
            return self.tr("The whole period: the target stays as it is.")
        months = self.tr("{tracked} of {all} months").format(
            tracked=entered.months, all=self._period.months
        )
        targets = "; ".join(self._targets(entered, factor))
        return f"{months}: {targets}" if targets else months

    def _targets(self, entered: ProRata, factor: Fraction) -> list[str]:
        found: list[str] = []
        for leg in self._line.assessment.legs:
            if leg.target is None or not entered.applies_to(leg.indicator):
                continue
            original = of_figure(leg.target.original, leg)
            used = of_figure(Fraction(leg.target.original) * factor, leg)
            found.append(f"{leg.indicator.code} {show_amount(original)} → {show_amount(used)}")
        return found

    def is_complete(self) -> bool:
        """Ask for a reason and for a tracked period that is shorter than the period."""
        what = self.tr("A reason is needed: pro rata changes a target.")
        if not self.needs(self.reason, self.reason_row, what):
            return False
        try:
            check_pro_rata(self.pro_rata, self._period)
        except RefusedError as refusal:
            self.to_row.show_error(refusal)
            return False
        return True


def current_pro_rata(line: MarkerLine) -> ProRata | None:
    """Return what shortens a marker's target now."""
    for leg in line.assessment.legs:
        if leg.pro_rata is not None:
            return leg.pro_rata
    return None


def _python_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
