"""Making a workspace: which framework, who reports, under which name, where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)

from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress
from spa_me.paths import SUFFIX, documents_folder
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.framework_choice import Unit, adopted, likely_unit, suggested_path, units_of
from ui.dialogs.message import message_for
from ui.dialogs.own_plan import OwnPlan
from ui.dialogs.person import PersonDialog
from ui.files import start_folder
from ui.shell.session import NewWorkspace
from ui.widgets.forms import Form
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.framework import FrameworkDefinition


class NewWorkspaceDialog(Dialog):
    """Asks what a new workspace is to be; everything but the framework is filled in already."""

    wanted = Signal(object)
    """Emitted with a `NewWorkspace` once everything is there, the person's name too."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", 620, parent)
        self.setWindowTitle(self.tr("New workspace for my country"))
        self._context = context
        self._definitions: list[FrameworkDefinition] = []
        self._folder = documents_folder()
        self.framework, self.unit = QComboBox(), QComboBox()
        self.name, self.path = QLineEdit(), QLineEdit()
        self.own_plan = OwnPlan(context)
        self._fill_form()
        self._build()
        self._connect()
        context.runner.read(_packaged, self._show_frameworks, owner=self)

    def _fill_form(self) -> None:
        self._make_searchable(self.unit)
        for box in (self.framework, self.unit):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(30)
        self._from_file = QPushButton(self.tr("From a &file…"))
        self._browse = QPushButton(self.tr("&Choose…"))
        self.form = Form()
        self._framework_row = self.form.add(
            self.tr("F&ramework"), self.framework, beside=self._from_file
        )
        self._unit_row = self.form.add(
            self.tr("My reporting &unit"),
            self.unit,
            self.tr("The office that keeps this workspace. Type to search."),
        )
        self._name_row = self.form.add(self.tr("&Title"), self.name)
        self._path_row = self.form.add(self.tr("&Save as"), self.path, beside=self._browse)

    def _make_searchable(self, box: QComboBox) -> None:
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Choose the unit, or type its name"))
        box.setLineEdit(field)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)

    def _build(self) -> None:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.make = buttons.addButton(self.tr("Make the workspace"), role.AcceptRole)
        self.make.setProperty("role", "primary")
        self.make.setDefault(True)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = self.column
        layout.addWidget(label(self.tr("New workspace for my country"), "heading"))
        layout.addWidget(
            label(
                self.tr(
                    "A workspace is one file. It holds a framework with its targets, and what is "
                    "reported against them."
                ),
                "muted",
            )
        )
        layout.addWidget(self.form)
        layout.addWidget(self.own_plan)
        layout.addStretch()
        layout.addWidget(buttons)
        self.own_plan.hide()

    def _connect(self) -> None:
        self.framework.currentIndexChanged.connect(self._show_units)
        self.unit.currentIndexChanged.connect(self._suggest)
        self.name.textEdited.connect(self._name_row.clear_error)
        self.path.textEdited.connect(self._path_row.clear_error)
        self.name.editingFinished.connect(self._suggest_path)
        self._from_file.clicked.connect(self._choose_file)
        self._browse.clicked.connect(self._choose_path)

    @property
    def definition(self) -> FrameworkDefinition | None:
        """The framework that is chosen; None for a plan of one's own that is no file yet."""
        index = self.framework.currentIndex()
        return self._definitions[index] if 0 <= index < len(self._definitions) else None

    def _show_frameworks(self, definitions: Sequence[FrameworkDefinition]) -> None:
        self.framework.blockSignals(True)
        self.framework.addItem(self.tr("I have a plan of my own"))
        for definition in definitions:
            if definition.markers:
                self._add(definition)
        self.framework.blockSignals(False)
        self.own_plan.offer([entry for entry in definitions if not entry.markers])
        self.framework.setCurrentIndex(0)
        self._show_units()

    def _add(self, definition: FrameworkDefinition) -> None:
        """Offer a framework, before the entry for a plan that is no file yet."""
        self._definitions.append(definition)
        self.framework.insertItem(len(self._definitions) - 1, str(definition.title))

    def _show_units(self) -> None:
        definition = self.definition
        for row in (self._unit_row, self._name_row, self._path_row, self.make):
            row.setVisible(definition is not None)
        self.own_plan.setVisible(definition is None)
        self._framework_row.clear_error()
        if definition is None:
            self._framework_row.set_help("")
            return
        self._framework_row.set_help(self._described(definition))
        units = units_of(definition)
        kept = self.unit.currentData()
        self.unit.blockSignals(True)
        self.unit.clear()
        for unit in units:
            self.unit.addItem(unit.name, unit)
        codes = [unit.code for unit in units]
        wanted = kept.code if kept is not None and kept.code in codes else likely_unit(units)
        self.unit.setCurrentIndex(codes.index(wanted) if wanted else -1)
        self.unit.blockSignals(False)
        self._suggest()

    def _described(self, definition: FrameworkDefinition) -> str:
        parts = [f"{definition.code}, {self.tr('version')} {definition.version}"]
        if definition.markers:
            parts.append(self.tr("%n progress marker(s)", "", len(definition.markers)))
            parts.append(self.tr("%n indicator(s)", "", len(definition.indicators)))
        else:
            parts.append(self.tr("a structure without indicators, to be filled in first"))
        return " · ".join(parts)

    @property
    def chosen_unit(self) -> Unit | None:
        """The unit that is chosen; None while the text is not one of them."""
        index = self.unit.findText(self.unit.currentText(), Qt.MatchFlag.MatchFixedString)
        return self.unit.itemData(index) if index >= 0 else None

    def _suggest(self) -> None:
        definition, unit = self.definition, self.chosen_unit
        if definition is None or unit is None:
            return
        self._unit_row.clear_error()
        if not self.name.isModified():
            self.name.setText(f"{definition.plan.code} {unit.name}")
            self._suggest_path()

    def _suggest_path(self) -> None:
        title = self.name.text().strip()
        typed = Path(self.path.text()) if self.path.text() else self._folder / "x"
        if title:
            self.path.setText(str(suggested_path(title, typed.parent, SUFFIX)))
            self._advise()

    def _advise(self) -> None:
        from spa_me.storage.location import advice_on
        from ui.i18n import show_sentence

        sentence = advice_on(Path(self.path.text())).sentence
        self._path_row.set_help("" if sentence is None else f"{show_sentence(sentence)}.")

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a framework"), str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        every = self.tr("All files (*)")
        dialog.setNameFilters([self.tr("Framework definitions (*.toml)"), every])
        dialog.fileSelected.connect(self.take_framework)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_framework(self, file: str) -> None:
        """Add the framework of a file and choose it."""

        def read(_: Progress) -> FrameworkDefinition:
            from spa_me.services.frameworks import find

            return find(Path(file))

        def done(definition: FrameworkDefinition) -> None:
            self._add(definition)
            self.framework.setCurrentIndex(len(self._definitions) - 1)

        self._context.runner.read(read, done, owner=self, failed=self._file_refused)

    def _file_refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            message_for(error, self).open()
        else:
            self._context.notices.complain(error)

    def _choose_path(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the workspace as"), str(start_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Workspaces (*{suffix})").format(suffix=SUFFIX)])
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(self.path.text())
        dialog.fileSelected.connect(self._take_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_path(self, name: str) -> None:
        self.path.setText(name)
        self._path_row.clear_error()
        self._advise()

    def _accept(self) -> None:
        wanted = self._checked()
        if wanted is None:
            return
        if self._context.settings.actor is None:
            dialog = PersonDialog(self._context.settings, self)
            dialog.answered.connect(lambda: self._finish(wanted))
            dialog.open()
        else:
            self._finish(wanted)

    def _finish(self, wanted: NewWorkspace) -> None:
        self.accept()
        self.wanted.emit(wanted)

    def _checked(self) -> NewWorkspace | None:
        """Return what is wanted; None after saying at a field what is wrong with it."""
        self.form.clear_errors()
        definition, unit = self.definition, self.chosen_unit
        if definition is None:
            self._framework_row.show_error(self.tr("Choose a framework."))
            return None
        if unit is None:
            self._unit_row.show_error(self.tr("Choose one from the list."))
            return None
        path = self._checked_path()
        if path is None:
            return None
        try:
            own = adopted(definition, unit.code)
        except UserError as error:
            self._framework_row.show_error(error)
            return None
        return NewWorkspace(path, own, unit.code, self.name.text())

    def _checked_path(self) -> Path | None:
        text = self.path.text().strip()
        path = Path(text) if text.lower().endswith(SUFFIX) else Path(text + SUFFIX)
        problem = ""
        if not text or not path.is_absolute():
            problem = self.tr("Choose a folder and a name for the file.")
        elif path.exists():
            problem = self.tr("There is a file of this name. Choose another name.")
        if problem:
            self._path_row.show_error(problem)
            return None
        return path


def _packaged(_: Progress) -> list[FrameworkDefinition]:
    from spa_me.services.frameworks import packaged

    return [entry.definition for entry in packaged()]
