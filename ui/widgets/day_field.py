"""A field for a day, with a calendar that looks like the rest of the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton, QWidget


class DayField(QDateEdit):
    """A day with a calendar; Tab leaves it at once, and the arrows go through day, month, year."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        """Make it with a day in it."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")  # 6/12 is another day in another country
        self.show_day(day)
        _dress(self.calendarWidget())

    @property
    def day(self) -> date:
        """The day that stands in it."""
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def show_day(self, day: date) -> None:
        """Put another day into it."""
        self.setDate(QDate(day.year, day.month, day.day))

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Go to the next field and not to the next part of the date."""
        return QWidget.focusNextPrevChild(self, next_)


def _dress(calendar: QCalendarWidget) -> None:
    """Leave out numbers of weeks and red days, and draw arrows that are seen in the dark, too."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    for name, arrow in (("qt_calendar_prevmonth", "◂"), ("qt_calendar_nextmonth", "▸")):
        for button in calendar.findChildren(QToolButton, name):
            button.setIcon(QIcon())
            button.setText(arrow)
