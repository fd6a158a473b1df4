"""The ways through the app on which the window is watched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from ui.main_window import MainWindow


@dataclass(frozen=True)
class Step:
    """Something a person does, in words, and the call that does it."""

    title: str
    do: Callable[[], object]


def journeys(window: MainWindow) -> Iterator[Step]:
    """Yield every step in order; each begins once the window is at rest."""
    yield from _pages(window)
    yield from _results(window)
    yield from _view(window)
    yield from _entry(window)
    yield from _cofunding(window)
    yield from _dialogs(window)
    yield from _looks(window)
    yield Step("close the workspace", window.files.close)


def _page(window: MainWindow) -> Any:
    return window.pages.page


def _pages(window: MainWindow) -> Iterator[Step]:
    names = ("results", "entry", "cofunding", "activity", "settings", "overview")
    for turn in ("first", "next"):
        for name in names:
            yield Step(f"{turn} time: {name}", lambda name=name: window.pages_go_to(name))


def _results(window: MainWindow) -> Iterator[Step]:
    yield Step("go to results", lambda: window.pages_go_to("results"))
    page = _page(window)
    tree = page.tree
    yield Step("choose a marker", lambda: _press(tree, Qt.Key.Key_End))
    yield Step("next marker", lambda: _press(tree, Qt.Key.Key_Up))
    for which, chip in list(page.narrowing.chips.items())[1:]:
        yield Step(f"narrow: {which}", chip.click)
    yield Step("narrow: all", next(iter(page.narrowing.chips.values())).click)
    yield Step("search results", lambda: page.narrowing.search.setText("1"))
    yield Step("search nothing", page.narrowing.search.clear)


def _view(window: MainWindow) -> Iterator[Step]:
    for name in ("results", "overview", "cofunding"):
        yield Step(f"{name} comes back", lambda name=name: window.pages_go_to(name))
        boxes = [box for box in _page(window).findChildren(QComboBox) if box.isVisible()]
        for box in boxes[:3]:
            row = box.currentIndex()
            what = f"{name}: another {box.accessibleName() or 'choice'}"
            yield Step(what, lambda box=box: _choose_other(box))
            yield Step(f"{what}, back", lambda box=box, row=row: _choose(box, row))
    yield Step("go to overview", lambda: window.pages_go_to("overview"))
    yield Step("as tables", _page(window).as_tables.click)
    questions = _page(window).tables.questions
    for row in reversed(range(questions.count())):
        yield Step(f"table {row + 1}", lambda row=row: questions.setCurrentRow(row))
    yield Step("as charts", _page(window).as_charts.click)
    marker = _page(window).book.markers[0].code
    arguments = {"marker": marker}
    yield Step("why, first time", lambda: window.pages.go_to("overview", arguments))


def _choose_other(box: QComboBox) -> None:
    _choose(box, (box.currentIndex() + 1) % max(1, box.count()))


def _choose(box: QComboBox, row: int) -> None:
    box.setCurrentIndex(row)
    box.activated.emit(row)


def _entry(window: MainWindow) -> Iterator[Step]:
    yield Step("go to entry", lambda: window.pages_go_to("entry"))
    page = _page(window)
    view, bar = page.table.view, page.filter_bar
    for box, what in ((page.title_bar.period, "period"), (page.title_bar.unit, "unit")):
        yield Step(f"sheet: another {what}", lambda box=box: _choose_other(box))
    for kind in ("missing", "problems", "all"):
        yield Step(f"sheet: {kind}", bar.chips[kind].click)
    yield Step("sheet: search", lambda: bar.search.setText("1"))
    yield Step("sheet: search nothing", bar.search.clear)
    own: dict[str, object] = {"unit": _own_unit(window)}
    yield Step("own sheet", lambda: window.pages.go_to("entry", own))
    yield Step("to the end", lambda: _press(view, Qt.Key.Key_End, control=True))
    yield Step("to the beginning", lambda: _press(view, Qt.Key.Key_Home, control=True))
    yield Step("a page down", lambda: _press(view, Qt.Key.Key_PageDown))
    yield Step("type an answer", lambda: (view.begin("12"), view.finish_editing()))
    yield Step("open an editor", view.begin)
    yield Step("leave it", view.finish_editing)
    yield Step("list of problems", page.title_bar.check.click)
    yield Step("next problem", lambda: page._next_problem(back=False))
    yield Step("to the beginning again", lambda: _press(view, Qt.Key.Key_Home, control=True))
    rows = len(view.questions())
    text = "\r\n".join(str(number % 40) for number in range(rows))
    yield Step("own column", lambda: page.table.go_to(view.questions()[0]))
    yield Step(f"paste {rows} answers", lambda: _paste(view, text))
    yield Step(f"undo {rows} answers", lambda: view.wants.emit("undo"))
    yield Step(f"redo {rows} answers", lambda: view.wants.emit("redo"))
    yield Step("select all", lambda: view.wants.emit("all"))
    yield Step("copy all", lambda: view.wants.emit("copy"))
    yield Step("clear all", lambda: view.wants.emit("clear"))
    words = "\r\n".join("see description" for _ in range(rows))
    yield Step(f"paste {rows} words", lambda: _paste(view, words))
    yield Step("undo words", lambda: view.wants.emit("undo"))


def _own_unit(window: MainWindow) -> str:
    return window.context.open_workspace.dataset().info.home_unit


def _paste(view: Any, text: str) -> None:
    view.go(view.questions()[0])
    QGuiApplication.clipboard().setText(text)
    view.wants.emit("paste")


def _cofunding(window: MainWindow) -> Iterator[Step]:
    yield Step("go to co-funding", lambda: window.pages_go_to("cofunding"))
    page = _page(window)
    for number in range(1, page.tabs.count()):
        yield Step(f"co-funding tab {number + 1}", lambda n=number: page.tabs.setCurrentIndex(n))
    yield Step("co-funding form", page.editor.desks[0].view.add.click)
    yield Step("close the form", page.editor.close_form)
    yield Step("co-funding tab 1", lambda: page.tabs.setCurrentIndex(0))
    yield Step("go to activity", lambda: window.pages_go_to("activity"))


def _dialogs(window: MainWindow) -> Iterator[Step]:
    yield Step("open export", window.files.export)
    yield Step("close export", _close_dialogs)
    yield Step("open new workspace", window.files.new)
    yield Step("close new workspace", _close_dialogs)
    yield Step("open keys", window.help.keys)
    yield Step("close keys", _close_dialogs)
    yield Step("open guide", window.help.guide)
    yield Step("close guide", _close_windows)
    yield Step("open guide again", window.help.guide)
    yield Step("close guide again", _close_windows)
    yield Step("about", window.help.about)
    yield Step("close about", _close_dialogs)
    yield Step("report", window.help.report)
    yield Step("close report", _close_dialogs)


def _close_dialogs() -> None:
    for found in QApplication.topLevelWidgets():
        if isinstance(found, QDialog) and found.isVisible():
            found.reject()


def _close_windows() -> None:
    for found in QApplication.topLevelWidgets():
        if found.isVisible() and not isinstance(found, MainWindow):
            found.close()


def _looks(window: MainWindow) -> Iterator[Step]:
    theme = window.context.theme
    for name in ("overview", "results", "entry", "cofunding"):
        yield Step(f"looks: go to {name}", lambda name=name: window.pages_go_to(name))
        yield Step(f"dark on {name}", lambda: theme.choose(theme="dark"))
        yield Step(f"light on {name}", lambda: theme.choose(theme="light"))
        yield Step(f"150 % on {name}", lambda: theme.choose(text_size=150))
        yield Step(f"100 % on {name}", lambda: theme.choose(text_size=100))
        yield Step(f"smaller window on {name}", lambda: window.resize(1024, 640))
        yield Step(f"larger window on {name}", lambda: window.resize(1366, 768))


def _press(widget: QWidget, key: Qt.Key, *, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, key, held))
