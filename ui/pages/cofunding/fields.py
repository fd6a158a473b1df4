"""The fields of the forms: numbers, dates, currencies, choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from spa_me.domain.cofunding import NO_CURRENCY
from spa_me.domain.reading.cells import number_in
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.numbers import written
from ui.i18n import show_date, show_sentence
from ui.pages.cofunding.words import tr
from ui.reading import locale_signs

E = TypeVar("E", bound=StrEnum)
_CURRENCY = re.compile(r"[A-Z]{3}\Z")


class WrongInputError(ValueError):
    """What was typed cannot be taken; its text is shown at the field."""


class NumberField(QLineEdit):
    """A number as people write it; empty for none."""

    def show_number(self, number: Decimal | None) -> None:
        """Show a number in exact digits."""
        self.setText("" if number is None else written(number, locale_signs()))

    def number(self) -> Decimal | None:
        """Return the exact number; None where the field is empty.

        Raises:
            WrongInputError: with what to write instead.
        """
        if not self.text().strip():
            return None
        try:
            return number_in(self.text(), locale_signs()).number
        except UnreadError as error:
            raise WrongInputError(show_sentence(error.sentence)) from error

    def needed(self) -> Decimal:
        """Return the number; raises `WrongInputError` where there is none, too."""
        number = self.number()
        if number is None:
            raise WrongInputError(tr("A number is needed here."))
        return number


class TextField(QLineEdit):
    """A text in one line."""

    def needed(self) -> str:
        """Return the text; raises `WrongInputError` where there is none."""
        text = self.text().strip()
        if not text:
            raise WrongInputError(tr("This cannot be empty."))
        return text


class KnownText(QComboBox):
    """A text that is typed, or chosen from those that were used before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Completed in a list and never in the line: a new name may begin like a known one.
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self, texts: Iterable[str], chosen: str) -> None:
        """Offer texts to choose from, and show one."""
        self.clear()
        self.addItems(sorted(set(texts)))
        self.setCurrentIndex(-1)
        self.setEditText(chosen)

    def needed(self) -> str:
        """Return the text; raises `WrongInputError` where there is none."""
        text = self.currentText().strip()
        if not text:
            raise WrongInputError(tr("This cannot be empty."))
        return text


class CurrencyField(KnownText):
    """A currency by its ISO 4217 code, or that the source does not print one."""

    def offer(self, texts: Iterable[str], chosen: str) -> None:
        """Offer currencies; that none is printed only where it stands already."""
        known = sorted(set(texts) - {NO_CURRENCY, ""})
        super().offer((), "")
        self.addItems([tr("not printed"), *known] if chosen == NO_CURRENCY else known)
        self.setCurrentText(tr("not printed") if chosen == NO_CURRENCY else chosen)

    def currency(self) -> str:
        """Return the code; raises `WrongInputError` for what is none."""
        text = self.currentText().strip()
        if text in {"", tr("not printed")}:
            return NO_CURRENCY
        code = text.upper()
        if not _CURRENCY.match(code):
            raise WrongInputError(tr("Write the three letters of a currency, such as USD."))
        return code

    def printed(self) -> str:
        """Return the code; raises `WrongInputError` where there is none, too."""
        code = self.currency()
        if code == NO_CURRENCY:
            raise WrongInputError(tr("A rate needs both currencies."))
        return code


class ChoiceField(QComboBox, Generic[E]):
    """One of a few words."""

    def offer(self, choices: Iterable[tuple[E, str]], chosen: E) -> None:
        """Offer choices with their words, and show one."""
        self.clear()
        for choice, words in choices:
            self.addItem(words, choice)
        self.setCurrentIndex(self.findData(chosen))

    def choice(self) -> E:
        """Return what is chosen."""
        return self.currentData()


class CodeField(QComboBox):
    """One of the codes that the framework or the work plan has, shown with their titles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self, titles: Iterable[tuple[str, str]], chosen: str, none: str = "") -> None:
        """Offer codes with their titles, and show one; `none` says that there may be no code."""
        self.clear()
        if none:
            self.addItem(none, "")
        for code, title in titles:
            self.addItem(title, code)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    def code(self) -> str:
        """Return the code; empty for none."""
        return self.currentData() or ""


class DayField(QWidget):
    """A day that may be unknown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = QCheckBox(tr("known"))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setEnabled(False)
        self.known.toggled.connect(self.day.setEnabled)
        self.known.toggled.connect(self.changed)
        self.day.dateChanged.connect(self.changed)
        self.meant = QPushButton()
        self.meant.setProperty("role", "link")
        self.meant.clicked.connect(self._take_meant)
        self.meant.hide()
        self._meant: date | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.known)
        layout.addWidget(self.day, 1)
        layout.addWidget(self.meant)
        self.setFocusProxy(self.known)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def setAccessibleName(self, name: str) -> None:
        """Name both parts, since a screen reader meets them one by one."""
        super().setAccessibleName(name)
        self.known.setAccessibleName(tr("{name} is known").format(name=name))
        self.day.setAccessibleName(name)

    def show_day(self, day: date | None, otherwise: date) -> None:
        """Show a day, or that it is unknown; the calendar then opens at `otherwise`."""
        shown = day or otherwise
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.known.setChecked(day is not None)

    def offer(self, meant: date | None) -> None:
        """Offer the day that is probably meant; None offers none."""
        self._meant = meant
        self.meant.setVisible(meant is not None)
        if meant is not None:
            self.meant.setText(tr("Take {day}").format(day=show_date(meant)))

    def _take_meant(self) -> None:
        if self._meant is not None:
            self.show_day(self._meant, self._meant)

    def value(self) -> date | None:
        """Return the day; None where it is unknown."""
        if not self.known.isChecked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())
