"""The user guide in the window: the chapter about the page in front, its links, its pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from ui.dialogs.guide import CHAPTERS, CONTENTS, GUIDE, GuidePages, GuideWindow
from ui.main_window import MainWindow
from ui.shell.navigation import BY_NAME

PAGES = sorted(GUIDE.glob("*.md"))


@pytest.fixture
def guide(window: MainWindow, qtbot: QtBot) -> GuideWindow:
    window.start()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    found = window.findChild(GuideWindow)
    assert found is not None
    return found


def shown(guide: GuideWindow) -> str:
    return Path(guide.pages.source().toLocalFile()).name


def test_f1_opens_the_chapter_about_the_page_in_front(guide: GuideWindow) -> None:
    assert shown(guide) == "first-minute.md"
    assert guide.pages.toPlainText().startswith("The first minute")
    guide.close()


def test_contents_lead_to_every_chapter_and_back(guide: GuideWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(guide.contents, Qt.MouseButton.LeftButton)
    assert shown(guide) == CONTENTS
    html = guide.pages.toHtml()
    assert all(f'href="{page.name}"' in html for page in PAGES if page.name != CONTENTS)

    guide.pages.setFocus()
    qtbot.keyClick(guide.pages, Qt.Key.Key_Tab)
    qtbot.keyClick(guide.pages, Qt.Key.Key_Return)
    assert shown(guide) == "first-minute.md"
    qtbot.mouseClick(guide.back, Qt.MouseButton.LeftButton)
    assert shown(guide) == CONTENTS
    guide.close()


def test_asking_again_shows_the_same_window_at_the_chapter(
    guide: GuideWindow, window: MainWindow, qtbot: QtBot
) -> None:
    guide.pages.open("keyboard.md")
    window.pages_go_to("settings")
    window.help.guide()

    assert window.findChildren(GuideWindow) == [guide]
    assert shown(guide) == CONTENTS
    qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()


def test_every_page_of_the_app_has_a_chapter_that_is_there() -> None:
    assert set(CHAPTERS) <= set(BY_NAME)
    assert {GUIDE / name for name in CHAPTERS.values()} <= set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_show_as_text_with_pictures_that_fit(guide: GuideWindow, page: Path) -> None:
    guide.resize(600, 500)
    guide.pages.open(page.name)

    text = guide.pages.toPlainText()
    assert text.startswith(page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# "))
    assert "**" not in text
    pictures = _pictures(guide.pages)
    assert pictures
    for name in pictures:
        image = guide.pages.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
        assert 0 < image.width() / image.devicePixelRatio() <= guide.pages.viewport().width()
    guide.close()


def test_what_is_typed_looks_typed_at_any_size_of_text(
    guide: GuideWindow, window: MainWindow, qtbot: QtBot
) -> None:
    for size in (100, 150):
        with qtbot.waitSignal(window.context.theme.changed):
            window.context.theme.choose(text_size=size)
        guide.pages.open("enter-data.md")
        cursor = guide.pages.document().find("12.5")
        assert cursor.charFormat().fontFamilies() == ["monospace"]
        cursor = guide.pages.document().find("Not available")
        assert cursor.charFormat().fontWeight() >= QFont.Weight.Bold
    guide.close()


def test_another_width_fits_the_pictures_again(guide: GuideWindow, qtbot: QtBot) -> None:
    guide.pages.open("keyboard.md")
    guide.resize(guide.width() // 2, guide.height())
    assert guide.pages.horizontalScrollBar().maximum()
    qtbot.waitUntil(lambda: not guide.pages.horizontalScrollBar().maximum())
    assert guide.pages.toPlainText().count("Keyboard\n") == 1
    guide.close()


def _pictures(pages: GuidePages) -> list[str]:
    found: list[str] = []
    block = pages.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            form = fragments.fragment().charFormat()
            if form.isImageFormat():
                found.append(form.toImageFormat().name())
            fragments += 1
        block = block.next()
    return found
