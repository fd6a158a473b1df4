"""The chart page: what it draws, how it is used with mouse and keyboard, what it refuses."""

import psutil
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.unit.dashboards.pictures import HOSTILE, hostile_book, un_act_book
from tests.web.conftest import PAGE_LOOK, Evaluate, Server, cards_of
from ui.web.chart_view import ChartView
from ui.web.page import ChartPage
from ui.web.profile import ChartProfile

pytestmark = pytest.mark.web


def _key(view: ChartView, key: Qt.Key, times: int = 1) -> None:
    proxy = view.focusProxy()
    assert proxy is not None
    target = proxy.focusProxy() or proxy
    for _ in range(times):
        QTest.keyClick(target, key)


def test_every_card_stands(evaluate: Evaluate) -> None:
    names = evaluate("[...document.querySelectorAll('section')].map(s => s.dataset.name).join()")

    assert names == "results,cofunding,attention,sources,matrix"
    assert evaluate("document.querySelectorAll('.js-plotly-plot').length") == 4
    assert evaluate("document.querySelectorAll('h2')[0].textContent") == (
        "Which results are on track?"
    )
    assert (
        evaluate("document.querySelectorAll('section[data-name=attention] tbody tr').length") == 5
    )


def test_every_point_has_a_button_where_it_is_drawn(evaluate: Evaluate) -> None:
    for name, count in (("results", 11), ("cofunding", 6), ("sources", 4), ("matrix", 19)):
        buttons = f"document.querySelectorAll('section[data-name={name}] .point-button')"
        assert evaluate(f"{buttons}.length") == count
        assert evaluate(f"[...{buttons}].every(b => b.offsetWidth > 8 && b.offsetHeight > 8)")
    first = "document.querySelector('section[data-name=results] .point-button').ariaLabel"
    assert evaluate(first) == "Outcome: 1 of 2 fully met: O-2"


def test_labels_stand_beside_their_bars(evaluate: Evaluate) -> None:
    script = """(() => {
      const middle = (e) => { const b = e.getBoundingClientRect(); return (b.top + b.bottom) / 2 };
      const card = document.querySelector('section[data-name=matrix]');
      const labels = [...card.querySelectorAll('.annotation-text')];
      return ['O-1', '1.1', '1.3', '3.1a', '4.3'].map((code) => {
        const label = labels.find((e) => e.textContent.startsWith(code + ' '));
        const button = [...card.querySelectorAll('.point-button')]
          .find((e) => e.ariaLabel.includes(`, ${code} `));
        return Math.abs(middle(label) - middle(button)) < 6;
      }).join();
    })()"""

    assert evaluate(script) == "true,true,true,true,true"


def test_what_is_dropped_on_charts_reaches_the_window(view: ChartView) -> None:
    """The window takes dropped files; a part that takes drops itself would swallow them."""
    takers = [part for part in view.findChildren(QWidget) if part.acceptDrops()]
    assert takers == []


def test_a_click_on_a_bar_says_where_it_leads(
    view: ChartView, evaluate: Evaluate, qtbot: QtBot
) -> None:
    button = "document.querySelectorAll('section[data-name=cofunding] .point-button')[1]"
    box = f"(() => {{ const b = {button}.getBoundingClientRect();"
    x = evaluate(f"{box} return b.left + b.width / 2 }})()")
    y = evaluate(f"{box} return b.top + b.height / 2 }})()")
    proxy = view.focusProxy()
    assert proxy is not None
    target = proxy.focusProxy() or proxy

    with qtbot.waitSignal(view.activated, timeout=5_000) as said:
        QTest.mouseMove(target, QPoint(round(x) - 2, round(y)))
        QTest.mouseMove(target, QPoint(round(x), round(y)))
        qtbot.waitUntil(
            lambda: evaluate("document.querySelector('.tip').textContent").startswith("China: 37 %")
        )
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))

    assert said.args == [{"page": "cofunding", "unit": "CN"}]


def test_points_are_reached_and_opened_with_the_keyboard(
    view: ChartView, evaluate: Evaluate, qtbot: QtBot
) -> None:
    view.setFocus()
    evaluate("document.querySelector('section[data-name=results] .point-button').focus(); true")
    _key(view, Qt.Key.Key_Down)
    _key(view, Qt.Key.Key_Right)
    qtbot.waitUntil(
        lambda: evaluate("document.activeElement.ariaLabel") == "Output 1: 1 of 3 partly met: 1.3"
    )

    tip = "document.querySelector('.tip')"
    assert evaluate(f"{tip}.hidden === false && {tip}.textContent") == (
        "Output 1: 1 of 3 partly met: 1.3"
    )

    with qtbot.waitSignal(view.activated, timeout=5_000) as said:
        _key(view, Qt.Key.Key_Return)

    assert said.args == [{"page": "results", "marker": "1.3"}]


def test_one_tab_stop_for_each_chart(evaluate: Evaluate) -> None:
    stops = "[...document.querySelectorAll('.chart > .points')]"
    stops += ".map(layer => layer.querySelectorAll('[tabindex=\"0\"]').length).join()"

    assert evaluate(stops) == "1,1,1,1"


def test_why_links_lead_to_the_marker(view: ChartView, evaluate: Evaluate, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.activated, timeout=5_000) as said:
        evaluate(
            "document.querySelector('section[data-name=attention] tbody button').click(); true"
        )

    assert said.args == [{"page": "results", "marker": "1.1"}]


def test_copy_asks_for_a_menu_at_its_button(
    view: ChartView, evaluate: Evaluate, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.menu_wanted, timeout=5_000) as said:
        evaluate("document.querySelector('section[data-name=results] header button').click(); true")

    assert said.args is not None
    assert said.args[0] == "results"


def test_text_of_people_makes_no_element(view: ChartView, evaluate: Evaluate, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.drawn, timeout=10_000):
        view.show_cards(cards_of(hostile_book()), PAGE_LOOK)

    assert evaluate("document.querySelectorAll('[onclick], a[href*=\"example.org\"]').length") == 0
    shown = evaluate("document.querySelector('section[data-name=attention] td').textContent")
    assert HOSTILE in shown
    drawn = evaluate("document.querySelector('section[data-name=results] .plot').textContent")
    assert '<b onclick="x">&amp; <a' in drawn


@pytest.mark.parametrize("card", ["results", "cofunding", "attention", "sources", "matrix"])
@pytest.mark.parametrize("block", ["start", "center", "end"])
def test_what_was_clicked_stays_where_it_is_when_the_explanation_opens(
    view: ChartView, evaluate: Evaluate, qtbot: QtBot, card: str, block: str
) -> None:
    """The explanation makes the page narrower, and cards that stood side by side go below."""
    view.resize(1100, 500)
    qtbot.waitUntil(lambda: evaluate("window.innerHeight") <= 500)
    inside = f"section[data-name={card}]"
    last = f"[...document.querySelectorAll('{inside} .point-button, {inside} .link')].at(-1)"
    evaluate(f"{last}.scrollIntoView({{block: '{block}'}}); 1")
    top = f"Math.round({last}.getBoundingClientRect().top)"
    with qtbot.waitSignal(view.activated, timeout=10_000):
        evaluate(f"{last}.click(); 1")
    before = evaluate(top)
    assert -1 <= before < 500

    view.resize(700, 500)
    qtbot.waitUntil(lambda: evaluate("document.body.classList.contains('narrow')"))

    qtbot.waitUntil(lambda: abs(evaluate(top) - before) < 120)
    assert -1 <= evaluate(top) <= 500


def test_drawing_again_keeps_cards_and_focus(
    view: ChartView, evaluate: Evaluate, qtbot: QtBot
) -> None:
    evaluate("document.querySelectorAll('section')[4].seen = true")
    evaluate("document.querySelectorAll('section[data-name=matrix] .point-button')[3].focus()")

    with qtbot.waitSignal(view.drawn, timeout=10_000):
        view.show_cards(cards_of(un_act_book()), PAGE_LOOK)

    assert evaluate("document.querySelectorAll('section')[4].seen === true")
    assert evaluate("document.activeElement.className") == "point-button"


def test_charts_drawn_again_keep_their_height_in_another_width(
    view: ChartView, evaluate: Evaluate, qtbot: QtBot
) -> None:
    """Plotly gives a chart that it draws again the height of its place, which had none."""
    with qtbot.waitSignal(view.drawn, timeout=20_000):
        view.show_cards(cards_of(un_act_book()), PAGE_LOOK)
    view.resize(700, 900)
    widths = "[...document.querySelectorAll('.main-svg')].map(s => s.clientWidth)"
    qtbot.waitUntil(lambda: evaluate(f"{widths}.every(w => w < 700)"), timeout=10_000)

    plots = "[...document.querySelectorAll('.plot')].map(p => p.offsetHeight).join()"
    assert min(int(height) for height in evaluate(plots).split(",")) > 60


def test_the_page_cannot_be_left(page: ChartPage, evaluate: Evaluate, qtbot: QtBot) -> None:
    evaluate("location.href = 'https://example.org/'; window.open('https://example.org/'); true")
    qtbot.wait(200)

    assert page.url() == QUrl("spame://charts/page.html")
    assert evaluate("document.querySelectorAll('section').length") == 5


def _load(element: str, address: str) -> str:
    return (
        f"new Promise((done, fail) => {{ const e = document.createElement('{element}');"
        f" e.onload = done; e.onerror = fail; e.src = '{address}'; document.body.append(e) }})"
    )


_SOCKET = "const s = new WebSocket('ws://SERVER/'); s.onopen = done; s.onerror = fail"
REQUESTS = {
    "fetch": "fetch('http://SERVER/', { mode: 'no-cors' })",
    "fetch of our own": "fetch('spame://charts/page.js')",
    "script": _load("script", "http://SERVER/x.js"),
    "inline script": _load("script", "data:text/javascript,1"),
    "image": _load("img", "http://SERVER/x.png"),
    "file": _load("img", "file:///etc/hostname"),
    "socket": f"new Promise((done, fail) => {{ {_SOCKET} }})",
    "eval": "Promise.resolve().then(() => (0, eval)('1'))",
}


@pytest.mark.parametrize("request_of", REQUESTS)
def test_requests_and_evaluation_are_refused(
    request_of: str,
    evaluate: Evaluate,
    qtbot: QtBot,
    server: Server,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("CRITICAL", "ui.web.page")  # the page complains of each refusal, rightly
    script = REQUESTS[request_of].replace("SERVER", server.address)
    evaluate(
        f"window.outcome = ''; ({script}).then(() => window.outcome = 'let through',"
        " () => window.outcome = 'refused'); true"
    )
    qtbot.waitUntil(lambda: evaluate("window.outcome") != "", timeout=10_000)

    assert evaluate("window.outcome") == "refused"
    assert server.visits == 0


def test_the_profile_alone_lets_nothing_out(qtbot: QtBot, server: Server) -> None:
    """Without the page's own policy, as if that were lost one day."""
    profile = ChartProfile()
    bare = QWebEnginePage(profile)
    with qtbot.waitSignal(bare.loadFinished, timeout=10_000):
        bare.setHtml("<p>no policy</p>")
    bare.runJavaScript(
        f"fetch('http://{server.address}/', {{ mode: 'no-cors' }})"
        ".then(() => document.title = 'let through', () => document.title = 'refused')"
    )

    qtbot.waitUntil(lambda: bare.title() in {"refused", "let through"}, timeout=10_000)
    title = bare.title()
    shiboken6.delete(bare)
    shiboken6.delete(profile)
    assert title == "refused"
    assert server.visits == 0


def test_no_process_has_an_internet_socket(view: ChartView) -> None:
    assert view.page is not None
    everyone = [psutil.Process(), *psutil.Process().children(recursive=True)]
    found = [c for process in everyone for c in process.net_connections("inet")]

    assert len(everyone) > 1, "the web engine has processes of its own"
    assert found == []


def test_the_library_is_the_one_that_was_vendored() -> None:
    import hashlib
    import tomllib

    from ui.web.profile import HERE

    note = tomllib.loads((HERE / "vendor" / "vendor.toml").read_text(encoding="utf-8"))
    content = (HERE / "vendor" / note["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == note["sha256"]
    assert (HERE / "vendor" / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
