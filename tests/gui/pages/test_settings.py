"""Settings: the person, the looks, the facts of what is open."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.pages.conftest import FilesAsked
from ui import i18n
from ui.context import Context
from ui.pages.settings import SettingsPage
from ui.settings import Settings

Show = Callable[[type[SettingsPage]], SettingsPage]


def texts(page: SettingsPage) -> str:
    labels = [found for found in page.findChildren(QLabel) if found.isVisibleTo(page)]
    fields = [found for found in page.findChildren(QLineEdit) if found.isReadOnly()]
    return "\n".join(found.text() for found in (*labels, *fields))


def test_the_person_is_shown_and_changed(
    show: Show, example_context: Context, settings: Settings
) -> None:
    page = show(SettingsPage)
    assert page.form.name.text() == "Test Officer"

    page.form.name.setText("Sokha Chan")
    page.save.click()

    assert settings.actor is not None
    assert settings.actor.name == "Sokha Chan"
    assert example_context.open_workspace.actor.name == "Sokha Chan"


def test_a_name_that_was_typed_is_not_lost_on_leaving(show: Show, settings: Settings) -> None:
    page = show(SettingsPage)
    page.form.name.setText("Sokha Chan")

    assert page.leave()
    assert settings.actor is not None
    assert settings.actor.name == "Sokha Chan"


def test_an_empty_name_leaves_the_old_one(show: Show, settings: Settings) -> None:
    page = show(SettingsPage)
    page.form.name.setText("")

    page.save.click()
    assert page.leave()
    assert settings.actor is not None
    assert settings.actor.name == "Test Officer"


def test_theme_and_text_size_change_at_once(
    show: Show, context: Context, settings: Settings
) -> None:
    page = show(SettingsPage)
    before = QApplication.font().pointSizeF()
    page.theme.setCurrentIndex(page.theme.findText("Dark"))
    page.theme.activated.emit(page.theme.currentIndex())
    page.text_size.setCurrentIndex(page.text_size.findText("150 %"))
    page.text_size.activated.emit(page.text_size.currentIndex())

    assert context.theme.palette.is_dark
    assert QApplication.font().pointSizeF() == before * 1.5
    assert (settings.theme, settings.text_size) == ("dark", 150)


def test_the_facts_of_the_open_workspace(
    show: Show, example_context: Context, qtbot: QtBot
) -> None:
    page = show(SettingsPage)
    qtbot.waitUntil(lambda: "Regional secretariat (RS)" in texts(page))

    found = texts(page)
    assert str(example_context.open_workspace.path) in found
    assert "UN-ACT results framework 2014 (UN-ACT, version 2014), in force from" in found
    assert "Open for reading and writing" in found
    assert "UN-ACT Annual Progress Report 2014" in found


def test_backups_are_listed_and_made(
    show: Show, example_context: Context, files: FilesAsked, qtbot: QtBot
) -> None:
    from spa_me.services import backups

    path = backups.backup_now(example_context.open_workspace)
    page = show(SettingsPage)
    qtbot.waitUntil(lambda: path.name in texts(page))

    page.backups.wanted.emit()
    assert files.asked == ["back up"]


def test_without_a_workspace_its_cards_are_not_there(show: Show, context: Context) -> None:
    page = show(SettingsPage)

    assert page.workspace.isHidden()
    assert page.backups.isHidden()


def test_the_language_of_framework_texts_is_chosen_among_those_there_are(
    show: Show, example_context: Context, settings: Settings, qtbot: QtBot
) -> None:
    page = show(SettingsPage)
    qtbot.waitUntil(lambda: page.language.count() > 1)
    offered = [page.language.itemData(place) for place in range(page.language.count())]
    assert offered[0] == ""
    assert {"en", "km", "zh"} <= set(offered)
    assert page.language.itemText(page.language.findData("km")) == "ខ្មែរ (km)"

    page.language.setCurrentIndex(page.language.findData("km"))
    with qtbot.waitSignals([example_context.view.changed, example_context.hub.changed]):
        page.language.activated.emit(page.language.currentIndex())

    assert settings.framework_language == "km"
    assert i18n.framework_language() == "km"
    assert example_context.view.question.language == "km"
    i18n.use_framework_language("")
    assert i18n.framework_language() == ""
