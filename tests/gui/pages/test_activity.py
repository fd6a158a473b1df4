"""The activity log: every change, found in any script, read in pages."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from spa_me.domain.values import ValueKey, reported
from spa_me.services.entry import ValueChange, record_values
from ui.context import Context
from ui.pages.activity import ActivityPage
from ui.pages.activity import page as module
from ui.pages.activity.naming import Naming

Show = Callable[[type[ActivityPage]], ActivityPage]


def search(page: ActivityPage, text: str, qtbot: QtBot) -> list[str]:
    page.search.setText(text)
    qtbot.waitUntil(lambda: not page._timer.isActive() and not page.context.runner.is_busy)
    return [entry.subject for entry in page.model.rows]


@pytest.fixture
def page(show: Show, example_context: Context) -> ActivityPage:
    return show(ActivityPage)


def test_the_latest_change_comes_first_and_in_full(page: ActivityPage) -> None:
    numbers = [entry.number for entry in page.model.rows]

    assert numbers == sorted(numbers, reverse=True)
    assert page.model.rows[-1].action == "create workspace"
    assert page.table.hasFocus()
    first = page.model.rows[0]
    assert first.new.split("; source")[0][:40] in page.detail._text.toPlainText()


def test_words_are_searched_everywhere(page: ActivityPage, qtbot: QtBot) -> None:
    assert search(page, "deported cambodians", qtbot) == ["value RS 2014 3.1a-completed"]
    assert search(page, "RS cambodians 3.1a-completed", qtbot) == ["value RS 2014 3.1a-completed"]
    assert search(page, "no such words", qtbot) == []
    assert page._count.text() == "No change fits what you search for"


def test_codes_are_named(page: ActivityPage, qtbot: QtBot) -> None:
    search(page, "value KH 2014 1.3", qtbot)

    place = page.model.index(0, 4)
    assert place.data() == "value KH 2014 1.3"
    told = place.data(Qt.ItemDataRole.ToolTipRole)
    definition = page.context.open_workspace.frameworks[0]
    title = str(definition.indicator_by_code["1.3"].title)
    assert "Cambodia" in told
    assert title in told
    assert f"Cambodia · 1.3 {title}" in page.detail._text.toPlainText()


def test_a_judgement_and_what_has_no_codes(page: ActivityPage) -> None:
    naming = Naming(page.context.open_workspace.frameworks)

    assert naming.names("declaration 2014 3.1a").startswith("3.1a ")
    assert naming.names("data note 3.1a 2014") == naming.names("declaration 2014 3.1a")
    assert naming.names("contribution KH 2014 Ministry of 1.3") == "Cambodia"
    assert naming.names("workspace KH") == ""
    assert naming.told("value XX 2014 9.9") == "value XX 2014 9.9"


def test_any_script_is_found_however_it_was_typed(
    page: ActivityPage, example_context: Context, qtbot: QtBot
) -> None:
    note = "Họp liên ngành · ກອງປະຊຸມ"
    change = ValueChange(ValueKey("VN", "2014", "1.3"), reported(46, note=note))
    example_context.hub.tell(record_values(example_context.open_workspace, [change]))
    qtbot.waitUntil(lambda: not example_context.runner.is_busy)

    decomposed = "Ho\u0323p"
    assert search(page, decomposed, qtbot) == ["value VN 2014 1.3"]
    assert search(page, "ກອງປະຊຸມ", qtbot) == ["value VN 2014 1.3"]


def test_a_kind_of_change_can_be_chosen(page: ActivityPage, qtbot: QtBot) -> None:
    for number in range(1, page.kind.count()):
        page.kind.setCurrentIndex(number)
        qtbot.waitUntil(lambda: not page.context.runner.is_busy)
        subjects = [entry.subject for entry in page.model.rows]
        kinds = page.kind.currentData()
        assert subjects
        assert all(subject.startswith(tuple(kinds)) for subject in subjects)


def test_earlier_changes_come_when_asked(
    show: Show, example_context: Context, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(module, "PAGE", 30)
    page = show(ActivityPage)
    total = len(example_context.open_workspace.audit(10_000))
    assert len(page.model.rows) == 30

    while page.more.isVisible():
        qtbot.mouseClick(page.more, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not page.context.runner.is_busy)

    numbers = [entry.number for entry in page.model.rows]
    assert numbers == list(range(total, 0, -1))


def test_a_change_shows_at_once(page: ActivityPage, example_context: Context, qtbot: QtBot) -> None:
    before = page.model.rows[0].number
    change = ValueChange(ValueKey("KH", "2014", "1.3"), reported(21))
    example_context.hub.tell(record_values(example_context.open_workspace, [change]))
    qtbot.waitUntil(lambda: page.model.rows[0].number > before)

    assert page.model.rows[0].person == "Test Officer"
    assert page.model.rows[0].new == "21"


def test_rows_are_copied_with_their_whole_texts(page: ActivityPage, qtbot: QtBot) -> None:
    page.table.select(page.model.rows[0].number)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert page.model.rows[0].new in QGuiApplication.clipboard().text()


def test_find_goes_to_the_search(page: ActivityPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert page.search.hasFocus()
