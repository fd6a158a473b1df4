"""Who may do what: each person with a box for each right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from spa_me.domain.submission import RIGHT_TITLES, Member, Right, same_name
from ui.i18n import domain_text
from ui.plain_text import as_tooltip
from ui.widgets.cards import Card
from ui.widgets.labels import label

_ROW_PADDING = 10


class PeopleCard(Card):
    """The people of the office; a box that is ticked is saved at once."""

    rights_wanted = Signal(str, object)
    """Emitted with a name and the set of rights that this person is to have."""
    removal_wanted = Signal(str)
    """Emitted with the name of a person who is to be taken from the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.ask(self.tr("Who may do what?"))
        self._members: Sequence[Member] = ()
        self._is_typed = False
        self.boxes: dict[tuple[str, Right], QCheckBox] = {}
        self._rows = QWidget()
        self.name, self.add = QLineEdit(), QPushButton(self.tr("Add"))
        self.name.setPlaceholderText(self.tr("Name of a person of this office"))
        self.name.setAccessibleName(self.tr("Name of a person of this office"))
        self.name.setMaxLength(200)
        self.name.setMaximumWidth(360)
        self.name.textEdited.connect(self._typed)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        new = QHBoxLayout()
        new.addWidget(self.name, 1)
        new.addWidget(self.add)
        new.addStretch(1)
        self.body.addWidget(self._rows)
        self.body.addLayout(new)
        manners = self.tr(
            "Roles are a reminder and no lock; only the signature proves who approved."
        )
        self.body.addWidget(label(manners, "small"))

    def forget(self) -> None:
        """Show nobody and drop what was typed, as for another workspace."""
        self._is_typed = False
        self.show_people((), "", may_change=False)
        self.answer("")

    def show_people(self, members: Sequence[Member], person: str, *, may_change: bool) -> None:
        """Show who may do what.

        Args:
            members: the list; while it is empty everybody may do everything.
            person: who is at work, and is offered as the first one while nothing was typed.
            may_change: whether that person may change the list.
        """
        self._members = members
        if not members:
            self.answer(self.tr("Nobody is listed, so everybody may do everything."))
        else:
            self.answer(self.tr("Whoever is not listed may only read."))
        if not self._is_typed or self._is_listed(self.name.text()):
            self._is_typed = False
            self.name.setText("" if members else person)
        for part in (self.name, self.add):
            part.setEnabled(may_change)
        self._fill(members, may_change=may_change)

    def _fill(self, members: Sequence[Member], *, may_change: bool) -> None:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(len(Right) + 2, 1)
        self.boxes = {}
        if members:
            for column, right in enumerate(Right, start=1):
                heading = label(_short(right), "small", wraps=False)
                heading.setToolTip(as_tooltip(domain_text(RIGHT_TITLES[right])))
                grid.addWidget(heading, 0, column, Qt.AlignmentFlag.AlignHCenter)
        for row, member in enumerate(members, start=1):
            self._add_row(grid, row, member, may_change=may_change)
        self.body.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows
        rows.setVisible(bool(members))

    def _add_row(self, grid: QGridLayout, row: int, member: Member, *, may_change: bool) -> None:
        grid.setRowMinimumHeight(row, self.fontMetrics().height() + _ROW_PADDING)
        grid.addWidget(label(member.name, wraps=False), row, 0)
        for column, right in enumerate(Right, start=1):
            box = QCheckBox()
            box.setChecked(right in member.rights)
            box.setAccessibleName(f"{member.name}: {domain_text(RIGHT_TITLES[right])}")
            box.setToolTip(as_tooltip(domain_text(RIGHT_TITLES[right])))
            box.setEnabled(may_change)
            box.clicked.connect(lambda _=False, name=member.name: self._ticked(name))
            self.boxes[member.name, right] = box
            grid.addWidget(box, row, column, Qt.AlignmentFlag.AlignHCenter)
        remove = QPushButton(self.tr("Remove"))
        remove.setProperty("role", "link")
        remove.setAccessibleName(self.tr("Remove {name}").format(name=member.name))
        remove.setEnabled(may_change)
        remove.clicked.connect(lambda _=False, name=member.name: self.removal_wanted.emit(name))
        grid.addWidget(remove, row, len(Right) + 1)

    def _ticked(self, name: str) -> None:
        rights = {right for right in Right if self.boxes[name, right].isChecked()}
        self.rights_wanted.emit(name, frozenset(rights))

    def _typed(self, text: str) -> None:
        self._is_typed = bool(text)

    def _is_listed(self, name: str) -> bool:
        return same_name(name) in {same_name(member.name) for member in self._members}

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        # The first one has to be able to list the others; who is listed keeps what they may.
        first = frozenset({Right.ENTER}) if self._members else frozenset(Right)
        known = (m.rights for m in self._members if same_name(m.name) == same_name(name))
        rights = next(known, first)
        self.rights_wanted.emit(name, rights)  # the name goes once it is listed


def _short(right: Right) -> str:
    return {
        Right.ENTER: _tr("Enter"),
        Right.APPROVE: _tr("Approve"),
        Right.REVIEW: _tr("Review"),
        Right.ADMINISTER: _tr("Administer"),
    }[right]


def _tr(text: str) -> str:
    return QCoreApplication.translate("PeopleCard", text)
