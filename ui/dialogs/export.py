"""Writing a donor's workbook: for whom, which period, which currency, to which file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from spa_me.domain.progress import Progress
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.files import start_folder
from ui.i18n import language_title, show_sentence
from ui.widgets.forms import Form
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.reports import BookQuestion, ReportBook
    from spa_me.services.workspace import Workspace

SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class DonorChoice:
    """A donor as the dialog offers it."""

    code: str
    name: str
    currency: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen.

    Attributes:
        periods: as code and title.
        currencies: those that have a rate.
        languages: of the framework's texts beside the original.
    """

    donors: tuple[DonorChoice, ...]
    periods: tuple[tuple[str, str], ...]
    currencies: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True)
class WantedWorkbook:
    """What is to be written, and where."""

    donor: str
    question: BookQuestion
    path: Path


class ExportDialog(Dialog):
    """Asks what a donor's workbook is to hold; everything is filled in from what is on screen."""

    wanted = Signal(object)
    """Emitted with a `WantedWorkbook`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", 680, parent)
        self.setWindowTitle(self.tr("Export donor workbook"))
        self._context = context
        self._question = context.view.question
        self._own = _own_country(context.open_workspace)
        self._folder = start_folder()
        self.donor, self.period, self.currency = QComboBox(), QComboBox(), QComboBox()
        self.language = QComboBox()
        self.without_programme = QCheckBox(
            self.tr("Leave the &programme's own money out of the base")
        )
        self.without_programme.setChecked(self._question.without_programme)
        self.path = QLineEdit()
        self._fill_form()
        self._build()
        context.runner.read(_reading(context.open_workspace), self._show_choices, owner=self)

    @property
    def included(self) -> str:
        """What is said of the chosen period: whose figures are in it, and how settled they are."""
        return self.period.accessibleDescription()

    def _fill_form(self) -> None:
        self._browse = QPushButton(self.tr("&Choose…"))
        self.form = Form()
        self.form.add(self.tr("&Donor"), self.donor)
        self._period_row = self.form.add(self.tr("&Reporting period"), self.period)
        self.form.add(
            self.tr("C&urrency"),
            self.currency,
            self.tr(
                "Amounts always stand in their own currency; this one is shown beside it, with the "
                "rate and its date."
            ),
        )
        self.form.add(self.tr("&Language of framework texts"), self.language)
        self._path_row = self.form.add(self.tr("&Save as"), self.path, beside=self._browse)
        self.donor.currentIndexChanged.connect(self._donor_chosen)
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.path.textEdited.connect(self._path_row.clear_error)
        self._browse.clicked.connect(self._choose_path)

    def _build(self) -> None:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.export = buttons.addButton(self.tr("Write the workbook"), role.AcceptRole)
        self.export.setProperty("role", "primary")
        self.export.setDefault(True)
        self.export.setEnabled(False)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = self.column
        layout.addWidget(label(self.tr("Export donor workbook"), "heading"))
        layout.addWidget(
            label(
                self.tr(
                    "An Excel file made from the same figures as the screen, with checks by "
                    "formulas."
                ),
                "muted",
            )
        )
        layout.addWidget(self.form)
        layout.addWidget(self.without_programme)
        layout.addWidget(buttons)

    def _show_choices(self, found: Choices) -> None:
        for donor in found.donors:
            self.donor.addItem(donor.name, donor)
        for code, title in found.periods:
            self.period.addItem(title, code)
        self.period.setCurrentIndex(self.period.findData(self._question.period))
        self.currency.addItem(self.tr("None: own currencies only"), None)
        for currency in found.currencies:
            self.currency.addItem(currency, currency)
        self.language.addItem(self.tr("The original"), "")
        for language in found.languages:
            self.language.addItem(language_title(language), language)
        self.language.setCurrentIndex(max(0, self._language_on_screen()))
        self._donor_chosen()
        self._period_chosen()
        self.export.setEnabled(True)

    def _language_on_screen(self) -> int:
        """Return where the language of the screen stands in the list: `zh` also for `zh-CN`."""
        language = self._question.language
        place = self.language.findData(language)
        return place if place >= 0 else self.language.findData(language.partition("-")[0])

    def _donor_chosen(self) -> None:
        donor: DonorChoice | None = self.donor.currentData()
        if donor is not None:
            self.currency.setCurrentIndex(max(0, self.currency.findData(donor.currency)))
            self._suggest_path()

    def _period_chosen(self) -> None:
        self._suggest_path()
        period = self.period.currentData()
        self._period_row.set_help("")
        if period is None:
            return

        def show(book: ReportBook) -> None:
            if self.period.currentData() == period:
                self._show_included(book)

        self._context.books.request(self._of_all(period), show, owner=self)

    def _show_included(self, book: ReportBook) -> None:
        """Say before anything is written whose figures will be in it, and which are not settled."""
        included, *others = (show_sentence(sentence) for sentence in book.included)
        said = self.tr("{included}. The sheets with figures say so, too.").format(included=included)
        self._period_row.set_help(" ".join([said, *others]))

    def _of_all(self, period: str) -> BookQuestion:
        """Return the question on screen about a period of the whole programme.

        A donor's workbook covers all of it, whatever the screen is narrowed to. A country that
        keeps no figures of the others reports its own.
        """
        return replace(self._question, period=period, result=None, unit=self._own)

    def _suggest_path(self) -> None:
        donor: DonorChoice | None = self.donor.currentData()
        if donor is None or self._context.workspace is None:
            return
        folder = Path(self.path.text()).parent if self.path.text() else self._folder
        name = f"{self._context.workspace.path.stem} {donor.name} {self.period.currentData()}"
        self.path.setText(str(folder / f"{name}{SUFFIX}"))

    def _choose_path(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the workbook as"), str(self._folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Excel workbooks (*.xlsx)")])
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(self.path.text())
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _accept(self) -> None:
        text = self.path.text().strip()
        path = Path(text) if text.lower().endswith(SUFFIX) else Path(text + SUFFIX)
        if not text or not path.is_absolute():
            self._path_row.show_error(self.tr("Choose a folder and a name for the file."))
            return
        if not path.parent.is_dir():
            self._path_row.show_error(self.tr("There is no such folder. Choose another one."))
            return
        donor: DonorChoice = self.donor.currentData()
        question = replace(
            self._of_all(self.period.currentData()),
            currency=self.currency.currentData(),
            without_programme=self.without_programme.isChecked(),
            language=self.language.currentData(),
        )
        self.accept()
        self.wanted.emit(WantedWorkbook(donor.code, question, path))


def _own_country(workspace: Workspace) -> str | None:
    from spa_me.services.reporting import own_country

    return own_country(workspace)


def _reading(workspace: Workspace) -> Callable[[Progress], Choices]:
    def read(_: Progress) -> Choices:
        from exports.donors import donors
        from spa_me.domain.framework.languages import languages_of
        from spa_me.domain.framework.text import DEFAULT_LANGUAGE

        data = workspace.dataset()
        known = tuple(DonorChoice(d.code, d.name, d.currency) for d in donors().values())
        periods = {code: str(period.title) for code, period in data.periods.items()}
        currencies = {rate.base for rate in data.rates} | {rate.quote for rate in data.rates}
        currencies.update(donor.currency for donor in known)
        languages = dict.fromkeys(
            language
            for definition in data.frameworks
            for language in languages_of(definition)
            if language != DEFAULT_LANGUAGE
        )
        return Choices(known, tuple(periods.items()), tuple(sorted(currencies)), tuple(languages))

    return read
