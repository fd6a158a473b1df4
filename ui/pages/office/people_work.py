"""Changing who may do what, and asking before the person at work gives up their own right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from spa_me.domain.changes import ChangeSet
from spa_me.domain.submission import Member, Right, rights_of, same_name
from ui.dialogs.message import MessageDialog
from ui.dialogs.person import with_person

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace
    from ui.pages.office.page import OfficePage

Change = Callable[["Workspace"], ChangeSet]


class PeopleWork(QObject):
    """Carries out what the card of people wants."""

    def __init__(
        self,
        page: OfficePage,
        change: Callable[[Change], None],
        show_again: Callable[[], None],
    ) -> None:
        """Make it.

        Args:
            page: which shows the people.
            change: makes a change of the open workspace.
            show_again: shows the people as they stand, so that a tick that is only asked about
                does not look as if it were saved.
        """
        super().__init__(page)
        self._page, self._change, self._show_again = page, change, show_again

    def set_rights(self, name: str, rights: frozenset[Right]) -> None:
        """Say what a person may do."""
        from spa_me.services.submissions import set_member

        def after(members: Sequence[Member]) -> list[Member]:
            others = [m for m in members if same_name(m.name) != same_name(name)]
            return [*others, Member(name, rights)]

        self._ask(after, lambda workspace: set_member(workspace, name, rights))

    def remove(self, name: str) -> None:
        """Take a person from the list."""
        from spa_me.services.submissions import remove_member

        def after(members: Sequence[Member]) -> list[Member]:
            return [m for m in members if m.name != name]

        self._ask(after, lambda workspace: remove_member(workspace, name))

    def _ask(self, after: Callable[[Sequence[Member]], list[Member]], change: Change) -> None:
        """Make a change; ask first if the person at work could not take it back afterwards."""

        def go() -> None:
            facts, person = self._page.facts, self._page.context.settings.person[0]
            if facts is None:  # another workspace is just being looked at
                return
            then = after(facts.members)
            loses = Right.ADMINISTER in (rights_of(person, facts.members) - rights_of(person, then))
            if loses and _who_administers(then):  # nobody at all is refused anyway
                self._show_again()
                self._warn(person, then, change)
            else:
                self._change(change)

        with_person(self._page.context, self._page.window(), go)

    def _warn(self, person: str, then: Sequence[Member], change: Change) -> None:
        able = _who_administers(then)
        if rights_of(person, then):
            said = self.tr(
                "Then only {names} can administer this workspace; you, {person}, could no longer "
                "change people, days or keys. Go on?"
            )
        else:
            said = self.tr(
                "Then only {names} can administer this workspace; you, {person}, could only look. "
                "Go on?"
            )
        back = self.tr("Only {names} could give you the right again.")
        names = ", ".join(able)
        dialog = MessageDialog(
            said.format(names=names, person=person),
            [back.format(names=names)],
            parent=self._page.window(),
        )
        workspace = self._page.context.open_workspace

        def go_on() -> None:
            if self._page.context.workspace is workspace:
                self._change(change)

        dialog.add_button(self.tr("&Go on"), go_on)
        dialog.add_button(self.tr("Cancel"), is_primary=True)
        dialog.open()


def _who_administers(members: Sequence[Member]) -> list[str]:
    return sorted(member.name for member in members if Right.ADMINISTER in member.rights)
