"""The forms for a contribution and for an activity of the work plan."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from spa_me.domain.checks.dates import day_meant, doubt_of_day
from spa_me.domain.cofunding import (
    NO_CURRENCY,
    Activity,
    Contribution,
    Form,
    SourceType,
    Stage,
)
from spa_me.domain.cofunding.codes import next_code
from spa_me.services.funding import new_id
from ui.i18n import show_sentence
from ui.pages.cofunding.choices import Choices
from ui.pages.cofunding.fields import (
    ChoiceField,
    CodeField,
    CurrencyField,
    DayField,
    KnownText,
    NumberField,
    TextField,
)
from ui.pages.cofunding.forms import RecordForm
from ui.pages.cofunding.words import form_title, source_type_title, stage_title


class ContributionForm(RecordForm):
    """Money or kind toward an activity or the plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Contribution | None = None
        self._choices: Choices | None = None
        self.unit = CodeField()
        self.source, self.source_type = KnownText(), ChoiceField[SourceType]()
        self.stage, self.form = ChoiceField[Stage](), ChoiceField[Form]()
        self.amount, self.currency = NumberField(), CurrencyField()
        self.day, self.activity, self.note = DayField(), CodeField(), TextField()
        self._add_rows()
        self.unit.currentIndexChanged.connect(self._offer_activities)
        self.day.changed.connect(self._look_at_day)

    def _add_rows(self) -> None:
        source_help = self.tr("The body that contributes.")
        self.add(
            ("source", self.tr("&Source"), self.source, source_help),
            ("source_type", self.tr("Source t&ype"), self.source_type, ""),
        )
        self.add(("unit", self.tr("Reporting &unit"), self.unit, ""))
        self.add(
            ("stage", self.tr("St&age"), self.stage, ""), ("form", self.tr("&Form"), self.form, "")
        )
        self.add(
            ("amount", self.tr("A&mount"), self.amount, self.tr("Empty where none is known.")),
            ("currency", self.tr("&Currency"), self.currency, ""),
        )
        self.add(("date", self.tr("&Date"), self.day, ""))
        self.add(("activity", self.tr("Acti&vity"), self.activity, ""))
        note_help = self.tr("Never a person’s name, case or story.")
        self.add(("note", self.tr("&Note"), self.note, note_help))

    def edit(self, record: Contribution | None, choices: Choices, unit: str) -> None:
        """Show a record to change, or an empty form for a new one of `unit`."""
        shown = record or Contribution(
            "",
            unit or choices.units[0][0],
            choices.period,
            "",
            SourceType.GOVERNMENT,
            choices.stage,
            currency=choices.own.get(unit or choices.units[0][0], NO_CURRENCY),
        )
        self._record, self._choices = record, choices
        self.unit.offer(choices.units, shown.unit)
        self.source.offer(choices.sources, shown.source)
        self.source_type.offer([(t, source_type_title(t)) for t in SourceType], shown.source_type)
        self.stage.offer([(s, stage_title(s)) for s in Stage], shown.stage)
        self.form.offer([(f, form_title(f)) for f in Form], shown.form)
        self.amount.show_number(shown.amount)
        self.currency.offer(choices.currencies, shown.currency)
        self.day.show_day(shown.date, choices.last_day)
        self._look_at_day()
        self._offer_activities()
        self.activity.setCurrentIndex(max(0, self.activity.findData(shown.activity)))
        self.note.setText(shown.note)
        self.begin(self.tr("Change contribution") if record else self.tr("Add contribution"))

    def _look_at_day(self) -> None:
        """Say at once that a day lies outside the period, and offer the one that may be meant."""
        if self._choices is None:
            return
        span, source_type = self._choices.span, SourceType.GOVERNMENT
        dated = Contribution("", "", span.code, "", source_type, date=self.day.value())
        doubt = doubt_of_day(dated, span)
        self.help("date", "" if doubt is None else f"⚠ {show_sentence(doubt)}")
        self.day.offer(day_meant(dated, span) if doubt is not None else None)

    def _offer_activities(self) -> None:
        if self._choices is not None:
            activities = self._choices.activities.get(self.unit.code(), [])
            self.activity.offer(activities, "", self.tr("the plan as a whole"))

    def _content(self) -> object:
        texts = (self.source.currentText(), self.amount.text(), self.currency.currentText())
        chosen = (self.source_type.choice(), self.stage.choice(), self.form.choice())
        codes = (self.unit.code(), self.activity.code())
        return texts, chosen, codes, self.day.value(), self.note.text()

    def read(self) -> Contribution:
        """Return the contribution as it is typed; a new one with its own id."""
        source = self.take("source", self.source.needed)
        amount = self.take("amount", self.amount.number)
        currency = self.take("currency", self.currency.currency)
        assert self._choices is not None  # noqa: S101 (`edit` came before)
        return Contribution(
            new_id() if self._record is None else self._record.id,
            self.unit.code(),
            self._choices.period,
            source,
            self.source_type.choice(),
            self.stage.choice(),
            self.form.choice(),
            self.activity.code(),
            amount,
            currency,
            self.day.value(),
            self.note.text().strip(),
        )


class ActivityForm(RecordForm):
    """A line of a country's work plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Activity | None = None
        self._period = ""
        self.code, self.unit = TextField(), CodeField()
        self.activity_title, self.result = TextField(), CodeField()
        self.budget, self.currency = NumberField(), CurrencyField()
        self.shared = QCheckBox(self.tr("other countries report it, too"))
        self.note = TextField()
        self._add_rows()

    def _add_rows(self) -> None:
        self.add(
            ("code", self.tr("&Code"), self.code, self.tr("Unique in the country’s plan.")),
            ("unit", self.tr("Reporting &unit"), self.unit, ""),
        )
        self.add(("title", self.tr("&Activity"), self.activity_title, ""))
        self.add(("result", self.tr("&Result it serves"), self.result, ""))
        self.add(
            ("budget", self.tr("&Budget"), self.budget, self.tr("Empty where none is known.")),
            ("currency", self.tr("Cu&rrency"), self.currency, ""),
        )
        shared_help = self.tr(
            "A shared activity, such as a joint meeting, has the same code in each country’s plan "
            "and counts once in the region."
        )
        self.add(("is_shared", self.tr("S&hared"), self.shared, shared_help))
        note_help = self.tr("Never a person’s name, case or story.")
        self.add(("note", self.tr("&Note"), self.note, note_help))

    def edit(self, record: Activity | None, choices: Choices, unit: str) -> None:
        """Show a record to change, or an empty form for a new one of `unit`."""
        first = unit or choices.units[0][0]
        shown = record or Activity(
            "", first, choices.period, "", "", currency=choices.own.get(first, NO_CURRENCY)
        )
        self._record, self._period = record, choices.period
        self.code.setText(shown.code or next_code(choices.activity_ids.get(first, ())))
        self.unit.offer(choices.units, shown.unit)
        self.activity_title.setText(shown.title)
        self.result.offer(choices.results, shown.result, self.tr("not tied to a result"))
        self.budget.show_number(shown.budget)
        self.currency.offer(choices.currencies, shown.currency)
        self.shared.setChecked(shown.is_shared)
        self.note.setText(shown.note)
        self.begin(self.tr("Change activity") if record else self.tr("Add activity"))

    def _content(self) -> object:
        texts = (self.code.text(), self.activity_title.text(), self.note.text())
        money = (self.budget.text(), self.currency.currentText())
        return texts, money, self.unit.code(), self.result.code(), self.shared.isChecked()

    def read(self) -> Activity:
        """Return the activity as it is typed; a new one with its own id."""
        made = Activity(
            new_id() if self._record is None else self._record.id,
            self.unit.code(),
            self._period,
            self.take("code", self.code.needed),
            self.take("title", self.activity_title.needed),
            self.result.code(),
        )
        return replace(
            made,
            budget=self.take("budget", self.budget.number),
            currency=self.take("currency", self.currency.currency),
            is_shared=self.shared.isChecked(),
            note=self.note.text().strip(),
        )
