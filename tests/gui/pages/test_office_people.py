"""Who may do what: the name that is offered, and nobody locked out without being asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from spa_me.domain.dataset import Actor, DataKind
from spa_me.domain.submission import Right
from spa_me.services.submissions import set_member
from spa_me.services.workspace import Workspace
from tests.countries import countries_definition
from tests.gui.conftest import OFFICER
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.dialogs.person import PersonDialog
from ui.pages.office import OfficePage
from ui.pages.office.people_card import PeopleCard


@pytest.fixture
def page(
    context: Context, tmp_path: Path, show: Callable[[type[OfficePage]], OfficePage]
) -> Iterator[OfficePage]:
    made = context.workspace = Workspace.create(
        tmp_path / "a.spame", countries_definition(), "A", OFFICER, kind=DataKind.ILLUSTRATIVE
    )
    page = show(OfficePage)
    yield page
    for dialog in page.findChildren(QDialog):
        dialog.close()
    made.close()
    context.workspace = None


@pytest.fixture
def people(page: OfficePage) -> PeopleCard:
    return page.people


def wait(page: OfficePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.context.runner.is_busy)


def rights(page: OfficePage) -> dict[str, frozenset[Right]]:
    members = page.context.open_workspace.dataset().submissions.members
    return {member.name: member.rights for member in members}


def asked(page: OfficePage, qtbot: QtBot) -> MessageDialog:
    def found() -> list[MessageDialog]:
        return [d for d in page.findChildren(MessageDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def sit_down(page: OfficePage, actor: Actor) -> None:
    page.context.settings.actor = page.context.open_workspace.actor = actor


def test_the_person_at_work_is_offered_as_long_as_nothing_was_typed(
    page: OfficePage, people: PeopleCard, qtbot: QtBot
) -> None:
    assert people.name.text() == OFFICER.name
    sit_down(page, Actor("Sokha Chan"))
    wait(page, qtbot)
    assert people.name.text() == "Sokha Chan"

    people.name.selectAll()
    qtbot.keyClicks(people.name, "Test Head")
    sit_down(page, OFFICER)
    wait(page, qtbot)
    assert people.name.text() == "Test Head"


def test_another_workspace_shows_nothing_of_the_one_before(
    page: OfficePage, people: PeopleCard, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.keyClicks(people.name, " of country A")
    before = page.context.open_workspace
    other = Workspace.create(
        tmp_path / "b.spame", countries_definition(), "B", OFFICER, kind=DataKind.ILLUSTRATIVE
    )
    set_member(other, "Test Head", frozenset(Right))
    page.context.workspace = other
    page.show_workspace()
    assert people.name.text() == ""
    assert not people.add.isEnabled()
    wait(page, qtbot)
    assert (people.name.text(), {name for name, _ in people.boxes}) == ("", {"Test Head"})

    page.context.workspace = before
    page.show_workspace()
    wait(page, qtbot)
    assert (people.name.text(), people.boxes) == (OFFICER.name, {})
    other.close()


def test_the_first_one_is_not_somebody_else_unasked(
    page: OfficePage, people: PeopleCard, qtbot: QtBot
) -> None:
    people.name.selectAll()
    qtbot.keyClicks(people.name, "Test Head")
    people.add.click()
    dialog = asked(page, qtbot)
    assert dialog.text.startswith(
        f"Then only Test Head can administer this workspace; you, {OFFICER.name}, could only look."
    )
    dialog.buttons["Cancel"].click()
    wait(page, qtbot)
    assert rights(page) == {}
    assert people.name.text() == "Test Head"

    people.add.click()
    asked(page, qtbot).buttons["&Go on"].click()
    wait(page, qtbot)
    assert rights(page) == {"Test Head": frozenset(Right)}
    assert people.name.text() == ""
    assert not people.add.isEnabled()


def test_oneself_is_added_without_a_question(
    page: OfficePage, people: PeopleCard, qtbot: QtBot
) -> None:
    people.name.setText(OFFICER.name.upper())
    people.add.click()
    wait(page, qtbot)

    assert rights(page) == {OFFICER.name.upper(): frozenset(Right)}
    assert not page.findChildren(MessageDialog)


def test_giving_up_the_own_right_is_asked_about(
    page: OfficePage, people: PeopleCard, qtbot: QtBot
) -> None:
    for name in (OFFICER.name, "Test Head"):
        set_member(page.context.open_workspace, name, frozenset(Right))
    page.enter({})
    wait(page, qtbot)

    people.boxes[OFFICER.name, Right.ADMINISTER].click()
    dialog = asked(page, qtbot)
    assert f"you, {OFFICER.name}, could no longer change people, days or keys" in dialog.text
    assert people.boxes[OFFICER.name, Right.ADMINISTER].isChecked(), "nothing is saved yet"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    remove = f"Remove {OFFICER.name}"
    next(b for b in people.findChildren(QPushButton) if b.accessibleName() == remove).click()
    assert "could only look" in asked(page, qtbot).text
    asked(page, qtbot).buttons["&Go on"].click()
    wait(page, qtbot)

    assert rights(page) == {"Test Head": frozenset(Right)}


def test_who_is_at_work_is_asked_before_the_first_one_is_listed(
    page: OfficePage, people: PeopleCard, qtbot: QtBot
) -> None:
    sit_down(page, Actor(""))
    wait(page, qtbot)
    qtbot.keyClicks(people.name, "Test Head")
    people.add.click()
    who = page.findChildren(PersonDialog)[0]
    who.form.name.setText("Sokha Chan")
    who.save_button.click()

    assert "you, Sokha Chan, could only look" in asked(page, qtbot).text
    wait(page, qtbot)
    assert rights(page) == {}


def test_who_is_added_again_keeps_their_rights(
    page: OfficePage, people: PeopleCard, qtbot: QtBot
) -> None:
    for name in (OFFICER.name, "Test Head"):
        set_member(page.context.open_workspace, name, frozenset(Right))
    page.enter({})
    wait(page, qtbot)
    qtbot.keyClicks(people.name, "test head")
    people.add.click()
    wait(page, qtbot)

    assert rights(page) == {OFFICER.name: frozenset(Right), "test head": frozenset(Right)}
    assert people.name.text() == ""
