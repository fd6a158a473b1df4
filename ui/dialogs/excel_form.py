"""The Excel form: for whom and which period, where to save it, or taking one back in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
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
from ui.files import start_folder, unused
from ui.widgets.forms import Form
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace

SUFFIX = ".xlsx"

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Choices:
    """Units that are asked for something and periods, each as code and name."""

    units: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    home: str


class ExcelFormDialog(Dialog):
    """Saves the form of a unit and period, or chooses a filled-in one."""

    save_wanted = Signal(str, str, object)
    """Emitted with the unit, the period and the path of the form to be made."""
    take_wanted = Signal(str, str, object)
    """Emitted with the unit, the period and the path of a form that came back."""

    def __init__(
        self, context: Context, unit: str = "", period: str = "", parent: QWidget | None = None
    ) -> None:
        """Make the dialog; unit and period are offered first, else the office's own."""
        super().__init__("", 560, parent)
        self.setWindowTitle(self.tr("Excel form"))
        self._context = context
        self._wanted = (unit, period or context.view.question.period)
        self._folder = start_folder()
        self.unit, self.period, self.path = QComboBox(), QComboBox(), QLineEdit()
        self._build()
        context.runner.read(_reading(context.open_workspace), self._show_choices, owner=self)

    def _build(self) -> None:
        browse = QPushButton(self.tr("&Choose…"))
        browse.clicked.connect(self._choose_path)
        self.form = Form()
        self.form.add(self.tr("Reporting &unit"), self.unit)
        self.form.add(self.tr("Reporting &period"), self.period)
        self._path_row = self.form.add(self.tr("Save &as"), self.path, beside=browse)
        for box in (self.unit, self.period):
            box.currentIndexChanged.connect(self._suggest_path)
        self.path.textEdited.connect(self._path_row.clear_error)
        layout = self.column
        layout.addWidget(label(self.tr("Fill in with Excel or LibreOffice"), "heading"))
        layout.addWidget(
            label(
                self.tr(
                    "The form has one row for each question, with what is recorded already. It can "
                    "be filled in on any machine. Every changed cell is shown here before it is "
                    "taken in."
                ),
                "muted",
            )
        )
        layout.addWidget(self.form)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.take = buttons.addButton(self.tr("&Take a filled form in…"), role.ActionRole)
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self._choose_form)
        self.save = buttons.addButton(self.tr("&Save the form"), role.AcceptRole)
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        self.save.setEnabled(False)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_choices(self, found: _Choices) -> None:
        unit, period = self._wanted
        for box, choices, wanted in (
            (self.unit, found.units, unit or found.home),
            (self.period, found.periods, period),
        ):
            for code, name in choices:
                box.addItem(name, code)
            box.setCurrentIndex(max(0, box.findData(wanted)))
        self._suggest_path()
        self.save.setEnabled(bool(found.units))

    def _suggest_path(self) -> None:
        workspace = self._context.workspace
        if workspace is None or self.unit.currentData() is None:
            return
        folder = Path(self.path.text()).parent if self.path.text() else self._folder
        name = self.tr("{workspace} form {unit} {period}").format(
            workspace=workspace.path.stem,
            unit=self.unit.currentData(),
            period=self.period.currentData(),
        )
        self.path.setText(str(unused(folder, name, SUFFIX)))

    def _choose_path(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the form as"), str(self._folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Excel workbooks (*.xlsx)")])
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(self.path.text())
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_form(self) -> None:
        dialog = QFileDialog(self, self.tr("Take a filled form in"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Excel workbooks (*.xlsx)")])
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, name: str) -> None:
        self.accept()
        unit, period = self.unit.currentData(), self.period.currentData()
        self.take_wanted.emit(unit, period, Path(name))

    def _accept(self) -> None:
        text = self.path.text().strip()
        path = Path(text) if text.lower().endswith(SUFFIX) else Path(text + SUFFIX)
        if not text or not path.is_absolute():
            self._path_row.show_error(self.tr("Choose a folder and a name for the file."))
            return
        if not path.parent.is_dir():
            self._path_row.show_error(self.tr("There is no such folder. Choose another one."))
            return
        self.accept()
        self.save_wanted.emit(self.unit.currentData(), self.period.currentData(), path)


def _reading(workspace: Workspace) -> Callable[[Progress], _Choices]:
    def read(_: Progress) -> _Choices:
        data = workspace.dataset()
        asked = {u for d in data.frameworks for units in d.reporters.values() for u in units}
        units = {
            code: str(unit.name)
            for definition in data.frameworks
            for code, unit in definition.unit_by_code.items()
            if code in asked
        }
        periods = {code: str(period.title) for code, period in data.periods.items()}
        return _Choices(tuple(units.items()), tuple(periods.items()), data.info.home_unit)

    return read
