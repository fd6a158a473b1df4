"""The settings page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.progress import Progress
from ui.context import Context
from ui.dialogs.person import PersonForm
from ui.i18n import framework_language, language_title, use_framework_language
from ui.page import Page
from ui.pages.settings.workspace_card import BackupsCard, WorkspaceCard
from ui.theme import TEXT_SIZES, THEMES, theme_titles
from ui.widgets.cards import Card
from ui.widgets.forms import Form
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from ui.pages.settings.facts import WorkspaceFacts

_WIDTH = 1040


class SettingsPage(Page):
    """Who is at work, how the app looks, and the facts of the open workspace."""

    name = "settings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.theme, self.text_size = QComboBox(), QComboBox()
        self.language = QComboBox()
        self.person = Card(
            self.tr("Who is at work?"),
            self.tr("This name stands beside every change that you make."),
        )
        self.workspace, self.backups = WorkspaceCard(), BackupsCard()
        self._make_person()
        looks = self._make_looks()
        self._build(looks)
        self.backups.wanted.connect(self._back_up)
        context.theme.changed.connect(self._show_looks)

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Settings")

    def _make_person(self) -> None:
        self.form = PersonForm(self.context.settings)
        self.save = QPushButton(self.tr("Save"))
        self.save.clicked.connect(self._save_person)
        self.person.body.addWidget(self.form)
        self.person.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_looks(self) -> Card:
        card = Card(self.tr("How should it look?"))
        for theme, title in zip(THEMES, theme_titles(), strict=True):
            self.theme.addItem(title, theme)
        for size in TEXT_SIZES:
            self.text_size.addItem(f"{size} %", size)
        form = Form()
        form.add(self.tr("T&heme"), self.theme)
        form.add(self.tr("Si&ze of text"), self.text_size)
        form.add(self.tr("&Language of framework texts"), self.language)
        card.body.addWidget(form)
        card.body.addStretch()
        self._show_languages(())
        self._show_looks()
        self.theme.activated.connect(self._choose_theme)
        self.text_size.activated.connect(self._choose_size)
        self.language.activated.connect(self._choose_language)
        return card

    def _build(self, looks: Card) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Settings"), "title"))
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.person, 3)
        first.addWidget(looks, 2)
        column.addLayout(first)
        column.addWidget(self.workspace)
        column.addWidget(self.backups)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1, Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def enter(self, arguments: dict[str, object]) -> None:
        """Show everything as it is now."""
        super().enter(arguments)
        self.form.load()
        self._look()

    def show_workspace(self) -> None:
        """Show the facts of another workspace."""
        self._look()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Show when the workspace was last changed."""
        if self.is_in_front:
            self._look()

    def leave(self) -> bool:
        """Keep a name that was typed and not saved; an empty one is left as it was."""
        if self.form.is_changed and self.form.name.text().strip():
            self._save_person()
        return True

    def _look(self) -> None:
        workspace = self.context.workspace
        self.workspace.setVisible(workspace is not None)
        self.backups.setVisible(workspace is not None)
        if workspace is None:
            self._show_languages(())
            return
        opened_at: datetime | None = self.context.opened_at

        def work(_: Progress) -> tuple[WorkspaceFacts, tuple[str, ...]]:
            from ui.pages.settings.facts import facts_of, languages_in

            return facts_of(workspace, opened_at), languages_in(workspace)

        def done(found: tuple[WorkspaceFacts, tuple[str, ...]]) -> None:
            facts, languages = found
            self._show_languages(languages)
            self.workspace.show_facts(facts.facts)
            self.backups.show_backups(facts.backups)

        self.context.runner.read(work, done, owner=self)

    def _save_person(self) -> None:
        if not self.form.save():
            return
        workspace, actor = self.context.workspace, self.context.settings.actor
        if workspace is not None and actor is not None:
            workspace.actor = actor
        self.context.notices.say(self.tr("Your next changes carry this name."))

    def _show_looks(self) -> None:
        settings = self.context.settings
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.text_size.setCurrentIndex(self.text_size.findData(settings.text_size))

    def _choose_theme(self) -> None:
        self.context.theme.choose(theme=str(self.theme.currentData()))

    def _choose_size(self) -> None:
        self.context.theme.choose(text_size=int(self.text_size.currentData()))

    def _show_languages(self, languages: Sequence[str]) -> None:
        """Offer the languages of the open framework, and the one that was chosen before."""
        chosen = self.context.settings.framework_language
        offered = dict.fromkeys([*languages, chosen] if chosen else languages)
        self.language.clear()
        self.language.addItem(self.tr("That of the app, else the original"), "")
        for language in offered:
            self.language.addItem(language_title(language), language)
        self.language.setCurrentIndex(self.language.findData(chosen))

    def _choose_language(self) -> None:
        language = str(self.language.currentData())
        self.context.settings.framework_language = language
        use_framework_language(language)
        if self.context.workspace is not None:
            from spa_me.domain.changes import ChangeSet, Topic

            self.context.view.refine(language=framework_language())
            self.context.hub.tell(ChangeSet(frozenset({Topic.FRAMEWORK})))

    def _back_up(self) -> None:
        if self.context.files is not None:
            self.context.files.back_up()
