"""The forms for an exchange rate and for a share as a report printed it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QWidget

from spa_me.domain.cofunding import ExchangeRate, MissingRate, PrintedShare, SourceType
from ui.pages.cofunding.choices import Choices
from ui.pages.cofunding.fields import (
    CodeField,
    CurrencyField,
    KnownText,
    NumberField,
    TextField,
)
from ui.pages.cofunding.forms import RecordForm
from ui.pages.cofunding.words import source_type_title


class RateForm(RecordForm):
    """A dated exchange rate with its source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period = ""
        self._for_all = ""
        self.unit = CodeField()
        self.base, self.quote = CurrencyField(), CurrencyField()
        self.rate, self.document = NumberField(), TextField()
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.add(
            ("base", self.tr("One unit &of"), self.base, ""),
            ("quote", self.tr("&in"), self.quote, ""),
        )
        self.add(("rate", self.tr("&Rate"), self.rate, self.tr("Such as 6.8576.")))
        date_help = self.tr("It is used for money of this day and later, until a newer rate.")
        self.add(("date", self.tr("&Date"), self.day, date_help))
        document_help = self.tr("Where the rate was taken from; it stands beside what it converts.")
        self.add(("document", self.tr("&Taken from"), self.document, document_help))
        unit_help = self.tr(
            "A country's rate goes with its submission, and converts nobody else's."
        )
        self.add(("unit", self.tr("Converts the &money of"), self.unit, unit_help))

    def edit(self, record: ExchangeRate | None, choices: Choices, unit: str) -> None:
        """Show a record to change, or an empty form for one of `unit`, else of this office."""
        self._period = choices.period if record is None else record.period
        self._for_all = choices.home if choices.is_home_for_all else ""
        first = unit or choices.home
        self.unit.offer(choices.rate_units, first if record is None else record.unit)
        day = choices.last_day if record is None else record.date
        self.base.offer(choices.currencies, "USD" if record is None else record.base)
        self.quote.offer(choices.currencies, "" if record is None else record.quote)
        self.rate.show_number(None if record is None else record.rate)
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.document.setText("" if record is None else record.document)
        self.begin(self.tr("Change exchange rate") if record else self.tr("Add exchange rate"))

    def start_with(self, missing: MissingRate) -> None:
        """Fill in what is known of a rate that is missing; only the rate is to be typed."""
        self.base.setCurrentText(missing.base)
        self.quote.setCurrentText(missing.quote)
        self.day.setDate(QDate(missing.day.year, missing.day.month, missing.day.day))
        self.unit.setCurrentIndex(max(0, self.unit.findData(self._for_all or missing.unit)))
        self.keep()
        self.rate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _content(self) -> object:
        currencies = (self.base.currentText(), self.quote.currentText())
        texts = self.rate.text(), self.document.text()
        return currencies, texts, self.day.date(), self.unit.code()

    def read(self) -> ExchangeRate:
        """Return the rate as it is typed."""
        day = self.day.date()
        return ExchangeRate(
            self.unit.code(),
            self._period,
            self.take("base", self.base.printed),
            self.take("quote", self.quote.printed),
            self.take("rate", self.rate.needed),
            date(day.year(), day.month(), day.day()),
            self.take("document", self.document.needed),
        )


class PrintedShareForm(RecordForm):
    """A share as some report printed it, to be compared with the one that the amounts give."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Choices | None = None
        self.source, self.unit = KnownText(), CodeField()
        self.source_type = CodeField()
        self.share, self.document = NumberField(), TextField()
        source_help = self.tr("As the contribution names it, so that both can be compared.")
        self.add(
            ("source", self.tr("&Source"), self.source, source_help),
            ("source_type", self.tr("Source t&ype"), self.source_type, ""),
        )
        self.add(("unit", self.tr("Reporting &unit"), self.unit, ""))
        share_help = self.tr("In per cent, as it is printed.")
        self.add(("share", self.tr("S&hare"), self.share, share_help))
        document_help = self.tr("The document, with its figure or page.")
        self.add(("document", self.tr("Printed &in"), self.document, document_help))

    def edit(self, record: PrintedShare | None, choices: Choices, unit: str) -> None:
        """Show a record to change, or an empty form for a new one of `unit`."""
        self._choices = choices
        first = unit or choices.units[0][0]
        self.source.offer(choices.sources, "" if record is None else record.source)
        chosen = SourceType.GOVERNMENT if record is None else record.source_type or ""
        types = [(kind.value, source_type_title(kind)) for kind in SourceType]
        self.source_type.offer(types, chosen, "" if chosen else self.tr("not said"))
        self.unit.offer(choices.units, first if record is None else record.unit)
        self.share.show_number(None if record is None else record.share)
        self.document.setText("" if record is None else record.document)
        self.begin(self.tr("Change printed share") if record else self.tr("Add printed share"))

    def _content(self) -> object:
        texts = (self.source.currentText(), self.share.text(), self.document.text())
        return texts, self.source_type.code(), self.unit.code()

    def read(self) -> PrintedShare:
        """Return the printed share as it is typed."""
        assert self._choices is not None  # noqa: S101 (`edit` came before)
        return PrintedShare(
            self.unit.code(),
            self._choices.period,
            self.take("source", self.source.needed),
            self.take("share", self.share.needed),
            self.document.text().strip(),
            SourceType(self.source_type.code()) if self.source_type.code() else None,
        )
