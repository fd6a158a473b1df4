"""The office page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.submission import TAKE_UNSIGNED, TrustEntry
from ui.context import Context
from ui.page import Page
from ui.pages.office.columns import key_columns, period_columns, trust_columns
from ui.pages.office.days import days_sentence
from ui.pages.office.days_work import DaysWork
from ui.pages.office.facts import YES, KeyFacts, OfficeFacts, PeriodFacts, facts_of
from ui.pages.office.keys_work import KeysWork
from ui.pages.office.people_card import PeopleCard
from ui.pages.office.people_work import PeopleWork
from ui.pages.office.table_card import TableCard
from ui.trusted_list import list_sentence
from ui.widgets.cards import Card
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace

_WIDTH = 1040
_CONCERNS = {Topic.SUBMISSIONS, Topic.OFFICE, Topic.FRAMEWORK, Topic.WORKSPACE}


class OfficePage(Page):
    """People and rights, reporting days, the office's keys, and whose keys are trusted."""

    name = "office"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.facts: OfficeFacts | None = None
        self._heading = label(self.tr("Office"), "title")
        self.people = PeopleCard()
        self.days = TableCard[PeriodFacts](
            self.tr("When is each period reported on?"),
            period_columns(self._names),
            lambda row: row.code,
        )
        self.keys = TableCard[KeyFacts](
            self.tr("Which keys of this office are on this computer?"),
            key_columns(),
            lambda row: row.stored.public.fingerprint,
        )
        self.trust = TableCard[TrustEntry](
            self.tr("Whose keys are trusted?"),
            trust_columns(self._names),
            lambda row: row.key.fingerprint,
        )
        self.rules = Card(self.tr("What may come in?"))
        self.unsigned = QCheckBox(self.tr("Take in &packages that are not signed"))
        self._days_work = DaysWork(self.days, self._change)
        self._people_work = PeopleWork(self, self._change, self._show_again)
        self._add_buttons()
        self.keys_work = KeysWork(context, self.keys, self)
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Office")

    def _names(self) -> Mapping[str, str]:
        return {} if self.facts is None else self.facts.names

    def _add_buttons(self) -> None:
        days, trust = self.days, self.trust
        work = self._days_work
        days.add_button(self.tr("Days…"), work.ask_days, fits=lambda _: True)
        days.add_button(self.tr("Close…"), work.ask_close, fits=lambda row: not row.is_closed)
        days.add_button(self.tr("Open again…"), work.ask_open, fits=lambda row: row.is_closed)
        days.add_button(
            self.tr("Open for one country…"), self._ask_reopen, fits=lambda row: row.is_closed
        )
        trust.add_button(self.tr("Change the list…"), self._ask_trust)

    def _build(self) -> None:
        self.rules.body.addWidget(self.unsigned)
        self.rules.body.addWidget(
            label(
                self.tr(
                    "While offices are still getting ready. Nothing proves who made such a "
                    "package; it shows as not signed wherever its figures do."
                ),
                "small",
            )
        )
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(14)
        for part in (self._heading, self.people, self.days, self.keys, self.trust, self.rules):
            column.addWidget(part)
        column.addStretch()
        whole = QWidget()
        row = QHBoxLayout(whole)  # it asks for the height at the width that `inner` really gets
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inner, 1)
        row.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _connect(self) -> None:
        self.people.rights_wanted.connect(self._people_work.set_rights)
        self.people.removal_wanted.connect(self._people_work.remove)
        self.unsigned.clicked.connect(self._set_unsigned)
        self.context.keys.changed.connect(self._look_if_shown)

    # --- Showing --------------------------------------------------------------------------------

    def enter(self, arguments: dict[str, object]) -> None:
        """Show everything as it is now."""
        super().enter(arguments)
        self._look()

    def show_workspace(self) -> None:
        """Show another workspace."""
        self.facts = None
        self.people.forget()
        self._look_if_shown()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Show what changed, if it is about the office."""
        if changes.topics & _CONCERNS:
            self._look_if_shown()

    def _look_if_shown(self) -> None:
        if self.is_in_front:
            self._look()

    def _look(self) -> None:
        workspace = self.context.workspace
        if workspace is None:
            return
        keys, person = self.context.keys, self.context.settings.person[0]
        is_read_only = workspace.access.is_read_only

        def work() -> OfficeFacts:
            from spa_me.services.exchange.published import days_standing, list_standing
            from spa_me.services.exchange.records import is_region

            data = workspace.dataset()
            stored = keys.stored(data.info.home_unit)
            listed = list_standing(workspace, data)
            days = days_standing(workspace, data) if is_region(data) else None
            return facts_of(data, stored, person, listed, days, is_read_only=is_read_only)

        def done(facts: OfficeFacts) -> None:
            if workspace is self.context.workspace:  # else it is about one that was left
                self._show(facts)

        self.context.runner.read(lambda _: work(), done, owner=self)

    def _show(self, facts: OfficeFacts) -> None:
        self.facts = facts
        may = facts.may_administer
        self._heading.setText(self.tr("Office · {name}").format(name=facts.office_name))
        self.people.show_people(facts.members, self.context.settings.person[0], may_change=may)
        self.days.show_rows(facts.periods, may_change=facts.may_set_days)
        self.days.offer_buttons(is_offered=not facts.days_set_by)
        self.days.answer(self._about_days(facts))
        self.keys.show_rows(facts.keys, may_change=may)
        self.keys.answer(self._about_keys(facts))
        self.trust.show_rows(facts.entries, may_change=may)
        self.trust.answer(self._about_trust(facts))
        self.unsigned.setChecked(facts.takes_unsigned)
        self.unsigned.setEnabled(may)

    def _about_days(self, facts: OfficeFacts) -> str:
        if facts.days is not None:
            return days_sentence(facts.days, {p.code: p.title for p in facts.periods})
        if not facts.days_set_by:
            return self.tr("This office sets these days itself.")
        text = self.tr("{region} sets these days; they come with the framework that it sends.")
        return text.format(region=facts.days_set_by)

    def _about_keys(self, facts: OfficeFacts) -> str:
        if not facts.keys:
            return self.tr("None yet. Each person who approves makes their own; it signs for them.")
        folder = self.context.keys.ring.folder
        return self.tr(
            "A key lies in a file of its own in {folder}. Keep a copy of that file in a safe "
            "place. On another computer, or after a repair, bring the copy back here."
        ).format(folder=folder)

    def _about_trust(self, facts: OfficeFacts) -> str:
        trust, listed = facts.trust, facts.listed
        if listed is not None:
            return list_sentence(listed)
        if trust is None or not trust.entries:
            if facts.is_region:
                return self.tr(
                    "Nobody's yet. Add this office's own key first, then the countries'."
                )
            return self.tr("Nobody's yet. The region sends its list; drop it on the Inbox.")
        region = facts.names.get(trust.region, trust.region)
        if trust.version == 0:
            text = self.tr("Keys of {region} are confirmed; its list has not been taken in yet.")
            return text.format(region=region)
        return self.tr("The list of {region}, version {n}.").format(region=region, n=trust.version)

    # --- People and rules -----------------------------------------------------------------------

    def _change(self, run: Callable[[Workspace], ChangeSet]) -> None:
        workspace = self.context.open_workspace

        def failed(error: Exception) -> None:
            self.context.notices.complain(error)
            self._look()  # a box that was ticked stands as it was

        self.context.runner.write(
            lambda _: run(workspace), self.context.hub.tell, owner=self, failed=failed
        )

    def _show_again(self) -> None:
        if self.facts is not None:
            self._show(self.facts)

    def _set_unsigned(self) -> None:
        from spa_me.services.submissions import set_policy

        value = YES if self.unsigned.isChecked() else "no"
        self._change(lambda workspace: set_policy(workspace, TAKE_UNSIGNED, value))

    def _ask_reopen(self) -> None:
        if self.facts is not None:
            self._days_work.ask_reopen(self.facts.units, sends=self.facts.is_region)

    # --- Trusted keys ---------------------------------------------------------------------------

    def _ask_trust(self) -> None:
        from ui.dialogs.trusted_keys import TrustedKeysDialog

        TrustedKeysDialog(self.context, self.window()).open()
